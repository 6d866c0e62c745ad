"""What has to be kept in each whole period: how often it was, how often nobody knows, and when it is broken."""

from datetime import date
from decimal import Decimal

import pytest
from judging import aim, judging
from msgspec.structs import replace
from worked import february

from rencana.measure.held import Held, held
from rencana.measure.progress import Progress
from rencana.measure.status import Status, StatusReason
from rencana.measure.value import WhyNot, nothing
from rencana.measure.verdict import Verdict

VIEWS = "metric: views, channels: instagram, baseline: unknown"
MONDAYS = (2, 9, 16)


def weeks(*sizes: str, metric: str = "views") -> list[str]:
    """A row for each week from the second of February on; an empty size is a week that nobody read."""
    rows = zip(MONDAYS, sizes, strict=False)
    return [f"2026-02-{day:02},2026-02-{day + 6:02},instagram,{metric},{size}" for day, size in rows if size]


def verdict(kpi: str, *rows: str, day: str = "2026-02-23") -> Verdict:
    """The verdict on a KPI after three whole weeks."""
    return february(kpi, *rows, day=day).verdict


@pytest.mark.parametrize(
    ("sizes", "counts", "status"),
    [
        (("70", "70", "70"), (3, 3, 0), Status.ON_TRACK),
        (("70", "69", "70"), (2, 3, 0), Status.MISSED),
        (("70", "", "70"), (2, 3, 1), Status.ON_TRACK),
        (("", "", "70"), (1, 3, 2), Status.ON_TRACK),
        (("69", "", "70"), (1, 3, 1), Status.MISSED),
    ],
)
def test_each_whole_week_counts(sizes: tuple[str, ...], counts: tuple[int, int, int], status: Status) -> None:
    """A week that breaks it is a miss at once; one that nobody read is neither kept nor broken."""
    answer = verdict(f"{VIEWS}, targets: {{value: 70, per: week}}", *weeks(*sizes))
    assert answer.held is not None
    assert (answer.held.met, answer.held.of, answer.held.open) == counts
    assert answer.status is status


@pytest.mark.parametrize(
    ("sizes", "status"),
    [(("70", "70", "70"), Status.REACHED), (("70", "", "70"), Status.NOT_JUDGED), (("70", "", "9"), Status.MISSED)],
)
def test_kept_at_the_end_is_kept_in_all(sizes: tuple[str, ...], status: Status) -> None:
    """After the end it is kept only where it was in all whole weeks; the last days of February are no whole one."""
    assert verdict(f"{VIEWS}, targets: {{value: 70, per: week}}", *weeks(*sizes), day="2026-03-05").status is status


def test_week_that_was_read_in_part_is_open() -> None:
    """Six of seven days are too few to say that a week was missed, unless what is known breaks a limit."""
    part = "2026-02-02,2026-02-07,instagram,views,60"
    floor = verdict(f"{VIEWS}, targets: {{value: 70, per: week}}", part, day="2026-02-09")
    assert (floor.status, floor.rule) == (Status.NOT_JUDGED, StatusReason.PERIODS_UNREAD)
    limit = verdict(f"{VIEWS}, targets: {{max: 59, per: week}}", part, day="2026-02-09")
    assert (limit.status, limit.rule) == (Status.MISSED, StatusReason.NOT_HELD)


@pytest.mark.parametrize(("size", "status"), [("70", Status.NOT_JUDGED), ("71", Status.MISSED)])
def test_limit_is_broken_before_its_week_is_over(size: str, status: Status) -> None:
    """What is over the limit of a week breaks it on that day; what is not says nothing yet."""
    row = f"2026-02-02,2026-02-03,instagram,views,{size}"
    assert verdict(f"{VIEWS}, targets: {{max: 70, per: week}}", row, day="2026-02-04").status is status


def test_weeks_after_the_end_break_nothing() -> None:
    """A limit of each week holds to the last day of the campaign; what came after that day breaks no week."""
    kpi = f"{VIEWS}, targets: {{max: 70, per: week}}"
    later = "2026-03-02,2026-03-03,instagram,views,200"
    answer = verdict(kpi, *weeks("70", "70", "70"), later, day="2026-03-05")
    assert (answer.status, answer.rule) == (Status.REACHED, StatusReason.HELD)


def test_without_first_day_there_is_no_week() -> None:
    """Where nobody knows the first day of what is to be kept, there is no week in which it was kept or broken."""
    undated = replace(aim(unit="week"), since=None)
    assert held(judging("100"), undated) == Held(0, 0, 0, nothing(WhyNot.NO_READING))


def test_first_days_are_no_week() -> None:
    """Before a whole week is over nothing is judged, though a number of its days may be there."""
    answer = verdict(
        f"{VIEWS}, targets: {{value: 70, per: week}}", "2026-02-01,2026-02-01,instagram,views,9", day="2026-02-02"
    )
    assert (answer.status, answer.rule) == (Status.NOT_JUDGED, StatusReason.NO_WHOLE_PERIOD)


FROM_THE_16TH = "by: 2026-02-16"


def test_hold_counts_from_its_day() -> None:
    """What has to be held from the 16th on does not look at the weeks before; until then it is on track at best."""
    kpi = "metric: first-response-time, channels: instagram, cadence: weekly, baseline: unknown"
    rows = weeks("9h", "1h", "1h", metric="first-response-time")
    before = verdict(f"{kpi}, targets: {{max: 2h, {FROM_THE_16TH}}}", *rows[:2], day="2026-02-16")
    assert (before.status, before.held) == (Status.ON_TRACK, None)
    after = verdict(f"{kpi}, targets: {{max: 2h, {FROM_THE_16TH}}}", *rows)
    assert after.held is not None
    assert (after.held.met, after.held.of, after.status) == (1, 1, Status.ON_TRACK)


