"""What stands on which days: items with their channels, phases, pauses, named days and reviews."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from rencana.derive.appearances import Appearance, appearances, horizon
from rencana.render.address import Links
from rencana.render.campaign.diary import campaign_diary, chips_by_day, portfolio_diary
from rencana.render.charts.grid import Chip
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.glance import glance
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text.say import Say

ViewOf = Callable[..., CampaignView]
ON = date(2026, 3, 1)
PLAN = """
channels: {instagram: , tiktok: }
schedule:
  dates: {launch: 2026-02-10, spring: 2026-03}
  phases:
    opening: {windows: {start: 2026-02-01, end: 2026-02-14}}
    middle: {title: The middle, windows: [{start: 2026-02-15, end: 2026-02-20}, {start: 2026-03-01}]}
    closing: {windows: {end: 2026-03-31}}
    after: {windows: {start: 2026-04-01, end: 2026-04-02}}
    unknown:
  pauses: {nyepi: {windows: 2026-03-19, channels: [instagram, tiktok]}}
calendar:
  together: {at: 2026-03-02 17:40, channels: [instagram, tiktok], state: scheduled}
  apart: {channels: {instagram: {at: 2026-03-03 09:00, state: published}, tiktok: {at: 2026-03-04}}}
  month: {title: Sometime, at: 2026-04, channels: [tiktok]}
  nowhere: {at: 2026-03-05}
reviews: {half: {title: Half way, date: 2026-03-01}, end: {question: Well?}}
"""


class Months(Struct, frozen=True):
    """What a campaign publishes, as pages of months have it."""

    fixed: dict[date, list[Chip]]
    loose: dict[date, list[Chip]]


def _posts(view: CampaignView) -> tuple[Appearance, ...]:
    return appearances(view.campaign, horizon(view.campaign, view.on))


def _chips(view: CampaignView, *, within: bool = True) -> dict[str, Chip]:
    """Returns the chips of a campaign by day and title."""
    fixed, _ = chips_by_day(view, _posts(view), within=within)
    return {f"{day:%d} {chip.title}": chip for day, chips in fixed.items() for chip in chips}


def test_same_time_is_one_chip(view_of: ViewOf) -> None:
    """An item stands on a day once with all of its channels, and apart where time or state differ."""
    chips = _chips(view_of(PLAN))
    assert {name: chip.channels for name, chip in chips.items()} == {
        "02 Together": ("Instagram", "TikTok"),
        "03 Apart": ("Instagram",),
        "04 Apart": ("TikTok",),
        "05 Nowhere": (),
    }
    assert chips["03 Apart"].state_word == "Published"
    assert (chips["02 Together"].clock, chips["02 Together"].minute) == ("17:40", 17 * 60 + 40)
    assert (chips["05 Nowhere"].clock, chips["05 Nowhere"].minute) == ("", -1)


def test_item_of_a_month_is_loose(view_of: ViewOf) -> None:
    """What has only a month stands below the first day of the month, and on no day."""
    view = view_of(PLAN)
    fixed, loose = chips_by_day(view, _posts(view), within=True)
    assert {day: [chip.title for chip in chips] for day, chips in loose.items()} == {date(2026, 4, 1): ["Sometime"]}
    assert date(2026, 4, 1) not in fixed


def test_chip_leads_to_its_item(view_of: ViewOf) -> None:
    """On its own calendar a chip leads down the page; elsewhere it names its campaign and leads to its calendar."""
    view = view_of(PLAN, page="calendar")
    inside, outside = _chips(view)["02 Together"], _chips(view, within=False)["02 Together"]
    assert (inside.url, inside.campaign) == ("#item-together", "")
    assert (outside.url, outside.campaign) == ("./#item-together", "Iced")


def test_phases_last_and_take_turns(view_of: ViewOf) -> None:
    """Each window of a phase lasts; an open end has no last day; neighbours differ; one without days is nowhere."""
    view = view_of(PLAN)
    assert [(bar.kind, bar.title, bar.start, bar.end) for bar in campaign_diary(view, ()).lasting] == [
        ("phase-0", "Opening", date(2026, 2, 1), date(2026, 2, 14)),
        ("phase-1", "The middle", date(2026, 2, 15), date(2026, 2, 20)),
        ("phase-1", "The middle", date(2026, 3, 1), date.max),
        ("phase-2", "Closing", date.min, date(2026, 3, 31)),
        ("phase-0", "After", date(2026, 4, 1), date(2026, 4, 2)),
    ]


def test_single_days_are_marked(view_of: ViewOf) -> None:
    """Pauses name their channels; of named days only those are marked that are one day; a review needs a date."""
    marks = campaign_diary(view_of(PLAN), ()).marks
    assert [(mark.kind, mark.title, mark.start, mark.end) for mark in marks] == [
        ("pause", "Nyepi (Instagram, TikTok)", date(2026, 3, 19), date(2026, 3, 19)),
        ("date", "launch", date(2026, 2, 10), date(2026, 2, 10)),
        ("review", "Review: Half way", date(2026, 3, 1), date(2026, 3, 1)),
    ]


def test_portfolio_joins_the_days_of_campaigns(view_of: ViewOf) -> None:
    """Items of several campaigns stand on their days one after the other; campaigns that run are bars."""
    view = view_of(PLAN)
    months = Months(*chips_by_day(view, _posts(view), within=False))
    endless = view_of("campaign: {title: Endless, state: running, period: {start: 2026-02-01}}\n")
    dateless = view_of("campaign: {title: Dateless, state: draft}\n")
    portfolio = PortfolioView(view.campaign.shared, Say("en"), Links("calendar/2026-03.md"), ON)
    diary = portfolio_diary(portfolio, [months, months], [glance(campaign) for campaign in (view, endless, dateless)])
    assert [chip.title for chip in diary.chips[date(2026, 3, 2)]] == ["Together", "Together"]
    assert len(months.fixed[date(2026, 3, 2)]) == 1
    assert [chip.title for chip in diary.loose[date(2026, 4, 1)]] == ["Sometime", "Sometime"]
    assert [(bar.kind, bar.title, bar.end) for bar in diary.lasting] == [
        ("state-running", "Iced", date(2026, 3, 31)),
        ("state-running", "Endless", date.max),
    ]
