"""Compares two states of a whole workspace: what all plans share, and the campaigns that came, went, or are others."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from rencana.changes.change import Difference, PlanChange
from rencana.changes.compare import compare_campaigns, compare_shared
from rencana.changes.context import Context, Side
from rencana.changes.kinds import KINDS
from rencana.changes.meaning import Reader
from rencana.changes.renames import renamed_parts
from rencana.plan.campaign import Campaign, Unreadable
from rencana.plan.language.part import NONE
from rencana.plan.layout import PORTFOLIO
from rencana.plan.shared import Shared
from rencana.source.document import Document
from rencana.span import START
from rencana.words import numbers
from rencana.words.languages import texts


class WorkspaceState(Struct, frozen=True):
    """A workspace at one time, as far as it is to be compared.

    `shared` comes with its file; None where there is none that can be read. `campaigns` are those that may have
    changed, by id; `unreadable` are those among them that cannot be read.
    """

    shared: tuple[Shared, Document] | None
    campaigns: Mapping[str, Campaign]
    unreadable: Mapping[str, Unreadable] = {}
    exists: bool = True
    """Whether there is any file of a workspace."""


def compare_workspaces(before: WorkspaceState, after: WorkspaceState, language: str = "") -> tuple[PlanChange, ...]:
    """Returns all changes, those of the portfolio first, then campaign by campaign."""
    if before.exists != after.exists:
        return (_came_or_went(before, after, language),)
    changes: list[PlanChange] = []
    shared_ids: Mapping[str, str] = NONE
    if before.shared and after.shared:
        of_shared, shared_ids = compare_shared(before.shared, after.shared, language)
        changes += of_shared
    renamed = renamed_campaigns(before.campaigns, after.campaigns)
    old_ids = {new: old for old, new in renamed.items()}
    for name in sorted({*before.campaigns, *after.campaigns, *before.unreadable, *after.unreadable} - {*renamed}):
        old, new = before.campaigns.get(old_ids.get(name, name)), after.campaigns.get(name)
        if old and new:
            changes += _of_both(old, new, language, shared_ids)
        else:
            changes += _of_one(name, before, after, language)
    return tuple(changes)


def _came_or_went(before: WorkspaceState, after: WorkspaceState, language: str) -> PlanChange:
    """Returns that a workspace is new or gone, as one change: a hundred new campaigns are no news one by one."""
    kind, state = ("workspace-added", after) if after.exists else ("workspace-dropped", before)
    language = language or (state.shared[0].language if state.shared else "")
    count = numbers.number(len({*state.campaigns, *state.unreadable}), language or "en")
    message = texts(language).say(KINDS[kind].message, count=count)
    values = ("", count) if after.exists else (count, "")
    return PlanChange(kind, KINDS[kind].weight, "", "", *values, message, PORTFOLIO, START, in_base=before.exists)


def renamed_campaigns(before: Mapping[str, Campaign], after: Mapping[str, Campaign]) -> dict[str, str]:
    """Returns the new id of each campaign whose folder was renamed: as its plan says in `was`, else by what it says."""
    dropped = {name: campaign for name, campaign in before.items() if name not in after}
    new = {name: campaign for name, campaign in after.items() if name not in before}
    by_was = {old: name for name, campaign in new.items() for old in campaign.plan.campaign.was if old in dropped}
    plans = (
        {name: campaign.plan for name, campaign in dropped.items() if name not in by_was},
        {name: campaign.plan for name, campaign in new.items() if name not in by_was.values()},
    )
    readers = (Reader.of(_any_side(dropped), {}), Reader.of(_any_side(new), {})) if all(plans) else None
    return by_was | (dict(renamed_parts(*plans, readers)) if readers else {})


def campaign_pairs(
    before: Mapping[str, Campaign], after: Mapping[str, Campaign]
) -> Iterator[tuple[Campaign, Campaign]]:
    """Yields each campaign that stands on both sides, perhaps under another id, as it was and as it is."""
    new_ids = renamed_campaigns(before, after)
    for name, campaign in before.items():
        if twin := after.get(new_ids.get(name, name)):
            yield campaign, twin


def _any_side(campaigns: Mapping[str, Campaign]) -> Side:
    return Side.of_campaign(next(iter(campaigns.values())))


def _of_both(old: Campaign, new: Campaign, language: str, shared_ids: Mapping[str, str]) -> Iterator[PlanChange]:
    """Yields the changes of a campaign that stands on both sides, perhaps under another id."""
    if old.id != new.id:
        kind = "campaign-renamed" if old.id in new.plan.campaign.was else "campaign-renamed-silently"
        yield _context(old, new, language).change(kind, Difference((), old.id, new.id))
    yield from compare_campaigns(old, new, language, shared_ids)


def _of_one(name: str, before: WorkspaceState, after: WorkspaceState, language: str) -> Iterator[PlanChange]:
    """Yields that a campaign came or went, or can be read on one side only."""
    old, new = before.campaigns.get(name), after.campaigns.get(name)
    if old and name in after.unreadable:
        yield _context(old, old, language).change("campaign-unreadable", Difference((), name, name))
    elif new and name in before.unreadable:
        yield _context(new, new, language).change("campaign-readable", Difference((), name, name))
    elif new:
        yield _context(new, new, language).change("campaign-added", Difference((), None, name))
    elif old:
        yield _context(old, old, language).change("campaign-dropped", Difference((), name, None), in_base=True)


def _context(before: Campaign, after: Campaign, language: str) -> Context:
    return Context(Side.of_campaign(before), Side.of_campaign(after), language or after.language)
