"""What a page brings to its shell: a title that stays text, a description, a card for sharing, and the shell's key."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from rencana.render.page import Body, Heading, Page, SearchEntry
from rencana.site.shell.slots import PageLocation, description, safe_title, share_card, shell_key, texts_of

PLACE = PageLocation("plans/tea/", "plans/tea/index.html", "https://a/plans/tea/", "", "en", ("plans",), 1, False, "")
BODY = Body("<h1>Tea</h1>", (Heading(2, "a", "A"),), (), "A lead.")


def page(kind: str = "overview", title: str = "Tea") -> Page:
    """A page of a campaign."""
    return Page("plans/tea/index.md", kind, title, lambda: BODY)


@given(st.text())
def test_title_is_never_a_tag(title: str) -> None:
    """However often a theme escapes a title or takes the escaping off, no tag and no quotation mark comes out of it."""
    safe = safe_title(title)
    for written in (safe, html.unescape(safe), str(Markup(safe).striptags())):
        assert not {"<", ">"} & set(str(written))
    assert '"' not in safe
    assert "<" not in str(escape(safe))


@pytest.mark.parametrize(
    ("title", "safe"), [("A & B", "A &amp; B"), ("<i>", "‹i›"), ('"Tea"', "”Tea”"), ("شاي", "شاي"), ("", "")]
)
def test_title_keeps_its_words(title: str, safe: str) -> None:
    """Brackets and quotation marks become others that look alike; every other sign stays."""
    assert safe_title(title) == safe


def row(text: str) -> SearchEntry:
    """An entry of the search."""
    return SearchEntry("", "Tea", text)


@pytest.mark.parametrize(
    ("lead", "search", "words"),
    [
        ("A lead.", ("Not this.",), "A lead."),
        ("", ("First.", "", "Second."), "First. Second."),
        ("", (), "Tea"),
        ("x" * 160, (), "x" * 160),
        ("word " * 32 + "end", (), "word " * 31 + "word …"),
        ("word, " * 40, (), "word, " * 25 + "word …"),
    ],
)
def test_description_is_a_sentence_or_two(lead: str, search: tuple[str, ...], words: str) -> None:
    """A page is described by its lead, else by what the search knows, else by its title; cut between two words."""
    body = Body("", (), tuple(map(row, search)), lead)
    assert description(page(), body) == words
    assert len(words) <= 163


def test_home_stands_for_the_site() -> None:
    """Who shares the home shares the site; every other page is an article."""
    assert share_card(page("home"), BODY).kind == "website"
    assert share_card(page(), BODY).kind == "article"


def test_pages_with_the_same_surroundings_share_a_shell() -> None:
    """Other words need no other shell; another depth, language, place in the navigation or missing text does."""

    def key(location: PageLocation = PLACE, body: Body = BODY, kind: str = "overview", title: str = "Tea") -> object:
        source = page(kind, title)
        return shell_key(source, body, location, texts_of(source, body, location))

    assert key() == key(PLACE._replace(url="plans/hot/"), Body("<h1>Hot</h1>", BODY.headings), "strategy", "Hot")
    for location in (
        PLACE._replace(below=2),
        PLACE._replace(shared=()),
        PLACE._replace(file=True),
        PLACE._replace(spoken="ar"),
        PLACE._replace(nav_path="plans/tea/index.md"),
        PLACE._replace(edit="https://git/a"),
        PLACE._replace(canonical=""),
    ):
        assert key(location) != key()
    assert key(body=Body("<h1>Tea</h1>")) != key()
    assert key(kind="home") != key()


def test_texts_are_escaped_as_the_theme_expects() -> None:
    """What a theme writes as HTML is escaped already, what it escapes itself is not."""
    texts = texts_of(page(title="A & <b>"), Body("<h1>A</h1>", (), (), "B & C"), PLACE).texts
    assert texts["title"] == "A &amp; ‹b›"
    assert texts["meta title"] == "A &amp; &lt;b&gt;"
    assert texts["description"] == "B &amp; C"
    assert texts["shared title"] == "A & <b>"
    assert texts["shared description"] == "B & C"
