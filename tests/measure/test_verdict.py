"""The verdict on a KPI at every border: on the pace, a hair behind it, on the day of its target and the day after."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rencana.measure.aims import Aim
from rencana.measure.path import Path
from rencana.measure.quantity import Quantity, exactly
from rencana.measure.status import Status, StatusReason
from rencana.measure.value import Coverage, Value
from rencana.measure.verdict import JudgedValues, after_day, counts_before_day, final_word, is_due, judge, judged
from rencana.plan.language.amount import Amount, Unit
from rencana.plan.measurement import Target

START, MIDDLE, END = date(2026, 2, 1), date(2026, 2, 11), date(2026, 2, 21)
DAY = timedelta(days=1)
RISING = Path(((START, Decimal(0)), (END, Decimal(200))))
"""It asks for 100 in the middle and for 200 at the end."""
FALLING = Path(((START, Decimal(400)), (END, Decimal(200))))
"""It asks for 300 in the middle."""
LIMIT = {"least": None, "most": 200}
BAND = {"least": 190, "most": 210}


def aim(least: Any = 200, most: Any = None, *, day: date | None = END, holds: bool = False, **options: Any) -> Aim:
    """A target by its numbers; `stretch` and `per` are written as in a plan, the rest is an aim's."""
    target = Target(value="1", **{key: options.pop(key) for key in ("stretch", "per") if key in options})
    ends = [None if end is None else Decimal(str(end)) for end in (least, most)]
    return Aim(target, ends[0], ends[1], day, holds, **options)


def value(size: Any, *, end: date | None = MIDDLE, **facts: Any) -> Value:
    """A value as of a day: a number, two ends of which one may be open, or none."""
    match size:
        case None | Quantity():
            return Value(size=size, end=end, **facts)
        case _:
            return Value(size=exactly(Decimal(str(size))), end=end, **facts)


def case(size: Any, *aims: Aim, **facts: Any) -> JudgedValues:
    """A KPI in the middle of its way: a sum on a rising path with a tolerance of a tenth, if nothing else is said."""
    usual: dict[str, Any] = {
        "now": size if isinstance(size, Value) else value(size),
        "aims": aims,
        "by_day": (Value(),) * len(aims),
        "path": RISING,
        "on": MIDDLE + DAY,
        "summed": True,
        "tolerance": Decimal("0.1"),
        "begun": True,
        "ended": False,
    }
    return JudgedValues(**(usual | facts))


# On the way


@pytest.mark.parametrize(
    ("size", "status", "rule", "gap"),
    [
        ("150", Status.ON_TRACK, StatusReason.ON_PATH, "50"),
        ("100", Status.ON_TRACK, StatusReason.ON_PATH, "0"),
        ("99.5", Status.ON_TRACK, StatusReason.ON_PATH, "-0.5"),
        ("99", Status.ON_TRACK, StatusReason.ON_PATH, "-1"),
        ("90", Status.ON_TRACK, StatusReason.ON_PATH, "-10"),
        ("89.9", Status.AT_RISK, StatusReason.LITTLE_BEHIND, "-10.1"),
        ("80", Status.AT_RISK, StatusReason.LITTLE_BEHIND, "-20"),
        ("79.9", Status.BEHIND, StatusReason.FAR_BEHIND, "-20.1"),
    ],
)
def test_sum_is_held_to_its_pace(size: str, status: Status, rule: StatusReason, gap: str) -> None:
    """A tenth behind is within the tolerance, a fifth is a risk still, and anything beyond it is behind."""
    verdict = judge(case(size, aim()))
    assert (verdict.status, verdict.rule, verdict.pace, verdict.gap) == (status, rule, 100, Decimal(gap))
    assert verdict.short == max(Decimal(0), -verdict.gap / 100)


@pytest.mark.parametrize(
    ("size", "status", "gap"),
    [
        ("50", Status.ON_TRACK, "50"),
        ("110", Status.ON_TRACK, "-10"),
        ("111", Status.AT_RISK, "-11"),
        ("120", Status.AT_RISK, "-20"),
        ("121", Status.BEHIND, "-21"),
    ],
)
def test_limit_of_a_sum_is_a_ceiling(size: str, status: Status, gap: str) -> None:
    """Of what must stay below a limit more than the path allows is worse, and less is better."""
    verdict = judge(case(size, aim(**LIMIT)))
    assert (verdict.status, verdict.pace, verdict.gap) == (status, 100, Decimal(gap))


