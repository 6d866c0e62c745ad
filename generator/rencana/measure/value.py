"""What a KPI says, with everything that it rests on: parts, rows, days covered, what was left out and why."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from msgspec import Struct, field

from rencana.catalogue import Break
from rencana.catalogue.formula import MetricPart
from rencana.measure.coverage import Coverage
from rencana.measure.quantity import Quantity
from rencana.plan.language.amount import Amount
from rencana.plan.readings import Reading

Scope: TypeAlias = tuple[str, str, str, str]
"""Channel, place, audience and post of a cell."""


class How(StrEnum):
    """How a value came about."""

    SUM = "sum"
    LAST = "last"
    RATIO = "ratio"
    READ = "read"
    """One reading that says the KPI itself: a survey wave, a platform's number for the very days, an inbox report."""


class WhyNot(StrEnum):
    """Why there is no value."""

    NO_READING = "no-reading"
    CHANGE_ONLY = "change-only"
    OTHER_DAYS = "other-days"
    """The platform's number does not add up, and no reading covers the very days."""
    ONLY_THE_WHOLE = "only-the-whole"
    """There are only numbers of all channels (places, audiences), and the KPI covers some of them."""
    AUDIENCES_APART = "audiences-apart"
    """Audiences may overlap, so they are not added; and no reading covers them together."""
    CHANNELS_APART = "channels-apart"
    """Channels or places do not add up, and no reading covers the whole."""
    CHANNEL_SILENT = "channel-silent"
    """One of the channels has no reading at all."""
    SOURCES_DISAGREE = "sources-disagree"
    CURRENCIES_MIXED = "currencies-mixed"
    DEFINITION_CHANGED = "definition-changed"
    PART_MISSING = "part-missing"
    """A part of the formula has no readings for the same days."""
    NOTHING_TO_DIVIDE_BY = "nothing-to-divide-by"
    NO_POSTS = "no-posts"
    """A median needs readings of single posts."""


class Reason(StrEnum):
    """Why a row was left out."""

    BEFORE = "before"
    AFTER = "after"
    ACROSS_START = "across-start"
    ACROSS_END = "across-end"
    """It begins before the last day that counts and ends after it; at most it is a bound."""
    OF_THE_WHOLE = "of-the-whole"
    """It speaks of all channels (places, audiences), and the KPI covers some of them."""
    OF_ONE_AUDIENCE = "of-one-audience"
    """It speaks of one of several audiences that may overlap, and the KPI of all."""
    OTHER_SOURCE = "other-source"
    """It is of a source that the KPI does not name."""
    OTHER_DAYS = "other-days"
    """It does not add up, and speaks of other days than those of the KPI."""
    FEWER_DAYS = "fewer-days"
    """Another way to the same number covers more days."""
    OVERLAPS = "overlaps"
    REPLACED = "replaced"
    CONTRADICTED = "contradicted"
    """Another source, which the plan names first, says something else of the same days."""
    OTHER_UNIT = "other-unit"
    CHANGE_ONLY = "change-only"
    WHOLE_AND_PARTS = "whole-and-parts"
    """The same days are counted by rows of another grain."""
    NO_PARTNER = "no-partner"
    """The other part of the formula has no reading of the same days."""
    BASE = "base"
    """The first snapshot of a counter: later ones are counted from it."""


class LeftOut(Struct, frozen=True):
    """A row that does not count, and why."""

    reading: Reading
    reason: Reason


class Cell(NamedTuple):
    """A size of one metric on one channel, place, audience and post, from `start` to `end`, with its rows.

    The last of the `readings` says the size; a counter has the one before it too, from which the gain is counted.
    """

    channel: str
    place: str
    audience: str
    item: str
    start: date
    end: date
    size: Quantity
    currency: str
    source: str
    readings: tuple[Reading, ...]

    @property
    def scope(self) -> Scope:
        """Channel, place, audience and post."""
        return self.channel, self.place, self.audience, self.item

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.end - self.start).days + 1


class ValuePart(Struct, frozen=True):
    """What one metric adds to a value on one channel, place or audience: its size, its days and its rows."""

    metric: str
    channel: str
    place: str
    audience: str
    size: Quantity
    start: date | None
    end: date
    readings: tuple[Reading, ...]


