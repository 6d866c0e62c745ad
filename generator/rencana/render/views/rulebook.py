"""The rulebook: a page for each rule, made from its docstring, and an index by family and weight."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from rencana.check import FAMILIES, RULES, Rule, rule_page
from rencana.check.rule import ByState
from rencana.render import address, terms
from rencana.render.address import Links
from rencana.render.prose import manual
from rencana.render.say import Say


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the index. `weight` is a word of the severities, or says on what it depends."""

    name: str
    code: str
    title: str
    severity: str
    weight: str
    url: str


@dataclass(frozen=True, slots=True)
class Family:
    """The rules of one family."""

    anchor: str
    title: str
    rules: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The index of rules."""

    title: str
    lead: str
    families: tuple[Family, ...]
    count: int
    home: str


@dataclass(frozen=True, slots=True)
class RuleSection:
    """A part of a rule's page; the long texts are in English for now."""

    anchor: str
    title: str
    text: Markup


@dataclass(frozen=True, slots=True)
class RuleView:
    """The page of a rule."""

    row: RuleRow
    family: str
    sections: tuple[RuleSection, ...]
    index: str


def rulebook(say: Say, links: Links) -> Rulebook:
    """Makes the view of the index."""
    families = tuple(
        Family(address.anchor(family), say(terms.FAMILIES[family]), tuple(_rows(family, say, links)))
        for family in FAMILIES
    )
    lead = say("What is checked in each plan, and why.")
    return Rulebook(say("Rules"), lead, families, len(RULES), links.to(address.HOME))


def _rows(family: str, say: Say, links: Links) -> Iterable[RuleRow]:
    return (_row(rule, say, links) for rule in RULES if rule.family == family)


def _row(rule: Rule, say: Say, links: Links) -> RuleRow:
    weight = rule.weight
    if isinstance(weight, ByState):
        words = say("Error, once approved") if weight is ByState.REQUIRED else say("Warning, once in review")
        severity = "error" if weight is ByState.REQUIRED else "warning"
    else:
        severity, words = weight.value, say(terms.SEVERITIES[weight])
    return RuleRow(rule.name, rule.code, say(rule.title), severity, words, links.to(address.rule_page(rule.name)))


def rule_view(rule: Rule, say: Say, links: Links) -> RuleView:
    """Makes the view of a rule's page."""
    sections = tuple(
        RuleSection(address.anchor(title.lower()), say(terms.RULE_SECTIONS[title]), manual(text))
        for title, text in rule_page(rule).sections.items()
    )
    return RuleView(_row(rule, say, links), say(terms.FAMILIES[rule.family]), sections, links.to(address.RULES))
