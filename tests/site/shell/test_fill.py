"""A page is put into its shell: its texts in their slots, its headings as entries, and nothing that does not fit."""

import pytest

from rencana.render.page import Heading
from rencana.site.shell.fill import ENTRIES, ESCAPINGS, PageShell, PageTexts, TextSlot, nest, toc_entry

A, B, C, D = Heading(2, "a", "A"), Heading(3, "b", "B"), Heading(3, "c", "C"), Heading(2, "d", "D")
CONTENT = "<h1>Tea & <i>milk</i></h1>"


@pytest.mark.parametrize(
    ("escaping", "written"),
    [
        ("plain", CONTENT),
        ("escaped", "&lt;h1&gt;Tea &amp; &lt;i&gt;milk&lt;/i&gt;&lt;/h1&gt;"),
        ("bare", "Tea & milk"),
        ("bare, escaped", "Tea &amp; milk"),
    ],
)
def test_each_escaping_is_that_of_the_theme(escaping: str, written: str) -> None:
    """A text is written as it is, escaped, or without its tags: as the theme has written the placeholder."""
    shell = PageShell(("<b>", TextSlot("content", escaping), "</b>"), ())
    assert shell.fill(PageTexts({"content": CONTENT}, ()), "tea/") == f"<b>{written}</b>"
    assert escaping in ESCAPINGS


def test_entries_stand_where_the_theme_has_them() -> None:
    """Entries of all headings stand in each slot for them, with the theme's own words between any two."""
    shell = PageShell((TextSlot("content", "bare"), "<ul>", TextSlot(ENTRIES, "\n"), "</ul>"), ())
    page = PageTexts({"content": "<h1>Tea</h1>"}, (A, B, C, D))
    assert shell.fill(page, "tea/") == f"Tea<ul>{toc_entry(A, [B, C])}\n{toc_entry(D)}</ul>"
    assert shell.fill(PageTexts(page.texts, ()), "tea/") == "Tea<ul></ul>"


@pytest.mark.parametrize(
    ("url", "fits"),
    [("channels/tv/news/", False), ("channels/tv/", False), ("channels/tvs/", True), ("channels/", True), ("", True)],
)
def test_no_shell_below_a_linked_folder(url: str, fits: bool) -> None:
    """On a page below a folder that the theme links into the theme's links look different, so it has no shell there."""
    shell = PageShell((TextSlot("content", "plain"),), ("channels/tv/",))
    assert (shell.fill(PageTexts({"content": CONTENT}, ()), url) is not None) == fits


@pytest.mark.parametrize("content", ["", "<p>No heading</p>", "<h2>Lower</h2>"])
def test_no_shell_without_a_heading(content: str) -> None:
    """Material writes a heading of its own where the content has none; a shell would leave it out."""
    assert PageShell((TextSlot("content", "plain"),), ()).fill(PageTexts({"content": content}, ()), "tea/") is None


@pytest.mark.parametrize(
    ("headings", "nested"),
    [
        ([], []),
        ([A, D], [(A, []), (D, [])]),
        ([A, B, C, D], [(A, [B, C]), (D, [])]),
        # A heading of level 3 with none above it stands for itself, and takes those after it.
        ([B, C, A], [(B, [C]), (A, [])]),
    ],
)
def test_headings_are_nested(headings: list[Heading], nested: list[tuple[Heading, list[Heading]]]) -> None:
    """Headings of level 3 stand below the heading before them, and keep their order."""
    assert nest(headings) == nested


def test_entry_is_escaped() -> None:
    """A heading is text, in the entry and in the name of the list below it, whatever signs it has."""
    entry = toc_entry(Heading(2, "a", '<b> & "x"'), [B])
    assert "<b>" not in entry
    assert "&lt;b&gt; &amp; &quot;x&quot;" in entry
    assert 'aria-label="&lt;b&gt; &amp; &#34;x&#34;"' in entry
    assert entry.count("<li ") == entry.count("</li>") == 2
