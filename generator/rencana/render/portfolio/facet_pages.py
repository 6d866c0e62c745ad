"""Goals and teams with an index each, and a page for every value that lists of campaigns can be filtered by."""

from collections.abc import Collection, Iterator
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.card import Drawn, FacetValue, Listing, Shown, shown
from rencana.render.page import Body, Page
from rencana.render.portfolio import facets
from rencana.render.portfolio.facets import Duty, Serving
from rencana.render.portfolio.index import ExcerptIndex

_OWN_PAGES = ("channel", "goal", "team")
"""Facets whose values have a page that says more than a list."""


def goal_and_team_index(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of goals and that of teams, where there are any."""
    say, shared = index.site.say, index.site.shared
    if not index.every:
        return
    for path, title, known, make, basis in (
        (address.GOALS, say("Goals"), shared.goals, _goals, index.basis(*((Serving, name) for name in shared.goals))),
        (address.TEAMS, say("Teams"), shared.teams, _teams, index.basis(*((Duty, name) for name in shared.teams))),
    ):
        if known:
            kind, body = path.partition("/")[0], partial(make, index, path)
            yield Page(path, kind, title, body, PORTFOLIO, listed=True, language=say.language, basis=basis)


def facet_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each goal, each team, and each other value that campaigns can be filtered by."""
    shared, language = index.site.shared, index.site.say.language
    if not index.every:
        return
    for name, goal in shared.goals.items():
        path = address.facet_page("goal", name)
        body, basis = partial(_goal, index, path, name), index.basis(*((Serving, one) for one in _family(index, name)))
        yield Page(path, "goal", goal.title, body, PORTFOLIO, language=language, basis=basis)
    for name, team in shared.teams.items():
        path = address.facet_page("team", name)
        # A campaign in which a team has nothing to do is not one that it owns.
        # Which of these campaigns it owns, and so has cards of, only the duties themselves tell.
        basis = index.basis((Duty, name), Listing, Drawn, among=index.having(Duty, name))
        body = partial(_team, index, path, name)
        yield Page(path, "team", team.title, body, PORTFOLIO, language=language, basis=basis)
    for path, (value, keys) in sorted(_found(index).items()):
        body = partial(_facet, index, path, value, keys)
        basis = index.basis_of_facets + _basis_of_list(index, keys)
        yield Page(path, "facet", value.title, body, language=language, basis=basis)


def _found(index: ExcerptIndex) -> dict[str, tuple[FacetValue, frozenset[str]]]:
    """Returns for each page of a value the campaigns that have it; two tags may share a page."""
    found: dict[str, tuple[FacetValue, set[str]]] = {}
    for name, mentioned in index.mentions.items():
        for value in mentioned.values:
            if value.kind not in _OWN_PAGES:
                found.setdefault(address.facet_page(value.kind, value.id), (value, set()))[1].add(name)
    return {path: (value, frozenset(names)) for path, (value, names) in found.items()}


def _list(index: ExcerptIndex, keys: Collection[str]) -> Shown:
    return shown(index.of(Listing, among=keys).values(), index.of(Drawn, among=index.foremost(keys)))


def _basis_of_list(index: ExcerptIndex, keys: Collection[str]) -> str:
    return index.basis(Listing, among=keys) + index.basis(Drawn, among=index.foremost(keys))


def _family(index: ExcerptIndex, name: str) -> tuple[str, ...]:
    """Returns a goal and those that are part of it: by these it stands."""
    return (name, *(other for other, one in index.site.shared.goals.items() if one.part_of == name))


def _goals(index: ExcerptIndex, path: str) -> Body:
    portfolio, services = index.site.view(path), index.services(*index.site.shared.goals)
    return index.site.body(
        "goals", facets.Goals(portfolio.links.to(address.HOME), facets.goal_views(portfolio, services)), path
    )


def _teams(index: ExcerptIndex, path: str) -> Body:
    portfolio = index.site.view(path)
    nothing = Shown((), ())
    teams = tuple(
        facets.team_view(portfolio, nothing, [*index.of(Duty, name).values()], name) for name in portfolio.shared.teams
    )
    return index.site.body("teams", facets.Teams(portfolio.links.to(address.HOME), teams), path)


def _goal(index: ExcerptIndex, path: str, name: str) -> Body:
    portfolio, services = index.site.view(path), index.services(*_family(index, name))
    view = facets.GoalPage(portfolio.links.to(address.GOALS), facets.goal_view(portfolio, services, name))
    return index.site.body("goal", view, path)


def _team(index: ExcerptIndex, path: str, name: str) -> Body:
    portfolio, every = index.site.view(path), index.of(Duty, name)
    cards = _list(index, {id for id, one in every.items() if one.owns})
    view = facets.TeamPage(
        portfolio.links.to(address.TEAMS), facets.team_view(portfolio, cards, [*every.values()], name)
    )
    return index.site.body("team", view, path)


def _facet(index: ExcerptIndex, path: str, value: FacetValue, keys: frozenset[str]) -> Body:
    view = facets.facet_page(index.site.view(path), _list(index, keys), value.kind, value.title, index.facets)
    return index.site.body("facet", view, path)
