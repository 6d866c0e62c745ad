"""Writes files whole or not at all: a stop half-way leaves the former file, and no link leads a file elsewhere."""

import secrets
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from rencana.errors import WorkspaceError


def write(path: Path, pieces: Iterable[bytes], *, within: Path) -> None:
    """Writes a file below the folder `within`, and makes its folder where that is missing; it keeps its rights.

    A link to another file below that folder stays a link, and that file is written. One that leads out is refused:
    links come with a repository, and whoever clones it has not chosen what they would overwrite.
    """
    target, folder = inside(path, within), path.parent
    missing = [] if folder.is_dir() else [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".rencana-{secrets.token_hex(8)}.part")
        try:
            # The file is made anew or not at all (O_EXCL), so that no link can lie in wait under its name.
            with draft.open("xb") as file:
                if target.exists():
                    shutil.copymode(target, draft)
                file.writelines(pieces)
            draft.replace(target)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
    except OSError as error:
        _remove_empty(missing)
        help = "Check that it is yours, and that the disk has room."
        raise WorkspaceError(f"{path} cannot be written: {error.strerror}.", help=help) from error


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes new files below a folder, all of them or none."""
    places = sorted({place for path in files for place in (folder / path).parents}, reverse=True)
    missing, made = [place for place in places if not place.exists()], list[Path]()
    try:
        for path, content in files.items():
            write(folder / path, [content], within=folder)
            made.append(folder / path)
    except BaseException:
        for file in made:
            with suppress(OSError):
                file.unlink()
        _remove_empty(missing)
        raise


def _remove_empty(folders: Iterable[Path]) -> None:
    """Removes folders that were made for nothing, the deepest one first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def inside(path: Path, within: Path) -> Path:
    """Returns where a path leads, links followed; WorkspaceError where that is not below the folder `within`."""
    try:
        target = path.resolve()
        if target.is_relative_to(within.resolve()):
            return target
    except (OSError, RuntimeError) as error:
        raise WorkspaceError(f"{path} is a link that leads nowhere.", help="Remove the link.") from error
    message = f"{path} is not written: a link leads from it to {target}, out of {within}."
    raise WorkspaceError(message, help="Put a file or a folder in the place of the link.")
