"""The rulebook: an index, and a page for each rule."""

from collections.abc import Iterator
from functools import partial

from rencana.check import RULES, Rule
from rencana.render import address
from rencana.render.page import Body, Page
from rencana.render.portfolio import rulebook
from rencana.render.portfolio.index import ExcerptIndex


def rulebook_page(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of the rules."""
    if index.site.settings.show.rulebook:
        body = partial(_rule_index, index)
        say = index.site.say
        yield Page(
            address.RULES, "rulebook", say("Rules"), body, listed=True, language=say.language, basis=index.ground
        )


def _rule_index(index: ExcerptIndex) -> Body:
    view = rulebook.rulebook(index.site.say, index.site.links(address.RULES))
    return index.site.body("rulebook", view, address.RULES)


def rule_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each rule."""
    for rule in RULES if index.site.settings.show.rulebook else ():
        path = address.rule_page(rule.name)
        body = partial(_rule, index, rule, path)
        say = index.site.say
        yield Page(path, "rule", say(rule.title), body, language=say.language, basis=index.ground)


def _rule(index: ExcerptIndex, rule: Rule, path: str) -> Body:
    return index.site.body("rule", rulebook.rule_view(rule, index.site.say, index.site.links(path)), path)
