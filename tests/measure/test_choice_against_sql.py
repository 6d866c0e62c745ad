"""Which rows answer: the rules of choice, written by hand in SQL, give the same rows in worlds that are drawn."""

from collections.abc import Iterator
from datetime import date, timedelta
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
    value_of,
    windows,
    written,
)

from rencana.measure import WhyNot

WEEK = timedelta(days=7)
OURS = ("instagram", "tiktok")


def _days_and_weeks(random: Random, weeks: int = 5, days: float = 0.8, **fields: str) -> tuple[list[Row], list[Row]]:
    """Returns rows of days and rows of the weeks that hold them, each week at most once; both have gaps."""
    by_day, by_week = [], []
    for number in range(weeks):
        start = FIRST + WEEK * number
        is_blank = random.random() < 0.5
        by_day += [
            Row("views", str(random.randrange(1, 5000)), day, day)._replace(**fields)
            for day in (start + DAY * after for after in range(7))
            if is_blank or random.random() < days
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
    rows_used = set(warehouse.ask(query + ROWS_OF, readings, **days))
    assert rows_of(value) == rows_used
    assert coverage_by_channel(value) == {
        channel: (read, expected) for channel, read, expected in warehouse.ask(query + COVER_OF, readings, **days)
    }
    rows_in_scope = "select file, line from readings where channel in ('instagram', 'tiktok') and last_day <= $today"
    assert left_out_of(value) == set(warehouse.ask(rows_in_scope, readings, today=on)) - rows_used


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
    rows_used = set(warehouse.ask(query + ROWS_OF, readings, **days))
    assert rows_of(value) == rows_used
    rows_in_scope = "select file, line from readings where channel in ('instagram', 'tiktok') and last_day <= $today"
    assert left_out_of(value) == set(warehouse.ask(rows_in_scope, readings, today=on)) - rows_used


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
            [
                Row("views", str(random.randrange(9000)), FIRST + DAY * day, FIRST + DAY * day, "instagram")
                for day in days
            ]
        )
    on, readings = FIRST + DAY * 14, written(*files)
    value = value_of("views", on, readings)
    [(size, end, rows_used)] = warehouse.ask(LATER_EXPORT, readings, today=on)
    assert (value.exact, value.end) == (size, end)
    assert sorted(file for file, _ in rows_of(value)) == rows_used


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
    blank_rows = [row._replace(channel="", value="99999") for row in windows(random, "views", (1, 7, 28))]
    part = [row for row in rows if seed % 5 and row.channel in OURS]
    on, readings = some_day(random), written(shuffled(random, [*part, *blank_rows]))
    value = value_of("views", on, readings)
    [(size, end)] = warehouse.ask(EXACT_SCOPE, readings, first=FIRST, last=LAST, today=on)
    assert (value.exact, value.end) == (size, end)
    assert (value.why_not is WhyNot.ONLY_THE_WHOLE) == (size is None)
    assert set(warehouse.ask(OF_THE_WHOLE, readings, today=on)) <= left_out_of(value)


WHOLE_OR_PARTS = """
with inside as (
    from newest where metric = 'views' and item is null and first_day >= $first and last_day <= least($today, $last)
),
begun as (
    select *, coalesce(first_day > max(last_day) over (
        order by first_day, last_day, line rows between unbounded preceding and 1 preceding
    ), true) as begins from inside
),
runs as (select *, sum(begins::integer) over (order by first_day, last_day, line) as run from begun),
whole as (from runs where channel is null), part as (from runs where channel is not null),
beside as (
    from part where not exists (
        from whole where whole.first_day <= part.last_day and part.first_day <= whole.last_day
    )
    union all
    from whole where not exists (
        from part where whole.first_day <= part.last_day and part.first_day <= whole.last_day
    )
),
ways as (
    select *, 'whole' as way from whole union all select *, 'whole' from beside where channel is not null
    union all
    select *, 'part' as way from part union all select *, 'part' from beside where channel is null
),
covers as (
    select run, way, sum((last_day - first_day + 1) * if(channel is null, 3, 1)) as cover from ways group by run, way
),
best as (from covers qualify row_number() over (partition by run order by cover desc, way desc) = 1),
chosen as (from ways semi join best using (run, way))
"""
"""Of cells that share days the whole goes first, where it covers no less than its parts do."""


