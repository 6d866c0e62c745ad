"""Timelines: every bar lies where its days are, and every title can be read."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from rencana.render.charts.timeline import WIDTH, Life, Stretch, Timeline, draw, life, portfolio_timeline, timeline
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text.say import Say

START = date(2026, 1, 1)
SPANS = st.tuples(st.integers(0, 800), st.integers(0, 400)).map(
    lambda ends: (START + timedelta(days=ends[0]), START + timedelta(days=sum(ends)))
)
PLAN = """
campaign: {title: Iced, state: running, period: {start: 2026-02-18, end: 2026-04-10}}
schedule:
  phases:
    opening: {windows: {start: 2026-02-18, end: 2026-03-05}}
    long-tail: {title: Tail, windows: [{start: 2026-03-06, end: 2026-03-10}, {start: 2026-03-20, end: 2026-04-10}]}
  pauses:
    nyepi: {windows: 2026-03-19, because: Silence.}
"""


class Context(Struct, frozen=True):
    """A page with a language and a day."""

    say: Say = Say("en")
    on: date = date(2026, 2, 1)


def drawn(*stretches: Stretch, on: date = date(2026, 2, 1)) -> Timeline:
    """The drawing of stretches."""
    drawing = draw("T", list(stretches), Context(on=on))
    assert drawing
    return drawing


def stretch(start: str, end: str, title: str = "A", kind: str = "phase", lane: str = "") -> Stretch:
    """A stretch of time."""
    return Stretch(kind, title, date.fromisoformat(start), date.fromisoformat(end), lane)


def test_nothing_is_no_drawing() -> None:
    """Without days there is nothing to draw."""
    assert draw("T", [], Context()) is None


def test_months_are_whole() -> None:
    """A drawing reaches from the first day of the first month to the last day of the last one."""
    drawing = drawn(stretch("2026-01-15", "2026-03-02"))
    months = {tick.x: tick.label for tick in drawing.ticks if not tick.label.isdigit()}
    assert months == {0: "Jan 26", 344: "", 656: "Mar 26"}
    [bar] = drawing.bars
    assert (bar.x, bar.x + bar.width) == (round(14 * WIDTH / 90), round(61 * WIDTH / 90))


@given(st.lists(SPANS, min_size=1, max_size=6))
def test_bars_lie_inside(spans: list[tuple[date, date]]) -> None:
    """No bar is outside of the drawing or too narrow to be seen, and each title has a lane of its own."""
    stretches = [Stretch("phase", str(index), *span) for index, span in enumerate(spans)]
    drawing = drawn(*stretches)
    assert all(bar.x >= 0 and bar.width >= 4 and bar.x + bar.width <= WIDTH + 4 for bar in drawing.bars)
    assert all(0 <= bar.label_x <= WIDTH for bar in drawing.bars)
    assert len({bar.y for bar in drawing.bars}) == len(stretches)
    assert max(bar.y + bar.height for bar in drawing.bars) < drawing.height


def test_windows_of_one_title_share_a_lane() -> None:
    """A phase with two windows is one line of the drawing, and two rows of the table."""
    drawing = drawn(
        stretch("2026-01-01", "2026-01-05"),
        stretch("2026-01-10", "2026-01-20"),
        stretch("2026-01-01", "2026-01-02", "B"),
    )
    assert [bar.y for bar in drawing.bars] == [30, 30, 64]
    assert [row[:2] for row in drawing.rows] == [("A", "Phase"), ("A", "Phase"), ("B", "Phase")]


@pytest.mark.parametrize(
    ("title", "start", "end", "place"),
    [
        ("Short", "2026-01-01", "2026-03-31", "inside"),
        ("Short", "2026-01-01", "2026-01-02", "after"),
        ("A title that is quite long", "2026-03-25", "2026-03-31", "before"),
    ],
)
def test_titles_find_room(title: str, start: str, end: str, place: str) -> None:
    """A title stands in its bar, or after it where that is too short, or before it at the right edge."""
    _, bar = drawn(stretch("2026-01-01", "2026-03-31", "all"), stretch(start, end, title)).bars
    places = {"inside": bar.x < bar.label_x < bar.x + bar.width, "after": bar.label_x > bar.x + bar.width}
    assert places.get(place, bar.label_x < bar.x)
    assert bar.kind.endswith(" outside") is (place != "inside")


@pytest.mark.parametrize(
    ("on", "x"), [("2026-01-01", 0), ("2026-01-31", 968), ("2026-02-01", None), ("2025-12-31", None)]
)
def test_today_is_drawn_inside_only(on: str, x: int | None) -> None:
    """Today is a line only in the months of the drawing."""
    assert drawn(stretch("2026-01-10", "2026-01-20"), on=date.fromisoformat(on)).today == x


def test_today_takes_room_of_names() -> None:
    """A name of a month that the word for today would cover is left out."""
    labels = {tick.x: tick.label for tick in drawn(stretch("2026-01-01", "2026-12-31"), on=date(2026, 6, 1)).ticks}
    assert list(labels.values()).count("") == 1
    assert next(x for x, label in labels.items() if not label) == round(151 * WIDTH / 365)


@pytest.mark.parametrize(
    ("end", "count"), [("2026-03-31", 12), ("2026-04-30", 4), ("2027-12-31", 12), ("2030-12-31", 12)]
)
def test_marks_are_few(end: str, count: int) -> None:
    """Up to three months have marks for weeks; long times have only every second month, or fewer."""
    assert len(drawn(stretch("2026-01-01", end), on=date(2025, 1, 1)).ticks) == count


def test_campaign_shows_phases_and_pauses(view_of: Callable[..., CampaignView]) -> None:
    """The timeline of a campaign has its period, each window of its phases, and its pauses."""
    drawing = timeline(view_of(PLAN))
    assert drawing
    assert [row[:2] for row in drawing.rows] == [
        ("Campaign", "Campaign"),
        ("Opening", "Phase"),
        ("Tail", "Phase"),
        ("Tail", "Phase"),
        ("Nyepi", "Pause"),
    ]
    assert timeline(view_of("campaign: {title: Iced, state: draft}")) is None


@pytest.mark.parametrize("days", [("2026-03-10", "2026-03-01"), ("2026-03-10", "2026-01-01")])
def test_stretch_that_ends_before_it_starts(days: tuple[str, str]) -> None:
    """What ends before it starts is found by the check, and is drawn by nobody; the other stretches are."""
    assert draw("T", [stretch(*days)], Context()) is None
    drawing = drawn(stretch(*days), stretch("2026-03-02", "2026-03-09"))
    assert len(drawing.bars) == len(drawing.rows) == 1


def test_campaigns_carry_their_phases(view_of: Callable[..., CampaignView]) -> None:
    """Where several campaigns share a drawing, phases lie thin and unnamed on the bar of their campaign."""
    view = view_of(PLAN)
    lives = [life(view), life(view_of("campaign: {title: Open, state: draft}"))]
    assert [len(each.stretches) for each in lives] == [5, 0]
    drawing = portfolio_timeline(_portfolio(view), lives)
    assert drawing
    assert [(bar.height, bar.named) for bar in drawing.bars] == [(24, True), *[(6, False)] * 4]
    assert len({bar.y for bar in drawing.bars}) == 2


def test_campaigns_are_sorted_by_start(view_of: Callable[..., CampaignView]) -> None:
    """The campaign that began first is at the top."""
    view = view_of(PLAN)
    early = life(view)
    later = Life(early.of, (stretch("2026-05-01", "2026-05-02", "Later", "state-draft", "x"),))
    drawing = portfolio_timeline(_portfolio(view), [later, early])
    assert drawing
    assert drawing.rows[0][0] == "Later"


def _portfolio(view: CampaignView) -> PortfolioView:
    return PortfolioView(view.campaign.shared, view.say, view.links, view.on)
