"""Names of files as text that can be shown anywhere: invisible characters become escapes that lead back to the file."""

import os
import re

_BYTE = re.compile(rb"\\x([0-9a-f]{2})")
ODD = "\\"
"""What begins an escape; a written name without it is the name itself."""


def written(path: str) -> str:
    r"""Returns a path as text; signs that cannot be seen, and bytes that are no text, become `\xNN`."""
    if path.isprintable() and ODD not in path:
        return path
    return "".join(
        sign if sign.isprintable() and sign != ODD else "".join(f"{ODD}x{byte:02x}" for byte in os.fsencode(sign))
        for sign in path
    )


def real(path: str) -> str:
    """Returns the path that `written` has made text of."""
    if ODD not in path:
        return path
    return os.fsdecode(_BYTE.sub(lambda match: bytes.fromhex(match[1].decode()), os.fsencode(path)))
