"""YAML files become documents in which scalars are text and every part has its place."""

import string
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from rencana.source import EMPTY, MemoryTree, read_yaml
from rencana.source.yaml_file import MOST_NODES

EXAMPLE = Path(__file__).parents[2] / "plans" / "ramadan-dingin-2026" / "plan.yaml"


@pytest.mark.parametrize(
    "text", ["NO", "on", "3.10", "12:30", "00012", "1e3", "=", "0x1F", "2026-02-30", ".inf", "<<x"]
)
def test_scalars_stay_text(text: str) -> None:
    """YAML's own guesses never reach a plan: the model decides what a text is."""
    assert read_yaml("p.yaml", f"a: {text}\n".encode()).data == {"a": text}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", '""', "''"])
def test_nothing_is_told_from_text(text: str) -> None:
    """A key with nothing after it is empty; the quoted word null is a text."""
    assert read_yaml("p.yaml", f"a: {text}\n".encode()).data == {"a": EMPTY}
    assert read_yaml("p.yaml", b'a: "null"\n').data == {"a": "null"}


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("lead", ["", "☕ kopi", "咖啡", "قهوة"])
def test_places_count_characters(lead: str, fast: bool) -> None:
    """Columns count characters from 1, whatever stands before, with a byte order mark and with CRLF line ends."""
    text = f"a: x\r\nb: {{c: '{lead}', d: here}}\r\n"
    document = read_yaml("p.yaml", b"\xef\xbb\xbf" + text.encode(), fast=fast)
    place = document.place(["b", "d"])
    column = text.split("\r\n")[1].index("here") + 1
    assert (place.line, place.column, place.end_column) == (2, column, column + 4)
    assert document.key_place(["b", "d"]).column == column - 3


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("text", [r'a: ["\ud800"]', r'"\udfff": a', r'a: "\ud83d\ude00"'])
def test_half_of_a_character_is_found(text: str, fast: bool) -> None:
    """An escape that asks for half of a character makes a text that nobody could write; all other escapes are read."""
    document = read_yaml("p.yaml", text.encode(), fast=fast)
    assert not document.readable
    assert [finding.rule for finding in document.findings] == ["yaml-syntax" if fast else "surrogate"]
    assert read_yaml("p.yaml", rb'a: "\u00e9\\"', fast=fast).data == {"a": "é\\"}


def test_utf16_is_read() -> None:
    """A file that an old editor saved as UTF-16 is read like any other."""
    assert read_yaml("p.yaml", "a: é\n".encode("utf-16")).data == {"a": "é"}


def test_merge_keeps_what_is_written_here() -> None:
    """Merged keys do not replace those that are written, and lead to where they were written."""
    document = read_yaml("p.yaml", b"x-d: &d {a: 1, b: 2}\nc:\n  <<: *d\n  b: 3\n")
    assert document.data["c"] == {"b": "3", "a": "1"}
    assert document.key_place(["c", "a"]).line == 1


def test_place_of_what_is_missing_is_the_part_around_it() -> None:
    """A path that leads nowhere has the place of the nearest part that exists."""
    document = read_yaml("p.yaml", b"a:\n  b: 1\n")
    assert document.place(["a", "z", 3]) == document.place(["a"])


def test_work_is_bounded_by_counted_nodes() -> None:
    """Aliases of aliases are counted before anything is built of them."""
    text = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30)
    )
    document = read_yaml("p.yaml", text.encode())
    assert [finding.rule for finding in document.findings] == ["alias-bomb"]
    assert str(MOST_NODES) in document.findings[0].message


JUNK = st.text(alphabet=string.printable + "\u2028\x00é☕«“”\u200b\ufeff", max_size=12)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), fast=st.booleans())
def test_mutated_plans_never_raise(data: st.DataObject, fast: bool) -> None:
    """Whatever is cut out of a plan, put into it or turned round, it gives a document or findings."""
    content = EXAMPLE.read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 40)))
        junk = data.draw(st.one_of(st.binary(max_size=6), JUNK.map(str.encode)))
        content = content[:start] + junk + content[end:]
    document = read_yaml("p.yaml", content, fast=fast)
    event("read" if document.readable else "refused")
    assert document.readable or document.findings


def test_memory_tree_lists_plans_only() -> None:
    """Only YAML and CSV files of plans/ are read."""
    tree = MemoryTree({"plans/a/plan.yaml": b"", "README.md": b"", "plans/a/assets/x.png": b"", "plans/b.csv": b""})
    assert tree.paths() == ["plans/a/plan.yaml", "plans/b.csv"]


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="ab:[]{}\"'-,#&*|>%@!?\\ \n\t", max_size=30))
def test_any_text_is_read_or_found(text: str) -> None:
    """No text of YAML's own signs ends in anything but data or findings with a place inside the file."""
    for fast in (True, False):
        document = read_yaml("p.yaml", text.encode(), fast=fast)
        assert document.readable or document.findings
        assert all(1 <= finding.span.line <= text.count("\n") + 1 for finding in document.findings)
