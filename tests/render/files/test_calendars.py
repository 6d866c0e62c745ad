"""The calendar: every item on its days in every grid, and in files that other programs read."""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event
from plain import Outcome, outcome_of

from rencana.derive.appearances import appearances, horizon
from rencana.measure import measure
from rencana.plan.campaign import Campaign
from rencana.plan.items import read_items
from rencana.render import address
from rencana.render.address import Links
from rencana.render.campaign.calendar import agenda
from rencana.render.campaign.diary import campaign_diary
from rencana.render.charts.grid import Grid, month_grid, months_between, week_grid
from rencana.render.files.calendars import calendar_entries, calendar_ics, items_csv, years_of
from rencana.render.subject.campaign import CampaignView
from rencana.render.text.say import Say
from rencana.source import read_csv

ROOT = Path(__file__).parents[3]
ON = date(2026, 3, 1)
PORTFOLIO = """\
format: 1
language: en
timezone: Asia/Jakarta
pauses:
  silence: {windows: 2026-03-19, because: We keep silent.}
"""
PLAN = """\
campaign:
  title: Iced
  state: running
  languages: [id]
  period: {start: 2026-02-18, end: 2026-04-10}
audiences:
  people: {platforms: {instagram: {active: true, hours: 17:00-19:00}, tiktok: {active: false, hours: 01:00-23:00}}}
channels:
  instagram: {why: {audiences: [people], because: There.}}
  tiktok: {why: {audiences: [people], because: There.}}
schedule:
  phases:
    opening: {windows: {start: 2026-02-18, end: 2026-03-05}}
    closing: {windows: {start: 2026-03-06, end: 2026-04-10}}
  pauses:
    holiday: {windows: {start: 2026-04-01, end: 2026-04-03}, channels: [instagram], because: Closed.}
calendar:
  first: {title: First sip, at: 2026-03-02 17:40, channels: [instagram, tiktok], copy: "=1+1", state: scheduled}
  split:
    title: Two days
    channels: {instagram: {at: 2026-03-03 09:00, state: published}, tiktok: {at: 2026-03-04}}
  weekly: {title: Question, every: thursday 16:30, channels: [instagram], state: scheduled}
  month: {title: Sometime, at: 2026-04, channels: [tiktok]}
  gone: {title: Gone, at: 2026-03-05, channels: [tiktok], state: cancelled}
  bare: {title: "Bare, on no channel", at: 2026-03-06 08:00}
  thought: {title: Only a thought, channels: [instagram]}
"""


def _calendar(campaign: Campaign, name: str = "Iced") -> bytes:
    """The calendar file of a campaign."""
    entries = calendar_entries(_view(campaign))
    return b"".join(calendar_ics([years_of(entries)], [entries], name))


def _run(folder: Path, plan: str = PLAN) -> Outcome:
    (folder / "plans" / "iced").mkdir(parents=True)
    (folder / "plans" / "portfolio.yaml").write_text(PORTFOLIO, encoding="utf-8")
    (folder / "plans" / "iced" / "plan.yaml").write_text(plan, encoding="utf-8")
    return outcome_of(folder, on=ON)


def _campaign(folder: Path, plan: str = PLAN) -> Campaign:
    portfolio = _run(folder, plan).checked.portfolio
    assert portfolio.unreadable == ()
    return portfolio.campaigns["iced"]


@pytest.fixture
def iced(tmp_path: Path) -> Campaign:
    """A campaign with an item of every kind."""
    return _campaign(tmp_path)


@pytest.fixture(scope="module")
def shop_window() -> Outcome:
    """The repository's own workspace, rendered."""
    return outcome_of(ROOT, on=ON)


def _view(campaign: Campaign, language: str = "en", on: date = ON) -> CampaignView:
    path = address.campaign_page(campaign.id, "calendar")
    return CampaignView(campaign, Say(language), Links(path), on, measure(campaign, on))


