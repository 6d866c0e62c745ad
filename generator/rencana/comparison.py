"""The story of `rencana diff`: two states of a workspace are read and checked, and compared in meaning."""

from collections.abc import Iterable

from rencana.changes import (
    WorkspaceDiff,
    WorkspaceState,
    campaign_pairs,
    changed_findings,
    changed_posts,
    compare_workspaces,
    renamed_campaigns,
)
from rencana.check import RULES, CampaignChange, check_changes, set_up
from rencana.finding import Finding, Severity, still_open
from rencana.jobs.pool import Jobs
from rencana.pipeline import check, status
from rencana.plan.layout import PORTFOLIO
from rencana.plan.load import Draft, load_campaign
from rencana.plan.workspace import Workspace
from rencana.render.files.status import status_data
from rencana.source.files import Files, read_files
from rencana.workspace import RuleChoice


def compare(before: Workspace, after: Workspace, jobs: Jobs, *, language: str = "") -> WorkspaceDiff:
    """Compares two states of a workspace on the same day; campaigns whose files are the same are not looked into."""
    drafts = _changed_drafts(before, after), _changed_drafts(after, before)
    states = _state(before, drafts[0]), _state(after, drafts[1])
    changes = compare_workspaces(*states, language)
    renamed = renamed_campaigns(states[0].campaigns, states[1].campaigns)
    choice = RuleChoice(language=language)
    # A workspace that is not there has no fault either.
    old, current = (check(side, jobs, choice).findings if side.digests else () for side in (before, after))
    new, fixed = changed_findings(old, current, renamed)
    new = (*still_open(_check_changes(after, states, drafts[1], choice)), *new)
    new = tuple(sorted(new, key=lambda finding: list(Severity).index(finding.severity)))
    sides = zip((before, after), states, strict=True)
    # Without a name status speaks of all campaigns; here of none.
    data = [
        dict(status(side, jobs, status_data, tuple(state.campaigns)) if state.campaigns else ())
        for side, state in sides
    ]
    old_names = {new_name: old for old, new_name in renamed.items()}
    both = states[0].exists and states[1].exists
    names = sorted({*data[1], *(name for name in data[0] if name not in renamed)}) if both else ()
    statuses = {name: (data[0].get(old_names.get(name, name)), data[1].get(name)) for name in names}
    posts = changed_posts(changes, states[1].campaigns)
    return WorkspaceDiff(changes, new, fixed, statuses, posts, after.on)


def _changed_drafts(workspace: Workspace, other: Workspace) -> list[tuple[Draft, Files]]:
    """Reads the campaigns whose files are not the same in another state of a workspace."""
    theirs = {folder: [other.digests[path] for path in folder.files] for folder in other.folders}
    changed = [
        (folder, read_files({path: workspace.tree.read(path) for path in folder.files}))
        for folder in workspace.folders
        if theirs.get(folder) != [workspace.digests[path] for path in folder.files]
    ]
    return [(load_campaign(folder, files, workspace.shared), files) for folder, files in changed]


def _state(workspace: Workspace, drafts: Iterable[tuple[Draft, Files]]) -> WorkspaceState:
    """Returns a workspace as far as it is to be compared."""
    document = workspace.shared_files.files.documents.get(PORTFOLIO)
    return WorkspaceState(
        (workspace.shared, document) if document and document.readable else None,
        {draft.id: draft.campaign for draft, _ in drafts if draft.campaign and not draft.unreadable},
        {draft.id: draft.unreadable for draft, _ in drafts if draft.unreadable},
        exists=bool(workspace.digests),
    )


def _check_changes(
    after: Workspace,
    states: tuple[WorkspaceState, WorkspaceState],
    drafts: Iterable[tuple[Draft, Files]],
    choice: RuleChoice,
) -> tuple[Finding, ...]:
    """Returns what rules find that need both sides of a change."""
    pairs = campaign_pairs(states[0].campaigns, states[1].campaigns)
    files = {draft.id: files for draft, files in drafts}
    run = set_up(RULES, after.shared, choice, after.on)
    return check_changes((CampaignChange(*pair) for pair in pairs), files, after.shared, run)
