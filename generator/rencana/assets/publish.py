"""The content of pictures and films as it is published."""

from collections.abc import Iterator
from pathlib import Path

from rencana.assets.folder import AssetFiles
from rencana.assets.kinds import is_drawing
from rencana.assets.svg import NoDrawing, clean_svg
from rencana.errors import WorkspaceError


def published(root: Path, path: str) -> Iterator[bytes]:
    """Yields the content of a file below the assets/ of a campaign in pieces; an SVG is cleaned."""
    files = AssetFiles(root)
    if not is_drawing(path):
        yield from files.pieces(path)
        return
    try:
        yield clean_svg(files.read(path)).content
    except NoDrawing as error:
        # It was looked through before, so it has changed in the meantime.
        raise WorkspaceError(f"{path} was changed while it was read.", help="Build again.") from error
