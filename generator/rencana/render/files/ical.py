"""Lines of an iCalendar file (RFC 5545): texts escaped, moments in their zones, and no line too long.

The library makes the same lines through objects that cost ten times as much; tests hold both against each other.
"""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_ROOM = 74
"""So many bytes of a line stand before it is folded."""
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def text_line(name: str, text: str) -> str:
    """Returns the line of a text."""
    # The library takes a written "\N" for an end of line, too.
    plain = text.replace(r"\N", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return folded(f"{name}:{plain.translate(_ESCAPES)}")


def moment_line(name: str, moment: date | datetime) -> str:
    """Returns the line of a day, or of a day with a time in a time zone."""
    if not isinstance(moment, datetime):
        return f"{name};VALUE=DATE:{stamp(moment)}"
    zone = "" if _is_utc(moment) else f";TZID={moment.tzinfo}"
    return folded(f"{name}{zone}:{stamp(moment)}")


def stamp(moment: date | datetime) -> str:
    """Returns a day or a moment in the short form."""
    if not isinstance(moment, datetime):
        return moment.isoformat().replace("-", "")
    local = moment.replace(tzinfo=None, microsecond=0).isoformat().replace("-", "").replace(":", "")
    return f"{local}Z" if _is_utc(moment) else local


def _is_utc(moment: datetime) -> bool:
    # Where the clock shows something else it is another zone, and the library need not be loaded to tell.
    return not isinstance(moment.tzinfo, ZoneInfo) or (not moment.utcoffset() and _names_utc(moment.tzinfo.key))


@lru_cache
def _names_utc(zone: str) -> bool:
    """Tells whether a zone is another name of UTC."""
    from icalendar.timezone.tzid import is_utc  # noqa: PLC0415  it takes long to load

    return is_utc(ZoneInfo(zone))


def folded(line: str) -> str:
    """Returns a line cut into pieces where it is long; none parts a character, or a backslash from what follows it."""
    remaining = line.encode()
    pieces = []
    while len(remaining) > _ROOM:
        end = _ROOM
        while remaining[end] & 0xC0 == 0x80:  # noqa: PLR2004  the second and later bytes of a character begin with 10
            end -= 1
        if remaining[end - 1] in b"\\^":
            end -= 1
        pieces.append(remaining[:end])
        remaining = remaining[end:]
    return b"\r\n ".join([*pieces, remaining]).decode()