@pytest.mark.parametrize(
    ("size", "status", "short"),
    [
        ("300", Status.ON_TRACK, "0"),
        ("320", Status.ON_TRACK, "0.1"),
        ("340", Status.AT_RISK, "0.2"),
        ("341", Status.BEHIND, "0.205"),
    ],
)
def test_level_is_measured_by_its_whole_way(size: str, status: Status, short: str) -> None:
    """A level that has to fall from 400 to 200 is behind by a part of these 200, not of the pace."""
    verdict = judge(case(size, aim(**LIMIT), path=FALLING, summed=False))
    assert (verdict.status, verdict.pace, verdict.short) == (status, 300, Decimal(short))


@pytest.mark.parametrize(
    ("begin", "goal", "size", "status", "gap", "short"),
    [
        (410, 210, "320", Status.ON_TRACK, "-10", "0.05"),
        (410, 210, "400", Status.BEHIND, "-90", "0.45"),
        (410, 210, "250", Status.ON_TRACK, "60", "0"),
        (10, 190, "55", Status.BEHIND, "-45", "0.25"),
        (10, 190, "120", Status.ON_TRACK, "20", "0"),
        (210, 190, "180", Status.BEHIND, "-20", "1"),
    ],
)
def test_band_is_reached_from_its_side(begin: int, goal: int, size: str, status: Status, gap: str, short: str) -> None:
    """A level above its band has to fall to its upper end; one that begins below or in it must not be below it."""
    to_band = Path(((START, Decimal(begin)), (END, Decimal(goal))))
    verdict = judge(case(size, aim(**BAND, holds=True), path=to_band, summed=False))
    assert (verdict.status, verdict.gap, verdict.short) == (status, Decimal(gap), Decimal(short))


@pytest.mark.parametrize(("size", "gap"), [("190", 90), ("200", 100), ("210", 110)])
def test_both_ends_are_in_a_band(size: str, gap: int) -> None:
    """A level that is to be kept in a band and lies in it, or on its edge, lags by nothing, wherever its path is."""
    low = Path(((START, Decimal(400)), (MIDDLE, Decimal(100)), (END, Decimal(210))))
    verdict = judge(case(size, aim(**BAND, holds=True), path=low, summed=False))
    assert (verdict.status, verdict.rule) == (Status.ON_TRACK, StatusReason.MET_BEFORE_DAY)
    assert (verdict.short, verdict.gap) == (0, gap)


def test_sum_in_a_band_has_to_grow() -> None:
    """A sum that must end in a band is behind while it is small, though a sum in a band is not too much."""
    verdict = judge(case("50", aim(**BAND, holds=True)))
    assert (verdict.status, verdict.gap) == (Status.BEHIND, -50)


def test_path_of_no_length_is_measured_by_its_pace() -> None:
    """A level that starts at its goal has no way to go, so what it lacks is a part of the goal itself."""
    level_path = Path(((START, Decimal(200)), (END, Decimal(200))))
    verdict = judge(case("190", aim(holds=True), path=level_path, summed=False))
    assert (verdict.status, verdict.short) == (Status.ON_TRACK, Decimal("0.05"))


@pytest.mark.parametrize(("size", "short", "status"), [("0", 0, Status.ON_TRACK), ("1", 1, Status.BEHIND)])
def test_pace_of_nothing_allows_nothing(size: str, short: int, status: Status) -> None:
    """Where nothing is allowed, nothing is lacking at 0, and whatever is too much is all of it."""
    at_zero = Path(((START, Decimal(0)), (END, Decimal(0))))
    verdict = judge(case(size, aim(None, 0, holds=True), path=at_zero, summed=False))
    assert (verdict.status, verdict.short) == (status, short)


def test_pace_is_of_the_day_of_the_value() -> None:
    """What was read by the 6th is held to the path of the 6th; without a day, to the day that is asked for."""
    early = judge(case(value("50", end=START + 5 * DAY), aim()))
    undated = judge(case(value("110", end=None), aim()))
    assert (early.pace, early.status) == (50, Status.ON_TRACK)
    assert undated.pace == 110


def test_steady_target_is_its_own_pace() -> None:
    """A target for each week asks for all of it in every week, whatever the path says."""
    verdict = judge(case("160", aim(per="week")))
    assert (verdict.pace, verdict.gap, verdict.short) == (200, -40, Decimal("0.2"))
    assert judge(case("200", aim(per="week"))).rule is StatusReason.ON_PATH
    short_way = Path(((START, Decimal(150)), (END, Decimal(200))))
    assert judge(case("160", aim(per="week"), path=short_way, summed=False)).short == Decimal("0.2")


