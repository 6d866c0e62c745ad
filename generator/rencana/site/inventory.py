"""What a build would publish, before it is published: counted in a build into a temporary folder."""

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from msgspec import Struct

from rencana.plan.header import UNAPPROVED
from rencana.site.host_build import load, run_host
from rencana.site.log import log_to_terminal
from rencana.site.plugin import RencanaPlugin, plugins

_ADDRESS = re.compile(r"""\b(?:href|src|action|poster|data|srcset)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""")


class Inventory(Struct, frozen=True):
    """What a build publishes. `pages` and `files` are counted by kind; `addresses` are those of other hosts."""

    on: date | None
    url: str
    pages: Mapping[str, int]
    files: Mapping[str, int]
    visibility: Mapping[str, str]
    addresses: Mapping[str, int]


def take_inventory(root: Path, *, on: date | None = None, offline: bool = False) -> Inventory:
    """Returns what a build publishes; the workspace stays as it is."""
    log_to_terminal()
    with tempfile.TemporaryDirectory(prefix="rencana-") as folder:
        config = load(root, on=on, offline=offline, site_dir=folder)
        run_host(config)
        ours = plugins(config)
        return Inventory(
            on=next((plugin.outcome.on for plugin in ours if plugin.outcome), None),
            url=config.site_url or "",
            pages=_pages(Path(folder), ours),
            files=_files(Path(folder)),
            visibility=_visibilities(ours),
            addresses=_addresses(Path(folder), config),
        )


def _pages(folder: Path, ours: Iterable[RencanaPlugin]) -> dict[str, int]:
    """Counts pages by the template that they are made from; others are written by hand, or the theme's."""
    kinds = {page.file.dest_uri: page.source.kind for plugin in ours for page in plugin.pages}
    kinds.update({path: "redirect" for plugin in ours for path, _ in plugin.redirects.values()})
    kinds["404.html"] = "not found"
    counts = Counter(kinds.get(path, "written by hand") for path in _paths(folder) if path.endswith(".html"))
    return dict(sorted(counts.items()))


def _paths(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _files(folder: Path) -> dict[str, int]:
    """Counts files by name where a campaign has one of each, else by their ending; the theme's own are one kind."""
    counts = Counter(_kind(path) for path in _paths(folder) if not path.endswith(".html"))
    return dict(sorted(counts.items()))


_OF_THEME = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
_OF_CAMPAIGN = frozenset({"plan.json", "readings.csv", "calendar.csv", "calendar.ics"})


def _kind(path: str) -> str:
    name = path.rpartition("/")[2]
    if path.startswith(_OF_THEME):
        return "files of the theme"
    return name if name in _OF_CAMPAIGN or "/" not in path else f"*{Path(path).suffix or name}"


def _visibilities(ours: Iterable[RencanaPlugin]) -> dict[str, str]:
    """Returns of budgets, drafts and findings whether the site shows them, and which campaigns have them."""
    parts: dict[str, str] = {}
    for plugin in ours:
        if plugin.outcome is None:
            continue
        show, plans = plugin.show, plugin.outcome.plans.values()
        money = [plan.id for plan in plans if plan.money]
        drafts = [plan.id for plan in plans if plan.state in UNAPPROVED or (not plan.state and not show.drafts)]
        files = {finding.file for finding in plugin.outcome.open}
        parts["budget"] = _visibility(money, is_shown=show.budget)
        parts["drafts"] = _visibility(sorted(drafts), is_shown=show.drafts)
        counted = f" (files with findings: {len(files)})" if files else ""
        parts["findings"] = _visibility([], is_shown=show.findings) + counted
    return parts


def _visibility(names: list[str], *, is_shown: bool) -> str:
    word = "shown" if is_shown else "hidden"
    return f"{word}: {', '.join(names)}" if names else word


def _addresses(folder: Path, config: MkDocsConfig) -> dict[str, int]:
    """Counts the pages on which each address of another host stands, as a link or as something to load."""
    site_url = config.site_url or ""
    counts: Counter[str] = Counter()
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8", errors="replace")
        counts.update({unescape(url) for url in _ADDRESS.findall(text)})
    return {url: count for url, count in sorted(counts.items()) if not (site_url and url.startswith(site_url))}


def inventory_text(inventory: Inventory) -> Iterator[str]:
    """Yields what a build publishes, line by line."""
    yield f"Nothing was written. A build publishes, for {inventory.on}:"
    yield ""
    yield f"address   {inventory.url or 'not said; set `site_url` in mkdocs.yml'}"
    yield from (f"{key:<9} {words}" for key, words in inventory.visibility.items())
    for title, counts in (("Pages", inventory.pages), ("Files", inventory.files)):
        yield ""
        yield f"{title}: {sum(counts.values())}"
        width = max(map(len, counts), default=0)
        yield from (f"  {name:<{width}}  {count:>5}" for name, count in counts.items())
    yield ""
    yield f"Addresses of other hosts: {len(inventory.addresses)}"
    yield from (f"  {url}  ({count} {'page' if count == 1 else 'pages'})" for url, count in inventory.addresses.items())
