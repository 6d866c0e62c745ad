"""The calendar of a campaign: items by month, what comes back every week, ideas without a day, pauses, playbooks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from markupsafe import Markup

from rencana.plan.agenda import Item, Outlet
from rencana.render import terms
from rencana.render.views.head import Head, head, place_name
from rencana.render.views.scene import Named, Scene
from rencana.words import dates
from rencana.words.languages import direction

_NEXT = 5
_NEVER = date.max


@dataclass(frozen=True, slots=True)
class OutletView:
    """An item on one channel, where it differs."""

    channel: str
    state: str
    when: str
    post: str
    caption: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of the calendar."""

    id: str
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
    caption: str
    language: str
    direction: str
    alt: str
    link: str
    assets: tuple[str, ...]
    outlets: tuple[OutletView, ...]
    windows: tuple[str, ...]
    note: Markup
    moment: tuple[date, time]


@dataclass(frozen=True, slots=True)
class Month:
    """The items of one month."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PauseView:
    """A time in which nothing is published."""

    title: str
    windows: tuple[str, ...]
    channels: tuple[Named, ...]
    because: Markup


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase with its windows and what it works for."""

    title: str
    windows: tuple[str, ...]
    objectives: tuple[Named, ...]
    audiences: tuple[Named, ...]
    channels: tuple[Named, ...]
    places: str
    note: Markup


@dataclass(frozen=True, slots=True)
class PlaybookView:
    """What is done each time that an occasion comes."""

    title: str
    occasion: str
    steps: tuple[tuple[str, str, tuple[Named, ...]], ...]
    note: Markup


@dataclass(frozen=True, slots=True)
class Agenda:
    """The calendar page of a campaign."""

    head: Head
    months: tuple[Month, ...]
    repeated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    phases: tuple[PhaseView, ...]
    pauses: tuple[PauseView, ...]
    dates: tuple[tuple[str, str], ...]
    playbooks: tuple[PlaybookView, ...]


def agenda(scene: Scene, portfolio_titles: dict[str, str]) -> Agenda:
    """Makes the view of the calendar page."""
    plan, items = scene.campaign.plan, scene.campaign.items
    repeated = [name for name, item in items.items() if item.every]
    undated = [name for name, item in items.items() if not item.every and _day(scene, item) is None]
    return Agenda(
        head=head(scene, "calendar", portfolio_titles),
        months=_months(scene, [name for name in items if name not in {*repeated, *undated}]),
        repeated=tuple(_entry(scene, name) for name in repeated),
        undated=tuple(_entry(scene, name) for name in undated),
        phases=_phases(scene),
        pauses=_pauses(scene),
        dates=tuple((name, scene.say.when(when, scene.campaign)) for name, when in plan.schedule.dates.items()),
        playbooks=tuple(_playbooks(scene)),
    )


def upcoming(scene: Scene) -> tuple[Entry, ...]:
    """Returns the items that come next."""
    days = {name: _day(scene, item) for name, item in scene.campaign.items.items() if item.state != "cancelled"}
    coming = [name for name, day in days.items() if day is not None and day >= scene.on]
    coming.sort(key=lambda name: _moment(scene, scene.campaign.items[name]))
    return tuple(_entry(scene, name) for name in coming[:_NEXT])


def _months(scene: Scene, names: Iterable[str]) -> tuple[Month, ...]:
    ordered = sorted(names, key=lambda name: _moment(scene, scene.campaign.items[name]))
    months: dict[date, list[Entry]] = {}
    for name in ordered:
        day = _day(scene, scene.campaign.items[name])
        if day:
            months.setdefault(day.replace(day=1), []).append(_entry(scene, name))
    return tuple(
        Month(f"month-{first:%Y-%m}", dates.month(first, scene.say.language), tuple(entries))
        for first, entries in months.items()
    )


def _day(scene: Scene, item: Item) -> date | None:
    """Returns the first day on which an item goes out, on whichever channel."""
    moments = [item.at, *(outlet.at for outlet in item.channels.values())]
    days = [scene.campaign.calendar.first(moment.when) for moment in moments if moment]
    return min((day for day in days if day), default=None)


def _moment(scene: Scene, item: Item) -> tuple[date, time]:
    clock = item.at.clock if item.at else None
    return _day(scene, item) or _NEVER, clock or time(0)


def _entry(scene: Scene, name: str) -> Entry:
    item, say = scene.campaign.items[name], scene.say
    day = _day(scene, item)
    language = item.language or next(iter(scene.campaign.plan.campaign.languages), scene.campaign.language)
    return Entry(
        id=name,
        title=item.title or name.replace("-", " ").capitalize(),
        when=say.every(item.every) if item.every else say.moment(item.at, scene.campaign),
        weekday=dates.weekday(day, say.language) if day and item.at and item.at.when.day else "",
        state=item.state,
        state_word=say.term(item.state, terms.ITEM_STATES),
        channels=scene.channels(item.channels),
        format=(item.format or "").replace("-", " "),
        pillar=scene.pillar(item.pillar) if item.pillar else "",
        message=scene.message(item.message) if item.message else "",
        phase=scene.phase(item.phase),
        audiences=scene.audiences(item.audiences),
        owner=scene.team(item.owner),
        caption=item.copy_text or "",
        language=language,
        direction=direction(language),
        alt=item.alt or "",
        link=item.link or "",
        assets=item.assets,
        outlets=tuple(_outlet(scene, channel, one) for channel, one in item.channels.items() if _differs(one)),
        windows=tuple(say.window(window, scene.campaign) for window in item.windows),
        note=scene.text(item.note),
        moment=_moment(scene, item),
    )


def _differs(outlet: Outlet) -> bool:
    return bool(outlet.state or outlet.at or outlet.post or outlet.copy_text)


def _outlet(scene: Scene, channel: str, outlet: Outlet) -> OutletView:
    say = scene.say
    return OutletView(
        scene.channel(channel).title,
        say.term(outlet.state, terms.ITEM_STATES),
        say.moment(outlet.at, scene.campaign),
        outlet.post or "",
        outlet.copy_text or "",
    )


def _phases(scene: Scene) -> tuple[PhaseView, ...]:
    say = scene.say
    return tuple(
        PhaseView(
            scene.phase(name) if phase.title else name.replace("-", " ").capitalize(),
            tuple(say.window(window, scene.campaign) for window in phase.windows),
            scene.objectives(phase.objectives),
            scene.audiences(phase.audiences),
            scene.channels(phase.channels),
            say.list([place_name(scene, code) for code in phase.places]),
            scene.text(phase.note),
        )
        for name, phase in scene.campaign.plan.schedule.phases.items()
    )


def _pauses(scene: Scene) -> tuple[PauseView, ...]:
    pauses = {**scene.campaign.shared.pauses, **scene.campaign.plan.schedule.pauses}
    return tuple(
        PauseView(
            pause.title or name.replace("-", " ").capitalize(),
            tuple(scene.say.window(window, scene.campaign) for window in pause.windows),
            scene.channels(pause.channels),
            scene.text(pause.because),
        )
        for name, pause in pauses.items()
    )


def _playbooks(scene: Scene) -> Iterable[PlaybookView]:
    for name, book in scene.campaign.plan.playbooks.items():
        steps = tuple((step.text, step.when or "", scene.channels(step.channels)) for step in book.steps.values())
        title = book.title or name.replace("-", " ").capitalize()
        yield PlaybookView(title, book.occasion or "", steps, scene.text(book.note))
