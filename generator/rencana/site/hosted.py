"""Our pages as MkDocs sees them: final HTML with its own table of contents, hidden from MkDocs' loops over pages."""

import html
from collections.abc import Callable, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as host
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import get_toc

from rencana.render import Body, Heading, Page
from rencana.site.titles import safe_title


class HostedPage(host.Page):
    """A page whose content comes from its view; python-markdown never sees it."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, edit_url: str | None) -> None:
        super().__init__(safe_title(page.title), file, config)
        self.source = page
        self.body: Body | None = None
        self.edit_url = edit_url

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002  the signature is MkDocs'
        """Makes the content; there is no Markdown."""
        self.body = self.source.body()
        self.markdown = ""
        self.meta = {"title": html.escape(self.source.title), "search": {"exclude": True}, "hide": ["navigation"]}
        if self.body.description:
            self.meta["description"] = html.escape(self.body.description)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  the signature is MkDocs'
        """Hands the finished HTML over, with the headings that it holds."""
        if self.body is None:
            self.read_source(config)
        assert self.body is not None
        self.content = self.body.html
        self.toc = get_toc(_nest(self.body.headings))  # type: ignore[arg-type]  # plain dicts of the shape it reads
        self.present_anchor_ids = {heading.anchor for heading in self.body.headings}


def _nest(headings: Sequence[Heading]) -> list[dict[str, object]]:
    """Returns headings as MkDocs' table of contents wants them: those of level 3 below those of level 2."""
    tokens: list[dict[str, object]] = []
    inside: list[dict[str, object]] = []
    for heading in headings:
        token: dict[str, object] = {
            "level": heading.level,
            "id": heading.anchor,
            "name": html.escape(heading.title),
            "children": [],
        }
        if heading.level > 2 and tokens:  # noqa: PLR2004  h3 stands below h2
            inside.append(token)
        else:
            inside = []
            token["children"] = inside
            tokens.append(token)
    return tokens


class HostedFiles(Files):
    """The files of a site. Our pages are shown to navigation, sitemap and plugins, but not to MkDocs' own loops.

    MkDocs' loops over pages name the inclusion that they want; everybody else who asks for the pages does not.
    """

    ours: frozenset[str] = frozenset()

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] | None = None) -> Sequence[File]:
        """Returns the pages, without ours where MkDocs asks in order to build them."""
        if inclusion is None or inclusion == InclusionLevel.is_in_nav:
            return super().documentation_pages(inclusion=inclusion or InclusionLevel.is_included)
        return [one for one in super().documentation_pages(inclusion=inclusion) if one.src_uri not in self.ours]


def host_files(
    files: Files, pages: Sequence[Page], at: str, config: MkDocsConfig, edit: Callable[[str | None], str | None]
) -> tuple[HostedFiles, list[HostedPage], list[str]]:
    """Adds our pages to the files of a site.

    Returns the files, our pages, and the paths where a hand-written file stands already: that one wins.
    """
    hosted, taken = [], []
    by_path = {file.src_uri: file for file in files}
    for page in pages:
        path = f"{at}{page.path}"
        if path in by_path and by_path[path].generated_by is None:
            taken.append(path)
            continue
        level = InclusionLevel.INCLUDED if page.listed else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, path, content="", inclusion=level)
        hosted.append(HostedPage(page, file, config, edit(page.source)))
        by_path[path] = file
    joined = HostedFiles(by_path.values())
    joined.ours = frozenset(page.file.src_uri for page in hosted)
    return joined, hosted, taken
