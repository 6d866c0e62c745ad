"""Teams of the organisation: what each has to do in campaigns, an index of all, and a page for each."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.attention import DueView, decisions, due_soon, due_views
from rencana.render.campaign.card import Drawn, Listing, Shown, shown
from rencana.render.campaign.reviews import ReviewView, review_views
from rencana.render.page import Page
from rencana.render.portfolio.index import ExcerptIndex, Need
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import MOST, Glance, glance, in_order
from rencana.render.subject.portfolio import PortfolioView


class Duty(Struct, frozen=True):
    """What one team has to do in a campaign, and what it does there."""

    of: Glance
    channels: tuple[Named, ...]
    due: tuple[DueView, ...]
    waiting: tuple[str, ...]
    decided: tuple[ReviewView, ...]
    owns: bool
    answers: bool


def duties(view: CampaignView) -> dict[str, Duty]:
    """Returns what each team has to do in a campaign; those that have nothing to do there are left out."""
    duties_by_team = {name: _duty(view, name) for name in view.campaign.shared.teams}
    nothing = Duty(glance(view), (), (), (), (), owns=False, answers=False)
    return {name: duty for name, duty in duties_by_team.items() if duty != nothing}


def _duty(view: CampaignView, team: str) -> Duty:
    plan = view.campaign.plan
    return Duty(
        of=glance(view),
        channels=view.channels(key for key, channel in plan.channels.items() if channel.owner == team),
        due=due_views(view, due_soon(view, team)),
        waiting=tuple(decision.text for decision in decisions(view, team=team)),
        decided=tuple(review for review in review_views(view, team=team) if review.decision),
        owns=plan.campaign.owner == team,
        answers=plan.interaction.team == team,
    )


class TeamView(Struct, frozen=True):
    """A team with what it answers for: campaigns, channels, readings that are due, decisions that wait."""

    id: str
    title: str
    url: str
    contact: str
    campaigns: tuple[Named, ...]
    cards: Shown
    channels: tuple[tuple[Named, tuple[Named, ...]], ...]
    due: tuple[tuple[Named, tuple[DueView, ...]], ...]
    waiting: tuple[tuple[Named, str], ...]
    decided: tuple[tuple[Named, ReviewView], ...]
    answers: tuple[Named, ...]


def team_view(portfolio: PortfolioView, cards: Shown, every: Sequence[Duty], name: str) -> TeamView:
    """Returns one team with what it answers for; `cards` are its campaigns, where they are shown."""
    team, named = portfolio.shared.teams[name], portfolio.team(name)
    ordered = [(duty.of, duty) for duty in in_order(every)]
    owned = [of for of, duty in ordered if duty.owns]
    return TeamView(
        id=name,
        title=named.title,
        url=named.url,
        contact=team.contact or "",
        campaigns=tuple(of.named for of in owned),
        cards=cards,
        channels=tuple((of.named, duty.channels) for of, duty in ordered if duty.channels),
        due=tuple((of.named, duty.due) for of, duty in ordered if duty.due),
        waiting=tuple((of.named, text) for of, duty in ordered for text in duty.waiting),
        decided=tuple((of.named, review) for of, duty in ordered for review in duty.decided),
        answers=tuple(of.named for of, duty in ordered if duty.answers),
    )


class Teams(Struct, frozen=True):
    """The index of teams."""

    home: str
    teams: tuple[TeamView, ...]


class TeamPage(Struct, frozen=True):
    """The page of a team."""

    index: str
    team: TeamView


def team_index(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of teams, where there are any."""
    teams = index.site.shared.teams
    if teams and index.campaigns:
        needs = [index.of(Duty, name) for name in teams]
        title = index.site.say("Teams")
        yield index.page(address.TEAMS, "teams", title, teams_page, needs=needs, source=PORTFOLIO, listed=True)


def team_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each team."""
    for name, team in index.site.shared.teams.items() if index.campaigns else ():
        # A campaign in which a team has nothing to do is not one that it owns.
        busy = index.having(Duty, name)
        needs: list[Need[object]] = [index.of(Duty, name), index.of(Listing, among=busy), index.of(Drawn, among=busy)]
        path = address.facet_page("team", name)
        yield index.page(path, "team", team.title, team_page, args=(name,), needs=needs, source=PORTFOLIO)


def teams_page(portfolio: PortfolioView, *duties: Mapping[str, Duty]) -> Teams:
    """Makes the view of the index of teams; `duties` are those of each team, in the order of the portfolio."""
    nothing = Shown((), ())
    teams = zip(portfolio.shared.teams, duties, strict=True)
    views = tuple(team_view(portfolio, nothing, [*of_team.values()], name) for name, of_team in teams)
    return Teams(portfolio.links.to(address.HOME), views)


def team_page(
    portfolio: PortfolioView,
    name: str,
    duties: Mapping[str, Duty],
    listings: Mapping[str, Listing],
    cards: Mapping[str, Drawn],
) -> TeamPage:
    """Makes the view of a team's page; the campaigns that it owns are shown, the foremost of them in full."""
    owned = in_order(duty for duty in duties.values() if duty.owns)
    foremost = {duty.of.id: cards[duty.of.id] for duty in owned[:MOST]}
    campaigns = shown([listings[duty.of.id] for duty in owned], foremost)
    view = team_view(portfolio, campaigns, [*duties.values()], name)
    return TeamPage(portfolio.links.to(address.TEAMS), view)
