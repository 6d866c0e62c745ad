"""Writes files at once or not at all, so that a stop half-way leaves the former file whole."""

import shutil
from pathlib import Path

from rencana.errors import WorkspaceError


def write(path: Path, text: str) -> None:
    """Writes a text file; its folder is made where it is missing."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file; it keeps the rights that it had."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.part")
        draft.write_bytes(content)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be written: {error.strerror}.", help="Check that it is yours.") from error