@MANY
def test_whole_and_parts_never_double(seed: int, warehouse: Warehouse) -> None:
    """A KPI of all channels takes rows of the whole, and those of channels on days of which the whole says nothing."""
    random = Random(seed)
    start = FIRST + DAY * random.randrange(20)
    part = [row for row in windows(random, "views", (1, 1, 1, 7)) if row.end >= start - 5 * DAY]
    blank_rows = [
        row._replace(channel="") for row in windows(random, "views", (1, 1, 4, 7)) if row.channel == CHANNELS[0]
    ]
    on, readings = some_day(random), written(shuffled(random, part), shuffled(random, blank_rows))
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


COUNTERS = """
with recursive snapshots as (
    select {key} as key, channel, {birth} as birth, last_day, value::bigint as size, file, line,
        row_number() over (partition by {key} order by last_day) as place
    from newest {joined} where metric = $metric and first_day is null and last_day <= $today
),
gains as (
    select key, channel, place, case when birth is not null then least(birth, last_day) end as first_day,
        last_day, size as gain, size as high
    from snapshots where place = 1
    union all
    select next.key, next.channel, next.place, gains.last_day + 1, next.last_day,
        case when next.size >= high then next.size - high when next.size * 2 < high then next.size else 0 end,
        case when next.size >= high or next.size * 2 < high then next.size else high end
    from gains join snapshots as next on next.key = gains.key and next.place = gains.place + 1
),
inside as (from gains where first_day >= $first and last_day <= least($today, $last))
"""
"""What counters gained; a first snapshot whose birth is null is no gain, since nobody knows when it began."""

POST_GAINS = COUNTERS.format(key="item", birth="posts.day", joined="join posts using (item, channel)")
GRAINS = """
, days as (
    select channel, last_day, value::bigint as size from newest
    where metric = $metric and item is null and first_day >= $first and last_day <= least($today, $last)
),
chosen as (
    select channel, last_day, size from days
    union all
    select channel, last_day, gain from inside where channel not in (select channel from days)
)
"""
DUE_POSTS = """
, cells as (
    select channel, item, true as read from inside join posts using (channel) where item = key
    union
    select channel, item, item in (select key from inside) from posts
    where day between $first and least($last, $today - 1)
)
select channel, count(*) filter (read), count(*) from cells
where channel in ('instagram', 'tiktok') and channel not in (select channel from days) group by channel
"""


@MANY
def test_each_channel_has_its_grain(seed: int, warehouse: Warehouse) -> None:
    """One channel is read by days and another by its posts, and both count; days go before posts of their channel."""
    random = Random(seed)
    posts = [
        (f"post-{number}", random.choice(CHANNELS), FIRST + DAY * random.randrange(-9, 40)) for number in range(15)
    ]
    on = FIRST + DAY * random.randrange(12, 58)
    posts += [("first", "instagram", FIRST), ("second", "tiktok", FIRST + DAY)]
    rows_of_posts = [row for post in posts if random.random() < 0.8 for row in _snapshots(random, *post)]
    posts += [("today", "instagram", on), ("tomorrow", "tiktok", on + DAY)]
    calendar = table(("id", "channels", "at", "state"), [(*post, "published") for post in posts])
    by_days = random.choice([("instagram",), ("tiktok",), OURS, ()])
    rows = [row for row in windows(random, "views") if row.channel in by_days] + rows_of_posts
    readings = written(shuffled(random, rows))
    days = {"metric": "views", "first": FIRST, "last": LAST, "today": on}
    value = value_of("views", on, readings, calendar)
    sums = "select sum(size), max(last_day) from chosen where channel in ('instagram', 'tiktok')"
    assert [(value.exact, value.end)] == warehouse.ask(POST_GAINS + GRAINS + sums, readings, calendar, **days)
    due = warehouse.ask(POST_GAINS + GRAINS + DUE_POSTS, readings, calendar, **days)
    cover = coverage_by_channel(value)
    # Of a channel without any reading nobody knows that it is read by posts.
    for channel, read, expected in due:
        assert cover[channel] == (read, expected) or not read


