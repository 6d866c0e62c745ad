"""The run rate: whole weeks only, at least three and at most eight, and no promise where a day is missing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rencana.measure.coverage import ChannelCoverage, Coverage
from rencana.measure.projection import Projection, project
from rencana.measure.quantity import Quantity, exactly
from rencana.measure.value import Cell

MONDAY = date(2026, 2, 2)
WEEK, DAY = timedelta(days=7), timedelta(days=1)


def cell(start: date, end: date, size: int | Quantity, channel: str = "instagram") -> Cell:
    """What was counted on a channel from a day to a day."""
    counted = size if isinstance(size, Quantity) else exactly(size)
    return Cell(channel, "", "", "", start, end, counted, "", "", ())


def weeks(*sizes: int, channel: str = "instagram") -> list[Cell]:
    """One cell for each week, from the first Monday on."""
    return [cell(MONDAY + WEEK * n, MONDAY + WEEK * n + 6 * DAY, size, channel) for n, size in enumerate(sizes)]


def last_day(count: int) -> date:
    """The Sunday on which so many weeks end."""
    return MONDAY + WEEK * count - DAY


def ahead(size: Decimal, cells: list[Cell], end: date | None, *missing: tuple[date, date]) -> Projection | None:
    """Where a sum leads whose first channel lacks some stretches."""
    channels = sorted({cell.channel for cell in cells})
    parts = [ChannelCoverage(name, "days", 28, 28, missing=() if at else missing) for at, name in enumerate(channels)]
    return project(size, cells, end, Coverage(tuple(parts)))


def test_mean_week_goes_on() -> None:
    """Three weeks of 10, 20 and 30 lead in two more weeks to 60 and two means; the spread is Student's at 80%.

    By hand: mean 20, variance 100, half 1.886 times the root of 100 x (2 + 4 / 3) = 34.43.
    """
    projection = ahead(Decimal(60), weeks(10, 20, 30), last_day(5))
    assert projection is not None
    assert (projection.value, projection.weeks) == (100, 3)
    assert round(projection.high - projection.value, 2) == Decimal("34.43")
    assert round(projection.value - projection.low, 2) == Decimal("34.43")


def test_even_weeks_have_no_spread() -> None:
    """Weeks that are all alike lead straight on; half of a week adds its part."""
    projection = ahead(Decimal(140), weeks(35, 35, 35, 35), last_day(4) + DAY)
    assert projection is not None
    assert (projection.low, projection.value, projection.high) == (145, 145, 145)


@pytest.mark.parametrize(
    ("count", "factor"), [(3, "1.886"), (4, "1.638"), (5, "1.533"), (6, "1.476"), (7, "1.440"), (8, "1.415")]
)
def test_more_weeks_make_it_surer(count: int, factor: str) -> None:
    """The factor is Student's for one degree of freedom less than there are weeks."""
    sizes = [10 + 10 * (n % 2) for n in range(count)]
    mean = Decimal(sum(sizes)) / count
    variance = sum(((size - mean) ** 2 for size in sizes), Decimal(0)) / (count - 1)
    projection = ahead(Decimal(1000), weeks(*sizes), last_day(count + 1))
    assert projection is not None
    assert projection.weeks == count
    half = Decimal(factor) * (variance * (1 + Decimal(1) / count)).sqrt()
    assert round(projection.high - projection.value, 6) == round(half, 6)


def test_week_has_seven_days() -> None:
    """Of what is counted day by day a week is the sum of seven days, and no eighth one."""
    days = [cell(MONDAY + DAY * n, MONDAY + DAY * n, 1) for n in range(28)]
    projection = ahead(Decimal(28), days, last_day(5))
    assert projection is not None
    assert (projection.value, projection.weeks) == (35, 4)


def test_old_weeks_do_not_count() -> None:
    """Only the last eight weeks say how things go; what was before them does not."""
    projection = ahead(Decimal(0), weeks(9000, *[7] * 8), last_day(10))
    assert projection is not None
    assert (projection.weeks, projection.value) == (8, 7)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_weeks_say_nothing(count: int) -> None:
    """Fewer than three whole weeks lead nowhere."""
    assert ahead(Decimal(0), weeks(*[5] * count), last_day(9)) is None


@pytest.mark.parametrize(
    ("end", "projected"), [(last_day(3) - DAY, False), (last_day(3), False), (last_day(3) + DAY, True)]
)
def test_nothing_is_projected_at_the_end(end: date, *, projected: bool) -> None:
    """On the last day there is nothing ahead, nor after it; nor where no end is known."""
    assert (ahead(Decimal(0), weeks(1, 2, 3), end) is not None) is projected
    assert ahead(Decimal(0), weeks(1, 2, 3), None) is None


