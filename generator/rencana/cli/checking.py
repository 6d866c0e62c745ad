"""`rencana check`: the findings of the plans."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from rencana.cli import options
from rencana.errors import UsageError
from rencana.finding import Finding, Severity


@click.command(epilog="Example: rencana check plans/iftar-2026")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.workspace
@options.quiet
def check(paths: tuple[Path, ...], start: Path, *, quiet: bool) -> int:
    """Find what is wrong with the plans.

    Given files or folders still see all plans; only findings in them are shown.
    Exit code 0: no error. 1: errors were found. 2: the check could not run.
    """
    from rencana import pipeline, report  # noqa: PLC0415  help should not wait for the model

    first = paths[0] if paths and paths[0].exists() else start
    root = pipeline.find_workspace(first if first.is_dir() else first.parent)
    checked = pipeline.check_workspace(root)
    findings = _within(checked.findings, [_inside(path, root) for path in paths])
    style = report.Style(color=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    if findings:
        echo(report.text(findings, checked.text, style))
    if findings or not quiet:
        plans = len(checked.portfolio.campaigns) + len(checked.portfolio.unreadable)
        echo(report.summary(findings, plans))
    return int(any(one.severity is Severity.ERROR for one in findings))


def _inside(path: Path, root: Path) -> str:
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.", help="Check the spelling.")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError as error:
        raise UsageError(f"{path} lies outside the workspace {root}.", help="Name files of one workspace.") from error


def _within(findings: Sequence[Finding], places: Sequence[str]) -> list[Finding]:
    if not places or "." in places:
        return list(findings)
    return [one for one in findings if any(one.file == place or one.file.startswith(f"{place}/") for place in places)]


def echo(text: str) -> None:
    """Prints a text; what the terminal cannot show is replaced rather than refused."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding))
