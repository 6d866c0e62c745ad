"""All that a change of plans is and does: the changes in meaning, and what they do to findings, numbers and posts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from rencana.changes.change import PlanChange, Weight
from rencana.changes.posts import PostPreview
from rencana.finding import Finding

_WEIGHTS = tuple(Weight)


class WorkspaceDiff(Struct, frozen=True):
    """What differs in meaning between two states of a workspace, with its effects on one day.

    `statuses` are the plain data of `rencana status`, before and after, of each campaign that differs, by its id now;
    None on a side where it is not there, or cannot be read.
    """

    changes: tuple[PlanChange, ...]
    new: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    statuses: Mapping[str, tuple[Any, Any]]
    posts: tuple[PostPreview, ...]
    on: date

    @property
    def empty(self) -> bool:
        """Whether nothing has changed in meaning, and no finding came or went."""
        return not (self.changes or self.new or self.fixed)

    @property
    def ranked(self) -> tuple[PlanChange, ...]:
        """The changes, the weightiest first; of equal weight in the order of the plans."""
        return tuple(sorted(self.changes, key=lambda change: _WEIGHTS.index(change.weight)))

    @property
    def turned(self) -> "tuple[StatusChange, ...]":
        """The campaigns, objectives and KPIs whose status is another, campaign by campaign."""
        return tuple(
            change for name, sides in self.statuses.items() for change in _turned(name, sides[0] or {}, sides[1] or {})
        )


class StatusChange(Struct, frozen=True):
    """A status that is another. `part` is `objectives` or `kpis`, and empty for the campaign itself."""

    campaign: str
    part: str
    id: str
    before: str | None
    after: str | None


def _turned(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[StatusChange]:
    pairs = [("", name, before.get("status"), after.get("status"))]
    # Of a campaign that came or went, its status says enough: the parts came and went with it.
    for part in ("objectives", "kpis") if before and after else ():
        old = {entry["id"]: entry["status"] for entry in before.get(part, ())}
        new = {entry["id"]: entry["status"] for entry in after.get(part, ())}
        pairs += [(part, id, old.get(id), new.get(id)) for id in dict.fromkeys((*old, *new))]
    return [StatusChange(name, part, id, was, now) for part, id, was, now in pairs if was != now]
