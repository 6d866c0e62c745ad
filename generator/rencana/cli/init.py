"""`rencana init`: the first files of a workspace."""

import sys
from pathlib import Path

import click

from rencana.cli import forge, starter
from rencana.cli.options import LANGUAGES
from rencana.cli.output import echo
from rencana.disk import write_new
from rencana.errors import UsageError


@click.command(epilog="Example: rencana init my-campaigns --language id")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", type=LANGUAGES, default="en", show_default=True, help="The language of the site.")
@click.option("--organisation", metavar="NAME", help="The name of your organisation.")
@click.option("--ci", "forge_name", type=click.Choice(forge.FORGES), help="Also what `rencana ci` writes for a forge.")
def init(folder: Path, language: str, organisation: str | None, forge_name: str | None) -> int:
    """Make a new workspace: portfolio.yaml, the site, and the schemas for editors."""
    name = organisation or _ask_organisation(folder)
    files = starter.workspace(name, language)
    if existing := [path for path in files if (folder / path).exists()]:
        raise UsageError(f"{folder / existing[0]} is there already.", help="Name another folder; nothing was written.")
    write_new(folder, {path: content.encode() for path, content in files.items()})
    if forge_name:
        from rencana.cli.ci import draft, put  # noqa: PLC0415  only this option reads the new portfolio

        put(draft(folder.resolve(), forge_name))
    echo(f"{folder} is a workspace now. Next:")
    echo(f"  cd {folder}\n  rencana new first-campaign\n  rencana serve")
    return 0


def _ask_organisation(folder: Path) -> str:
    guess = folder.resolve().name.replace("-", " ").title()
    if not sys.stdin.isatty():
        return guess
    return str(click.prompt("What is your organisation called", default=guess))
