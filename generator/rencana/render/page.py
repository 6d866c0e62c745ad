"""What a site consists of before a host writes it: pages, files beside them, redirects, and the navigation."""

from collections.abc import Callable, Iterator

from msgspec import Struct, field


class Heading(Struct, frozen=True):
    """An entry of a page's table of contents; level 2 is the first below the title."""

    level: int
    anchor: str
    title: str


class SearchEntry(Struct, frozen=True):
    """The text of a page, or of a section of it, for the search; an empty anchor means the page itself."""

    anchor: str
    title: str
    text: str


class Body(Struct, frozen=True):
    """The content of a page: HTML of the article with its h1, the headings below it, and search entries."""

    html: str
    headings: tuple[Heading, ...] = ()
    search: tuple[SearchEntry, ...] = ()
    description: str = ""


class Page(Struct, frozen=True):
    """One page. `path` is relative to the folder of our pages and ends in `.md`, e.g. `plans/iftar-2026/index.md`.

    `kind` names the template that it is made from. `source` is the file of the workspace that an edit link leads to.
    `listed` pages belong in the site's navigation; all other pages are reached from them. `body` is made on demand,
    so that only the page that is being written is in memory.
    """

    path: str
    kind: str
    title: str
    body: Callable[[], Body]
    source: str | None = None
    listed: bool = False
    language: str = "en"
    cache_key: str = ""
    """The cache key of the body: the same key, the same body. Empty where the body cannot be cached."""


class Download(Struct, frozen=True):
    """A file beside the pages (JSON, CSV, iCalendar, a picture, a stylesheet); `path` as in Page.

    `make` makes its content, or yields it in pieces, so that a file about thousands of campaigns is never in memory.
    """

    path: str
    make: Callable[[], bytes | Iterator[bytes]]
    cache_key: str = ""
    """As in Page."""
    source: str = ""
    """The file of the workspace that it is a copy of, such as a picture."""

    def pieces(self) -> Iterator[bytes]:
        """Yields its content."""
        content = self.make()
        yield from (content,) if isinstance(content, bytes) else content

    def content(self) -> bytes:
        """Returns its content."""
        return b"".join(self.pieces())


class Redirect(Struct, frozen=True):
    """A small page at an address that a page had before; `page` makes its HTML, given the full address of the new one.

    `path` and `to` are those of pages. Where the full address is not known, the link from one to the other serves.
    """

    path: str
    to: str
    page: Callable[[str], bytes]
    cache_key: str = ""
    """As in Page."""


class Section(Struct, frozen=True):
    """A part of the navigation: a title over the listed pages and sections in it."""

    title: str
    parts: "tuple[Section | Page, ...]" = ()


class Pages(Struct, frozen=True):
    """All that a site shows of a workspace."""

    pages: tuple[Page, ...]
    downloads: tuple[Download, ...] = ()
    nav: tuple[Section | Page, ...] = field(default=())
    redirects: tuple[Redirect, ...] = ()