def _in_grid(grid: Grid) -> list[tuple[str, str, str, str]]:
    """Returns what stands in a grid: day, time, title, channel."""
    return [
        (day.iso, chip.clock, chip.title, channel)
        for week in grid.weeks
        for day in week
        for chip in (*day.chips, *day.more)
        for channel in chip.channels or ("",)
    ]


def test_grids_hold_every_item_once(iced: Campaign) -> None:
    """All months together hold each dated item once for each of its days and channels, and nothing else."""
    planned = appearances(iced, horizon(iced, ON))
    scene = _view(iced)
    diary = campaign_diary(scene, planned)
    in_grids = [
        item for first in months_between(planned[0].day, planned[-1].day) for item in _in_grid(month_grid(diary, first))
    ]
    expected = [
        (
            appearance.day.isoformat(),
            f"{appearance.slot.clock:%H:%M}" if appearance.slot.clock else "",
            appearance.slot.title,
            scene.channel(appearance.slot.channel).title if appearance.slot.channel else "",
        )
        for appearance in planned
        if appearance.day == appearance.last
    ]
    assert sorted(in_grids) == sorted(expected)
    assert ("2026-03-02", "17:40", "First sip", "TikTok") in in_grids
    assert ("2026-03-06", "08:00", "Bare, on no channel", "") in in_grids
    assert [chip.title for chip in month_grid(diary, date(2026, 4, 1)).loose] == ["Sometime"]


def test_week_begins_by_locale(iced: Campaign) -> None:
    """A week begins on Monday in English and on Sunday in Indonesian, in its head and in its days."""
    for language, weekday, day in (("en", "Monday", 23), ("id", "Minggu", 1)):
        grid = month_grid(campaign_diary(_view(iced, language), ()), date(2026, 3, 1))
        assert grid.weekdays[0][1] == weekday
        assert grid.weeks[0][0].number == day
        assert week_grid(campaign_diary(_view(iced, language), ()), ON).weeks[0][0].number == day


def test_days_outside_hold_nothing(iced: Campaign) -> None:
    """A day that belongs to another month is marked as such, and what goes out on it stands in its own month only."""
    diary = campaign_diary(_view(iced), appearances(iced, ON))
    days = [day for week in month_grid(diary, date(2026, 2, 1)).weeks for day in week]
    outside = [day for day in days if not day.inside]
    assert outside[-1].iso == "2026-03-01"
    assert not any(day.chips or day.marks or any(day.bands) for day in outside)
    assert [day.iso for day in days if day.today] == ["2026-03-01"]


def test_phases_are_bands_with_names(iced: Campaign) -> None:
    """A phase covers each of its days, and is named where it begins and where a row begins."""
    days = [day for week in month_grid(campaign_diary(_view(iced), ()), date(2026, 3, 1)).weeks for day in week]
    bands = {day.iso: band for day in days for band in day.bands if band}
    assert {band.of.title for iso, band in bands.items() if iso <= "2026-03-05"} == {"Opening"}
    assert {band.of.title for iso, band in bands.items() if iso >= "2026-03-06"} == {"Closing"}
    named = [iso for iso, band in bands.items() if band.named]
    assert named[:4] == ["2026-03-01", "2026-03-02", "2026-03-06", "2026-03-09"]
    assert [day.iso for day in days if day.paused] == ["2026-03-19"]


def test_repeated_items_keep_pauses(iced: Campaign) -> None:
    """What comes back stands on each of its weekdays in the period, on no day of a pause, and not after the end."""
    days = [appearance.day for appearance in appearances(iced, date(2027, 1, 1)) if appearance.slot.item == "weekly"]
    thursdays = [date(2026, 2, 19) + timedelta(days=7 * count) for count in range(8)]
    assert days == [day for day in thursdays if day not in (date(2026, 3, 19), date(2026, 4, 2))]


