"""The calendar of a campaign: the same items as months, as a week, and as a list with captions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from rencana.derive.appearances import Appearance, appearances, horizon
from rencana.plan.agenda import Item, Outlet
from rencana.plan.campaign import Campaign
from rencana.plan.language.when import Calendar, Moment
from rencana.render import address
from rencana.render.campaign.diary import campaign_diary
from rencana.render.campaign.head import Head, head
from rencana.render.campaign.post_caption import PostCaption, post_caption
from rencana.render.campaign.schedule import (
    PauseView,
    PhaseView,
    PlaybookView,
    named_days,
    pause_views,
    phase_views,
    playbook_views,
)
from rencana.render.charts.active_hours import HoursView, hours_views
from rencana.render.charts.grid import Diary, Grid, first_of_week, month_grid, months_between, next_month, week_grid
from rencana.render.subject.campaign import CampaignView, Named, as_title
from rencana.render.text import terms
from rencana.words import dates

_NEXT = 5
_NEVER = date.max
_FEW = 2
"""So many months stand open although another one is the current."""


class Start(Struct, frozen=True):
    """When an item goes out first; `day` is None where nobody knows, and `order` then comes after all others."""

    moment: Moment | None
    day: date | None
    order: tuple[date, time]


class OutletView(Struct, frozen=True):
    """An item on one channel, where it differs."""

    channel: str
    state: str
    when: str
    post: str
    caption: PostCaption | None


class CalendarItem(Struct, frozen=True):
    """An item of the calendar."""

    id: str
    anchor: str
    title: str
    when: str
    weekday: str
    state: str
    state_word: str
    channels: tuple[Named, ...]
    format: str
    pillar: str
    message: str
    phase: str
    audiences: tuple[Named, ...]
    owner: str
    caption: PostCaption | None
    alt: str
    link: str
    assets: tuple[str, ...]
    outlets: tuple[OutletView, ...]
    windows: tuple[str, ...]
    note: Markup
    moment: tuple[date, time]


class Coming(Struct, frozen=True):
    """An item that comes next, in a line of a list; `channels` are their ids."""

    title: str
    when: str
    weekday: str
    state: str
    state_word: str
    channels: tuple[str, ...]
    moment: tuple[date, time]


class Month(Struct, frozen=True):
    """The items of one month."""

    anchor: str
    title: str
    entries: tuple[CalendarItem, ...]


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
    undated = [name for name, item in items.items() if not item.every and _start(view, name).day is None]
    found = appearances(campaign, horizon(campaign, view.on))
    diary = campaign_diary(view, found)
    week = _week(view, found)
    return Agenda(
        head=head(view, "calendar", portfolio_titles),
        zone=campaign.timezone.replace("_", " "),
        grids=_grids(diary, found, view.on),
        week=week_grid(diary, week) if week else None,
        this_week=week == view.on,
        months=_months(view, [name for name in items if name not in {*repeated, *undated}]),
        repeated=tuple(_entry(view, name) for name in repeated),
        undated=tuple(_entry(view, name) for name in undated),
        hours=hours_views(view),
        phases=phase_views(view),
        pauses=pause_views(view),
        dates=named_days(view),
        playbooks=tuple(playbook_views(view)),
        files=calendar_links(view),
        all_months=Named(view.say("All campaigns by month"), view.links.to(address.CALENDAR)),
    )


def upcoming(view: CampaignView) -> tuple[CalendarItem, ...]:
    """Returns the items that come next."""
    return tuple(_entry(view, name) for name in _next_names(view))


def coming(view: CampaignView) -> tuple[Coming, ...]:
    """Returns the items that come next, a line each."""
    return tuple(_coming(view, name) for name in _next_names(view))


def _next_names(view: CampaignView) -> list[str]:
    starts = {name: _start(view, name) for name, item in view.campaign.items.items() if item.state != "cancelled"}
    names = [name for name, start in starts.items() if start.day is not None and start.day >= view.on]
    return sorted(names, key=lambda name: starts[name].order)[:_NEXT]


def _coming(view: CampaignView, name: str) -> Coming:
    item = view.campaign.items[name]
    return Coming(
        title=item.title or as_title(name),
        when=_when(view, name),
        weekday=_weekday(view, name),
        state=item.state,
        state_word=view.say.term(item.state, terms.ITEM_STATES),
        channels=tuple(item.channels),
        moment=_start(view, name).order,
    )


def calendar_links(view: CampaignView) -> tuple[Named, ...]:
    """Returns the files of a campaign's calendar; a campaign without items has none."""
    name, say = view.campaign.id, view.say
    if not view.campaign.items:
        return ()
    return (
        Named(say("Calendar file (iCalendar)"), view.links.to(address.campaign_file(name, "calendar.ics"))),
        Named(say("Calendar as CSV"), view.links.to(address.campaign_file(name, "calendar.csv"))),
    )


