"""The theme around our pages: rendered truly for two pages of each kind, and for all others filled into a shell.

A shell is the theme's output with marks where pages of a kind differ. It serves only after the second page of its kind
has come out of it as out of the theme, to the byte; whatever is not known to be alike is rendered truly.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from rencana.site.blank import Kind, Shell, Unfit, entries, make_shell, render_theme, texts_of
from rencana.site.hosted import HostedPage

log = logging.getLogger("mkdocs.plugins.rencana")

_KNOWN = frozenset(
    {
        "rencana.site.plugin.RencanaPlugin",
        "material.plugins.search.plugin.SearchPlugin",
        "mkdocs.contrib.search.SearchPlugin",
    }
)
"""Plugins that change nothing around a page but its content."""
BEFORE = ("pre_page", "page_markdown", "page_content", "page_context")
"""Events in which a plugin may change what the theme shows around a page; what comes after the theme is no matter."""


@dataclass(frozen=True, slots=True)
class First:
    """A page of a kind that waits for a second one."""

    context: Mapping[str, Any]
    texts: Mapping[str, str]


class Theme:
    """Puts the theme around our pages, one after the other."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, nav: Navigation) -> None:
        self.env = env
        self.listed = {id(page) for page in nav.pages}
        self.folders = _folders([page.url for page in nav.pages], config)
        self.kinds: dict[Kind, First | Shell] = {}
        self.reason = ""
        if others := listeners(config, BEFORE) - _KNOWN:
            self._give_up(f"{', '.join(sorted(others))} may change what stands around a page")

    def around(self, page: HostedPage, context: Mapping[str, Any]) -> str:
        """Returns the page with the theme around it."""
        if self.reason or not self._is_plain(page):
            return render_theme(self.env, context)
        texts = texts_of(page, self.env)
        kind = self._kind(page, texts)
        known = self.kinds.get(kind)
        filled = known.fill(texts, page.url) if isinstance(known, Shell) else None
        if filled is not None:
            return filled
        output = render_theme(self.env, context)
        if not isinstance(known, Shell):
            self.kinds[kind] = self._next(kind, known, First(context, texts), output)
        return output

    def _is_plain(self, page: HostedPage) -> bool:
        """Tells whether a page has no place in the navigation, which would mark it and name its neighbours."""
        neighbours = page.parent or page.previous_page or page.next_page
        return not neighbours and id(page) not in self.listed and not page.is_homepage

    def _kind(self, page: HostedPage, texts: Mapping[str, str]) -> Kind:
        """Returns all that the theme's output depends on beside the texts of a page."""
        *folders, file = page.url.split("/")
        shared = next(size for size in range(len(folders), -1, -1) if tuple(folders[:size]) in self.folders)
        rest = {name: value for name, value in page.meta.items() if name not in ("title", "description")}
        said = (page.spoken, page.share.kind, page.update_date, repr(sorted(rest.items())))
        levels = tuple(link.level for link in entries(page.toc))
        filled = tuple(bool(text) for text in texts.values())
        return Kind(tuple(folders[:shared]), len(folders) - shared, bool(file), said, levels, filled)

    def _next(self, kind: Kind, first: First | None, page: First, output: str) -> First | Shell:
        """Returns the shell of a kind, if its second page comes out of it as it should; else what is known so far."""
        if first is None:
            return page
        try:
            shell = make_shell(self.env, first.context, first.texts, kind)
        except Unfit as error:
            self._give_up(str(error))
            return page
        filled = shell.fill(page.texts, page.context["page"].url)
        if filled == output:
            return shell
        if filled is not None:
            self._give_up("it treats pages of one kind differently")
        return page

    def _give_up(self, reason: str) -> None:
        self.reason = reason
        log.info("The theme is rendered anew for each page, which takes longer: %s.", reason)


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
