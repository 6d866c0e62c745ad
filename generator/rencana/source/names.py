"""Names of files as text that can be shown anywhere: what cannot is spelled out, and leads back to the file."""

import os
import re

_BYTE = re.compile(rb"\\x([0-9a-f]{2})")
ODD = "\\"
"""What a written name has that could not be shown as it is."""


def written(path: str) -> str:
    r"""Returns a path as text; signs that cannot be seen, and bytes that are no text, as `\xNN`."""
    if path.isprintable() and ODD not in path:
        return path
    return "".join(sign if sign.isprintable() and sign != ODD else _spelled(sign) for sign in path)


def real(path: str) -> str:
    """Returns the path that was written so."""
    if ODD not in path:
        return path
    return os.fsdecode(_BYTE.sub(lambda match: bytes.fromhex(match[1].decode()), os.fsencode(path)))


def _spelled(sign: str) -> str:
    return "".join(f"{ODD}x{byte:02x}" for byte in os.fsencode(sign))
