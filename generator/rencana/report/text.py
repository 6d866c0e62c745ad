"""Findings as a terminal shows them: like a compiler, with the line, a mark under the place, and what to do."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from rencana.finding import Finding, Severity

_WINDOW = 96
_BEFORE = 40
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


class Style(Struct, frozen=True):
    """How the text is dressed; without colour it is plain."""

    color: bool = False

    def paint(self, text: str, code: str) -> str:
        """Puts a text into a colour of the terminal."""
        return f"\033[{code}m{text}\033[0m" if self.color else text


def text(findings: Sequence[Finding], content: Callable[[str], str], style: Style) -> str:
    """Returns all findings with their lines; `content` gives the text of a file."""
    return "\n".join(_finding(one, content(one.file), style) for one in findings)


def _finding(one: Finding, content: str, style: Style) -> str:
    place = style.paint(f"{one.file}:{one.span.line}:{one.span.column}", "1")
    level = style.paint(f"{one.severity.value}:", f"1;{_COLORS[one.severity]}")
    lines = [f"{place}: {level} {one.message} [{one.rule}]", *_excerpt(one, content, style)]
    if one.help:
        lines.append(f"  {style.paint('help:', '32')} {one.help}")
    return "\n".join(lines) + "\n"


def _excerpt(one: Finding, content: str, style: Style) -> list[str]:
    """Returns the line of the finding with a mark under it; of a long line, the part around the place."""
    lines = content.split("\n")
    if not one.span.line <= len(lines) or not lines[one.span.line - 1].strip():
        return []
    line = lines[one.span.line - 1].replace("\t", " ")
    start = one.span.column - 1
    end = one.span.end_column - 1 if one.span.end_line == one.span.line else len(line)
    cut = max(0, start - _BEFORE) if len(line) > _WINDOW else 0
    shown = line[cut : cut + _WINDOW]
    lead = "…" if cut else ""
    tail = "…" if len(line) > cut + _WINDOW else ""
    under = " " * (_width(lead) + _width(line[cut:start]))
    marks = "^" * max(1, _width(line[start : min(end, cut + _WINDOW)]))
    number = str(one.span.line)
    gap = " " * len(number)
    return [
        f"  {style.paint(f'{number} |', '2')} {lead}{shown}{tail}",
        f"  {style.paint(f'{gap} |', '2')} {under}{style.paint(marks, _COLORS[one.severity])}",
    ]


def _width(text: str) -> int:
    """Returns how many columns of a terminal a text takes: wide letters two, marks over letters none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def summary(findings: Sequence[Finding], plans: int, ignored: int = 0) -> str:
    """Returns one line: how many findings of each weight, in how many files, and how many were set aside."""
    aside = f" {_count(ignored, 'finding')} ignored." if ignored else ""
    if not findings:
        return f"No findings in {_count(plans, 'plan')}.{aside}"
    counts = Counter(one.severity for one in findings)
    parts = [_count(counts[severity], severity.value) for severity in Severity if counts[severity]]
    return f"{', '.join(parts)} in {_count(len({one.file for one in findings}), 'file')}.{aside}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
