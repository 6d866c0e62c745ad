"""What lies below the assets/ of the campaigns: what may be published, and what is wrong with all else.

Only regular files are read that really lie there: whoever commits a link, a pipe or a device has not been given the
rest of the disk. Nothing here is published by itself; a page has to name it.
"""

import errno
import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from rencana.assets.kinds import HEAD, MB, MOST_FILES, is_drawing, kind_of
from rencana.errors import WorkspaceError
from rencana.finding import Finding, short
from rencana.jobs.store import digest
from rencana.source.fault import fault
from rencana.source.names import real, written
from rencana.source.scan import is_left_alone

_FOLDER = "assets"
_PIECE = 2**20
# A pipe without a writer would make whoever opens it wait; a link has been followed before, so there is none here.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_SPECIAL = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFBLK: "a device", stat.S_IFCHR: "a device"}
_COPY = "Put a copy of the file in its place."


class Assets(Struct, frozen=True):
    """The files below the assets/ of all campaigns: `files` may be published, `drawings` are the SVGs among them.

    A drawing has the digest of its content, since it has to be cleaned before; `findings` are about all that may not
    be published.
    """

    root: Path
    files: frozenset[str] = frozenset()
    drawings: tuple[tuple[str, bytes], ...] = ()
    findings: tuple[Finding, ...] = ()


NO_ASSETS = Assets(Path())


class _Unfit(Exception):
    """A file that may not be published, with the finding about it."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def scan_assets(root: Path) -> Assets:
    """Returns what lies below the assets/ of all campaigns of a workspace; hidden files are left alone."""
    root = root.resolve()
    files: list[str] = []
    drawings: list[tuple[str, bytes]] = []
    findings: list[Finding] = []
    for folder in _asset_folders(root):
        entries, faults = _below(root, folder)
        findings += faults
        if len(entries) > MOST_FILES:
            findings.append(_too_many(folder, [*entries]))
        for path, entry in islice(entries.items(), MOST_FILES):
            try:
                content_digest = _examine(root, path, entry)
            except _Unfit as unfit:
                findings.append(unfit.finding)
                continue
            files.append(path)
            if content_digest:
                drawings.append((path, content_digest))
    return Assets(root, frozenset(files), tuple(drawings), tuple(findings))


class AssetFiles:
    """Reads files below the assets/ of the campaigns of a workspace, whatever has become of them since the scan."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def read(self, path: str) -> bytes:
        """Returns the content of a file."""
        return b"".join(self.pieces(path))

    def pieces(self, path: str) -> Iterator[bytes]:
        """Yields the content of a file in pieces; a film may be larger than the memory."""
        try:
            target = _target(self.root, path)
            _refuse_special(path, os.stat(target).st_mode)  # noqa: PTH116  as text, as below
            with os.fdopen(_opened(path, target), "rb") as file:
                while piece := file.read(_PIECE):
                    yield piece
        except (_Unfit, OSError) as error:
            finding = error.finding if isinstance(error, _Unfit) else _refused(path, error)
            raise WorkspaceError(f"{path}: {finding.message}", help=finding.help) from error


