"""The Jinja environment: own templates go before the shipped ones, file by file; everything is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.exceptions import TemplateSyntaxError

import rencana
from rencana.errors import RencanaError
from rencana.words.languages import texts


class TemplateFault(RencanaError):
    """A template cannot be used: it is not valid, or names something that its view does not have."""


def shipped_templates() -> Path:
    """Returns the folder of the shipped templates: the live one of a checkout, else the one in the wheel."""
    package = Path(rencana.__file__).resolve().parent
    checkout = package.parent.parent
    # An editable install may hold a copy that has gone stale, so a checkout is known by its project file.
    if (checkout / "pyproject.toml").is_file() and (checkout / "templates").is_dir():
        return checkout / "templates"
    return package / "templates"


@cache
def environment(language: str, own: Path | None = None) -> Environment:
    """Returns the environment for a language; `own` is the workspace's folder of templates, the user's own code."""
    folders = [folder for folder in (own, shipped_templates()) if folder is not None and folder.is_dir()]
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        keep_trailing_newline=False,
    )
    made.install_gettext_translations(texts(language), newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    return made


def fill(made: Environment, name: str, **views: object) -> str:
    """Renders a template with its views; a fault of the template names its file and line."""
    try:
        return made.get_template(name).render(**views)
    except TemplateSyntaxError as error:
        where = f"{error.filename or name}, line {error.lineno}"
        raise TemplateFault(f"The template {where} cannot be read: {error.message}.", help=_HELP) from error
    except TemplateError as error:
        raise TemplateFault(f"The template {name} cannot be filled: {error.message}.", help=_HELP) from error


_HELP = "Compare it with the template of the same name that Rencana ships."
