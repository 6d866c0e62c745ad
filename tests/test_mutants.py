"""The verb that changes the product makes the changes that it promises, and its list of exceptions is not stale."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).parent.parent
MODULE = Path("module.py")


@pytest.fixture(scope="module")
def mutations() -> ModuleType:
    """The module of the verb, which is a program beside the tests and no package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tests"))
        return importlib.import_module("mutations")


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a <= b", ["a < b", "a > b"]),
        ("a > b", ["a <= b", "a >= b"]),
        ("a >= b", ["a < b", "a > b"]),
        ("a == b", ["a != b"]),
        ("a != b", ["a == b"]),
        ("a < b <= c", ["a <= b <= c", "a >= b <= c", "a < b < c", "a < b > c"]),
        ("(a) and (b or c)", ["(a) or (b or c)", "(a) and (b and c)"]),
        ("a and b and c", ["a or b and c", "a and b or c"]),
        ("not (a)", ["(a)"]),
        ("a + b - c", ["a - b - c", "a + b + c"]),
        ("a * b / c", ["a / b / c", "a * b * c"]),
        ("a += b", ["a -= b"]),
        ("a[0]", ["a[1]"]),
        ("f(True, x=False)", ["f(False, x=False)", "f(True, x=True)"]),
        ("min(a) + max(b)", ["max(a) + max(b)", "min(a) + min(b)", "min(a) - max(b)"]),
        ("any(a)", ["all(a)"]),
        ("all(a)", ["any(a)"]),
        ("a if b else c", ["a if not (b) else c"]),
        ("'é' < b", ["'é' <= b", "'é' >= b"]),
    ],
)
def test_each_judgement_is_changed(line: str, changed: list[str], mutations: ModuleType) -> None:
    """Each comparison, number, truth, sign and choice is changed, one at a time, and every mutant can be read."""
    lines = [mutant.after for mutant in mutations.mutants_of(MODULE, line.encode())]
    assert sorted(lines) == sorted(changed)
    for text in lines:
        compile(text, "mutant", "exec")


@pytest.mark.parametrize(
    "line",
    [
        "a is not None",
        "a in b",
        "assert a < b",
        "zip(a, b, strict=True)",
        "class C(Struct, frozen=True): pass",
        "def f(a: Literal[1]) -> Literal[2]: pass",
        "x: Literal[1] = y",
        "@cache(maxsize=1)\ndef f(): pass",
        "f'{a + 1}'",
        "'''One of 2 < 3.'''",
        "a | b % c ** d // e",
    ],
)
def test_what_decides_nothing_is_left(line: str, mutations: ModuleType) -> None:
    """Types, options of a class, decorators, checks and texts are not changed."""
    assert list(mutations.mutants_of(MODULE, line.encode())) == []


def test_mutant_says_where_it_is(mutations: ModuleType) -> None:
    """A mutant has its line, before and after, and all other lines as they were."""
    (mutant,) = mutations.mutants_of(MODULE, b"a = b\n\n    \nif a == b:\n    pass\n")
    assert (mutant.line, mutant.before, mutant.after) == (4, "if a == b:", "if a != b:")
    assert mutant.source == b"a = b\n\n    \nif a != b:\n    pass\n"


def test_exceptions_are_still_mutants(mutations: ModuleType) -> None:
    """Each mutant that nobody could notice is one of the code as it stands, and has its reason."""
    listed = yaml.safe_load((ROOT / "tests" / "mutants.yaml").read_text(encoding="utf-8"))
    for name, entries in listed.items():
        path = ROOT / "generator" / "rencana" / name
        changes = {(mutant.before, mutant.after) for mutant in mutations.mutants_of(MODULE, path.read_bytes())}
        assert [entry for entry in entries if (entry["before"], entry["after"]) not in changes] == []
        assert all(entry["because"] for entry in entries)
