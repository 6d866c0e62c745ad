"""The search index gets our rows, and a quick build finds and replaces those of a page in it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.render.page import SearchEntry
from rencana.site.search import as_script, digest_of_rows, rows_of, with_new_rows, with_rows

INDEX: dict[str, Any] = {"config": {"lang": ["en"]}, "docs": [{"location": "about/", "text": "Us", "title": "About"}]}


def rows(url: str, *texts: str) -> str:
    """The rows of a page: one for itself and one for each further text."""
    return rows_of(url, [SearchEntry(f"s{number}" if number else "", "T", text) for number, text in enumerate(texts)])


def docs(index: str) -> list[tuple[str, str]]:
    """The rows of an index."""
    return [(row["location"], row["text"]) for row in json.loads(index)["docs"]]


def test_rows_join_those_of_the_host() -> None:
    """Our rows come after those of hand-written pages; a page without any leaves no gap."""
    index = "".join(with_rows(INDEX, [rows("a/", "A", "B"), "", rows("b/", "C")]))
    assert docs(index) == [("about/", "Us"), ("a/", "A"), ("a/#s1", "B"), ("b/", "C")]
    assert json.loads(index)["config"] == INDEX["config"]
    assert docs("".join(with_rows({**INDEX, "docs": []}, [rows("a/", "A")]))) == [("a/", "A")]
    assert docs("".join(with_rows(INDEX, []))) == [("about/", "Us")]


def test_texts_are_no_html() -> None:
    """The theme puts texts into its page as HTML, so nothing in them may be a tag."""
    assert json.loads(rows("a/", "<b> & c"))["text"] == "&lt;b&gt; &amp; c"


@given(st.lists(st.text(), min_size=1, max_size=3), st.lists(st.text(), min_size=1, max_size=3))
def test_new_rows_take_the_place_of_old_ones(old: list[str], new: list[str]) -> None:
    """Whatever a page says, its rows are found and replaced, and all others stay where they are."""
    pages = [rows("a/", "A"), rows("a/b/", *old), rows("a/b/c/", "C")]
    index = "".join(with_rows(INDEX, pages))
    expected = "".join(with_rows(INDEX, [pages[0], rows("a/b/", *new), pages[2]]))
    assert with_new_rows(index, {"a/b/": rows("a/b/", *new)}) == expected


def test_a_text_is_no_row() -> None:
    """Text of a plan that looks like a row of the index is not taken for one."""
    index = "".join(with_rows(INDEX, [rows("a/", '{"location":"b/"'), rows("b/", "B")]))
    replaced = with_new_rows(index, {"b/": rows("b/", "New")})
    assert replaced
    assert docs(replaced)[1:] == [("a/", '{"location":"b/"'), ("b/", "New")]


@pytest.mark.parametrize("new", [{"none/": rows("none/", "N")}, {"a/": ""}])
def test_rows_that_come_or_go_are_refused(new: dict[str, str]) -> None:
    """A page that had no rows, or has none any more, is left to MkDocs: nobody knows where its rows would stand."""
    assert with_new_rows("".join(with_rows(INDEX, [rows("a/", "A")])), new) is None


def test_digest_is_of_all_rows() -> None:
    """Rows with another text have another digest, even where it is no valid text."""
    assert digest_of_rows(rows("a/", "A")) != digest_of_rows(rows("a/", "B"))
    assert len(digest_of_rows("\udce9")) == 16


def test_script_holds_the_index() -> None:
    """A page in a folder loads the index as a script."""
    assert as_script("{}") == "var __index = {}"