def _asset_folders(root: Path) -> Iterator[str]:
    """Yields the assets/ of each campaign, by path; what is wrong with the folders above it is said elsewhere."""
    plans = root / "plans"
    try:
        if not Path(os.path.realpath(plans)).is_relative_to(root):
            return
        campaigns = sorted(entry.name for entry in os.scandir(plans) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return
    for name in campaigns:
        folder = f"plans/{name}/{_FOLDER}"
        if name[0] != "." and os.path.lexists(f"{root}/{folder}"):
            yield written(folder)


def _below(root: Path, top: str) -> tuple[dict[str, "os.DirEntry[str]"], list[Finding]]:
    """Returns all that lies below a folder and is none, sorted by path, and what is wrong with folders."""
    if os.path.islink(f"{root}/{real(top)}"):  # noqa: PTH114  as text, here and below: there are thousands
        message = "The pictures of a campaign lie in a folder of its own, and this one is a link."
        return {}, [_unreadable(top, message, "Put the folder itself in the place of the link.")]
    if not os.path.isdir(f"{root}/{real(top)}"):  # noqa: PTH112
        return {}, [_unreadable(top, "The pictures of a campaign lie in a folder, and this is none.", "Rename it.")]
    files: dict[str, os.DirEntry[str]] = {}
    findings: list[Finding] = []
    # A list, since folders may be nested deeper than calls.
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(f"{root}/{real(folder)}"))
        except OSError as error:
            findings.append(_refused(folder, error))
            continue
        for entry in entries:
            path = f"{folder}/{written(entry.name)}"
            if is_left_alone(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                files[path] = entry
    return dict(sorted(files.items())), findings


def _examine(root: Path, path: str, entry: "os.DirEntry[str]") -> bytes:
    """Returns the digest of a drawing, and nothing for other files that may be published; _Unfit for all else."""
    try:
        # Only a link can lead out of the folder in which it was found.
        target = _target(root, path) if entry.is_symlink() else entry.path
        status = os.stat(target, follow_symlinks=False)  # noqa: PTH116
    except OSError as error:
        raise _Unfit(_refused(path, error)) from error
    _refuse_special(path, status.st_mode)
    kind = kind_of(path)
    if kind is None:
        message = "This is no kind of picture or film that a site can show, so it is not published."
        help = "Save it as PNG, JPEG, WebP, AVIF, GIF, SVG, MP4 or WebM, or keep it outside of assets/."
        raise _Unfit(fault("asset-unknown", path, message, help=help))
    if status.st_size == 0:
        raise _Unfit(_unlike(path, "This file is empty, so it is not published."))
    if status.st_size > kind.largest:
        raise _Unfit(_too_large(path, status.st_size, kind.largest))
    handle = _opened(path, target)
    try:
        if is_drawing(path):
            return digest(os.read(handle, kind.largest))
        head = os.read(handle, HEAD)
    except OSError as error:
        raise _Unfit(_refused(path, error)) from error
    finally:
        os.close(handle)
    if not kind.begins_so(head):
        ending = path.rpartition(".")[2]
        raise _Unfit(_unlike(path, f"This file is not what its ending .{ending} says, so it is not published."))
    return b""


def _target(root: Path, path: str) -> str:
    """Returns where a path leads, links followed; _Unfit where that is not below the assets/ of its campaign."""
    plans, campaign, folder, *_ = real(path).split("/")
    try:
        target = os.path.realpath(f"{root}/{real(path)}", strict=True)
    except OSError as error:
        raise _Unfit(_refused(path, error)) from error
    # The folder of plans may be a link inside the workspace, those of a campaign and of its assets may not.
    if not Path(target).is_relative_to(Path(os.path.realpath(root / plans), campaign, folder)):
        message = "This is a link that leads out of the assets/ of its campaign, so it is not read."
        raise _Unfit(_unreadable(path, message, _COPY))
    return target


def _opened(path: str, target: str) -> int:
    try:
        return os.open(target, _OPEN)
    except OSError as error:
        raise _Unfit(_refused(path, error)) from error


def _refuse_special(path: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        message = "This is a link to a folder, so it is not read."
        raise _Unfit(_unreadable(path, message, "Put the folder itself in the place of the link."))
    if not stat.S_ISREG(mode):
        kind = _SPECIAL.get(stat.S_IFMT(mode), "something else")
        message = f"This is no file but {kind}, so it is not read."
        raise _Unfit(_unreadable(path, message, "Remove it, or put a picture in its place."))


def _unreadable(path: str, message: str, help: str) -> Finding:
    return fault("asset-unreadable", path, message, help=help)


def _refused(path: str, error: OSError) -> Finding:
    if error.errno == errno.ENOENT:
        return _unreadable(path, "This is a link to a file that does not exist.", _COPY)
    if error.errno == errno.ELOOP:
        return _unreadable(path, "This is a link that leads back to itself.", _COPY)
    return _unreadable(path, f"This cannot be read: {error.strerror}.", "Check that it is yours to read.")


def _unlike(path: str, message: str) -> Finding:
    return fault("asset-unlike-ending", path, message, help="Export the picture or film anew, or remove the file.")


def _too_large(path: str, size: int, largest: int) -> Finding:
    message = f"This file has {size / MB:.1f} MB, and {largest // MB} MB are the most, so it is not published."
    return fault("asset-too-large", path, message, help="Export it smaller, as it has to travel to each reader.")


def _too_many(folder: str, paths: list[str]) -> Finding:
    first = short(paths[MOST_FILES].removeprefix(f"{folder}/"))
    message = (
        f"This folder has {len(paths):,} files, and {MOST_FILES:,} are the most: from {first} on none is published."
    )
    return fault("assets-too-many", folder, message, help="Keep here what the plan names, and all else elsewhere.")
