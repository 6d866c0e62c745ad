"""Our own loop over pages: each is made, goes through the other plugins and the theme, and is written.

MkDocs' own loops go over all pages three times, and hold the content of all of them in memory meanwhile.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from msgspec import Struct

from rencana.jobs.fork import in_parallel, workers_for
from rencana.render.page import Heading
from rencana.site.hosted import HostedPage
from rencana.site.search import MARK
from rencana.site.shell.fill import PageShell
from rencana.site.shell.slots import ShellKey
from rencana.site.theme import EVENTS_BEFORE_THEME, HARMLESS_PLUGINS, Theme, listeners

_FORGETFUL_PLUGINS = frozenset({"rencana.site.plugin.RencanaPlugin", "material.plugins.search.plugin.SearchPlugin"})
"""Plugins that remember nothing of one of our pages: what others learn in a fork is lost with it."""


def write_pages(
    pages: list[HostedPage], *, config: MkDocsConfig, nav: Navigation, files: Files, env: jinja2.Environment
) -> Theme:
    """Writes our pages through the theme, with the same events for other plugins as MkDocs has for its own pages.

    Returns the theme, with the shells that it has collected.
    """
    theme = Theme(env, config, nav)
    writer = _Writer(
        config,
        nav,
        files,
        # MkDocs' context of each page would ask for them again, and in a fork each answer takes memory of its own.
        files.documentation_pages(),
        theme,
        _linked_pages(files),
        listeners(config, config.plugins.events) <= HARMLESS_PLUGINS,
    )
    by_path = {page.file.src_uri: page for page in pages}
    is_forkable = listeners(config, (*EVENTS_BEFORE_THEME, "post_page")) <= _FORGETFUL_PLUGINS
    workers = workers_for(pages) if is_forkable else 1
    samples, remaining = _samples(pages) if workers > 1 else ([], pages)
    for part in (writer.write(samples), *in_parallel(writer.write, remaining, workers=workers)):
        for path, (rows, headings) in part.pages.items():
            by_path[path].release(rows, headings, all=writer.is_alone)
        theme.shells.update(part.shells)
        theme.reason = theme.reason or part.reason
    return theme


_MANY, _ENOUGH = 30, 3
"""If there are many pages of a kind, so many of them are usually enough to find their shells."""


def _samples(pages: Sequence[HostedPage]) -> tuple[list[HostedPage], list[HostedPage]]:
    """Parts a few pages of each frequent kind from all others: written first, they spare each fork to find shells."""
    kinds = [(page.source.kind, page.source.language, page.source.listed) for page in pages]
    totals, counts = Counter(kinds), Counter[tuple[str, str, bool]]()
    samples: list[HostedPage] = []
    remaining: list[HostedPage] = []
    for page, kind in zip(pages, kinds, strict=True):
        counts[kind] += 1
        (samples if totals[kind] > _MANY and counts[kind] <= _ENOUGH else remaining).append(page)
    return samples, remaining


def _linked_pages(files: Files) -> frozenset[str]:
    """Returns the pages that hand-written ones link to: MkDocs asks these whether a heading is there."""
    pages = (file.page for file in files.documentation_pages())
    links = (page.links_to_anchors or {} for page in pages if page)
    return frozenset(target.src_uri for targets in links for target in targets)


class _Part(Struct, frozen=True):
    """What is left of pages after they were written by a fork.

    `pages` has by path the search rows of each page, and the headings of those that others link to. `reason` says why
    there are no shells.
    """

    pages: dict[str, tuple[str, tuple[Heading, ...]]]
    shells: dict[ShellKey, PageShell]
    reason: str


class _Writer(Struct, frozen=True, eq=False):
    """Writes pages. `listed` are the pages that the theme may list; `linked` those that hand-written pages link to.

    If our plugin `is_alone`, nobody asks a page for anything after it is written.
    """

    config: MkDocsConfig
    nav: Navigation
    files: Files
    listed: Sequence[File]
    theme: Theme
    linked: frozenset[str]
    is_alone: bool

    def write(self, pages: Sequence[HostedPage]) -> _Part:
        """Writes pages one after the other, and releases each of them: thousands do not fit into memory."""
        written = {}
        for page in pages:
            self._make(page)
            output = self._through_theme(page)
            target = Path(page.file.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(output.encode("utf-8", errors="xmlcharrefreplace"))
            assert page.body is not None
            rows, headings = page.rows, page.body.headings if page.file.src_uri in self.linked else ()
            page.release(rows, headings, all=self.is_alone)
            written[page.file.src_uri] = rows, headings
        return _Part(written, self.theme.shells, self.theme.reason)

    def _make(self, page: HostedPage) -> None:
        plugins, config, files = self.config.plugins, self.config, self.files
        plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        plugins.on_page_markdown("", page=page, config=config, files=files)
        page.render(config, files)
        page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=files)

    def _through_theme(self, page: HostedPage) -> str:
        config = self.config
        page.active = True
        try:
            context: Any = get_context(self.nav, self.listed, config, page)
            with _hidden_content(page, config):
                context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            output = self.theme.around(page, context)
            return str(config.plugins.on_post_page(output, page=page, config=config))
        finally:
            page.active = False


@contextmanager
def _hidden_content(page: HostedPage, config: MkDocsConfig) -> Iterator[None]:
    """Hides the content of a page from the search plugin, which would parse all of it to find marks of its own."""
    content = page.content or ""
    if MARK in content or not listeners(config, ["page_context"]) <= _FORGETFUL_PLUGINS:
        yield
        return
    page.content = ""
    try:
        yield
    finally:
        page.content = content
