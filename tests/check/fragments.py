"""Lays the fragments of a case over the base workspace, and reads where a case says that something is found.

A case is one or several blocks, each a file. A block whose first line is a comment with a path, such as
`# readings.csv` or `# other/plan.yaml`, is that file below plans/ (calendar and readings belong to the base campaign).
Any other block is laid over the base plan: its keys stand in place of the base plan's, and where both hold objectives,
audiences, channels, messages, pillars or KPIs, those of the base that the block does not name stay.

A block that begins with `# before: plan.yaml` (or another path) is that file as it was: it is laid over the base to
make the older state; rules that need both sides of a change compare the two. All other blocks make the newer one.

A comment line of carets marks what is found in the line above it, as a compiler does; one of the letter v marks the
line below it, where the text goes on over several lines. A table has no comments: `# readings.csv, found in line 3`.

    yardsticks: [brand-views, brand-views]
    #                         ^^^^^^^^^^^
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from plain import check_files

from rencana.changes import campaign_pairs
from rencana.check import RULES, CampaignChange, RuleChoice, check_changes, set_up
from rencana.finding import Finding
from rencana.plan.campaign import Campaign
from rencana.plan.load import load
from rencana.source import Document, MemoryTree, read_csv, read_yaml
from rencana.source.document import Mark
from rencana.source.files import Files

BASE = Path(__file__).parents[1] / "cases" / "rules" / "base"
PLAN = "plans/base/plan.yaml"
ON = date(2026, 3, 1)
ALL = RuleChoice()

_FILE = re.compile(r"# (?:before: )?([\w./-]+\.(?:yaml|csv))(?:, found in lines? ([0-9, ]+))?")
_BEFORE = "# before: "
_CARETS = re.compile(r"(\s*)(#\s*)(\^+|v+)\s*")


Place = tuple[str, int, int, int]
"""File, line, column and end column; columns are 0 in a table."""


@dataclass
class Case:
    """The files of a case by path, and where findings are marked: file, line, column and end column."""

    files: dict[str, str] = field(default_factory=dict)
    marks: list[Place] = field(default_factory=list)
    before: "Case | None" = None
    """The same workspace as it was, where the case says so."""


def lay(blocks: Iterable[str]) -> Case:
    """Returns a case: the base workspace with the blocks laid over it, and as it was, where a block says so."""
    all_blocks = list(blocks)
    older = [block for block in all_blocks if block.startswith(_BEFORE)]
    case = _lay(block for block in all_blocks if block not in older)
    case.before = _lay(older) if older else None
    return case


def _lay(blocks: Iterable[str]) -> Case:
    case = Case(
        {path.relative_to(BASE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(BASE.rglob("*.*"))}
    )
    for block in blocks:
        path, text = _named(block)
        listed = _FILE.match(block)
        lines = (listed[2] or "").replace(",", " ").split() if listed else []
        case.marks += [(path, int(line), 0, 0) for line in lines]
        case.marks += [(path, *mark) for mark in _marks(text)] if path.endswith(".yaml") else []
        case.files[path] = text
    return case


def _named(block: str) -> tuple[str, str]:
    first, _, body = block.partition("\n")
    match = _FILE.fullmatch(first.strip())
    if match is None:
        return PLAN, block
    name = match[1]
    folder = name.split("/")[0]
    path = (
        f"plans/{name}"
        if folder not in ("readings", "readings.csv", "calendar.csv", "plan.yaml")
        else f"plans/base/{name}"
    )
    # A table has no comments; in YAML the line stays, so that lines are counted as they are seen.
    return path, body if name.endswith(".csv") else block


_MAPS = (("objectives",), ("audiences",), ("channels",), ("content", "messages"), ("content", "pillars"))
_MAPS_OF_IDS = (*_MAPS, ("measurement", "kpis"))


def _laid(over: Document, base: Document) -> Document:
    """Returns the base plan with a fragment laid over it; what the fragment says keeps its places."""
    data, parts = dict(over.data), dict(_parts(over.mark))
    for path in _MAPS_OF_IDS:
        _fill(data, parts, base.data, _parts(base.mark), path)
    order = list(over.data)
    for before, key in zip(["", *base.data], base.data, strict=False):
        if key not in data:
            order.insert(order.index(before) + 1 if before in order else 0, key)
            data[key], parts[key] = base.data[key], _parts(base.mark)[key]
    mark = replace(over.mark, parts=parts)
    return replace(over, data={key: data[key] for key in order}, mark=mark)


def _fill(
    data: dict[str, Any], parts: dict[str, Mark], base: Any, base_parts: dict[str, Mark], path: tuple[str, ...]
) -> None:
    """Adds the ids of the base that a fragment does not name to the map at a path, where the fragment has that map."""
    key, *inner_path = path
    if not isinstance(data.get(key), dict):
        return
    inner, mark = dict(data[key]), parts[key]
    copy = replace(mark, parts=dict(_parts(mark)))
    base_mark = base_parts[key]
    if inner_path:
        _fill(inner, _parts(copy), base[key], _parts(base_mark), tuple(inner_path))
    elif inner:
        # A map that is left empty means that there are none.
        for name in base[key]:
            if name not in inner:
                inner[name], _parts(copy)[name] = base[key][name], _parts(base_mark)[name]
    data[key], parts[key] = inner, copy


def _parts(mark: Mark) -> dict[str, Mark]:
    return mark.parts if isinstance(mark.parts, dict) else {}


def _marks(text: str) -> list[tuple[int, int, int]]:
    """Returns line, column and end column of what a text marks as found."""
    marks = []
    lines = text.splitlines()
    plain = [number for number, line in enumerate(lines, start=1) if not _CARETS.fullmatch(line)]
    for number, line in enumerate(lines, start=1):
        if match := _CARETS.fullmatch(line):
            below = match[3][0] == "v"
            at = next(line for line in plain if line > number) if below else max(n for n in plain if n < number)
            # A sign # that touches the carets marks the first column, where a caret itself cannot stand.
            start = match.start(3) if match[2] != "#" else match.start(2)
            marks.append((at, start + 1, match.end(3) + 1))
    return marks


def read(case: Case) -> Files:
    """Returns the files of a case, read; its plan is laid over the base plan."""
    tree = MemoryTree({path: text.encode() for path, text in case.files.items()})
    documents = {path: read_yaml(path, tree.read(path)) for path in tree.paths() if path.endswith(".yaml")}
    if documents[PLAN].data:
        base = (BASE / PLAN).read_bytes()
        documents[PLAN] = _laid(documents[PLAN], read_yaml(PLAN, base))
    tables = {path: read_csv(path, tree.read(path)) for path in tree.paths() if path.endswith(".csv")}
    return Files(documents, tables)


def campaign(*blocks: str) -> Campaign:
    """Returns the base campaign with the blocks laid over it."""
    files = read(lay(blocks))
    portfolio, faults = load(files)
    assert not portfolio.unreadable, [finding.message for finding in (*files.findings, *faults)]
    return portfolio.campaigns["base"]


def findings(case: Case, *, choice: RuleChoice = ALL, on: date = ON) -> tuple[Finding, ...]:
    """Returns what is found in a case, by the language and by the rules, in the order of places."""
    files = read(case)
    return (*check_files(files, choice=choice, on=on), *_findings_of_change(case, files, choice, on))


def _findings_of_change(case: Case, files: Files, choice: RuleChoice, on: date) -> tuple[Finding, ...]:
    if case.before is None:
        return ()
    (before, _), (after, _) = load(read(case.before)), load(files)
    changes = [CampaignChange(*pair) for pair in campaign_pairs(before.campaigns, after.campaigns)]
    files_by_campaign = dict.fromkeys(after.campaigns, files)
    return check_changes(changes, files_by_campaign, after.shared, set_up(RULES, after.shared, choice, on))


def found(case: Case, rule: str) -> list[Place]:
    """Returns where one rule finds something, as far as it lies on one line."""
    places = []
    for finding in findings(case):
        if finding.rule == rule and finding.ignored is None:
            span = finding.span
            lines = case.files[finding.file].split("\n")
            to_end = span.end_line != span.line and span.line <= len(lines)
            end = len(lines[span.line - 1]) + 1 if to_end else span.end_column
            columns = (0, 0) if finding.file.endswith(".csv") else (span.column, end)
            places.append((finding.file, span.line, *columns))
    return places
