"""The report of the manager: what lags and why, what is due from whom, what was decided, what goes out, the money."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta

from msgspec import Struct

from rencana.derive.appearances import Appearance, appearances
from rencana.measure import LAGGING, Progress
from rencana.plan.header import AT_WORK
from rencana.render import address
from rencana.render.campaign.attention import DueView, due_soon, due_views
from rencana.render.campaign.figures import latest_figure
from rencana.render.campaign.overview import budget_row
from rencana.render.campaign.reviews import ReviewLine, review_lines, sorted_reviews
from rencana.render.subject import status as standing
from rencana.render.subject.campaign import CampaignView, Named, as_title
from rencana.render.subject.glance import Glance, at_campaign, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import StatusView
from rencana.render.text import sizes, terms
from rencana.words import dates

_AHEAD = timedelta(days=13)
"""Today and the thirteen days after it are fourteen."""
_MOST_DECIDED = 6
_LONG_AGO = timedelta(days=120)


class Lag(Struct, frozen=True):
    """A KPI that lags behind: value and path side by side, the gap, and the rule that says so."""

    campaign: Named
    language: str
    kpi: Named
    standing: StatusView
    value: str
    as_of: str
    path: str
    gap: str
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
    reviews = sorted_reviews(line for one in ordered for line in one.reviews)
    decided = [one for one in reviews if one.state == "decided"][:_MOST_DECIDED]
    lags = (line for one in ordered for line in one.lags)
    return Manager(
        organisation=organisation,
        on=portfolio.say.day(portfolio.on),
        lags=tuple(sorted(lags, key=lambda one: [status.value for status in LAGGING].index(one.standing.status))),
        dues=_by_team(ordered),
        reviews=(*(one for one in reviews if one.state != "decided"), *decided),
        items=tuple(sorted((line for work in works.values() for line in work.items), key=lambda one: one.moment)),
        budgets=tuple(one.money for one in ordered if one.money),
        index=portfolio.links.to(address.REPORTS),
        home=portfolio.links.to(address.HOME),
    )


def _lags(view: CampaignView) -> Iterator[Lag]:
    if view.campaign.plan.campaign.state not in AT_WORK:
        return
    for name, one in view.measured.kpis.items():
        if one.status in LAGGING:
            yield _lag(view, name, one)


def _lag(view: CampaignView, name: str, one: Progress) -> Lag:
    say, aim = view.say, one.verdict.aim
    gap = standing.gap(view, one)
    sign = "\N{MINUS SIGN}" if gap and (one.verdict.gap or 0) < 0 else ""
    return Lag(
        campaign=at_campaign(view),
        language=view.campaign.language,
        kpi=view.kpi(name),
        standing=standing.kpi_standing(view, one),
        value=latest_figure(view, one).value,
        as_of=say.day(one.now.end),
        path=sizes.rounded(say, view.campaign, one.metric, one.verdict.pace, one.now.currency),
        gap=f"{sign}{gap}",
        target=standing.aim_size(view, one, aim) if aim else "",
        by=say.day(aim.day) if aim and aim.day else "",
    )


def _dues(view: CampaignView) -> dict[str, tuple[DueView, ...]]:
    """Returns the readings of a campaign that are overdue or come due within a week, by team."""
    near = due_soon(view)
    return {
        view.team(team) or view.say("No team"): due_views(view, (one for one in near if one.team == team))
        for team in dict.fromkeys(one.team for one in near)
    }


def _by_team(works: Sequence[CampaignWork]) -> tuple[TeamDues, ...]:
    teams: dict[str, list[tuple[Named, tuple[DueView, ...]]]] = {}
    for one in works:
        for team, dues in one.dues.items():
            teams.setdefault(team, []).append((one.of.named, dues))
    return tuple(TeamDues(team, tuple(dues)) for team, dues in sorted(teams.items()))


def _items(view: CampaignView) -> Iterator[ItemLine]:
    """Yields what goes out within fourteen days, a day with all its channels at once; what comes back only once."""
    found: dict[tuple[str, date | None, time | None], list[Appearance]] = {}
    for one in appearances(view.campaign, view.on + _AHEAD):
        if one.slot.state != "cancelled" and one.last >= view.on and one.day <= view.on + _AHEAD:
            day = None if one.repeated else one.day
            found.setdefault((one.slot.item, day, one.slot.clock), []).append(one)
    for same in found.values():
        yield _item(view, same)


def _item(view: CampaignView, same: list[Appearance]) -> ItemLine:
    say, one = view.say, same[0]
    item = view.campaign.items[one.slot.item]
    portfolio = one.day == one.last
    when = f"{dates.weekday(one.day, say.language)} {say.day(one.day)}" if portfolio else say.days(one.day, one.last)
    if one.slot.clock:
        when = f"{when}, {dates.clock(one.slot.clock, say.language)}"
    channels = dict.fromkeys(other.slot.channel for other in same if other.slot.channel)
    return ItemLine(
        moment=(max(one.day, view.on), one.slot.clock or time(), view.campaign.id),
        when=when,
        back=say.every(item.every) if one.repeated and item.every else "",
        title=item.title or as_title(one.slot.item),
        language=view.campaign.language,
        campaign=at_campaign(view),
        channels=say.list([view.channel(name).title for name in channels]),
        state=one.slot.state,
        state_word=say.term(one.slot.state, terms.ITEM_STATES),
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
