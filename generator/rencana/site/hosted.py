"""Our pages and files as MkDocs sees them: finished HTML with its table of contents, which MkDocs' loops pass over."""

import html
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as host
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import TableOfContents, get_toc

from rencana.plan.layout import PORTFOLIO
from rencana.render.page import Body, Download, Heading, Page, Redirect
from rencana.site.known_theme import searches_pages
from rencana.site.search import digest_of_rows, rows_of
from rencana.site.shell.fill import nest
from rencana.site.shell.slots import ShareCard, safe_title, share_card

TOP = "top"
"""The id of the h1 in our templates. Themes that let readers skip to the content lead to the first of all headings."""


class HostedPage(host.Page):
    """A page of ours; its content is finished HTML, so there is no Markdown to convert."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, edit_url: str | None) -> None:
        super().__init__(safe_title(page.title), file, config)
        self.source = page
        self.body: Body | None = None
        self.edit_url = edit_url
        self.spoken = _spoken(page.language, config)
        self.share = ShareCard(page.title, page.title, "article")
        self._rows: bytes | None = None
        self._rows_digest: bytes | None = None
        # An attribute that is set later than the others would cost each page a dictionary of its own: 800 bytes.
        self.present_anchor_ids = None

    @property
    def rows(self) -> str:
        """Its rows of the search index, as JSON; nothing where it was not made yet, or the index has them already."""
        if self._rows is None:
            return rows_of(self.url, self.body.search) if self.body else ""
        return self._rows.decode("utf-8", "surrogatepass")

    @property
    def rows_digest(self) -> bytes:
        """The digest of its search rows."""
        return digest_of_rows(self.rows) if self._rows_digest is None else self._rows_digest

    def drop_rows(self) -> None:
        """Releases its search rows, which the index has by now; their digest stays."""
        self._rows, self._rows_digest = b"", self.rows_digest

    def read_source(self, config: MkDocsConfig) -> None:
        """Makes the body, and what the theme shows of the page beside it."""
        self.body = self.source.body()
        self.markdown = ""
        # The index has rows of ours from the data; a search that reads finished pages has to read ours as well.
        search = {"exclude": not searches_pages(config)}
        self.meta = {"title": html.escape(self.source.title), "search": search, "hide": ["navigation"]}
        self.share = share_card(self.source, self.body)
        self.meta["description"] = html.escape(self.share.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  the signature is MkDocs'
        """Hands over the finished HTML with its headings."""
        if self.body is None:
            self.read_source(config)
        assert self.body is not None
        self.content = self.body.html
        self._set_headings(self.body.headings)

    def release(self, rows: str, headings: Sequence[Heading], *, all: bool) -> None:
        """Releases what nobody asks for after the page is written; with `all` also what only other plugins could."""
        # As bytes, texts in many scripts take half of the memory.
        self._rows, self.body, self.content = rows.encode("utf-8", "surrogatepass"), None, ""
        self._set_headings(headings)
        if all:
            self.meta, self.toc, self.share = {}, _NO_CONTENTS, _NO_CARD

    def _set_headings(self, headings: Sequence[Heading]) -> None:
        self.toc = contents(html.escape(self.source.title), headings)
        self.present_anchor_ids = {TOP, *(heading.anchor for heading in headings)} if headings else None


def contents(title: str, headings: Sequence[Heading]) -> TableOfContents:
    """Returns a title, in HTML, with the headings below it as MkDocs' table of contents."""
    entries = [
        _toc_token(heading, [_toc_token(child, []) for child in children]) for heading, children in nest(headings)
    ]
    top = _toc_token(Heading(1, TOP, ""), entries)
    top["name"] = title
    return get_toc([top])


def _toc_token(heading: Heading, children: list[Any]) -> Any:  # noqa: ANN401  plain dicts of the shape that MkDocs reads
    return {"level": heading.level, "id": heading.anchor, "name": html.escape(heading.title), "children": children}


_NO_CONTENTS = TableOfContents([])
_NO_CARD = ShareCard("", "", "")


def _spoken(language: str, config: MkDocsConfig) -> str:
    """Returns the language of the theme's words on a page: the page's own, where the theme knows that one."""
    usual = str(config.theme.get("language") or "en")
    if usual.partition("-")[0] == language.partition("-")[0]:
        return usual
    is_known = any(Path(folder, "partials", "languages", f"{language}.html").is_file() for folder in config.theme.dirs)
    return language if is_known else usual


