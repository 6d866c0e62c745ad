"""The Jinja environment: own templates go before the shipped ones, file by file; everything is escaped."""

import re
import traceback
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from types import FunctionType
from typing import Any

import jinja2
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, escape

import rencana
from rencana.errors import TemplateError
from rencana.words.languages import Texts, texts

_HELP = "Compare it with the template of the same name that Rencana ships."
_KEPT = 2048
_SPECIAL = re.compile("[&<>'\"]")
_ENGINE = frozenset({"jinja2", "markupsafe"})


def shipped_templates() -> Path:
    """Returns the folder of the shipped templates: the live one of a checkout, else the one in the wheel."""
    package = Path(rencana.__file__).resolve().parent
    checkout = package.parent.parent
    # An editable install may hold a copy that has gone stale, so a checkout is known by its own shape.
    if package.parent.name == "generator" and (checkout / "templates").is_dir():
        return checkout / "templates"
    return package / "templates"


@cache
def environment(language: str, own: Path | None = None, *, compiled: Path | None = None) -> jinja2.Environment:
    """Returns the environment for a language; `compiled` is a folder that keeps compiled templates from run to run.

    `own` is the workspace's folder of templates. They are the user's own code, as trusted as the command line: they
    run without a sandbox. What plans say reaches them only as values, and every value is escaped.
    """
    if compiled:
        compiled.mkdir(parents=True, exist_ok=True)
    folders = [folder for folder in (own, shipped_templates()) if folder is not None and folder.is_dir()]
    templates = _Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=jinja2.FileSystemBytecodeCache(str(compiled)) if compiled else None,
    )
    templates.install_gettext_translations(texts(language), newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    templates.globals["_"] = _messages(texts(language))
    return templates


def _messages(said: Texts) -> Callable[..., Markup]:
    """Returns what says a message of a template as the extension does; one without values it says once."""

    @lru_cache(_KEPT)
    def words(message: str) -> Markup:
        return Markup(said.gettext(message)) % {}  # noqa: S704  the text is part of this program

    def say(message: str, /, **values: object) -> Markup:
        return Markup(said.gettext(message)) % values if values else words(message)  # noqa: S704  see above

    return say


class _Template(jinja2.Template):
    """A template that takes a value in which there is nothing to escape as it is, and marks only the others."""

    @classmethod
    def from_code(cls, *args: Any, **options: Any) -> jinja2.Template:  # noqa: ANN401  as the base class says
        """Makes a template of its compiled code."""
        made = super().from_code(*args, **options)
        made.root_render_func.__globals__.update(escape=_escaped, Macro=_Macro)
        return made


class _Macro(Macro):
    """A macro that is called at once where it is given each of its arguments by place."""

    def __init__(self, made: jinja2.Environment, fill: Callable[..., str], name: str, *rest: Any) -> None:  # noqa: ANN401  as the base class says
        super().__init__(made, fill, name, *rest)
        takes_more = self.caller or self.catch_varargs or self.catch_kwargs
        self._fill, self._takes = fill, -1 if takes_more else len(self.arguments)

    def __call__(self, *values: Any, **named: Any) -> str:  # noqa: ANN401  as the base class says
        """Calls the macro."""
        if named or len(values) != self._takes:
            return super().__call__(*values, **named)
        return Markup(self._fill(*values))  # noqa: S704  a template has escaped all values


class _Context(Context):
    @internalcode
    def call(self, called: Callable[..., Any], /, *values: Any, **named: Any) -> Any:  # noqa: ANN401  as the base class says
        """Calls what a template calls; most of it are macros and words, which ask for no context."""
        if type(called) is _Macro or (type(called) is FunctionType and not hasattr(called, "jinja_pass_arg")):
            named.pop("_loop_vars", None)
            named.pop("_block_vars", None)
            return called(*values, **named)
        return super().call(called, *values, **named)


class _Environment(jinja2.Environment):
    template_class = _Template
    context_class = _Context


def _escaped(value: object) -> str:
    plain = type(value) is Markup or (type(value) is str and not _SPECIAL.search(value))
    return value if plain else escape(value)  # type: ignore[return-value]  # it is text in both cases


def fill(templates: jinja2.Environment, name: str, **views: object) -> str:
    """Renders a template with its views; a fault of the template names its file and line."""
    try:
        return templates.get_template(name).render(**views)
    except jinja2.TemplateSyntaxError as error:
        place = f"{error.filename or error.name or name}, line {error.lineno}"
        raise TemplateError(f"The template {place} cannot be read: {_said(error)}", help=_HELP) from error
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"There is no template {error.name}.", help=_HELP) from error
    except UnicodeDecodeError as error:
        raise TemplateError(f"The template {name}, or one that it uses, is not UTF-8 text.", help=_HELP) from error
    except Exception as error:
        place = _place(error)
        if not place:
            raise
        raise TemplateError(f"The template {place} cannot be filled: {_said(error)}", help=_HELP) from error


def _place(error: Exception) -> str:
    """Returns the file and line of the template that the error comes from; nothing for a fault of our own."""
    for header in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(header.filename)
        if path.suffix != ".py" and path.is_file():
            return f"{path}, line {header.lineno}"
        # An undefined value raises inside these two or this file; any other Python file is a view that failed.
        if not _ENGINE & set(path.parts) and header.filename != __file__:
            return ""
    return ""


def _said(error: Exception) -> str:
    return f"{str(error).rstrip('.')}."
