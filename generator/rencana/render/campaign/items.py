"""Items of a campaign's calendar as pages show them: in full with their captions, or in a line of a list."""

from collections.abc import Iterable
from datetime import date, time

from markupsafe import Markup
from msgspec import Struct

from rencana.derive.caption_cut import cut_at
from rencana.derive.channel_offer import offer
from rencana.plan.agenda import Item
from rencana.plan.language.when import Calendar, Moment
from rencana.render import address
from rencana.render.subject.campaign import CampaignView, Named, as_title
from rencana.render.text import terms
from rencana.words import dates
from rencana.words.languages import direction

_MOST_UPCOMING = 5
_NEVER = date.max


class Start(Struct, frozen=True):
    """When an item goes out first; `day` is None where nobody knows, and `order` then comes after all others."""

    moment: Moment | None
    day: date | None
    order: tuple[date, time]


class PostCaption(Struct, frozen=True):
    """A caption as people meet it: what a network shows at once, and the `rest` that stands behind "more".

    `rest` is empty where nothing is cut. `folds` says which channels cut it, and where.
    """

    shown: str
    rest: str
    folds: str
    language: str
    direction: str


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


def upcoming(view: CampaignView) -> tuple[CalendarItem, ...]:
    """Returns the items that come next."""
    return tuple(calendar_item(view, name) for name in _upcoming_names(view))


def coming(view: CampaignView) -> tuple[Coming, ...]:
    """Returns the items that come next, a line each."""
    items = view.campaign.items
    return tuple(
        Coming(
            title=items[name].title or as_title(name),
            when=_when(view, name),
            weekday=_weekday(view, name),
            state=items[name].state,
            state_word=view.say.term(items[name].state, terms.ITEM_STATES),
            channels=tuple(items[name].channels),
            moment=item_start(view, name).order,
        )
        for name in _upcoming_names(view)
    )


def _upcoming_names(view: CampaignView) -> list[str]:
    starts = {name: item_start(view, name) for name, item in view.campaign.items.items() if item.state != "cancelled"}
    names = [name for name, start in starts.items() if start.day is not None and start.day >= view.on]
    return sorted(names, key=lambda name: starts[name].order)[:_MOST_UPCOMING]


def item_start(view: CampaignView, name: str) -> Start:
    """Returns when an item goes out first, on whichever channel."""
    campaign = view.campaign
    # Every list of a campaign is ordered by these, so that they are worth keeping.
    starts = view.shared(
        (item_start,),
        lambda: {key: _start(campaign.calendar, item) for key, item in campaign.items.items()},
    )
    return starts[name]


def _start(calendar: Calendar, item: Item) -> Start:
    moments = [moment for moment in (item.at, *(outlet.at for outlet in item.channels.values())) if moment]
    days = [(moment, calendar.first(moment.when)) for moment in moments]
    starts = [Start(moment, day, (day, moment.clock or time(0))) for moment, day in days if day]
    return min(starts, key=lambda start: start.order, default=Start(item.at, None, (_NEVER, time(0))))


def calendar_item(view: CampaignView, name: str) -> CalendarItem:
    """Returns an item in full."""
    item, say = view.campaign.items[name], view.say
    # The common caption is cut as those channels cut it that have no caption of their own.
    captioned = [channel for channel, outlet in item.channels.items() if not outlet.copy_text]
    outlets = (
        OutletView(
            view.channel(channel).title,
            say.term(outlet.state, terms.ITEM_STATES),
            say.moment(outlet.at, view.campaign),
            outlet.post or "",
            post_caption(view, item, outlet.copy_text, (channel,)),
        )
        for channel, outlet in item.channels.items()
        if outlet.state or outlet.at or outlet.post or outlet.copy_text
    )
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
        caption=post_caption(view, item, item.copy_text, captioned),
        alt=item.alt or "",
        link=item.link or "",
        assets=item.assets,
        outlets=tuple(outlets),
        windows=tuple(say.window(window, view.campaign) for window in item.windows),
        note=view.text(item.note),
        moment=item_start(view, name).order,
    )


def _when(view: CampaignView, name: str) -> str:
    every = view.campaign.items[name].every
    return view.say.every(every) if every else view.say.moment(item_start(view, name).moment, view.campaign)


def _weekday(view: CampaignView, name: str) -> str:
    """Returns the day of the week of an item; nothing where it has no single day."""
    start = item_start(view, name)
    if start.moment is None or start.day is None or view.campaign.items[name].every:
        return ""
    single = start.day == view.campaign.calendar.last(start.moment.when)
    return dates.weekday(start.day, view.say.language) if single else ""


def post_caption(view: CampaignView, item: Item, text: str | None, channels: Iterable[str]) -> PostCaption | None:
    """Returns a caption of an item as channels show it, cut where the first of them cuts it."""
    if not text:
        return None
    language = item.language or next(iter(view.campaign.plan.campaign.languages), view.campaign.language)
    cuts: dict[int, list[str]] = {}
    for channel in channels:
        offered = offer(channel, view.campaign)
        length = cut_at(text, offered.caption(item.format)) if offered else None
        if length is not None:
            cuts.setdefault(length, []).append(view.channel(channel).title)
    shortest = min(cuts, default=len(text))
    folds = "; ".join(
        view.say("{channels} after {count} characters", channels=view.say.list(names), count=length)
        for length, names in sorted(cuts.items())
    )
    return PostCaption(text[:shortest], text[shortest:], folds, language, direction(language))


def calendar_links(view: CampaignView) -> tuple[Named, ...]:
    """Returns the files of a campaign's calendar; a campaign without items has none."""
    name, say = view.campaign.id, view.say
    if not view.campaign.items:
        return ()
    return (
        Named(say("Calendar file (iCalendar)"), view.links.to(address.campaign_file(name, "calendar.ics"))),
        Named(say("Calendar as CSV"), view.links.to(address.campaign_file(name, "calendar.csv"))),
    )
