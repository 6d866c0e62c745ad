"""The arithmetic agrees with SQL that was written by hand and that another engine runs over the same bytes."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from warehouse import (
    CHANNELS,
    DAY,
    EARLY,
    EXACT,
    FIRST,
    LAST,
    LATE,
    SEEDS,
    Row,
    Warehouse,
    shuffled,
    some_day,
    table,
    terms_of,
    value_of,
    windows,
    written,
)

from rencana.measure import WhyNot

SUM = """
with inside as (
    select channel, last_day, value::decimal(18, 2) as size, last_day - first_day + 1 as days from newest
    where metric = $metric and channel in ('instagram', 'tiktok') and audience is null
        and first_day >= $first and last_day <= least($today, $last)
),
ends as (
    select channel, least($last, greatest($today - 1, max(last_day))) as until, sum(days) as days
    from inside group by channel
)
select (select sum(size) from inside), sum(days), sum(until - $first + 1), (select max(last_day) from inside) from ends
"""
"""No channel waits for another: all that was read counts. What is expected ends with the last whole day."""


@SEEDS
@pytest.mark.parametrize("kpi", ["views", "later-views", "conversions"])
def test_sum_over_days_and_channels(kpi: str, seed: int, warehouse: Warehouse) -> None:
    """A metric that adds up is the sum of its rows from the first counted day on, of its own channels alone."""
    random = Random(f"{kpi} {seed}")
    metric = kpi.removeprefix("later-")
    rows = [*windows(random, metric, (1, 1, 1, 3, 7), 2 if metric == "conversions" else 0)]
    rows += [row._replace(audience="fans", value="77") for row in rows[::3]]
    on, readings = some_day(random), written(shuffled(random, rows))
    first = date(2026, 2, 10) if kpi == "later-views" else FIRST
    [(size, *_)] = warehouse.ask(SUM, readings, metric=metric, first=first, last=LAST, today=on)
    assert value_of(kpi, on, readings).exact == size


@SEEDS
def test_imported_twice_counts_once(seed: int, warehouse: Warehouse) -> None:
    """A row that stands in two files counts once, and the later file replaces what the earlier one said."""
    random = Random(seed)
    first = shuffled(random, windows(random, "views", (1, 2)))
    again = shuffled(random, (row for row in first if random.random() < 0.6))
    later = [row._replace(value=str(random.randrange(9000))) for row in first if random.random() < 0.2]
    on, readings = some_day(random), written(first, again, shuffled(random, later))
    [(size, *_)] = warehouse.ask(SUM, readings, metric="views", first=FIRST, last=LAST, today=on)
    assert value_of("views", on, readings).exact == size


@SEEDS
def test_restated_row_replaces_others(seed: int, warehouse: Warehouse) -> None:
    """Of rows of one source and window the restated one counts, in whatever file and line it stands."""
    random = Random(seed)
    rows = [row._replace(source="insights") for row in windows(random, "views", (1, 2))]
    marks = ("", "", "restated", "provisional", "estimated")
    files: list[list[Row]] = [[], [], []]
    for row in rows:
        for mark in random.sample(marks, random.randint(1, 3)):
            random.choice(files).append(row._replace(mark=mark, value=str(random.randrange(9000))))
    on, readings = some_day(random), written(*(shuffled(random, table) for table in files))
    [(size, *_)] = warehouse.ask(SUM, readings, metric="views", first=FIRST, last=LAST, today=on)
    assert value_of("views", on, readings).exact == size


GAPS = """
with expected as (
    select channel, unnest(generate_series($first, until, interval 1 day))::date as day from (
        select channel, least($last, greatest($today - 1, max(last_day))) as until from newest
        where channel in ('instagram', 'tiktok') and first_day >= $first and last_day <= least($today, $last)
        group by channel
    )
),
lacking as (
    select channel, day from expected
    where not exists (
        from newest where newest.channel = expected.channel and day between first_day and last_day
            and first_day >= $first and last_day <= least($today, $last)
    )
),
islands as (select *, day - (row_number() over (partition by channel order by day))::integer as island from lacking)
select channel, min(day), max(day) from islands group by channel, island order by all
"""


@SEEDS
def test_missing_days_are_counted(seed: int, warehouse: Warehouse) -> None:
    """Days that nobody read stand in the coverage, each stretch by its channel, and add nothing to the sum."""
    random = Random(seed)
    on, readings = some_day(random), written(shuffled(random, windows(random, "views", (1, 1, 4))))
    [(size, read, expected, until)] = warehouse.ask(SUM, readings, metric="views", first=FIRST, last=LAST, today=on)
    value = value_of("views", on, readings)
    assert value.coverage is not None
    assert (value.exact, value.end) == (size, until)
    assert (value.coverage.read, value.coverage.expected) == (read, expected)
    assert read < expected
    assert list(value.coverage.missing) == warehouse.ask(GAPS, readings, first=FIRST, last=LAST, today=on)


STOCK = """
with latest as (
    select channel, last_day, value::bigint as size from newest
    where metric = 'followers' and channel in ('instagram', 'tiktok') and last_day <= $today
    qualify row_number() over (partition by channel order by last_day desc) = 1
)
select sum(size), min(last_day) from latest
"""


@SEEDS
def test_stock_is_the_last_value(seed: int, warehouse: Warehouse) -> None:
    """Of a stock the last value of each channel counts, and channels are added gross as of the older day."""
    random = Random(seed)
    days = [EARLY + DAY * number for number in range((LATE - EARLY).days)]
    rows = [
        Row("followers", str(random.randrange(100_000)), None, day, channel)
        for channel in CHANNELS
        for day in random.sample(days, 25)
    ]
    rows += [row._replace(value="1", mark="provisional") for row in rows] + rows[::2]
    on, readings = some_day(random), written(shuffled(random, rows))
    value = value_of("followers", on, readings)
    assert [(value.exact, value.end)] == warehouse.ask(STOCK, readings, today=on)
    assert value.gross


CTR = """
with clicks as (from newest where metric = 'link-clicks'), shown as (from newest where metric = 'impressions')
select sum(clicks.value::bigint), sum(shown.value::bigint)
from clicks join shown using (channel, first_day, last_day)
where channel in ('instagram', 'tiktok') and first_day >= $first and last_day <= $today
"""


@SEEDS
def test_rate_is_ratio_of_sums(seed: int, warehouse: Warehouse) -> None:
    """A rate divides sums over the days that both metrics have; a day that one of them lacks is left out of both."""
    random = Random(seed)
    rows = [*windows(random, "link-clicks"), *windows(random, "impressions")]
    on, readings = min(some_day(random), LAST), written(shuffled(random, rows))
    [(clicks, views)] = warehouse.ask(CTR, readings, first=FIRST, today=on)
    value = value_of("ctr", on, readings)
    assert value.exact is not None
    assert abs(value.exact - Decimal(clicks) / Decimal(views)) < EXACT
    assert terms_of(value) == {"link-clicks": clicks, "impressions": views}


CTR_BY_WEEKS = """
with weeks as (
    select channel, any_value(shown.value::bigint) as shown, sum(clicks.value::bigint) as clicks
    from newest as shown join newest as clicks using (channel)
    where shown.metric = 'impressions' and clicks.metric = 'link-clicks' and channel in ('instagram', 'tiktok')
        and clicks.first_day between shown.first_day and shown.last_day
        and shown.first_day >= $first and shown.last_day <= $today
    group by channel, shown.first_day having count(*) = 7
)
select sum(clicks), sum(shown) from weeks
"""


@SEEDS
def test_weeks_meet_their_days(seed: int, warehouse: Warehouse) -> None:
    """A week of one metric meets seven days of the other, and a week with a missing day is left out of both."""
    random = Random(seed)
    days = [row for row in windows(random, "link-clicks") if random.random() < 0.95 or row.end.day % 3]
    clicks_by_day = [*days, *(row._replace(value="5") for row in windows(random, "link-clicks"))]
    rows = [*{(row.channel, row.start): row for row in clicks_by_day}.values(), *windows(random, "impressions", (7,))]
    on, readings = LAST - DAY * seed, written(shuffled(random, rows))
    [(clicks, views)] = warehouse.ask(CTR_BY_WEEKS, readings, first=FIRST, today=on)
    assert terms_of(value_of("ctr", on, readings)) == {"link-clicks": clicks, "impressions": views}


def _calendar(random: Random) -> tuple[bytes, list[tuple[str, str, date]]]:
    """Returns posts that went out before and in the campaign, as calendar.csv and as a list."""
    posts = [
        (f"post-{number}", random.choice(CHANNELS), FIRST + DAY * random.randrange(-10, 30)) for number in range(20)
    ]
    posts += [("first", "instagram", FIRST), ("eve", "tiktok", FIRST - DAY)]
    lines = [(item, channel, day, "published") for item, channel, day in posts]
    return table(("id", "channels", "at", "state"), lines), posts


def _lifetime(
    random: Random, metric: str, posts: Iterable[tuple[str, str, date]], days: Iterable[int]
) -> Iterator[Row]:
    """Yields what the platform says of posts so many days after they went out: it grows, and is seldom corrected."""
    for item, channel, day in posts:
        size = random.randrange(1000, 3000)
        for after in sorted(days):
            size += random.randrange(-20, 900)
            if random.random() < 0.75:
                yield Row(metric, str(size), None, day + DAY * after, channel, item)


POOLED = """
with pairs as (
    select item, channel, acts.last_day, acts.value::bigint as acts, met.value::bigint as met
    from newest as acts join newest as met using (item, channel, last_day) join posts using (item, channel)
    where acts.metric = 'engagements' and met.metric = 'reach' and channel in ('instagram', 'tiktok')
        and posts.day >= $first and last_day <= $today
    qualify row_number() over (partition by item order by last_day desc) = 1
)
select sum(acts), sum(met) from pairs
"""


@SEEDS
def test_pooled_rate_weighs_posts(seed: int, warehouse: Warehouse) -> None:
    """A rate over posts pools the newest snapshot of each post of the period on which both metrics were read."""
    random = Random(seed)
    calendar, posts = _calendar(random)
    rows = [row for name in ("engagements", "reach") for row in _lifetime(random, name, posts, (1, 3, 7, 14, 28))]
    rows += [row._replace(value="999999", mark="provisional") for row in rows[::4]]
    on, readings = some_day(random), written(shuffled(random, rows))
    [(acts, met)] = warehouse.ask(POOLED, readings, calendar, first=FIRST, today=on)
    value = value_of("er-reach", on, readings, calendar)
    assert value.exact is not None
    assert abs(value.exact - Decimal(acts) / Decimal(met)) < EXACT
    assert terms_of(value) == {"engagements": acts, "reach": met}


COUNTER = """
with recursive snapshots as (
    select item, channel, posts.day as birth, last_day, value::bigint as size,
        row_number() over (partition by item order by last_day) as place
    from newest join posts using (item, channel)
    where metric = 'views' and channel in ('instagram', 'tiktok') and last_day <= $today
),
gains as (
    select item, place, least(birth, last_day) as first_day, last_day, size as gain, size as high
    from snapshots where place = 1
    union all
    select next.item, next.place, gains.last_day + 1, next.last_day,
        case when next.size >= high then next.size - high when next.size * 2 < high then next.size else 0 end,
        case when next.size >= high or next.size * 2 < high then next.size else high end
    from gains join snapshots as next on next.item = gains.item and next.place = gains.place + 1
)
select sum(gain), max(last_day) from gains where first_day >= $first and last_day <= $last
"""
"""A post counts from 0 on its day. What it gained across the first or the last day cannot be split.

