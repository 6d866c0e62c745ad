"""Which rows answer: the rules of choice, written by hand in SQL, give the same rows in worlds that are drawn."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from warehouse import (
    CHANNELS,
    DAY,
    FIRST,
    LAST,
    MANY,
    PLAN,
    Row,
    Warehouse,
    coverage_by_channel,
    left_out_of,
    rows_of,
    shuffled,
    some_day,
    table,
    terms_of,
    value_of,
    windows,
    written,
)

from rencana.measure import WhyNot

WEEK = timedelta(days=7)
OURS = ("instagram", "tiktok")


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """An engine with a folder of its own."""
    return Warehouse(tmp_path)


def _days_and_weeks(random: Random, weeks: int = 5, days: float = 0.8, **fields: str) -> tuple[list[Row], list[Row]]:
    """Returns rows of days and rows of the weeks that hold them, each week at most once; both have gaps."""
    by_day, by_week = [], []
    for number in range(weeks):
        start = FIRST + WEEK * number
        whole = random.random() < 0.5
        by_day += [
            Row("views", str(random.randrange(1, 5000)), day, day)._replace(**fields)
            for day in (start + DAY * after for after in range(7))
            if whole or random.random() < days
        ]
        if random.random() < 0.6:
            by_week.append(Row("views", str(random.randrange(1, 9000)), start, start + 6 * DAY)._replace(**fields))
    return by_day, by_week


STAGE = """
{name} as (
    with free as (
        select newest.*, (first_day - $first) // 7 as week from newest
        where metric = 'views' and channel in ('instagram', 'tiktok') and place is null and audience is null
            and item is null and first_day >= $first and last_day <= least($today, $last)
            and source is not distinct from {source} and weight = {weight}
            and not exists (
                from {before} as taken where taken.channel = newest.channel
                    and taken.first_day <= newest.last_day and newest.first_day <= taken.last_day
            )
    ),
    weighed as (
        select *, sum(last_day - first_day + 1) over grain as days, max(exported) over grain as age from free
        window grain as (partition by channel, week, first_day = last_day)
    )
    from {before} union all by name
    select channel, first_day, last_day, value::bigint as size, file, line from weighed
    qualify dense_rank() over (partition by channel, week order by days desc, age desc, file desc) = 1
)
"""
"""What one source says with one mark fills the days that are free yet: by days or by the week, what covers more."""
NOTHING = (
    "nothing as (select ''::varchar as channel, null::date as first_day, null::date as last_day, "
    "0::bigint as size, 0 as file, 0::bigint as line where false)"
)


def _chosen(sources: tuple[str | None, ...]) -> str:
    """Returns the head of a query in which `chosen` has the rows that count: by source, then by mark."""
    stages, before = [NOTHING], "nothing"
    for source in sources:
        for weight in (2, 1, 0):
            name = f"{source or 'nameless'}_{weight}"
            stages.append(
                STAGE.format(name=name, before=before, weight=weight, source=f"'{source}'" if source else "null")
            )
            before = name
    return f"with {', '.join(stages)}, chosen as (from {before})"


ALL_OF = " select sum(size), max(last_day) from chosen"
ROWS_OF = " select file, line from chosen"
COVER_OF = """
select channel, sum(last_day - first_day + 1), least($last, greatest($today - 1, max(last_day))) - $first + 1
from chosen group by channel
"""


@MANY
def test_marks_go_before_grain_and_file(seed: int, warehouse: Warehouse) -> None:
    """Restated rows answer for the days that they cover, then plain ones, then provisional and estimated ones."""
    random = Random(seed)
    files: list[list[Row]] = [[] for _ in range(6)]
    for channel in CHANNELS:
        for file, mark in enumerate(("", "restated", random.choice(("provisional", "estimated")))):
            share = 0.4 if mark == "restated" else 0.8
            by_day, by_week = _days_and_weeks(random, days=share, channel=channel, mark=mark)
            files[file] += by_day
            files[file + 3] += by_week
    random.shuffle(files)
    on, readings = some_day(random), written(*(shuffled(random, rows) for rows in files))
    query, days = _chosen((None,)), {"first": FIRST, "last": LAST, "today": on}
    value = value_of("views", on, readings)
    assert [(value.exact, value.end)] == warehouse.ask(query + ALL_OF, readings, **days)
    used = set(warehouse.ask(query + ROWS_OF, readings, **days))
    assert rows_of(value) == used
    assert coverage_by_channel(value) == {
        channel: (read, expected) for channel, read, expected in warehouse.ask(query + COVER_OF, readings, **days)
    }
    known = "select file, line from readings where channel in ('instagram', 'tiktok') and last_day <= $today"
    assert left_out_of(value) == set(warehouse.ask(known, readings, today=on)) - used


@MANY
def test_named_sources_answer_in_their_order(seed: int, warehouse: Warehouse) -> None:
    """The first named source answers, the second fills its gaps, and one that is not named never does."""
    random = Random(seed)
    files: list[list[Row]] = [[] for _ in range(6)]
    for channel in CHANNELS:
        for file, source in enumerate(("studio", "insights", "tally")):
            by_day, by_week = _days_and_weeks(random, days=0.5, channel=channel, source=source)
            files[file] += by_day
            files[file + 3] += by_week
    random.shuffle(files)
    on, readings = some_day(random), written(*(shuffled(random, rows) for rows in files))
    query, days = _chosen(("insights", "studio")), {"first": FIRST, "last": LAST, "today": on}
    value = value_of("views-of-sources", on, readings)
    assert [(value.exact, value.end)] == warehouse.ask(query + ALL_OF, readings, **days)
    used = set(warehouse.ask(query + ROWS_OF, readings, **days))
    assert rows_of(value) == used
    known = "select file, line from readings where channel in ('instagram', 'tiktok') and last_day <= $today"
    assert left_out_of(value) == set(warehouse.ask(known, readings, today=on)) - used


LATER_EXPORT = """
select sum(size), max(last_day), list(file order by file) from (
    select value::bigint as size, last_day, file from readings where channel = 'instagram' and last_day <= $today
    qualify row_number() over (partition by first_day order by exported desc, file desc) = 1
)
"""


@MANY
def test_later_export_answers_at_equal_cover(seed: int, warehouse: Warehouse) -> None:
    """Of rows of the same days that of the later export counts; 10.csv comes after 9.csv."""
    random = Random(seed)
    files = []
    for _ in range(12):
        length = random.choice((5, 12, 12))
        days = [day for day in range(length) if random.random() < 0.6 or day == length - 1]
        files.append(
            [Row("views", str(random.randrange(9000)), FIRST + DAY * day, FIRST + DAY * day, "instagram") for day in days]
        )
    on, readings = FIRST + DAY * 14, written(*files)
    value = value_of("views", on, readings)
    [(size, end, used)] = warehouse.ask(LATER_EXPORT, readings, today=on)
    assert (value.exact, value.end) == (size, end)
    assert sorted(file for file, _ in rows_of(value)) == used


EXACT_SCOPE = """
select sum(value::bigint), max(last_day) from newest
where metric = 'views' and channel in ('instagram', 'tiktok') and place is null and audience is null
    and first_day >= $first and last_day <= least($today, $last)
