"""Comments that set a rule aside: `# rencana: ignore[rule-name] reason`, in the line or in the block above it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from rencana.check.flaw import UsedRemark
from rencana.check.rule import Rule
from rencana.finding import Edit, Finding
from rencana.plan.campaign import Location
from rencana.source.document import Document, text_spans
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
    entries: dict[Key, RemarkEntry] = {}
    for path, document in documents.items():
        # Most files have no remark, and need not be searched line by line.
        if _SIGN in document.text:
            entries.update({(path, line, entry.name): entry for line, entry in _entries(document)})
    return entries


def key_of(finding: Finding) -> Key:
    """Returns what a remark must say to set a finding aside."""
    return finding.file, finding.span.line, finding.rule


def remark_above(file: str, text: str, line: int, rules: Iterable[str], reason: str) -> Edit:
    """Returns the edit that writes a remark above a line of a text, indented as the line is."""
    below = text.split("\n")[line - 1]
    indent = below[: len(below) - len(below.lstrip())]
    return Edit(file, Span(line, 1, line, 1), f"{indent}# rencana: ignore[{', '.join(sorted(rules))}] {reason}\n")


def as_used(
    entries: Mapping[Key, RemarkEntry], used: Collection[Key], rules: Iterable[Rule], ran: Collection[str]
) -> Iterator[UsedRemark]:
    """Yields the remarks with what became of them.

    A remark of a rule that did not run counts as used: nobody knows whether the rule would have found something.
    """
    rule_names = {rule.name for rule in rules}
    for key, entry in entries.items():
        exists = entry.name in rule_names
        was_used = key in used or (exists and entry.name not in ran)
        yield UsedRemark(entry.name, entry.reason, entry.place, names_rule=exists, used=was_used, fix=(entry.removal,))


def _entries(document: Document) -> Iterator[tuple[int, RemarkEntry]]:
    """Yields each name of each remark, with the line that it speaks of."""
    lines = document.text.split("\n")
    texts = tuple(text_spans(document.mark))
    for number, line in enumerate(lines, start=1):
        match = _REMARK.search(line)
        if match is None or any(span[:2] <= (number, match.start() + 1) < span[2:] for span in texts):
            continue
        # A remark with a line of its own speaks of the next line that is no comment, so that several can be stacked.
        alone = not line[: match.start()].strip()
        below = enumerate(lines[number:], start=number + 1) if alone else ()
        target = next((at for at, text in below if text.strip() and not text.lstrip().startswith("#")), number)
        names = [name.strip() for name in match[1].split(",")]
        for name in names:
            at = match.start(1) + match[1].index(name)
            span = Span(number, at + 1, number, at + 1 + len(name))
            removal = _removal(document.path, number, line, match, [other for other in names if other != name])
            yield target, RemarkEntry(name, match[2].strip(" \t-:"), (document.path, span), removal)


def _removal(path: str, number: int, line: str, match: re.Match[str], remaining: list[str]) -> Edit:
    """Returns the edit that takes a name out of a remark, or the whole remark with the last of its names."""
    if remaining:
        start, end = match.span(1)
        return Edit(path, Span(number, start + 1, number, end + 1), ", ".join(remaining))
    before = line[: match.start()]
    if not before.strip():
        return Edit(path, Span(number, 1, number + 1, 1), "")
    return Edit(path, Span(number, len(before.rstrip()) + 1, number, len(line) + 1), "")
