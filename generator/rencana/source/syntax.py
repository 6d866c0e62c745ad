"""Why YAML could not be read, in a sentence that somebody understands who has never heard of YAML."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from rencana.finding import Finding, short
from rencana.source.fault import fault
from rencana.source.pasted import OPENING_QUOTE, QUOTES, QUOTES_HELP, bullet, odd_indent, odd_space
from rencana.span import Span

_OPENING_QUOTE = re.compile(r"(?:^|[\s:\-\[{,])([\"'])")
_COLON_IN_TEXT = re.compile(r"^(\s*(?:- +)?[^\s#:'\"\[{][^:#]*): +([^'\"\[{|>&*!].*?: .*|.*:)$")
_BAD_START = re.compile(r"(?:: +|- +|[\[,{] *)([@`%*&!|>])(\S.*)?")
_NO_SPACE = re.compile(r"^(\s*(?:- )?)([\w-]+):(\S)")
_NO_SPACE_DASH = re.compile(r"^\s*-(\w)")
_CURLY = re.compile("[“”‘’„«»‚‹›]")
_QUOTE_IN_QUOTES = re.compile(r": +([\"'])(?:(?!\1).)*\1\s*\S")
_QUOTE_HELP = "Put the whole text in quotes."


def explain(path: str, text: str, error: yaml.YAMLError) -> Finding:
    """Returns the finding of a syntax error: the usual causes are recognised by the text of the line."""
    lines = text.split("\n")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return fault("yaml-syntax", path, "The file cannot be read as YAML.", help=_GENERAL_HELP)
    line = min(mark.line, len(lines) - 1)
    case = _Case(path, lines, line, min(mark.column, len(lines[line])), error)
    for recognise in _CAUSES:
        if finding := recognise(case):
            return finding
    return case.find("The file cannot be read from here on.", help=_GENERAL_HELP)


_GENERAL_HELP = "Look for a missing quote, a wrong indentation, or a colon inside a text, here or in the line above."


class _Place(NamedTuple):
    """A line and a column, from 0."""

    line: int
    column: int


class _Case:
    """A syntax error with the lines around it."""

    def __init__(self, path: str, lines: list[str], line: int, column: int, error: Any) -> None:  # noqa: ANN401  PyYAML's errors have no common fields
        self.path, self.lines, self.line, self.column = path, lines, line, column
        self.problem = str(getattr(error, "problem", "") or "")
        self.context = str(getattr(error, "context", "") or "")
        mark = getattr(error, "context_mark", None)
        # libyaml counts one line more than there is where the last one has no end.
        self.start = _Place(min(mark.line, len(lines) - 1), mark.column) if mark is not None else None

    @property
    def suspects(self) -> list[int]:
        """The line of the error, and the last line above it that is not blank: the cause stands in one of them."""
        above = next((i for i in range(self.line - 1, -1, -1) if self.lines[i].strip()), None)
        return [self.line] if above is None else [self.line, above]

    def first_above(self, sign_of: Callable[[str], str]) -> tuple[int, str] | None:
        """Returns the first of the lines with such a sign that lead to the error, where the user begins to mend."""
        line = next((line for line in self.suspects if sign_of(self.lines[line])), None)
        while line and sign_of(self.lines[line - 1]):
            line -= 1
        return None if line is None else (line, sign_of(self.lines[line]))

    def find(self, message: str, *, help: str, line: int | None = None, column: int | None = None) -> Finding:
        """Returns the finding of this error, at its own place where none is named."""
        row = self.line if line is None else line
        at = self.column if column is None and line is None else (column or 0)
        return fault("yaml-syntax", self.path, message, Span(row + 1, at + 1, row + 1, at + 2), help=help)


def _tab(case: _Case) -> Finding | None:
    for line in case.suspects:
        indent = case.lines[line][: len(case.lines[line]) - len(case.lines[line].lstrip())]
        if "\t" in indent:
            return case.find(
                "A tab stands where spaces belong.",
                help="Indent with spaces only: two for each step.",
                line=line,
                column=indent.index("\t"),
            )
    return None


def _odd_spaces(case: _Case) -> Finding | None:
    if pasted := case.first_above(odd_indent):
        line, sign = pasted
        return odd_space(case.path, line + 1, case.lines[line].index(sign) + 1, sign)
    return None


def _bullet(case: _Case) -> Finding | None:
    if pasted := case.first_above(bullet):
        line, sign = pasted
        message = f"The bullet {sign if sign.isprintable() else 'of a word processor'} begins no item of a list."
        help = "Write a dash and a space in its place, each item on a line of its own, indented below its key."
        return case.find(message, help=help, line=line, column=case.lines[line].index(sign))
    return None


def _opening_curly_quote(case: _Case) -> Finding | None:
    line = case.lines[case.line]
    match = OPENING_QUOTE.search(line)
    if match and match.start(1) <= case.column:
        return case.find(QUOTES, help=QUOTES_HELP, line=case.line, column=match.start(1))
    return None


def _unclosed_quote(case: _Case) -> Finding | None:
    if "end of stream" not in case.problem or "quoted" not in case.context or case.start is None:
        return None
    line = case.start.line
    message = f"The quote opened in line {line + 1} is never closed."
    span = Span(line + 1, case.start.column + 1, line + 1, case.start.column + 2)
    help = "Close it at the end of the text; a quote inside the text is written twice, or use the other kind."
    return fault("quote-unclosed", case.path, message, span, help=help)


def _quote_that_swallowed(case: _Case) -> Finding | None:
    """An unclosed quote often ends at the next quote of the file, and the error shows only there."""
    if "quoted" in case.context and case.start is not None and case.start.line < case.line:
        line = case.start.line
        message = f"The quote opened in line {line + 1} is closed only in line {case.line + 1}."
        span = Span(line + 1, case.start.column + 1, line + 1, case.start.column + 2)
        return fault("quote-unclosed", case.path, message, span, help="Close it at the end of the text.")
    for line in case.suspects:
        opening = _OPENING_QUOTE.search(case.lines[line])
        is_above = len(case.suspects) > 1 and line == case.suspects[-1]
        if opening and is_above and case.lines[line].count(opening[1]) == 1:
            at = opening.start(1)
            message = f"The quote opened in line {line + 1} is not closed in its line."
            span = Span(line + 1, at + 1, line + 1, at + 2)
            return fault("quote-unclosed", case.path, message, span, help="Close it at the end of the text.")
    return None


def _after_quote(case: _Case) -> Finding | None:
    if match := _QUOTE_IN_QUOTES.search(case.lines[case.line]):
        other_kind = "'" if match[1] == '"' else '"'
        help = f"Write a quote inside a text twice, or put the whole text in {other_kind}."
        return case.find("Something follows after the quote has closed.", help=help)
    return None


def _colon(case: _Case) -> Finding | None:
    for line in case.suspects if "mapping values" in case.problem or "expected" in case.problem else []:
        if match := _COLON_IN_TEXT.match(case.lines[line]):
            message = f"The text of {short(match[1].strip(' -'), 30)} holds a colon and a space."
            column = match.start(2) + match[2].rfind(":")
            return case.find(message, help=_QUOTE_HELP, line=line, column=column)
    return None


def _bad_start(case: _Case) -> Finding | None:
    for line in case.suspects[:1]:
        for match in _BAD_START.finditer(case.lines[line]):
            if match.start(1) <= case.column + 1:
                message = f"A text cannot begin with {match[1]} unless it stands in quotes."
                return case.find(message, help=_QUOTE_HELP, line=line, column=match.start(1))
    return None


def _missing_space(case: _Case) -> Finding | None:
    for line in case.suspects:
        if match := _NO_SPACE.match(case.lines[line]):
            message = f"A space is missing after `{match[2]}:`."
            return case.find(message, help=f"Write `{match[2]}: …`.", line=line, column=match.start(3))
        if match := _NO_SPACE_DASH.match(case.lines[line]):
            return case.find(
                "A space is missing after the dash.", help="Write `- …`.", line=line, column=match.start(1)
            )
    return None


def _missing_colon(case: _Case) -> Finding | None:
    if "could not find expected ':'" not in case.problem:
        return None
    line = case.start.line if case.start is not None else case.line
    message = f"Line {line + 1} has no colon, so it is neither a key nor a part of the text above."
    help = "Write `key: value`, or indent the line more than its key where it goes on with a text."
    return case.find(message, help=help, line=line)


def _curly_quote(case: _Case) -> Finding | None:
    for line in case.suspects:
        if match := _CURLY.search(case.lines[line]):
            return case.find(QUOTES, help=QUOTES_HELP, line=line, column=match.start())
    return None


def _bracket(case: _Case) -> Finding | None:
    if "flow" not in case.context or case.start is None:
        return None
    line, column = case.start.line, case.start.column
    sign = case.lines[line][column : column + 1] or "["
    message = f"The {sign} opened in line {line + 1} is not closed properly."
    closing = {"[": "]", "{": "}"}.get(sign, "]")
    return case.find(message, help=f"Close it with {closing}, with commas between.", line=line, column=column)


def _indentation(case: _Case) -> Finding | None:
    if "block" not in case.context and "mapping values" not in case.problem and "indent" not in case.problem:
        return None
    message = "This line does not fit to the indentation of those above."
    help = "Keys that belong together begin in the same column; two spaces more go one step down."
    return case.find(message, help=help)


_CAUSES: tuple[Callable[[_Case], Finding | None], ...] = (
    _tab,
    _odd_spaces,
    _unclosed_quote,
    _bullet,
    _opening_curly_quote,
    _bad_start,
    _colon,
    _after_quote,
    _quote_that_swallowed,
    _missing_space,
    _bracket,
    _curly_quote,
    _missing_colon,
    _indentation,
)
"""The most certain causes first; the last ones fit many lines."""
