"""Two states of a workspace are compared as far as they differ."""

from datetime import date
from pathlib import Path

from rencana.comparison import compare
from rencana.jobs.pool import Jobs
from rencana.plan.workspace import open_workspace
from rencana.source import DiskTree

ON = date(2026, 3, 1)


def test_what_is_the_same_is_not_measured(example: Path) -> None:
    """Two states that are the same have no difference, and no campaign of them is measured to say so."""
    workspace = open_workspace(DiskTree(example), on=ON)
    diff = compare(workspace, workspace, Jobs())
    assert diff.empty
    assert diff.statuses == {}