@pytest.mark.parametrize(
    ("change", "last"),
    [
        (
            ("every: thursday 16:30,", "every: thursday 16:30, windows: {start: 2026-03, end: 2026-03-06},"),
            "2026-03-05",
        ),
        (("period: {start: 2026-02-18, end: 2026-04-10}", "period: {start: 2026-02-18, end: open}"), "2026-05-28"),
        (("  state: running", "  state: stopped\n  stopped: {date: 2026-03-10, because: No.}"), "2026-03-05"),
    ],
)
def test_repeated_items_stop(change: tuple[str, str], last: str, tmp_path: Path) -> None:
    """What comes back stops with its window, when the campaign is stopped, or where the pages look no further."""
    campaign = _campaign(tmp_path, PLAN.replace(*change))
    days = [
        appearance.day
        for appearance in appearances(campaign, horizon(campaign, ON))
        if appearance.slot.item == "weekly"
    ]
    assert days[-1].isoformat() == last


def _events(content: bytes) -> dict[str, Event]:
    read = Calendar.from_ical(content)
    events = [part for part in read.walk("VEVENT") if isinstance(part, Event)]
    events_by_id = {str(event["uid"]): event for event in events}
    assert len(events_by_id) == len(events)
    return events_by_id


def test_calendar_file_holds_all_items(iced: Campaign) -> None:
    """Read back, the file has an entry for each item and channel with a day, with its words, day and state."""
    events = _events(_calendar(iced))
    entries = {uid: (str(event["summary"]), event["dtstart"].dt, str(event["status"])) for uid, event in events.items()}
    jakarta = ZoneInfo("Asia/Jakarta")
    half_past = datetime(2026, 3, 2, 17, 40, tzinfo=jakarta)
    assert entries == {
        "iced.first.instagram@rencana": ("First sip (Instagram)", half_past, "CONFIRMED"),
        "iced.first.tiktok@rencana": ("First sip (TikTok)", half_past, "CONFIRMED"),
        "iced.split.instagram@rencana": (
            "Two days (Instagram)",
            datetime(2026, 3, 3, 9, tzinfo=jakarta),
            "CONFIRMED",
        ),
        "iced.split.tiktok@rencana": ("Two days (TikTok)", date(2026, 3, 4), "TENTATIVE"),
        "iced.weekly.instagram@rencana": (
            "Question (Instagram)",
            datetime(2026, 2, 19, 16, 30, tzinfo=jakarta),
            "CONFIRMED",
        ),
        "iced.month.tiktok@rencana": ("Sometime (TikTok)", date(2026, 4, 1), "TENTATIVE"),
        "iced.gone.tiktok@rencana": ("Gone (TikTok)", date(2026, 3, 5), "CANCELLED"),
        "iced.bare@rencana": ("Bare, on no channel", datetime(2026, 3, 6, 8, tzinfo=jakarta), "TENTATIVE"),
    }
    assert events["iced.month.tiktok@rencana"]["dtend"].dt == date(2026, 5, 1)
    assert {event["dtstamp"].dt for event in events.values()} == {datetime.combine(ON, time(), tzinfo=UTC)}


def test_times_are_those_of_the_campaign(iced: Campaign) -> None:
    """17:40 in Jakarta is 10:40 in UTC, and the file defines the zone that it names."""
    content = _calendar(iced)
    start = _events(content)["iced.first.instagram@rencana"]["dtstart"].dt
    assert start.astimezone(UTC) == datetime(2026, 3, 2, 10, 40, tzinfo=UTC)
    assert b"DTSTART;TZID=Asia/Jakarta:20260302T174000" in content
    zones = Calendar.from_ical(content).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Asia/Jakarta"]


def test_repetition_ends_and_pauses(iced: Campaign) -> None:
    """The rule of what comes back ends on its last day, and leaves the days of pauses out."""
    event = _events(_calendar(iced))["iced.weekly.instagram@rencana"]
    assert event["rrule"].to_ical() == b"FREQ=WEEKLY;UNTIL=20260409T093000Z;BYDAY=TH"
    left_out = [moment.dt.date() for part in event["exdate"] for moment in part.dts]
    assert left_out == [date(2026, 3, 19), date(2026, 4, 2)]


