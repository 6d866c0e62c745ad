"""What may be changed in a source: each comparison, each number, each `and`, one at a time; it runs nothing."""

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeAlias

Edit: TypeAlias = tuple[int, int, bytes]
"""From which byte to which one of a source, and what stands there instead."""

OPERATORS: dict[str, tuple[str, ...]] = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
    "and": ("or",),
    "or": ("and",),
    "+": ("-",),
    "-": ("+",),
    "*": ("/",),
    "/": ("*",),
}
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """A source with one change: the module, and the changed line before and after."""

    path: Path
    line: int
    before: str
    after: str
    source: bytes


def mutants_of(path: Path, content: bytes) -> Iterator[Mutant]:
    """Yields the mutants of a module, from its first line to its last."""
    for start, end, text in sorted(set(Source(content).edits())):
        changed = content[:start] + text + content[end:]
        line = content.count(b"\n", 0, start)
        before, after = (source.split(b"\n")[line].decode().strip() for source in (content, changed))
        yield Mutant(path, line + 1, before, after, changed)


def judgements(node: ast.AST) -> Iterator[ast.AST]:
    """Yields the nodes of a tree that decide something: no types, no options of a class, no decorators, no checks."""
    yield node
    for name, value in ast.iter_fields(node):
        is_declared = name in ("annotation", "returns", "decorator_list")
        is_option = isinstance(node, ast.ClassDef) and name in ("bases", "keywords")
        for child in [] if is_declared or is_option else value if isinstance(value, list) else [value]:
            is_check = isinstance(child, ast.Assert) or (isinstance(child, ast.keyword) and child.arg == "strict")
            if isinstance(child, ast.AST) and not is_check and not isinstance(child, ast.JoinedStr):
                yield from judgements(child)


class Source:
    """A module as bytes, with the place of each expression."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        lengths = [len(line) for line in content.splitlines(keepends=True)]
        self.starts = [sum(lengths[:index]) for index in range(len(lengths))]

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Returns the first byte of an expression, and the first one after it."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def edits(self) -> Iterator[Edit]:
        """Yields each change of one small thing."""
        for node in judgements(ast.parse(self.content)):
            match node:
                case ast.Compare():
                    yield from self._operators([node.left, *node.comparators])
                case ast.BoolOp():
                    yield from self._operators(node.values)
                case ast.BinOp():
                    yield from self._operators([node.left, node.right])
                case ast.AugAssign(op=ast.Add()):
                    sign = self.content.index(b"+=", self.span(node.target)[1])
                    yield sign, sign + 1, b"-"
                case ast.expr():
                    yield from self._words(node)

    def _operators(self, operands: Sequence[ast.expr]) -> Iterator[Edit]:
        """Yields what may stand instead of each operator between operands."""
        for left, right in pairwise(operands):
            start, end = self.span(left)[1], self.span(right)[0]
            if operator := re.search(rb"[^\s()]+", self.content[start:end]):
                for word in OPERATORS.get(operator[0].decode(), ()):
                    yield start + operator.start(), start + operator.end(), word.encode()

    def _words(self, node: ast.expr) -> Iterator[Edit]:
        start, end = self.span(node)
        match node:
            case ast.UnaryOp(op=ast.Not()):
                yield start, start + len("not "), b""
            case ast.Constant(value=bool(truth)):
                yield start, end, str(not truth).encode()
            case ast.Constant(value=int(number)):
                yield start, end, str(number + 1).encode()
            case ast.Name(id=name) if name in FUNCTIONS:
                yield start, end, FUNCTIONS[name].encode()
            case ast.IfExp():
                # What stands on both sides of a condition is swapped by asking for its contrary.
                start, end = self.span(node.test)
                yield start, end, b"not (%b)" % self.content[start:end]
