"""A rule as the rest of the house knows it: a module of `rules/` with its names read once."""

from collections.abc import Callable, Iterator
from enum import Enum
from types import ModuleType
from typing import Any

from msgspec import Struct

from rencana.check.flaw import Flaw
from rencana.finding import Severity

FAMILIES = {
    "objectives": "OBJ",
    "audiences": "AUD",
    "content": "CNT",
    "channels": "CHA",
    "measurement": "MEA",
    "interaction": "INT",
    "calendar": "CAL",
    "budget": "BUD",
    "readings": "REA",
    "portfolio": "POR",
    "writing": "WRI",
}
"""The families of rules, in the order of the method, with what their codes begin with."""


class Scope(Enum):
    """What a rule sees: one plan, the summaries of all plans, a campaign as it was and is, or remarks that ignore."""

    PLAN = "plan"
    PORTFOLIO = "portfolio"
    CHANGE = "change"
    REMARKS = "remarks"


class ByState(Enum):
    """A weight that depends on how far a plan is."""

    REQUIRED = "required"
    """A note in a draft, a warning in review, an error from approved on."""
    EXPECTED = "expected"
    """A note in a draft, a warning from review on."""


class Rule(Struct, frozen=True):
    """`weight` is a severity, or what it depends on; a `daily` rule depends on the day and is never an error."""

    name: str
    code: str
    family: str
    weight: Severity | ByState
    scope: Scope
    daily: bool
    text: str
    check: Callable[[Any, Any], Iterator[Flaw]]

    @property
    def title(self) -> str:
        """The flaw in one sentence."""
        return self.text.partition("\n")[0]


def rule_of(module: ModuleType) -> Rule:
    """Reads a module of `rules/`."""
    return Rule(
        module.NAME,
        module.CODE,
        module.FAMILY,
        module.SEVERITY,
        module.SCOPE,
        getattr(module, "DAILY", False),
        (module.__doc__ or "").strip(),
        module.check,
    )


def severity(rule: Rule, state: str, *, retrospective: bool = False) -> Severity:
    """Returns how much a rule weighs for a plan in a state; a plan written down afterwards is not scolded for gaps."""
    if isinstance(rule.weight, Severity):
        return rule.weight
    if retrospective or state == "draft":
        return Severity.NOTE
    if rule.weight is ByState.EXPECTED or state == "review" or rule.daily:
        return Severity.WARNING
    return Severity.ERROR
