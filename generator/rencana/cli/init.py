"""`rencana init` and `rencana new`: the first files of a workspace and of a campaign."""

import sys
from datetime import date, timedelta
from pathlib import Path

import click

from rencana.cli import options, starter
from rencana.cli.files import write
from rencana.errors import UsageError

_LANGUAGES = click.Choice(["en", "id"])
_LENGTH = timedelta(days=89)
_FIRST_REVIEW = timedelta(days=28)


@click.command(epilog="Example: rencana init my-campaigns --language id")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", type=_LANGUAGES, default="en", show_default=True, help="The language of the site.")
@click.option("--organisation", metavar="NAME", help="The name of your organisation.")
def init(folder: Path, language: str, organisation: str | None) -> int:
    """Make a new workspace: portfolio.yaml, the site, and the schemas for editors."""
    name = organisation or _ask_organisation(folder)
    files = starter.workspace(name, language)
    if taken := [path for path in files if (folder / path).exists()]:
        raise UsageError(f"{folder / taken[0]} is there already.", help="Name another folder; nothing was written.")
    for path, content in files.items():
        write(folder / path, content)
    click.echo(f"{folder} is a workspace now. Next:")
    click.echo(f"  cd {folder}\n  rencana new first-campaign\n  rencana serve")
    return 0


def _ask_organisation(folder: Path) -> str:
    guess = folder.resolve().name.replace("-", " ").title()
    if not sys.stdin.isatty():
        return guess
    return str(click.prompt("What is your organisation called", default=guess))


@click.command(epilog="Example: rencana new iftar-2026 --from awareness")
@click.argument("campaign")
@click.option("--from", "kind", type=click.Choice(starter.KINDS), help="Start from a worked example of this kind.")
@click.option("--language", type=_LANGUAGES, help="The language of the plan; the portfolio's, where it is left out.")
@options.workspace
@options.on
def new(campaign: str, kind: str | None, language: str | None, start: Path, on: date | None) -> int:
    """Write a new campaign. On a terminal it asks the five stages in their order; else it writes a worked example."""
    from rencana import pipeline  # noqa: PLC0415  help should not wait for the model
    from rencana.plan.language.scalar import read_id_or_none  # noqa: PLC0415  as above

    root = pipeline.find_workspace(start)
    if read_id_or_none(campaign) is None:
        help = "Write lower-case letters, digits and hyphens, such as iftar-2026."
        raise UsageError(f"{campaign} cannot be the name of a campaign.", help=help)
    path = root / "plans" / campaign / "plan.yaml"
    if path.parent.exists():
        raise UsageError(f"{path.parent} is there already.", help="Choose another name; nothing was written.")
    shared = pipeline.check_workspace(root).portfolio.shared
    speaks = language or ("id" if shared.language.startswith("id") else "en")
    asked = kind is None and sys.stdin.isatty()
    answers = starter.ask(speaks) if asked else starter.answers(kind or starter.KINDS[0], speaks)
    first = on or pipeline.today(shared.timezone, None, {})
    days = starter.Days(first, first + _LENGTH, first + _FIRST_REVIEW)
    write(path, starter.campaign(answers, speaks, days))
    click.echo(starter.texts(speaks)["done"].format(path=path.relative_to(root)))
    return 0
