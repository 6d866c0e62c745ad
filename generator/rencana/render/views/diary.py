"""What stands on which days of a campaign, or of all campaigns together: the content of their grids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time

from rencana.plan.appearances import Appearance
from rencana.plan.campaign import Campaign
from rencana.plan.frame import Pause, Window
from rencana.plan.hours import minute
from rencana.plan.pauses import pauses_of
from rencana.render import address, terms
from rencana.render.say import Say
from rencana.render.views.grid import Chip, Diary, Lasting
from rencana.render.views.scene import Scene, as_title
from rencana.words import dates

_TINTS = 3
"""Phases take turns with so many tints, so that neighbours can be told apart; their names say which they are."""


def campaign_diary(scene: Scene, found: Sequence[Appearance]) -> Diary:
    """Returns what stands on the days of one campaign; its items lead to their entries on the same page."""
    chips, loose = chips_by_day(scene, found, within=True)
    phases = tuple(_phases(scene))
    marks = (*_pauses(scene), *_named(scene), *_reviews(scene))
    return Diary(scene.say, scene.on, chips, loose, phases, marks)


def portfolio_diary(scenes: Mapping[str, Scene], found: Mapping[str, Sequence[Appearance]], say: Say) -> Diary:
    """Returns what stands on the days of all campaigns."""
    chips: dict[date, list[Chip]] = {}
    loose: dict[date, list[Chip]] = {}
    for name, some in found.items():
        for whole, part in zip((chips, loose), chips_by_day(scenes[name], some, within=False), strict=True):
            for day, list_of in part.items():
                whole.setdefault(day, []).extend(list_of)
    first = next(iter(scenes.values()))
    pauses = tuple(_pauses_in(first.campaign, first.campaign.shared.pauses, first))
    return Diary(say, first.on, chips, loose, tuple(_periods(scenes.values())), pauses)


def chips_by_day(
    scene: Scene, found: Iterable[Appearance], *, within: bool
) -> tuple[dict[date, list[Chip]], dict[date, list[Chip]]]:
    """Returns items by day, and those without a single day by the first day of their month.

    An item that goes out on several channels at the same time stands there once, with all of them.
    """
    together: dict[tuple[date, bool, str, time | None, str], list[str]] = {}
    for one in found:
        key = (one.day, one.day == one.last, one.slot.item, one.slot.clock, one.slot.state)
        together.setdefault(key, []).append(one.slot.channel)
    fixed: dict[date, list[Chip]] = {}
    loose: dict[date, list[Chip]] = {}
    for (day, single, item, clock, state), channels in together.items():
        chip = _chip(scene, item, clock, state, channels, within=within)
        if single:
            fixed.setdefault(day, []).append(chip)
        else:
            loose.setdefault(day.replace(day=1), []).append(chip)
    return fixed, loose


def _chip(scene: Scene, name: str, clock: time | None, state: str, channels: Sequence[str], *, within: bool) -> Chip:
    campaign, item = scene.campaign, scene.campaign.items[name]
    anchor = address.anchor("item", name)
    url = f"#{anchor}" if within else scene.links.to(address.campaign_page(campaign.id, "calendar"), anchor)
    return Chip(
        title=item.title or as_title(name),
        url=url,
        clock=dates.clock(clock, scene.say.language) if clock else "",
        minute=minute(clock) if clock else -1,
        state=state,
        state_word=scene.say.term(state, terms.ITEM_STATES),
        channels=tuple(scene.channel(channel).title for channel in channels if channel),
        campaign="" if within else campaign.plan.campaign.title,
        language=campaign.language,
    )


def _phases(scene: Scene) -> Iterator[Lasting]:
    campaign = scene.campaign
    for index, (name, phase) in enumerate(campaign.plan.schedule.phases.items()):
        title = phase.title or as_title(name)
        for window in phase.windows:
            lasting = _window(campaign, f"phase-{index % _TINTS}", title, window)
            if lasting:
                yield lasting


def _periods(scenes: Iterable[Scene]) -> Iterator[Lasting]:
    for scene in scenes:
        campaign, frame = scene.campaign, scene.campaign.plan.campaign
        if campaign.start:
            end = campaign.end or date.max
            yield Lasting(f"state-{frame.state}", frame.title, campaign.start, end, campaign.language)


def _pauses(scene: Scene) -> Iterator[Lasting]:
    yield from _pauses_in(scene.campaign, pauses_of(scene.campaign), scene)


def _pauses_in(campaign: Campaign, pauses: Mapping[str, Pause], scene: Scene) -> Iterator[Lasting]:
    for name, pause in pauses.items():
        title = pause.title or as_title(name)
        if pause.channels:
            channels = [scene.channel(channel).title for channel in pause.channels]
            title = f"{title} ({', '.join(channels)})"
        for window in pause.windows:
            lasting = _window(campaign, "pause", title, window)
            if lasting:
                yield lasting


def _window(campaign: Campaign, kind: str, title: str, window: Window) -> Lasting | None:
    """Returns a window as something lasting; None where neither of its ends is known."""
    start, end = campaign.first_day(window), campaign.last_day(window)
    if start is None and end is None:
        return None
    return Lasting(kind, title, start or date.min, end or date.max)


def _named(scene: Scene) -> Iterator[Lasting]:
    calendar = scene.campaign.calendar
    for name, when in scene.campaign.plan.schedule.dates.items():
        day = calendar.first(when)
        if day and day == calendar.last(when):
            yield Lasting("date", name, day, day)


def _reviews(scene: Scene) -> Iterator[Lasting]:
    for name, review in scene.campaign.plan.reviews.items():
        if review.date:
            title = review.title or as_title(name)
            yield Lasting("review", scene.say("Review: {title}", title=title), review.date, review.date)
