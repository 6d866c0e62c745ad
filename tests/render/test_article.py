"""The content of a page: what is read off its HTML for the table of contents, the search and its description."""

from pathlib import Path

import pytest

from rencana.render.address import ANYWHERE, Links
from rencana.render.article import article
from rencana.render.environment import environment
from rencana.render.page import Body, Heading

PAGE = """\
<h1 class="x">Iced <em>coffee</em> &amp; more</h1>
<h2 id="a">First &lt;part&gt;</h2>
<h2 class="x">Without an id</h2>
<!-- search -->Searched <b>words</b> &amp; signs<!-- /search -->
<table><td>17</td></table>
<h3 id="b-&#34;" data-x="1"><a href="#">Deeper</a></h3>
<h4 id="c">Too deep</h4>
<!-- search -->And
more<!-- /search -->
"""


def body_of(folder: Path, html: str, here: str = "plans/iced/index.md") -> Body:
    """The page of a template without a view."""
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages" / "try.html").write_text(html, encoding="utf-8")
    return article(environment("en", folder), "try", None, "en", Links(here))


def test_headings_are_read(tmp_path: Path) -> None:
    """Headings of the second and third level with an id are the table of contents, with plain words."""
    headings = body_of(tmp_path, PAGE).headings
    assert headings == (Heading(2, "a", "First <part>"), Heading(3, 'b-"', "Deeper"))


def test_search_knows_what_is_marked(tmp_path: Path) -> None:
    """The search has the title and what stands between its comments, and the comments are gone from the page."""
    body = body_of(tmp_path, PAGE)
    [entry] = body.search
    assert (entry.anchor, entry.title, entry.text) == ("", "Iced coffee & more", "Searched words & signs And more")
    assert "search" not in body.html
    assert "<td>17</td>" in body.html


@pytest.mark.parametrize("tag", ["p", "div"])
def test_lead_describes_the_page(tag: str, tmp_path: Path) -> None:
    """The lead is the description, without marks and not longer than 300 letters."""
    assert (
        body_of(tmp_path, f'<{tag} class="rn-lead" lang="id">Es <b>kopi</b>\n&amp; susu</{tag}>').description
        == "Es kopi & susu"
    )
    assert len(body_of(tmp_path, f'<{tag} class="rn-lead">{"word " * 100}</{tag}>').description) == 300


def test_bare_page_says_nothing(tmp_path: Path) -> None:
    """A page without title, headings and lead is no fault."""
    body = body_of(tmp_path, "<p>Only this.</p>")
    assert (body.headings, body.description, body.search[0].title) == ((), "", "")


def test_parts_from_anywhere_link_from_here(tmp_path: Path) -> None:
    """A part that was made for no page in particular links rightly from the page that it stands on."""
    part = Links(ANYWHERE).to("channels/tiktok.md")
    assert body_of(tmp_path, f'<a href="{part}">').html == '<a href="../../channels/tiktok/">'