def test_sum_does_not_shrink() -> None:
    """Where no week took anything back the sum will not be less than it is, however wide the spread."""
    projection = ahead(Decimal(90), weeks(0, 0, 90), last_day(4))
    assert projection is not None
    assert projection.low == 90
    turned = ahead(Decimal(89), weeks(-1, 0, 90), last_day(4))
    assert turned is not None
    assert turned.low < 89


def test_missing_day_ends_the_run() -> None:
    """Weeks before a day that nobody read do not count; too few after it lead nowhere."""
    torn = weeks(10, 20, 30, 40)
    torn[1] = cell(torn[1].start + DAY, torn[1].end, 20)
    assert ahead(Decimal(100), torn, last_day(6)) is None
    assert ahead(Decimal(100), [*torn, *weeks(10, 20, 30, 40, 50)[4:]], last_day(6)) is not None


def test_each_channel_has_to_be_read() -> None:
    """A week counts where each channel was read on each of its days, and it is the sum of them."""
    both = [*weeks(1, 2, 3), *weeks(10, 20, 30, channel="tiktok")]
    projection = ahead(Decimal(66), both, last_day(4))
    assert projection is not None
    assert projection.value == 88
    assert ahead(Decimal(66), both[1:], last_day(4)) is None


def test_bound_ends_the_run() -> None:
    """A week of which only a bound is known is no number to go on with."""
    bounded = [*weeks(1, 2, 3)]
    bounded[0] = cell(bounded[0].start, bounded[0].end, Quantity(Decimal(1), None))
    assert ahead(Decimal(6), bounded, last_day(4)) is None


def test_cell_across_two_weeks_belongs_to_none() -> None:
    """A cell that begins in one week and ends in the next cannot be split, so both weeks are not whole."""
    across = weeks(1, 2, 3, 4)
    across[1:3] = [cell(across[1].start, across[2].end, 5)]
    assert ahead(Decimal(10), across, last_day(6)) is None


def test_unread_days_widen_the_range() -> None:
    """What a week that nobody read may have brought is anything from nothing to the best week.

    By hand: the mean of 20 for the week ahead and for the one unread; the range of 1.886 times the root of
    100 x (1 + 1 / 3) = 21.78 around 80, and 30 more at its upper end.
    """
    after_a_gap = weeks(0, 10, 20, 30)[1:]
    projection = ahead(Decimal(60), after_a_gap, last_day(5), (MONDAY, MONDAY + 6 * DAY))
    assert projection is not None
    assert projection.value == 100
    assert round(projection.low, 2) == 60
    assert round(projection.high, 2) == Decimal("131.78")
    of_two = [*after_a_gap, *weeks(0, 0, 0, 0, channel="tiktok")]
    half = ahead(Decimal(60), of_two, last_day(5), (MONDAY, MONDAY + 6 * DAY))
    assert half is not None
    assert half.value == 90


def test_days_after_the_last_reading_are_ahead() -> None:
    """Days that nobody read yet after the last reading are part of what is to come, and no gap."""
    unread = last_day(3) + DAY
    assert ahead(Decimal(60), weeks(10, 20, 30), last_day(5), (unread, last_day(5))) == ahead(
        Decimal(60), weeks(10, 20, 30), last_day(5)
    )


def test_channel_that_ended_weeks_ago_is_not_waited_for() -> None:
    """A channel that was last read three weeks ago does not stop the rate; one of last week that now lacks does."""
    recent = weeks(10, 20, 30, 40)
    assert ahead(Decimal(150), [*recent, *weeks(50, channel="tiktok")], last_day(6)) is not None
    assert ahead(Decimal(150), [*recent, *weeks(50, 50, 50, channel="tiktok")], last_day(6)) is None


def test_day_without_reading_may_have_brought_something() -> None:
    """A channel that lacks the very last day adds one of the fourteen days of two channels."""
    cells = [*weeks(70, 70, 70), *weeks(70, 70, 70, channel="tiktok")]
    one_day = ahead(Decimal(420), cells, last_day(3) + DAY, (last_day(3), last_day(3)))
    assert one_day is not None
    assert (one_day.low, one_day.value, one_day.high) == (440, 450, 450)


def test_nothing_expected_is_nothing_missed() -> None:
    """Where nothing was to be read nobody missed anything."""
    projection = project(Decimal(105), weeks(35, 35, 35), last_day(4), Coverage(()))
    assert projection is not None
    assert projection.value == 140
