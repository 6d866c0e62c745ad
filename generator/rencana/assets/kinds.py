"""Which files may be pictures and films of a campaign: by their endings, their first bytes, and their size.

Only what a browser shows and cannot run is in the table. A PDF is not: it may hold scripts and requests of its own,
and nobody can take them out.
"""

import os
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

MB = 1_000_000
LARGEST_DRAWING = 5 * MB
"""An SVG is taken apart and cleaned; a poster with photographs inside stays below."""
LARGEST_PICTURE = 50 * MB
LARGEST_FILM = 500 * MB
MOST_FILES = 2_000
"""So many files may lie below the assets/ of one campaign."""
HEAD = 16
"""By so many of its first bytes a file shows what it is."""
DRAWING = ".svg"


class AssetKind(Struct, frozen=True):
    """A kind of file that may be published: its largest size, and beginnings that it may have, each at a place."""

    largest: int
    beginnings: tuple[tuple[int, bytes], ...]

    def begins_so(self, head: bytes) -> bool:
        """Tells whether a file that begins with these bytes can be of this kind."""
        return any(head.startswith(beginning, at) for at, beginning in self.beginnings)


_JPEG = AssetKind(LARGEST_PICTURE, ((0, b"\xff\xd8\xff"),))
_BOXES = (4, b"ftyp")
"""What the files of the family of MP4 begin with, still pictures among them; older films have other boxes first."""
_MP4 = AssetKind(LARGEST_FILM, (_BOXES,))
_QUICKTIME = AssetKind(LARGEST_FILM, (_BOXES, *((4, box) for box in (b"moov", b"mdat", b"wide", b"free", b"skip"))))

KINDS: Mapping[str, AssetKind] = MappingProxyType(
    {
        ".avif": AssetKind(LARGEST_PICTURE, (_BOXES,)),
        ".gif": AssetKind(LARGEST_PICTURE, ((0, b"GIF87a"), (0, b"GIF89a"))),
        ".jpeg": _JPEG,
        ".jpg": _JPEG,
        ".m4v": _MP4,
        ".mov": _QUICKTIME,
        ".mp4": _MP4,
        ".ogv": AssetKind(LARGEST_FILM, ((0, b"OggS"),)),
        ".png": AssetKind(LARGEST_PICTURE, ((0, b"\x89PNG\r\n\x1a\n"),)),
        # What an SVG begins with says little; it is read whole.
        DRAWING: AssetKind(LARGEST_DRAWING, ((0, b""),)),
        ".webm": AssetKind(LARGEST_FILM, ((0, b"\x1aE\xdf\xa3"),)),
        ".webp": AssetKind(LARGEST_PICTURE, ((8, b"WEBP"),)),
    }
)


def kind_of(path: str) -> AssetKind | None:
    """Returns the kind of a file by its ending; None where it is no picture and no film."""
    return KINDS.get(os.path.splitext(path)[1].lower())  # noqa: PTH122  there are thousands


def is_drawing(path: str) -> bool:
    """Tells whether a file is an SVG, by its ending."""
    return path.lower().endswith(DRAWING)
