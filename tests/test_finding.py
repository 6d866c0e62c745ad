"""Findings travel as they are, and quote the user's words in a readable length."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.finding import Edit, Finding, Severity, short, still_open
from rencana.span import START, Span

SPANS = st.builds(Span, *[st.integers(1, 10**6)] * 4)
EDITS = st.builds(Edit, st.text(), SPANS, st.text())
FINDINGS = st.builds(
    Finding,
    st.text(),
    st.text(),
    st.sampled_from(Severity),
    st.text(),
    st.text(),
    SPANS,
    st.text(),
    st.none() | st.text(),
    st.lists(EDITS, max_size=2).map(tuple),
    st.text(),
)


@given(FINDINGS)
def test_a_row_gives_the_same_finding(finding: Finding) -> None:
    """Whatever a finding holds, its row goes through JSON and gives an equal finding with the same types."""
    read = Finding.from_row(json.loads(json.dumps(finding.as_row())))
    assert read == finding
    assert (type(read.severity), type(read.span), type(read.fix)) == (Severity, Span, tuple)
    assert all(type(edit) is Edit and type(edit.span) is Span for edit in read.fix)


def test_a_finding_stands_at_the_start_by_default() -> None:
    """A finding without a place of its own stands at the first character of its file."""
    finding = Finding("a-rule", "A001", Severity.NOTE, "plans/a/plan.yaml", "A message.")
    assert finding.span == START == (1, 1, 1, 1)
    assert (finding.help, finding.ignored, finding.fix, finding.url) == ("", None, (), "")


@pytest.mark.parametrize("reason", ["", "It is known."])
def test_an_ignored_finding_is_not_open(reason: str) -> None:
    """A finding that the user has set aside is not open, with or without words in its reason; the order stays."""
    first, second, aside = (
        Finding(name, "A001", Severity.ERROR, "a", "m", ignored=ignored)
        for name, ignored in (("first", None), ("second", None), ("aside", reason))
    )
    assert still_open([second, aside, first]) == (second, first)


@pytest.mark.parametrize(
    ("text", "limit", "quoted"),
    [
        ("word", 60, "“word”"),
        ("  two \n words ", 60, "“two words”"),
        ("", 60, "“”"),
        ("abcde", 5, "“abcde”"),
        ("abcdef", 5, "“abcd…”"),
        (42, 60, "“42”"),
    ],
)
def test_words_are_quoted_and_cut(text: object, limit: int, quoted: str) -> None:
    """The user's words stand in quotes, on one line, and are cut where they are longer than the limit."""
    assert short(text, limit) == quoted


@given(st.text(), st.integers(1, 60))
def test_quoted_words_have_a_length(text: str, limit: int) -> None:
    """However long a text is, what is quoted of it is no longer than the limit and its two quotes."""
    quoted = short(text, limit)
    assert len(quoted) <= limit + 2
    assert "\n" not in quoted
