"""Any part of a document can be shown by line and column."""

import pytest

from rencana.source import EMPTY, Document, read_yaml
from rencana.source.document import Mark, SourcePoint
from rencana.span import START, Span

TEXT = """\
campaign:
  title: T  # a remark
  places: [ID, ID-JK]

# before the audiences
audiences:
  young:
    size: 5
"""
DOCUMENT = read_yaml("plan.yaml", TEXT.encode())


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (["campaign", "title"], Span(2, 10, 2, 11)),
        (["campaign", "places"], Span(3, 11, 3, 22)),
        (["campaign", "places", 1], Span(3, 16, 3, 21)),
        (["campaign", "places", 2], Span(3, 11, 3, 22)),
        (["campaign", "places", "x"], Span(3, 11, 3, 22)),
        (["audiences", "young", "size"], Span(8, 11, 8, 12)),
        (["campaign", "title", "deeper"], Span(2, 10, 2, 11)),
    ],
)
def test_a_value_has_a_place(path: list[str | int], place: Span) -> None:
    """A path leads to its value, or to the nearest part around it that exists."""
    assert DOCUMENT.place(path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (["campaign"], Span(1, 1, 1, 9)),
        (["audiences", "young"], Span(7, 3, 7, 8)),
        (["campaign", "places", 1], Span(3, 16, 3, 21)),
        (["campaign", "colour"], DOCUMENT.place(["campaign"])),
        ([], DOCUMENT.place([])),
    ],
)
def test_a_key_has_a_place(path: list[str | int], place: Span) -> None:
    """The last key of a path has a place of its own; an item of a list, and a missing key, that of the value."""
    assert DOCUMENT.key_place(path) == place


@pytest.mark.parametrize(("key", "lines"), [("campaign", (1, 5)), ("audiences", (6, 9))])
def test_a_key_has_lines(key: str, lines: tuple[int, int]) -> None:
    """The lines of a key go up to the next key, with blank lines and remarks, or to the end of the file."""
    assert DOCUMENT.lines_of(key) == lines


def test_an_empty_document_has_a_place() -> None:
    """A file that cannot be read is shown at its first line."""
    document = Document("plan.yaml", "", {}, readable=False)
    assert document.place(["campaign", "title"]) == document.key_place(["campaign"]) == START


def test_points_count_from_zero_and_spans_from_one() -> None:
    """A mark of PyYAML's points becomes a span as editors count."""
    mark = Mark(SourcePoint(1, 2), SourcePoint(1, 5), None, SourcePoint(1, 0), SourcePoint(1, 1))
    assert (mark.span, mark.key) == (Span(2, 3, 2, 6), Span(2, 1, 2, 2))


def test_empty_is_itself_alone() -> None:
    """What stands for a key with nothing after it is no text, and says its name in a message of ours."""
    assert repr(EMPTY) == "EMPTY"
    assert EMPTY != ""