A counter that falls to less than half began anew; one that falls by less gained nothing since its highest size.
"""


@SEEDS
def test_lifetime_counters_are_differenced(seed: int, warehouse: Warehouse) -> None:
    """Of a post that went out in the period all counts; of an older one what came since the eve of the period."""
    random = Random(seed)
    calendar, posts = _calendar(random)
    older = [post for post in posts if post[2] < FIRST]
    rows = [*_lifetime(random, "views", [post for post in posts if post[2] >= FIRST], (0, 1, 2, 5, 9, 20, 40))]
    for item, channel, day in older:
        eve = (FIRST - DAY - day).days
        rows += _lifetime(random, "views", [(item, channel, day)], {0, eve + 1, eve + 4, eve + 19, eve + 44})
        if random.random() < 0.8:
            rows.append(Row("views", str(random.randrange(900, 1500)), None, FIRST - DAY, channel, item))
    # What was read long before is a base only where nothing stands between it and the eve.
    eves = {row.item for row in rows if row.end == FIRST - DAY}
    rows = [row for row in rows if row.end >= FIRST - DAY or row.item in eves]
    on, readings = some_day(random), written(shuffled(random, [*rows, *rows[::5]]))
    value = value_of("views", on, readings, calendar)
    assert [(value.exact, value.end)] == warehouse.ask(COUNTER, readings, calendar, first=FIRST, last=LAST, today=on)


@SEEDS
def test_gain_across_the_start_is_not_split(seed: int, warehouse: Warehouse) -> None:
    """Nobody knows how much of a gain fell before the first day: an older post counts from its snapshot after it."""
    random = Random(seed)
    calendar, posts = _calendar(random)
    older = [(item, channel, FIRST - 10 * DAY) for item, channel, _ in posts]
    calendar = table(("id", "channels", "at", "state"), [(*post, "published") for post in older])
    rows = _lifetime(random, "views", older, (0, 2, 5, 11, 14, 30))
    on, readings = some_day(random), written(shuffled(random, rows))
    value = value_of("views", on, readings, calendar)
    assert [(value.exact, value.end)] == warehouse.ask(COUNTER, readings, calendar, first=FIRST, last=LAST, today=on)


EXACT_WINDOW = """
select value::bigint, last_day from newest
where metric = 'reach' and channel = 'instagram' and first_day = $first and last_day <= $today
order by last_day desc limit 1
"""


@SEEDS
def test_reach_of_the_exact_window(seed: int, warehouse: Warehouse) -> None:
    """Reach is the platform's own number from the first counted day on, and of several the one that ends last."""
    random = Random(seed)
    rows = [*windows(random, "reach", (1, 7, 28))]
    for channel in CHANNELS:
        ends = random.sample(range(4, 70), 12)
        rows += [Row("reach", str(random.randrange(9999)), FIRST, FIRST + DAY * end, channel) for end in ends]
    on, readings = some_day(random), written(shuffled(random, {row[2:5]: row for row in rows}.values()))
    value = value_of("reach", on, readings)
    assert [(value.exact, value.end)] == warehouse.ask(EXACT_WINDOW, readings, first=FIRST, today=on)


