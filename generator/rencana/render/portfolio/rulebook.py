"""The rulebook: a page for each rule, made from its docstring, and an index by family and weight."""

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from rencana.check import FAMILIES, RULES, Rule, rule_page
from rencana.check.rule import ByState
from rencana.render import address
from rencana.render.address import Links
from rencana.render.page import Page
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text import terms
from rencana.render.text.prose import manual
from rencana.render.text.say import Say


class RuleRow(Struct, frozen=True):
    """A rule in the index. `weight` is a word of the severities, or says on what it depends."""

    name: str
    code: str
    title: str
    severity: str
    weight: str
    url: str


class Shelf(Struct, frozen=True):
    """Rules that belong together: those of one family, or of one weight."""

    anchor: str
    title: str
    rules: tuple[RuleRow, ...]


class Rulebook(Struct, frozen=True):
    """The index of rules."""

    title: str
    lead: str
    families: tuple[Shelf, ...]
    weights: tuple[Shelf, ...]
    home: str


class RuleSection(Struct, frozen=True):
    """A part of a rule's page; the long texts are in English for now."""

    anchor: str
    title: str
    text: Markup


class RuleView(Struct, frozen=True):
    """The page of a rule."""

    row: RuleRow
    family: str
    sections: tuple[RuleSection, ...]
    index: str


def rulebook_page(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of the rules."""
    if index.site.settings.show.rulebook:
        yield index.page(address.RULES, "rulebook", index.site.say("Rules"), rulebook, listed=True)


def rule_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each rule."""
    for rule in RULES if index.site.settings.show.rulebook else ():
        title = index.site.say(rule.title)
        yield index.page(address.rule_page(rule.name), "rule", title, rule_view, args=(rule.name,))


def rulebook(portfolio: PortfolioView) -> Rulebook:
    """Makes the view of the index."""
    say, links = portfolio.say, portfolio.links
    rows = {rule: _row(rule, say, links) for rule in RULES}
    families = tuple(
        Shelf(family, say(terms.FAMILIES[family]), tuple(row for rule, row in rows.items() if rule.family == family))
        for family in FAMILIES
    )
    weights = dict.fromkeys(row.weight for row in sorted(rows.values(), key=lambda row: _ORDER.index(row.severity)))
    shelves = tuple(
        Shelf(
            address.anchor("weight", str(number)), weight, tuple(row for row in rows.values() if row.weight == weight)
        )
        for number, weight in enumerate(weights, start=1)
    )
    lead = say("What is checked in each plan, and why.")
    return Rulebook(say("Rules"), lead, families, shelves, links.to(address.HOME))


_ORDER = ("error", "warning", "note")
_BY_NAME = {rule.name: rule for rule in RULES}


def _row(rule: Rule, say: Say, links: Links) -> RuleRow:
    weight = rule.weight
    if isinstance(weight, ByState):
        words = say("Error, once approved") if weight is ByState.REQUIRED else say("Warning, once in review")
        severity = "error" if weight is ByState.REQUIRED else "warning"
    else:
        severity, words = weight.value, say(terms.SEVERITIES[weight])
    return RuleRow(rule.name, rule.code, say(rule.title), severity, words, links.to(address.rule_page(rule.name)))


def rule_view(portfolio: PortfolioView, name: str) -> RuleView:
    """Makes the view of a rule's page."""
    rule, say, links = _BY_NAME[name], portfolio.say, portfolio.links
    sections = tuple(
        RuleSection(address.anchor(title.lower()), say(terms.RULE_SECTIONS[title]), manual(text))
        for title, text in rule_page(rule).sections.items()
    )
    return RuleView(_row(rule, say, links), say(terms.FAMILIES[rule.family]), sections, links.to(address.RULES))
