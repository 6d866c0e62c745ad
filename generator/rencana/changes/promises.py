"""What a plan promises: its days, its money, and the targets of each KPI, in words and as sizes to be compared."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from rencana.catalogue import title_in
from rencana.changes.context import Side
from rencana.changes.meaning import Reader
from rencana.changes.told import Wording, told
from rencana.plan.campaign import Campaign
from rencana.plan.language.amount import Amount, amount_meaning
from rencana.plan.measurement import KPI, Target
from rencana.words import dates, numbers
from rencana.words.languages import marked, texts

_PER: Mapping[str, str] = MappingProxyType(
    {
        "day": marked("a day"),
        "week": marked("a week"),
        "month": marked("a month"),
        "quarter": marked("a quarter"),
        "year": marked("a year"),
    }
)


class PromisedTarget(Struct, frozen=True):
    """The size of a target; two targets with the same `key` are due alike."""

    key: str
    size: Amount | None


class PromisedKPI(Struct, frozen=True):
    """A KPI with its targets: in words, and one by one."""

    title: str
    words: str
    targets: tuple[PromisedTarget, ...]


class Promise(Struct, frozen=True):
    """What a plan promised in one of its versions, and which team owned it; empty where it says nothing."""

    state: str
    owner: str
    period: str
    money: str
    kpis: Mapping[str, PromisedKPI]


def promise_of(campaign: Campaign, language: str) -> Promise:
    """Returns what a campaign promises, in a language."""
    plan, wording = campaign.plan, Wording(language, campaign.calendar)
    days = campaign.start, campaign.end
    period = dates.days(*days, language) if days[1] else told(plan.campaign.period, wording) if days[0] else ""
    money = told(plan.budget.total, wording) if plan.budget.total else ""
    kpis = {name: _kpi(campaign, kpi, wording) for name, kpi in plan.measurement.kpis.items()}
    return Promise(plan.campaign.state, plan.campaign.owner or "", period, money, kpis)


def _kpi(campaign: Campaign, kpi: KPI, wording: Wording) -> PromisedKPI:
    metric = campaign.metrics.get(kpi.metric)
    title = kpi.title or (title_in(metric.title, wording.language) if metric else kpi.metric)
    targets = kpi.targets if isinstance(kpi.targets, tuple) else ()
    reader = Reader.of(Side.of_campaign(campaign), {})
    words = [_target(target, wording) for target in targets]
    sized = tuple(PromisedTarget(_key(target, reader), target.value or target.min or target.max) for target in targets)
    return PromisedKPI(title, numbers.listed(words, wording.language) if words else "", sized)


def _key(target: Target, reader: Reader) -> str:
    days = [reader.meaning(getattr(target, name)) for name in ("by", "within", "per", "phase", "stretch")]
    return repr((*days, target.value is None, target.min is None))


def _target(target: Target, wording: Wording) -> str:
    """Returns a target in words: its size, for what time, by when."""
    say = texts(wording.language).say
    words = told(target, wording)
    if per := _PER.get(target.per or ""):
        words = f"{words} {say(per)}"
    if target.by:
        words = say("{size} by {day}", size=words, day=told(target.by, wording))
    return f"{words} ({say('stretch')})" if target.stretch else words


class Former(Struct, frozen=True):
    """A size that a target had before, and the day on which it was changed."""

    size: Amount
    until: date


def former_sizes(now: Promise, versions: Sequence[tuple[date, Promise]]) -> dict[str, tuple[tuple[Former, ...], ...]]:
    """Returns the former sizes of each target of each KPI, in the order of the plan, the oldest size first.

    `versions` are what the plan promised since it was first approved, each with the day from which on it did.
    """
    former = {name: _of_kpi(name, kpi, versions) for name, kpi in now.kpis.items()}
    return {name: targets for name, targets in former.items() if any(targets)}


def _of_kpi(name: str, now: PromisedKPI, versions: Sequence[tuple[date, Promise]]) -> tuple[tuple[Former, ...], ...]:
    former: list[list[Former]] = [[] for _ in now.targets]
    # The targets of the version that was looked at last, in the order of those of today, and since when it holds. What
    # differs from the newest version is not committed, so nobody knows its day.
    current, until = list(now.targets), None
    for day, promise in reversed(versions):
        kpi = promise.kpis.get(name)
        if kpi is None:
            break
        twins = [_twin(target, number, current, kpi.targets) for number, target in enumerate(current)]
        for number, (target, later) in enumerate(zip(twins, current, strict=True)):
            if until and target.size and later.size and _differs(target.size, later.size):
                former[number].insert(0, Former(target.size, until))
        current, until = twins, day
    return tuple(map(tuple, former))


def _twin(
    target: PromisedTarget, number: int, current: Sequence[PromisedTarget], others: Sequence[PromisedTarget]
) -> PromisedTarget:
    """Returns what a target was in another version: the one that is due alike, else the one in its place."""
    twin = next((other for other in others if other.key == target.key), None)
    if twin is None and len(others) == len(current):
        twin = others[number]
    return twin or PromisedTarget(target.key, None)


def _differs(size: Amount, other: Amount) -> bool:
    return amount_meaning(size) != amount_meaning(other)
