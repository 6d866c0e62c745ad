"""What is kept of a build so that pages can be written into its site without MkDocs, beside the record of it.

It is read only where plans have changed: it takes what makes pages to understand it.
"""

from collections.abc import Mapping

from msgspec import Struct, msgpack

from rencana.jobs.snapshot import Footprint
from rencana.jobs.store import Store
from rencana.site.shell.fill import PageShell
from rencana.site.shell.slots import PageLocation, ShellKey
from rencana.site.update.record import BuildOptions, FullBuildNeeded, Record, load_entry, store_entry


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
    plan: str
    """What stands for the set of pages: while it is the same, nothing changes around them."""
    named: tuple[str, ...]
    """The paths of pages in the navigation."""
    places: Mapping[str, bytes]
    """Where each page lives, as MessagePack: most builds ask for few of them."""
    bases: Mapping[str, str]
    """What each page, each file and each redirect rests on, by its path."""
    rows: Mapping[str, bytes]
    """What stands for that which the search knows of each page."""
    files: Mapping[str, str]
    """Where each download lies in the site."""
    redirects: Mapping[str, tuple[str, str]]
    """Of each page at a former address where it lies, and the full address that it leads to."""
    shells: tuple[tuple[ShellKey, PageShell], ...]
    searched: bool
    """Whether the site has a search."""

    def place(self, path: str) -> PageLocation:
        """Returns where a page lives."""
        return msgpack.decode(self.places[path], type=PageLocation)


def read_details(cache: Store, asked: BuildOptions, record: Record) -> Details:
    """Returns the details of a record."""
    details = load_entry(cache, asked, Details)
    if details is None or details.output != record.output:
        raise FullBuildNeeded("what is known of its pages is not that of the last build")
    return details


def read_files(cache: Store, asked: BuildOptions) -> Footprint:
    """Returns the files that the last build has written, as far as that is known."""
    details = load_entry(cache, asked, Details)
    return details.footprint if details else {}


def write_record(cache: Store, asked: BuildOptions, record: Record, details: Details) -> None:
    """Keeps a record with its details; a build that ends in between leaves two that do not belong together."""
    store_entry(cache, asked, details)
    store_entry(cache, asked, record)
