"""What is stored of a build, so that the next one sees what has changed, and can write pages without MkDocs.

There are two entries: the record is small and is read by each build; the details are read only if plans have changed.
Nothing here knows MkDocs, and to read a record neither the model of plans nor templates are needed.
"""

import os
from collections.abc import Container, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, msgpack

from rencana.jobs.snapshot import Footprint, Snapshot, take_snapshot
from rencana.jobs.store import Store, installed_packages, key_of, say_unwritten
from rencana.render.page import Page, Pages, Section
from rencana.site.log import LogLine
from rencana.site.shell.fill import PageShell
from rencana.site.shell.slots import PageLocation, ShellKey

T = TypeVar("T")


class FullBuildNeeded(Exception):
    """Only MkDocs can build the site this time; the message says why."""


class Built(Struct, frozen=True):
    """What a build did, and why it was left to MkDocs, where it was."""

    written: int
    reused: int
    seconds: float
    folder: Path
    why: str = ""


class BuildOptions(Struct, frozen=True):
    """The options of a build. Builds with other options have a record of their own."""

    workspace: Path
    on: str = ""
    """The day, and whatever else makes this site another one than that of `rencana build`."""
    strict: bool = False
    offline: bool = False
    site_dir: str = ""
    host: str = ""
    """The program that builds the site, and the file with its settings."""


class Record(Struct, frozen=True):
    """The last build that ended well, as far as it takes to see that nothing has changed since."""

    refusal: str
    """Why this site is never built without MkDocs; empty where it may be."""
    folder: str
    strict: bool
    watched: tuple[str, ...]
    """Files and folders that the configuration depends on."""
    settings: str
    """The digest of the configuration."""
    workspace: str
    pinned: str
    """The day in the options; empty is today."""
    timezone: str
    day: str
    plans: str
    """The digest of the plans, their assets, and the workspace's own templates."""
    head: str
    """The digest of what git's history of them rests on; empty where they lie in no repository."""
    output: str
    """The digest of the files of the site as they were written."""
    pages: int
    before: int
    """How many lines of the log came before the findings."""
    lines: tuple[LogLine, ...]
    findings: tuple[LogLine, ...]

    @property
    def on(self) -> date | None:
        """The day in the options; None is today."""
        return date.fromisoformat(self.pinned) if self.pinned else None


class Details(Struct, frozen=True):
    """What it takes to write pages into the site of the last build."""

    output: str
    """The same as in the record that these details belong to."""
    no_shells: str
    """Why the theme has no shells; empty where it has."""
    footprint: Footprint
    folders: bool
    show: dict[str, bool | str]
    url: str
    """The full address of our pages; empty where the site has none."""
    offline: bool
    layout: str
    """The digest of the set of pages: while it is the same, nothing changes around them."""
    named: tuple[str, ...]
    """The paths of pages in the navigation."""
    locations: Mapping[str, bytes]
    """Where each page lives, as MessagePack: most builds decode few of them."""
    cache_keys: Mapping[str, str]
    """The cache key of each page, each download and each redirect, by its path."""
    search_digests: Mapping[str, bytes]
    """The digest of the search rows of each page."""
    downloads: Mapping[str, str]
    """The file of the site that each download becomes."""
    redirects: Mapping[str, tuple[str, str]]
    """The file of the site that each redirect becomes, and the full address that it leads to."""
    shells: tuple[tuple[ShellKey, PageShell], ...]
    searched: bool
    """Whether the site has a search."""

    def location(self, path: str) -> PageLocation:
        """Returns where a page lives."""
        return msgpack.decode(self.locations[path], type=PageLocation)


class RecordStore(Struct, frozen=True):
    """Where builds with the same options store the record of the last one of them."""

    store: Store
    options: BuildOptions

    def record(self) -> Record | None:
        """Returns the record of the last build; None where there is none, or a broken one."""
        return self._read(Record)

    def details(self, record: Record) -> Details:
        """Returns the details of a record."""
        details = self._read(Details)
        # A build that was killed between its two entries has left two that do not belong together.
        if details is None or details.output != record.output:
            raise FullBuildNeeded("what is known of its pages is not that of the last build")
        return details

    def footprint(self) -> Footprint:
        """Returns the files that the last build has written, as far as that is known."""
        details = self._read(Details)
        return details.footprint if details else {}

    def write(self, record: Record, details: Details) -> None:
        """Stores the record of a build with its details."""
        # Not every system sees to it that names of files are text: a site with such a name is left to MkDocs each time.
        with suppress(UnicodeEncodeError):
            entries = {Details: msgpack.encode(details), Record: msgpack.encode(record)}
            if not all(self.store.put(self._key(kind), entry) for kind, entry in entries.items()):
                say_unwritten(self.store.folder)

    def _read(self, kind: type[T]) -> T | None:
        entry = self.store.get(self._key(kind))
        with suppress(ValueError):
            return msgpack.decode(entry, type=kind) if entry else None
        return None

    def _key(self, kind: type) -> str:
        return key_of([b"site", kind.__name__.encode(), repr(self.options).encode("utf-8", "surrogateescape")])


def settings_digest(watched: Snapshot) -> str:
    """Returns the digest of a configuration: its files, the installed packages, and the pinned time of the build."""
    outside = repr((installed_packages(), os.environ.get("SOURCE_DATE_EPOCH", ""))).encode()
    return key_of([outside, watched.digest.encode()])


def scan_plans(workspace: Path, before: Snapshot | None = None) -> Snapshot:
    """Reads the plans of a workspace, their assets, and its own templates; `before` is as in `take_snapshot`."""
    plans = str(workspace / "plans")
    return take_snapshot([plans, str(workspace / "templates")], before, {plans: str(workspace)})


def layout_digest(pages: Pages, named: Container[str]) -> str:
    """Returns the digest of all that stands around pages; `named` are the paths of pages in the navigation."""
    layout = (
        [
            (page.path, page.kind, page.source, page.listed, page.language, page.title if page.path in named else "")
            for page in pages.pages
        ],
        [download.path for download in pages.downloads],
        [(redirect.path, redirect.to) for redirect in pages.redirects],
        [_navigation(part) for part in pages.nav],
    )
    return sha256(msgpack.encode(layout)).hexdigest()


def cache_keys(pages: Pages) -> dict[str, str]:
    """Returns the cache key of each page, each download and each redirect, by its path."""
    return {item.path: item.cache_key for items in (pages.pages, pages.downloads, pages.redirects) for item in items}


def _navigation(part: Section | Page) -> Any:  # noqa: ANN401  plain data
    return part.title, [_navigation(child) for child in part.parts] if isinstance(part, Section) else part.path