@SEEDS
def test_reach_of_other_windows_is_none(seed: int, warehouse: Warehouse) -> None:
    """Where only other windows were read there is no reach, however much they cover."""
    random = Random(seed)
    rows = [row for row in windows(random, "reach", (1, 7, 28)) if row.start != FIRST]
    on, readings = some_day(random), written(shuffled(random, rows))
    assert warehouse.ask(EXACT_WINDOW, readings, first=FIRST, today=on) == []
    value = value_of("reach", on, readings)
    assert (value.size, value.why_not) == (None, WhyNot.OTHER_DAYS)


MEDIAN = """
with latest as (
    select value::double as size from newest join posts using (item, channel)
    where metric = 'views' and channel in ('instagram', 'tiktok') and posts.day >= $first and last_day <= $today
    qualify row_number() over (partition by item order by last_day desc) = 1
)
select median(size), count(*) from latest
"""


@SEEDS
def test_median_of_newest_snapshots(seed: int, warehouse: Warehouse) -> None:
    """A median is taken over the newest snapshot of each post that went out in the period."""
    random = Random(seed)
    calendar, posts = _calendar(random)
    rows = [*_lifetime(random, "views", posts, (1, 4, 9, 30)), *windows(random, "views")]
    rows += [row._replace(value="3", mark="provisional") for row in rows[::6]]
    on, readings = some_day(random), written(shuffled(random, rows))
    [(size, count)] = warehouse.ask(MEDIAN, readings, calendar, first=FIRST, today=on)
    value = value_of("middle-views", on, readings, calendar)
    assert (value.exact, len(value.parts[0].readings)) == (Decimal(size), count)


