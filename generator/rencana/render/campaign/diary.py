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
"""Phases take turns in this many tints, so that neighbours look different; their names say which they are."""


def campaign_diary(view: CampaignView, posts: Sequence[Appearance]) -> Diary:
    """Returns what stands on the days of one campaign; its items lead to their entries on the same page."""
    chips, loose = chips_by_day(view, posts, within=True)
    pauses = _pauses(pauses_of(view.campaign), view.campaign.calendar, lambda name: view.channel(name).title)
    return Diary(view.say, view.on, chips, loose, tuple(_phases(view)), (*pauses, *_single_days(view)))


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
    """Returns what stands on the days of all campaigns; of those `running` the ones with a first day have a bar."""
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
        tuple(
            Lasting(f"state-{glance.state}", glance.named.title, glance.start, glance.end or date.max, glance.language)
            for glance in running
            if glance.start
        ),
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
    campaign = view.campaign
    page = address.campaign_page(campaign.id, "calendar")
    fixed: dict[date, list[Chip]] = {}
    loose: dict[date, list[Chip]] = {}
    for (day, single, name, clock, state), channels in channels_by_post.items():
        anchor = address.anchor("item", name)
        chip = Chip(
            title=campaign.items[name].title or as_title(name),
            url=f"#{anchor}" if within else view.links.to(page, anchor),
            clock=dates.clock(clock, view.say.language) if clock else "",
            minute=minute(clock) if clock else -1,
            state=state,
            state_word=view.say.term(state, terms.ITEM_STATES),
            channels=tuple(view.channel(channel).title for channel in channels if channel),
            campaign="" if within else campaign.plan.campaign.title,
            language=campaign.language,
        )
        if single:
            fixed.setdefault(day, []).append(chip)
        else:
            loose.setdefault(day.replace(day=1), []).append(chip)
    return fixed, loose


def _phases(view: CampaignView) -> Iterator[Lasting]:
    for index, (name, phase) in enumerate(view.campaign.plan.schedule.phases.items()):
        title = phase.title or as_title(name)
        yield from _lasting(view.campaign.calendar, f"phase-{index % _TINTS}", title, phase.windows)


def _pauses(pauses: Mapping[str, Pause], calendar: Calendar, channel: Callable[[str], str]) -> Iterator[Lasting]:
    """Yields pauses, with the names of the channels that they apply to."""
    for name, pause in pauses.items():
        title = pause.title or as_title(name)
        if pause.channels:
            title = f"{title} ({', '.join(map(channel, pause.channels))})"
        yield from _lasting(calendar, "pause", title, pause.windows)


def _lasting(calendar: Calendar, kind: str, title: str, windows: Iterable[Window]) -> Iterator[Lasting]:
    """Yields windows as bars of a grid; a window of which neither end is known is left out."""
    for window in windows:
        start, end = window.first_day(calendar), window.last_day(calendar)
        if start or end:
            yield Lasting(kind, title, start or date.min, end or date.max)


def _single_days(view: CampaignView) -> Iterator[Lasting]:
    """Yields the days that a plan names, and those of its reviews."""
    calendar = view.campaign.calendar
    for name, when in view.campaign.plan.schedule.dates.items():
        day = calendar.first(when)
        if day and day == calendar.last(when):
            yield Lasting("date", name, day, day)
    for name, review in view.campaign.plan.reviews.items():
        if review.date:
            title = review.title or as_title(name)
            yield Lasting("review", view.say("Review: {title}", title=title), review.date, review.date)