class Term(NamedTuple):
    """What one metric of a formula says: its size, and the parts that the size is made of."""

    size: Quantity
    parts: tuple[ValuePart, ...]


class Alternative(Struct, frozen=True):
    """The same size from other rows or by another method, where it differs by more than rounding."""

    how: How
    size: Quantity
    readings: tuple[Reading, ...]


class Value(Struct, frozen=True):
    """What a KPI says on a day. Where there is no size, `why_not` says why; it is never 0 for lack of readings.

    `terms` are the metrics of a formula with their numbers. The value is as of the day `end`.
    """

    size: Quantity | None = None
    currency: str = ""
    how: How | None = None
    start: date | None = None
    end: date | None = None
    parts: tuple[ValuePart, ...] = ()
    terms: tuple[tuple[MetricPart, Quantity], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    coverage: Coverage | None = None
    why_not: WhyNot | None = None
    about: str = ""
    """What `why_not` is about: the channel or metric that is missing."""
    rivals: tuple[Reading, ...] = ()
    """Readings of two sources that say unlike things of the same."""
    change: Amount | None = None
    n: Decimal | None = None
    mark: str = ""
    alternative: Alternative | None = None
    breaks: tuple[Break, ...] = ()
    cells: tuple[Cell, ...] = ()
    """What a sum is made of; of a formula the cells of its first part, which tell its days."""
    part_cells: tuple[tuple[MetricPart, tuple[Cell, ...]], ...] = ()
    """Of a formula of sums alone the cells of each part, on days that all of them cover."""
    extremes: Quantity | None = None
    """The lowest and the highest result of a formula in any stretch that was read, where some were not."""
    bounded: bool = False
    """Whether the size holds all that is expected, though some of it is known only as a bound."""
    gross: bool = False
    """Whether channels were added though people who follow two of them count twice."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All rows that the value rests on, each once, in the order of the files."""
        rows = {(row.file, row.line): row for part in self.parts for row in part.readings}
        return tuple(rows[key] for key in sorted(rows))

    @property
    def exact(self) -> Decimal | None:
        """The size, where it is one number."""
        return self.size.exact if self.size else None

    @property
    def complete(self) -> bool:
        """Whether all was read that should have been; a value that knows no coverage is taken as complete."""
        return self.coverage is None or self.coverage.read == self.coverage.expected


class NoValue(Exception):
    """The readings give no value, for a reason that the page says."""

    def __init__(self, why: WhyNot, about: str = "", rivals: tuple[Reading, ...] = ()) -> None:
        super().__init__(why.value)
        self.why, self.about, self.rivals = why, about, rivals


class LeftOutList(Struct):
    """Collects the rows that do not count while a value is worked out."""

    rows: dict[tuple[str, int], LeftOut] = field(default_factory=dict)
    """By file and line."""

    def add(self, readings: Iterable[Reading], reason: Reason) -> None:
        """Leaves rows out; of several reasons the first one stays."""
        for row in readings:
            self.rows.setdefault((row.file, row.line), LeftOut(row, reason))

    def all_but(self, used: Iterable[Reading]) -> tuple[LeftOut, ...]:
        """Returns the rows that were left out, in the order of the files.

        A row that counts in some other cell was not left out; the base of a counter is listed though it is used.
        """
        counted = {(row.file, row.line) for row in used}
        unused = (key for key in sorted(self.rows) if key not in counted or self.rows[key].reason is Reason.BASE)
        return tuple(self.rows[key] for key in unused)


def nothing(
    why: WhyNot, about: str = "", left_out: tuple[LeftOut, ...] = (), coverage: Coverage | None = None
) -> Value:
    """Returns a value without a size, with the reason."""
    return Value(why_not=why, about=about, left_out=left_out, coverage=coverage)


def refused(reason: NoValue, left_out: LeftOutList) -> Value:
    """Returns a value without a size, for the reason that was raised."""
    return Value(why_not=reason.why, about=reason.about, rivals=reason.rivals, left_out=left_out.all_but(()))
