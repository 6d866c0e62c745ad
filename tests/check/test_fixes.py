"""Edits are put into texts by their spans."""

import pytest
from fragments import findings, lay

from rencana.check.fixes import apply
from rencana.finding import Edit
from rencana.span import Span


def edit(text: str, *span: int, file: str = "a.yaml") -> Edit:
    """An edit of a file."""
    return Edit(file, Span(*span), text)


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("key: old\n", [edit("new", 1, 6, 1, 9)], "key: new\n"),
        ("key: old\n", [edit("", 1, 6, 1, 9)], "key: \n"),
        ("a b c", [edit("X", 1, 1, 1, 2), edit("Y", 1, 5, 1, 6)], "X b Y"),
        ("ab", [edit("X", 1, 1, 1, 2), edit("Y", 1, 2, 1, 3)], "XY"),
        ("one\ntwo\nthree", [edit("", 2, 1, 3, 1)], "one\nthree"),
        ("one\ntwo", [edit("", 2, 1, 3, 1)], "one\n"),
        ("one\ntwo\n", [edit("", 1, 4, 2, 4)], "one\n"),
        ("", [edit("new", 1, 1, 1, 1)], "new"),
    ],
)
def test_span_gives_way_to_text(text: str, edits: list[Edit], expected: str) -> None:
    """What stands at a span goes, over lines and to the end of the file; edits that only touch are both made."""
    assert apply(edits, {"a.yaml": text}) == {"a.yaml": expected}


def test_first_of_overlapping_edits_is_made() -> None:
    """Of edits that overlap the one that begins first is made, whatever the order in which they come."""
    edits = [edit("Y", 1, 3, 1, 6), edit("X", 1, 1, 1, 4)]
    assert apply(edits, {"a.yaml": "abcdef"}) == {"a.yaml": "Xdef"}


def test_equal_edits_are_made_once() -> None:
    """An edit that two findings ask for is made once."""
    assert apply([edit("X", 1, 1, 1, 1)] * 2, {"a.yaml": "abc"}) == {"a.yaml": "Xabc"}


def test_only_changed_files_come_back() -> None:
    """Each file has its own edits, and a file without any is not among the answers."""
    texts = {"a.yaml": "a", "b.yaml": "b", "c.yaml": "c"}
    edits = [edit("Z", 1, 1, 1, 2, file="c.yaml"), edit("X", 1, 1, 1, 2)]
    assert apply(edits, texts) == {"a.yaml": "X", "c.yaml": "Z"}
    assert apply([], texts) == {}


LINK = "https://k.example/"


@pytest.mark.parametrize(
    ("block", "rule", "fixable"),
    [
        (f"calendar:\n  c: {{channels: [instagram], link: {LINK}}}\n", "link-without-utm", True),
        (f'calendar:\n  c: {{channels: [instagram], link: "{LINK}"}}\n', "link-without-utm", False),
        (f"calendar:\n  c:\n    channels: [instagram]\n    link: >-\n      {LINK}\n", "link-without-utm", False),
        (f"# calendar.csv\nid,channels,link\nc,instagram,{LINK}\n", "link-without-utm", False),
        ("campaign: {title: T, tags: [a, b, a]}\n", "listed-twice", True),
        ("campaign: {title: T, tags: [a, a, b]}\n", "listed-twice", True),
        ("campaign:\n  title: T\n  tags:\n    - a\n    - a\n", "listed-twice", False),
    ],
)
def test_only_what_is_plain_is_mended(block: str, rule: str, fixable: bool) -> None:
    """A rule offers an edit only where the place holds nothing but what it changes: no quotes, no second line."""
    (finding,) = (finding for finding in findings(lay([block])) if finding.rule == rule)
    assert bool(finding.fix) is fixable
