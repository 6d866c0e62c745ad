"""The rulebook: an index, and a page for each rule."""

from collections.abc import Iterator
from functools import partial

from rencana.check import RULES, Rule
from rencana.render import address
from rencana.render.page import Body, Page
from rencana.render.portfolio import rulebook
from rencana.render.portfolio.index import Book


def rulebook_page(book: Book) -> Iterator[Page]:
    """Yields the index of the rules."""
    if book.desk.settings.show.rulebook:
        body = partial(_rule_index, book)
        say = book.desk.say
        yield Page(address.RULES, "rulebook", say("Rules"), body, listed=True, language=say.language, basis=book.ground)


def _rule_index(book: Book) -> Body:
    view = rulebook.rulebook(book.desk.say, book.desk.links(address.RULES))
    return book.desk.body("rulebook", view, address.RULES)


def rule_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each rule."""
    for rule in RULES if book.desk.settings.show.rulebook else ():
        path = address.rule_page(rule.name)
        body = partial(_rule, book, rule, path)
        say = book.desk.say
        yield Page(path, "rule", say(rule.title), body, language=say.language, basis=book.ground)


def _rule(book: Book, rule: Rule, path: str) -> Body:
    return book.desk.body("rule", rulebook.rule_view(rule, book.desk.say, book.desk.links(path)), path)
