"""Goals and teams with an index each, and a page for every value that lists of campaigns can be filtered by."""

from collections.abc import Iterator
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.book import Book
from rencana.render.page import Body, Page
from rencana.render.views import facet
from rencana.render.views.card import Value, values

_OWN_PAGES = ("channel", "goal", "team")
"""Facets whose values have a page that says more than a list."""


def goal_and_team_index(book: Book) -> Iterator[Page]:
    """Yields the index of goals and that of teams, where there are any."""
    say, shared = book.say, book.portfolio.shared
    if not book.portfolio.campaigns:
        return
    for path, kind, title, known in (
        (address.GOALS, "goals", say("Goals"), shared.goals),
        (address.TEAMS, "teams", say("Teams"), shared.teams),
    ):
        if known:
            body = partial(_index, book, path, kind)
            yield Page(path, kind, title, body, PORTFOLIO, listed=True, language=say.language)


def facet_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each goal, each team, and each other value that campaigns can be filtered by."""
    shared, language = book.portfolio.shared, book.say.language
    if not book.portfolio.campaigns:
        return
    for name, goal in shared.goals.items():
        path = address.facet_page("goal", name)
        yield Page(path, "goal", goal.title, partial(_goal, book, path, name), PORTFOLIO, language=language)
    for name, team in shared.teams.items():
        path = address.facet_page("team", name)
        yield Page(path, "team", team.title, partial(_team, book, path, name), PORTFOLIO, language=language)
    for path, (value, keys) in sorted(_found(book).items()):
        body = partial(_facet, book, path, value, keys)
        yield Page(path, "facet", value.title, body, language=language)


def _found(book: Book) -> dict[str, tuple[Value, frozenset[str]]]:
    """Returns for each page of a value the campaigns that have it; two tags may share a page."""
    found: dict[str, tuple[Value, set[str]]] = {}
    for name, scene in book.scenes(address.HOME).items():
        for value in values(scene):
            if value.kind not in _OWN_PAGES:
                found.setdefault(address.facet_page(value.kind, value.id), (value, set()))[1].add(name)
    return {path: (value, frozenset(names)) for path, (value, names) in found.items()}


def _index(book: Book, path: str, kind: str) -> Body:
    scenes, home = book.scenes(path), book.links(path).to(address.HOME)
    if kind == "goals":
        return book.body("goals", facet.Goals(home, facet.goal_views(scenes)))
    teams = tuple(facet.team_view(scenes, name) for name in book.portfolio.shared.teams)
    return book.body("teams", facet.Teams(home, teams))


def _goal(book: Book, path: str, name: str) -> Body:
    view = facet.GoalPage(book.links(path).to(address.GOALS), facet.goal_view(book.scenes(path), name))
    return book.body("goal", view)


def _team(book: Book, path: str, name: str) -> Body:
    view = facet.TeamPage(book.links(path).to(address.TEAMS), facet.team_view(book.scenes(path), name))
    return book.body("team", view)


def _facet(book: Book, path: str, value: Value, keys: frozenset[str]) -> Body:
    home = book.links(path).to(address.HOME)
    return book.body("facet", facet.facet_page(book.scenes(path), value.kind, value.title, home, keys))
