"""The plot of a KPI: which days and sizes it shows, and how certain each point looks."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.measure.history import HistoryPoint
from rencana.measure.quantity import Quantity
from rencana.render.charts.kpi_plot import as_spot, corners, drawable, kpi_plot, merged_spans
from rencana.render.charts.plot import Plot, Spot
from rencana.render.subject.campaign import CampaignView

DAY = date(2026, 3, 1)
PLAN = """
campaign: {{title: T, state: running, period: {{start: 2026-02-02, end: 2026-03-15}}}}
channels: {{instagram: {{kind: owned}}}}
measurement:
  kpis:
    it: {{title: It, {kpi}}}
"""
GAPS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=8)


def point(low: int | None, high: int | None, *, about: bool = False, **fields: object) -> HistoryPoint:
    """A point of a course between two sizes."""
    ends = (None if end is None else Decimal(end) for end in (low, high))
    return HistoryPoint(day=DAY, size=Quantity(*ends, about), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "spot"),
    [
        (7, 7, Spot(DAY, 7, "dot")),
        (6, 8, Spot(DAY, 7, "range", 6, 8)),
        (6, None, Spot(DAY, 6, "over")),
        (None, 8, Spot(DAY, 8, "under")),
    ],
)
def test_uncertain_points_look_so(low: int | None, high: int | None, spot: Spot) -> None:
    """An exact size is a dot, a range has two ends, and a bound points to where the size lies."""
    assert as_spot(point(low, high)) == spot


def test_marked_points_are_open() -> None:
    """A provisional or rounded size is drawn hollow, and the beginning of a sum not at all."""
    assert as_spot(point(7, 7, mark="provisional")).kind == "open"
    assert as_spot(point(7, 7, about=True)).kind == "open"
    assert as_spot(point(0, 0, origin=True)).kind == "origin"


@given(GAPS)
def test_merged_spans_cover_the_same_days(gaps: list[tuple[int, int]]) -> None:
    """Joined spans cover the same days as before, and no two of them touch."""
    spans = [(DAY + timedelta(days=start), DAY + timedelta(days=start + length)) for start, length in gaps]

    def covered(parts: object) -> set[date]:
        return {start + timedelta(days=day) for start, end in parts for day in range((end - start).days + 1)}  # type: ignore[attr-defined]

    merged = merged_spans(spans)
    assert covered(merged) == covered(spans)
    assert all(after[0] - before[1] > timedelta(days=1) for before, after in pairwise(merged))


def plot(view_of: Callable[..., CampaignView], kpi: str, rows: dict[str, object], **settings: object) -> Plot:
    """The plot of a KPI with a row for each day."""
    readings = "end,channel,metric,value\n" + "".join(
        f"{day},instagram,followers,{size}\n" for day, size in rows.items()
    )
    view = view_of(PLAN.format(kpi=kpi), readings=readings, **settings)
    line = drawable(view.measured, "it")
    assert line
    return kpi_plot(view, view.measured.kpis["it"], line)


def test_single_day_has_room(view_of: Callable[..., CampaignView]) -> None:
    """A single reading lies in the middle of some days, not at the edge of none."""
    drawn = plot(view_of, "metric: followers, channels: [instagram]", {"2026-02-20": 100})
    assert drawn.first < date(2026, 2, 20) < drawn.last


@pytest.mark.parametrize(
    ("on", "today"), [("2026-03-10", "2026-03-10"), ("2026-03-20", "2026-03-20"), ("2027-03-20", None)]
)
def test_today_is_shown_while_it_matters(on: str, today: str | None, view_of: Callable[..., CampaignView]) -> None:
    """Today belongs to the drawing during a campaign and shortly after it, and not a year later."""
    rows = {"2026-02-02": 100, "2026-02-20": 120}
    drawn = plot(view_of, "metric: followers, channels: [instagram]", rows, on=date.fromisoformat(on))
    assert (drawn.today.isoformat() if drawn.today else None) == today


def test_goals_belong_to_the_scale(view_of: Callable[..., CampaignView]) -> None:
    """The scale reaches to targets that no reading has reached, and says where the newest value lies."""
    kpi = "metric: followers, channels: [instagram], targets: [{value: 900, by: 2026-03-15}]"
    drawn = plot(view_of, kpi, {"2026-02-02": 100, "2026-02-20": 120})
    assert drawn.heights.high >= 900
    assert drawn.latest == "120"
    assert [goal.label for goal in drawn.goals] == ["Target 900"]


@pytest.mark.parametrize(
    ("size", "label"), [("120", "120"), ("110..120", "110–120"), (">120", "> 120"), ("<120", "< 120")]
)
def test_newest_size_is_labelled_as_it_is_known(size: str, label: str, view_of: Callable[..., CampaignView]) -> None:
    """A range is labelled with both of its ends and never with its middle, a bound with the side that it bounds."""
    drawn = plot(view_of, "metric: followers, channels: [instagram]", {"2026-02-02": 100, "2026-02-20": size})
    assert drawn.latest == label


def test_path_stands_still_where_no_channel_is_open(view_of: Callable[..., CampaignView]) -> None:
    """The path of a sum is level on the days on which no channel is open, and steeper on the others."""
    windows = "windows: [{start: 2026-02-02, end: 2026-02-10}, {start: 2026-02-21, end: 2026-03-15}]"
    kpi = "metric: views, channels: [instagram], targets: [{value: 320, by: 2026-03-15}]"
    plan = PLAN.format(kpi=kpi).replace("kind: owned", f"kind: owned, {windows}")
    view = view_of(plan, readings="end,channel,metric,value\n2026-02-03,instagram,views,9\n")
    path = view.measured.kpis["it"].path
    assert path
    assert corners(path) == [
        (date(2026, 2, 1), 0),
        (date(2026, 2, 10), 90),
        (date(2026, 2, 20), 90),
        (date(2026, 3, 15), 320),
    ]


def test_course_without_sizes_is_not_drawn(view_of: Callable[..., CampaignView]) -> None:
    """Without readings there is nothing to draw."""
    view = view_of(PLAN.format(kpi="metric: followers, channels: [instagram]"))
    assert drawable(view.measured, "it") is None
