"""“Did you mean”: the suggestion is the word that was meant, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.words.nearest import by_likeness, nearest

KEYS = ("audiences", "channels", "content", "budget", "brand-views", "engagement-rate", "response_time", "kanal-merek")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("audience", "audiences"),
        ("chanels", "channels"),
        ("cotnent", "content"),
        ("Brand_Views", "brand-views"),
        ("brandviews", "brand-views"),
        ("engagment-rate", "engagement-rate"),
        ("response time", "response_time"),
        ("KANAL MEREK", "kanal-merek"),
        ("weather", None),
        ("x", None),
        ("", None),
        ("---", None),
    ],
)
def test_misspelt_word_is_known(word: str, meant: str | None) -> None:
    """Case, separators and small slips do not hide what was meant; an unlike word gets no suggestion."""
    assert nearest(word, KEYS) == meant


def test_ties_are_settled() -> None:
    """Of two words that are as near, the first in order is suggested, however they are given."""
    assert nearest("metric", ["metric-b", "metric-a"]) == nearest("metric", ["metric-a", "metric-b"]) == "metric-a"


@given(st.text(min_size=1), st.lists(st.text()))
def test_suggestion_is_known(word: str, candidates: list[str]) -> None:
    """A suggestion is always one of the candidates."""
    assert nearest(word, candidates) in {None, *candidates}


def test_all_are_listed_the_nearest_first() -> None:
    """A list of what there is begins with what was probably meant; of equal ones the first in order goes first."""
    assert by_likeness("link-post", ["album", "reel", "post", "link"])[:2] == ["post", "link"]
    assert by_likeness("x", ["b", "a"]) == ["b", "a"]
