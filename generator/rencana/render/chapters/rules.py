"""The rulebook: an index, and a page for each rule."""

from collections.abc import Iterator
from functools import partial

from rencana.check import RULES, Rule
from rencana.render import address
from rencana.render.book import Book
from rencana.render.page import Body, Page
from rencana.render.views import rulebook


def rulebook_page(book: Book) -> Iterator[Page]:
    """Yields the index of the rules."""
    if book.settings.show.rulebook:
        body = partial(_rule_index, book)
        yield Page(address.RULES, "rulebook", book.say("Rules"), body, listed=True, language=book.say.language)


def _rule_index(book: Book) -> Body:
    return book.body("rulebook", rulebook.rulebook(book.say, book.links(address.RULES)))


def rule_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each rule."""
    for rule in RULES if book.settings.show.rulebook else ():
        path = address.rule_page(rule.name)
        body = partial(_rule, book, rule, path)
        yield Page(path, "rule", book.say(rule.title), body, language=book.say.language)


def _rule(book: Book, rule: Rule, path: str) -> Body:
    return book.body("rule", rulebook.rule_view(rule, book.say, book.links(path)))
