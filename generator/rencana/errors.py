"""Why a run cannot go on; a fault in a user's file is never one of these, it is a Finding.

RencanaError
├── WorkspaceError     there is no workspace here, or it cannot be read or written
├── UsageError         the command line or a setting of the site asks for something that does not exist
├── TemplateError      a template cannot be read, or names something that its view does not have
└── HostError          MkDocs, or another host of the site, refused to build it
"""

import errno
import os

_DISK = frozenset({errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT, errno.EFBIG})
"""What a disk as a whole refuses; the system names no file with it."""


class RencanaError(Exception):
    """The run cannot go on. `help` says what the user can do about it."""

    def __init__(self, message: str, *, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class WorkspaceError(RencanaError):
    """There is no workspace here, or it cannot be read or written."""


class UsageError(RencanaError):
    """The command line or a setting asks for something that does not exist."""


class TemplateError(RencanaError):
    """A template cannot be read, or names something that its view does not have."""


class HostError(RencanaError):
    """The host of the site refused to build it."""


def describe(error: Exception) -> tuple[str, str]:
    """Returns what is wrong and what to do, for any exception that ends a command."""
    if isinstance(error, RencanaError):
        return error.message, error.help
    # A file without rights, a link in a circle, a name too long, a full disk: nothing that we can mend.
    if isinstance(error, OSError) and error.strerror and error.errno in _DISK:
        place = f" of {os.fsdecode(error.filename)}" if error.filename is not None else ""
        return f"The disk{place} cannot be written: {error.strerror}.", "Make room on it, or name another folder."
    if isinstance(error, OSError) and error.strerror and error.filename is not None:
        message = f"{os.fsdecode(error.filename)} cannot be read or written: {error.strerror}."
        return message, "Check that it is there, and that it is yours."
    help = "Run it again with RENCANA_TRACEBACK=1 and report what it prints."
    return f"Rencana has a fault of its own: {type(error).__name__}: {error}", help
