"""`rencana new`: the first files of a campaign."""

import os
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rencana.cli import options, starter
from rencana.cli.interview import ask, ask_days
from rencana.cli.options import LANGUAGES
from rencana.cli.output import echo
from rencana.cli.status import refuse_unknown
from rencana.disk import holds_only_drafts, write
from rencana.errors import UsageError
from rencana.workspace import find_workspace

if TYPE_CHECKING:  # help should not wait for the model
    from rencana.plan.campaign import Campaign
    from rencana.plan.shared import Shared
    from rencana.plan.workspace import Workspace

_LENGTH = timedelta(days=89)
_FIRST_REVIEW = timedelta(days=28)


@click.command(epilog="Example: rencana new iftar-2027 --like iftar-2026 --start 2027-02-08 --end 2027-03-09")
@click.argument("campaign")
@click.option("--from", "kind", type=click.Choice(starter.KINDS), help="Start from a worked example of this kind.")
@click.option("--like", metavar="ID", help="Start from an earlier campaign: its structure, results and lessons.")
@click.option("--items", is_flag=True, help="With --like: take its calendar along, as ideas.")
@click.option("--title", metavar="TEXT", help="What the campaign is called.")
@click.option("--start", "first", type=options.DayParam(), metavar="DAY", help="Its first day.")
@click.option("--end", "last", type=options.DayParam(), metavar="DAY", help="Its last day.")
@click.option("--language", type=LANGUAGES, help="The language of the plan; the portfolio's, where it is left out.")
@options.workspace
@options.on
def new(
    campaign: str,
    kind: str | None,
    like: str | None,
    title: str | None,
    first: date | None,
    last: date | None,
    language: str | None,
    start: Path,
    on: date | None,
    *,
    items: bool,
) -> int:
    """Write a new campaign. On a terminal it asks what nobody has said; else it writes with what the options say.

    Without --like it is the five stages in their order: asked one after the other, or as a worked example.
    """
    from rencana.plan.workspace import open_workspace  # noqa: PLC0415  help should not wait for the model
    from rencana.source import DiskTree  # noqa: PLC0415  as above

    if like and (kind or language):
        raise UsageError("--like takes kind and language of the earlier plan.", help="Leave --from and --language out.")
    if items and not like:
        raise UsageError("--items takes along the calendar of another campaign.", help="Name it with --like.")
    _refuse_stated(title, first, last)
    root = find_workspace(start)
    path = _free(root, campaign)
    workspace = open_workspace(DiskTree(root), on=on)
    basics = starter.Basics(title, first, last)
    if like:
        text, speaks = _like(root, workspace, campaign, like, basics, items=items)
    else:
        speaks = language or ("id" if workspace.shared.language.startswith("id") else "en")
        text = starter.campaign(_answers(workspace, kind, speaks, basics), speaks)
    write(path, [text.encode()], within=root)
    echo(starter.texts(speaks)["done"].format(path=path.relative_to(root)))
    return 0


def _refuse_stated(title: str | None, first: date | None, last: date | None) -> None:
    """Stops where a plan could not be read with what the command line says of it."""
    from rencana.plan.language.fault import refusal  # noqa: PLC0415  help should not wait for the model
    from rencana.plan.language.scalar import read_title  # noqa: PLC0415  as above
    from rencana.plan.language.when import read_day  # noqa: PLC0415  as above

    for reader, text in ((read_title, title), (read_day, first), (read_day, last)):
        if text is not None and (why := refusal(reader, str(text))):
            raise UsageError(why, help="Nothing was written.")
    if first and last and last < first:
        raise UsageError(f"It ends on {last}, before its start on {first}.", help="Write a later day.")


def _free(root: Path, campaign: str) -> Path:
    """Returns the path of a plan that is not there yet; UsageError where it cannot be called so."""
    from rencana.plan.language.fault import refusal, short  # noqa: PLC0415  help should not wait for the model
    from rencana.plan.language.scalar import read_folder  # noqa: PLC0415  as above

    if why := refusal(read_folder, campaign):
        raise UsageError(f"{short(campaign, 40)} cannot be the name of a campaign.", help=why)
    path = root / "plans" / campaign / "plan.yaml"
    # A run that was killed may have left a folder with nothing but the beginning of a file.
    if os.path.lexists(path.parent) and not holds_only_drafts(path.parent):
        raise UsageError(f"{path.parent} is there already.", help="Choose another name; nothing was written.")
    return path


