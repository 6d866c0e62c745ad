"""`rencana check`: the findings of the plans."""

import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from rencana.cli import options
from rencana.cli.machine import MachineCommand
from rencana.cli.output import echo
from rencana.errors import UsageError
from rencana.finding import Finding, Severity

if TYPE_CHECKING:
    # Help should not wait for what a check is made of.
    from rencana.pipeline import WorkspaceCheck
    from rencana.report import Report
    from rencana.workspace import RuleChoice

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
_LEVELS = tuple(severity.value for severity in Severity)


@click.command(cls=MachineCommand, epilog="Example: rencana check plans/iftar-2026 --fail-on warning")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.workspace
@options.on
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules: names, codes, families.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules: names, codes, families.")
@click.option(
    "--severity",
    multiple=True,
    metavar="LEVEL|RULE=LEVEL",
    help="Show only findings of this level and above; or weigh one rule anew (error, warning, note, off).",
)
@click.option(
    "--preset", type=click.Choice(["default", "strict"]), help="Weigh all rules so; else as portfolio.yaml says."
)
@click.option("--language", type=click.Choice(["en", "id"]), help="The language of messages; else that of each plan.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Who reads it.")
@click.option(
    "--fail-on",
    type=click.Choice([*_LEVELS, "never"]),
    default="error",
    show_default=True,
    help="Leave with 1 from findings of this level on.",
)
@click.option("--strict", is_flag=True, help="Leave with 2 where no plan is found.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, then check again.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--add-ignores", metavar="REASON", help="Write a remark above each finding of a rule that sets it aside.")
@click.option("--all", "every", is_flag=True, help="Show each finding, however many say the same.")
@options.quiet
def check(
    paths: tuple[Path, ...],
    start: Path,
    on: date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    preset: str | None,
    language: str | None,
    form: str,
    fail_on: str,
    add_ignores: str | None,
    *,
    strict: bool,
    fix: bool,
    diff: bool,
    every: bool,
    quiet: bool,
) -> int:
    """Find what is wrong with the plans.

    Given files or folders still see all plans; only findings in them are shown.
    Exit code 0: no error. 1: errors were found. 2: the check could not run.
    """
    from rencana import pipeline  # noqa: PLC0415  help should not wait for the rest
    from rencana.jobs.pool import open_jobs  # noqa: PLC0415  as above
    from rencana.workspace import find_workspace  # noqa: PLC0415  as above

    first = paths[0] if paths and paths[0].exists() else start
    root = find_workspace(first if first.is_dir() else first.parent)
    choice, least = _choice(select, ignore, severity, preset or "", language or "")
    view = View(tuple(_inside(path, root) for path in paths), least)
    jobs = open_jobs(root)

    def run() -> "WorkspaceCheck":
        return pipeline.check_workspace(root, jobs, choice=choice, on=on)

    checked = run()
    if diff:
        return _show_fixes(checked, view)
    if fix or add_ignores is not None:
        from rencana.cli import fix as fixing  # noqa: PLC0415  most checks mend nothing

        checked, summary = fixing.mend(root, checked, view, run, fix=fix, reason=add_ignores)
        echo(summary, err=True)
    listing = _print(root, checked, view, form, every=every, quiet=quiet)
    if strict and not checked.plans:
        return 2
    return int(any(_weighs(finding, fail_on) for finding in listing.open))


class View(Struct, frozen=True):
    """Which findings are shown: those in some files or folders, all where none is named, from a severity on."""

    places: tuple[str, ...]
    least: str

    def of(self, checked: "WorkspaceCheck") -> list[Finding]:
        """Returns the findings that are shown."""
        return [finding for finding in checked.findings if self.shows(finding.file) and _weighs(finding, self.least)]

    def shows(self, file: str) -> bool:
        """Tells whether findings in a file are shown."""
        if not self.places or "." in self.places:
            return True
        return any(file == place or file.startswith(f"{place}/") for place in self.places)


