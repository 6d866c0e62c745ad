"""The fifth stage: how large success is, where the number comes from, how often; and the money that it costs."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from rencana.plan.header import Period
from rencana.plan.language.fault import fail
from rencana.plan.language.part import NONE, Keyed, Many, PlanPart
from rencana.plan.language.scalar import (
    Change,
    Count,
    Date,
    Day,
    Flag,
    Label,
    Money,
    Prose,
    Ref,
    Share,
    Size,
    Text,
    Title,
)
from rencana.source.document import EMPTY

Cadence: TypeAlias = Literal["daily", "weekly", "monthly", "quarterly", "yearly", "at-end"]
Method: TypeAlias = Literal["counted", "survey", "modelled", "estimated"]
MetricUnit: TypeAlias = Literal["count", "percent", "ratio", "duration", "currency", "score"]
Direction: TypeAlias = Literal["up", "down", "band"]
Counter: TypeAlias = Literal["campaign", "lifetime"]
Level: TypeAlias = Literal["input", "output", "outtake", "outcome", "impact"]


class Source(PlanPart):
    """Where numbers come from."""

    shorthand: ClassVar = ("title",)

    title: Title
    """What it is called: the report, the tool, the survey."""
    method: Method | None = None
    """How the numbers come about: counted, survey, modelled, estimated."""
    population: Text | None = None
    """Whom or what it covers."""
    n: Count | None = None
    """How many people or cases it rests on."""
    counter: Counter | None = None
    """What its rows without `start` count: the `campaign`, from its first day; or a `lifetime`, the usual case."""
    period: Period | None = None
    """When it was collected."""
    link: Text | None = None
    """Where it can be found."""
    note: Prose | None = None
    """What should be known to read it rightly."""


class OwnMetric(PlanPart):
    """A metric of one's own, beside the shipped catalogue."""

    title: Title
    """What the metric is called."""
    definition: Prose | None = None
    """What exactly is counted."""
    unit: MetricUnit | None = None
    """What it counts: count, percent, ratio, duration, currency, score."""
    over_time: Literal["sum", "last", "each"] | None = None
    """How readings of several days come together: `sum`, the `last` one, or `each` stands alone (a survey wave)."""
    over_items: Literal["sum", "never"] | None = None
    """Whether posts add up; as days do, where it is left out."""
    over_channels: Literal["sum", "never"] | None = None
    """Whether channels and places add up; as days do, where it is left out."""
    formula: Text | None = None
    """How it follows from other metrics, such as `1000 * conversions / views`."""
    direction: Direction | None = None
    """Which way is better: up, down, or a band."""
    level: Level | None = None
    """What it shows: input, output, outtake, outcome, impact."""
    evidences: Many[Label] = ()
    """The types of objective that it can prove."""
    note: Prose | None = None
    """What should be known to read it rightly."""


class Revision(PlanPart):
    """What a target was before it was changed."""

    was: Size | None = Field(default=None, alias="from")
    """The former value."""
    date: Day | None = None
    """The day of the change."""
    because: Prose | None = None
    """The reason."""


class Target(PlanPart):
    """How large success is, and by when."""

    shorthand: ClassVar = ("value",)

    value: Size | None = None
    """The size to reach, in the metric's direction."""
    min: Size | None = None
    """Never below this, from `by` to the end."""
    max: Size | None = None
    """Never above this, from `by` to the end."""
    change: Change | None = None
    """The change from the baseline, such as +20% or +5pp."""
    by: Date | None = None
    """The day by which it is reached; the campaign's end, where it is left out."""
    within: Period | None = None
    """The time that it is measured over."""
    per: Literal["day", "week", "month", "quarter", "year", "campaign"] | None = None
    """The time that each value covers, such as each week."""
    phase: Ref | None = None
    """The phase that it belongs to."""
    stretch: Flag = False
    """True for a target that would be splendid but is not promised."""
    revised: Revision | None = None
    """What it was before, and when it was changed."""
    source: Ref | None = None
    """Where the target itself comes from, if not from this plan."""
    note: Prose | None = None
    """What else should be known."""

    @model_validator(mode="after")
    def _has_size(self) -> "Target":
        if self.value is self.min is self.max is self.change is None:
            fail("target-without-size", "The target has no size.", help="Give it a value, a min, a max or a change.")
        return self