WAVE = """
select replace(value, '%', '')::decimal(9, 3) / 100, first_day, last_day from newest
where metric = 'brand-recall' and audience is not distinct from $audience and last_day <= $today
order by last_day desc limit 1
"""


@SEEDS
@pytest.mark.parametrize(("kpi", "audience"), [("recall", None), ("recall-of-fans", "fans")])
def test_newest_survey_wave_counts(kpi: str, audience: str | None, seed: int, warehouse: Warehouse) -> None:
    """Of a survey the newest wave of the KPI's own audience counts, and no older one with it."""
    random = Random(seed)
    ends = [EARLY + DAY * number for number in range((LATE - EARLY).days)]
    rows = [
        Row("brand-recall", f"{random.uniform(0, 100):.1f}%", end - DAY * random.randrange(9), end, audience=of)
        for of in ("", "fans")
        for end in random.sample(ends, 12)
    ]
    rows += [row._replace(value=f"{random.randrange(90)}%", mark="restated") for row in rows[::3]]
    on, readings = some_day(random), written(shuffled(random, rows))
    [(size, start, end)] = warehouse.ask(WAVE, readings, audience=audience, today=on)
    value = value_of(kpi, on, readings)
    assert value.exact is not None
    assert abs(value.exact - Decimal(size)) < EXACT
    assert (value.start, value.end) == (start, end)