def _snapshots(random: Random, item: str, channel: str, day: date) -> Iterator[Row]:
    return _running(random, Row("views", "", None, day, channel, item))


def _running(random: Random, first: Row) -> Iterator[Row]:
    """Yields snapshots of a running number: it grows, is sometimes corrected, and sometimes begins anew."""
    day, size = first.end, random.randrange(500, 3000)
    for _ in range(random.randrange(1, 7)):
        yield first._replace(end=day, value=str(size))
        day += DAY * random.randrange(1, 12)
        chance = random.random()
        size = size * 6 // 10 if chance < 0.15 else size // 3 if chance < 0.3 else size + random.randrange(900)


@MANY
@pytest.mark.parametrize("source", ["tally", "insights"])
def test_running_total_of_the_campaign(source: str, seed: int, warehouse: Warehouse) -> None:
    """A source that counts the campaign begins at 0 on its first day; of any other the first total is but a base."""
    random = Random(seed)
    start = FIRST + DAY * random.randrange(-4 if seed % 3 == 0 else 0, 12)
    rows = list(_running(random, Row("leads", "", None, start, source=source)))
    on, readings = FIRST + DAY * random.randrange(20, 58), written(shuffled(random, rows))
    birth = "$first" if source == "tally" else "null::date"
    query = COUNTERS.format(key="source", birth=birth, joined="")
    days = {"metric": "leads", "first": FIRST, "last": LAST, "today": on}
    value = value_of("leads", on, readings)
    totals = "select sum(gain), max(last_day) from inside"
    assert [(value.exact, value.end)] == warehouse.ask(query + totals, readings, **days)
    if value.exact is not None:
        covered = "select sum(last_day - first_day + 1), greatest(max(last_day), $today - 1) - $first + 1 from inside"
        assert list(coverage_by_channel(value).values()) == warehouse.ask(query + covered, readings, **days)


PLACES = """
with inside as (
    from newest where channel = 'instagram' and place in (select unnest($places))
        and first_day >= $first and last_day <= least($today, $last)
)
select sum(value::bigint), max(last_day), sum(last_day - first_day + 1),
    len($places) * (greatest($today - 1, max(last_day)) - $first + 1) from inside
"""


@MANY
@pytest.mark.parametrize(("kpi", "places"), [("places", ["jakarta", "bandung"]), ("jakarta", ["jakarta"])])
def test_places_are_added(kpi: str, places: list[str], seed: int, warehouse: Warehouse) -> None:
    """Places are cells of their own: what adds up is added over those that the KPI names, and each is expected."""
    random = Random(seed)
    rows = [
        row._replace(place=place) for place in ("jakarta", "bandung") for row in windows(random, "views", (1, 1, 5))
    ]
    if kpi == "jakarta":
        rows += [row._replace(place="", value="88888") for row in rows[::2]]
    on, readings = FIRST + DAY * random.randrange(15, 58), written(shuffled(random, dict.fromkeys(rows)))
    value = value_of(f"views-of-{kpi}", on, readings)
    [(size, end, read, expected)] = warehouse.ask(PLACES, readings, places=places, first=FIRST, last=LAST, today=on)
    assert (value.exact, value.end, coverage_by_channel(value)) == (size, end, {"instagram": (read, expected)})


DISJOINT = PLAN.replace("audiences: {", "audiences: {disjoint: true, ", 1)
AUDIENCES = """
with inside as (
    from newest where channel = 'instagram' and first_day >= $first and last_day <= least($today, $last)
),
chosen as (
    from inside where audience is null
    union all
    from inside as part where audience is not null and $disjoint and not exists (
        from inside as whole where whole.audience is null and whole.first_day = part.first_day
    )
)
select sum(value::bigint), max(last_day) from chosen
"""


