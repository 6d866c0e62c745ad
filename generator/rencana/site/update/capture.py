"""Captures what a build of MkDocs was made from and what it made, for a later one that may do without MkDocs."""

import logging
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from msgspec import msgpack
from msgspec.structs import asdict

from rencana.jobs.snapshot import Footprint, Snapshot, footprint_digest
from rencana.render.environment import shipped_templates
from rencana.site.known_theme import material_folder, searches_pages
from rencana.site.log import LogLine, lines_of
from rencana.site.plugin import RencanaPlugin, plugins
from rencana.site.theme import HARMLESS_PLUGINS, listeners, own_expressions
from rencana.site.update.record import Details, Record, cache_keys, layout_digest, settings_digest

_INHERIT = re.compile(r"^INHERIT\s*:\s*[\"']?([^\"'#\n]+)", re.MULTILINE)
_OTHER_PAGES = re.compile(r"\bpages\b")
_ELSEWHERE = re.compile(r"!ENV\b|!!python/[\w/]+:(?!materialx?\.|pymdownx\.|markdown\.)")
"""What takes a setting from outside of mkdocs.yml and of the installed packages."""
_READ_FILES = frozenset({"pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter"})
_STATIC = frozenset({"404.html", "sitemap.xml"})


def watched_files(config: MkDocsConfig) -> tuple[str, ...]:
    """Returns the files and folders that a configuration depends on."""
    hooks = [str(Path(str(config.config_file_path)).parent / path) for path in config.hooks]
    return (*_configurations(config), config.docs_dir, *_custom_folders(config), *hooks, str(shipped_templates()))


def _custom_folders(config: MkDocsConfig) -> list[str]:
    return [config.theme.custom_dir] if config.theme.custom_dir else []


def _configurations(config: MkDocsConfig) -> Iterator[str]:
    """Yields mkdocs.yml, and each file that another one inherits from."""
    path, visited = Path(str(config.config_file_path)), set[Path]()
    while path.is_file() and path not in visited:
        yield str(path)
        visited.add(path)
        match = _INHERIT.search(_text(str(path)))
        path = path.parent / match[1].strip() if match else path


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8", errors="replace")


def refusal(config: MkDocsConfig, ours: Sequence[RencanaPlugin]) -> str:
    """Returns why MkDocs must build a site each time; nothing, where it need not."""
    if len(ours) != 1:
        return "it has our plugin twice, or not at all"
    if more := listeners(config, config.plugins.events) - HARMLESS_PLUGINS:
        return f"{', '.join(sorted(more))} may change any page"
    if searches_pages(config):
        return "its search reads the finished pages"
    if material_folder(config) is None or {*config.theme.static_templates} - _STATIC or config.extra_templates:
        return "it has another theme, or other templates, than the fast way knows"
    if any(_ELSEWHERE.search(_text(path)) for path in _configurations(config)):
        return "its settings rest on the environment, or on a program of its own"
    if unknown := sorted({str(name) for name in config.markdown_extensions if not _reads_only_the_page(str(name))}):
        return f"{', '.join(unknown)} may read any file"
    if (config.validation.links.anchors or 0) >= logging.WARNING:
        return "links of hand-written pages into ours are looked at"
    if any(_OTHER_PAGES.search(expression) for _, expression in own_expressions(_custom_folders(config))):
        return "its own theme may show something of other pages"
    return ""


def _reads_only_the_page(extension: str) -> bool:
    if extension.startswith("pymdownx."):
        return extension not in _READ_FILES
    shipped = {entry.name: entry.value for entry in entry_points(group="markdown.extensions")}
    return shipped.get(extension, extension).startswith("markdown.extensions.")


def record_of(
    config: MkDocsConfig,
    folder: Path,
    sources: tuple[Snapshot, Snapshot, str],
    files: Footprint,
    log_lines: tuple[int, Sequence[LogLine]],
) -> Record:
    """Returns the record of a build; `log_lines` are those of the host, and how many of them came before the findings.

    `sources` were read before the build: plans, what the configuration depends on, and what git's history rests on.
    What is saved while a site is built is not in it yet.
    """
    ours = plugins(config)
    plugin, (plans, watched, head) = ours[0], sources
    assert plugin.outcome is not None
    return Record(
        refusal=refusal(config, ours),
        folder=str(folder),
        strict=bool(config.strict),
        watched=watched.places,
        settings=settings_digest(watched),
        workspace=str(plugin.root),
        pinned=str(plugin.outcome.on) if plugin.config.on else "",
        timezone=plugin.outcome.shared.timezone,
        day=str(plugin.outcome.on),
        plans=plans.digest,
        head=head,
        output=footprint_digest(files),
        pages=sum(path.endswith(".html") for path in files),
        before=log_lines[0],
        lines=tuple(log_lines[1]),
        findings=tuple(lines_of(plugin.outcome.open)),
    )


def details_of(config: MkDocsConfig, plugin: RencanaPlugin, files: Footprint) -> Details:
    """Returns what it takes to write our pages again."""
    assert plugin.outcome is not None
    pages, theme = plugin.outcome.pages, plugin.theme
    locations = {page.source.path: theme.locate(page) for page in plugin.pages} if theme else {}
    named = tuple(path for path, location in locations.items() if location.nav_path)
    shells = theme.shells if theme else {}
    return Details(
        output=footprint_digest(files),
        no_shells=theme.reason if theme else "another plugin has replaced our files",
        footprint=files,
        folders=config.use_directory_urls,
        show=asdict(plugin.show),
        url=plugin.url,
        offline=plugin.offline,
        layout=layout_digest(pages, named),
        named=named,
        locations={path: msgpack.encode(location) for path, location in locations.items()},
        cache_keys=cache_keys(pages),
        search_digests={page.source.path: page.rows_digest for page in plugin.pages},
        downloads={download.path: f"{plugin.at}{download.path}" for download in plugin.downloads},
        redirects=plugin.redirects,
        shells=tuple(shells.items()),
        searched=plugin.searched,
    )