def _answers(workspace: "Workspace", kind: str | None, speaks: str, basics: starter.Basics) -> starter.Answers:
    offer = offered(workspace.shared)
    first = basics.start or (workspace.on if basics.end is None else min(workspace.on, basics.end))
    last = basics.end or first + _LENGTH
    days = starter.Days(first, last, min(first + _FIRST_REVIEW, last))
    if kind is None and sys.stdin.isatty():
        return ask(speaks, offer, days, basics)
    answers = starter.answers(kind or starter.KINDS[0], speaks, offer, days)
    return {**answers, "title": basics.title} if basics.title else answers


def _like(
    root: Path, workspace: "Workspace", name: str, like: str, basics: starter.Basics, *, items: bool
) -> tuple[str, str]:
    """Returns the text of a plan that begins from another one, and the language that it speaks."""
    from rencana.lessons import Beginning, begin  # noqa: PLC0415  help should not wait for the model

    campaign = _earlier(workspace, like.removeprefix("plans/").rstrip("/"))
    speaks = "id" if campaign.language.startswith("id") else "en"
    title, first, last = basics.title, basics.start, basics.end
    if sys.stdin.isatty():
        length = campaign.end - campaign.start if campaign.start and campaign.end else _LENGTH
        title = title or click.prompt(starter.texts(speaks)["ask_title"])
        first, last = ask_days(speaks, basics, workspace.on, length)
    # Where nobody says what it is called, its name says it: the title of the earlier one would be another's.
    title = title or name.replace("-", " ").capitalize()
    new = Beginning(title, first, last, items=items)
    text = begin(campaign, new, workspace.on, starter.texts(speaks))
    return _checked(root, workspace, campaign, f"plans/{name}/plan.yaml", text), speaks


def _checked(root: Path, workspace: "Workspace", earlier: "Campaign", path: str, text: str) -> str:
    """Returns the text of a new plan with the remarks that it takes along; one with errors is never written."""
    from rencana import pipeline  # noqa: PLC0415  help should not wait for the rest
    from rencana.check import apply  # noqa: PLC0415  as above
    from rencana.finding import first_error, still_open  # noqa: PLC0415  as above
    from rencana.jobs.pool import open_jobs  # noqa: PLC0415  as above
    from rencana.lessons import carried_remarks  # noqa: PLC0415  as above
    from rencana.plan.workspace import open_workspace  # noqa: PLC0415  as above
    from rencana.source import MemoryTree, read_yaml  # noqa: PLC0415  as above

    tree = workspace.tree
    contents = {name: tree.read(name) for name in tree.paths()}
    after = open_workspace(MemoryTree({**contents, path: text.encode()}, tree.skipped()), on=workspace.on)
    all_findings = pipeline.check(after, open_jobs(root)).findings
    findings = [finding for finding in still_open(all_findings) if finding.file == path]
    if error := first_error(findings):
        message = f"The new plan would have an error in line {error.span.line}: {error.message} Nothing was written."
        raise UsageError(message, help=error.help)
    edits = carried_remarks(earlier.document, read_yaml(path, text.encode()), findings)
    return apply(edits, {path: text}).get(path, text)


def _earlier(workspace: "Workspace", name: str) -> "Campaign":
    """Returns the campaign to begin from; one with errors is refused, as they would be taken along."""
    from rencana.finding import first_error  # noqa: PLC0415  help should not wait for the model
    from rencana.plan.load import load_campaign  # noqa: PLC0415  as above
    from rencana.source.files import read_files  # noqa: PLC0415  as above

    refuse_unknown(name, [folder.id for folder in workspace.folders if folder.plan])
    folder = next(folder for folder in workspace.folders if folder.id == name)
    files = read_files({path: workspace.tree.read(path) for path in folder.files})
    draft = load_campaign(folder, files, workspace.shared)
    error = first_error((*files.findings, *draft.findings))
    if error or draft.campaign is None:
        help = f"{error.file}:{error.span.line}: {error.message}" if error else "`rencana check` says why."
        raise UsageError(f"{name} has errors, which would be taken along.", help=f"Mend it first. {help}")
    return draft.campaign


def offered(shared: "Shared") -> starter.PortfolioIds:
    """Returns what a portfolio offers to a new campaign."""
    sources = {name: source.method or "" for name, source in shared.sources.items()}
    return starter.PortfolioIds(tuple(shared.teams), tuple(shared.goals), sources)