def level(*rows: str, kpi: str = "metric: followers, channels: instagram") -> Progress:
    """A level that has to be at least 100 from the 9th on, on the 23rd."""
    return february(f"{kpi}, cadence: weekly, targets: {{min: 100, by: 2026-02-09}}", *rows, day="2026-02-23")


def test_stock_of_a_week_is_its_last_one() -> None:
    """Of a stock the last reading in a week says the week; a week without one is open."""
    followers = level(",2026-02-10,instagram,followers,90", ",2026-02-15,instagram,followers,100")
    assert followers.verdict.held is not None
    assert (followers.verdict.held.met, followers.verdict.held.open, followers.verdict.held.of) == (1, 1, 2)
    broken = level(",2026-02-10,instagram,followers,110", ",2026-02-15,instagram,followers,99")
    assert broken.status is Status.MISSED


def test_stock_of_a_week_is_the_last_of_any_metric() -> None:
    """A level of a plan's own is a stock, too: its last reading says the week, and one of the Monday is in it."""
    warmth = level(",2026-02-10,,warmth,90", ",2026-02-15,,warmth,100", ",2026-02-16,,warmth,100", kpi="metric: warmth")
    assert warmth.verdict.held is not None
    assert (warmth.verdict.held.met, warmth.verdict.held.open, warmth.verdict.held.of) == (2, 0, 2)


@pytest.mark.parametrize(
    ("days", "day", "counts"),
    [
        ("2026-02-02,2026-02-08", "2026-02-10", (1, 1, 0)),
        ("2026-02-02,2026-02-07", "2026-02-10", (0, 1, 1)),
        ("2026-02-09,2026-02-15", "2026-02-16", (1, 2, 1)),
    ],
)
def test_reach_of_a_week_is_of_all_of_it(days: str, day: str, counts: tuple[int, int, int]) -> None:
    """The reach of six days is not that of the week, and that of one week says nothing of another."""
    kpi = "metric: reach, channels: instagram, targets: {min: 100, per: week}"
    answer = verdict(kpi, f"{days},instagram,reach,100", day=day)
    assert answer.held is not None
    assert (answer.held.met, answer.held.of, answer.held.open) == counts


def test_running_week_has_its_days_so_far() -> None:
    """On the Sunday of the first week nothing is judged yet; what its days brought so far is shown."""
    row = "2026-02-02,2026-02-07,instagram,reach,100"
    answer = verdict("metric: reach, channels: instagram, targets: {min: 100, per: week}", row, day="2026-02-08")
    assert (answer.rule, answer.judged and answer.judged.exact) == (StatusReason.NO_WHOLE_PERIOD, 100)


RECALL = "metric: brand-recall, targets: {min: 20%, per: month}"


@pytest.mark.parametrize("other", ["2026-02-01,2026-02-10", "2026-02-20,2026-02-28", "2026-02-10,2026-02-12"])
def test_wave_of_a_whole_month_goes_first(other: str) -> None:
    """A survey over the very month says the month, whatever waves of some of its days say."""
    rows = ("2026-02-01,2026-02-28,,brand-recall,19%", f"{other},,brand-recall,30%")
    assert verdict(RECALL, *rows, day="2026-03-05").status is Status.MISSED


@pytest.mark.parametrize(
    ("days", "status"),
    [
        (",2026-02-03", Status.REACHED),
        ("2026-02-01,2026-02-03", Status.REACHED),
        ("2026-01-31,2026-02-03", Status.NOT_JUDGED),
        (",2026-02-28", Status.REACHED),
    ],
)
def test_wave_lies_in_its_month(days: str, status: Status) -> None:
    """A wave counts for the month in which it lies as a whole; one that begins in the month before for none."""
    assert verdict(RECALL, f"{days},,brand-recall,30%", day="2026-03-05").status is status


def test_waves_of_a_month_are_pooled() -> None:
    """Waves in one month weigh as many as were asked; without that, they decide where all lie on one side."""
    waves = ("2026-02-02,2026-02-03,,brand-recall,30%,,100", "2026-02-16,2026-02-17,,brand-recall,19%,,300")
    answer = verdict(RECALL, *waves, day="2026-03-05")
    assert answer.held is not None
    assert (answer.held.value.exact, answer.held.value.end) == (Decimal("0.2175"), date(2026, 2, 17))
    unasked = tuple(row.rpartition(",")[0] for row in waves)
    assert verdict(RECALL, *unasked, day="2026-03-05").status is Status.NOT_JUDGED
    above = ("2026-02-02,2026-02-03,,brand-recall,30%", "2026-02-16,2026-02-17,,brand-recall,20%")
    assert verdict(RECALL, *above, day="2026-03-05").status is Status.REACHED


def test_other_currency_is_not_compared() -> None:
    """Rupiah in each week are not held to a limit in dollars."""
    kpi = "metric: spend, channels: instagram, targets: {max: 10 USD, per: week}"
    answer = verdict(kpi, *weeks("5 IDR", metric="spend"))
    assert (answer.status, answer.rule) == (Status.NO_DATA, StatusReason.OTHER_CURRENCY)
