"""A campaign: its plan joined with its calendar, its readings, and what portfolio.yaml says; and all of them together.

The whole plan of a workspace, as checks, numbers and pages read it. How it is read from files stands in `load.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from rencana.catalogue import Metric, platforms
from rencana.finding import Finding
from rencana.plan.agenda import Item
from rencana.plan.header import Period
from rencana.plan.language.part import NONE
from rencana.plan.language.when import Calendar, DatePrecision
from rencana.plan.measurement import Source
from rencana.plan.plan import Plan
from rencana.plan.readings import Reading
from rencana.plan.shared import Shared
from rencana.source.document import Document
from rencana.span import Span

Location = tuple[str, Span]
"""A file below the workspace, and where in it."""


class UnmeasuredKPI(Struct, frozen=True):
    """A KPI that is not measured, as something that decides about its number could not be read or does not exist."""

    title: str
    cause: Finding


class Campaign(Struct, frozen=True, eq=False):
    """One folder of plans/. `items` are those of the plan and of calendar.csv together, each with its place.

    Campaigns are equal only where they are the same object. So one is a cheap key of a cache: comparing two plans with
    all of their readings would cost more than most of what is cached.
    """

    id: str
    plan: Plan
    document: Document
    shared: Shared
    calendar: Calendar
    metrics: Mapping[str, Metric]
    sources: Mapping[str, Source]
    items: Mapping[str, Item] = NONE
    item_places: Mapping[str, Location] = NONE
    readings: tuple[Reading, ...] = ()
    unmeasured: Mapping[str, UnmeasuredKPI] = NONE
    """KPIs that the plan names and nobody can measure, by id; they are no part of `plan` where pages are made."""

    def __repr__(self) -> str:
        # All fields of a plan and all of its readings would bury the error message that holds them.
        return f"Campaign({self.id!r})"

    @property
    def language(self) -> str:
        """The language of the plan's texts."""
        return self.plan.campaign.language or self.shared.language

    @property
    def currency(self) -> str:
        """The currency of amounts that name none; empty where nobody says."""
        return self.plan.campaign.currency or self.shared.currency or ""

    @property
    def timezone(self) -> str:
        """The time zone that days and times are meant in."""
        return self.plan.campaign.timezone or self.shared.timezone

    @property
    def start(self) -> date | None:
        """The first day of the period."""
        return self.first_day(self.plan.campaign.period)

    @property
    def end(self) -> date | None:
        """The last day of the period; None where it is open."""
        return self.last_day(self.plan.campaign.period)

    @property
    def first_counted_day(self) -> date | None:
        """The day from which sums count: the first of the period or of the first phase, whichever is earlier."""
        windows = (window for phase in self.plan.schedule.phases.values() for window in phase.windows)
        days = [day for day in (self.start, *map(self.first_day, windows)) if day]
        return min(days, default=None)

    def are_disjoint(self, names: Iterable[str]) -> bool:
        """Tells whether the plan says that nobody is in two of these audiences; a part overlaps with its larger one."""
        audiences = self.plan.audiences
        ids = set(names)
        if not all(name in audiences and audiences[name].disjoint for name in ids):
            return False
        # All larger ones, however far up; a circle ends where nothing new comes.
        larger, last = set[str](), ids
        while last:
            last = {part_of for name in last if name in audiences and (part_of := audiences[name].part_of)} - larger
            larger |= last
        return ids.isdisjoint(larger)

    def first_day(self, period: Period | None) -> date | None:
        """Returns the first day of a period; None where it is left out."""
        return period.first_day(self.calendar) if period else None

    def last_day(self, period: Period | None) -> date | None:
        """Returns the last day of a period; None where it is open or left out."""
        return period.last_day(self.calendar) if period else None

    def is_open(self) -> bool:
        """Tells whether the campaign has no last day by intention."""
        period = self.plan.campaign.period
        return (
            period is not None
            and period.end is not None
            and period.end.grain in (DatePrecision.OPEN, DatePrecision.GOAL)
        )


def platform_of(channel: str, campaign: Campaign) -> str:
    """Returns the platform of a channel: its own, the one that portfolio.yaml gives it, or its id."""
    stated = campaign.plan.channels.get(channel)
    name = (stated.platform if stated else None) or channel
    shared = campaign.shared.channels.get(name)
    return shared.platform or name if shared else name


def formats_of(channel: str, campaign: Campaign) -> tuple[str, ...]:
    """Returns the formats that a channel offers: those of portfolio.yaml, else of its platform; none where unknown."""
    channel_of_plan = campaign.plan.channels.get(channel)
    shared = campaign.shared.channels.get((channel_of_plan.platform if channel_of_plan else None) or channel)
    platform = platforms().get(platform_of(channel, campaign))
    return (shared.formats if shared else ()) or (platform.formats if platform else ())


class Unreadable(Struct, frozen=True):
    """A campaign whose plan cannot be read, and the first reason; the site shows its findings and no numbers."""

    id: str
    title: str
    path: str
    cause: Finding | None = None


class Portfolio(Struct, frozen=True):
    """All plans of a workspace, by id in the order of their folders."""

    shared: Shared
    campaigns: Mapping[str, Campaign] = NONE
    unreadable: tuple[Unreadable, ...] = ()
