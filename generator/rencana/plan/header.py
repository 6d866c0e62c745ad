"""What a campaign is called, who owns it, when it runs and how far it is: the key `campaign`."""

from datetime import date, timedelta
from typing import ClassVar, Literal, TypeAlias, get_args

from rencana.plan.language.part import NONE, Keyed, Many, PlanPart
from rencana.plan.language.scalar import (
    Currency,
    Date,
    Day,
    Duration,
    Flag,
    FormerId,
    Label,
    Language,
    Link,
    Prose,
    Ref,
    Text,
    Timezone,
    Title,
)
from rencana.plan.language.when import Calendar

State: TypeAlias = Literal["draft", "review", "approved", "running", "paused", "stopped", "closed"]
UNAPPROVED: frozenset[State] = frozenset({"draft", "review"})
"""The states of a plan that nobody has approved yet."""
AT_WORK: frozenset[State] = frozenset({"approved", "running", "paused"})
"""The states in which somebody can still do something about a KPI."""
Month: TypeAlias = Literal[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def month_number(name: Month) -> int:
    """Returns the number of a month, from 1."""
    return get_args(Month).index(name) + 1


class Period(PlanPart):
    """From when to when; a single text such as 2026 or FY2025-26 is both start and end."""

    shorthand: ClassVar = ("start", "end")

    start: Date | None = None
    """The first day; a month, quarter, year or fiscal year means its first day."""
    end: Date | None = None
    """The last day; a month, quarter, year or fiscal year means its last. Also `open`, or `goal`: until it is met."""
    length: Duration | None = None
    """How long it lasts, instead of an end, such as 100 days."""

    def first_day(self, calendar: Calendar) -> date | None:
        """Returns its first day; None where it is left out."""
        return calendar.first(self.start)

    def last_day(self, calendar: Calendar) -> date | None:
        """Returns its last day; None where it is open or left out."""
        if self.end is None and self.length is not None:
            start = calendar.first(self.start)
            return start + self.length - timedelta(days=1) if start else None
        return calendar.last(self.end)


class Window(Period):
    """One stretch of time among several."""

    places: Many[Ref] = ()
    """Where it applies, if not everywhere."""
    note: Prose | None = None
    """What else should be known."""


class Stop(PlanPart):
    """That a campaign was stopped before its end."""

    date: Day
    """The day of the decision."""
    because: Prose | None = None
    """The reason."""


class Partner(PlanPart):
    """Another organisation that takes part."""

    shorthand: ClassVar = ("title",)

    title: Title
    """Its name."""
    role: Text | None = None
    """What it does in the campaign."""
    link: Link | None = None
    """Its address."""


class Reference(PlanPart):
    """A document or page that belongs to the campaign."""

    shorthand: ClassVar = ("link",)

    link: Link
    """The address, with https:// in front."""
    title: Title | None = None
    """What it is called."""
    note: Prose | None = None
    """What it holds."""


class Header(PlanPart):
    """The campaign itself. Only the title is required; all else that a plan should hold depends on its state."""

    title: Title
    """What people call the campaign."""
    summary: Prose | None = None
    """The campaign in one or two sentences."""
    kind: Literal["campaign", "strategy"] = "campaign"
    """A campaign ends; a strategy goes on."""
    state: State = "draft"
    """How far the plan is: draft, review, approved, running, paused, stopped, closed."""
    retrospective: Flag = False
    """True where the plan was written down after the campaign; missing reasons then weigh less."""
    owner: Ref | None = None
    """The team that answers for the campaign."""
    language: Language | None = None
    """The language of the plan, where it differs from the portfolio's."""
    languages: Many[Language] = ()
    """The languages of the content."""
    currency: Currency | None = None
    """The currency, where it differs from the portfolio's."""
    timezone: Timezone | None = None
    """The time zone, where it differs from the portfolio's."""
    fiscal_year_start: Month | None = None
    """The first month of a fiscal year, where it differs from the portfolio's."""
    period: Period | None = None
    """From when to when the campaign runs."""
    places: Many[Ref] = ()
    """Where it runs: ISO 3166 codes such as ID-JK, or places of portfolio.yaml."""
    tags: Many[Label] = ()
    """Free words to find the campaign by."""
    was: Many[FormerId] = ()
    """Former ids of the campaign; links to them lead here."""
    part_of: Ref | None = None
    """The campaign or strategy that this one belongs to."""
    partners: Keyed[Partner] = NONE
    """Other organisations that take part."""
    links: Keyed[Reference] = NONE
    """Documents and pages that belong to the campaign."""
    stopped: Stop | None = None
    """When and why the campaign was stopped before its end."""
    note: Prose | None = None
    """What else should be known."""


class Phase(PlanPart):
    """A part of the campaign's time; phases may overlap, lead in, and have several windows."""

    may_be_empty: ClassVar = True

    title: Title | None = None
    """What the phase is called."""
    windows: Many[Window] = ()
    """When it runs."""
    objectives: Many[Ref] = ()
    """The objectives that it works for."""
    audiences: Many[Ref] = ()
    """The audiences that it speaks to."""
    channels: Many[Ref] = ()
    """The channels that it uses."""
    places: Many[Ref] = ()
    """Where it runs."""
    note: Prose | None = None
    """What happens in it."""


class Pause(PlanPart):
    """A time in which nothing is published."""

    title: Title | None = None
    """What the pause is called."""
    windows: Many[Window] = ()
    """When it applies."""
    channels: Many[Ref] = ()
    """The channels that it applies to, if not all."""
    because: Prose | None = None
    """The reason."""


class Schedule(PlanPart):
    """Named days, phases and pauses."""

    dates: Keyed[Date] = NONE
    """Names for days; other dates may then be written as `iftar-1 - 3d`."""
    phases: Keyed[Phase] = NONE
    """The parts of the campaign's time."""
    pauses: Keyed[Pause] = NONE
    """Times in which nothing is published."""
