"""The path of a KPI: where it begins, through which targets it leads, and what it asks for on each day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from judging import coverage
from msgspec.structs import replace
from worked import february, measured

from rencana.measure.coverage import Coverage
from rencana.measure.path import Path

START = date(2026, 2, 1)
DAY = timedelta(days=1)
BENT = Path(((START, Decimal(0)), (START + 10 * DAY, Decimal(100)), (START + 20 * DAY, Decimal(50))))


@pytest.mark.parametrize(
    ("days", "size"),
    [(-1, None), (0, 0), (1, 10), (9, 90), (10, 100), (11, 95), (19, 55), (20, 50), (21, 50), (400, 50)],
)
def test_path_is_straight_between_its_points(days: int, size: int | None) -> None:
    """Each day between two points asks for an even share, and after the last one the path stays level."""
    assert BENT.at(START + days * DAY) == size


def test_path_without_points_asks_for_nothing() -> None:
    """A path that leads nowhere asks for nothing on any day."""
    assert Path(()).at(START) is None


def points(kpi: str, *, parts: str = "") -> dict[str, Decimal] | None:
    """The points of the path of a KPI by their days, as month and day."""
    path = february(kpi, parts=parts).path
    return None if path is None else {f"{day:%m-%d}": size for day, size in path.points}


VIEWS = "metric: views, channels: instagram, baseline: unknown"
FOLLOWERS = "metric: followers, channels: instagram"
THREE = "targets: [{value: 700, by: 2026-02-10}, {value: 800, by: 2026-02-11}, 900]"


@pytest.mark.parametrize(
    ("kpi", "expected"),
    [
        (f"{VIEWS}, targets: 280", {"01-31": 0, "02-28": 280}),
        (f"{VIEWS}, counts_from: 2026-02-05, targets: 280", {"02-04": 0, "02-28": 280}),
        (f"{VIEWS}, targets: [280, {{value: 100, by: 2026-02-10}}]", {"01-31": 0, "02-10": 100, "02-28": 280}),
        (f"{VIEWS}, targets: [280, {{value: 900, by: 2026-03-31, stretch: true}}]", {"01-31": 0, "02-28": 280}),
        (f"{VIEWS}, targets: [280, {{value: 10, per: week}}]", {"01-31": 0, "02-28": 280}),
        (f"{VIEWS}, targets: {{value: 10, per: week}}", None),
        (f"{VIEWS}, targets: {{change: +20%}}", None),
        (f"{VIEWS}, targets: none", None),
    ],
)
def test_sum_starts_at_nothing(kpi: str, expected: dict[str, int] | None) -> None:
    """A sum begins with 0 before its first day and leads through its promised targets; no other target bends it."""
    assert points(kpi) == expected


@pytest.mark.parametrize(
    ("kpi", "expected"),
    [
        (f"{FOLLOWERS}, baseline: {{value: 500, date: 2026-01-20}}, targets: 900", {"01-20": 500, "02-28": 900}),
        (f"{FOLLOWERS}, baseline: 500, targets: 900", {"01-31": 500, "02-28": 900}),
        (f"{FOLLOWERS}, baseline: unknown, targets: 900", {"02-28": 900}),
        (f"{FOLLOWERS}, baseline: '>500', targets: 900", {"02-28": 900}),
        (
            f"{FOLLOWERS}, baseline: {{value: 500, date: 2026-02-10}}, {THREE}",
            {"02-10": 500, "02-11": 800, "02-28": 900},
        ),
    ],
)
def test_level_starts_at_its_baseline(kpi: str, expected: dict[str, int]) -> None:
    """A level begins where it stood, on the day of that; without a number its path begins with the first target."""
    assert points(kpi) == expected


@pytest.mark.parametrize(("baseline", "goal"), [(900, 600), (600, 500), (300, 500)])
def test_band_is_entered_at_its_nearer_end(baseline: int, goal: int) -> None:
    """From above a path leads to the upper end of a band, from within or below to the lower one."""
    joints = points(f"metric: warmth, baseline: {baseline}, targets: {{min: 500, max: 600}}")
    assert joints == {"01-31": baseline, "02-28": goal}


@pytest.mark.parametrize("values", [(100, 150), (150, 100)])
@pytest.mark.parametrize(("metric", "hardest"), [("views", 150), ("complaints", 100)])
def test_path_leads_through_the_hardest_of_a_day(metric: str, hardest: int, values: tuple[int, int]) -> None:
    """Of two targets on one day the path leads through the harder one, whatever their order: all must be met."""
    early = ", ".join(f"{{value: {size}, by: 2026-02-10}}" for size in values)
    kpi = f"metric: {metric}, channels: instagram, baseline: unknown, targets: [280, {early}]"
    assert points(kpi) == {"01-31": 0, "02-10": hardest, "02-28": 280}


def test_target_without_day_has_no_path() -> None:
    """A campaign that has no end leads by no day to its target."""
    plan = """
