"""Goals and teams with an index each, and a page for every value that lists of campaigns can be filtered by."""

from collections.abc import Collection, Iterator
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.card import Drawn, Listing, Shown, Value, shown
from rencana.render.page import Body, Page
from rencana.render.portfolio import facets
from rencana.render.portfolio.facets import Duty, Serving
from rencana.render.portfolio.index import Book

_OWN_PAGES = ("channel", "goal", "team")
"""Facets whose values have a page that says more than a list."""


def goal_and_team_index(book: Book) -> Iterator[Page]:
    """Yields the index of goals and that of teams, where there are any."""
    say, shared = book.desk.say, book.desk.shared
    if not book.every:
        return
    for path, title, known, make, basis in (
        (address.GOALS, say("Goals"), shared.goals, _goals, book.basis(*((Serving, name) for name in shared.goals))),
        (address.TEAMS, say("Teams"), shared.teams, _teams, book.basis(*((Duty, name) for name in shared.teams))),
    ):
        if known:
            kind, body = path.partition("/")[0], partial(make, book, path)
            yield Page(path, kind, title, body, PORTFOLIO, listed=True, language=say.language, basis=basis)


def facet_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each goal, each team, and each other value that campaigns can be filtered by."""
    shared, language = book.desk.shared, book.desk.say.language
    if not book.every:
        return
    for name, goal in shared.goals.items():
        path = address.facet_page("goal", name)
        body, basis = partial(_goal, book, path, name), book.basis(*((Serving, one) for one in _family(book, name)))
        yield Page(path, "goal", goal.title, body, PORTFOLIO, language=language, basis=basis)
    for name, team in shared.teams.items():
        path = address.facet_page("team", name)
        # A campaign in which a team has nothing to do is not one that it owns.
        # Which of these campaigns it owns, and so has cards of, only the duties themselves tell.
        basis = book.basis((Duty, name), Listing, Drawn, among=book.having(Duty, name))
        body = partial(_team, book, path, name)
        yield Page(path, "team", team.title, body, PORTFOLIO, language=language, basis=basis)
    for path, (value, keys) in sorted(_found(book).items()):
        body = partial(_facet, book, path, value, keys)
        basis = book.basis_of_facets + _basis_of_list(book, keys)
        yield Page(path, "facet", value.title, body, language=language, basis=basis)


def _found(book: Book) -> dict[str, tuple[Value, frozenset[str]]]:
    """Returns for each page of a value the campaigns that have it; two tags may share a page."""
    found: dict[str, tuple[Value, set[str]]] = {}
    for name, mentioned in book.mentions.items():
        for value in mentioned.values:
            if value.kind not in _OWN_PAGES:
                found.setdefault(address.facet_page(value.kind, value.id), (value, set()))[1].add(name)
    return {path: (value, frozenset(names)) for path, (value, names) in found.items()}


def _list(book: Book, keys: Collection[str]) -> Shown:
    return shown(book.of(Listing, among=keys).values(), book.of(Drawn, among=book.foremost(keys)))


def _basis_of_list(book: Book, keys: Collection[str]) -> str:
    return book.basis(Listing, among=keys) + book.basis(Drawn, among=book.foremost(keys))


def _family(book: Book, name: str) -> tuple[str, ...]:
    """Returns a goal and those that are part of it: by these it stands."""
    return (name, *(other for other, one in book.desk.shared.goals.items() if one.part_of == name))


def _goals(book: Book, path: str) -> Body:
    whole, services = book.desk.whole(path), book.services(*book.desk.shared.goals)
    return book.desk.body("goals", facets.Goals(whole.links.to(address.HOME), facets.goal_views(whole, services)), path)


def _teams(book: Book, path: str) -> Body:
    whole = book.desk.whole(path)
    nothing = Shown((), ())
    teams = tuple(
        facets.team_view(whole, nothing, [*book.of(Duty, name).values()], name) for name in whole.shared.teams
    )
    return book.desk.body("teams", facets.Teams(whole.links.to(address.HOME), teams), path)


def _goal(book: Book, path: str, name: str) -> Body:
    whole, services = book.desk.whole(path), book.services(*_family(book, name))
    view = facets.GoalPage(whole.links.to(address.GOALS), facets.goal_view(whole, services, name))
    return book.desk.body("goal", view, path)


def _team(book: Book, path: str, name: str) -> Body:
    whole, every = book.desk.whole(path), book.of(Duty, name)
    cards = _list(book, {id for id, one in every.items() if one.owns})
    view = facets.TeamPage(whole.links.to(address.TEAMS), facets.team_view(whole, cards, [*every.values()], name))
    return book.desk.body("team", view, path)


def _facet(book: Book, path: str, value: Value, keys: frozenset[str]) -> Body:
    view = facets.facet_page(book.desk.whole(path), _list(book, keys), value.kind, value.title, book.facets)
    return book.desk.body("facet", view, path)
