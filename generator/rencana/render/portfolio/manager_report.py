"""The report of the manager: what lags and why, what is due from whom, what was decided, what goes out, the money."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta

from msgspec import Struct

from rencana.derive.appearances import Appearance, appearances
from rencana.measure import LAGGING, Progress
from rencana.plan.header import AT_WORK
from rencana.render import address
from rencana.render.campaign.attention import DueView, due_soon, due_views
from rencana.render.campaign.overview import budget_row
from rencana.render.campaign.reviews import ReviewLine, review_lines, sorted_reviews
from rencana.render.campaign.targets import has_most, judged_figure, newer_words
from rencana.render.subject import status as standing
from rencana.render.subject.campaign import CampaignView, Named, as_title
from rencana.render.subject.glance import Glance, at_campaign, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import StatusView
from rencana.render.text import terms
from rencana.words import dates

_AHEAD = timedelta(days=13)
"""Today and the thirteen days after it are fourteen."""
_MOST_DECIDED = 6
_LONG_AGO = timedelta(days=120)


class Lag(Struct, frozen=True):
    """A KPI that lags behind: the value that was judged, what is expected by now, and how far it is from it."""

    campaign: Named
    language: str
    kpi: Named
    standing: StatusView
    companion: bool
    value: str
    as_of: str
    now: str
    path: str
    target: str
    by: str


class TeamDues(Struct, frozen=True):
    """The readings that a team has to obtain, campaign by campaign."""

    team: str
    dues: tuple[tuple[Named, tuple[DueView, ...]], ...]


class ItemLine(Struct, frozen=True):
    """Something that goes out within fourteen days."""

    moment: tuple[date, time, str]
    when: str
    back: str
    """On which days it comes back, where it does."""
    title: str
    language: str
    campaign: Named
    channels: str
    state: str
    state_word: str
    owner: str


class Money(Struct, frozen=True):
    """The budget of a campaign: its total, and its lines with what each is for."""

    campaign: Named
    language: str
    total: str
    lines: tuple[tuple[str, str, str], ...]


class Manager(Struct, frozen=True):
    """The report of the manager."""

    organisation: str
    on: str
    lags: tuple[Lag, ...]
    dues: tuple[TeamDues, ...]
    reviews: tuple[ReviewLine, ...]
    items: tuple[ItemLine, ...]
    budgets: tuple[Money, ...]
    index: str
    home: str


class CampaignWork(Struct, frozen=True):
    """What the manager's report says of a campaign; readings that are due stand by the title of their team."""

    of: Glance
    lags: tuple[Lag, ...]
    dues: Mapping[str, tuple[DueView, ...]]
    reviews: tuple[ReviewLine, ...]
    items: tuple[ItemLine, ...]
    money: Money | None


def work(view: CampaignView) -> CampaignWork:
    """Returns what the manager's report says of a campaign."""
    lags, items = tuple(_lags(view)), tuple(_items(view))
    return CampaignWork(glance(view), lags, _dues(view), tuple(review_lines(view)), items, _money(view))


def manager(portfolio: PortfolioView, organisation: str, works: Mapping[str, CampaignWork]) -> Manager:
    """Makes the view of the manager's report."""
    ordered = in_order(works.values())
    reviews = sorted_reviews(line for work in ordered for line in work.reviews)
    decided = [review for review in reviews if review.state == "decided"][:_MOST_DECIDED]
    lags = (line for work in ordered for line in work.lags)
    return Manager(
        organisation=organisation,
        on=portfolio.say.day(portfolio.on),
        lags=tuple(sorted(lags, key=_lag_order)),
        dues=_by_team(ordered),
        reviews=(*(review for review in reviews if review.state != "decided"), *decided),
        items=tuple(sorted((line for work in works.values() for line in work.items), key=lambda item: item.moment)),
        budgets=tuple(work.money for work in ordered if work.money),
        index=portfolio.links.to(address.REPORTS),
        home=portfolio.links.to(address.HOME),
    )


def _lag_order(lag: Lag) -> tuple[int, bool]:
    """Returns the sort key of a lag: the worst first, and yardsticks before companions."""
    return [status.value for status in LAGGING].index(lag.standing.status), lag.companion