campaign: {title: T, state: running, period: {start: 2026-02-01}}
channels: {instagram: {kind: owned}}
measurement: {kpis: {it: {metric: views, channels: instagram, baseline: unknown, targets: 100}}}
"""
    readings = "start,end,channel,metric,value\n2026-02-01,2026-02-07,instagram,views,9\n"
    progress = measured({"plan": plan, "readings": readings, "day": "2026-02-15"}).kpis["it"]
    assert (progress.path, progress.verdict.pace) == (None, None)


def test_curve_replaces_the_straight_line() -> None:
    """A plan's own curve says which share is reached by each named date; the end is the target itself."""
    dates = "schedule: {dates: {early: 2026-02-05, launch: 2026-02-10, close: 2026-02-28}}"
    curve = "curve: {early: 10%, launch: 50%, close: 70%}"
    expected = {"01-31": 0, "02-05": 28, "02-10": 140, "02-28": 280}
    assert points(f"{VIEWS}, targets: [280, {{value: 1, by: 2026-02-20}}], {curve}", parts=dates) == expected


def test_curve_bends_between_start_and_end_only() -> None:
    """Shares of a curve on the day of the baseline or before it, or after the last target, bend nothing."""
    dates = "schedule: {dates: {before: 2026-01-30, base: 2026-01-31, first: 2026-02-01, after: 2026-03-01}}"
    curve = "curve: {before: 10%, base: 20%, first: 30%, after: 40%}"
    joints = points(f"{FOLLOWERS}, baseline: 500, targets: 900, {curve}", parts=dates)
    assert joints == {"01-31": 500, "02-01": 620, "02-28": 900}


def test_curve_needs_a_start() -> None:
    """A share of a way that begins nowhere is no number, so without a baseline only the target stays."""
    dates = "schedule: {dates: {launch: 2026-02-10}}"
    joints = points(f"{FOLLOWERS}, baseline: unknown, targets: 900, curve: {{launch: 50%}}", parts=dates)
    assert joints == {"02-28": 900}


def test_path_stands_still_where_nothing_moves() -> None:
    """On still days a path asks for nothing new; the days beside them share the whole way."""
    still = ((START + 5 * DAY, START + 14 * DAY),)
    paused = Path(((START - DAY, Decimal(0)), (START + 19 * DAY, Decimal(100))), still)
    sizes = [paused.at(START + days * DAY) for days in (0, 4, 5, 14, 15, 19)]
    assert sizes == [10, 50, 50, 50, 60, 100]


def test_path_that_never_moves_leaps_at_its_end() -> None:
    """Where every day is still, nothing is asked for before the last day."""
    path = Path(((START, Decimal(0)), (START + 2 * DAY, Decimal(10))), ((START, START + 9 * DAY),))
    assert [path.at(START + days * DAY) for days in (0, 1, 2)] == [0, 0, 10]


@pytest.mark.parametrize(
    ("read", "pace"),
    [((20,), 100), ((10,), 50), ((0,), 0), ((20, 20), 100), ((20, 10), 75), ((20, 0), 50), ((1, 1), 5)],
)
def test_pace_is_shared_by_channels_and_days(read: tuple[int, ...], pace: int) -> None:
    """Of what is asked for on a day each open channel has an equal share; only what was read is compared."""
    even = Path(((START - DAY, Decimal(0)), (START + 19 * DAY, Decimal(100))))
    assert even.over(coverage(*read)) == pace


def test_days_before_the_path_have_no_pace() -> None:
    """Where one channel was open before the path begins there is no pace, though another one opened later."""
    early, late = coverage(20, 20).channels
    opened = ((START + 10 * DAY, START + 19 * DAY),)
    both = Coverage((early, replace(late, open=opened, spans=opened)))
    assert Path(((START + 5 * DAY, Decimal(0)), (START + 19 * DAY, Decimal(100)))).over(both) is None
    assert Path(((START, Decimal(0)), (START + 19 * DAY, Decimal(100)))).over(both) is not None


@pytest.mark.parametrize(("metric", "sizes"), [("views", [70, 140]), ("posts-published", [140, 280])])
def test_ordered_pause_stops_effort_alone(metric: str, sizes: list[int]) -> None:
    """In a pause the path of posts stands still, and that of what they bring goes on."""
    pause = "schedule: {pauses: {quiet: {windows: {start: 2026-02-15, end: 2026-02-28}, because: Silence.}}}"
    path = february(f"metric: {metric}, channels: instagram, targets: {{min: 280}}", parts=pause).path
    assert path is not None
    assert [path.at(date(2026, 2, day)) for day in (7, 14)] == sizes


def test_phase_stops_the_path_of_its_target() -> None:
    """The path of a target of a phase with two windows stands still between them."""
    windows = "[{start: 2026-02-01, end: 2026-02-07}, {start: 2026-02-15, end: 2026-02-21}]"
    phase = f"schedule: {{phases: {{push: {{windows: {windows}}}}}}}"
    path = february(f"{VIEWS}, targets: {{value: 140, phase: push}}", parts=phase).path
    assert path is not None
    assert [path.at(date(2026, 2, day)) for day in (7, 14, 15, 21)] == [70, 70, 80, 140]
