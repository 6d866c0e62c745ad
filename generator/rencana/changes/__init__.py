"""What differs in meaning between two states of a workspace; it knows neither git nor how changes are shown."""

from rencana.changes.change import Change, Weight
from rencana.changes.compare import compare_campaigns, compare_shared
from rencana.changes.findings import changed_findings
from rencana.changes.kinds import KINDS, Kind
from rencana.changes.workspaces import WorkspaceState, compare_workspaces, renamed_campaigns

__all__ = [
    "KINDS",
    "Change",
    "Kind",
    "Weight",
    "WorkspaceState",
    "changed_findings",
    "compare_campaigns",
    "compare_shared",
    "compare_workspaces",
    "renamed_campaigns",
]
