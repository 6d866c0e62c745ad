"""The same readings twice: measured, and as tables that SQL asks; worlds are drawn, and the SQL knows nothing of us."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import duckdb
import pytest
from plain import check

from rencana.check import RuleChoice
from rencana.measure import Progress, Value, measure
from rencana.source import MemoryTree

FIRST, LAST = date(2026, 2, 1), date(2026, 3, 31)
EARLY, LATE = FIRST - timedelta(days=12), LAST + timedelta(days=12)
"""Readings stand from well before the campaign to well after it, so that what is cut off has to be cut off."""
DAY = timedelta(days=1)
CHANNELS = ("instagram", "tiktok", "facebook")
"""Most KPIs cover the first two; what stands under the third is never theirs."""
EXACT = Decimal("1e-12")
SEEDS = pytest.mark.parametrize("seed", range(6))
MANY = pytest.mark.parametrize("seed", range(30))

PORTFOLIO = b"""
format: 1
sources: {insights: Insights, studio: Studio, tally: {title: Tally, counter: campaign}}
places: {jakarta: Jakarta, bandung: Bandung}
"""
PLAN = """
campaign: {title: T, currency: IDR, period: {start: 2026-02-01, end: 2026-03-31}, places: [jakarta, bandung]}
audiences: {fans: {title: Fans}, crowd: {title: Crowd}}
channels: {instagram: {kind: owned}, tiktok: {kind: owned}, facebook: {kind: owned}}
measurement:
  metrics:
    middle-views: {title: Views of the middle post, formula: median(views)}
  kpis:
    views: {metric: views, channels: [instagram, tiktok]}
    later-views: {metric: views, channels: [instagram, tiktok], counts_from: 2026-02-10}
    all-views: {metric: views}
    views-of-sources: {metric: views, channels: [instagram, tiktok], sources: [insights, studio]}
    views-of-places: {metric: views, channels: [instagram], places: [jakarta, bandung]}
    views-of-jakarta: {metric: views, channels: [instagram], places: [jakarta]}
    views-of-audiences: {metric: views, channels: [instagram], audiences: [fans, crowd]}
    leads: {metric: leads}
    conversions: {metric: conversions, channels: [instagram, tiktok]}
    followers: {metric: followers, channels: [instagram, tiktok]}
    ctr: {metric: ctr, channels: [instagram, tiktok]}
    ctr-of-one: {metric: ctr, channels: [instagram]}
    er-reach: {metric: er-reach, channels: [instagram, tiktok]}
    reach: {metric: reach, channels: instagram}
    middle-views: {metric: middle-views, channels: [instagram, tiktok]}
    recall: {metric: brand-recall}
    recall-of-fans: {metric: brand-recall, audiences: fans}
"""

READ = """
create table raw as select * from read_csv($readings, all_varchar = true, header = true, filename = true)
"""
READINGS = """
create view readings as
select regexp_extract(filename, '([0-9]+)[.]csv$', 1)::integer as file,
    row_number() over (partition by filename order by raw.rowid) + 1 as line,
    "start"::date as first_day, "end"::date as last_day, channel, item, place, audience, metric, value, source,
    case mark when 'restated' then 2 when 'provisional' then 0 when 'estimated' then 0 else 1 end as weight,
    max("end"::date) over (partition by filename) as exported
from raw
"""
NEWEST = """
create view newest as
select * from readings
qualify row_number() over (
    partition by metric, channel, item, place, audience, source, first_day, last_day
    order by weight desc, exported desc, file desc, line desc
) = 1
"""
"""Of rows that say the same thing: the mark first, then what was exported later, then the later place."""
POSTS = 'create table posts as select id as item, channels as channel, "at"::date as day from read_csv($calendar)'


class Row(NamedTuple):
    """A row of readings as it is written."""

    metric: str
    value: str
    start: date | None
    end: date
    channel: str = ""
    item: str = ""
    audience: str = ""
    mark: str = ""
    source: str = ""
    place: str = ""


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Returns rows as the bytes of a CSV file."""
    lines = (",".join("" if cell is None else str(cell) for cell in row) for row in rows)
    return "\n".join([",".join(columns), *lines, ""]).encode()