def test_without_path_nothing_is_behind() -> None:
    """Before the path begins a target that is met is on track, and one that is not is only observed."""
    early = START - DAY
    level = aim(200, holds=True)
    assert judge(case(value("200", end=early), level, summed=False)).rule is StatusReason.MET_BEFORE_DAY
    assert judge(case(value("199", end=early), level, summed=False)).rule is StatusReason.NO_PATH
    assert judge(case("199", level, path=None)).status is Status.OBSERVED


# Which target decides


def test_next_target_paces_and_last_one_decides() -> None:
    """A KPI is held to the next of its targets; it is reached with the last one only."""
    near, far = aim(120, day=MIDDLE + 5 * DAY), aim(200)
    assert judge(case("130", far, near)).aim is near
    assert judge(case("199", near, far)).aim is near
    verdict = judge(case("200", near, far))
    assert (verdict.status, verdict.aim) == (Status.REACHED, far)


def test_target_without_day_comes_last() -> None:
    """A target without a day comes after all that have one."""
    dated, undated = aim(200), aim(300, day=None)
    assert judge(case("250", undated, dated)).aim is dated
    assert judge(case("300", undated, dated)).aim is undated


def test_past_targets_do_not_pace() -> None:
    """A target whose day is over no longer paces the KPI; the one that follows does."""
    past, next_aim = aim(90, day=MIDDLE - DAY), aim()
    assert judge(case("95", past, next_aim)).aim is next_aim


def test_stretched_targets_decide_only_alone() -> None:
    """What would be splendid is not promised: it decides nothing, unless nothing else was aimed at."""
    promised, splendid = aim(100, day=MIDDLE + DAY), aim(stretch="true")
    assert judged((splendid, promised)) == [promised]
    assert judged((splendid,)) == [splendid]
    assert judge(case("100", promised, splendid)).status is Status.REACHED


def test_target_without_size_is_only_observed() -> None:
    """A target that has no number compares with nothing; beside one with a number it is passed over."""
    unsized, sized = aim(None), aim()
    assert judge(case("100", unsized)).rule is StatusReason.TARGET_UNSIZED
    assert judge(case("100", unsized, sized)).aim is sized


# Before the day


def test_sum_is_reached_before_its_day() -> None:
    """A sum that grows is reached as soon as it is there, and one short of it is on the way."""
    assert judge(case("200", aim())).rule is StatusReason.LAST_TARGET_MET
    assert judge(case("199", aim())).rule is StatusReason.ON_PATH


def test_limit_of_a_sum_is_broken_before_its_day() -> None:
    """A limit is broken by the first thing too much, and not by exactly as much as it allows."""
    assert judge(case("200", aim(**LIMIT))).rule is not StatusReason.LIMIT_BROKEN
    verdict = judge(case("201", aim(**LIMIT)))
    assert (verdict.status, verdict.rule) == (Status.MISSED, StatusReason.LIMIT_BROKEN)
    over = Quantity(Decimal(201), None)
    assert judge(case(over, aim(**LIMIT))).rule is StatusReason.LIMIT_BROKEN


def test_limit_of_a_level_can_still_be_met() -> None:
    """A level above its limit may fall again, so before its day no limit of a level is broken."""
    assert judge(case("400", aim(**LIMIT, holds=True), path=FALLING, summed=False)).rule is StatusReason.FAR_BEHIND


@pytest.mark.parametrize(
    ("target", "summed", "counts"),
    [
        (aim(), True, True),
        (aim(**LIMIT), True, False),
        (aim(holds=True), True, False),
        (aim(per="week"), True, False),
        (aim(per="campaign"), True, True),
        (aim(holds=True), False, False),
        (aim(per="week"), False, False),
    ],
)
def test_only_what_grows_counts_before_its_day(target: Aim, *, summed: bool, counts: bool) -> None:
    """A limit, a hold and a target for each week can be lost again; none of them is reached before its day."""
    assert counts_before_day(case("0", target, summed=summed), target) is counts


def test_bound_alone_gives_no_pace() -> None:
    """Of a value that is only a bound nobody knows how far behind it is."""
    assert judge(case(Quantity(Decimal(50), None), aim())).rule is StatusReason.ONLY_A_BOUND
    assert judge(case(Quantity(Decimal(200), None), aim())).rule is StatusReason.LAST_TARGET_MET


