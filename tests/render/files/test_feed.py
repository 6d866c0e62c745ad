"""A feed is a file of XML whatever plans say in it, and says when it was changed last."""

from xml.etree import ElementTree as ET

from rencana.render.files.feed import Feed, FeedEntry, atom, feed_id

ENTRY = FeedEntry(feed_id("1"), "A & <b>", "a/", 86400, "Team", ("<i>", 'x" \x00\x0b\ud800'))
FEED = Feed(feed_id("f"), "F", "", "", "Kopi", "en", 0, (ENTRY, ENTRY))
ATOM = "{http://www.w3.org/2005/Atom}"


def test_any_text_fits_into_a_feed() -> None:
    """Signs of XML are escaped, twice where a text is HTML; what XML cannot hold is replaced."""
    feed = ET.fromstring(atom(FEED))
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "A & <b>"
    assert feed.findtext(f"{ATOM}entry/{ATOM}content") == (
        "<ul><li>&lt;i&gt;</li><li>x&quot; \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
        "\N{REPLACEMENT CHARACTER}</li></ul>"
    )


def test_feed_is_as_new_as_its_latest_entry() -> None:
    """The time of a feed is that of its latest entry; of an empty one the day that the site speaks of."""
    assert ET.fromstring(atom(FEED)).findtext(f"{ATOM}updated") == "1970-01-02T00:00:00Z"
    empty = Feed(feed_id("f"), "F", "", "https://kopi.example/feed.xml", "Kopi", "en", 0, ())
    assert ET.fromstring(atom(empty)).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert len(ET.fromstring(atom(empty)).findall(f"{ATOM}link")) == 2


def test_same_names_give_the_same_id() -> None:
    """An id is made of names alone, so that it is the same in each build."""
    assert feed_id("a", "b") == feed_id("a", "b") != feed_id("ab")
