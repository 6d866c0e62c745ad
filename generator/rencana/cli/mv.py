"""`rencana mv`: another name for a campaign; all is worked out and read again in memory before a file is written."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from rencana.cli import options
from rencana.cli.output import echo
from rencana.cli.status import refuse_unknown
from rencana.disk import rewritten
from rencana.errors import UsageError, WorkspaceError
from rencana.finding import Finding, Severity, short
from rencana.workspace import find_workspace

if TYPE_CHECKING:
    # Help should not wait for the model.
    from rencana.jobs.pool import Jobs
    from rencana.source import Tree

_BESIDE = ("README.md", "CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", "site/mkdocs.yml")
"""What may name a campaign beside plans and pages; it is told, and left as it is."""
_MOST_LISTED = 10
_OF_REMARKS = frozenset({"ignore-unused"})
"""What may be found after any change of names: rules that compare plans say what they find at the later one by name."""


class Renaming(Struct, frozen=True):
    """A campaign with its former and its new name, and the files that name it: as they are, and as they will be."""

    old: str
    new: str
    before: Mapping[str, str]
    after: Mapping[str, str]

    def moved(self, path: str) -> str:
        """Returns where a file lies afterwards."""
        folder = f"plans/{self.old}/"
        return f"plans/{self.new}/{path.removeprefix(folder)}" if path.startswith(folder) else path


@click.command(epilog="Example: rencana mv ramadan-2026 ramadan-dingin-2026 --dry-run")
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@options.workspace
def mv(old: str, new: str, start: Path, *, dry_run: bool) -> int:
    """Rename a campaign: its folder, what names it in other plans, in comments and in portfolio.yaml.

    OLD is added to `campaign.was`, so that links to its pages lead on. Git sees the rename by itself.
    """
    from rencana.jobs.pool import open_jobs  # noqa: PLC0415  help should not wait for the rest
    from rencana.source import DiskTree  # noqa: PLC0415  as above

    root = find_workspace(start)
    tree = DiskTree(root)
    renaming = plan_renaming(tree, root, old.removeprefix("plans/").rstrip("/"), new)
    verify(tree, renaming, open_jobs(root))
    if dry_run:
        echo("\n".join(_diff(renaming)))
        return 0
    _write(root, renaming)
    echo(f"plans/{renaming.old} is plans/{new} now. Files changed: {len(renaming.after)}. Next: rencana check")
    places = list(_still_named(root, DiskTree(root), renaming))
    if places:
        more = f" and {len(places) - _MOST_LISTED} more" if len(places) > _MOST_LISTED else ""
        echo(f"Still named {renaming.old}: {', '.join(places[:_MOST_LISTED])}{more}. Links to its pages lead on.")
    return 0


def plan_renaming(tree: "Tree", root: Path, old: str, new: str) -> Renaming:
    """Returns what has to change for a campaign to have another name; UsageError where it cannot have it."""
    from rencana.check import apply  # noqa: PLC0415  help should not wait for the rest
    from rencana.plan.renaming import rename_edits, renamed_data  # noqa: PLC0415  as above
    from rencana.source import read_yaml  # noqa: PLC0415  as above
    from rencana.source.decode import decode  # noqa: PLC0415  as above

    plan = f"plans/{old}/plan.yaml"
    refuse_unknown(old, [path.split("/")[1] for path in tree.paths() if path.endswith("/plan.yaml")])
    _refuse_name(root, old, new)
    contents = {path: tree.read(path) for path in tree.paths() if path.endswith(".yaml")}
    texts = {path: decode(path, content).text for path, content in contents.items()}
    _refuse_former(texts, old, new)
    documents = [read_yaml(path, contents[path]) for path, text in texts.items() if old in text or path == plan]
    for document in documents:
        header = document.data.get("campaign")
        is_plan = isinstance(header, dict) and bool(header)
        if not document.readable or (document.path == plan and not is_plan):
            message = f"{document.path} names {old}, and cannot be read."
            raise UsageError(message, help="`rencana check` says why. Mend it first.")
    after = apply([edit for document in documents for edit in rename_edits(document, old, new)], texts)
    for document in documents:
        text = after.get(document.path)
        if text is not None and read_yaml(document.path, text.encode()).data != renamed_data(document, old, new):
            message = f"{document.path} names {old} in a way that cannot be edited safely; nothing was changed."
            raise UsageError(message, help="Write `part_of` and `was` without anchors, or rename it by hand.")
    return Renaming(old, new, {path: texts[path] for path in after}, after)


def _refuse_name(root: Path, old: str, new: str) -> None:
    """Stops where a campaign cannot have a name: it is no id, or something has it."""
    from rencana.plan.language.fault import refusal  # noqa: PLC0415  help should not wait for the model
    from rencana.plan.language.scalar import read_folder  # noqa: PLC0415  as above

    if why := refusal(read_folder, new):
        raise UsageError(f"{short(new, 40)} cannot be the name of a campaign.", help=why)
    folder, target = root / "plans" / old, root / "plans" / new
    if folder.is_symlink():
        raise UsageError(f"plans/{old} is a link.", help="Rename the link and the folder that it leads to by hand.")
    # Where a system takes both names for one, the folder itself is there already.
    if new == old or (os.path.lexists(target) and not target.samefile(folder)):
        raise UsageError(f"plans/{new} is there already.", help="Choose another name; nothing was changed.")


def _refuse_former(texts: Mapping[str, str], old: str, new: str) -> None:
    """Stops where another campaign had a name once: links to its pages under that name lead to it."""
    from rencana.source import read_yaml  # noqa: PLC0415  help should not wait for the rest
    from rencana.source.portable import same_file  # noqa: PLC0415  as above

    for path, text in texts.items():
        if not path.endswith("/plan.yaml") or path == f"plans/{old}/plan.yaml" or "was" not in text:
            continue
        header = read_yaml(path, text.encode()).data.get("campaign")
        was = header.get("was") if isinstance(header, dict) else None
        if same_file(new) in {same_file(str(former)) for former in (was if isinstance(was, list) else [was])}:
            message = f"{path.split('/')[1]} was called {new} once; links to that name lead to it."
            raise UsageError(message, help=f"Choose another name, or take {new} out of `was` in {path}.")


def verify(tree: "Tree", renaming: Renaming, jobs: "Jobs") -> None:
    """Stops where the check finds more after the change than before it; nothing is written yet."""
    from rencana import pipeline  # noqa: PLC0415  help should not wait for the rest
    from rencana.plan.workspace import open_workspace  # noqa: PLC0415  as above
    from rencana.source import MemoryTree  # noqa: PLC0415  as above
    from rencana.source.decode import encode_like  # noqa: PLC0415  as above

    before = {path: tree.read(path) for path in tree.paths()}
    edited = {path: encode_like(before[path], text) for path, text in renaming.after.items()}
    after = {renaming.moved(path): edited.get(path, content) for path, content in before.items()}
    sides = (MemoryTree(files, tree.skipped()) for files in (before, after))
    former_findings, new_findings = (pipeline.check(open_workspace(side), jobs).findings for side in sides)
    if new := more_findings(former_findings, new_findings):
        message = f"With that name, the check would find: {new.file}:{new.span.line}: {new.message}"
        raise UsageError(message, help=f"{new.help} Nothing was changed.".strip())


def more_findings(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> Finding | None:
    """Returns a finding of a kind of which there are more than before; None where there is none."""
    counts = Counter(_kind(finding) for finding in before)
    counts.subtract(_kind(finding) for finding in after)
    more = {kind for kind, count in counts.items() if count < 0 and kind[0] not in _OF_REMARKS}
    return next((finding for finding in after if _kind(finding) in more), None)


def _kind(finding: Finding) -> tuple[str, Severity]:
    return finding.rule, finding.severity


def _diff(renaming: Renaming) -> Iterator[str]:
    from rencana.cli.fix import file_diff  # noqa: PLC0415  only a dry run shows it

    yield f"rename plans/{renaming.old} => plans/{renaming.new}"
    for path, text in renaming.after.items():
        yield file_diff(renaming.before[path], text, path, renaming.moved(path))


def _write(root: Path, renaming: Renaming) -> None:
    """Writes the files and renames the folder, both or neither."""
    from rencana.source.decode import encode_like  # noqa: PLC0415  help should not wait for the rest

    files = {path: encode_like((root / path).read_bytes(), text) for path, text in renaming.after.items()}
    folder = root / "plans" / renaming.old
    with rewritten(root, files):
        try:
            folder.rename(folder.with_name(renaming.new))
        except OSError as error:
            message = f"{folder} cannot be renamed: {error.strerror}. Nothing was changed."
            raise WorkspaceError(message, help="Check that it is yours, and that no program holds it open.") from error


def _still_named(root: Path, tree: "Tree", renaming: Renaming) -> Iterator[str]:
    """Yields where texts that are somebody's words, in plans and on pages, name the campaign as before."""
    from rencana.plan.renaming import mention_of  # noqa: PLC0415  help should not wait for the rest

    mention = mention_of(renaming.old)
    pages = (path.relative_to(root).as_posix() for path in sorted((root / "site" / "docs").rglob("*.md")))
    for path in (*tree.paths(), *pages, *(name for name in _BESIDE if (root / name).is_file())):
        lines = (root / path).read_text(encoding="utf-8", errors="replace").split("\n")
        places = [number for number, line in enumerate(lines, start=1) if mention.search(line)]
        # In its own plan the edit of `was` has put it there.
        if path == f"plans/{renaming.new}/plan.yaml":
            edited = set(renaming.after.get(f"plans/{renaming.old}/plan.yaml", "").split("\n"))
            edited -= set(renaming.before.get(f"plans/{renaming.old}/plan.yaml", "").split("\n"))
            places = [number for number in places if lines[number - 1] not in edited]
        if places:
            yield f"{path}:{places[0]}" + (f" (in {len(places)} lines)" if len(places) > 1 else "")
