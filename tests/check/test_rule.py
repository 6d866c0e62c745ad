"""A rule as the runner knows it, and how much it weighs."""

from collections.abc import Iterator
from types import ModuleType

import pytest

from rencana.check.flaw import Flaw
from rencana.check.rule import FAMILIES, ByState, Rule, Scope, rule_of, severity
from rencana.finding import Severity


def no_flaw(_checked: object, _context: object) -> Iterator[Flaw]:
    """Finds nothing."""
    return iter(())


def rule(weight: Severity | ByState, *, daily: bool = False) -> Rule:
    """A rule of a weight."""
    return Rule("a-rule", "OBJ900", "objectives", weight, Scope.PLAN, daily, "A flaw.\n\nMore.", no_flaw)


@pytest.mark.parametrize("weight", Severity)
@pytest.mark.parametrize("state", ["draft", "review", "approved", "closed"])
def test_fixed_weight_is_the_same_everywhere(weight: Severity, state: str) -> None:
    """A rule with a severity of its own has it in every state, in a retrospective plan too."""
    assert severity(rule(weight), state) is severity(rule(weight), state, retrospective=True) is weight


@pytest.mark.parametrize(
    ("state", "required", "expected"),
    [
        ("draft", "note", "note"),
        ("review", "warning", "warning"),
        ("approved", "error", "warning"),
        ("running", "error", "warning"),
        ("paused", "error", "warning"),
        ("stopped", "error", "warning"),
        ("closed", "error", "warning"),
    ],
)
def test_gaps_weigh_more_from_state_to_state(state: str, required: str, expected: str) -> None:
    """What is required becomes an error once the plan is approved; what is expected is never more than a warning."""
    assert severity(rule(ByState.REQUIRED), state) == required
    assert severity(rule(ByState.EXPECTED), state) == expected


@pytest.mark.parametrize("weight", ByState)
def test_gaps_of_a_retrospective_plan_are_notes(weight: ByState) -> None:
    """A plan that was written down afterwards cannot be planned better."""
    assert severity(rule(weight), "closed", retrospective=True) is Severity.NOTE


def test_gap_of_a_day_is_a_warning_at_most() -> None:
    """A rule that depends on the day makes no error of what is required."""
    assert severity(rule(ByState.REQUIRED, daily=True), "running") is Severity.WARNING
    assert severity(rule(ByState.REQUIRED, daily=True), "draft") is Severity.NOTE


def module(**names: object) -> ModuleType:
    """A module as the files of rules are."""
    a_module = ModuleType("rencana.check.rules.a_rule", "\nA flaw.\n\n## What it finds\nThis.\n")
    names = {"NAME": "a-rule", "CODE": "OBJ900", "FAMILY": "objectives", "SCOPE": Scope.PLAN, **names}
    vars(a_module).update(names, SEVERITY=Severity.NOTE, check=no_flaw)
    return a_module


def test_rule_is_read_from_its_module() -> None:
    """A module becomes a rule; its docstring is the page, and the first line of it the title."""
    read = rule_of(module())
    assert (read.name, read.code, read.family) == ("a-rule", "OBJ900", "objectives")
    assert (read.weight, read.scope, read.check) == (Severity.NOTE, Scope.PLAN, no_flaw)
    assert read.text == "A flaw.\n\n## What it finds\nThis."
    assert read.title == "A flaw."


def test_only_a_daily_module_makes_a_daily_rule() -> None:
    """A rule does not look at the day unless its module says so."""
    assert not rule_of(module()).daily
    assert rule_of(module(DAILY=True)).daily


def test_families_have_codes_of_three_letters() -> None:
    """Codes begin with three capital letters, and each family has letters of its own: options cut a word there."""
    assert all(len(code) == 3 and code.isupper() for code in FAMILIES.values())
    assert len(set(FAMILIES.values())) == len(FAMILIES)