def _lags(view: CampaignView) -> Iterator[Lag]:
    if view.campaign.plan.campaign.state not in AT_WORK:
        return
    for name, progress in view.measured.kpis.items():
        if progress.status in LAGGING:
            yield _lag(view, name, progress)


def _lag(view: CampaignView, name: str, progress: Progress) -> Lag:
    say, aim, judged = view.say, progress.verdict.aim, judged_figure(view, progress)
    path = standing.expected(view, progress, progress.verdict.pace, progress.verdict)
    return Lag(
        campaign=at_campaign(view),
        language=view.campaign.language,
        kpi=view.kpi(name),
        standing=standing.kpi_standing(view, progress),
        companion=view.measured.is_companion(name),
        value=judged.value,
        as_of=judged.when,
        now=newer_words(view, progress),
        path=say("at most {value}", value=path) if path and has_most(progress) else path,
        target=standing.target_size(view, progress, aim) if aim else "",
        by=standing.due_words(view, aim) if aim else "",
    )


def _dues(view: CampaignView) -> dict[str, tuple[DueView, ...]]:
    """Returns the readings of a campaign that are overdue or come due within a week, by team."""
    near = due_soon(view)
    return {
        view.team(team) or view.say("No team"): due_views(view, (due for due in near if due.team == team))
        for team in dict.fromkeys(due.team for due in near)
    }


def _by_team(works: Sequence[CampaignWork]) -> tuple[TeamDues, ...]:
    teams: dict[str, list[tuple[Named, tuple[DueView, ...]]]] = {}
    for work in works:
        for team, dues in work.dues.items():
            teams.setdefault(team, []).append((work.of.named, dues))
    return tuple(TeamDues(team, tuple(dues)) for team, dues in sorted(teams.items()))


def _items(view: CampaignView) -> Iterator[ItemLine]:
    """Yields what goes out within fourteen days, a day with all its channels at once; what comes back only once."""
    by_item: dict[tuple[str, date | None, time | None], list[Appearance]] = {}
    for appearance in appearances(view.campaign, view.on + _AHEAD):
        if appearance.slot.state != "cancelled" and appearance.last >= view.on and appearance.day <= view.on + _AHEAD:
            day = None if appearance.repeated else appearance.day
            by_item.setdefault((appearance.slot.item, day, appearance.slot.clock), []).append(appearance)
    for same in by_item.values():
        yield _item(view, same)


def _item(view: CampaignView, same: list[Appearance]) -> ItemLine:
    say, appearance = view.say, same[0]
    item = view.campaign.items[appearance.slot.item]
    portfolio = appearance.day == appearance.last
    when = (
        f"{dates.weekday(appearance.day, say.language)} {say.day(appearance.day)}"
        if portfolio
        else say.days(appearance.day, appearance.last)
    )
    if appearance.slot.clock:
        when = f"{when}, {dates.clock(appearance.slot.clock, say.language)}"
    channels = dict.fromkeys(appearance_on.slot.channel for appearance_on in same if appearance_on.slot.channel)
    return ItemLine(
        moment=(max(appearance.day, view.on), appearance.slot.clock or time(), view.campaign.id),
        when=when,
        back=say.every(item.every) if appearance.repeated and item.every else "",
        title=item.title or as_title(appearance.slot.item),
        language=view.campaign.language,
        campaign=at_campaign(view),
        channels=say.list([view.channel(name).title for name in channels]),
        state=appearance.slot.state,
        state_word=say.term(appearance.slot.state, terms.ITEM_STATES),
        owner=view.team(item.owner),
    )


def _money(view: CampaignView) -> Money | None:
    """Returns the money of a campaign that is at work, planned, or only just over."""
    campaign, budget, end = view.campaign, view.campaign.plan.budget, view.campaign.end
    over = campaign.plan.campaign.state in ("closed", "stopped") and end and end < view.on - _LONG_AGO
    if over or (budget.total is None and not budget.lines):
        return None
    rows = (budget_row(view, name, line) for name, line in budget.lines.items())
    lines = tuple((row.title, row.use, row.amount) for row in rows)
    return Money(at_campaign(view), campaign.language, view.say.amount(budget.total), lines)
