"""What stands on which days of a campaign, or of all campaigns together: the content of their grids."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Protocol

from rencana.derive.active_hours import minute
from rencana.derive.appearances import Appearance
from rencana.derive.pauses import pauses_of
from rencana.plan.header import Pause, Window
from rencana.plan.language.when import Calendar
from rencana.render import address
from rencana.render.charts.grid import Chip, Diary, Lasting
from rencana.render.subject.campaign import CampaignView, as_title
from rencana.render.subject.glance import Glance
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text import terms
from rencana.words import dates

_TINTS = 3
"""Phases take turns with so many tints, so that neighbours can be told apart; their names say which they are."""


def campaign_diary(view: CampaignView, posts: Sequence[Appearance]) -> Diary:
    """Returns what stands on the days of one campaign; its items lead to their entries on the same page."""
    chips, loose = chips_by_day(view, posts, within=True)
    phases = tuple(_phases(view))
    pauses = _pauses(pauses_of(view.campaign), view.campaign.calendar, lambda name: view.channel(name).title)
    marks = (*pauses, *_named(view), *_reviews(view))
    return Diary(view.say, view.on, chips, loose, phases, marks)


class Published(Protocol):
    """What a campaign publishes in a month, by day; `loose` are items of which only the month is known."""

    @property
    def fixed(self) -> Mapping[date, Sequence[Chip]]:
        """Items that have a day."""
        ...

    @property
    def loose(self) -> Mapping[date, Sequence[Chip]]:
        """Items without a single day, by the first day of their month."""
        ...


def portfolio_diary(portfolio: PortfolioView, published: Iterable[Published], running: Iterable[Glance]) -> Diary:
    """Returns what stands on the days of all campaigns; those that run have a first day."""
    chips: dict[date, list[Chip]] = {}
    loose: dict[date, list[Chip]] = {}
    for campaign in published:
        for merged, by_day in ((chips, campaign.fixed), (loose, campaign.loose)):
            for day, day_chips in by_day.items():
                merged.setdefault(day, []).extend(day_chips)
    return Diary(
        portfolio.say,
        portfolio.on,
        chips,
        loose,
        tuple(_periods(running)),
        tuple(_pauses(portfolio.shared.pauses, portfolio.shared.calendar, portfolio.channel)),
    )


def chips_by_day(
    view: CampaignView, posts: Iterable[Appearance], *, within: bool
) -> tuple[dict[date, list[Chip]], dict[date, list[Chip]]]:
    """Returns items by day, and those without a single day by the first day of their month.

    An item that goes out on several channels at the same time stands there once, with all of them.
    """
    channels_by_post: dict[tuple[date, bool, str, time | None, str], list[str]] = {}
    for post in posts:
        key = (post.day, post.day == post.last, post.slot.item, post.slot.clock, post.slot.state)
        channels_by_post.setdefault(key, []).append(post.slot.channel)
    fixed: dict[date, list[Chip]] = {}
    loose: dict[date, list[Chip]] = {}
    for (day, single, item, clock, state), channels in channels_by_post.items():
        chip = _chip(view, item, clock, state, channels, within=within)
        if single:
            fixed.setdefault(day, []).append(chip)
        else:
            loose.setdefault(day.replace(day=1), []).append(chip)
    return fixed, loose


def _chip(
    view: CampaignView, name: str, clock: time | None, state: str, channels: Sequence[str], *, within: bool
) -> Chip:
    campaign, item = view.campaign, view.campaign.items[name]
    anchor = address.anchor("item", name)
    url = f"#{anchor}" if within else view.links.to(address.campaign_page(campaign.id, "calendar"), anchor)
    return Chip(
        title=item.title or as_title(name),
        url=url,
        clock=dates.clock(clock, view.say.language) if clock else "",
        minute=minute(clock) if clock else -1,
        state=state,
        state_word=view.say.term(state, terms.ITEM_STATES),
        channels=tuple(view.channel(channel).title for channel in channels if channel),
        campaign="" if within else campaign.plan.campaign.title,
        language=campaign.language,
    )


def _phases(view: CampaignView) -> Iterator[Lasting]:
    campaign = view.campaign
    for index, (name, phase) in enumerate(campaign.plan.schedule.phases.items()):
        title = phase.title or as_title(name)
        for window in phase.windows:
            lasting = _window(campaign.calendar, f"phase-{index % _TINTS}", title, window)
            if lasting:
                yield lasting


def _periods(running: Iterable[Glance]) -> Iterator[Lasting]:
    for campaign in running:
        if campaign.start:
            end = campaign.end or date.max
            yield Lasting(f"state-{campaign.state}", campaign.named.title, campaign.start, end, campaign.language)


def _pauses(pauses: Mapping[str, Pause], calendar: Calendar, channel: Callable[[str], str]) -> Iterator[Lasting]:
    """Yields pauses, with the names of the channels that they apply to."""
    for name, pause in pauses.items():
        title = pause.title or as_title(name)
        if pause.channels:
            title = f"{title} ({', '.join(map(channel, pause.channels))})"
        for window in pause.windows:
            lasting = _window(calendar, "pause", title, window)
            if lasting:
                yield lasting


def _window(calendar: Calendar, kind: str, title: str, window: Window) -> Lasting | None:
    """Returns a window as something lasting; None where neither of its ends is known."""
    start, end = window.first_day(calendar), window.last_day(calendar)
    if start is None and end is None:
        return None
    return Lasting(kind, title, start or date.min, end or date.max)


def _named(view: CampaignView) -> Iterator[Lasting]:
    calendar = view.campaign.calendar
    for name, when in view.campaign.plan.schedule.dates.items():
        day = calendar.first(when)
        if day and day == calendar.last(when):
            yield Lasting("date", name, day, day)


def _reviews(view: CampaignView) -> Iterator[Lasting]:
    for name, review in view.campaign.plan.reviews.items():
        if review.date:
            title = review.title or as_title(name)
            yield Lasting("review", view.say("Review: {title}", title=title), review.date, review.date)
