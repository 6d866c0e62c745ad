"""Goals and teams with an index each, and a page for every value that lists of campaigns can be filtered by."""

from collections.abc import Iterator
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.book import Book
from rencana.render.page import Body, Page
from rencana.render.views import facet
from rencana.render.views.across import Mentions
from rencana.render.views.card import Listing, Value
from rencana.render.views.facet import Duties, Serving

_OWN_PAGES = ("channel", "goal", "team")
"""Facets whose values have a page that says more than a list."""


def goal_and_team_index(book: Book) -> Iterator[Page]:
    """Yields the index of goals and that of teams, where there are any."""
    say, shared = book.desk.say, book.desk.shared
    if not book.every:
        return
    for path, title, known, make, basis in (
        (address.GOALS, say("Goals"), shared.goals, _goals, book.basis(Serving)),
        (address.TEAMS, say("Teams"), shared.teams, _teams, book.basis(Duties, Listing)),
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
        body, basis = partial(_goal, book, path, name), book.basis(Serving)
        yield Page(path, "goal", goal.title, body, PORTFOLIO, language=language, basis=basis)
    for name, team in shared.teams.items():
        path = address.facet_page("team", name)
        body, basis = partial(_team, book, path, name), book.basis(Duties, Listing)
        yield Page(path, "team", team.title, body, PORTFOLIO, language=language, basis=basis)
    every = book.basis(Mentions)
    for path, (value, keys) in sorted(_found(book).items()):
        body = partial(_facet, book, path, value, keys)
        basis = every and every + book.basis(Listing, among=keys)
        yield Page(path, "facet", value.title, body, language=language, basis=basis)


def _found(book: Book) -> dict[str, tuple[Value, frozenset[str]]]:
    """Returns for each page of a value the campaigns that have it; two tags may share a page."""
    found: dict[str, tuple[Value, set[str]]] = {}
    for name, mentioned in book.mentions.items():
        for value in mentioned.values:
            if value.kind not in _OWN_PAGES:
                found.setdefault(address.facet_page(value.kind, value.id), (value, set()))[1].add(name)
    return {path: (value, frozenset(names)) for path, (value, names) in found.items()}


def _goals(book: Book, path: str) -> Body:
    whole, services = book.desk.whole(path), facet.by_goal([*book.of(Serving).values()])
    return book.desk.body("goals", facet.Goals(whole.links.to(address.HOME), facet.goal_views(whole, services)), path)


def _teams(book: Book, path: str) -> Body:
    whole, cards, every = book.desk.whole(path), book.of(Listing), [*book.of(Duties).values()]
    teams = tuple(facet.team_view(whole, cards, every, name) for name in whole.shared.teams)
    return book.desk.body("teams", facet.Teams(whole.links.to(address.HOME), teams), path)


def _goal(book: Book, path: str, name: str) -> Body:
    whole, services = book.desk.whole(path), facet.by_goal([*book.of(Serving).values()])
    view = facet.GoalPage(whole.links.to(address.GOALS), facet.goal_view(whole, services, name))
    return book.desk.body("goal", view, path)


def _team(book: Book, path: str, name: str) -> Body:
    whole, cards, every = book.desk.whole(path), book.of(Listing), [*book.of(Duties).values()]
    view = facet.TeamPage(whole.links.to(address.TEAMS), facet.team_view(whole, cards, every, name))
    return book.desk.body("team", view, path)


def _facet(book: Book, path: str, value: Value, keys: frozenset[str]) -> Body:
    listings = [one for id, one in book.of(Listing).items() if id in keys]
    view = facet.facet_page(book.desk.whole(path), listings, value.kind, value.title, book.facets)
    return book.desk.body("facet", view, path)