def test_repetition_without_end_stays_open(tmp_path: Path) -> None:
    """What comes back in a campaign without an end has a rule without one."""
    campaign = _campaign(tmp_path, PLAN.replace("end: 2026-04-10}\naud", "end: open}\naud"))
    event = _events(_calendar(campaign))["iced.weekly.instagram@rencana"]
    assert event["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=TH"


def test_entries_keep_their_names(iced: Campaign, tmp_path: Path) -> None:
    """Another title, day and state leave the UIDs as they were, so that programs change entries and add none."""
    moved = PLAN.replace("First sip", "Second sip").replace("2026-03-02 17:40", "2026-03-09 18:00")
    changed = _campaign(tmp_path / "other", moved.replace("scheduled", "published"))
    before, after = (_events(_calendar(campaign)) for campaign in (iced, changed))
    assert list(before) == list(after)
    assert str(after["iced.first.tiktok@rencana"]["summary"]) == "Second sip (TikTok)"


def test_words_cannot_break_the_file(tmp_path: Path) -> None:
    """A title with line ends and the words of the format stays one title."""
    evil = 'title: "A\\nEND:VEVENT\\nBEGIN:VEVENT; b, c"'
    campaign = _campaign(tmp_path, PLAN.replace("title: First sip", evil))
    events = _events(_calendar(campaign))
    assert len(events) == 8
    assert str(events["iced.first.tiktok@rencana"]["summary"]).startswith("A\nEND:VEVENT")


@pytest.mark.parametrize("name", ["Iced, cold; hot", "Iced\nATTACH:x", "a\\b", "Es kopi " * 20])
def test_name_cannot_break_the_file(name: str, iced: Campaign) -> None:
    """Whatever the title of a plan holds, the calendar has it as its name, and no line more."""
    lines = _calendar(iced, name).decode().replace("\r\n ", "").split("\r\n")
    plain = _calendar(iced).decode().replace("\r\n ", "").split("\r\n")
    assert len(lines) == len(plain)
    names = [line.partition(":")[2] for line in lines if line.startswith(("NAME:", "X-WR-CALNAME:"))]
    # The library reads names of calendars as they are written, and texts of entries as they are meant.
    assert [Event.from_ical(f"BEGIN:VEVENT\nSUMMARY:{text}\nEND:VEVENT")["SUMMARY"] for text in names] == [name, name]


def test_channel_file_holds_its_channel(shop_window: Outcome) -> None:
    """The file of a channel holds the items of all campaigns on it and no others; that of all holds every one."""
    files = {file.path: file.content() for file in shop_window.pages.downloads if file.path.endswith(".ics")}
    every = _events(files["calendar.ics"])
    on_tiktok = _events(files["channels/tiktok.ics"])
    assert {uid for uid in every if ".tiktok@" in uid} == set(on_tiktok)
    parts = [_events(content) for path, content in files.items() if path.startswith("plans/")]
    assert {uid for part in parts for uid in part} == set(every)


def test_table_reads_back_equal(shop_window: Outcome) -> None:
    """Items written as calendar.csv and read again mean the same, to the letter."""
    for campaign in shop_window.checked.portfolio.campaigns.values():
        items, findings = read_items(read_csv("calendar.csv", items_csv(campaign)))
        assert findings == ()
        assert list(items) == list(campaign.items)
        plain = {name for name, item in campaign.items.items() if not any(map(_said, item.channels.values()))}
        assert {name: items[name][0] for name in plain} == {name: campaign.items[name] for name in plain}


def _said(outlet: object) -> bool:
    return bool(getattr(outlet, "model_fields_set", None))


def test_table_keeps_differing_channels(iced: Campaign) -> None:
    """An item that differs by channel takes a row for each, which goes out when the item did."""
    items, findings = read_items(read_csv("calendar.csv", items_csv(iced)))
    assert findings == ()
    at = {name: str(item.at) for name, (item, _) in items.items() if name.startswith("split")}
    assert at == {"split-instagram": "2026-03-03 09:00", "split-tiktok": "2026-03-04"}
    assert items["split-instagram"][0].state == "published"


def test_table_runs_no_formula(iced: Campaign) -> None:
    """A caption that begins like a formula is text to a spreadsheet, and itself again to us."""
    content = items_csv(iced)
    assert b",'=1+1," in content
    items, _ = read_items(read_csv("calendar.csv", content))
    assert items["first"][0].copy_text == "=1+1"


def test_months_cover_all_and_lead_on(shop_window: Outcome) -> None:
    """Each month with an item has a page, which leads to the months before and after it; the index leads to all."""
    pages = {page.path: page for page in shop_window.pages.pages}
    months = sorted(
        {
            f"{appearance.day:%Y-%m}"
            for campaign in shop_window.checked.portfolio.campaigns.values()
            for appearance in appearances(campaign, horizon(campaign, ON))
        }
    )
    found = sorted(path[9:16] for path in pages if re.fullmatch(r"calendar/\d{4}-\d{2}\.md", path))
    assert found == months
    assert len(months) >= 6
    index = pages["calendar/index.md"].body().html
    assert re.findall(r'href="(\d{4}-\d{2})/"', index) == months
    for before, after in pairwise(months):
        assert f'rel="next" href="../{after}/"' in pages[f"calendar/{before}.md"].body().html
        assert f'rel="prev" href="../{before}/"' in pages[f"calendar/{after}.md"].body().html
    assert pages["calendar/index.md"].listed


def test_empty_calendar_says_so(tmp_path: Path) -> None:
    """Where no item has a day there is no month, the index says so, and the pages of campaigns stand."""
    outcome = _run(tmp_path, PLAN[: PLAN.index("calendar:")])
    bodies = {page.path: page.body().html for page in outcome.pages.pages}
    assert not [path for path in bodies if path.startswith("calendar/2")]
    assert "No campaign has an item with a day yet." in bodies["calendar/index.md"]
    assert "Nothing is in the calendar yet" in bodies["plans/iced/calendar.md"]
    assert not [file.path for file in outcome.pages.downloads if "calendar" in file.path or file.path.endswith(".ics")]


def test_month_shows_all_campaigns(shop_window: Outcome) -> None:
    """A month shows items and periods of every campaign that runs in it, and the pauses of the portfolio."""
    html = next(page for page in shop_window.pages.pages if page.path == "calendar/2026-03.md").body().html
    assert 'href="../../plans/ramadan-dingin-2026/calendar/#item-malam-bersama"' in html
    assert html.count("rn-band--state-running") > 31
    assert "Nyepi, day of silence" in html


def test_fold_parts_a_caption(tmp_path: Path) -> None:
    """A caption is cut where the network cuts it, with the rest still there and said to stand behind "more"."""
    text = "a" * 124 + "é" + "The rest."
    campaign = _campaign(tmp_path, PLAN.replace('copy: "=1+1"', f"copy: {text}"))
    view = agenda(_view(campaign), {})
    entry = next(entry_view for month in view.months for entry_view in month.entries if entry_view.id == "first")
    assert entry.caption is not None
    assert (entry.caption.shown, entry.caption.rest) == ("a" * 124 + "é", "The rest.")
    assert entry.caption.folds == "Instagram after 125 characters"


def test_hours_are_set_beside_times(iced: Campaign) -> None:
    """A channel's times stand beside the hours of audiences that are active there; without any nobody is said."""
    views = {hours.channel.title: hours for hours in agenda(_view(iced), {}).hours}
    assert views["Instagram"].verdict == "partly"
    assert {planned.clock for planned in views["Instagram"].times if planned.inside} == {"17:40"}
    assert "16:30 by 30 minutes" in views["Instagram"].sentence
    assert views["TikTok"].verdict == "unknown"


def test_week_is_the_current_one(iced: Campaign) -> None:
    """While a campaign runs its page shows the week of today, before it that of the first item."""
    for on, first in ((date(2026, 3, 4), "2026-03-02"), (date(2025, 1, 1), "2026-02-16")):
        view = agenda(_view(iced, on=on), {})
        assert view.week is not None
        assert view.week.weeks[0][0].iso == first
        assert view.this_week == (on.year == 2026)
