"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

LANGUAGES = click.Choice(["en", "id"])
"""The languages of the interface."""
F = TypeVar("F", bound=Callable[..., Any])


class DayParam(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic only in newer versions of click
    """A day on the command line, as 2026-03-01."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Reads the day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day. Write it as 2026-03-01.", param, ctx)


def workspace(command: F) -> F:
    """Adds the option that names the workspace."""
    return click.option(
        "-C",
        "--workspace",
        "start",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=Path(),
        help="The workspace, or a folder in it; this folder, where it is left out.",
    )(command)


def on(command: F) -> F:
    """Adds the option that names the day."""
    return click.option(
        "--on", type=DayParam(), metavar="DAY", help="The day to speak of, such as 2026-03-01; else today."
    )(command)


def site_host(command: F) -> F:
    """Adds the option that names the program which builds the site."""
    return click.option(
        "--site-host",
        type=click.Choice(["mkdocs", "properdocs"]),
        envvar="RENCANA_SITE_HOST",
        show_envvar=True,
        help="The program that builds the site; MkDocs where both are installed and this is left out.",
    )(command)


def quiet(command: F) -> F:
    """Adds the option that prints nothing but faults."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing when all is well.")(command)
