"""Whatever is written as YAML reads back as the same, and comments say nothing to the tool."""

from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rencana.check.remarks import read_remarks
from rencana.source import EMPTY, read_yaml
from rencana.source.write import Comment, comment_lines, to_yaml

VISIBLE = some.characters(blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"))
PIECES = ("a", "b c", "- x", "# y", ": z", "10:30", "{", "]", "\n", "  ", "'", '"', "|", "null", "@x", "&a", "*b", "%")
TEXTS = some.one_of(
    some.text(VISIBLE, min_size=1),
    some.lists(some.sampled_from((*PIECES, "word " * 30)), min_size=1).map("".join),
    some.sampled_from(["null", "~", "true", "19:00-22:00", "+5pp", "~25_000", ">700", "3 a week", "a: b", "x:", "-1"]),
)
IDS = some.from_regex(r"[a-z0-9](-?[a-z0-9]){0,6}", fullmatch=True)
DATA = some.dictionaries(
    IDS,
    some.recursive(
        some.one_of(TEXTS, some.just(EMPTY)),
        lambda inner: some.one_of(some.lists(inner, min_size=1, max_size=4), some.dictionaries(IDS, inner, max_size=4)),
        max_leaves=10,
    ),
    min_size=1,
    max_size=4,
)


@given(DATA)
def test_what_is_written_reads_back(data: dict[str, object]) -> None:
    """Texts, lists and maps are the same after the way through a file."""
    document = read_yaml("x.yaml", to_yaml(data).encode())  # type: ignore[arg-type]
    assert document.data == data
    assert document.findings == ()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"value": "18%", "date": "2025-12-01"}, "a: {value: 18%, date: 2025-12-01}\n"),
        (["instagram", "tiktok"], "a: [instagram, tiktok]\n"),
        (["A text, with a comma.", "b"], "a:\n  - A text, with a comma.\n  - b\n"),
        ({"because": "There, at night."}, "a:\n  because: There, at night.\n"),
        ("It: is", 'a: "It: is"\n'),
        ("One\ntwo", "a: |-\n  One\n  two\n"),
        ("Long " * 24 + "end", f"a: >-\n  {('Long ' * 23).strip()}\n  Long end\n"),
        ([{"at": "2026-01-02", "note": "A text, long."}], "a:\n  - at: 2026-01-02\n    note: A text, long.\n"),
    ],
)
def test_form_is_that_of_people(value: object, written: str) -> None:
    """What is short stands in a line, prose never in braces, what is long over several lines."""
    assert to_yaml({"x": {"a": value}}) == "x:\n" + indent(written, "  ")  # type: ignore[dict-item]


def test_section_stands_in_a_block() -> None:
    """A part of the first rank has its keys in lines of their own, however short it is."""
    assert to_yaml({"campaign": {"title": "A"}, "schedule": {}}) == "campaign:\n  title: A\nschedule: {}\n"


def test_section_of_comments_is_a_comment() -> None:
    """A part that holds nothing but comments is not left empty: the comments stand in its place."""
    assert to_yaml({"schedule": {"#": Comment(["# Days."])}}) == "# Days.\n"


def test_comment_sets_no_rule_aside() -> None:
    """A text that looks like a remark is none, wherever its lines are broken."""
    words = "word " * 50
    lines = comment_lines(f"rencana: ignore[owner-missing] x {words} # rencana: ignore[owner-missing] y", mark="- ")
    text = to_yaml({"#": Comment([*lines]), "campaign": {"title": "A"}})
    assert text.count("\n") > 3
    assert read_remarks({"x.yaml": read_yaml("x.yaml", text.encode())}) == {}
