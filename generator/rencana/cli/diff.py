"""`rencana diff`: what changed in the plans, in meaning."""

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rencana.cli import options
from rencana.cli.machine import MachineCommand
from rencana.cli.output import echo
from rencana.errors import UsageError
from rencana.finding import Severity

if TYPE_CHECKING:
    # Help should not wait for what a comparison is made of.
    from rencana.changes import WorkspaceDiff
    from rencana.plan.workspace import Workspace
    from rencana.source.git import RevisionTree

FORMATS = ("text", "markdown", "json", "github")
_WEIGHTS = ("high", "normal", "low")
_SHARED = "..."
"""Behind a branch it means what git means by it: from where both came."""


@click.command(cls=MachineCommand, epilog="Example: rencana diff origin/main --format markdown --output comment.md")
@click.argument("base", default="")
@click.argument("head", default="")
@options.workspace
@options.on
@click.option("--language", type=options.LANGUAGES, help="The language of the text; else that of the portfolio.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Who reads it.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write into a file; of no change, none."
)
@click.option(
    "--fail-on", metavar="WEIGHT|KIND|RULE", help="Leave with 1 where there is such a change, or a new finding."
)
@click.option("--marker", is_flag=True, help="Only print the hidden first line by which the comment is found again.")
def diff(
    base: str,
    head: str,
    start: Path,
    on: date | None,
    language: str | None,
    form: str,
    output: Path | None,
    fail_on: str | None,
    *,
    marker: bool,
) -> int:
    """Say what changed in the plans, in meaning: targets, money, posts, findings, status.

    BASE is a revision of git, such as main or v1; main... is the newest commit that this branch shares with main.
    Where it is left out, the one that it shares with the default branch. HEAD is another revision; where it is left
    out, the files as they are now.

    Exit code 0: compared. 1: there is a change, or a new finding, as --fail-on says. 2: nothing could be compared.
    """
    from rencana.comparison import compare  # noqa: PLC0415  help should not wait for the model
    from rencana.disk import write  # noqa: PLC0415  as above
    from rencana.jobs.pool import open_jobs  # noqa: PLC0415  as above
    from rencana.plan.workspace import open_workspace  # noqa: PLC0415  as above
    from rencana.report.diff_markdown import marker as comment_marker  # noqa: PLC0415  as above
    from rencana.source.git import Repository, RevisionTree  # noqa: PLC0415  as above
    from rencana.source.tree import DiskTree  # noqa: PLC0415  as above
    from rencana.workspace import find_workspace  # noqa: PLC0415  as above

    _refuse_unknown(fail_on)
    if output and not marker:
        # A file of an earlier comparison would be taken for this one, which may have nothing to say, or fail.
        output.unlink(missing_ok=True)
    root = find_workspace(start)
    repository = Repository(root)
    if marker:
        echo(comment_marker(repository.prefix.rstrip("/")), exact=True)
        return 0
    branch = base.removesuffix(_SHARED) or repository.default_branch()
    commit = repository.commit(base) if branch == base else repository.merge_base(head or "HEAD", branch)
    now = RevisionTree(repository, repository.commit(head)) if head else DiskTree(root)
    after = open_workspace(now, on=on)
    before = _open_base(RevisionTree(repository, commit, twin=now), after)
    words = language or after.shared.language
    workspace_diff = compare(before, after, open_jobs(root), language=words)
    names = {"base": base or commit, "head": head or "the work tree", "workspace": repository.prefix.rstrip("/")}
    text = _form(workspace_diff, form, words, names).rstrip("\n")
    if output and text:
        write(output.absolute(), [f"{text}\n".encode()], within=output.absolute().parent)
    elif text:
        echo(text, exact=True)
    return int(_is_failing(workspace_diff, fail_on))


def _open_base(tree: "RevisionTree", after: "Workspace") -> "Workspace":
    """Opens the older state; of files that are the same in the newer one the digests are there already."""
    from rencana.jobs.store import digest  # noqa: PLC0415  help should not wait for it
    from rencana.plan.workspace import open_workspace  # noqa: PLC0415  as above

    digests = {path: after.digests[path] if path in tree.shared else digest(tree.read(path)) for path in tree.paths()}
    return open_workspace(tree, on=after.on, digests=digests)


def _form(workspace_diff: "WorkspaceDiff", form: str, language: str, names: Mapping[str, str]) -> str:
    from rencana.report.diff_machine import diff_github, diff_json  # noqa: PLC0415  help should not wait for it
    from rencana.report.diff_markdown import diff_markdown  # noqa: PLC0415  as above
    from rencana.report.diff_text import diff_text  # noqa: PLC0415  as above
    from rencana.report.text import Style  # noqa: PLC0415  as above

    match form:
        case "markdown":
            return diff_markdown(workspace_diff, language, names["workspace"])
        case "json":
            return diff_json(workspace_diff, names["base"], names["head"])
        case "github":
            return diff_github(workspace_diff, f"{names['workspace']}/" if names["workspace"] else "")
    return diff_text(workspace_diff, language, Style(color=sys.stdout.isatty() and not os.environ.get("NO_COLOR")))


def _refuse_unknown(fail_on: str | None) -> None:
    from rencana.changes.kinds import KINDS  # noqa: PLC0415  help should not wait for it
    from rencana.check import RULES  # noqa: PLC0415  as above
    from rencana.words.nearest import nearest  # noqa: PLC0415  only a misspelt name needs it

    names = [*_WEIGHTS, *KINDS, *(rule.name for rule in RULES)]
    if fail_on and fail_on not in names:
        close = nearest(fail_on, names)
        help = f"Did you mean {close}?" if close else "Write high, normal or low, or a kind such as target-lowered."
        raise UsageError(f"{fail_on} is no weight, no kind of change and no rule.", help=help)


def _is_failing(workspace_diff: "WorkspaceDiff", fail_on: str | None) -> bool:
    """Tells whether there is a change or a new finding as --fail-on names it; a new error weighs as much as `high`."""
    if not fail_on:
        return False
    if fail_on not in _WEIGHTS:
        names = [*(change.kind for change in workspace_diff.changes), *(new.rule for new in workspace_diff.new)]
        return fail_on in names
    weights = [_WEIGHTS.index(change.weight.value) for change in workspace_diff.changes]
    weights += [list(Severity).index(finding.severity) for finding in workspace_diff.new]
    return any(weight <= _WEIGHTS.index(fail_on) for weight in weights)
