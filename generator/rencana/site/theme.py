"""The theme around our pages: rendered truly for two pages of each kind, and for all others filled into a shell.

A shell is the theme's output with marks where pages of a kind differ. It serves only after two pages of its kind have
come out of it as out of the theme, to the byte; whatever is not known to be alike is rendered truly.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from msgspec.structs import replace

from rencana.site.contents import learn_entry
from rencana.site.hosted import HostedPage
from rencana.site.probe_page import make_own_shell, make_shell, render_theme
from rencana.site.shell.fill import PageShell, PageTexts, TocEntry
from rencana.site.shell.place import PageLocation
from rencana.site.shell.probe import ThemeUnsupported
from rencana.site.shell.slots import ShellKey, shell_key, texts_of

log = logging.getLogger("mkdocs.plugins.rencana")

KNOWN = frozenset(
    {
        "rencana.site.plugin.RencanaPlugin",
        "material.plugins.search.plugin.SearchPlugin",
        "mkdocs.contrib.search.SearchPlugin",
    }
)
"""Plugins that change nothing around a page but its content."""
BEFORE = ("pre_page", "page_markdown", "page_content", "page_context")
"""Events in which a plugin may change what the theme shows around a page; what comes after the theme is no matter."""


class Theme:
    """Puts the theme around our pages, one after the other, and keeps the shells that it has found."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, nav: Navigation) -> None:
        self.env = env
        self.listed = {id(page) for page in nav.pages}
        self.folders = _folders([page.url for page in nav.pages], config)
        self.shells: dict[ShellKey, PageShell] = {}
        self.seen: Counter[ShellKey] = Counter()
        self.reason = ""
        self.entry = TocEntry((), ())
        if others := listeners(config, BEFORE) - KNOWN:
            self._give_up(f"{', '.join(sorted(others))} may change what stands around a page")
            return
        try:
            self.entry = learn_entry(env)
        except ThemeUnsupported as error:
            self._give_up(str(error))

    def around(self, page: HostedPage, context: Mapping[str, Any]) -> str:
        """Returns the page with the theme around it."""
        if self.reason:
            return render_theme(self.env, context)
        assert page.body is not None
        place = self.place(page)
        inside = texts_of(page.source, replace(page.body, html=page.content or ""), place)
        kind = shell_key(page.source, page.body, place, inside)
        shell = self.shells.get(kind)
        filled = shell.fill(inside, page.url) if shell else None
        if filled is not None and self.seen[kind] >= _ENOUGH:
            return filled
        output = render_theme(self.env, context)
        if not self.seen[kind]:
            shell, filled = self._learn(context, inside, kind)
        if filled is not None and not self.reason:
            self._judge(kind, shell, as_it_should=filled == output)
        return output

    def _learn(
        self, context: Mapping[str, Any], inside: PageTexts, kind: ShellKey
    ) -> tuple[PageShell | None, str | None]:
        """Returns the shell of a kind, and a page in it."""
        make = make_own_shell if kind.own else make_shell
        try:
            shell = make(self.env, context, inside, kind, self.entry)
        except ThemeUnsupported as error:
            # Where it is about a page of the navigation, the others may be as usual.
            if not kind.own:
                self._give_up(str(error))
            return None, None
        return shell, shell.fill(inside, context["page"].url)

    def _judge(self, kind: ShellKey, shell: PageShell | None, *, as_it_should: bool) -> None:
        """Keeps a shell out of which a page has come as out of the theme, and no other."""
        if as_it_should and shell:
            self.shells[kind] = shell
            self.seen[kind] += 1
        elif not kind.own:
            self._give_up("it treats pages of one kind differently")

    def place(self, page: HostedPage) -> PageLocation:
        """Returns where a page lives, and what its surroundings depend on."""
        *folders, file = page.url.split("/")
        size = next(size for size in range(len(folders), -1, -1) if tuple(folders[:size]) in self.folders)
        return PageLocation(
            url=page.url,
            file_path=page.file.dest_uri,
            canonical=page.canonical_url or "",
            edit=page.edit_url or "",
            spoken=page.spoken,
            shared=tuple(folders[:size]),
            below=len(folders) - size,
            file=bool(file),
            own="" if self._is_plain(page) else page.file.src_uri,
        )

    def _is_plain(self, page: HostedPage) -> bool:
        """Tells whether a page has no place in the navigation, which would mark it and name its neighbours."""
        neighbours = page.parent or page.previous_page or page.next_page
        return not neighbours and id(page) not in self.listed and not page.is_homepage

    def _give_up(self, reason: str) -> None:
        self.reason = reason
        self.shells.clear()
        log.info("The theme is rendered anew for each page, which takes longer: %s.", reason)


_ENOUGH = 2
"""So many pages of a kind must come out of its shell as they should, before others are trusted to."""


def listeners(config: MkDocsConfig, events: Iterable[str]) -> set[str]:
    """Returns the plugins and hooks that listen to some events, by the names of their classes or functions."""
    return {_owner(method) for event in events for method in config.plugins.events[event]}


def _owner(method: Any) -> str:  # noqa: ANN401  plugins hand in what can be called
    owner = type(method.__self__) if hasattr(method, "__self__") else method
    return f"{owner.__module__}.{getattr(owner, '__qualname__', type(owner).__qualname__)}"


def _folders(urls: list[str], config: MkDocsConfig) -> frozenset[tuple[str, ...]]:
    """Returns the folders in which something stands that the theme links to, and those around them.

    A relative link depends on how far the way to its target is shared.
    """
    ways = [url.split("/")[:-1] for url in (*urls, *config.extra_css, *map(str, config.extra_javascript))]
    return frozenset(tuple(way[:size]) for way in [[], *ways] for size in range(len(way) + 1))
