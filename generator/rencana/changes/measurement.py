"""Tells what changed in money and in what success is: targets, baselines, definitions."""

from collections.abc import Hashable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from rencana.changes.change import Difference, PlanChange
from rencana.changes.context import Context, Side
from rencana.changes.meaning import Reader
from rencana.derive.pairing import pair
from rencana.plan.language.amount import Amount
from rencana.plan.measurement import Target
from rencana.words import dates

DEFINE_A_KPI = ("metric", "channels", "audiences", "places", "phase", "counts_from", "sources")
"""Keys of a KPI that say what is counted: with another value its earlier numbers speak of something else."""
DEFINE_A_METRIC = ("definition", "unit", "formula", "over_time", "over_items", "over_channels", "direction")
"""Keys of an own metric that say what is counted."""


def budget_changed(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields that there is more or less money."""
    yield _sized(context, difference, "budget")


def budget_line_changed(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields that more or less money is meant for something."""
    yield _sized(context, difference, "budget-line")


def _sized(context: Context, difference: Difference, name: str) -> PlanChange:
    before, after = difference.before, difference.after
    if not isinstance(before, Amount) or not isinstance(after, Amount) or before.value == after.value:
        return context.changed(name, difference)
    return context.change(f"{name}-{'raised' if after.value > before.value else 'lowered'}", difference)


def targets_changed(context: Context, difference: Difference) -> Iterator[PlanChange]:
    """Yields what became of each target; targets are paired by their days, then by their sizes, then by their order."""
    sides = Reader.of(context.before, {}), Reader.of(context.after, {})
    if not isinstance(difference.before or (), tuple) or not isinstance(difference.after or (), tuple):
        yield context.change("target-changed", difference)
        return
    all_targets = _targets(difference.before), _targets(difference.after)
    meanings = [[side.meaning(target) for target in targets] for side, targets in zip(sides, all_targets, strict=True)]
    old = [target for target in all_targets[0] if sides[0].meaning(target) not in meanings[1]]
    new = [target for target in all_targets[1] if sides[1].meaning(target) not in meanings[0]]
    twins = pair(*(_aspects(*side) for side in zip((old, new), sides, strict=True)))
    for number, target in enumerate(old):
        if number in twins:
            yield from _target_changed(context, Difference(difference.path, target, new[twins[number]]), sides)
        else:
            words = {"before": _due(context, target, context.before)}
            yield context.change("target-dropped", Difference(difference.path, target, None), words)
    for number, target in enumerate(new):
        if number not in twins.values():
            words = {"after": _due(context, target, context.after)}
            yield context.change("target-added", Difference(difference.path, None, target), words)


def _aspects(targets: list[Target], reader: Reader) -> list[tuple[Hashable, Hashable]]:
    return [(_days_of(target, reader), _size_of(target, reader)) for target in targets]


def _targets(value: object) -> list[Target]:
    return [target for target in value if isinstance(target, Target)] if isinstance(value, tuple) else []


def _days_of(target: Target, reader: Reader) -> Hashable:
    names = ("by", "within", "per", "phase", "stretch")
    return tuple(reader.meaning(getattr(target, name)) for name in names)


def _size_of(target: Target, reader: Reader) -> Hashable:
    return tuple(reader.meaning(getattr(target, name)) for name in ("value", "min", "max", "change"))


def _target_changed(context: Context, difference: Difference, readers: tuple[Reader, Reader]) -> Iterator[PlanChange]:
    before, after = difference.before, difference.after
    assert isinstance(before, Target)
    assert isinstance(after, Target)
    days = context.before.calendar.last(before.by), context.after.calendar.last(after.by)
    # The day is told once: with the size, or as what has changed.
    size = context.told(after) if days[0] != days[1] else _due(context, after, context.after)
    told_sizes = {"before": context.told(before, context.before), "after": size}
    if _size_of(before, readers[0]) != _size_of(after, readers[1]):
        change = context.change(_kind_of_size(context, difference, before, after), difference, told_sizes)
        # Programs get both sizes with their days; a sentence says the day once.
        both = _due(context, before, context.before), _due(context, after, context.after)
        yield replace(change, before=both[0], after=both[1])
        if before.by is None and after.by is None:
            return
    if before.stretch != after.stretch:
        yield context.change("target-made-stretch" if after.stretch else "target-committed", difference, told_sizes)
    if days[0] and days[1] and days[0] != days[1]:
        told_days = {"before": dates.day(days[0], context.language), "after": dates.day(days[1], context.language)}
        kind = "target-earlier" if days[1] < days[0] else "target-later"
        yield context.change(kind, difference, {"size": context.told(after), **told_days})
    elif _same_but_for_notes(before, after, readers):
        yield context.changed("kpi", difference)
    elif _days_of(before, readers[0]) != _days_of(after, readers[1]) and before.stretch == after.stretch:
        words = {"before": _due(context, before, context.before), "after": _due(context, after, context.after)}
        yield context.change("target-changed", difference, words)


def _same_but_for_notes(before: Target, after: Target, readers: tuple[Reader, Reader]) -> bool:
    same_size = _size_of(before, readers[0]) == _size_of(after, readers[1])
    return same_size and _days_of(before, readers[0]) == _days_of(after, readers[1])


def _kind_of_size(context: Context, difference: Difference, before: Target, after: Target) -> str:
    """Returns the kind of a resized target; that it was done in silence, after numbers came, goes before."""
    # By the newer plan: the KPI may have had another id before.
    metric = context.after.plan.measurement.kpis[difference.path[2]].metric
    has_readings = any(reading.metric == metric for reading in context.before.readings)
    if has_readings and after.revised == before.revised:
        return "target-changed-unrevised"
    change = next(_resized(before, after), 0)
    return "target-raised" if change > 0 else "target-lowered" if change < 0 else "target-changed"


def _resized(before: Target, after: Target) -> Iterator[Decimal]:
    """Yields by how much each size is larger; a growth of 20% and a number of views cannot be compared."""
    for name in ("value", "change", "min", "max"):
        old, new = getattr(before, name), getattr(after, name)
        if old and new and (old.unit, old.currency) == (new.unit, new.currency) and old.value != new.value:
            yield new.value - old.value


def _due(context: Context, target: Target, side: Side) -> str:
    """Returns the size of a target with its day, where it names one."""
    size = context.told(target, side)
    return context.say("{size} by {day}", size=size, day=context.told(target.by, side)) if target.by else size
