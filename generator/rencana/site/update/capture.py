"""Notes what a build of MkDocs was made from and has made, for a later one that may do without MkDocs."""

import logging
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from msgspec import msgpack
from msgspec.structs import astuple

from rencana.jobs.snapshot import Footprint, Snapshot, footprint_digest
from rencana.render.environment import shipped_templates
from rencana.site.log import LogLine, lines_of
from rencana.site.plugin import RencanaPlugin, plugins
from rencana.site.theme import HARMLESS_PLUGINS, listeners, own_expressions
from rencana.site.update.details import Details
from rencana.site.update.outline import cache_keys, layout_digest
from rencana.site.update.record import Record, settings_digest

_INHERIT = re.compile(r"^INHERIT\s*:\s*[\"']?([^\"'#\n]+)", re.MULTILINE)
_OTHER_PAGES = re.compile(r"\bpages\b")
_ELSEWHERE = re.compile(r"!ENV\b|!!python/[\w/]+:(?!material\.|pymdownx\.|markdown\.)")
"""What takes a setting from outside of mkdocs.yml and of the packages that are looked at."""
_READING = frozenset({"pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter"})
_STATIC = frozenset({"404.html", "sitemap.xml"})


def watched_of(config: MkDocsConfig) -> tuple[str, ...]:
    """Returns the files and folders that a configuration rests on."""
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    hooks = [str(Path(str(config.config_file_path)).parent / path) for path in config.hooks]
    return (*_configurations(config), config.docs_dir, *own, *hooks, str(shipped_templates()))


def _configurations(config: MkDocsConfig) -> Iterator[str]:
    """Yields mkdocs.yml, and each file that another one inherits from."""
    path, seen = Path(str(config.config_file_path)), set[Path]()
    while path.is_file() and path not in seen:
        yield str(path)
        seen.add(path)
        found = _INHERIT.search(_text(str(path)))
        path = path.parent / found[1].strip() if found else path


def refusal(config: MkDocsConfig, ours: Sequence[RencanaPlugin]) -> str:
    """Returns why MkDocs must build a site each time; nothing, where it need not."""
    if len(ours) != 1:
        return "it has our plugin twice, or not at all"
    if others := listeners(config, config.plugins.events) - HARMLESS_PLUGINS:
        return f"{', '.join(sorted(others))} may change any page"
    if config.theme.name != "material" or {*config.theme.static_templates} - _STATIC or config.extra_templates:
        return "it has another theme, or other templates, than the fast way knows"
    if any(_ELSEWHERE.search(_text(path)) for path in _configurations(config)):
        return "its settings rest on the environment, or on a program of its own"
    if unknown := sorted({str(one) for one in config.markdown_extensions if not _is_known(str(one))}):
        return f"{', '.join(unknown)} may read any file"
    if (config.validation.links.anchors or 0) >= logging.WARNING:
        return "links of hand-written pages into ours are looked at"
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    if any(_OTHER_PAGES.search(expression) for _, expression in own_expressions(own)):
        return "its own theme may show something of other pages"
    return ""


def _is_known(extension: str) -> bool:
    """Tells whether an extension of Markdown reads nothing but the page."""
    if extension.startswith("pymdownx."):
        return extension not in _READING
    own = {one.name: one.value for one in entry_points(group="markdown.extensions")}
    return own.get(extension, extension).startswith("markdown.extensions.")


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8", errors="replace")


def record_of(
    config: MkDocsConfig,
    folder: Path,
    plans: Snapshot,
    watched: Snapshot,
    found: Footprint,
    heard: tuple[int, Sequence[LogLine]],
) -> Record:
    """Returns the record of a build; `heard` are the lines that it said, and how many before the findings.

    `plans` and `watched` were read before it: what is saved while a site is built is not in it yet.
    """
    ours = plugins(config)
    plugin = ours[0]
    assert plugin.outcome is not None
    return Record(
        refusal=refusal(config, ours),
        folder=str(folder),
        strict=bool(config.strict),
        watched=watched.asked,
        settings=settings_digest(watched),
        workspace=str(plugin.root),
        pinned=str(plugin.outcome.on) if plugin.config.on else "",
        timezone=plugin.outcome.shared.timezone,
        day=str(plugin.outcome.on),
        plans=plans.stamp,
        output=footprint_digest(found),
        pages=sum(path.endswith(".html") for path in found),
        before=heard[0],
        lines=tuple(heard[1]),
        findings=tuple(lines_of(plugin.outcome.open)),
    )


def details_of(config: MkDocsConfig, plugin: RencanaPlugin, found: Footprint) -> Details:
    """Returns what it takes to write our pages again."""
    assert plugin.outcome is not None
    pages, theme = plugin.outcome.pages, plugin.theme
    places = {page.source.path: theme.locate(page) for page in plugin.pages} if theme else {}
    named = tuple(path for path, place in places.items() if place.own)
    shells = theme.shells if theme else {}
    return Details(
        output=footprint_digest(found),
        unfit=theme.reason if theme else "another plugin has replaced our files",
        footprint=found,
        folders=config.use_directory_urls,
        show=astuple(plugin.show),
        offline=plugin.offline,
        plan=layout_digest(pages, named),
        named=named,
        places={path: msgpack.encode(place) for path, place in places.items()},
        bases=cache_keys(pages),
        rows={page.source.path: page.rows_sum for page in plugin.pages},
        files={one.path: f"{plugin.at}{one.path}" for one in plugin.downloads},
        redirects=plugin.redirects,
        shells=tuple(shells.items()),
        searched=plugin.searched,
    )
