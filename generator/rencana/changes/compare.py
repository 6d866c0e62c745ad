"""Compares two states of a campaign and tells what differs in meaning; every difference is told by some kind."""

from collections.abc import Callable, Iterator, Mapping

from rencana.changes import items, measurement, readings, strategy, time
from rencana.changes.change import Difference, Path, PlanChange
from rencana.changes.context import Context, Side
from rencana.changes.kinds import SHARED_PARTS, SHARED_SINGLES
from rencana.changes.meaning import Reader
from rencana.changes.renames import renamed_ids
from rencana.changes.walk import Sides, differences
from rencana.plan.campaign import Campaign
from rencana.plan.language.part import NONE
from rencana.plan.shared import Shared
from rencana.source.document import Document

Teller = Callable[[Context, Difference], Iterator[PlanChange]]
_ANY = "*"
_CALENDAR = ("calendar",)
_WAS = ("campaign", "was")

_TELLERS: tuple[tuple[Path, str | Teller], ...] = (
    (("campaign", "owner"), "owner-changed"),
    (("campaign", "period"), time.period_moved),
    (("campaign", "state"), time.state_moved),
    (("campaign", "stopped"), time.stopped),
    (("objectives", _ANY, "statement"), "objective-reworded"),
    (("objectives", _ANY, "title"), "objective-reworded"),
    (("objectives", _ANY, "type"), "objective-retyped"),
    (("objectives", _ANY, "yardsticks"), "yardstick-changed"),
    (("audiences", _ANY, "evidence"), strategy.evidence_changed),
    (("audiences", _ANY, "platforms", _ANY, "evidence"), strategy.evidence_changed),
    (("content", "pillars", _ANY, "share"), "pillar-share-changed"),
    (("channels", _ANY), strategy.channel_changed),
    (("budget", "total"), measurement.budget_changed),
    (("budget", "lines", _ANY, "amount"), measurement.budget_line_changed),
    (("measurement", "kpis", _ANY, "targets"), measurement.targets_changed),
    (("measurement", "kpis", _ANY, "baseline"), "baseline-changed"),
    *((("measurement", "kpis", _ANY, key), "kpi-redefined") for key in measurement.DEFINE_A_KPI),
    *((("measurement", "metrics", _ANY, key), "metric-redefined") for key in measurement.DEFINE_A_METRIC),
    (("calendar", _ANY, "at"), "item-moved"),
    (("calendar", _ANY, "every"), "item-moved"),
    (("calendar", _ANY, "windows"), "item-moved"),
    (("calendar", _ANY, "state"), items.state_changed),
    (("calendar", _ANY, "copy"), "item-text-changed"),
    (("calendar", _ANY, "channels", _ANY), items.channel_changed),
    (("reviews", _ANY, "found"), strategy.review_written),
    (("reviews", _ANY, "decision"), strategy.review_written),
)
"""What tells of a difference in words of its own, by the path: a kind, or a function; the first that fits is taken."""


def compare_campaigns(
    before: Campaign, after: Campaign, language: str = "", shared_ids: Mapping[str, str] = NONE
) -> tuple[PlanChange, ...]:
    """Returns what has changed in a campaign, in a language; else in that of the newer plan.

    `shared_ids` are the new ids of what all campaigns share, by the old ones.
    """
    context = Context(Side.of_campaign(before), Side.of_campaign(after), language or after.language)
    renamed = renamed_ids(context.before, context.after)
    new_ids = {**shared_ids, **_in_one(renamed)}
    changes = list(_compare(context, renamed, new_ids))
    # Posts of the plan and of calendar.csv are one calendar: moved from one to the other they stay what they are.
    sides = Sides(Reader.of(context.before, new_ids), Reader.of(context.after, {}), renamed)
    for difference in differences(before.items, after.items, sides, _CALENDAR):
        changes += _tell(context, difference)
    changes += readings.compare(context, new_ids)
    # Of a post that left one channel for another, both are told as one change.
    return tuple(dict.fromkeys(changes))


def compare_shared(
    before: tuple[Shared, Document], after: tuple[Shared, Document], language: str = ""
) -> tuple[tuple[PlanChange, ...], dict[str, str]]:
    """Returns what has changed in what all campaigns share, and its new ids; each side comes with its file."""
    sides = Side.of_portfolio(*before), Side.of_portfolio(*after)
    context = Context(*sides, language or after[0].language, SHARED_PARTS, SHARED_SINGLES)
    renamed = renamed_ids(*sides)
    new_ids = _in_one(renamed)
    return tuple(_compare(context, renamed, new_ids)), new_ids


def _in_one(renamed: Mapping[Path, Mapping[str, str]]) -> dict[str, str]:
    return {old: new for names in renamed.values() for old, new in names.items()}


def _compare(
    context: Context, renamed: Mapping[Path, dict[str, str]], new_ids: Mapping[str, str]
) -> Iterator[PlanChange]:
    """Yields the changes of all that stands in one file."""
    for path, names in renamed.items():
        for old, new in names.items():
            yield context.change(f"{context.parts[path].name}-renamed", Difference((*path, new), old, new))
    sides = Sides(Reader.of(context.before, new_ids), Reader.of(context.after, {}), renamed)
    # That it has another id is told of the campaign as a whole.
    told_elsewhere = (_CALENDAR, _WAS) if context.before.id != context.after.id else (_CALENDAR,)
    for difference in differences(context.before.part, context.after.part, sides):
        if not any(difference.path[: len(path)] == path for path in told_elsewhere):
            yield from _tell(context, difference)


def _tell(context: Context, difference: Difference) -> Iterator[PlanChange]:
    for pattern, teller in _TELLERS if context.after.campaign else ():
        if _fits(difference.path, pattern):
            if isinstance(teller, str):
                yield context.change(teller, difference)
            else:
                yield from teller(context, difference)
            return
    yield _plain(context, difference)


def _fits(path: Path, pattern: Path) -> bool:
    return len(path) == len(pattern) and all(key in (_ANY, step) for step, key in zip(path, pattern, strict=True))


def _plain(context: Context, difference: Difference) -> PlanChange:
    """Returns the change of a difference without words of its own: added, dropped, or a field that is another."""
    section, depth = context.section(difference.path)
    if 1 < depth == len(difference.path) and None in (difference.before, difference.after):
        return context.change(f"{section.name}-{'added' if difference.before is None else 'dropped'}", difference)
    return context.changed(section.name, difference)