class HostedFiles(Files):
    """The files of a site. Our pages are shown to navigation, sitemap and plugins, but not to MkDocs' own loops.

    MkDocs' loops over pages name the inclusion that they want; everybody else who asks for the pages does not.
    """

    def __init__(self, files: Files, ours: Iterable[HostedPage]) -> None:
        super().__init__(list(files))
        # Another plugin's collection may know more of a path than that one file has it.
        self.former = None if type(files) in (Files, HostedFiles) else files
        self.ours = frozenset(page.file.src_uri for page in ours)

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] | None = None) -> Sequence[File]:
        """Returns the pages, but without ours if MkDocs asks in order to build them."""
        if inclusion is None or inclusion == InclusionLevel.is_in_nav:
            return super().documentation_pages(inclusion=inclusion or InclusionLevel.is_included)
        return [file for file in super().documentation_pages(inclusion=inclusion) if file.src_uri not in self.ours]

    def get_file_from_path(self, path: str) -> File | None:
        """Finds a file; a plugin that has brought a collection of its own may find another one for the same path."""
        return (self.former and self.former.get_file_from_path(path)) or super().get_file_from_path(path)


class Carried(File):
    """A file beside the pages. Its content is made when it is written: no site has all of its files in memory."""

    download: Download

    @property  # type: ignore[misc]  # nobody may write it
    def content_bytes(self) -> bytes:
        """Its content, for plugins that ask."""
        return self.download.content()

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002  the signature is MkDocs'
        """Writes the file into the site."""
        place = Path(self.abs_dest_path)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as file:
            file.writelines(self.download.pieces())


def carry(download: Download, path: str, config: MkDocsConfig) -> File:
    """Returns a download as a file of the site."""
    file = Carried.generated(config, path, content=b"", inclusion=InclusionLevel.INCLUDED)
    assert isinstance(file, Carried)
    file.download = download
    return file


def add_pages(
    files: Files, pages: Sequence[Page], at: str, config: MkDocsConfig, edit: Callable[[str | None], str | None]
) -> tuple[list[HostedPage], list[str]]:
    """Adds our pages to the files of a site.

    Returns our pages, and the paths where a hand-written file stands already: that one wins.
    """
    hosted, overridden = [], []
    by_path = {file.src_uri: file for file in files}
    for page in pages:
        path = f"{at}{page.path}"
        if there := by_path.get(path):
            if there.generated_by is None and not isinstance(there.page, HostedPage):
                overridden.append(path)
                continue
            files.remove(there)
        level = InclusionLevel.INCLUDED if page.listed else InclusionLevel.NOT_IN_NAV
        file = File(path, None, config.site_dir, config.use_directory_urls, inclusion=level)
        # Not `File.generated`: plugins that ask git show the moment of the build for what is generated.
        file.content_string = ""
        file.edit_uri = None
        hosted.append(HostedPage(page, file, config, edit(page.source)))
        by_path[path] = file
        files.append(file)
    return hosted, overridden


def name_sources(pages: Iterable[HostedPage], root: Path) -> None:
    """Tells for each page which file of the workspace it comes from, for plugins that ask git about pages.

    The content of the page stays what it is, so nobody who asks for that reads a plan. It is done when all plugins have
    seen the files: until then some would take a path for that of a file to copy, or to read as Markdown.
    """
    for page in pages:
        page.file.abs_src_path = str(root / (page.source.source or PORTFOLIO))


def add_redirects(
    files: Files, redirects: Iterable[Redirect], at: str, config: MkDocsConfig
) -> dict[str, tuple[str, str]]:
    """Adds a small page at each former address where nothing else stands; no list of pages knows of them.

    Returns of each, by its path, the file of the site that it becomes, and the full address that it leads to.
    """
    dest_uris = {file.dest_uri for file in files}
    added = {}
    for redirect in redirects:
        old, new = (
            File(f"{at}{path}", None, config.site_dir, config.use_directory_urls)
            for path in (redirect.path, redirect.to)
        )
        if old.dest_uri not in dest_uris:
            address = urljoin(config.site_url, new.url) if config.site_url else ""
            content = redirect.page(address)
            files.append(File.generated(config, old.dest_uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
            added[redirect.path] = old.dest_uri, address
    return added
