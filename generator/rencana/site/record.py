"""What is kept of a build: what it was made from, what it said, and what the next one needs to do without MkDocs.

This room is the fast way's own. Nothing here knows MkDocs, and to read a record neither plans nor templates are needed.
"""

import os
import pickle
import threading
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct
from msgspec.structs import fields

from rencana.cache import Cache, installed, key_of, pack, unpack
from rencana.site.footprint import Footprint, Scan, scan
from rencana.site.lines import Line
from rencana.site.place import Place

if TYPE_CHECKING:
    # Where nothing has changed nobody should wait for what makes pages.
    from rencana import making

_FORM = b"1"
"""Records of another form count as none."""


class Detour(Exception):
    """Only MkDocs can build the site this time; the words say why."""


class Built(Struct, frozen=True):
    """What a build did, and why it was left to MkDocs, where it was."""

    written: int
    reused: int
    seconds: float
    folder: Path
    why: str = ""


class Record(Struct, frozen=True):
    """The last build that ended well, as far as it takes to see that nothing has changed since."""

    refusal: str
    """Why this site is never built without MkDocs; empty where it may be."""
    folder: str
    strict: bool
    watched: tuple[str, ...]
    """Files and folders that the configuration rests on."""
    settings: str
    workspace: str
    pinned: str
    """The day that was asked for; empty is today."""
    timezone: str
    day: str
    plans: str
    """What stands for the plans, their assets, and the workspace's own templates."""
    output: str
    """What stands for the files of the site as they were written."""
    pages: int
    before: int
    """So many lines were said before the findings."""
    lines: tuple[Line, ...]
    findings: tuple[Line, ...]

    @property
    def on(self) -> date | None:
        """The day that was asked for; None is today."""
        return date.fromisoformat(self.pinned) if self.pinned else None


class Details(Struct, frozen=True):
    """What it takes to write pages into the site of the last build."""

    output: str
    """The same as in the record that these details belong to."""
    unfit: str
    """Why the theme has no shells; empty where it has."""
    footprint: Footprint
    folders: bool
    show: tuple[bool, ...]
    offline: bool
    plan: Any
    """What the set of pages was: while it is the same, nothing changes around them."""
    places: Mapping[str, tuple[Any, ...]]
    bases: Mapping[str, str]
    """What each page, each file and each redirect rests on, by its path."""
    rows: Mapping[str, bytes]
    """What stands for that which the search knows of each page."""
    files: Mapping[str, str]
    """Where each download lies in the site."""
    redirects: Mapping[str, tuple[str, str]]
    """Of each page at a former address where it lies, and the full address that it leads to."""
    shells: tuple[tuple[Any, ...], ...]
    searched: bool
    """Whether the site has a search."""

    def place(self, path: str) -> Place:
        """Returns where a page lives."""
        return Place(*self.places[path])


Asked: TypeAlias = tuple[Path, str, bool, bool, str]
"""What a build was asked for: the workspace, the day, strict, offline, and the folder of the site."""
Keep: TypeAlias = tuple[Cache, Asked]
"""Where a build leaves what is known of it, and what it was asked for."""


class Memory(Struct):
    """What a program that keeps one site up to date remembers of the last time: it alone writes into that site."""

    record: Record | None = None
    details: Details | None = None
    plans: Scan | None = None
    made: "making.Memory | None" = None
    """What is remembered of the plans themselves."""
    show: Callable[[], None] = lambda: None
    """Has everybody look at what is there of a change, before all of it is."""
    writing: threading.Thread | None = None

    def keep(self, keep: Keep, record: Record, details: Details, plans: Scan) -> None:
        """Remembers a record, and writes it while somebody looks at the pages already."""
        self.record, self.details, self.plans = record, details, plans
        self.settle()
        self.writing = threading.Thread(target=write_record, args=(*keep, record, details))
        self.writing.start()

    def settle(self) -> None:
        """Waits until what is remembered is written."""
        if self.writing:
            self.writing.join()
            self.writing = None

    def forget(self) -> None:
        """Forgets what is written down too: somebody else is about to write it anew."""
        self.settle()
        self.record = self.details = None


def read_record(cache: Cache, asked: Asked) -> Record | None:
    """Returns the record of the last build that was asked for the same; None where there is none, or a broken one."""
    held = _read(cache, asked, b"record")
    if held is None:
        return None
    *rest, lines, findings = held
    said = [tuple(Line(*one) for one in some) for some in (lines, findings)]
    return Record(*[*rest, *said])


def read_details(cache: Cache, asked: Asked, record: Record) -> Details:
    """Returns the details of a record."""
    held = _read(cache, asked, b"details")
    details = Details(*held) if held is not None else None
    if details is None or details.output != record.output:
        raise Detour("what is known of its pages is not that of the last build")
    return details


def read_files(cache: Cache, asked: Asked) -> Footprint:
    """Returns the files that the last build has written, as far as that is known."""
    held = _read(cache, asked, b"details")
    return Details(*held).footprint if held is not None else {}


def write_record(cache: Cache, asked: Asked, record: Record, details: Details) -> None:
    """Keeps a record with its details; a build that ends in between leaves two that do not belong together."""
    cache.put(_key(asked, b"details"), pack([getattr(details, one.name) for one in fields(details)]))
    *rest, lines, findings = (getattr(record, one.name) for one in fields(record))
    cache.put(_key(asked, b"record"), pack([*rest, *([tuple(one) for one in some] for some in (lines, findings))]))


def _read(cache: Cache, asked: Asked, what: bytes) -> Any:  # noqa: ANN401  plain data of the record's shape
    held = cache.get(_key(asked, what))
    try:
        return None if held is None else unpack(held)
    except (pickle.UnpicklingError, zlib.error, EOFError):
        return None


def _key(asked: Asked, what: bytes) -> str:
    return key_of([b"site", _FORM, what, repr(asked).encode("utf-8", "surrogateescape")])


def settings_of(watched: Scan) -> str:
    """Returns what stands for a configuration: its files, the packages that are installed, and the clock's stand-in."""
    said = repr((installed(), os.environ.get("SOURCE_DATE_EPOCH", ""))).encode()
    return key_of([said, watched.stamp.encode()])


def scan_plans(workspace: Path, before: Scan | None = None) -> Scan:
    """Reads the plans of a workspace, their assets, and its own templates; `before` is as in `scan`."""
    return scan([str(workspace / "plans"), str(workspace / "templates")], before)
