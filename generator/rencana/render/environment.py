"""The Jinja environment: a template of the workspace replaces the shipped file of that name; all values are escaped."""

import traceback
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

import rencana
from rencana.errors import TemplateError
from rencana.jobs.store import Store, key_of
from rencana.words.languages import Texts, texts

_HELP = "Compare it with the template of the same name that Rencana ships."
_MOST_MESSAGES = 2048
_ENGINE = frozenset({"jinja2", "markupsafe"})


def shipped_templates() -> Path:
    """Returns the folder of the shipped templates: that of the checkout, or of the installed package."""
    package = Path(rencana.__file__).resolve().parent
    checkout = package.parent.parent
    # The package of an editable install may contain a stale copy, so a checkout is recognised by its folders.
    if package.parent.name == "generator" and (checkout / "templates").is_dir():
        return checkout / "templates"
    return package / "templates"


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates in a store, which verifies each: damaged bytecode would crash the process that runs it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Reads a template, where the store has it whole."""
        content = self._store.get(_key_of(bucket))
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Stores a template, where the store can be written."""
        self._store.put(_key_of(bucket), bucket.bytecode_to_string())


def _key_of(bucket: Bucket) -> str:
    return key_of([b"template", bucket.key.encode(), bucket.checksum.encode()])


@cache
def environment(language: str, overrides: Path | None = None, *, compiled: Path | None = None) -> jinja2.Environment:
    """Returns the environment for a language; `compiled` is the folder of a store of compiled templates.

    `overrides` is the workspace's folder of templates. They are the user's own code, as trusted as the command line,
    so they run without a sandbox. Texts of plans reach them only as values, and every value is escaped.
    """
    folders = [folder for folder in (overrides, shipped_templates()) if folder is not None and folder.is_dir()]
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=CompiledTemplates(Store(compiled)) if compiled else None,
    )
    templates.install_gettext_translations(texts(language), newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    templates.globals["_"] = _messages(texts(language))
    return templates


def _messages(catalog: Texts) -> Callable[..., Markup]:
    """Returns the `_` of templates. It does what that of the extension does, but caches messages without values.

    A page says hundreds of them; this saves a sixth of the time in templates.
    """

    @lru_cache(_MOST_MESSAGES)
    def fixed(message: str) -> Markup:
        return Markup(catalog.gettext(message)) % {}  # noqa: S704  the text is part of this program

    def translate(message: str, /, **values: object) -> Markup:
        return Markup(catalog.gettext(message)) % values if values else fixed(message)  # noqa: S704  see above

    return translate


def fill(templates: jinja2.Environment, name: str, **views: object) -> str:
    """Fills a template with its views; the error for a fault in the template names its file and line."""
    try:
        return templates.get_template(name).render(**views)
    except jinja2.TemplateSyntaxError as error:
        place = f"{error.filename or error.name or name}, line {error.lineno}"
        raise TemplateError(f"The template {place} cannot be read: {_sentence(error)}", help=_HELP) from error
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"There is no template {error.name}.", help=_HELP) from error
    except UnicodeDecodeError as error:
        raise TemplateError(f"The template {name}, or one that it uses, is not UTF-8 text.", help=_HELP) from error
    except Exception as error:
        place = _place(error)
        if not place:
            raise
        raise TemplateError(f"The template {place} cannot be filled: {_sentence(error)}", help=_HELP) from error


def _place(error: Exception) -> str:
    """Returns the file and line of the template that an error comes from; empty where our own code is at fault."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.suffix != ".py" and path.is_file():
            return f"{path}, line {frame.lineno}"
        # Jinja and this file raise the errors of templates; a frame of another Python file means that a view failed.
        if not _ENGINE & set(path.parts) and frame.filename != __file__:
            return ""
    return ""


def _sentence(error: Exception) -> str:
    return f"{str(error).rstrip('.')}."
