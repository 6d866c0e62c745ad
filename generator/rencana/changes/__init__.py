"""What differs in meaning between two states of a workspace; it knows neither how git is asked nor how it is shown."""

from rencana.changes.change import PlanChange, Weight
from rencana.changes.compare import compare_campaigns, compare_shared
from rencana.changes.diff import StatusChange, WorkspaceDiff
from rencana.changes.findings import changed_findings
from rencana.changes.kinds import KINDS, ChangeKind
from rencana.changes.posts import PostPreview, changed_posts
from rencana.changes.workspaces import WorkspaceState, campaign_pairs, compare_workspaces, renamed_campaigns

__all__ = [
    "KINDS",
    "ChangeKind",
    "PlanChange",
    "PostPreview",
    "StatusChange",
    "Weight",
    "WorkspaceDiff",
    "WorkspaceState",
    "campaign_pairs",
    "changed_findings",
    "changed_posts",
    "compare_campaigns",
    "compare_shared",
    "compare_workspaces",
    "renamed_campaigns",
]