def written(*tables: list[Row]) -> dict[str, bytes]:
    """Returns each list of rows as a file, named by its place in the order."""
    return {f"{number}.csv": table(Row._fields, rows) for number, rows in enumerate(tables)}


def progress_of(kpi: str, on: date, readings: Mapping[str, bytes], calendar: bytes = b"", plan: str = PLAN) -> Progress:
    """Returns a KPI of the plan as we measure it on a day."""
    files = {"plans/portfolio.yaml": PORTFOLIO, "plans/t/plan.yaml": plan.encode()}
    files |= {f"plans/t/readings/{name}": content for name, content in readings.items()}
    files |= {"plans/t/calendar.csv": calendar} if calendar else {}
    checked = check(MemoryTree(files), choice=RuleChoice(ignore=("all",)), on=on)
    assert checked.findings == ()
    return measure(checked.portfolio.campaigns["t"], on).kpis[kpi]


def value_of(kpi: str, on: date, readings: Mapping[str, bytes], calendar: bytes = b"", plan: str = PLAN) -> Value:
    """Returns the newest value of a KPI as we measure it on a day."""
    return progress_of(kpi, on, readings, calendar, plan).now


def terms_of(value: Value) -> dict[str, Decimal | None]:
    """Returns the numbers of a formula by metric."""
    return {name.metric: size.exact for name, size in value.terms}


def rows_of(value: Value) -> set[tuple[int, int]]:
    """Returns file and line of each row that a value rests on."""
    return {(int(row.file.rpartition("/")[2].removesuffix(".csv")), row.line) for row in value.readings}


def left_out_of(value: Value) -> set[tuple[int, int]]:
    """Returns file and line of each row that was left out."""
    rows = (entry.reading for entry in value.left_out)
    return {(int(row.file.rpartition("/")[2].removesuffix(".csv")), row.line) for row in rows}


def coverage_by_channel(value: Value) -> dict[str, tuple[int, int]]:
    """Returns how many cells of each channel were read, and how many were expected."""
    assert value.coverage is not None
    return {part.channel: (part.read, part.expected) for part in value.coverage.channels}


class Warehouse:
    """The same bytes on disk, and the engine that reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ask(self, query: str, readings: Mapping[str, bytes], calendar: bytes = b"", **parameters: Any) -> list[tuple]:
        """Returns the rows of the last statement of a query over `readings`, `newest` and `posts`."""
        for name, content in readings.items():
            (self.folder / name).write_bytes(content)
        with duckdb.connect(config={"threads": 1}) as engine:
            engine.execute(READ, {"readings": [str(self.folder / name) for name in readings]})
            engine.execute(READINGS)
            engine.execute(NEWEST)
            if calendar:
                (self.folder / "calendar").write_bytes(calendar)
                engine.execute(POSTS, {"calendar": str(self.folder / "calendar")})
            return engine.execute(query, parameters).fetchall()


def windows(random: Random, metric: str, lengths: tuple[int, ...] = (1,), places: int = 0) -> Iterator[Row]:
    """Yields for each channel stretches of days that do not overlap, with gaps between them."""
    for channel in CHANNELS:
        day = EARLY
        while day <= LATE:
            end = day + DAY * (random.choice(lengths) - 1)
            if random.random() < 0.8:
                yield Row(metric, f"{random.uniform(0, 5000):.{places}f}", day, end, channel)
            day = end + DAY


def shuffled(random: Random, rows: Iterable[Row]) -> list[Row]:
    """Returns rows in any order."""
    mixed = list(rows)
    random.shuffle(mixed)
    return mixed


def some_day(random: Random) -> date:
    """Returns a day on which measuring is asked for: in the second half of the campaign, or soon after it."""
    return date(2026, 2, 25) + DAY * random.randrange(40)
