"""The theme around our pages: rendered for the first pages of each kind, while all others are filled into a shell.

A shell is used only after two pages have come out of it byte for byte as the theme renders them. This alone would
not find a theme that asks what a text says and treats only some pages differently. So shells are used only with
Material and our parts of it, whose questions are known; and not where templates of the site do more with a page than
show its texts.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from msgspec.structs import replace

from rencana.site.hosted import HostedPage, contents
from rencana.site.known_theme import OUR_PARTS, material_folder
from rencana.site.shell.fill import PageShell, PageTexts
from rencana.site.shell.probe import ThemeUnsupported, make_shell, render_theme
from rencana.site.shell.slots import PageLocation, ShellKey, shell_key, texts_of

log = logging.getLogger("mkdocs.plugins.rencana")

HARMLESS_PLUGINS = frozenset(
    {
        "rencana.site.plugin.RencanaPlugin",
        "material.plugins.search.plugin.SearchPlugin",
        "mkdocs.contrib.search.SearchPlugin",
        "properdocs.contrib.search.SearchPlugin",
    }
)
"""Plugins that change nothing around a page but its content."""
EVENTS_BEFORE_THEME = ("pre_page", "page_markdown", "page_content", "page_context")
"""Events in which a plugin may change what the theme shows around a page; later ones do not matter."""
_COMPARED = 2
"""So many pages must come out of a shell as the theme renders them, before the shell is used without a comparison."""


class Theme:
    """Puts the theme around our pages, one after the other, and collects their shells."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, nav: Navigation) -> None:
        self.env = env
        self.listed = {id(page) for page in nav.pages}
        self.folders = _linked_folders([page.url for page in nav.pages], config)
        self.shells: dict[ShellKey, PageShell] = {}
        self.compared: Counter[ShellKey] = Counter()
        self.reason = ""
        if reason := _why_no_shells(config):
            self._give_up(reason)

    def around(self, page: HostedPage, context: Mapping[str, Any]) -> str:
        """Returns the page with the theme around it."""
        if self.reason:
            return render_theme(self.env, context)
        assert page.body is not None
        location = self.locate(page)
        texts = texts_of(page.source, replace(page.body, html=page.content or ""), location)
        key = shell_key(page.source, page.body, location, texts)
        shell = self.shells.get(key)
        filled = shell.fill(texts, page.url) if shell else None
        if filled is not None and self.compared[key] >= _COMPARED:
            return filled
        output = render_theme(self.env, context)
        if not self.compared[key]:
            shell = self._probe(context, texts, key)
            filled = shell.fill(texts, page.url) if shell else None
        if shell and filled == output:
            self.shells[key] = shell
            self.compared[key] += 1
        elif filled is not None and not key.nav_path:
            self._give_up("it treats pages of one kind differently")
        return output

    def _probe(self, context: Mapping[str, Any], texts: PageTexts, key: ShellKey) -> PageShell | None:
        try:
            return make_shell(self.env, context, texts, key, contents)
        except ThemeUnsupported as error:
            # If the navigation shows the page, the reason may be that; all other pages may still have shells.
            if not key.nav_path:
                self._give_up(str(error))
            return None

    def locate(self, page: HostedPage) -> PageLocation:
        """Returns where a page lives, and what its surroundings depend on."""
        *folders, file = page.url.split("/")
        size = next(size for size in range(len(folders), -1, -1) if tuple(folders[:size]) in self.folders)
        # The navigation marks such a page, or names its neighbours.
        neighbours = page.parent or page.previous_page or page.next_page
        is_in_navigation = neighbours or id(page) in self.listed or page.is_homepage
        return PageLocation(
            url=page.url,
            file_path=page.file.dest_uri,
            canonical=page.canonical_url or "",
            edit=page.edit_url or "",
            spoken=page.spoken,
            shared=tuple(folders[:size]),
            below=len(folders) - size,
            file=bool(file),
            nav_path=page.file.src_uri if is_in_navigation else "",
        )

    def _give_up(self, reason: str) -> None:
        self.reason = reason
        self.shells.clear()
        log.info("The theme is rendered anew for each page, which takes longer: %s.", reason)


def listeners(config: MkDocsConfig, events: Iterable[str]) -> set[str]:
    """Returns the plugins and hooks that listen to some events, by the names of their classes or functions."""
    methods: list[Any] = [method for event in events for method in config.plugins.events[event]]
    owners = [type(method.__self__) if hasattr(method, "__self__") else method for method in methods]
    return {f"{owner.__module__}.{getattr(owner, '__qualname__', type(owner).__qualname__)}" for owner in owners}


def own_expressions(folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yields the path of each template in some folders with each of its tags and expressions, a space between words."""
    lexer = jinja2.Environment()  # noqa: S701  nothing is rendered
    for path in (path for folder in folders for path in sorted(Path(folder).rglob("*")) if path.is_file()):
        try:
            tokens = list(lexer.lex(path.read_text(encoding="utf-8")))
        except (UnicodeDecodeError, jinja2.TemplateSyntaxError):
            continue  # So Jinja could not load it as a template.
        words: list[str] = []
        for _, kind, word in tokens:
            if kind in ("variable_begin", "block_begin"):
                words = [word[:2]]
            elif kind in ("variable_end", "block_end"):
                yield path.name, " ".join(words)
            elif kind not in ("data", "whitespace"):
                words.append(word)


# Names only: with numbers a template would come to single headings, `page.toc.items.0.children.5`.
_SHOWS_TEXT = re.compile(r"\{\{ page( \. [a-z_]+)+( \| (e|escape|striptags))*")
_ASKS_IF_THERE = re.compile(r"\{% (el)?if( (not|and|or|is|defined|page( \. [a-z_]+)*))+")
_PAGE = re.compile(r"\b(page|toc_item)\b")


def _why_no_shells(config: MkDocsConfig) -> str:
    """Returns why the theme has to render each page; nothing, where shells may be tried."""
    if plugins := listeners(config, EVENTS_BEFORE_THEME) - HARMLESS_PLUGINS:
        return f"{', '.join(sorted(plugins))} may change what stands around a page"
    material = material_folder(config)
    if material is None or str(OUR_PARTS) not in config.theme.dirs:
        return "it is not Material with our parts"
    # The folders of the site and of other plugins come before Material's own.
    folders = takewhile(lambda folder: folder != material, config.theme.dirs)
    for name, expression in own_expressions(folder for folder in folders if folder != str(OUR_PARTS)):
        harmless = _SHOWS_TEXT.fullmatch(expression) or _ASKS_IF_THERE.fullmatch(expression)
        if _PAGE.search(expression) and not harmless:
            return f"{name} does more with a page than show its texts"
    return ""


def _linked_folders(urls: list[str], config: MkDocsConfig) -> frozenset[tuple[str, ...]]:
    """Returns the folders in which something stands that the theme links to, and those around them.

    A relative link depends on how much of the path to its target is shared.
    """
    paths = [url.split("/")[:-1] for url in (*urls, *config.extra_css, *map(str, config.extra_javascript))]
    return frozenset(tuple(path[:size]) for path in [[], *paths] for size in range(len(path) + 1))
