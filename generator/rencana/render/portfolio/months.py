"""All campaigns by month: an index of the months, and for each month one grid of everything that goes out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from rencana.derive.appearances import Appearance, all_slots, appearances, horizon
from rencana.render import address
from rencana.render.campaign.diary import chips_by_day, portfolio_diary
from rencana.render.charts.grid import Chip, Grid, month_grid
from rencana.render.files.calendars import Years
from rencana.render.subject.campaign import CampaignView, Named, channel_title
from rencana.render.subject.glance import Glance, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.words import dates

ByDay = Mapping[date, Sequence[Chip]]


class InMonth(Struct, frozen=True):
    """What a campaign publishes in a month: items by day, and those without a single day by the first of the month."""

    of: Glance
    zone: str
    fixed: ByDay
    loose: ByDay

    @property
    def count(self) -> int:
        """How many items these are."""
        return sum(len(chips) for part in (self.fixed, self.loose) for chips in part.values())


def in_months(view: CampaignView) -> dict[date, InMonth]:
    """Returns what a campaign publishes, by the first day of each month."""
    campaign, of = view.campaign, glance(view)
    zone = campaign.timezone.replace("_", " ")
    found: dict[date, list[Appearance]] = {}
    for one in appearances(campaign, horizon(campaign, view.on)):
        found.setdefault(one.day.replace(day=1), []).append(one)
    return {first: InMonth(of, zone, *chips_by_day(view, some, within=False)) for first, some in sorted(found.items())}


class CampaignInMonth(Struct, frozen=True):
    """A campaign that runs or publishes in a month."""

    campaign: Named
    language: str
    state: str
    state_word: str
    period: str
    count: int


class MonthPage(Struct, frozen=True):
    """The page of one month."""

    title: str
    zones: str
    grid: Grid
    previous: Named | None
    next: Named | None
    campaigns: tuple[CampaignInMonth, ...]
    index: str


class MonthCard(Struct, frozen=True):
    """A month in the index."""

    title: str
    url: str
    current: bool
    count: int
    campaigns: tuple[Named, ...]


class MonthIndex(Struct, frozen=True):
    """The index of the months, by year, and the files to subscribe to."""

    years: tuple[tuple[str, tuple[MonthCard, ...]], ...]
    whole: Named | None
    campaign_files: tuple[Named, ...]
    channel_files: tuple[Named, ...]
    home: str


def month_page(
    portfolio: PortfolioView,
    every: Iterable[Glance],
    first: date,
    publishing: Mapping[str, InMonth],
    beside: tuple[date | None, date | None],
) -> MonthPage:
    """Makes the view of a month. `every` are the campaigns that run or publish in it.

    `publishing` are those with items in it, by id.

    `beside` are the months before and after it in which something goes out.
    """
    say = portfolio.say
    ordered = sorted(every, key=lambda one: one.place)
    zones = sorted({one.zone for one in publishing.values()})
    zone = say("Times are those of {zone}.", zone=zones[0]) if len(zones) == 1 else say("Times are local.")
    before, after = (_named(portfolio, one) if one else None for one in beside)
    return MonthPage(
        title=dates.month(first, say.language),
        zones=zone,
        grid=month_grid(portfolio_diary(portfolio, publishing.values(), ordered), first),
        previous=before,
        next=after,
        campaigns=tuple(_campaign(one, publishing.get(one.id)) for one in ordered),
        index=portfolio.links.to(address.CALENDAR),
    )


def running(every: Iterable[Glance], firsts: Sequence[date]) -> dict[date, set[str]]:
    """Returns the ids of the campaigns that run in each of some months, which are told by their first days, sorted."""
    found: dict[date, set[str]] = {first: set() for first in firsts}
    for one in every:
        if one.start:
            after = bisect_right(firsts, one.end) if one.end else len(firsts)
            for first in firsts[bisect_left(firsts, one.start.replace(day=1)) : after]:
                found[first].add(one.id)
    return found


def _named(portfolio: PortfolioView, month: date) -> Named:
    return Named(dates.month(month, portfolio.say.language), portfolio.links.to(address.month_page(month)))


def _campaign(of: Glance, found: InMonth | None) -> CampaignInMonth:
    return CampaignInMonth(of.named, of.language, of.state, of.state_word, of.period, found.count if found else 0)


class Publishing(Struct, frozen=True):
    """How many items a campaign has in each month, and its calendar files.

    `files` says whether it has one of its own; `channels` are those on which something goes out, with their titles;
    `years` are those that its entries in calendars lie in.
    """

    counts: Mapping[date, int]
    files: bool
    channels: Mapping[str, str]
    years: Years


class Publisher(Protocol):
    """What is known of a campaign that may publish something."""

    @property
    def of(self) -> Glance:
        """The campaign."""
        ...

    @property
    def publishing(self) -> Publishing:
        """When and where it publishes."""
        ...


def publishing(view: CampaignView, months: Mapping[date, InMonth], years: Years) -> Publishing:
    """Returns how many items a campaign has in each month."""
    campaign, language = view.campaign, view.say.language
    names = sorted({slot.channel for slot in all_slots(campaign) if slot.channel})
    titles = {name: channel_title(campaign, name, language) for name in names}
    return Publishing({first: one.count for first, one in months.items()}, bool(campaign.items), titles, years)


def channels_with_files(every: Iterable[Publisher]) -> dict[str, str]:
    """Returns the channels on which something goes out, by id, with their titles."""
    found: dict[str, str] = {}
    for one in every:
        for name, title in one.publishing.channels.items():
            found.setdefault(name, title)
    return dict(sorted(found.items()))


def month_index(portfolio: PortfolioView, every: Iterable[Publisher]) -> MonthIndex:
    """Makes the view of the index, the latest year first."""
    ordered = in_order(every)
    years: dict[str, list[MonthCard]] = {}
    for first in sorted({first for one in ordered for first in one.publishing.counts}):
        using, month = [one for one in ordered if first in one.publishing.counts], _named(portfolio, first)
        card = MonthCard(
            title=month.title,
            url=month.url,
            current=first == portfolio.on.replace(day=1),
            count=sum(one.publishing.counts[first] for one in using),
            campaigns=tuple(one.of.named for one in using),
        )
        years.setdefault(str(first.year), []).append(card)
    files = [one.of for one in ordered if one.publishing.files]
    return MonthIndex(
        years=tuple((year, tuple(cards)) for year, cards in sorted(years.items(), reverse=True)),
        whole=Named(portfolio.say("All campaigns"), portfolio.links.to(address.ALL_ITEMS)) if files else None,
        campaign_files=tuple(
            Named(of.named.title, portfolio.links.to(address.campaign_file(of.id, "calendar.ics"))) for of in files
        ),
        channel_files=tuple(
            Named(title, portfolio.links.to(address.channel_file(name)))
            for name, title in channels_with_files(ordered).items()
        ),
        home=portfolio.links.to(address.HOME),
    )
