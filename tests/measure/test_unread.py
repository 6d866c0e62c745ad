"""What the cells that nobody read could make of a value: a verdict that they could turn over is not spoken."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from judging import DAY, END, MIDDLE, START, aim, coverage, judging, value
from msgspec.structs import replace

from rencana.measure.coverage import Coverage
from rencana.measure.judged import Kind
from rencana.measure.quantity import Quantity, exactly
from rencana.measure.status import StatusReason
from rencana.measure.unread import covers_like_days, outcome, proven
from rencana.measure.value import Cell, How, Value

LIMIT: dict[str, Any] = {"least": None, "most": 200}


def between(low: Any, high: Any) -> Quantity:
    """A size between two ends, of which one may be open."""
    return Quantity(*(None if end is None else Decimal(str(end)) for end in (low, high)))


@pytest.mark.parametrize(
    ("least", "most", "size", "answer"),
    [
        (200, None, exactly(200), True),
        (200, None, exactly(199), None),
        (200, None, between(200, None), True),
        (200, None, between(None, 300), None),
        (None, 200, exactly(200), None),
        (None, 200, exactly(201), False),
        (None, 200, between(201, None), False),
        (None, 200, between(0, 300), None),
        (190, 210, exactly(200), None),
        (190, 210, exactly(211), False),
    ],
)
def test_part_of_a_sum_proves_what_cannot_turn(least: Any, most: Any, size: Quantity, answer: bool | None) -> None:
    """A part of a sum that only grows proves that a size is reached, or a limit broken; never that one is kept."""
    assert proven(aim(least, most), size) is answer


def sum_of(*days: str, of: int = 20) -> Value:
    """A sum of one channel with so many for each of its first days, of 20."""
    cells = tuple(
        Cell("c0", "", "", "", START + at * DAY, START + at * DAY, exactly(Decimal(size)), "", "", ())
        for at, size in enumerate(days)
    )
    total = sum(map(Decimal, days), Decimal(0))
    return value(total, end=END, cells=cells, coverage=coverage(len(days), of=of))


@pytest.mark.parametrize(
    ("days", "target", "met", "rule"),
    [
        (["10"] * 20, aim(201), False, StatusReason.DAY_PASSED),
        (["10"] * 20, aim(**LIMIT), True, StatusReason.DAY_PASSED),
        (["10"] * 18, aim(200), None, StatusReason.COULD_TURN),
        (["10"] * 18, aim(201), False, StatusReason.DAY_PASSED),
        (["10"] * 18, aim(**LIMIT), True, StatusReason.DAY_PASSED),
        (["11"] * 18, aim(**LIMIT), None, StatusReason.COULD_TURN),
        (["10"] * 17 + ["11"], aim(**LIMIT), None, StatusReason.COULD_TURN),
        (["10"] * 17 + ["14"], aim(None, 205), None, StatusReason.COULD_TURN),
        (["10"] * 18, aim(181), None, StatusReason.COULD_TURN),
        (["10"] * 17, aim(9999), None, StatusReason.PARTLY_READ),
        (["1"] * 17, aim(**LIMIT), None, StatusReason.PARTLY_READ),
        (["20"] * 10, aim(200), True, StatusReason.DAY_PASSED),
        (["21"] * 10, aim(**LIMIT), False, StatusReason.DAY_PASSED),
    ],
)
def test_unread_days_at_the_highest_rate(days: list[str], target: Any, met: bool | None, rule: StatusReason) -> None:
    """Nine of ten days are enough where the others, each as good as the best that was read, could not turn it over."""
    assert outcome(judging(sum_of(*days), on=END + DAY), target, sum_of(*days)) == (met, rule)


@pytest.mark.parametrize(
    ("target", "met"), [(aim(155), True), (aim(156), None), (aim(185), None), (aim(186), False), (aim(None, 185), True)]
)
def test_unread_days_of_what_can_fall(target: Any, met: bool | None) -> None:
    """Two unread days of a sum that can fall could each take away 5, as its worst day did, or bring 10."""
    size = sum_of(*["10"] * 17, "-5")
    assert outcome(judging(size, on=END + DAY, can_fall=True), target, size)[0] is met


def test_unread_days_of_a_channel_are_like_its_own() -> None:
    """What two unread days of a channel brought is told by its own days, and not by those of a larger channel."""
    small = sum_of(*["10"] * 18)
    large = tuple(cell._replace(channel="c1", size=exactly(100)) for cell in sum_of(*["100"] * 20).cells)
    size = value("2180", end=END, cells=(*small.cells, *large), coverage=coverage(18, 20))
    assert outcome(judging(size), aim(None, 2200), size)[0] is True
    assert outcome(judging(size), aim(None, 2199), size)[0] is None


@pytest.mark.parametrize(
    ("target", "can_fall", "met"),
    [
        (aim(None, 380), False, True),
        (aim(None, "379.9"), False, None),
        (aim(300), True, True),
        (aim("300.1"), True, None),
        (aim("380.1"), True, False),
    ],
)
def test_unread_days_of_a_formula(target: Any, met: bool | None, *, can_fall: bool) -> None:
    """Of a formula that makes 340 of 170, two unread days of 10 at most are 40; what can fall, by as much."""
    days = sum_of(*["10"] * 17, "0")
    size = value("340", end=END, how=How.RATIO, cells=days.cells, coverage=days.coverage)
    assert outcome(judging(size, can_fall=can_fall), target, size)[0] is met


@pytest.mark.parametrize(
    ("last", "size", "target", "can_fall", "met"),
    [
        (between(10, 12), between(360, 364), aim(None, 412), False, True),
        (between(10, 12), between(360, 364), aim(None, "411.9"), False, None),
        (between(10, None), between(360, None), aim(320), True, True),
        (between(10, None), between(360, None), aim(321), True, None),
    ],
)
def test_unread_days_of_a_formula_of_ranges(
    last: Quantity, size: Quantity, target: Any, met: bool | None, *, can_fall: bool
) -> None:
    """Of a formula that doubles, two unread days make 48 where the best day was 10 to 12, and 40 where it was 10."""
    cells = sum_of(*["10"] * 18).cells
    doubled = value(
        size, end=END, how=How.RATIO, cells=(*cells[:-1], cells[-1]._replace(size=last)), coverage=coverage(18)
    )
    assert outcome(judging(doubled, can_fall=can_fall), target, doubled)[0] is met


def test_unread_days_of_a_formula_that_makes_nothing() -> None:
    """Where gains and losses cancel out each unread day may bring, or take, as much as the best day did."""
    days = sum_of(*["10", "-10"] * 9)
    size = value("0", end=END, how=How.RATIO, cells=days.cells, coverage=days.coverage)
    answers = [outcome(judging(size, can_fall=True), target, size)[0] for target in (aim(-20), aim(20), aim(21))]
    assert answers == [True, None, False]


def test_unread_posts_are_like_the_best_one() -> None:
    """Two posts that nobody read could each have brought as much as the best of the others, however long that ran."""
    posts = tuple(cell._replace(start=START, item=str(at)) for at, cell in enumerate(sum_of(*["10"] * 18).cells))
    (channel,) = coverage(18).channels
    size = value("180", end=END, cells=posts, coverage=Coverage((replace(channel, unit="posts"),)))
    kpi = judging(size, on=START + 20 * DAY)
    assert outcome(kpi, aim(None, 200, day=MIDDLE), size)[0] is True
    assert outcome(kpi, aim(None, 199, day=MIDDLE), size)[0] is None


@pytest.mark.parametrize(
    ("age", "target", "can_fall", "met", "rule"),
    [
        (15, aim(100), False, True, StatusReason.DAY_PASSED),
        (15, aim(101), False, None, StatusReason.NOT_READ_THEN),
        (15, aim(100), True, None, StatusReason.NOT_READ_THEN),
        (14, aim(101), False, False, StatusReason.DAY_PASSED),
    ],
)
def test_post_that_was_last_read_long_before(
    age: int, target: Any, met: bool | None, rule: StatusReason, *, can_fall: bool
) -> None:
    """A post that nobody read for more than 14 days before a day says only what it had by then at least."""
    last_read = END - age * DAY
    post = Cell("c0", "", "", "reel", START, last_read, exactly(100), "", "", ())
    size = value("100", end=last_read, cells=(post,))
    assert outcome(judging(size, on=END + DAY, can_fall=can_fall), target, size) == (met, rule)


def test_silent_channel_leaves_it_open() -> None:
    """With a channel that nobody read neither kept nor missed is said, however well the others were read."""
    size = value("100", end=END, coverage=coverage(20, 0))
    assert outcome(judging(size), aim(), size) == (None, StatusReason.CHANNEL_SILENT)
    assert outcome(judging(size), aim(100), size)[0] is True


def test_bound_that_holds_all_needs_no_coverage() -> None:
    """A bound of all that is expected decides as far as it goes."""
    size = value(between(0, 199), end=END, coverage=coverage(0), bounded=True)
    assert outcome(judging(size), aim(), size) == (False, StatusReason.DAY_PASSED)
    assert outcome(judging(size), aim(100), size) == (None, StatusReason.ONLY_A_BOUND)


@pytest.mark.parametrize(
    ("size", "extremes", "met"),
    [
        ("0.0301", ("0.0272", "0.033"), None),
        ("0.0301", ("0.0292", "0.033"), True),
        ("0.0325", ("0.031", "0.034"), True),
        ("0.029", ("0.02", "0.0295"), False),
        ("0.0299", ("0.02", "0.0308"), False),
        ("0.029", ("0.02", "0.04"), None),
    ],
)
def test_unread_days_of_a_rate(size: str, extremes: tuple[str, str], met: bool | None) -> None:
    """A rate could still be what the unread days make of it, at the lowest or the highest rate of any stretch."""
    rate = value(size, end=END, coverage=coverage(18), extremes=between(*extremes))
    assert outcome(judging(rate, kind=Kind.RATE), aim("0.03"), rate)[0] is met


@pytest.mark.parametrize(
    ("read", "alike"), [((20, 20), True), ((20, 18), True), ((20, 17), False), ((3, 3), True), ((20, 0), False)]
)
def test_channels_of_a_rate_are_read_on_like_days(read: tuple[int, ...], *, alike: bool) -> None:
    """Channels are read on like days where each has nine tenths of the days of each other one."""
    assert covers_like_days(judging("1"), coverage(*read)) is alike


def test_days_before_a_channel_opens_are_not_asked_of_it() -> None:
    """A channel that opened late is not compared on days before it did."""
    late = coverage(20, 20)
    first, second = late.channels
    opened = date(2026, 2, 11)
    windows = ((opened, START + 19 * DAY),)
    from_then = type(late)((first, type(second)("c1", "days", 10, 10, windows, windows)))
    assert covers_like_days(judging("1"), from_then)


def test_posts_have_no_days_that_could_be_like() -> None:
    """A channel that is read by posts is not compared with the days of another one."""
    by_days, by_posts = coverage(20, 3).channels
    assert covers_like_days(judging("1"), Coverage((by_days, replace(by_posts, unit="posts"))))