class Comparison(PlanPart):
    """A value to compare with; `value` or `change` of an earlier time, another campaign, the sector."""

    shorthand: ClassVar = ("value",)

    value: Size | None = None
    """The value."""
    min: Size | None = None
    """The lower end, where it is a range."""
    max: Size | None = None
    """The upper end, where it is a range."""
    title: Title | None = None
    """What it is."""
    date: Date | None = None
    """The day of the value."""
    period: Period | None = None
    """The time that the value covers."""
    source: Ref | None = None
    """Where it comes from."""
    audience: Ref | None = None
    """The audience that it covers, if not all."""
    place: Ref | None = None
    """The place that it covers, if not all."""
    n: Count | None = None
    """How many people or cases it rests on."""
    note: Prose | None = None
    """What should be known to read it rightly."""


def _word_or_part(data: object) -> str:
    # Text that begins like an amount is a value; every other text can only be meant as one of the words.
    is_word = data is EMPTY or (isinstance(data, str) and data[:1].isalpha())
    return "<word>" if is_word else "<part>"


Unknown: TypeAlias = Literal["unknown", "none", "elsewhere"]
Baseline: TypeAlias = Annotated[
    Annotated[Comparison, Tag("<part>")] | Annotated[Unknown, Tag("<word>")],
    Discriminator(_word_or_part),
]
Targets: TypeAlias = Annotated[
    Annotated[Many[Target], Tag("<part>")] | Annotated[Literal["none", "elsewhere"], Tag("<word>")],
    Discriminator(_word_or_part),
]


class KPI(PlanPart):
    """A metric that this plan has sized."""

    metric: Ref
    """What is measured: a metric of the catalogue, of portfolio.yaml or of this plan."""
    title: Title | None = None
    """What the KPI is called, where the metric's name does not say enough."""
    channels: Many[Ref] = ()
    """The channels that it covers; all, where it is left out."""
    audiences: Many[Ref] = ()
    """The audiences that it covers; all, where it is left out."""
    places: Many[Ref] = ()
    """The places that it covers; all, where it is left out."""
    phase: Ref | None = None
    """The phase that it covers; the whole campaign, where it is left out."""
    baseline: Baseline | None = None
    """Where things stood before: a value with its date, or unknown, none (could not exist), elsewhere."""
    compare: Keyed[Comparison] = NONE
    """Other values to compare with."""
    targets: Targets | None = None
    """How large success is and by when; or `none`: it is only observed; or `elsewhere`."""
    counts_from: Date | None = None
    """The first day that counts, where it is not the campaign's."""
    curve: Keyed[Share] = NONE
    """The share of the target that should be reached by each named date, where progress is not even."""
    tolerance: Share | None = None
    """How far behind its path the KPI may be before it is at risk."""
    cadence: Cadence | None = None
    """How often it is measured, where it differs from `measurement.cadence`."""
    sources: Many[Ref] = ()
    """Where the number is obtained."""
    collector: Ref | None = None
    """The team that obtains it."""
    note: Prose | None = None
    """What should be known to read it rightly."""


class Measurement(PlanPart):
    """How success is measured."""

    cadence: Cadence | None = None
    """How often KPIs are measured: daily, weekly, monthly, quarterly, yearly, at-end."""
    kpis: Keyed[KPI] = NONE
    """The metrics that this plan has sized."""
    metrics: Keyed[OwnMetric] = NONE
    """Metrics that only this plan uses."""
    sources: Keyed[Source] = NONE
    """Sources that only this plan uses."""
    note: Prose | None = None
    """What else should be known."""


class BudgetLine(PlanPart):
    """One part of the budget."""

    shorthand: ClassVar = ("amount",)

    amount: Money | None = None
    """How much, with the currency, such as 60_000_000 IDR."""
    title: Title | None = None
    """What it is for."""
    phase: Ref | None = None
    """The phase that it is spent in."""
    channel: Ref | None = None
    """The channel that it is spent on."""
    in_kind: Flag = False
    """True where it is given, not paid."""
    note: Prose | None = None
    """What else should be known."""


class Budget(PlanPart):
    """The money of the campaign."""

    shorthand: ClassVar = ("total",)

    total: Money | None = None
    """All of it, with the currency."""
    lines: Keyed[BudgetLine] = NONE
    """What it is spent on."""
    note: Prose | None = None
    """What else should be known."""
