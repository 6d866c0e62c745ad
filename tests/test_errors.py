"""Errors stop a run with words and with what to do; all of them are ours."""

import errno
import os

import pytest

from rencana import errors
from rencana.errors import HostError, RencanaError, TemplateError, UsageError, WorkspaceError, describe

KINDS = [HostError, TemplateError, UsageError, WorkspaceError]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_says_what_to_do(kind: type[RencanaError]) -> None:
    """Every error is one of ours, prints as its message, and has a help that may be empty."""
    error = kind("It cannot be read.", help="Check the name.")
    assert isinstance(error, RencanaError)
    assert (str(error), error.message, error.help) == ("It cannot be read.", "It cannot be read.", "Check the name.")
    assert kind("x").help == ""


def test_the_tree_names_every_error() -> None:
    """The tree in the module's head has a line for each error with the words of its class."""
    for kind in KINDS:
        line = next(line for line in (errors.__doc__ or "").splitlines() if f"─ {kind.__name__} " in line)
        assert line.partition(kind.__name__)[2].strip()
    assert {name for name in vars(errors) if name.endswith("Error")} == {
        kind.__name__ for kind in [*KINDS, RencanaError]
    }


@pytest.mark.parametrize(
    ("number", "file", "message"),
    [
        (errno.EACCES, "plans/portfolio.yaml", "plans/portfolio.yaml cannot be read or written: Permission denied."),
        (errno.EACCES, b"plans", "plans cannot be read or written: Permission denied."),
        (errno.ELOOP, "plans/self", "plans/self cannot be read or written: Too many levels of symbolic links."),
        (errno.ENOSPC, None, "The disk cannot be written: No space left on device."),
        (errno.ENOSPC, "site/a.html", "The disk of site/a.html cannot be written: No space left on device."),
        (errno.EROFS, None, "The disk cannot be written: Read-only file system."),
    ],
)
def test_what_the_system_refuses_is_no_fault_of_ours(number: int, file: str | bytes | None, message: str) -> None:
    """A file without rights, a link to itself and a full disk are said in a sentence, with what to do."""
    sentence, help = describe(OSError(number, os.strerror(number), file))
    assert sentence == message
    assert help.startswith(("Check that it is there", "Make room on it"))


def test_other_faults_are_ours() -> None:
    """What we did not foresee is called so, also where it comes from the system without naming a file."""
    for error in (KeyError("x"), OSError(errno.EBADF, "Bad file descriptor"), OSError("x")):
        assert describe(error)[0].startswith("Rencana has a fault of its own: ")
