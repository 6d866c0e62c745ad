"""What lies below plans/ on disk: the files that are read, and all that is passed over, each with its reason.

Only regular files of the workspace are read. Whatever else lies there (a link that leads out, a pipe, a workbook, a
folder that may not be opened) is remembered, so that somebody can say so.
"""

import errno
import os
import stat
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from rencana.errors import WorkspaceError
from rencana.source.names import written

PLANS = "plans"
ENDINGS = (".yaml", ".yml", ".csv")
_ASSETS_DEPTH = 2
"""How many folders lie above the assets of a campaign, which are no plans: plans/<campaign>/assets."""
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})


class Skip(StrEnum):
    """Why something below plans/ is not read."""

    UNREADABLE = "unreadable"
    OUTSIDE = "outside"
    DANGLING = "dangling"
    CIRCULAR = "circular"
    LINKED_FOLDER = "linked-folder"
    FOLDER = "folder"
    SPECIAL = "special"
    SUBMODULE = "submodule"
    OTHER = "other"


class Skipped(Struct, frozen=True):
    """Something below plans/ that is not read; `reason` holds the words of the system, where it has refused."""

    path: str
    why: Skip
    reason: str = ""


class Scan(Struct, frozen=True):
    """The YAML and CSV files that can be read, and what is passed over, both sorted by path."""

    paths: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def scan(root: Path) -> Scan:
    """Returns what lies below the plans/ of a workspace, by paths that can be shown.

    Hidden files and the folders of assets are left alone. WorkspaceError where plans/ itself cannot be entered.
    """
    try:
        (root / PLANS).lstat()
    except FileNotFoundError:
        return Scan()
    except OSError as error:
        raise _closed(root / PLANS, error) from error
    _refuse_closed(root)
    paths: list[str] = []
    skipped: list[Skipped] = []
    folders = [PLANS]
    # A list, since folders may be nested deeper than calls.
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(f"{root}/{folder}"))
        except OSError as error:
            skipped.append(Skipped(written(folder), Skip.UNREADABLE, _words(error)))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if is_left_alone(entry.name) or holds_assets(path):
                continue
            if entry.is_dir(follow_symlinks=False) and not entry.name.endswith(ENDINGS):
                folders.append(path)
            elif obstacle := _obstacle(entry, path, root):
                skipped.append(obstacle)
            else:
                paths.append(written(path))
    return Scan(tuple(sorted(paths)), tuple(sorted(skipped, key=lambda entry: entry.path)))


def is_left_alone(name: str) -> bool:
    """Tells whether a file is hidden, or one that editors and systems leave in folders."""
    return name.startswith((".", "~$")) or name.casefold() in _OF_SYSTEMS


def _refuse_closed(root: Path) -> None:
    """Stops where nothing at all can be read: without its plans, a site would be made empty."""
    plans = root / PLANS
    try:
        inside = Path(os.path.realpath(plans, strict=True)).is_relative_to(root)
        os.scandir(plans).close()
    except OSError as error:
        raise _closed(plans, error) from error
    if not inside:
        message = f"{plans} is a link that leads out of the workspace, and is not followed."
        raise WorkspaceError(message, help="Put the folder itself in the place of the link.")


def _closed(plans: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(f"{plans} cannot be read: {_words(error)}.", help="Check that it is yours.")


def holds_assets(path: str) -> bool:
    """Tells whether a path is that of a campaign's folder of assets, which are no plans."""
    return path.endswith("/assets") and path.count("/") == _ASSETS_DEPTH


def _obstacle(entry: "os.DirEntry[str]", path: str, root: Path) -> Skipped | None:
    """Returns why an entry that is no folder cannot be read, or is not; None where it is read."""
    if entry.is_symlink():
        if obstacle := _obstacle_of_link(entry.path, written(path), root):
            return obstacle
    elif entry.is_dir():
        return Skipped(written(path), Skip.FOLDER)
    elif not entry.is_file():
        return Skipped(written(path), Skip.SPECIAL)
    if not entry.name.endswith(ENDINGS):
        return Skipped(written(path), Skip.OTHER)
    # The rights of who runs this process, not of who started it; where the system can tell them apart.
    if not os.access(entry.path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        return Skipped(written(path), Skip.UNREADABLE, os.strerror(errno.EACCES))
    return None


def _obstacle_of_link(link: str, path: str, root: Path) -> Skipped | None:
    try:
        target = os.path.realpath(link, strict=True)
        mode = os.stat(target).st_mode  # noqa: PTH116  as `Path` would raise an error of another kind for a circle
    except FileNotFoundError:
        return Skipped(path, Skip.DANGLING)
    except OSError as error:
        return Skipped(path, Skip.CIRCULAR if error.errno == errno.ELOOP else Skip.UNREADABLE, _words(error))
    if not Path(target).is_relative_to(root):
        return Skipped(path, Skip.OUTSIDE)
    if stat.S_ISDIR(mode):
        return Skipped(path, Skip.LINKED_FOLDER)
    return None if stat.S_ISREG(mode) else Skipped(path, Skip.SPECIAL)


def _words(error: OSError) -> str:
    return error.strerror or str(error)
