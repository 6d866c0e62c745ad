"""A workspace before its plans are read: its files by their digests, sorted by campaign, and what all plans share."""

import os
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from rencana.finding import Finding
from rencana.plan.layout import PORTFOLIO, Folder, lay_out
from rencana.plan.load import load_shared
from rencana.plan.shared import Shared
from rencana.source.files import Files, read_files
from rencana.source.tree import Digests, Tree
from rencana.workspace import today


class SharedFiles(Struct, frozen=True):
    """What all plans share, with the files that belong to no campaign and what was found in them."""

    shared: Shared
    files: Files
    faults: tuple[Finding, ...]


class Workspace(Struct, frozen=True):
    """The files of a workspace, and what its plans share; on a day."""

    tree: Tree
    digests: Mapping[str, bytes]
    folders: tuple[Folder, ...]
    shared_files: SharedFiles
    on: date

    @property
    def shared(self) -> Shared:
        """What all plans share."""
        return self.shared_files.shared

    @property
    def portfolio(self) -> bytes:
        """The digest of the file of what all plans share."""
        return self.digests.get(PORTFOLIO, b"")


def open_workspace(tree: Tree, *, on: date | None = None, digests: Mapping[str, bytes] | None = None) -> Workspace:
    """Sorts the files of a workspace and reads those that belong to no campaign.

    `digests` are those of its files, where the caller has just read them; there may be some of other files too.
    """
    current = Digests(tree) if digests is None else {path: digests[path] for path in tree.paths() if path in digests}
    layout = lay_out(current, tree.skipped())
    paths_of_campaigns = {path for folder in layout.folders for path in folder.files}
    files = read_files({path: tree.read(path) for path in current if path not in paths_of_campaigns})
    shared, faults = load_shared(files, layout)
    return Workspace(
        tree, current, layout.folders, SharedFiles(shared, files, faults), today(shared.timezone, on, os.environ)
    )
