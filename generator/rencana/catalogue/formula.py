"""The language of formulas: how a metric follows from others, as `1000 * spend / impressions`.

Numbers, metrics by id, `+ - * /`, parentheses, and `sum(…)`, `last(…)`, `median(…)` around one metric. Ids hold hyphens
so a minus stands between spaces. A formula becomes a tree; it is never given to `eval`.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct


class Number(Struct, frozen=True):
    """A number as it was written."""

    value: Decimal


class MetricPart(Struct, frozen=True):
    """A metric, and how its readings come together; empty means as the metric says itself."""

    metric: str
    how: str = ""


class Operation(Struct, frozen=True):
    """Two formulas joined by + - * or /."""

    sign: str
    left: "Formula"
    right: "Formula"


Formula: TypeAlias = Number | MetricPart | Operation
HOW = ("sum", "last", "median")

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:_\d+)*(?:\.\d+)?)|(?P<name>[^\W\d_][^\W_]*(?:-[^\W_]+)*)|(?P<sign>[-+*/()]))"
)
_OF_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.000")
"""Decimals of zeros alone say nothing, so the point is one of thousands, as half of the world writes it."""
_DEEPEST = 40


class FormulaError(ValueError):
    """A text is no formula. `start` and `end` are the places of the fault in it, from 0."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message, self.start, self.end = message, start, end


class _Token(Struct, frozen=True):
    kind: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=512)
def parse(text: str) -> Formula:
    """Returns the tree of a formula; raises FormulaError where the text is none."""
    tokens = _Tokens([*_tokens(text)], len(text))
    tree = tokens.sum(0)
    tokens.expect_end()
    return tree


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise FormulaError(f"“{text[start]}” does not belong into a formula.", start, start + 1)
        kind = match.lastgroup or ""
        yield _Token(kind, match[kind], match.start(kind), match.end(kind))
        at = match.end()


class _Tokens:
    """Reads a formula from left to right: a sum of products of factors."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens, self._at, self._length = tokens, 0, length

    def sum(self, depth: int) -> Formula:
        """Reads products joined by + and -."""
        tree = self._product(depth)
        while sign := self._take("+-"):
            tree = Operation(sign.text, tree, self._product(depth))
        return tree

    def _product(self, depth: int) -> Formula:
        tree = self._factor(depth)
        while sign := self._take("*/"):
            tree = Operation(sign.text, tree, self._factor(depth))
        return tree

    def _factor(self, depth: int) -> Formula:
        token = self._next()
        if depth > _DEEPEST:
            raise FormulaError("The parentheses are nested too deeply.", token.start, token.end)
        if token.kind == "number":
            if _OF_THOUSANDS.fullmatch(token.text):
                message = f"{token.text} may be read as {token.text.replace('.', '')} or as {token.text[:-4]}."
                raise FormulaError(message, token.start, token.end)
            return Number(Decimal(token.text.replace("_", "")))
        if token.kind == "name":
            return self._metric(token)
        if token.text == "(":
            tree = self.sum(depth + 1)
            self._close()
            return tree
        raise FormulaError(f"A number or a metric belongs before “{token.text}”.", token.start, token.end)

    def _metric(self, token: _Token) -> Formula:
        if not self._take("("):
            return MetricPart(token.text)
        if token.text not in HOW:
            listed = ", ".join(f"{how}(…)" for how in HOW)
            raise FormulaError(f"There is no {token.text}(…); known are {listed}.", token.start, token.end)
        inner = self._next()
        if inner.kind != "name":
            raise FormulaError(f"{token.text}(…) is around one metric.", inner.start, inner.end)
        self._close()
        return MetricPart(inner.text, token.text)

    def _take(self, signs: str) -> _Token | None:
        if self._at < len(self._tokens) and self._tokens[self._at].kind == "sign":
            token = self._tokens[self._at]
            if token.text in signs:
                self._at += 1
                return token
        return None

    def _next(self) -> _Token:
        if self._at == len(self._tokens):
            raise FormulaError("The formula ends too early.", max(0, self._length - 1), self._length)
        self._at += 1
        return self._tokens[self._at - 1]

    def _close(self) -> None:
        if not self._take(")"):
            self._wrong("A parenthesis is not closed.")

    def expect_end(self) -> None:
        """Refuses a formula that goes on after its end."""
        if self._at < len(self._tokens):
            self._wrong("A sign such as + - * or / is missing before “{text}”.")

    def _wrong(self, message: str) -> None:
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        start, end = (token.start, token.end) if token else (max(0, self._length - 1), self._length)
        raise FormulaError(message.format(text=token.text if token else ""), start, end)


def parts(formula: Formula) -> Iterator[MetricPart]:
    """Yields the metrics that a formula names, in their order."""
    if isinstance(formula, MetricPart):
        yield formula
    elif isinstance(formula, Operation):
        yield from parts(formula.left)
        yield from parts(formula.right)


def names(text: str) -> tuple[str, ...]:
    """Returns the ids of the metrics that a formula names; none where the text is no formula."""
    try:
        return tuple(dict.fromkeys(part.metric for part in parts(parse(text)))) if text else ()
    except FormulaError:
        return ()


Dimension: TypeAlias = tuple[int, int]
"""The powers of money and of time in a unit; counts, shares, ratios and scores have neither."""

_DIMENSIONS: Mapping[str, Dimension] = {"currency": (1, 0), "duration": (0, 1)}
_PLAIN: Dimension = (0, 0)


def dimension(unit: str) -> Dimension:
    """Returns the dimension of a unit."""
    return _DIMENSIONS.get(unit, _PLAIN)


def dimension_of(formula: Formula, units: Mapping[str, str]) -> Dimension | None:
    """Returns the dimension of a formula's result; None where it adds money to time or to counts.

    `units` holds the unit of each metric; a metric that is not in it counts as a plain number.
    """
    if isinstance(formula, Number):
        return _PLAIN
    if isinstance(formula, MetricPart):
        return dimension(units.get(formula.metric, ""))
    left, right = dimension_of(formula.left, units), dimension_of(formula.right, units)
    if left is None or right is None:
        return None
    match formula.sign:
        case "*":
            return left[0] + right[0], left[1] + right[1]
        case "/":
            return left[0] - right[0], left[1] - right[1]
        case _:
            return left if left == right else None
