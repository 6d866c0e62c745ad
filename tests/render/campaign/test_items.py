"""Items of a calendar: when each goes out first, what comes next, and a caption as people meet it."""

from collections.abc import Callable
from datetime import date, time

import pytest

from rencana.render.campaign.items import calendar_item, calendar_links, coming, item_start, upcoming
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = "teams: {kitchen: {title: Kitchen}}\n"
LONG = "Ice. " * 60
PLAN = f"""
audiences: {{young: {{title: The young}}}}
content:
  messages: {{cold: {{text: It is cold.}}}}
  pillars: {{ice: {{title: Ice, messages: [cold]}}}}
channels: {{instagram: , tiktok: , x: }}
schedule: {{phases: {{launch: {{title: Launch, windows: {{start: 2026-02-01, end: 2026-02-14}}}}}}}}
calendar:
  later: {{at: 2026-03-20 17:40, channels: [instagram], state: scheduled}}
  sooner: {{title: First, at: 2026-03-20 09:00, channels: [instagram]}}
  today: {{at: 2026-03-01, channels: [x]}}
  yesterday: {{at: 2026-02-28, channels: [instagram], state: published}}
  dropped: {{at: 2026-03-05, channels: [instagram], state: cancelled}}
  someday: {{channels: [instagram]}}
  april: {{at: 2026-04, channels: [x]}}
  weekly: {{every: friday 16:00, channels: [x]}}
  split:
    at: 2026-03-12
    channels:
      instagram: {{at: 2026-03-10 08:00, state: published, post: "https://post.example/"}}
      tiktok: {{copy: Short.}}
      x:
    copy: "{LONG}"
    format: reel
    language: id
  full:
    at: 2026-03-15
    channels: [instagram]
    format: carousel
    pillar: ice
    message: cold
    phase: launch
    audiences: [young]
    owner: kitchen
    alt: A glass.
    link: https://ice.example/
    assets: [assets/glass.jpg]
    note: Chill it.
"""


@pytest.fixture
def view(view_of: ViewOf) -> CampaignView:
    """A calendar with items of every kind."""
    return view_of(PLAN, portfolio=PORTFOLIO, page="calendar")


@pytest.mark.parametrize(
    ("name", "day", "clock"),
    [
        ("later", date(2026, 3, 20), time(17, 40)),
        ("today", date(2026, 3, 1), time(0)),
        ("april", date(2026, 4, 1), time(0)),
        ("split", date(2026, 3, 10), time(8)),
    ],
)
def test_start_is_the_first_on_any_channel(view: CampaignView, name: str, day: date, clock: time) -> None:
    """An item begins on the first day on which it goes out on any channel; a month begins with its first day."""
    start = item_start(view, name)
    assert (start.day, start.order) == (day, (day, clock))


@pytest.mark.parametrize("name", ["someday", "weekly"])
def test_item_without_a_day_comes_last(view: CampaignView, name: str) -> None:
    """An item of which nobody knows the day comes after all that have one."""
    start = item_start(view, name)
    assert start.day is None
    assert start.order > max(item_start(view, name).order for name in ("later", "april", "split"))


def test_next_are_five_from_today_on(view: CampaignView) -> None:
    """What goes out today still comes; what is over or cancelled does not; five are enough."""
    assert [item.id for item in upcoming(view)] == ["today", "split", "full", "sooner", "later"]


def test_line_and_item_say_the_same(view: CampaignView) -> None:
    """The short form of what comes next has the words of the long one."""
    for line, item in zip(coming(view), upcoming(view), strict=True):
        assert (line.title, line.when, line.weekday) == (item.title, item.when, item.weekday)
        assert (line.state, line.state_word, line.moment) == (item.state, item.state_word, item.moment)
    assert coming(view)[1].channels == ("instagram", "tiktok", "x")


@pytest.mark.parametrize(
    ("name", "when", "weekday"),
    [
        ("later", "20 Mar 2026, 17:40", "Fri"),
        ("today", "1 Mar 2026", "Sun"),
        ("april", "April 2026", ""),
        ("weekly", "Friday, 16:00", ""),
        ("someday", "", ""),
    ],
)
def test_weekday_needs_a_single_day(view: CampaignView, name: str, when: str, weekday: str) -> None:
    """Only what goes out on one day has a day of the week beside it."""
    item = calendar_item(view, name)
    assert (item.when, item.weekday) == (when, weekday)


def test_item_names_all_that_it_belongs_to(view: CampaignView) -> None:
    """Pillar, message, phase, audiences and team of an item have the words of the plan."""
    item = calendar_item(view, "full")
    assert (item.title, item.anchor, item.format) == ("Full", "item-full", "carousel")
    assert (item.pillar, item.message, item.phase, item.owner) == ("Ice", "It is cold.", "Launch", "Kitchen")
    assert [audience.title for audience in item.audiences] == ["The young"]
    assert (item.alt, item.link, item.assets) == ("A glass.", "https://ice.example/", ("assets/glass.jpg",))
    assert "Chill it." in item.note


def test_outlets_are_those_that_differ(view: CampaignView) -> None:
    """A channel stands apart only where its state, time, post or caption is another."""
    instagram, tiktok = calendar_item(view, "split").outlets
    assert (instagram.channel, instagram.state, instagram.post) == ("Instagram", "Published", "https://post.example/")
    assert instagram.caption is None
    assert tiktok.channel == "TikTok"
    assert tiktok.caption
    assert (tiktok.caption.shown, tiktok.caption.rest, tiktok.caption.folds) == ("Short.", "", "")


def test_caption_is_cut_by_its_own_channels(view: CampaignView) -> None:
    """The common caption is cut where the first of the channels cuts it that show it; TikTok has another caption."""
    caption = calendar_item(view, "split").caption
    assert caption
    assert caption.shown + caption.rest == LONG.strip()
    assert len(caption.shown) < len(caption.rest) * 3
    assert "Instagram" in caption.folds
    assert "TikTok" not in caption.folds
    assert f"after {len(caption.shown)} characters" in caption.folds


def test_caption_has_the_language_of_its_item(view_of: ViewOf) -> None:
    """A caption is in the language of its item, else in the first of the campaign, and runs as that is written."""
    header = "campaign: {title: Iced, state: running, languages: [ar, id], period: {start: 2026-02-01}}\n"
    plan = "channels: {x: }\ncalendar: {a: {copy: A, channels: [x]}, b: {copy: B, channels: [x], language: en}}\n"
    view = view_of(header + plan)
    captions = [calendar_item(view, name).caption for name in ("a", "b")]
    assert [(caption.language, caption.direction) for caption in captions if caption] == [("ar", "rtl"), ("en", "ltr")]


@pytest.mark.parametrize(("plan", "files"), [("", 0), ("calendar: {a: {at: 2026-03-01}}\n", 2)])
def test_calendar_without_items_has_no_files(view_of: ViewOf, plan: str, files: int) -> None:
    """Files of a calendar are offered only where there is something in them."""
    assert len(calendar_links(view_of(plan))) == files