def test_silent_channel_gives_no_pace() -> None:
    """With a channel that was never read no pace is spoken of; what is reached without it is reached."""
    silent = Coverage("days", 20, 10, silent=("tiktok",))
    heard = Coverage("days", 20, 10)
    verdict = judge(case(value("50", coverage=silent), aim()))
    assert (verdict.rule, verdict.pace) == (StatusReason.CHANNEL_SILENT, None)
    assert judge(case(value("50", coverage=heard), aim())).pace == 100
    assert judge(case(value("200", coverage=silent), aim())).status is Status.REACHED


@pytest.mark.parametrize(
    ("has", "wants", "compared"), [("IDR", "IDR", True), ("IDR", "USD", False), ("", "USD", True), ("IDR", "", True)]
)
def test_currencies_are_never_compared(has: str, wants: str, *, compared: bool) -> None:
    """Rupiah are not held to a target in dollars; where one side names no currency it is the same."""
    verdict = judge(case(value("200", currency=has), aim(currency=wants)))
    assert (verdict.rule is not StatusReason.OTHER_CURRENCY) is compared


# On the day and after it


@pytest.mark.parametrize(
    ("on", "end", "closed", "due"),
    [
        (END, END, False, False),
        (END, END, True, False),
        (END + DAY, END, False, True),
        (END + DAY, END - DAY, False, False),
        (END + DAY, None, False, False),
        (END + DAY, END - DAY, True, True),
        (END + 31 * DAY, END - DAY, False, False),
        (END + 32 * DAY, END - DAY, False, True),
    ],
)
def test_day_is_over_the_day_after(on: date, end: date | None, *, closed: bool, due: bool) -> None:
    """A target is due once its day is over and was read; a closed campaign waits for nothing, the others a month."""
    assert is_due(aim(), value("0", end=end), on, closed=closed) is due


def test_open_campaign_waits_for_readings() -> None:
    """A target whose day was not read yet is still on its way; once the plan is closed it is judged as it is."""
    late = value("190", end=END - DAY)
    assert judge(case(late, aim(), on=END + DAY)).rule is StatusReason.ON_PATH
    closed = case(late, aim(), by_day=(late,), on=END + DAY, closed=True)
    assert judge(closed).rule is StatusReason.DAY_PASSED


def test_some_targets_are_never_due() -> None:
    """A target without a day, and one that comes back each week, have no day on which they are over."""
    later = END + 90 * DAY
    assert not is_due(aim(day=None), value("0"), later, closed=True)
    assert not is_due(aim(per="week"), value("0"), later, closed=True)


@pytest.mark.parametrize(
    ("target", "size", "status"),
    [
        (aim(), "200", Status.REACHED),
        (aim(), "199.9", Status.MISSED),
        (aim(**LIMIT), "200", Status.REACHED),
        (aim(**LIMIT), "200.1", Status.MISSED),
        (aim(**BAND), "190", Status.REACHED),
        (aim(**BAND), "189.9", Status.MISSED),
        (aim(**BAND), "210", Status.REACHED),
        (aim(**BAND), "210.1", Status.MISSED),
    ],
)
def test_target_met_to_the_last_digit(target: Aim, size: str, status: Status) -> None:
    """By its day a target is met by exactly what it asks for, and missed by a hair less."""
    assert final_word(target, exactly(Decimal(size))).status is status
    late = case(value("999", end=END), target, by_day=(value(size),), on=END + DAY)
    assert judge(late).status is status


def test_nothing_read_by_the_day_is_no_verdict() -> None:
    """What was not read by the day of a target is neither met nor missed; nor is a bound that leaves it open."""
    assert final_word(aim(), None).rule is StatusReason.NO_VALUE
    assert final_word(aim(), Quantity(Decimal(1), None)).rule is StatusReason.ONLY_A_BOUND
    assert final_word(aim(), Quantity(None, Decimal(199))).status is Status.MISSED


def test_each_target_has_its_own_day() -> None:
    """A target is judged by what was measured by its own day, whatever stands beside it."""
    first, second = aim(100, day=MIDDLE), aim()
    late = case("150", first, second, by_day=(value("99"), value("200")), on=END + DAY)
    assert after_day(late, first).status is Status.MISSED
    assert after_day(late, second).status is Status.REACHED


def test_held_level_is_judged_by_its_newest() -> None:
    """A level that must be kept is judged by what it is now, not by what it was on the day."""
    level = aim(holds=True)
    facts: dict[str, Any] = {"by_day": (value("1"),), "on": END + DAY, "summed": False, "ended": True}
    assert judge(case(value("200", end=END), level, **facts)).rule is StatusReason.HELD
    lost = judge(case(value("199", end=END), level, **facts))
    assert (lost.status, lost.rule) == (Status.MISSED, StatusReason.NOT_HELD)
    open_end = value(Quantity(Decimal(1), None), end=END)
    assert judge(case(open_end, level, **facts)).rule is StatusReason.ONLY_A_BOUND


