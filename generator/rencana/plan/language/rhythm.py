"""How often and at what hours: `3 a week`, `1-2 a day`, `1 every 3 weeks`, `friday 16:00`, `19:00-22:00`."""

import re
from datetime import time

from msgspec import Struct

from rencana.plan.language.fault import fail, short
from rencana.plan.language.when import read_clock

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Rate(Struct, frozen=True):
    """How often something is published: `least` to `most` times in `span` of `unit`; no `least` means up to `most`."""

    least: int | None
    most: int | None
    unit: str
    span: int = 1
    text: str = ""

    def __str__(self) -> str:
        return self.text


class Hours(Struct, frozen=True):
    """A stretch of the day; where `end` is before `start` it goes past midnight."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


class Every(Struct, frozen=True):
    """Days of the week (0 is Monday) on which something comes back, perhaps at a time."""

    days: tuple[int, ...]
    clock: time | None = None
    text: str = ""

    def __str__(self) -> str:
        return self.text


RATE_PATTERN = (
    r"^(?:daily|weekly|monthly|quarterly|yearly|rarely|as needed|once"
    r"|(?:(?:up to|at most|at least) )?[0-9]+(?:-[0-9]+)?"
    r" (?:an? (?:day|week|month|quarter|year|campaign)|every [0-9]+ (?:days|weeks|months|quarters|years)))$"
)
HOURS_PATTERN = r"^[0-9]{1,2}:[0-9]{2} ?- ?[0-9]{1,2}:[0-9]{2}$"
_DAY = rf"(?:{'|'.join(DAYS)})"
EVERY_PATTERN = rf"^(?:daily|weekdays|{_DAY}(?:, ?{_DAY})*)(?: [0-9]{{1,2}}:[0-9]{{2}})?$"

_RATE = re.compile(
    r"(?:(up to|at most|at least) )?(\d+)(?:-(\d+))? (?:an? (day|week|month|quarter|year|campaign)|every (\d+) (\w+)s)"
)
_WORDS = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year"}
_GROUPS = {"daily": DAYS, "weekdays": DAYS[:5]}
_LONGEST = 1000


def read_rate(text: object) -> Rate:
    """Reads how often something is published."""
    words = " ".join(text.split()) if isinstance(text, str) else ""
    if not re.match(RATE_PATTERN, words):
        fail(
            "bad-rhythm", f"{short(text)} is no rhythm.", help="Write for example 3 a week, 1-2 a day, 1 every 3 weeks."
        )
    if words in _WORDS:
        return Rate(1, 1, _WORDS[words], text=words)
    match = _RATE.fullmatch(words)
    if match is None:
        return Rate(None, None, words, text=words)
    limit, first, last, unit, span, units = match.groups()
    low, high = int(first), int(last or first)
    if high < low or max(high, int(span or 1)) > _LONGEST:
        fail("bad-rhythm", f"{short(text)} is no rhythm that can be kept.", help="Write the smaller number first.")
    least = None if limit in ("up to", "at most") else low
    return Rate(least, None if limit == "at least" else high, unit or units, int(span or 1), words)


def read_hours(text: object) -> Hours:
    """Reads a stretch of the day, as 19:00-22:00."""
    if not isinstance(text, str) or not re.match(HOURS_PATTERN, text.strip()):
        fail("bad-time", f"{short(text)} is no stretch of the day.", help="Write for example 19:00-22:00.")
    start, end = (part.strip() for part in text.split("-"))
    return Hours(read_clock(start), read_clock(end))


def read_every(text: object) -> Every:
    """Reads on which days of the week something comes back, as `friday 16:00`."""
    words = " ".join(text.lower().split()) if isinstance(text, str) else ""
    if not re.match(EVERY_PATTERN, words):
        fail("bad-rhythm", f"{short(text)} is no day of the week.", help="Write for example friday 16:00.")
    named, _, clock = words.rpartition(" ") if words[-3:-2] == ":" else (words, "", "")
    names = _GROUPS.get(named) or tuple(name.strip() for name in named.split(","))
    days = tuple(sorted({DAYS.index(name) for name in names}))
    return Every(days, read_clock(clock) if clock else None, words)
