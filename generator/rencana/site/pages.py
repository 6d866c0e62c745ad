"""Our own loop over pages: each is made, goes through the theme and the other plugins, and is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from rencana.jobs.fork import cores, in_parallel
from rencana.render.page import Heading
from rencana.site.hosted import HostedPage
from rencana.site.search import MARK
from rencana.site.shell.fill import PageShell
from rencana.site.shell.slots import ShellKey
from rencana.site.theme import BEFORE, KNOWN, Theme, listeners

_FORGETFUL = frozenset({"rencana.site.plugin.RencanaPlugin", "material.plugins.search.plugin.SearchPlugin"})
"""Plugins that remember nothing of one of our pages: what they learned in another process would be lost."""


def write_pages(
    pages: list[HostedPage], *, config: MkDocsConfig, nav: Navigation, files: Files, env: jinja2.Environment
) -> Theme:
    """Writes our pages through the theme, with the same events of other plugins as MkDocs has for its own.

    Returns the theme, with the shells that were found.
    """
    theme = Theme(env, config, nav)
    apart = listeners(config, (*BEFORE, "post_page")) <= _FORGETFUL
    alone = listeners(config, config.plugins.events) <= KNOWN
    # Asked once: MkDocs' context of a page would look through all files again, and so would each copy of this process,
    # which would then have all of them a second time, as Python counts who holds what beside each thing.
    shown = files.documentation_pages()
    work = partial(
        _write, config=config, nav=nav, files=files, shown=shown, theme=theme, linked=_linked(files), alone=alone
    )
    by_path = {page.file.src_uri: page for page in pages}
    workers = workers_for(pages) if apart else 1
    first, others = _samples(pages) if workers > 1 else ([], pages)
    for written, shells, reason in (work(first), *in_parallel(work, others, workers=workers)):
        for path, (rows, headings) in written.items():
            by_path[path].let_go(rows, headings, all=alone)
        theme.shells.update(shells)
        theme.reason = theme.reason or reason
    return theme


_WORTH_FORKING = 400
"""So many pages are made sooner by several processes: each has a start to make, and learns shells of its own."""


def workers_for(pages: Sequence[object]) -> int:
    """Returns how many processes should make some pages."""
    return cores() if len(pages) >= _WORTH_FORKING else 1


_MANY, _ENOUGH = 30, 3
"""Of a kind with many pages so many tell, as a rule, how all of them look."""


def _samples(pages: Sequence[HostedPage]) -> tuple[list[HostedPage], list[HostedPage]]:
    """Sorts out a few pages of each kind that many are of: who writes the others need not learn how it looks."""
    every = Counter(map(_kind, pages))
    seen = Counter[tuple[str, str, bool]]()
    first: list[HostedPage] = []
    others: list[HostedPage] = []
    for page in pages:
        kind = _kind(page)
        seen[kind] += 1
        (first if every[kind] > _MANY and seen[kind] <= _ENOUGH else others).append(page)
    return first, others


def _kind(page: HostedPage) -> tuple[str, str, bool]:
    return page.source.kind, page.source.language, page.source.listed


def _linked(files: Files) -> frozenset[str]:
    """Returns the pages into which hand-written ones link: of these MkDocs asks whether a heading is there."""
    pages = (file.page for file in files.documentation_pages())
    links = (page.links_to_anchors or {} for page in pages if page)
    return frozenset(target.src_uri for found in links for target in found)


def _write(
    pages: Sequence[HostedPage],
    *,
    config: MkDocsConfig,
    nav: Navigation,
    files: Files,
    shown: Sequence[File],
    theme: Theme,
    linked: frozenset[str],
    alone: bool,
) -> tuple[dict[str, tuple[str, tuple[Heading, ...]]], dict[ShellKey, PageShell], str]:
    """Writes pages one after the other. `alone` says that no other plugin asks for anything once they are written.

    Returns by path what the search knows of each, and the headings of those that others link into; the shells, and
    why there are none.
    """
    written = {}
    for page in pages:
        _make(page, config, files)
        output = _through_theme(page, config, nav, shown, theme)
        target = Path(page.file.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(output.encode("utf-8", errors="xmlcharrefreplace"))
        assert page.body is not None
        # Thousands of pages are not kept in memory once they are written.
        kept = page.rows, page.body.headings if page.file.src_uri in linked else ()
        page.let_go(*kept, all=alone)
        written[page.file.src_uri] = kept
    return written, theme.shells, theme.reason


def _make(page: HostedPage, config: MkDocsConfig, files: Files) -> None:
    config.plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    config.plugins.on_page_markdown("", page=page, config=config, files=files)
    page.render(config, files)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)


def _through_theme(page: HostedPage, config: MkDocsConfig, nav: Navigation, shown: Sequence[File], theme: Theme) -> str:
    page.active = True
    try:
        context: Any = get_context(nav, shown, config, page)
        with _apart(page, config):
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        output = theme.around(page, context)
        return str(config.plugins.on_post_page(output, page=page, config=config))
    finally:
        page.active = False


@contextmanager
def _apart(page: HostedPage, config: MkDocsConfig) -> Iterator[None]:
    """Keeps the content of a page from the search plugin, which would look through all of it for marks of its own."""
    content = page.content or ""
    if MARK in content or not listeners(config, ["page_context"]) <= _FORGETFUL:
        yield
        return
    page.content = ""
    try:
        yield
    finally:
        page.content = content
