"""`rencana check`: the findings of the plans."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rencana.cli import options
from rencana.errors import UsageError
from rencana.finding import Finding, Severity

if TYPE_CHECKING:
    # Help should not wait for what a check is made of.
    from rencana.choice import RuleChoice
    from rencana.examine import Examined
    from rencana.report import Report

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
_LEVELS = tuple(severity.value for severity in Severity)


@click.command(epilog="Example: rencana check plans/iftar-2026 --fail-on warning")
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
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, then check again.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--add-ignores", metavar="REASON", help="Write a remark above each finding of a rule that sets it aside.")
@options.quiet
def check(paths: tuple[Path, ...], start: Path, on: date | None, form: str, fail_on: str, **asked: Any) -> int:  # noqa: ANN401  click hands over what its options say
    """Find what is wrong with the plans.

    Given files or folders still see all plans; only findings in them are shown.
    Exit code 0: no error. 1: errors were found. 2: the check could not run.
    """
    from rencana import report  # noqa: PLC0415  help should not wait for the rest
    from rencana.examine import Examined, examine  # noqa: PLC0415  as above
    from rencana.jobs.store import open_store  # noqa: PLC0415  as above
    from rencana.workspace import find_workspace  # noqa: PLC0415  as above

    first = paths[0] if paths and paths[0].exists() else start
    root = find_workspace(first if first.is_dir() else first.parent)
    places = [_inside(path, root) for path in paths]
    choice, least = _choice(asked)

    def again() -> Examined:
        return examine(root, choice=choice, on=on, cache=open_store(root), jobs=os.cpu_count() or 1)

    def found(one: Examined) -> list[Finding]:
        return [finding for finding in _within(one.findings, places) if _weighs(finding, least)]

    checked = again()
    if asked["diff"]:
        from rencana.cli import fix  # noqa: PLC0415  most checks mend nothing

        changes = fix.fixed(checked, found(checked))
        echo(fix.diff(checked, changes)) if changes else None
        return int(bool(changes))
    if asked["fix"] or asked["add_ignores"] is not None:
        from rencana.cli import fix  # noqa: PLC0415  as above

        mended = fix.mend(root, checked, found, again, asked)
        checked = mended.checked
        click.echo(mended.said, err=True)
    findings = tuple(found(checked))
    whole = report.Report(findings, _files(checked, places), "" if form == "text" else _version())
    if form == "text":
        _print_text(checked, whole, quiet=asked["quiet"])
    else:
        echo(report.FORMS[form](whole))
        _summarise(whole, form)
    return int(any(_weighs(one, fail_on) for one in whole.open))


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  only machines ask, and it takes a tenth of a quick check

    return version("rencana")


def _choice(asked: dict[str, Any]) -> tuple["RuleChoice", str]:
    """Returns which rules run and how much they weigh, and the least severity that is shown."""
    from rencana.choice import RuleChoice  # noqa: PLC0415  help should not wait for it

    levels = dict(word.split("=", 1) for word in asked["severity"] if "=" in word)
    least = next((word for word in asked["severity"] if "=" not in word), Severity.NOTE.value)
    select, ignore = _words(asked["select"]), _words(asked["ignore"])
    refuse_unknown([*select, *ignore, *levels])
    for level in (least, *levels.values()):
        if level not in (*_LEVELS, "off"):
            raise UsageError(f"{level} is no severity.", help="Write error, warning, note or off.")
    language, preset = asked["language"] or "", asked["preset"] or ""
    return RuleChoice(select, ignore, levels, preset, language), least


def refuse_unknown(words: Iterable[str]) -> None:
    """Stops where a word means no rule, with the name that is nearest."""
    asked = tuple(words)
    if not asked:
        return
    from rencana.check import RULES, unmatched  # noqa: PLC0415  help should not wait for the rules
    from rencana.words.nearest import nearest  # noqa: PLC0415  only a misspelt name needs it

    for name in unmatched(RULES, asked):
        close = nearest(name, [rule.name for rule in RULES])
        help = f"Did you mean {close}?" if close else "`rencana rules` lists all names."
        raise UsageError(f"There is no rule, code or family {name}.", help=help)


def _words(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for text in given for word in text.split(",") if word.strip())


def _weighs(finding: Finding, least: str) -> bool:
    """Tells whether a finding is of a level or above."""
    return least in _LEVELS and _LEVELS.index(finding.severity.value) <= _LEVELS.index(least)


def _print_text(checked: "Examined", whole: "Report", *, quiet: bool) -> None:
    from rencana import report  # noqa: PLC0415  help should not wait for the rules

    style = report.Style(color=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    if whole.open:
        echo(report.text(whole.open, checked.text, style))
    if whole.open or not quiet:
        echo(report.summary(whole.open, checked.plans, whole.summary["ignored"]))


def _summarise(whole: "Report", form: str) -> None:
    """Adds the findings to the page of the step, where GitHub runs us."""
    from rencana import report  # noqa: PLC0415  help should not wait for the rules

    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and page:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(report.github_summary(whole))


def _files(checked: "Examined", places: Sequence[str]) -> tuple[str, ...]:
    return tuple(file for file in sorted(checked.contents) if _lies_in(file, places))


def _inside(path: Path, root: Path) -> str:
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.", help="Check the spelling.")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError as error:
        raise UsageError(f"{path} lies outside the workspace {root}.", help="Name files of one workspace.") from error


def _within(findings: Sequence[Finding], places: Sequence[str]) -> list[Finding]:
    return [one for one in findings if _lies_in(one.file, places)]


def _lies_in(file: str, places: Sequence[str]) -> bool:
    everything = not places or "." in places
    return everything or any(file == place or file.startswith(f"{place}/") for place in places)


def echo(text: str, *, end: str = "\n") -> None:
    """Prints a text; what the terminal cannot show is replaced rather than refused."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding) + end, nl=False)
