"""Names of files that every system can hold: Windows keeps some for itself, and takes two that differ in case for one.

A workspace is cloned to systems that its writer does not have, and its site is unpacked on others again.
"""

import unicodedata

LONGEST = 100
"""So many bytes a name may have: 255 are the limit of most systems, 143 that of encrypted folders, with an ending."""

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³")}
)
_FORBIDDEN = frozenset('<>:"|?*\\/')


def is_device(name: str) -> bool:
    """Tells whether Windows takes a name for that of a device, whatever its ending."""
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES


def same_file(name: str) -> str:
    """Returns what all names have in common that macOS or Windows takes for one: case and form of accents are gone."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def objection(name: str) -> str:
    """Returns why a file cannot have a name on some system, as the end of a sentence; empty where it can."""
    if is_device(name):
        return "is a name that Windows keeps for itself"
    if bad := next((sign for sign in name if sign in _FORBIDDEN or not sign.isprintable()), ""):
        return f"holds {bad}, which no name can hold on Windows" if bad.isprintable() else "holds an invisible sign"
    if name.endswith((".", " ")):
        return "ends in a point or a space, which Windows takes away"
    return ""
