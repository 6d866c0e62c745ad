"""Which rules run and how much each weighs: preset, portfolio.yaml and command line."""

from typing import get_args, get_type_hints

import pytest

from rencana.check import RULES, Rule, RuleChoice
from rencana.check.facts.copies import PlanWords
from rencana.check.settings import RuleSettings, matches, presets, resolve_settings, unmatched
from rencana.check.summary import PlanSummary
from rencana.finding import Severity
from rencana.plan.shared import CheckSettings
from rencana.span import START

BY_NAME = {rule.name: rule for rule in RULES}
NOTE = BY_NAME["objective-serving-nothing"]
WARNING = BY_NAME["alt-missing"]
REQUIRED = BY_NAME["objective-without-yardstick"]
DAILY = BY_NAME["item-overdue"]


def resolved(stated: CheckSettings | None = None, choice: RuleChoice | None = None) -> RuleSettings:
    """The settings of all rules."""
    return resolve_settings(RULES, stated or CheckSettings.model_construct(), choice or RuleChoice())


def plan(state: str, *, retrospective: bool = False) -> PlanSummary:
    """A plan in a state."""
    words = PlanWords("base", "Base", ("plans/base/plan.yaml", START), (), (None, None), frozenset())
    return PlanSummary("base", "plans/base/plan.yaml", "en", state, retrospective, (), (), (), None, {}, words)


def test_all_rules_run_where_nobody_says_otherwise() -> None:
    """Without settings each rule runs, in the order of the table."""
    assert resolved().rules == RULES


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (RuleChoice(select=("budget-overspent", "INT00")), ["INT", "budget-overspent"]),
        (RuleChoice(select=("interaction",), ignore=("INT001", "nobody-listens")), ["INT003", "INT004", "INT005"]),
        (RuleChoice(select=("BUD",), levels={"budget-overspent": "off"}), ["BUD002", "BUD003", "BUD004"]),
        (RuleChoice(select=("alt-missing",), ignore=("CAL",)), []),
        (RuleChoice(ignore=("all",)), []),
    ],
)
def test_ignored_rules_are_taken_from_selected(choice: RuleChoice, names: list[str]) -> None:
    """Of the rules that are selected those run that are neither ignored nor switched off."""
    expected = {rule.code for rule in RULES for name in names if rule.code.startswith(name) or rule.name == name}
    assert {rule.code for rule in resolved(choice=choice).rules} == expected


def test_command_line_goes_before_the_file() -> None:
    """A weight or `off` of the command line goes before that of portfolio.yaml, in both directions."""
    stated = CheckSettings.model_construct(severity={NOTE.name: "error", WARNING.name: "off"})
    assert WARNING not in resolved(stated).rules
    assert resolved(stated).severity(NOTE, plan("draft")) is Severity.ERROR
    choice = RuleChoice(levels={NOTE.name: "warning", WARNING.name: "note"})
    assert resolved(stated, choice).severity(NOTE, plan("draft")) is Severity.WARNING
    assert resolved(stated, choice).severity(WARNING, plan("draft")) is Severity.NOTE


def test_preset_of_the_command_line_is_taken() -> None:
    """The preset of the command line stands in place of that of portfolio.yaml."""
    strict = CheckSettings.model_construct(preset="strict")
    assert resolved(strict).severity(NOTE, plan("running")) is Severity.WARNING
    assert resolved(strict, RuleChoice(preset="default")).severity(NOTE, plan("running")) is Severity.NOTE


@pytest.mark.parametrize(
    ("rule", "state", "default", "strict"),
    [
        (NOTE, "draft", "note", "warning"),
        (NOTE, "running", "note", "warning"),
        (WARNING, "draft", "warning", "error"),
        (REQUIRED, "draft", "note", "error"),
        (REQUIRED, "review", "warning", "error"),
        (REQUIRED, "approved", "error", "error"),
        (DAILY, "running", "warning", "warning"),
    ],
)
def test_strict_raises_by_one(rule: Rule, state: str, default: str, strict: str) -> None:
    """The strict preset raises each weight by one and judges a draft as in review; rules of the day stay warnings."""
    assert resolved().severity(rule, plan(state)) == default
    assert resolved(choice=RuleChoice(preset="strict")).severity(rule, plan(state)) == strict


def test_level_that_is_stated_is_not_raised() -> None:
    """Who gives a rule a weight means just that weight, in the strict preset too."""
    choice = RuleChoice(preset="strict", levels={NOTE.name: "note"})
    assert resolved(choice=choice).severity(NOTE, plan("running")) is Severity.NOTE


def test_retrospective_plan_is_not_raised_above_warning() -> None:
    """Gaps of a plan that was written down afterwards are notes, and warnings in the strict preset."""
    past = plan("closed", retrospective=True)
    assert resolved().severity(REQUIRED, past) is Severity.NOTE
    assert resolved(choice=RuleChoice(preset="strict")).severity(REQUIRED, past) is Severity.WARNING


def test_portfolio_is_judged_as_running() -> None:
    """What is found in portfolio.yaml belongs to no plan, and has the weight that it has in a running one."""
    assert resolved().severity(REQUIRED, None) is Severity.ERROR


@pytest.mark.parametrize("level", ["error", "warning", "note"])
def test_rule_of_the_day_is_never_an_error(level: str) -> None:
    """Even where an error is asked for, a rule that depends on the day gives a warning."""
    severity = resolved(choice=RuleChoice(levels={DAILY.name: level})).severity(DAILY, plan("running"))
    assert severity == ("warning" if level == "error" else level)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("objective-serving-nothing", True),
        ("OBJ007", True),
        ("OBJ00", True),
        ("OBJ", True),
        ("objectives", True),
        ("all", True),
        ("OBJ001", False),
        ("OBJ0071", False),
        ("OB", False),
        ("obj", False),
        ("objective", False),
        ("", False),
    ],
)
def test_word_means_a_rule(word: str, meant: bool) -> None:
    """Name, code, beginning of a code from three letters on, and family mean a rule; parts of names do not."""
    assert matches(NOTE, [word]) is meant
    assert [*unmatched(RULES, [word])] == ([] if meant or word == "OBJ001" else [word])


def test_unmatched_reads_rules_once() -> None:
    """Rules may come from an iterator: each word is compared with all of them."""
    assert [*unmatched(iter(RULES), ["nothing", "OBJ", "budget", "no-such"])] == ["nothing", "no-such"]


def test_presets_are_whole() -> None:
    """Each preset that portfolio.yaml may name is there, with all that a preset says."""
    assert set(presets()) == set(get_args(get_type_hints(CheckSettings)["preset"]))
    assert all(set(preset) == {"levels", "raise", "draft_as"} for preset in presets().values())
