"""Findings as a terminal shows them: like a compiler, with the line, carets under the place, and what to do."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from rencana.finding import Finding, Severity
from rencana.words.visible import visible
from rencana.workspace import NO_PLAN

_WINDOW = 96
"""So many characters of a long line are shown."""
_BEFORE = 40
"""So many of them stand before the place."""
_MOST_PER_FILE = 100
"""So many findings of one file are shown; the rest is counted, as nobody reads on."""
_MANY = 4
"""From this number on, findings of one file that say the same are joined."""
_MOST_LINES = 12
"""The lines of so many of them are listed."""
_QUOTED = re.compile(r"“[^”]*”|`[^`]*`")
"""The names in a message, by which findings of one kind differ."""
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


class Style(Struct, frozen=True):
    """How the text is dressed; without colour it is plain."""

    color: bool = False

    def paint(self, text: str, code: str) -> str:
        """Puts a text into a colour of the terminal."""
        return f"\033[{code}m{text}\033[0m" if self.color else text


def text(findings: Sequence[Finding], content: Callable[[str], str], style: Style, *, every: bool = False) -> str:
    """Returns the findings of each file with their lines; `content` gives the text of a file, and is asked once.

    Findings that say the same of many places are joined, and of a file with very many the gravest are shown; with
    `every` each is shown. Only paint steers a terminal.
    """
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    blocks: list[str] = []
    for file, in_file in by_file.items():
        lines = content(file).split("\n")
        groups = [[finding] for finding in in_file] if every else _joined(in_file)
        numbers = range(len(groups)) if every else _gravest(groups)
        for number in numbers:
            first, *others = groups[number]
            blocks += [*_block(first, lines, style), *_same(others), ""]
        hidden = set(range(len(groups))).difference(numbers)
        if hidden:
            blocks += [_rest(file, [finding for number in sorted(hidden) for finding in groups[number]], style), ""]
    return "\n".join(blocks)


def _joined(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Returns findings in groups that say the same but for the names in it; notes were joined when they were made."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        words = (_QUOTED.sub("", finding.message), _QUOTED.sub("", finding.help))
        is_note = finding.severity is Severity.NOTE
        groups.setdefault(number if is_note else (finding.rule, finding.severity, *words), []).append(finding)
    joined = {id(group[0]): group for group in groups.values() if len(group) >= _MANY}
    inside = {id(finding) for group in joined.values() for finding in group[1:]}
    return [joined.get(id(finding), [finding]) for finding in findings if id(finding) not in inside]


def _gravest(groups: Sequence[Sequence[Finding]]) -> list[int]:
    """Returns the numbers of as many groups as are shown of one file: the gravest, in the order in which they stand."""
    order = tuple(Severity)
    numbers = sorted(range(len(groups)), key=lambda number: order.index(groups[number][0].severity))
    return sorted(numbers[:_MOST_PER_FILE])


def _same(others: Sequence[Finding]) -> list[str]:
    """Returns the line that says where else a finding holds."""
    if not others:
        return []
    numbers = list(dict.fromkeys(str(finding.span.line) for finding in others))
    listed = ", ".join(numbers[:_MOST_LINES]) + (" …" if len(numbers) > _MOST_LINES else "")
    word = "line" if len(numbers) == 1 else "lines"
    return [f"  The same holds for {len(others)} more: {word} {listed}; --all shows each."]


def _block(finding: Finding, lines: Sequence[str], style: Style) -> list[str]:
    place = style.paint(f"{visible(finding.file)}:{finding.span.line}:{finding.span.column}", "1")
    level = style.paint(f"{finding.severity.value}:", f"1;{_COLORS[finding.severity]}")
    help = [f"  {style.paint('help:', '32')} {visible(finding.help)}"] if finding.help else []
    return [f"{place}: {level} {visible(finding.message)} [{finding.rule}]", *_excerpt(finding, lines, style), *help]


def _rest(file: str, findings: Sequence[Finding], style: Style) -> str:
    """Returns the line that counts the findings of a file that are not shown, the most frequent rule first."""
    counts = Counter(finding.rule for finding in findings)
    rules = ", ".join(f"{count} {rule}" for rule, count in counts.most_common())
    rest = _count(len(findings), "more finding")
    return f"{style.paint(visible(file), '1')}: {rest} ({rules}); --format json has them all."


def _excerpt(finding: Finding, lines: Sequence[str], style: Style) -> list[str]:
    """Returns the line of the finding with carets under the place; of a long line, only the part around it."""
    if not finding.span.line <= len(lines) or not lines[finding.span.line - 1].strip():
        return []
    line = visible(lines[finding.span.line - 1].replace("\t", " "))
    start = finding.span.column - 1
    end = finding.span.end_column - 1 if finding.span.end_line == finding.span.line else len(line)
    cut = max(0, start - _BEFORE) if len(line) > _WINDOW else 0
    window = line[cut : cut + _WINDOW]
    lead = "…" if cut else ""
    tail = "…" if len(line) > cut + _WINDOW else ""
    under = " " * (_width(lead) + _width(line[cut:start]))
    carets = "^" * max(1, _width(line[start : min(end, cut + _WINDOW)]))
    number = str(finding.span.line)
    gap = " " * len(number)
    return [
        f"  {style.paint(f'{number} |', '2')} {lead}{window}{tail}",
        f"  {style.paint(f'{gap} |', '2')} {under}{style.paint(carets, _COLORS[finding.severity])}",
    ]


def _width(text: str) -> int:
    """Returns how many columns of a terminal a text takes: wide letters two, combining accents none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def summary(findings: Sequence[Finding], plans: int, ignored: int = 0) -> str:
    """Returns one line: how many findings of each weight, in how many files, and how many were set aside."""
    ignored_part = f" {_count(ignored, 'finding')} ignored." if ignored else ""
    if not plans:
        return f"{NO_PLAN} {_tally(findings) if findings else 'Nothing was checked.'}{ignored_part}"
    if not findings:
        return f"No findings in {_count(plans, 'plan')}.{ignored_part}"
    return f"{_tally(findings)}{ignored_part}"


def _tally(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    parts = [_count(counts[severity], severity.value) for severity in Severity if counts[severity]]
    return f"{', '.join(parts)} in {_count(len({finding.file for finding in findings}), 'file')}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
