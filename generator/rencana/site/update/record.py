"""What is kept of a build: what it was made from and what it said, so that the next one sees what has changed.

This room is the fast way's own. Nothing here knows MkDocs, and to read a record neither plans nor templates are needed.
"""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypeVar

from msgspec import Struct, msgpack

from rencana.jobs.snapshot import Snapshot, take_snapshot
from rencana.jobs.store import Store, installed_packages, key_of
from rencana.site.log import LogLine

T = TypeVar("T")


class FullBuildNeeded(Exception):
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
    lines: tuple[LogLine, ...]
    findings: tuple[LogLine, ...]

    @property
    def on(self) -> date | None:
        """The day that was asked for; None is today."""
        return date.fromisoformat(self.pinned) if self.pinned else None


BuildOptions: TypeAlias = tuple[Path, str, bool, bool, str]
"""What a build was asked for: the workspace, the day, strict, offline, and the folder of the site."""
Keep: TypeAlias = tuple[Store, BuildOptions]
"""Where a build leaves what is known of it, and what it was asked for."""


def read_record(cache: Store, asked: BuildOptions) -> Record | None:
    """Returns the record of the last build that was asked for the same; None where there is none, or a broken one."""
    return load_entry(cache, asked, Record)


def load_entry(cache: Store, asked: BuildOptions, kind: type[T]) -> T | None:
    """Returns what is kept of one kind; None where there is nothing, or something broken."""
    held = cache.get(_key(asked, kind))
    with suppress(ValueError):
        return msgpack.decode(held, type=kind) if held else None
    return None


def store_entry(cache: Store, asked: BuildOptions, one: Struct) -> None:
    """Keeps something of a build for the next one that is asked for the same."""
    # Not every system sees to it that names of files are text: a site with such a name is left to MkDocs each time.
    with suppress(UnicodeEncodeError):
        cache.put(_key(asked, type(one)), msgpack.encode(one))


def _key(asked: BuildOptions, kind: type) -> str:
    return key_of([b"site", kind.__name__.encode(), repr(asked).encode("utf-8", "surrogateescape")])


def settings_digest(watched: Snapshot) -> str:
    """Returns what stands for a configuration: its files, the packages that are installed, and the clock's stand-in."""
    said = repr((installed_packages(), os.environ.get("SOURCE_DATE_EPOCH", ""))).encode()
    return key_of([said, watched.stamp.encode()])


def scan_plans(workspace: Path, before: Snapshot | None = None) -> Snapshot:
    """Reads the plans of a workspace, their assets, and its own templates; `before` is as in `scan`."""
    return take_snapshot([str(workspace / "plans"), str(workspace / "templates")], before)
