"""`rencana status`: how campaigns stand; and how other commands measure campaigns."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rencana.cli import options
from rencana.cli.machine import MachineCommand
from rencana.cli.options import LANGUAGES
from rencana.cli.output import echo
from rencana.errors import UsageError
from rencana.workspace import NO_PLAN, find_workspace

if TYPE_CHECKING:
    # Help should not wait for the arithmetic.
    from rencana.plan.workspace import Workspace

_WORST = ("missed", "behind", "at-risk", "no-data", "not-judged")
"""The statuses that an exit code may tell, worst first."""
_MOST_LISTED = 10
"""So many campaigns are named where one was asked for that does not exist."""
_LEVELS = ("missed", "behind", "at-risk", "not-judged", "stale")


@click.command(cls=MachineCommand, epilog="Example: rencana status iftar-2026 --on 2026-03-01 --fail-on behind")
@click.argument("campaigns", nargs=-1)
@options.workspace
@options.on
@click.option("--language", type=LANGUAGES, help="The language of the text; else that of each plan.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    help="Leave with 1 where a KPI is so, or worse (no reading is worse than not judged); or where one is stale.",
)
def status(
    campaigns: tuple[str, ...], start: Path, on: date | None, language: str | None, form: str, fail_on: str | None
) -> int:
    """Say of each KPI where it stands: the value that was judged, its target, and what the status rests on.

    Exit code 0: fine. 1: a KPI is as --fail-on says, or a plan cannot be read. 2: it could not run.
    """
    from rencana.render.files import status as files  # noqa: PLC0415  help should not wait
    from rencana.render.files.status_text import status_text  # noqa: PLC0415  as above

    form_of = partial(status_text, language=language or "") if form == "text" else files.status_data
    failing: list[bool] = []
    workspace, entries = measure(campaigns, start, on, form_of, on_unreadable=lambda: failing.append(True))

    def judged() -> Iterator[Any]:
        for entry in entries:
            failing.append(fail_on is not None and _fails(entry, fail_on))
            yield entry

    if form == "json":
        for piece in files.status_json(map(files.status_entry, judged()), workspace.on):
            echo(piece, end="", exact=True)
    elif form == "csv":
        echo(files.status_head(), end="", exact=True)
        for entry in judged():
            echo(files.status_rows(entry), end="", exact=True)
    else:
        for number, entry in enumerate(judged()):
            echo(f"\n{entry['text']}" if number else entry["text"])
    return int(any(failing))


def _fails(entry: dict[str, Any], fail_on: str) -> bool:
    """Tells whether a campaign is as bad as an exit code should say; one that is not judged is not."""
    if entry["status"] is None:
        return False
    if fail_on == "stale":
        return bool(entry["stale"])
    if fail_on == "not-judged" and entry["unmeasured"]:
        return True
    return any(kpi["status"] in _WORST[: _WORST.index(fail_on) + 1] for kpi in entry["kpis"])


def measure(
    campaigns: tuple[str, ...],
    start: Path,
    on: date | None,
    form: Callable[..., Any],
    on_unreadable: Callable[[], None] = lambda: None,
) -> "tuple[Workspace, Iterator[Any]]":
    """Returns the workspace, and its campaigns in a form, all where none is named; what cannot be read is said."""
    from rencana import pipeline  # noqa: PLC0415  help should not wait for the model
    from rencana.jobs.pool import open_jobs  # noqa: PLC0415  as above

    workspace = open_on(start, on)
    names = [folder.id for folder in workspace.folders if folder.plan]
    if not names:
        echo(NO_PLAN, err=True)
    for name in campaigns:
        refuse_unknown(name, names)
    jobs = open_jobs(find_workspace(start))
    # All is measured before the first word is printed: where that fails, no half of an answer stands before the reason.
    measured = list(pipeline.status(workspace, jobs, form, campaigns))

    def entries() -> Iterator[Any]:
        for name, entry in measured:
            if entry is None:
                echo(f"plans/{name}/plan.yaml cannot be read and is left out. {_cause(workspace, name)}", err=True)
                on_unreadable()
            else:
                yield entry
        if jobs.store:
            jobs.store.prune()

    return workspace, entries()


def refuse_unknown(name: str, names: Sequence[str]) -> None:
    """Stops where no campaign has a name, with the one that is nearest."""
    from rencana.words.nearest import nearest  # noqa: PLC0415  only a misspelt name needs it

    if name in names:
        return
    close = nearest(name, sorted(names))
    listed = f"Known: {', '.join(names[:_MOST_LISTED])}{' …' if len(names) > _MOST_LISTED else ''}."
    help = f"Did you mean {close}? {listed}" if close else listed if names else "There is none yet: `rencana new`."
    raise UsageError(f"There is no campaign {name}.", help=help)


def _cause(workspace: "Workspace", name: str) -> str:
    """Returns the first reason for which a plan cannot be read, with its place; the plan is read once more for it."""
    from rencana.plan.load import load_campaign  # noqa: PLC0415  only a plan that cannot be read needs it
    from rencana.source.files import read_files  # noqa: PLC0415  as above

    folder = next(folder for folder in workspace.folders if folder.id == name)
    files = read_files({path: workspace.tree.read(path) for path in folder.files})
    unreadable = load_campaign(folder, files, workspace.shared).unreadable
    if unreadable is None or unreadable.cause is None:
        return "`rencana check` says why."
    cause = unreadable.cause
    return f"{cause.file}:{cause.span.line}:{cause.span.column}: {cause.message}"


def open_on(start: Path, on: date | None) -> "Workspace":
    """Returns the workspace that a folder lies in, on a day."""
    from rencana.plan.workspace import open_workspace  # noqa: PLC0415  help should not wait for the model
    from rencana.source import DiskTree  # noqa: PLC0415  as above

    return open_workspace(DiskTree(find_workspace(start)), on=on)
