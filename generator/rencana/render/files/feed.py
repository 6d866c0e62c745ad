"""An Atom feed (RFC 4287): the same input gives the same bytes, and an entry keeps its id for ever."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from uuid import UUID, uuid5

from msgspec import Struct

_NAMESPACE = UUID("7c1d6a0e-93a4-5d0c-9f64-3a1f0c6f7d52")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold, also not as a reference."""


class FeedEntry(Struct, frozen=True):
    """An entry: where it leads, when it was made, in seconds since 1970, and its sentences."""

    id: str
    title: str
    url: str
    at: int
    author: str
    sentences: tuple[str, ...]


class Feed(Struct, frozen=True):
    """A feed; `url` is the page that it belongs to, `own_url` its own full address, where that is known."""

    id: str
    title: str
    url: str
    own_url: str
    author: str
    language: str
    at: int
    """The time that it speaks of while it has no entry."""
    entries: tuple[FeedEntry, ...]


def feed_id(*names: str) -> str:
    """Returns an id that is made of names: the same names, the same id."""
    return f"urn:uuid:{uuid5(_NAMESPACE, chr(0).join(names))}"


def atom(feed: Feed) -> bytes:
    """Returns the file of a feed."""
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', *_lines(feed), ""]).encode()


def _lines(feed: Feed) -> Iterator[str]:
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(feed.language)}">'
    yield f"<id>{_text(feed.id)}</id>"
    yield f"<title>{_text(feed.title)}</title>"
    yield f"<updated>{_time(max((entry.at for entry in feed.entries), default=feed.at))}</updated>"
    yield f"<author><name>{_text(feed.author)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href="{_text(feed.url)}"/>'
    if feed.own_url:
        yield f'<link rel="self" type="application/atom+xml" href="{_text(feed.own_url)}"/>'
    for entry in feed.entries:
        yield from _entry(entry)
    yield "</feed>"


def _entry(entry: FeedEntry) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{_text(entry.id)}</id>"
    yield f"<title>{_text(entry.title)}</title>"
    yield f"<updated>{_time(entry.at)}</updated>"
    if entry.author:
        yield f"<author><name>{_text(entry.author)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href="{_text(entry.url)}"/>'
    # Once as text of the list, and once more as text of the file that holds the list.
    yield f'<content type="html">{_text(_list(entry.sentences))}</content>'
    yield "</entry>"


def _list(sentences: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in sentences)}</ul>"


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def _time(at: int) -> str:
    return datetime.fromtimestamp(at, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
