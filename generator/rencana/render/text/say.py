"""Formats typed values of a plan in a language: amounts, dates, rhythms. Templates get the finished words."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from msgspec import Struct

from rencana.plan.campaign import Campaign
from rencana.plan.header import Period, Window
from rencana.plan.language.amount import Amount, Bound, Unit
from rencana.plan.language.rhythm import DAYS, Every, Hours, Rate
from rencana.plan.language.when import Calendar, DatePrecision, Moment, When
from rencana.plan.strategy import Rhythm
from rencana.render.text import rounding, terms
from rencana.words import dates, numbers
from rencana.words.languages import Texts, texts

_GAP = "\N{NO-BREAK SPACE}"
_SIGNS: Mapping[Bound, str] = {Bound.OVER: ">", Bound.UNDER: "<", Bound.ABOUT: "~"}


class Dated(Protocol):
    """A campaign or a portfolio: it has the calendar that its dates refer to."""

    @property
    def calendar(self) -> Calendar:
        """The calendar that tells which days a written date means."""
        ...


class Say(Struct, frozen=True):
    """Formats values in one language of the interface."""

    language: str

    @property
    def texts(self) -> Texts:
        """The texts of the interface."""
        return texts(self.language)

    def __call__(self, message: str, /, **values: object) -> str:
        """Translates a message of the interface, and fills in its values."""
        text = texts(self.language).gettext(message)
        return text.format(**values) if values else text

    def term(self, word: str | None, table: Mapping[str, str]) -> str:
        """Returns the word that readers see for a word of the plan language."""
        return texts(self.language).gettext(table.get(word, word)) if word else ""

    def amount(self, amount: Amount | None, *, change: bool = False) -> str:
        """Formats an amount: its size, its unit, and how exactly it is known."""
        if amount is None:
            return ""
        text = self._size(amount.value, amount, change=change or amount.signed)
        if amount.bound is Bound.EXACT:
            return text
        if amount.bound is Bound.RANGE and amount.high is not None:
            return f"{text}{_GAP}\N{EN DASH} {self._size(amount.high, amount, change=False)}"
        sign = _SIGNS.get(amount.bound)
        return f"{sign}{_GAP}{text}" if sign else text

    def _size(self, value: Decimal, amount: Amount, *, change: bool) -> str:
        sign = ("+" if value > 0 else "\N{MINUS SIGN}") if change and value else ""
        size = abs(value) if sign else value
        match amount.unit:
            case Unit.PERCENT:
                return sign + numbers.percent(size, self.language)
            case Unit.POINTS:
                unit = self("pp")
                return f"{sign}{numbers.number(size * 100, self.language)}{_GAP}{unit}"
            case Unit.DURATION:
                return sign + numbers.duration(size, self.language)
            case Unit.MONEY:
                return sign + numbers.money(size, amount.currency, self.language)
            case _:
                return sign + numbers.number(size, self.language)

    def amount_of(self, number: Decimal) -> str:
        """Formats a plain number."""
        return numbers.number(number, self.language)

    def points(self, change: Decimal) -> str:
        """Formats a change of a share in percentage points, rounded to a tenth; only no change as 0."""
        return numbers.points(rounding.share(change, 1), self.language, self("pp"))

    def change(self, change: Decimal) -> str:
        """Formats a relative change as a percentage, rounded to a tenth; only no change as 0%."""
        short = rounding.share(change, 1)
        sign = "+" if short > 0 else "\N{MINUS SIGN}" if short < 0 else "±"
        return sign + numbers.percent(abs(short), self.language)

    def share(self, share: Decimal | None) -> str:
        """Formats a share (0.25) as a percentage (25%)."""
        return "" if share is None else numbers.percent(share, self.language)

    def day(self, day: date | None) -> str:
        """Formats a day."""
        return "" if day is None else dates.day(day, self.language)

    def days(self, start: date | None, end: date | None) -> str:
        """Formats a span of days."""
        return dates.days(start, end, self.language)

    def when(self, when: When | None, dated: Dated, *, last: bool = False) -> str:
        """Formats a date as precisely as it was written; a named date with its name."""
        if when is None:
            return ""
        day = dated.calendar.last(when) if last else dated.calendar.first(when)
        match when.grain:
            case DatePrecision.OPEN:
                return self("open")
            case DatePrecision.GOAL:
                return self("when the goal is met")
            case DatePrecision.MONTH if day:
                return dates.month(day, self.language)
            case DatePrecision.DAY:
                return self.day(day)
            case DatePrecision.NAMED:
                return f"{self.day(day)} ({when.text})" if day else when.text
            case _:
                return when.text

    def period(self, period: Period | None, dated: Dated) -> str:
        """Formats a period: from when to when."""
        if period is None:
            return ""
        start, end = period.start, period.end
        if start and end and start.text == end.text:
            return self.when(start, dated)
        if start and end and start.grain is end.grain is DatePrecision.DAY:
            return self.days(start.day, end.day)
        first = self.when(start, dated)
        if end is None and period.length is not None:
            length = numbers.duration(_seconds(period.length), self.language)
            return f"{self.days(period.first_day(dated.calendar), period.last_day(dated.calendar))} ({length})"
        if end is None:
            return self("from {day}", day=first) if first else ""
        if end.grain in (DatePrecision.OPEN, DatePrecision.GOAL):
            word = self.when(end, dated)
            return self("from {day}, {end}", day=first, end=word) if first else word
        return f"{first}{_GAP}\N{EN DASH} {self.when(end, dated, last=True)}" if first else self.until(end, dated)

    def until(self, when: When, dated: Dated) -> str:
        """Formats the day by which something is due."""
        return self("by {day}", day=self.when(when, dated, last=True))

    def window(self, window: Window, campaign: Campaign) -> str:
        """Formats a window of time with the places that it applies to."""
        places = self.list([place(code, campaign, self.language) for code in window.places])
        return ", ".join(part for part in (self.period(window, campaign), places) if part)

    def moment(self, moment: Moment | None, dated: Dated) -> str:
        """Formats a day, with its time where there is one."""
        if moment is None:
            return ""
        text = self.when(moment.when, dated)
        return f"{text}, {dates.clock(moment.clock, self.language)}" if moment.clock else text

    def hours(self, hours: Hours) -> str:
        """Formats hours of the day, from when to when."""
        start, end = dates.clock(hours.start, self.language), dates.clock(hours.end, self.language)
        return f"{start}\N{EN DASH}{end}"

    def duration(self, length: timedelta | None) -> str:
        """Formats a length of time."""
        return "" if length is None else numbers.duration(_seconds(length), self.language)

    def every(self, every: Every) -> str:
        """Formats on which days of the week something is repeated."""
        names = self.list([dates.weekday_name(day, self.language) for day in every.days])
        if len(every.days) == len(DAYS):
            names = self("every day")
        return f"{names}, {dates.clock(every.clock, self.language)}" if every.clock else names

    def rate(self, rate: Rate) -> str:
        """Formats how often something is published."""
        if rate.least is None and rate.most is None:
            return self.term(rate.unit, terms.RATE_UNITS)
        low, high = rate.least, rate.most
        times = str(low if low is not None else high)
        if low is not None and high is not None and low != high:
            times = f"{low}\N{EN DASH}{high}"
        if rate.span > 1:
            spans = f"{rate.span} {self.term(rate.unit, terms.SPANS)}"
            text = self("{times} every {spans}", times=times, spans=spans)
        else:
            text = f"{times} {self.term(rate.unit, terms.RATE_UNITS)}"
        if low is None:
            return self("at most {rate}", rate=text)
        return self("at least {rate}", rate=text) if high is None else text

    def rhythm(self, rhythm: Rhythm) -> str:
        """Formats the rhythm of a content format: its minimum and maximum, its days and hours."""
        parts = []
        if rhythm.min and rhythm.max and rhythm.min.text == rhythm.max.text:
            parts.append(self.rate(rhythm.min))
        else:
            parts += [self("at least {rate}", rate=self.rate(rhythm.min))] if rhythm.min else []
            parts += [self("at most {rate}", rate=self.rate(rhythm.max))] if rhythm.max else []
        parts += [self.weekdays(rhythm.days)] if rhythm.days else []
        parts += [self.hours(hours) for hours in rhythm.hours]
        return ", ".join([*parts, *([rhythm.note] if rhythm.note else [])])

    def weekdays(self, days: tuple[str, ...]) -> str:
        """Formats days of the week that are written by name."""
        return self.list([dates.weekday_name(DAYS.index(day), self.language) for day in days])

    def list(self, words: "list[str] | tuple[str, ...]") -> str:
        """Joins words to a list as the language writes it."""
        return numbers.listed(words, self.language)


def place(code: str, campaign: Campaign, language: str) -> str:
    """Returns the name of a place from the portfolio, or of a country from CLDR; else the code itself."""
    listed = campaign.shared.places.get(code)
    if listed:
        return listed.title
    name = numbers.locale_of(language).territories.get(code)
    return str(name) if name else code


def _seconds(length: timedelta) -> Decimal:
    return Decimal(str(length.total_seconds()))
