"""The calendar page: which months stand open, which week is shown, and the frame of a campaign's time."""

from collections.abc import Callable
from datetime import date

import pytest

from rencana.render.campaign.calendar import Agenda, agenda
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = "timezone: Asia/Jakarta\nplaces: {bandung: {title: Bandung}}\n"
PLAN = """
objectives: {known: {title: Be known}}
audiences: {young: {title: The young}}
channels: {instagram: , tiktok: }
schedule:
  dates: {launch: 2026-02-10}
  phases:
    opening:
      windows: {start: 2026-02-01, end: 2026-02-14}
      objectives: [known]
      audiences: [young]
      channels: [tiktok]
      places: [bandung]
      note: Loud.
    closing: {title: The end}
  pauses: {nyepi: {title: Nyepi, windows: 2026-03-19, channels: [instagram], because: Silence.}}
playbooks:
  heat:
    occasion: It is hot.
    steps: {post: {text: Post a picture., when: at noon, channels: [instagram]}, rest: Wait.}
"""
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05")


def _agenda(view_of: ViewOf, plan: str, **options: object) -> Agenda:
    return agenda(view_of(plan, page="calendar", **options), {})


def _posts(*days: str) -> str:
    items = "".join(f"  item-{number}: {{at: {day}, channels: [x]}}\n" for number, day in enumerate(days))
    return f"channels: {{x: }}\ncalendar:\n{items}"


@pytest.mark.parametrize(
    ("on", "months", "opened"),
    [
        (date(2026, 3, 1), MONTHS, ["March 2026", "April 2026"]),
        (date(2026, 2, 28), MONTHS, ["February 2026", "March 2026"]),
        (date(2025, 1, 1), MONTHS, ["January 2026", "February 2026"]),
        (date(2026, 5, 31), MONTHS, ["May 2026"]),
        (date(2026, 6, 1), MONTHS, ["April 2026", "May 2026"]),
        (date(2026, 6, 1), MONTHS[:2], ["January 2026", "February 2026"]),
        (date(2026, 2, 10), MONTHS[:2], ["January 2026", "February 2026"]),
        (date(2026, 2, 10), MONTHS[:3], ["February 2026", "March 2026"]),
    ],
)
def test_current_month_and_the_next_are_open(
    view_of: ViewOf, on: date, months: tuple[str, ...], opened: list[str]
) -> None:
    """The current month stands open with the one after it; when all are past, or there are only two, the last two."""
    view = _agenda(view_of, _posts(*(f"{month}-10" for month in months)), on=on)
    assert [grid.title for grid, is_open in view.grids if is_open] == opened
    assert len(view.grids) == len(months)


def test_month_without_items_has_no_grid(view_of: ViewOf) -> None:
    """A month between two others in which nothing goes out is not drawn."""
    view = _agenda(view_of, _posts("2026-01-10", "2026-03-10"))
    assert [grid.title for grid, _ in view.grids] == ["January 2026", "March 2026"]


@pytest.mark.parametrize(
    ("on", "current"),
    [
        (date(2026, 1, 20), False),
        (date(2026, 2, 1), True),
        (date(2026, 3, 10), True),
        (date(2026, 3, 16), False),
    ],
)
def test_week_is_this_week_while_it_runs(view_of: ViewOf, on: date, *, current: bool) -> None:
    """From the week in which the campaign begins to its last item the page shows this week, else that of the first."""
    view = _agenda(view_of, _posts("2026-02-10", "2026-03-10"), on=on)
    assert view.week
    assert view.this_week is current


def test_week_of_the_last_item_is_this_week(view_of: ViewOf) -> None:
    """While the week of the last item goes on, it is shown as this week, also when the item was on its first day."""
    assert _agenda(view_of, _posts("2026-02-10", "2026-03-09"), on=date(2026, 3, 11)).this_week


def test_calendar_without_days_has_no_week(view_of: ViewOf) -> None:
    """A plan of which nobody knows a day has no grid at all, and its items are listed apart."""
    view = _agenda(
        view_of, "channels: {x: }\ncalendar: {a: {channels: [x]}, b: {every: friday 16:00, channels: [x]}}\n"
    )
    assert [item.id for item in view.undated] == ["a"]
    assert [item.id for item in view.repeated] == ["b"]
    assert view.months == ()
    view = _agenda(view_of, "channels: {x: }\ncalendar: {a: {channels: [x]}}\n")
    assert (view.grids, view.week, view.this_week) == ((), None, False)


def test_months_list_items_in_order(view_of: ViewOf) -> None:
    """Items are listed by month, and in a month by the day and hour on which they go out first."""
    plan = _posts("2026-03-10 17:00", "2026-02-10", "2026-03-10 09:00", "2026-03-02")
    assert [(month.anchor, [item.id for item in month.entries]) for month in _agenda(view_of, plan).months] == [
        ("month-2026-02", ["item-1"]),
        ("month-2026-03", ["item-3", "item-2", "item-0"]),
    ]


def test_frame_of_time_is_told(view_of: ViewOf) -> None:
    """Phases, pauses and named days stand on the calendar page with what they mean."""
    view = _agenda(view_of, PLAN, portfolio=PORTFOLIO)
    opening, closing = view.phases
    assert (opening.title, opening.windows, opening.places) == ("Opening", ("1\N{EN DASH}14 Feb 2026",), "Bandung")
    assert [linked.title for linked in (*opening.objectives, *opening.audiences, *opening.channels)] == [
        "Be known",
        "The young",
        "TikTok",
    ]
    assert (closing.title, closing.windows) == ("The end", ())
    (pause,) = view.pauses
    assert (pause.title, pause.windows) == ("Nyepi", ("19 Mar 2026",))
    assert "Silence." in pause.because
    assert view.dates == (("launch", "10 Feb 2026"),)
    assert view.zone == "Asia/Jakarta"


def test_playbook_has_its_steps_in_order(view_of: ViewOf) -> None:
    """A playbook says on which occasion which steps are taken, and where."""
    (playbook,) = _agenda(view_of, PLAN, portfolio=PORTFOLIO).playbooks
    assert (playbook.title, playbook.occasion) == ("Heat", "It is hot.")
    steps = [(text, when, [channel.title for channel in channels]) for text, when, channels in playbook.steps]
    assert steps == [("Post a picture.", "at noon", ["Instagram"]), ("Wait.", "", [])]


def test_pause_of_the_portfolio_is_kept(view_of: ViewOf) -> None:
    """A pause that holds for all campaigns stands among the pauses of each."""
    portfolio = "pauses: {holiday: {windows: 2026-03-20, because: All rest.}}\n"
    assert [pause.title for pause in _agenda(view_of, "", portfolio=portfolio).pauses] == ["Holiday"]
