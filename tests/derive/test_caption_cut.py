"""A caption is cut where its network cuts it, and never inside of a letter or an emoji."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.catalogue import Caption, length
from rencana.derive.caption_cut import cut_at


def _caption(fold: int | None, counting: str = "") -> Caption:
    return Caption(2200, "https://a.example", date(2026, 1, 1), fold, counting)


@pytest.mark.parametrize(
    ("text", "fold", "counting", "shown"),
    [
        ("abcdef", 5, "", "abcde"),
        ("abcde", 5, "", None),
        ("abcd", 5, "", None),
        ("abcdef", None, "", None),
        ("ab👍🏽cd", 3, "", "ab"),
        ("ab👍🏽cd", 4, "", "ab👍🏽"),
        ("a👩\N{ZERO WIDTH JOINER}👧bc", 3, "", "a"),
        ("a👩\N{ZERO WIDTH JOINER}👧bc", 4, "", "a👩\N{ZERO WIDTH JOINER}👧"),
        ("ab漢字漢字", 5, "x", "ab漢"),
        ("go https://example.com/a/very/long/path now", 26, "x", "go https://example.com/a/very/long/path"),
    ],
)
def test_cuts_where_the_network_does(text: str, fold: int | None, counting: str, shown: str | None) -> None:
    """So many signs are shown as the network counts; a text that fits is not cut, nor one of an unknown limit."""
    index = cut_at(text, _caption(fold, counting))
    assert (None if index is None else text[:index]) == shown


def test_without_a_limit_nothing_is_cut() -> None:
    """Where nobody knows how a network cuts, nothing is said about it."""
    assert cut_at("a" * 5000, None) is None


@given(st.text(max_size=40), st.integers(1, 20), st.sampled_from(["", "x", "threads"]))
def test_what_is_shown_fits(text: str, fold: int, counting: str) -> None:
    """Of any text at most as much is shown as fits; without a cut all of it fits."""
    index = cut_at(text, _caption(fold, counting))
    assert length(text if index is None else text[:index], counting) <= fold
    assert index is None or 0 <= index < len(text)
