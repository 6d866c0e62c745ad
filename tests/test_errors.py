"""Errors stop a run with words and with what to do; all of them are ours."""

import pytest

from rencana import errors
from rencana.errors import HostError, RencanaError, TemplateError, UsageError, WorkspaceError

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