@MANY
@pytest.mark.parametrize("disjoint", [True, False])
def test_audiences_add_where_disjoint(disjoint: bool, seed: int, warehouse: Warehouse) -> None:
    """Two audiences give a sum only where the plan says that nobody is in both; a row of all of them stands alone."""
    random = Random(seed)
    rows = [row._replace(audience=name) for name in ("fans", "crowd") for row in windows(random, "views")]
    rows += [row._replace(value="70") for row in windows(random, "views") if seed % 2 and random.random() < 0.3]
    on, readings = some_day(random), written(shuffled(random, rows))
    value = value_of("views-of-audiences", on, readings, plan=DISJOINT if disjoint else PLAN)
    answers = warehouse.ask(AUDIENCES, readings, disjoint=disjoint, first=FIRST, last=LAST, today=on)
    assert [(value.exact, value.end)] == answers
    assert (value.why_not is WhyNot.AUDIENCES_APART) == (value.size is None)


ALONE = PLAN.replace(", crowd: {title: Crowd}", "").replace("[fans, crowd]", "[fans]")
OF_FANS = "select sum(value::bigint) from newest where channel in ('instagram', 'tiktok') and first_day >= $first"


@pytest.mark.parametrize(("plan", "counts"), [(ALONE, True), (PLAN, False)])
def test_only_audience_is_the_whole(plan: str, counts: bool, warehouse: Warehouse) -> None:
    """The rows of a plan's only audience are those of the whole; of two that may overlap one is but a part."""
    rows = [row._replace(audience="fans") for row in windows(Random(1), "views") if row.end < LAST]
    [(size,)] = warehouse.ask(OF_FANS, written(rows), first=FIRST)
    assert value_of("views", LAST, written(rows), plan=plan).exact == (size if counts else None)


RATE = """
with parts as (
    select clicks.last_day, clicks.value::bigint as clicks, shown.value::bigint as shown
    from newest as clicks join newest as shown using (channel, first_day, last_day)
    where clicks.metric = 'link-clicks' and shown.metric = 'impressions' and channel = 'instagram'
        and first_day >= $first and last_day <= $today
),
said as (
    select first_day, last_day, last_day - first_day + 1 as days, replace(value, '%', '')::decimal(9, 3) / 100 as rate
    from newest where metric = 'ctr' and channel = 'instagram' and first_day >= $first and last_day <= $today
),
ways as (
    (select days, last_day, true as is_read, rate::double as rate from said order by last_day desc limit 1)
    union all
    select count(*), max(last_day), false, sum(clicks)::double / sum(shown) from parts having count(*) > 0
),
answer as (from ways order by days desc, last_day desc, is_read desc limit 1),
beside as (
    select said.days from said, answer where is_read or not exists (
        from parts where parts.last_day between said.first_day and said.last_day
    )
)
select rate, last_day, if(is_read, 0, days) + (select coalesce(sum(days), 0) from beside) from answer
"""
"""The newest rate that was read, or the parts, what covers more days; the coverage is that of all that is known."""


@MANY
def test_rate_of_more_days_answers(seed: int, warehouse: Warehouse) -> None:
    """A rate that was read answers where it covers as many days as its parts do together, else the parts."""
    random = Random(seed)
    share = random.random()
    parts = [row for name in ("link-clicks", "impressions") for row in windows(random, name) if random.random() < share]
    read, day = [], FIRST - DAY * random.randrange(5)
    for length in random.choices(range(1, 20), k=random.randrange(5)):
        day += DAY * random.randrange(6)
        channel = random.choice((*OURS, "instagram"))
        read.append(Row("ctr", f"{random.uniform(0.1, 9):.2f}%", day, day + DAY * (length - 1), channel))
        day += DAY * length
    on, readings = FIRST + DAY * random.randrange(12, 58), written(shuffled(random, [*parts, *read]))
    value = value_of("ctr-of-one", on, readings)
    answers = warehouse.ask(RATE, readings, first=FIRST, today=on)
    if not answers:
        assert value.size is None
        return
    [(rate, end, days)] = answers
    assert value.exact is not None
    assert abs(float(value.exact) - rate) < 1e-12
    assert (value.end, coverage_by_channel(value)["instagram"][0]) == (end, days)
