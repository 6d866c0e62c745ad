"""All campaigns by month: an index of the months, and for each month one grid of everything that goes out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.diary import portfolio_diary
from rencana.render.charts.grid import Grid, month_grid
from rencana.render.files.calendars import CalendarEntries, calendar_ics
from rencana.render.page import Download, Page
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.portfolio.mentions import Mentions
from rencana.render.portfolio.publishing import InMonth, channels_with_files
from rencana.render.subject.campaign import Named
from rencana.render.subject.glance import Glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.words import dates


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


def month_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each month."""
    say, mentions = index.site.say, index.mentions
    firsts = sorted({first for mention in mentions.values() for first in mention.publishing.counts})
    running = running_in((mention.of for mention in mentions.values()), firsts)
    for before, first, after in zip([None, *firsts], firsts, [*firsts[1:], None], strict=False):
        key, title = f"{first:%Y-%m}", say("Calendar, {month}", month=dates.month(first, say.language))
        campaigns = running[first].union(index.having(InMonth, key))
        yield index.page(
            address.month_page(first),
            "month",
            title,
            month_page,
            args=(first, before, after),
            needs=(index.named(campaigns), index.of(InMonth, key)),
        )


def month_page(
    portfolio: PortfolioView,
    first: date,
    before: date | None,
    after: date | None,
    mentions: Iterable[Mentions],
    publishing: Mapping[str, InMonth],
) -> MonthPage:
    """Makes the view of a month.

    `mentions` are those of the campaigns that run or publish in it, `publishing` those with items in it, by id;
    `before` and `after` are the months beside it in which something goes out.
    """
    say = portfolio.say
    campaigns = sorted((mention.of for mention in mentions), key=lambda glance: glance.place)
    zones = sorted({month.zone for month in publishing.values()})
    zone = say("Times are those of {zone}.", zone=zones[0]) if len(zones) == 1 else say("Times are local.")
    return MonthPage(
        title=dates.month(first, say.language),
        zones=zone,
        grid=month_grid(portfolio_diary(portfolio, publishing.values(), campaigns), first),
        previous=_named(portfolio, before) if before else None,
        next=_named(portfolio, after) if after else None,
        campaigns=tuple(_campaign(glance, publishing.get(glance.id)) for glance in campaigns),
        index=portfolio.links.to(address.CALENDAR),
    )


def running_in(every: Iterable[Glance], firsts: Sequence[date]) -> dict[date, set[str]]:
    """Returns the ids of the campaigns that run in each of some months, which are told by their first days, sorted."""
    running: dict[date, set[str]] = {first: set() for first in firsts}
    for glance in every:
        if glance.start:
            after = bisect_right(firsts, glance.end) if glance.end else len(firsts)
            for first in firsts[bisect_left(firsts, glance.start.replace(day=1)) : after]:
                running[first].add(glance.id)
    return running


def _named(portfolio: PortfolioView, month: date) -> Named:
    return Named(dates.month(month, portfolio.say.language), portfolio.links.to(address.month_page(month)))


def _campaign(of: Glance, month: InMonth | None) -> CampaignInMonth:
    return CampaignInMonth(of.named, of.language, of.state, of.state_word, of.period, month.count if month else 0)


def calendar_index(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of the months."""
    title = index.site.say("Calendar")
    yield index.page(
        address.CALENDAR, "months", title, month_index, needs=(index.named(),), source=PORTFOLIO, listed=True
    )


def month_index(portfolio: PortfolioView, mentions: Iterable[Mentions]) -> MonthIndex:
    """Makes the view of the index, the latest year first."""
    ordered = in_order(mentions)
    years: dict[str, list[MonthCard]] = {}
    for first in sorted({first for mention in ordered for first in mention.publishing.counts}):
        using, month = [mention for mention in ordered if first in mention.publishing.counts], _named(portfolio, first)
        card = MonthCard(
            title=month.title,
            url=month.url,
            current=first == portfolio.on.replace(day=1),
            count=sum(mention.publishing.counts[first] for mention in using),
            campaigns=tuple(mention.of.named for mention in using),
        )
        years.setdefault(str(first.year), []).append(card)
    files = [mention.of for mention in ordered if mention.publishing.files]
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


def calendar_files(index: ExcerptIndex) -> Iterator[Download]:
    """Yields the calendars of all campaigns as files: of all together, and of each channel."""
    mentions, title = index.mentions, index.site.title
    if any(mention.publishing.files for mention in mentions.values()):
        yield _calendar_file(index, address.ALL_ITEMS, title, "", list(mentions))
    for channel, channel_title in channels_with_files(mentions.values()).items():
        ids = [id for id, mention in mentions.items() if channel in mention.publishing.years.channels]
        yield _calendar_file(index, address.channel_file(channel), f"{title}: {channel_title}", channel, ids)


def _calendar_file(index: ExcerptIndex, path: str, name: str, channel: str, ids: Sequence[str]) -> Download:
    needs = (index.named(ids), index.each(CalendarEntries, among=frozenset(ids)))
    return index.download(path, _calendar, args=(name, channel), needs=needs)


def _calendar(
    _: PortfolioView, name: str, channel: str, mentions: Iterable[Mentions], entries: Iterable[CalendarEntries]
) -> Iterator[bytes]:
    return calendar_ics((mention.publishing.years for mention in mentions), entries, name, channel=channel)
