"""What should have been read, and what the path asks of it: SQL counts the days of each channel one by one."""

from datetime import date
from random import Random

import pytest
from warehouse import (
    CHANNELS,
    DAY,
    FIRST,
    LAST,
    MANY,
    PLAN,
    Warehouse,
    coverage_by_channel,
    progress_of,
    shuffled,
    windows,
    written,
)

from rencana.measure import Status

TARGET = 5_900_000
"""It is never reached, so that the KPI is judged by its pace."""
SIZED = PLAN.replace(
    "{metric: views, channels: [instagram, tiktok]}",
    f"{{metric: views, channels: [instagram, tiktok], targets: [{TARGET}]}}",
).replace("all-views: {metric: views}", f"all-views: {{metric: views, targets: [{TARGET}]}}")


def _with_windows(random: Random) -> tuple[str, dict[str, tuple[date, date]]]:
    """Returns the plan with a window on some channels, and the days on which each is open."""
    plan, spans = SIZED, {}
    for name in CHANNELS:
        spans[name] = date(2000, 1, 1), date(2099, 1, 1)
        if random.random() < 0.6:
            start = FIRST + DAY * random.randrange(-5, 12)
            spans[name] = start, start + DAY * random.randrange(14, 60)
            window = f"windows: {{start: {spans[name][0]}, end: {spans[name][1]}}}"
            plan = plan.replace(f"{name}: {{kind: owned}}", f"{name}: {{kind: owned, {window}}}", 1)
    return plan, spans


DAYS = """
with spans as (from (select unnest($names) as channel, unnest($starts)::date as opens, unnest($ends)::date as closes)),
days as (select unnest(generate_series($first, $last, interval 1 day))::date as day),
is_open as (select channel, day from days join spans on day between opens and closes),
said as (
    select distinct spans.channel, day from newest
    join spans on newest.channel = spans.channel or newest.channel is null
    join days on day between first_day and last_day
    where metric = 'views' and first_day >= $first and last_day <= least($today, $last)
        and (newest.channel is null and $all or newest.channel in (select unnest($names)))
),
asked as (
    select channel, day from is_open
    where day <= $today
        and day <= greatest($today - 1, (select max(day) from said where said.channel = is_open.channel))
),
read as (from asked semi join said using (channel, day))
"""
"""Each channel is expected on its own open days, to the last whole day; today only where it was read today."""
COVERAGE = """
select channel, count(read.day), count(*) from asked left join read using (channel, day) group by channel
"""
PACE = """
, moving as (select distinct day from is_open),
shares as (select day, count(*) as channels from is_open group by day)
select sum($target / (select count(*) from moving) / channels) from read join shares using (day)
"""
"""On each day on which anything is open the path moves by the same, and the open channels have equal shares of it."""


@MANY
@pytest.mark.parametrize("kpi", ["views", "all-views"])
def test_channels_are_expected_while_open(kpi: str, seed: int, warehouse: Warehouse) -> None:
    """A channel is expected on the days of its windows; a row of all channels covers each of them."""
    random = Random(seed)
    plan, spans = _with_windows(random)
    rows = [row for row in windows(random, "views") if random.random() < 0.7]
    rows += [row._replace(channel="") for row in windows(random, "views") if random.random() < 0.2]
    rows = list({(row.channel, row.start): row for row in rows}.values())
    on, readings = FIRST + DAY * random.randrange(12, 58), written(shuffled(random, rows))
    names = CHANNELS if kpi == "all-views" else CHANNELS[:2]
    counts = {
        "names": list(names),
        "starts": [spans[name][0].isoformat() for name in names],
        "ends": [spans[name][1].isoformat() for name in names],
        "all": kpi == "all-views",
        "first": FIRST,
        "last": LAST,
        "today": on,
    }
    progress = progress_of(kpi, on, readings, plan=plan)
    cells = warehouse.ask(DAYS + COVERAGE, readings, **counts)
    assert {name: cells for name, cells in coverage_by_channel(progress.now).items() if cells[1]} == {
        name: (read, expected) for name, read, expected in cells
    }
    [(pace,)] = warehouse.ask(DAYS + PACE, readings, target=TARGET, **counts)
    if any(expected and not read for _, read, expected in cells):
        assert (progress.status, progress.verdict.pace) == (Status.NOT_JUDGED, None)
        return
    assert progress.verdict.pace is not None
    assert float(progress.verdict.pace) == pytest.approx(pace)
