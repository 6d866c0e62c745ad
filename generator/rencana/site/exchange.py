"""Two folders change names in one step, where the system can do that; a kill comes before it or after it."""

import os
import sys
from pathlib import Path

CAN = sys.platform in ("linux", "darwin")
"""Whether this system knows such a step at all; a file system may still refuse it."""

_SWAP = 2  # RENAME_EXCHANGE of linux/fs.h, and RENAME_SWAP of macOS' stdio.h
_HERE = -100  # AT_FDCWD of linux/fcntl.h: paths begin where the process is


def exchange(one: Path, other: Path) -> bool:
    """Tells whether two folders have changed names; where they have not, nothing has changed."""
    if not CAN:
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        import ctypes  # noqa: PLC0415  few runs come here, and some Pythons have none

        system = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return bool(system.renamex_np(first, second, _SWAP) == 0)
        return bool(system.renameat2(_HERE, first, _HERE, second, _SWAP) == 0)
    except (ImportError, OSError, AttributeError):
        # Neither ctypes, nor a library of the system, nor the function in it is there everywhere.
        return False
