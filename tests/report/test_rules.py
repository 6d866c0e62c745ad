"""Rules for people at a terminal."""

import json

import pytest
from msgspec.structs import replace

from rencana.check import FAMILIES, RULES
from rencana.check.rule import ByState
from rencana.finding import Severity
from rencana.report import Style
from rencana.report.rules import rule_list, rule_text, rules_json, weight

FIRST = replace(RULES[0], name="short", code="OBJ900", family="objectives", weight=Severity.NOTE, text="A flaw.")
SECOND = replace(FIRST, name="much-longer", code="BUD900", family="budget", weight=ByState.REQUIRED)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (Severity.ERROR, "error"),
        (Severity.WARNING, "warning"),
        (Severity.NOTE, "note"),
        (ByState.REQUIRED, "note to error"),
        (ByState.EXPECTED, "note to warning"),
    ],
)
def test_weight_is_said_as_a_range(of: Severity | ByState, words: str) -> None:
    """A rule that weighs by the state of a plan says from what to what."""
    assert weight(replace(FIRST, weight=of)) == words


def test_list_goes_by_family_in_columns() -> None:
    """Families come in the order of the method, with nothing of those without a rule; names stand in one column."""
    assert rule_list(iter([SECOND, FIRST]), Style()).splitlines() == [
        "objectives",
        "  OBJ900  short        note             A flaw.",
        "budget",
        "  BUD900  much-longer  note to error    A flaw.",
    ]
    assert rule_list([], Style()) == ""


def test_list_holds_every_rule() -> None:
    """No rule is of a family that the list does not know."""
    lines = rule_list(RULES, Style()).splitlines()
    assert len(lines) == len(RULES) + len(FAMILIES)


def test_page_has_head_title_and_sections() -> None:
    """The page of a rule opens with name, code, family and weight; headings are painted and not marked by signs."""
    page = replace(SECOND, text="A flaw.\n\n## What it finds\nThis.\n\n## Options\nNone.\n")
    assert rule_text(page, Style()) == (
        "much-longer (BUD900, budget, note to error)\nA flaw.\n\nWhat it finds\nThis.\n\nOptions\nNone."
    )
    assert "\033[1mOptions\033[0m" in rule_text(page, Style(color=True))


def test_machines_get_the_same_list() -> None:
    """Programs read name, code, family, weight and title, in the order in which rules were handed over."""
    assert json.loads(rules_json([SECOND, FIRST])) == [
        {"name": "much-longer", "code": "BUD900", "family": "budget", "weight": "note to error", "title": "A flaw."},
        {"name": "short", "code": "OBJ900", "family": "objectives", "weight": "note", "title": "A flaw."},
    ]