"""
OF_THE_WHOLE = "select file, line from readings where channel is null and last_day <= $today"


@MANY
def test_whole_is_nothing_to_a_part(seed: int, warehouse: Warehouse) -> None:
    """A row of all channels never answers for two of three, whatever it covers; it is listed as left out."""
    random = Random(seed)
    rows = list(windows(random, "views", (1, 7)))
    whole = [row._replace(channel="", value="99999") for row in windows(random, "views", (1, 7, 28))]
    part = [row for row in rows if seed % 5 and row.channel in OURS]
    on, readings = some_day(random), written(shuffled(random, [*part, *whole]))
    value = value_of("views", on, readings)
    [(size, end)] = warehouse.ask(EXACT_SCOPE, readings, first=FIRST, last=LAST, today=on)
    assert (value.exact, value.end) == (size, end)
    assert (value.why_not is WhyNot.ONLY_THE_WHOLE) == (size is None)
    assert set(warehouse.ask(OF_THE_WHOLE, readings, today=on)) <= left_out_of(value)


WHOLE_OR_PARTS = """
with inside as (
    from newest where metric = 'views' and item is null and first_day >= $first and last_day <= least($today, $last)
),
whole as (from inside where channel is null), part as (from inside where channel is not null),
whole_first as (
    from whole union all from part where not exists (
        from whole where whole.first_day <= part.last_day and part.first_day <= whole.last_day
    )
),
parts_first as (
    from part union all from whole where not exists (
        from part where whole.first_day <= part.last_day and part.first_day <= whole.last_day
    )
),
cover as (
    select (select sum((last_day - first_day + 1) * if(channel is null, 3, 1)) from whole_first) as of_whole,
        (select sum((last_day - first_day + 1) * if(channel is null, 3, 1)) from parts_first) as of_parts
),
chosen as (
    select whole_first.* from whole_first, cover where of_whole >= of_parts
    union all select parts_first.* from parts_first, cover where of_whole < of_parts
)
"""
@MANY
def test_whole_and_parts_never_double(seed: int, warehouse: Warehouse) -> None:
    """A KPI of all channels takes rows of the whole, and those of channels on days of which the whole says nothing."""
    random = Random(seed)
    start = FIRST + DAY * random.randrange(20)
    part = [row for row in windows(random, "views", (1,)) if row.end >= start - 5 * DAY]
    whole = [
        Row("views", str(random.randrange(1, 9000)), start + DAY * number, start + DAY * number)
        for number in range(20)
        if random.random() < 0.7
    ]
    on, readings = some_day(random), written(shuffled(random, part), shuffled(random, whole))
    days = {"first": FIRST, "last": LAST, "today": on}
    value = value_of("all-views", on, readings)
    totals = "select sum(value::bigint), max(last_day) from chosen"
    assert [(value.exact, value.end)] == warehouse.ask(WHOLE_OR_PARTS + totals, readings, **days)
    assert rows_of(value) == set(warehouse.ask(WHOLE_OR_PARTS + "select file, line from chosen", readings, **days))
    per_channel = """
    select name, sum(last_day - first_day + 1), least($last, greatest($today - 1, max(last_day))) - $first + 1
    from chosen, (values ('instagram'), ('tiktok'), ('facebook')) as names (name)
    where channel = name or channel is null group by name
    """
    assert coverage_by_channel(value) == {
        name: (read, expected) for name, read, expected in warehouse.ask(WHOLE_OR_PARTS + per_channel, readings, **days)
    }