def test_held_sum_is_judged_by_its_day() -> None:
    """A sum that must be kept above a number is a total: what it was by its day counts."""
    late = case(value("300", end=END), aim(holds=True), by_day=(value("199"),), on=END + DAY)
    assert judge(late).rule is StatusReason.DAY_PASSED


def test_last_week_speaks_for_a_steady_target() -> None:
    """Once time is over a target for each week is met or missed by the last one; before, it is on its way."""
    weekly = aim(per="week")
    assert judge(case("199", weekly, ended=True)).rule is StatusReason.DAY_PASSED
    assert judge(case("200", weekly, ended=True)).rule is StatusReason.LAST_TARGET_MET
    assert judge(case("199", weekly)).rule is StatusReason.ON_PATH


# Without a number


def test_without_target_a_kpi_is_observed() -> None:
    """What has no target is observed as soon as anything is known of it: a size, or only a change."""
    points = Amount(Decimal("0.05"), Unit.POINTS, signed=True)
    assert judge(case("5")).status is Status.OBSERVED
    assert judge(case(value(None, change=points))).status is Status.OBSERVED
    nothing = judge(case(None))
    assert (nothing.status, nothing.rule) == (Status.NO_DATA, StatusReason.NO_VALUE)


def test_nothing_read_is_no_data() -> None:
    """Without a reading there is no verdict; before the first day that counts, because nothing has begun."""
    assert judge(case(None, aim())).rule is StatusReason.NO_VALUE
    assert judge(case(None, aim(), begun=False)).rule is StatusReason.NOT_BEGUN


def points(size: str, unit: Unit = Unit.POINTS) -> Amount:
    """A change as it is published: so many points, or so many percent."""
    return Amount(Decimal(size), unit, signed=True)


@pytest.mark.parametrize(
    ("asked", "published", "late", "rule"),
    [
        ("0.05", "0.05", False, StatusReason.LAST_TARGET_MET),
        ("0.05", "0.06", False, StatusReason.LAST_TARGET_MET),
        ("0.05", "0.04", False, StatusReason.NO_VALUE),
        ("0.05", "0.04", True, StatusReason.DAY_PASSED),
        ("-0.05", "-0.05", False, StatusReason.LAST_TARGET_MET),
        ("-0.05", "-0.04", True, StatusReason.DAY_PASSED),
        ("-0.05", "0.05", True, StatusReason.DAY_PASSED),
        ("0", "0.01", False, StatusReason.LAST_TARGET_MET),
    ],
)
def test_published_change_meets_the_asked_one(asked: str, published: str, rule: StatusReason, *, late: bool) -> None:
    """Where only a change was published it is compared with the change asked for, in the direction of that one."""
    target = aim(None, change=points(asked))
    now = value(None, change=points(published), end=END if late else MIDDLE)
    verdict = judge(case(now, target, on=END + DAY if late else MIDDLE))
    assert verdict.rule is rule
    if rule is not StatusReason.NO_VALUE:
        direction = -1 if asked.startswith("-") else 1
        assert (verdict.pace, verdict.gap) == (Decimal(asked), (Decimal(published) - Decimal(asked)) * direction)


def test_percent_are_no_points() -> None:
    """A change in percent says nothing of one that was asked for in points; nor where the target has a size."""
    now = value(None, change=points("0.5", Unit.PERCENT))
    assert judge(case(now, aim(None, change=points("0.05")))).rule is StatusReason.NO_VALUE
    same = value(None, change=points("0.5"))
    assert judge(case(same, aim(200, change=points("0.05")))).rule is StatusReason.NO_VALUE


def test_change_needs_both_sides() -> None:
    """A change that was asked for and not published, or published and not asked for, is compared with nothing."""
    wanted = aim(None, change=points("0.05"))
    assert judge(case(value(None), wanted)).rule is StatusReason.NO_VALUE
    published = value(None, change=points("0.05"))
    assert judge(case(published, aim(200))).rule is StatusReason.NO_VALUE


def test_last_change_decides() -> None:
    """Of several changes that were asked for the last of the promised ones decides."""
    small, large = aim(None, change=points("0.05")), aim(None, change=points("0.10"))
    splendid = aim(None, change=points("0.20"), stretch="true")
    assert judge(case(value(None, change=points("0.07")), small, large)).rule is StatusReason.NO_VALUE
    assert judge(case(value(None, change=points("0.10")), small, large, splendid)).aim is large
