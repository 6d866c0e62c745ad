"""The verdict on a target at every border: on the pace, a hair behind it, on its day and the day after."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from judging import DAY, END, FALLING, MIDDLE, RISING, START, aim, coverage, judging, value
from msgspec.structs import replace
from worked import february

from rencana.measure.aims import Aim, NoSize
from rencana.measure.judged import Judging, Kind
from rencana.measure.path import Path
from rencana.measure.quantity import Quantity
from rencana.measure.status import Status, StatusReason
from rencana.measure.verdict import Verdict, decide, judge
from rencana.plan.language.amount import Amount, Unit

LIMIT: dict[str, Any] = {"least": None, "most": 200}
BAND: dict[str, Any] = {"least": 190, "most": 210}


def decided(kpi: Judging, *aims: Aim, path: Path | None = RISING) -> Verdict:
    """The verdict on a KPI with some targets, whatever their order."""
    verdicts = [judge(kpi, target, path) for target in aims]
    verdict = decide(kpi, verdicts)
    assert decide(kpi, verdicts[::-1]) == verdict
    return verdict


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
    verdict = judge(judging(size), aim(), RISING)
    assert (verdict.status, verdict.rule, verdict.pace, verdict.gap) == (status, rule, 100, Decimal(gap))
    assert verdict.short == max(Decimal(0), -Decimal(gap) / 100)


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
    verdict = judge(judging(size), aim(**LIMIT), RISING)
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
    verdict = judge(judging(size, kind=Kind.LEVEL), aim(**LIMIT), FALLING)
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
    verdict = judge(judging(size, kind=Kind.LEVEL), aim(**BAND, bounds=True), to_band)
    assert (verdict.status, verdict.gap, verdict.short) == (status, Decimal(gap), Decimal(short))


@pytest.mark.parametrize(("size", "gap"), [("190", 90), ("200", 100), ("210", 110)])
def test_both_ends_are_in_a_band(size: str, gap: int) -> None:
    """A level that is to be kept in a band and lies in it, or on its edge, lags by nothing, wherever its path is."""
    low = Path(((START, Decimal(400)), (MIDDLE, Decimal(100)), (END, Decimal(210))))
    verdict = judge(judging(size, kind=Kind.LEVEL), aim(**BAND, bounds=True), low)
    assert (verdict.status, verdict.rule) == (Status.ON_TRACK, StatusReason.MET_BEFORE_DAY)
    assert (verdict.short, verdict.gap) == (0, gap)


def test_sum_in_a_band_has_to_grow() -> None:
    """A sum that must end in a band is behind while it is small, though a sum in a band is not too much."""
    verdict = judge(judging("50"), aim(**BAND, bounds=True), RISING)
    assert (verdict.status, verdict.gap) == (Status.BEHIND, -50)


def test_path_of_no_length_is_measured_by_its_pace() -> None:
    """A level that starts at its goal has no way to go, so what it lacks is a part of the goal itself."""
    level_path = Path(((START, Decimal(200)), (END, Decimal(200))))
    verdict = judge(judging("190", kind=Kind.LEVEL), aim(bounds=True), level_path)
    assert (verdict.status, verdict.short) == (Status.ON_TRACK, Decimal("0.05"))


@pytest.mark.parametrize(("size", "short", "status"), [("0", 0, Status.ON_TRACK), ("1", 1, Status.BEHIND)])
def test_pace_of_nothing_allows_nothing(size: str, short: int, status: Status) -> None:
    """Where nothing is allowed, nothing is lacking at 0, and whatever is too much is all of it."""
    at_zero = Path(((START, Decimal(0)), (END, Decimal(0))))
    verdict = judge(judging(size, kind=Kind.LEVEL), aim(None, 0, bounds=True), at_zero)
    assert (verdict.status, verdict.short) == (status, short)


def test_pace_is_of_the_day_of_the_value() -> None:
    """What was read by the 6th is held to the path of the 6th; without a day, to the day that is asked for."""
    early = judge(judging(value("50", end=START + 5 * DAY)), aim(), RISING)
    undated = judge(judging(value("110", end=None)), aim(), RISING)
    assert (early.pace, early.status) == (50, Status.ON_TRACK)
    assert undated.pace == 110


def test_pace_is_of_the_days_that_were_read() -> None:
    """Of one channel read on ten days and one read on five the pace is that of three quarters."""
    verdict = judge(judging(value("70", coverage=coverage(11, 6, of=11))), aim(), RISING)
    assert (verdict.pace, verdict.status) == (75, Status.ON_TRACK)


def test_without_path_nothing_is_behind() -> None:
    """Before the path begins a target that is met is on track, and one that is not is not judged."""
    early = START - DAY
    met, short = (judging(value(size, end=early), kind=Kind.LEVEL) for size in ("200", "199"))
    assert judge(met, aim(bounds=True), RISING).rule is StatusReason.MET_BEFORE_DAY
    assert judge(short, aim(bounds=True), RISING).rule is StatusReason.NO_PATH
    assert judge(short, aim(bounds=True), None).status is Status.NOT_JUDGED


@pytest.mark.parametrize(
    ("size", "bounds", "rule"),
    [
        ("200", True, StatusReason.MET_BEFORE_DAY),
        ("190", True, StatusReason.ON_PATH),
        ("200", False, StatusReason.ON_PATH),
    ],
)
def test_bound_that_holds_already_is_said(size: str, rule: StatusReason, *, bounds: bool) -> None:
    """Of a bound it is said that it holds before its day; a value that is there before its day is on its path."""
    assert judge(judging(size, kind=Kind.LEVEL), aim(bounds=bounds), RISING).rule is rule


@pytest.mark.parametrize(
    ("size", "read", "status", "rule"),
    [
        ("200", 11, Status.ON_TRACK, StatusReason.MET_BEFORE_DAY),
        ("199", 11, Status.NOT_JUDGED, StatusReason.NO_PATH),
        ("200", 0, Status.NOT_JUDGED, StatusReason.CHANNEL_SILENT),
        ("200", None, Status.ON_TRACK, StatusReason.MET_BEFORE_DAY),
    ],
)
def test_sum_that_is_to_be_held_later_has_no_pace(
    size: str, read: int | None, status: Status, rule: StatusReason
) -> None:
    """Before the weeks begin in which a sum must be held, it is on track where it is there; else nothing is said."""
    facts = {} if read is None else {"coverage": coverage(11, read, of=11)}
    verdict = judge(judging(value(size, **facts)), replace(aim(unit="week", bounds=True), since=END), None)
    assert (verdict.status, verdict.rule) == (status, rule)


# Which target decides


def test_next_target_that_is_open_decides() -> None:
    """A KPI is as the next of its targets that is not reached yet; it is reached with the last one only."""
    near, far = aim(120, day=MIDDLE + 5 * DAY), aim(200)
    assert decided(judging("110"), far, near).aim is near
    assert decided(judging("130"), far, near).aim is far
    verdict = decided(judging("200"), near, far)
    assert (verdict.status, verdict.aim) == (Status.REACHED, far)


def test_later_target_does_not_count_yet() -> None:
    """Until the day of the next target nobody asks how far it is to the one after it, unless that one is broken."""
    near, far = aim(120, day=MIDDLE + 5 * DAY), aim(200)
    steep = Path(((START, Decimal(0)), (MIDDLE, Decimal(190)), (END, Decimal(200))))
    verdicts = [judge(judging("110"), near, RISING), judge(judging("110"), far, steep)]
    assert [verdict.status for verdict in verdicts] == [Status.ON_TRACK, Status.BEHIND]
    assert decide(judging("110"), verdicts) == verdicts[0]


@pytest.mark.parametrize("others", [[], [aim(300)]])
def test_limit_of_the_end_is_broken_at_once(others: list[Aim]) -> None:
    """A limit of the last day that is broken is missed, though targets before it and beside it are on their way."""
    near, limit = aim(None, 140, day=MIDDLE + 5 * DAY), aim(None, 120)
    verdict = decided(judging("130"), near, limit, *others)
    assert (verdict.status, verdict.aim) == (Status.MISSED, limit)


@pytest.mark.parametrize(
    ("easy", "hard"), [(aim(150), aim(200)), (aim(None, 300), aim(None, 250)), (aim(190), aim(190, 210))]
)
def test_hardest_of_what_is_met_is_shown(easy: Aim, hard: Aim) -> None:
    """Of several targets that are met alike on one day the hardest is told, whatever their order."""
    assert decided(judging("200", on=END + DAY), easy, hard).aim is hard


def test_target_without_day_comes_last() -> None:
    """A target without a day comes after all that have one."""
    dated, undated = aim(200), aim(300, day=None)
    assert decided(judging("150"), undated, dated).aim is dated
    assert decided(judging("300"), undated, dated).aim is undated


def test_past_targets_do_not_pace() -> None:
    """A target whose day is over no longer paces the KPI; the one that follows does."""
    past, next_aim = aim(90, day=MIDDLE - DAY), aim()
    assert decided(judging("95"), past, next_aim).aim is next_aim


def test_all_targets_of_one_day_must_be_met() -> None:
    """Of two targets on one day the one that is not met decides."""
    low, high = aim(150), aim(200)
    assert decided(judging("160", on=END + DAY), low, high).status is Status.MISSED
    assert decided(judging("200", on=END + DAY), low, high).status is Status.REACHED


def test_stretched_targets_decide_only_alone() -> None:
    """What would be splendid is not promised: it decides nothing, unless nothing else was aimed at."""
    promised, splendid = aim(100, day=MIDDLE + DAY), aim(stretch="true")
    assert decided(judging("100"), promised, splendid).status is Status.REACHED
    assert decided(judging("100"), splendid).aim is splendid


def test_target_without_size_is_not_judged() -> None:
    """A target that has no number compares with nothing, and keeps the KPI from being judged by others of its day."""
    unsized, sized = aim(None), aim()
    assert judge(judging("100"), unsized, RISING).rule is StatusReason.TARGET_UNSIZED
    assert decided(judging("200"), unsized, sized).status is Status.NOT_JUDGED


# Before the day


def test_sum_is_reached_before_its_day() -> None:
    """A sum that grows is reached as soon as it is there, and one short of it is on the way."""
    assert judge(judging("200"), aim(), RISING).rule is StatusReason.LAST_TARGET_MET
    assert judge(judging("199"), aim(), RISING).rule is StatusReason.ON_PATH


@pytest.mark.parametrize("kind", [Kind.SUM, Kind.LEVEL, Kind.RATE])
def test_what_can_fall_is_on_track_at_best(kind: Kind) -> None:
    """A sum that may fall, a level and a rate that meet their target before its day are on track."""
    assert judge(judging("200", kind=kind, can_fall=True), aim(), RISING).status is Status.ON_TRACK


def test_limit_of_a_sum_is_broken_before_its_day() -> None:
    """A limit is broken by the first thing too much, and not by exactly as much as it allows."""
    assert judge(judging("200"), aim(**LIMIT), RISING).rule is not StatusReason.LIMIT_BROKEN
    verdict = judge(judging("201"), aim(**LIMIT), RISING)
    assert (verdict.status, verdict.rule) == (Status.MISSED, StatusReason.LIMIT_BROKEN)
    over = Quantity(Decimal(201), None)
    assert judge(judging(over), aim(**LIMIT), RISING).rule is StatusReason.LIMIT_BROKEN


def test_limit_of_a_level_can_still_be_met() -> None:
    """A level above its limit may fall again, so before its day no limit of a level is broken."""
    level = judging("400", kind=Kind.LEVEL)
    assert judge(level, aim(**LIMIT, bounds=True), FALLING).rule is StatusReason.FAR_BEHIND


def test_bound_alone_gives_no_pace() -> None:
    """Of a value that is only a bound nobody knows how far behind it is."""
    assert judge(judging(Quantity(Decimal(50), None)), aim(), RISING).rule is StatusReason.ONLY_A_BOUND
    assert judge(judging(Quantity(Decimal(200), None)), aim(), RISING).rule is StatusReason.LAST_TARGET_MET


def test_silent_channel_gives_no_pace() -> None:
    """With a channel that was never read no pace is spoken of; what is reached without it is reached."""
    silent = coverage(11, 0, of=11)
    verdict = judge(judging(value("50", coverage=silent)), aim(), RISING)
    assert (verdict.status, verdict.rule, verdict.pace) == (Status.NOT_JUDGED, StatusReason.CHANNEL_SILENT, None)
    assert judge(judging(value("200", coverage=silent)), aim(), RISING).status is Status.REACHED
    broken = judge(judging(value("201", coverage=silent)), aim(**LIMIT), RISING)
    assert broken.status is Status.MISSED


def test_rate_of_unlike_days_is_not_judged() -> None:
    """A rate of two channels that were read on unlike days is of no days, before its day too."""
    rate = judging(value("200", coverage=coverage(11, 3, of=11)), kind=Kind.RATE)
    assert judge(rate, aim(), RISING).rule is StatusReason.UNLIKE_DAYS
    alike = judging(value("200", coverage=coverage(11, 10, of=11)), kind=Kind.RATE)
    assert judge(alike, aim(), RISING).status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("has", "wants", "compared"), [("IDR", "IDR", True), ("IDR", "USD", False), ("", "USD", True), ("IDR", "", True)]
)
def test_currencies_are_never_compared(has: str, wants: str, *, compared: bool) -> None:
    """Rupiah are not held to a target in dollars; where one side names no currency it is the same."""
    verdict = judge(judging(value("200", currency=has)), aim(currency=wants), RISING)
    assert (verdict.rule is not StatusReason.OTHER_CURRENCY) is compared
    assert (verdict.status is not Status.NO_DATA) is compared


# On the day and after it


@pytest.mark.parametrize(("on", "status"), [(END, Status.ON_TRACK), (END + DAY, Status.MISSED)])
def test_day_is_over_the_day_after(on: date, status: Status) -> None:
    """On its day a target is still on its way; on the day after it, it is missed."""
    assert judge(judging(value("199", end=on - DAY), on=on), aim(), RISING).status is status


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
@pytest.mark.parametrize("kind", [Kind.SUM, Kind.RATE])
def test_target_met_to_the_last_digit(kind: Kind, target: Aim, size: str, status: Status) -> None:
    """By its day a target is met by exactly what it asks for, and missed by a hair less."""
    verdict = judge(judging(value(size, end=END), kind=kind, on=END + DAY), target, RISING)
    assert verdict.status is status
    assert verdict.judged is not None
    assert verdict.judged.exact == Decimal(size)


def test_nothing_read_by_the_day_is_no_verdict() -> None:
    """What was not read by the day of a target is neither met nor missed; nor is a bound that leaves it open."""
    later = END + DAY
    assert judge(judging(None, on=later), aim(), RISING).status is Status.NO_DATA
    lower = judge(judging(Quantity(Decimal(1), None), on=later), aim(), RISING)
    assert (lower.status, lower.rule) == (Status.NOT_JUDGED, StatusReason.ONLY_A_BOUND)
    assert judge(judging(Quantity(None, Decimal(199)), on=later), aim(), RISING).status is Status.MISSED


def test_target_without_day_is_never_over() -> None:
    """A target without a day has no day on which it is missed."""
    assert judge(judging("1", on=END + 90 * DAY), aim(day=None), None).status is Status.NOT_JUDGED


def test_nothing_has_begun_before_the_first_day_is_over() -> None:
    """Until a day that counts is over, or something is read on it, nothing is judged."""
    assert judge(judging(None, on=START), aim(), RISING).rule is StatusReason.NOT_BEGUN
    assert judge(judging("1", on=START), aim(), RISING).rule is not StatusReason.NOT_BEGUN
    assert judge(judging(None, on=START + DAY), aim(), RISING).rule is StatusReason.NO_VALUE


@pytest.mark.parametrize("window", ["within: {start: 2026-02-20, end: 2026-02-25}", "phase: late"])
@pytest.mark.parametrize("end", ["value", "min", "max"])
def test_window_that_has_not_opened_is_not_judged(end: str, window: str) -> None:
    """What counts from the 20th on only has not begun on the 17th, though earlier days were read."""
    phases = "schedule: {phases: {late: {windows: [{start: 2026-02-20, end: 2026-02-25}]}}}"
    kpi = f"metric: views, channels: instagram, baseline: unknown, targets: {{{end}: 100, {window}}}"
    verdict = february(kpi, "2026-02-01,2026-02-15,instagram,views,10", parts=phases).verdict
    assert (verdict.status, verdict.rule) == (Status.NOT_JUDGED, StatusReason.NOT_BEGUN)


# How much of it


@pytest.mark.parametrize(
    ("kind", "target", "path", "size", "share"),
    [
        (Kind.SUM, aim(), RISING, "50", "0.25"),
        (Kind.SUM, aim(), RISING, "300", "1.5"),
        (Kind.SUM, aim(), None, "50", "0.25"),
        (Kind.SUM, aim(**LIMIT), RISING, "50", "0.25"),
        (Kind.SUM, aim(None, 0), RISING, "50", None),
        (Kind.SUM, aim(**BAND), RISING, "50", None),
        (Kind.LEVEL, aim(**LIMIT), FALLING, "300", "0.5"),
        (Kind.LEVEL, aim(**LIMIT, bounds=True), FALLING, "300", None),
        (Kind.LEVEL, aim(), Path(((START, Decimal(100)), (END, Decimal(200)))), "150", "0.5"),
        (Kind.LEVEL, aim(), Path(((START, Decimal(100)), (END, Decimal(200)))), "50", "-0.5"),
        (Kind.LEVEL, aim(), FALLING, "300", None),
        (Kind.LEVEL, aim(), None, "150", None),
        (Kind.LEVEL, aim(300, day=None), Path(((END, Decimal(200)),)), "250", None),
        (Kind.LEVEL, aim(**LIMIT), Path(((START, Decimal(200)), (END, Decimal(200)))), "190", None),
    ],
)
def test_share_is_of_a_way_or_of_a_limit(kind: Kind, target: Aim, path: Path | None, size: str, share: str) -> None:
    """A sum has a share of its target, or of its limit used; a level one of its way, up or down to a value."""
    assert judge(judging(size, kind=kind), target, path).share == (None if share is None else Decimal(share))


# Without a number


def test_without_target_a_kpi_is_observed() -> None:
    """What has no target is observed as soon as anything is known of it: a size, or only a change."""
    published = value(None, change=Amount(Decimal("0.05"), Unit.POINTS, signed=True))
    assert decide(judging("5"), []).status is Status.OBSERVED
    assert decide(judging(published), []).status is Status.OBSERVED
    nothing = decide(judging(None), [])
    assert (nothing.status, nothing.rule) == (Status.NO_DATA, StatusReason.NO_VALUE)
    assert decide(judging(None, on=START), []).rule is StatusReason.NOT_BEGUN


def points(size: str, unit: Unit = Unit.POINTS) -> Amount:
    """A change as it is published: so many points, or so many percent."""
    return Amount(Decimal(size), unit, signed=True)


@pytest.mark.parametrize(
    ("asked", "published", "late", "rule"),
    [
        ("0.05", "0.05", False, StatusReason.LAST_TARGET_MET),
        ("0.05", "0.06", False, StatusReason.LAST_TARGET_MET),
        ("0.05", "0.04", False, StatusReason.TARGET_UNSIZED),
        ("0.05", "0.04", True, StatusReason.DAY_PASSED),
        ("-0.05", "-0.05", False, StatusReason.LAST_TARGET_MET),
        ("-0.05", "-0.04", True, StatusReason.DAY_PASSED),
        ("-0.05", "0.05", True, StatusReason.DAY_PASSED),
        ("0", "0.01", False, StatusReason.LAST_TARGET_MET),
    ],
)
def test_published_change_meets_the_asked_one(asked: str, published: str, rule: StatusReason, *, late: bool) -> None:
    """Where only a change was published it is compared with the change asked for, in the direction of that one."""
    now = value(None, change=points(published), end=END if late else MIDDLE)
    verdict = judge(judging(now, on=END + DAY if late else MIDDLE), aim(None, change=points(asked)), None)
    assert verdict.rule is rule
    if rule is not StatusReason.TARGET_UNSIZED:
        direction = -1 if asked.startswith("-") else 1
        assert (verdict.pace, verdict.gap) == (Decimal(asked), (Decimal(published) - Decimal(asked)) * direction)


def test_percent_are_no_points() -> None:
    """A change in percent says nothing of one that was asked for in points; nor where the target has a size."""
    wanted = aim(None, change=points("0.05"))
    in_percent = judging(value(None, change=points("0.5", Unit.PERCENT)))
    assert judge(in_percent, wanted, None).rule is StatusReason.TARGET_UNSIZED
    in_points = judging(value(None, change=points("0.5")))
    assert judge(in_points, aim(200, change=points("0.05")), None).rule is StatusReason.NO_VALUE


def test_change_needs_both_sides() -> None:
    """A change that was asked for and not published, or published and not asked for, is compared with nothing."""
    wanted = aim(None, change=points("0.05"))
    verdict = judge(judging(value(None)), wanted, None)
    assert (verdict.status, verdict.rule) == (Status.NO_DATA, StatusReason.NO_VALUE)
    early = judge(judging(value(None), on=START), wanted, None)
    assert (early.status, early.rule) == (Status.NOT_JUDGED, StatusReason.NOT_BEGUN)
    assert judge(judging(value(None, change=points("0.05"))), aim(200), None).rule is StatusReason.NO_VALUE


@pytest.mark.parametrize(("end", "on"), [(START, END + DAY), (END, END)])
def test_small_change_is_no_miss_before_its_day(end: date, on: date) -> None:
    """A change that is too small is missed where it was published for the day and the day is over, and only there."""
    now = value(None, change=points("0.04"), end=end)
    assert judge(judging(now, on=on), aim(None, change=points("0.05")), None).rule is StatusReason.TARGET_UNSIZED


@pytest.mark.parametrize("no_size", [NoSize.CONTRADICTED, NoSize.NO_PERCENT, NoSize.ONLY_A_BOUND])
def test_change_that_makes_no_size_is_not_judged(no_size: NoSize) -> None:
    """Only where the baseline is unknown may a published change stand for a size; no other fault is made good by it."""
    published = judging(value(None, change=points("0.06")))
    verdict = judge(published, aim(None, change=points("0.05"), no_size=no_size), None)
    assert (verdict.status, verdict.rule) == (Status.NOT_JUDGED, StatusReason.TARGET_UNSIZED)


def test_every_promised_change_decides() -> None:
    """Of several changes that were asked for by one day all promised ones must be met."""
    small, large = aim(None, change=points("0.05")), aim(None, change=points("0.10"))
    splendid = aim(None, change=points("0.20"), stretch="true")
    between, enough = (judging(value(None, change=points(size))) for size in ("0.07", "0.10"))
    assert decided(between, small, large).aim is large
    assert decide(enough, [judge(enough, target, None) for target in (small, large, splendid)]).status is Status.REACHED


def test_bound_of_a_sum_is_what_it_was() -> None:
    """A size that is only a bound, but holds all days, is judged as it is, whatever its coverage says."""
    bounded = value(Quantity(Decimal(0), Decimal(199)), end=END, coverage=coverage(3), bounded=True)
    assert judge(judging(bounded, on=END + DAY), aim(), RISING).status is Status.MISSED
    assert judge(judging(bounded, on=END + DAY), aim(**LIMIT), RISING).status is Status.REACHED
