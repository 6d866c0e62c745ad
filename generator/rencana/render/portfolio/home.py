"""The home of the portfolio: how all stands, what needs attention, all campaigns, their time, and what comes next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from rencana.changes.history import HistoryEntry
from rencana.measure import Status
from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.attention import Attention, DueView, due_soon, due_views, most_urgent_first, urgent
from rencana.render.campaign.card import Drawn, Facet, Listing, Shown, shown
from rencana.render.campaign.items import Coming, coming
from rencana.render.charts.timeline import Life, Timeline, portfolio_timeline
from rencana.render.page import Page
from rencana.render.portfolio.changes import RecentChanges, WeekView, week_view
from rencana.render.portfolio.goals import GoalLine, Services, goal_lines, services_for
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import Excerpt, Glance, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import NOT_BEGUN
from rencana.render.text import terms


class Outlook(Struct, frozen=True):
    """What home says of a campaign beside its card: what needs attention, what comes next, what is due."""

    of: Glance
    attention: tuple[Attention, ...]
    coming: tuple[Coming, ...]
    due: tuple[DueView, ...]

    @property
    def says(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.attention or self.coming or self.due)


def outlook(view: CampaignView) -> Outlook:
    """Returns what home says of a campaign beside its card."""
    return Outlook(glance(view), tuple(urgent(view)), coming(view), due_views(view, due_soon(view)))


class Count(Struct, frozen=True):
    """How many campaigns have a status, with the page that lists them."""

    status: str
    word: str
    count: int
    url: str


class HomeView(Struct, frozen=True):
    """The home of the portfolio."""

    title: str
    on: str
    counts: tuple[Count, ...]
    campaigns: Shown
    facets: tuple[Facet, ...]
    broken: tuple[Named, ...]
    attention: tuple[Attention, ...]
    timeline: Timeline | None
    next_items: tuple[tuple[Named, Coming], ...]
    due: tuple[tuple[Named, tuple[DueView, ...]], ...]
    goals: tuple[GoalLine, ...]
    for_authors: bool
    """Whether the page tells of faults in plans; what it does not look for it must not deny."""
    week: WeekView | None


_MOST_NEXT = 8


def home_page(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the home."""
    foremost, site = index.foremost(), index.site
    unreadable = tuple((plan.id, plan.title) for plan in index.unreadable)
    yield index.page(
        address.HOME,
        "home",
        site.say("Campaigns"),
        home,
        args=(site.title, unreadable, site.settings.show.findings, index.common_changes),
        needs=(
            index.of(Listing),
            index.of(Drawn, among=foremost),
            index.facets,
            index.of(Outlook),
            index.of(Life, among=foremost),
            services_for(index, site.shared.goals),
            index.of(RecentChanges),
        ),
        source=PORTFOLIO,
        listed=True,
    )


def home(
    portfolio: PortfolioView,
    title: str,
    unreadable: Iterable[tuple[str, str]],
    for_authors: bool,
    common_changes: tuple[HistoryEntry, ...] | None,
    listings: Mapping[str, Listing],
    cards: Mapping[str, Drawn],
    facets: tuple[Facet, ...],
    outlooks: Mapping[str, Outlook],
    lives: Mapping[str, Life],
    services: Services,
    recent: Mapping[str, RecentChanges],
) -> HomeView:
    """Makes the view of the home page.

    `unreadable` are plans by id and title; `cards` and `lives` are those of the campaigns that are shown in full.
    """
    ordered = in_order(outlooks.values())
    return HomeView(
        title=title,
        on=portfolio.say.day(portfolio.on),
        counts=_counts(portfolio, listings.values()),
        campaigns=shown(listings.values(), cards),
        facets=facets,
        broken=tuple(Named(name, portfolio.links.to(address.campaign_page(id))) for id, name in unreadable),
        attention=most_urgent_first(reason for outlook in ordered for reason in outlook.attention),
        timeline=portfolio_timeline(portfolio, [*lives.values()]),
        next_items=_next(ordered),
        due=tuple((outlook.of.named, outlook.due) for outlook in ordered if outlook.due),
        goals=goal_lines(portfolio, services) if listings else (),
        for_authors=for_authors,
        week=week_view(portfolio, recent, common_changes or ()),
    )


def tally(excerpts: Iterable[Excerpt]) -> Counter[Status]:
    """Returns how many of the campaigns that are judged have each status."""
    return Counter(status for excerpt in excerpts if (status := excerpt.of.status))


def _counts(portfolio: PortfolioView, listings: Iterable[Listing]) -> tuple[Count, ...]:
    """Returns how many of the campaigns that are judged have each status, the worst first; then what has not begun."""
    every = [*listings]
    counts, waiting = tally(every), sum(listing.of.waits for listing in every)
    judged = tuple(
        Count(
            status.value,
            portfolio.say.term(status.value, terms.STATUSES),
            counts[status],
            portfolio.links.to(address.facet_page("status", status.value)),
        )
        for status in Status
        if counts[status]
    )
    if not waiting:
        return judged
    page = portfolio.links.to(address.facet_page("status", NOT_BEGUN))
    return (*judged, Count(NOT_BEGUN, portfolio.say.term(NOT_BEGUN, terms.CHIPS), waiting, page))


def _next(outlooks: Iterable[Outlook]) -> tuple[tuple[Named, Coming], ...]:
    pairs = [(outlook.of.named, item) for outlook in outlooks for item in outlook.coming]
    return tuple(sorted(pairs, key=lambda pair: pair[1].moment)[:_MOST_NEXT])
