"""The calendar page of a campaign: its items as months, as a week and as a list, and the frame of its time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from rencana.derive.appearances import Appearance, appearances, horizon
from rencana.derive.pauses import pauses_of
from rencana.render import address
from rencana.render.campaign.diary import campaign_diary
from rencana.render.campaign.head import Head, head
from rencana.render.campaign.items import CalendarItem, calendar_item, calendar_links, item_start
from rencana.render.charts.active_hours import HoursView, hours_views
from rencana.render.charts.grid import Diary, Grid, first_of_week, month_grid, months_between, next_month, week_grid
from rencana.render.subject.campaign import CampaignView, Named, as_title
from rencana.render.text.say import place
from rencana.words import dates

_OPEN_MONTHS = 2
"""This many months stand open: the current one and the next; the last ones, where all are past."""


class Month(Struct, frozen=True):
    """The items of one month."""

    anchor: str
    title: str
    entries: tuple[CalendarItem, ...]


class PauseView(Struct, frozen=True):
    """A time in which nothing is published."""

    title: str
    windows: tuple[str, ...]
    channels: tuple[Named, ...]
    because: Markup


class PhaseView(Struct, frozen=True):
    """A phase with its windows and what it works for."""

    title: str
    windows: tuple[str, ...]
    objectives: tuple[Named, ...]
    audiences: tuple[Named, ...]
    channels: tuple[Named, ...]
    places: str
    note: Markup


class PlaybookView(Struct, frozen=True):
    """What is done each time that an occasion comes."""

    title: str
    occasion: str
    steps: tuple[tuple[str, str, tuple[Named, ...]], ...]
    note: Markup


class Agenda(Struct, frozen=True):
    """The calendar page of a campaign; of its `grids` those that are `open` are seen at once."""

    head: Head
    zone: str
    grids: tuple[tuple[Grid, bool], ...]
    week: Grid | None
    this_week: bool
    months: tuple[Month, ...]
    repeated: tuple[CalendarItem, ...]
    undated: tuple[CalendarItem, ...]
    hours: tuple[HoursView, ...]
    phases: tuple[PhaseView, ...]
    pauses: tuple[PauseView, ...]
    dates: tuple[tuple[str, str], ...]
    playbooks: tuple[PlaybookView, ...]
    files: tuple[Named, ...]
    all_months: Named


def agenda(view: CampaignView, portfolio_titles: Mapping[str, str]) -> Agenda:
    """Makes the view of the calendar page."""
    campaign, items = view.campaign, view.campaign.items
    repeated = [name for name, item in items.items() if item.every]
    undated = [name for name, item in items.items() if not item.every and item_start(view, name).day is None]
    posts = appearances(campaign, horizon(campaign, view.on))
    diary = campaign_diary(view, posts)
    week = _week(view, posts)
    return Agenda(
        head=head(view, "calendar", portfolio_titles),
        zone=campaign.timezone.replace("_", " "),
        grids=_grids(diary, posts, view.on),
        week=week_grid(diary, week) if week else None,
        this_week=week == view.on,
        months=_months(view, [name for name in items if name not in {*repeated, *undated}]),
        repeated=tuple(calendar_item(view, name) for name in repeated),
        undated=tuple(calendar_item(view, name) for name in undated),
        hours=hours_views(view),
        phases=_phases(view),
        pauses=_pauses(view),
        dates=tuple((name, view.say.when(when, campaign)) for name, when in campaign.plan.schedule.dates.items()),
        playbooks=tuple(_playbooks(view)),
        files=calendar_links(view),
        all_months=Named(view.say("All campaigns by month"), view.links.to(address.CALENDAR)),
    )


def _grids(diary: Diary, posts: Sequence[Appearance], on: date) -> tuple[tuple[Grid, bool], ...]:
    """Returns the months in which something goes out; the current one stands open, and the one after it."""
    if not posts:
        return ()
    filled = {post.day.replace(day=1) for post in posts}
    months = [first for first in months_between(posts[0].day, posts[-1].day) if first in filled]
    to_come = [first for first in months if next_month(first) > on]
    opened = set(to_come[:_OPEN_MONTHS] or months[-_OPEN_MONTHS:])
    return tuple((month_grid(diary, first), first in opened or len(months) <= _OPEN_MONTHS) for first in months)


def _week(view: CampaignView, posts: Sequence[Appearance]) -> date | None:
    """Returns a day of the week that is shown: today while the campaign runs, else that of its first item."""
    days = [post.day for post in posts if post.day == post.last]
    if not days:
        return None
    begins = min([days[0], *([view.campaign.start] if view.campaign.start else [])])
    language = view.say.language
    this_week = first_of_week(view.on, language)
    return view.on if first_of_week(begins, language) <= this_week <= days[-1] else days[0]


def _months(view: CampaignView, names: Iterable[str]) -> tuple[Month, ...]:
    months: dict[date, list[CalendarItem]] = {}
    for name in sorted(names, key=lambda name: item_start(view, name).order):
        if day := item_start(view, name).day:
            months.setdefault(day.replace(day=1), []).append(calendar_item(view, name))
    return tuple(
        Month(f"month-{first:%Y-%m}", dates.month(first, view.say.language), tuple(entries))
        for first, entries in months.items()
    )


def _phases(view: CampaignView) -> tuple[PhaseView, ...]:
    say, campaign = view.say, view.campaign
    return tuple(
        PhaseView(
            phase.title or as_title(name),
            tuple(say.window(window, campaign) for window in phase.windows),
            view.objectives(phase.objectives),
            view.audiences(phase.audiences),
            view.channels(phase.channels),
            say.list([place(code, campaign, say.language) for code in phase.places]),
            view.text(phase.note),
        )
        for name, phase in campaign.plan.schedule.phases.items()
    )


def _pauses(view: CampaignView) -> tuple[PauseView, ...]:
    return tuple(
        PauseView(
            pause.title or as_title(name),
            tuple(view.say.window(window, view.campaign) for window in pause.windows),
            view.channels(pause.channels),
            view.text(pause.because),
        )
        for name, pause in pauses_of(view.campaign).items()
    )


def _playbooks(view: CampaignView) -> Iterator[PlaybookView]:
    for name, playbook in view.campaign.plan.playbooks.items():
        steps = tuple((step.text, step.when or "", view.channels(step.channels)) for step in playbook.steps.values())
        title = playbook.title or as_title(name)
        yield PlaybookView(title, playbook.occasion or "", steps, view.text(playbook.note))