def _show_fixes(checked: "WorkspaceCheck", view: View) -> int:
    """Prints what --fix would change; returns whether that is anything, as an exit code."""
    from rencana.cli import fix as fixing  # noqa: PLC0415  most checks mend nothing

    changes = fixing.fixed(checked, view.of(checked))
    if changes:
        echo(fixing.diff(checked, changes))
    return int(bool(changes))


def _print(root: Path, checked: "WorkspaceCheck", view: View, form: str, *, every: bool, quiet: bool) -> "Report":
    """Prints the findings that are shown, in a form; returns them."""
    from rencana import report  # noqa: PLC0415  help should not wait for it
    from rencana.workspace import NO_PLAN  # noqa: PLC0415  as above

    files = tuple(file for file in sorted(checked.contents) if view.shows(file))
    listing = report.Report(tuple(view.of(checked)), files, "" if form == "text" else _version())
    if form == "text":
        _print_text(checked, listing, every=every, quiet=quiet)
        return listing
    # Our own JSON speaks of the workspace; all other readers know the repository.
    placed = listing if form == "json" else listing.below(_prefix(root))
    echo(report.FORMS[form](placed), exact=True)
    _summarise(placed, form)
    if not checked.plans:
        echo(NO_PLAN, err=True)
    return listing


def _prefix(root: Path) -> str:
    """Returns the way from the top of the repository to the workspace, with a slash; empty where they are the same."""
    from rencana.workspace import repository_top  # noqa: PLC0415  help should not wait for it

    path = root.relative_to(repository_top(root)).as_posix()
    return "" if path == "." else f"{path}/"


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  only machines ask, and it takes a tenth of a quick check

    return version("rencana")


def _choice(
    select: Iterable[str], ignore: Iterable[str], severities: Iterable[str], preset: str, language: str
) -> tuple["RuleChoice", str]:
    """Returns which rules run and how much they weigh, and the least severity that is shown."""
    from rencana.workspace import RuleChoice  # noqa: PLC0415  help should not wait for it

    levels = dict(word.split("=", 1) for word in severities if "=" in word)
    least = next((word for word in severities if "=" not in word), Severity.NOTE.value)
    selected, ignored = _words(select), _words(ignore)
    refuse_unknown([*selected, *ignored, *levels])
    for level in (least, *levels.values()):
        if level not in (*_LEVELS, "off"):
            raise UsageError(f"{level} is no severity.", help="Write error, warning, note or off.")
    return RuleChoice(selected, ignored, levels, preset, language), least


def refuse_unknown(words: Iterable[str]) -> None:
    """Stops where a word means no rule, with the name that is nearest."""
    names = tuple(words)
    if not names:
        return
    from rencana.check import RULES, unmatched  # noqa: PLC0415  help should not wait for the rules
    from rencana.words.nearest import nearest  # noqa: PLC0415  only a misspelt name needs it

    for name in unmatched(RULES, names):
        close = nearest(name, [rule.name for rule in RULES])
        help = f"Did you mean {close}?" if close else "`rencana rules` lists all names."
        raise UsageError(f"There is no rule, code or family {name}.", help=help)


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for text in texts for word in text.split(",") if word.strip())


def _weighs(finding: Finding, least: str) -> bool:
    """Tells whether a finding is of a level or above."""
    return least in _LEVELS and _LEVELS.index(finding.severity.value) <= _LEVELS.index(least)


def _print_text(checked: "WorkspaceCheck", summary: "Report", *, every: bool, quiet: bool) -> None:
    from rencana import report  # noqa: PLC0415  help should not wait for the rules

    style = report.Style(color=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    if summary.open:
        echo(report.text(summary.open, checked.text, style, every=every), exact=True)
    if summary.open or not checked.plans or not quiet:
        echo(report.summary(summary.open, checked.plans, summary.summary["ignored"]))


def _summarise(summary: "Report", form: str) -> None:
    """Adds the findings to the page of the step, where GitHub runs us."""
    from rencana import report  # noqa: PLC0415  help should not wait for the rules

    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and page:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(report.github_summary(summary))


def _inside(path: Path, root: Path) -> str:
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.", help="Check the spelling.")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError as error:
        raise UsageError(f"{path} lies outside the workspace {root}.", help="Name files of one workspace.") from error
