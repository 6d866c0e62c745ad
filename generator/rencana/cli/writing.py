"""Writes files at once or not at all, so that a stop half-way leaves the former file whole."""

from pathlib import Path

from rencana.errors import WorkspaceError


def write(path: Path, text: str) -> None:
    """Writes a text file; its folder is made where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.part")
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be written: {error.strerror}.", help="Check that it is yours.") from error