def _grids(diary: Diary, found: Sequence[Appearance], on: date) -> tuple[tuple[Grid, bool], ...]:
    """Returns the months in which something goes out; the current one stands open, and the one after it."""
    if not found:
        return ()
    holding = {one.day.replace(day=1) for one in found}
    months = [first for first in months_between(found[0].day, found[-1].day) if first in holding]
    coming = [first for first in months if next_month(first) > on]
    opened = set(coming[:_FEW] or months[-_FEW:])
    return tuple((month_grid(diary, first), first in opened or len(months) <= _FEW) for first in months)


def _week(view: CampaignView, found: Sequence[Appearance]) -> date | None:
    """Returns a day of the week that is shown: today while the campaign runs, else that of its first item."""
    fixed = [one.day for one in found if one.day == one.last]
    if not fixed:
        return None
    begins = min([fixed[0], *([view.campaign.start] if view.campaign.start else [])])
    language = view.say.language
    now = first_of_week(view.on, language)
    return view.on if first_of_week(begins, language) <= now <= fixed[-1] else fixed[0]


def _months(view: CampaignView, names: Iterable[str]) -> tuple[Month, ...]:
    months: dict[date, list[CalendarItem]] = {}
    for name in sorted(names, key=lambda name: _start(view, name).order):
        if day := _start(view, name).day:
            months.setdefault(day.replace(day=1), []).append(_entry(view, name))
    return tuple(
        Month(f"month-{first:%Y-%m}", dates.month(first, view.say.language), tuple(entries))
        for first, entries in months.items()
    )


def _start(view: CampaignView, name: str) -> Start:
    return _starts(view.campaign)[name]


@lru_cache(2)
def _starts(campaign: Campaign) -> Mapping[str, Start]:
    """Returns when each item goes out first, on whichever channel; all lists of a campaign ask for it."""
    return {name: _earliest(campaign.calendar, item) for name, item in campaign.items.items()}


def _earliest(calendar: Calendar, item: Item) -> Start:
    moments = [one for one in (item.at, *(outlet.at for outlet in item.channels.values())) if one]
    days = [(one, calendar.first(one.when)) for one in moments]
    known = [Start(one, day, (day, one.clock or time(0))) for one, day in days if day]
    return min(known, key=lambda one: one.order) if known else Start(item.at, None, (_NEVER, time(0)))


def _entry(view: CampaignView, name: str) -> CalendarItem:
    item, say = view.campaign.items[name], view.say
    return CalendarItem(
        id=name,
        anchor=address.anchor("item", name),
        title=item.title or as_title(name),
        when=_when(view, name),
        weekday=_weekday(view, name),
        state=item.state,
        state_word=say.term(item.state, terms.ITEM_STATES),
        channels=view.channels(item.channels),
        format=(item.format or "").replace("-", " "),
        pillar=view.pillar(item.pillar) if item.pillar else "",
        message=view.message(item.message) if item.message else "",
        phase=view.phase(item.phase),
        audiences=view.audiences(item.audiences),
        owner=view.team(item.owner),
        caption=post_caption(view, item, item.copy_text, _captioned(item)),
        alt=item.alt or "",
        link=item.link or "",
        assets=item.assets,
        outlets=tuple(_outlet(view, item, channel, one) for channel, one in item.channels.items() if _differs(one)),
        windows=tuple(say.window(window, view.campaign) for window in item.windows),
        note=view.text(item.note),
        moment=_start(view, name).order,
    )


def _when(view: CampaignView, name: str) -> str:
    every = view.campaign.items[name].every
    return view.say.every(every) if every else view.say.moment(_start(view, name).moment, view.campaign)


def _weekday(view: CampaignView, name: str) -> str:
    """Returns the day of the week of an item; nothing where it has no single day."""
    start = _start(view, name)
    if start.moment is None or start.day is None or view.campaign.items[name].every:
        return ""
    single = start.day == view.campaign.calendar.last(start.moment.when)
    return dates.weekday(start.day, view.say.language) if single else ""


def _captioned(item: Item) -> list[str]:
    """Returns the channels on which an item has its common caption."""
    return [channel for channel, outlet in item.channels.items() if not outlet.copy_text]


def _differs(outlet: Outlet) -> bool:
    return bool(outlet.state or outlet.at or outlet.post or outlet.copy_text)


def _outlet(view: CampaignView, item: Item, channel: str, outlet: Outlet) -> OutletView:
    say = view.say
    return OutletView(
        view.channel(channel).title,
        say.term(outlet.state, terms.ITEM_STATES),
        say.moment(outlet.at, view.campaign),
        outlet.post or "",
        post_caption(view, item, outlet.copy_text, (channel,)),
    )
