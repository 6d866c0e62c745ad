"""Comments that set a rule aside: `# rencana: ignore[rule-name] reason`, in the line or in the block above it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from rencana.check.flaw import UsedRemark
from rencana.check.rule import Rule
from rencana.finding import Edit, Finding
from rencana.plan.campaign import Location
from rencana.source.document import Document, Mark
from rencana.span import Span

_REMARK = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*rencana:[ \t]*ignore\[([^\]]*)\](.*)$")
_SIGN = "rencana:"


Key = tuple[str, int, str]
"""File, line and rule of the findings that a remark sets aside."""


class RemarkEntry(Struct, frozen=True):
    """One name of one remark: its reason, where it stands, and the edit that takes it out."""

    name: str
    reason: str
    place: Location
    removal: Edit


def read_remarks(documents: Mapping[str, Document]) -> dict[Key, RemarkEntry]:
    """Returns all remarks of the files of a workspace, by what they set aside."""
    found: dict[Key, RemarkEntry] = {}
    for path, document in documents.items():
        if _SIGN in document.text:
            found.update({(path, line, entry.name): entry for line, entry in _entries(document)})
    return found


def key_of(finding: Finding) -> Key:
    """Returns what a remark must say to set a finding aside."""
    return finding.file, finding.span.line, finding.rule


def as_used(
    entries: Mapping[Key, RemarkEntry], used: Collection[Key], rules: Iterable[Rule], ran: Collection[str]
) -> Iterator[UsedRemark]:
    """Yields the remarks as they were used; of a rule that did not run nobody knows whether its remark is of use."""
    known = {rule.name for rule in rules}
    for key, one in entries.items():
        of_use = key in used or (one.name in known and one.name not in ran)
        yield UsedRemark(one.name, one.reason, one.place, known=one.name in known, used=of_use, fix=(one.removal,))


def _entries(document: Document) -> Iterator[tuple[int, RemarkEntry]]:
    """Yields each name of each remark, with the line that it speaks of."""
    lines = document.text.split("\n")
    texts = tuple(_texts(document.mark))
    for number, line in enumerate(lines, start=1):
        match = _REMARK.search(line)
        if match is None or any(_inside(number, match.start() + 1, span) for span in texts):
            continue
        alone = not line[: match.start()].strip()
        below = _next_line(lines, number) if alone else number
        names = [name.strip() for name in match[1].split(",")]
        for name in names:
            at = match.start(1) + match[1].index(name)
            span = Span(number, at + 1, number, at + 1 + len(name))
            removal = _removal(document.path, number, line, match, [one for one in names if one != name])
            yield below, RemarkEntry(name, match[2].strip(" \t-:"), (document.path, span), removal)


def _next_line(lines: list[str], number: int) -> int:
    """Returns the first line below a comment that is none itself."""
    for below, line in enumerate(lines[number:], start=number + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return below
    return number


def _removal(path: str, number: int, line: str, match: re.Match[str], others: list[str]) -> Edit:
    """Returns the edit that takes a name out of a remark, or the whole remark with the last of its names."""
    if others:
        start, end = match.span(1)
        return Edit(path, Span(number, start + 1, number, end + 1), ", ".join(others))
    before = line[: match.start()]
    if not before.strip():
        return Edit(path, Span(number, 1, number + 1, 1), "")
    return Edit(path, Span(number, len(before.rstrip()) + 1, number, len(line) + 1), "")


def _texts(mark: Mark) -> Iterator[Span]:
    """Yields the spans of all values that are no mapping and no list: a sign # in them begins no comment."""
    if isinstance(mark.parts, dict):
        for part in mark.parts.values():
            yield from _texts(part)
    elif isinstance(mark.parts, list):
        for part in mark.parts:
            yield from _texts(part)
    else:
        yield mark.span


def _inside(line: int, column: int, span: Span) -> bool:
    return (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)
