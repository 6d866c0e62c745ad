"""Which rules apply and how much each weighs: the preset, what portfolio.yaml says, and what the command line asks."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from msgspec import Struct

from rencana.check.rule import FAMILIES, Rule, severity
from rencana.check.summary import PlanSummary
from rencana.finding import Severity
from rencana.plan.shared import CheckSettings
from rencana.workspace import RuleChoice

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RuleSettings(Struct, frozen=True):
    """The rules of one run with their weights."""

    rules: tuple[Rule, ...]
    levels: Mapping[str, str]
    raised: Mapping[str, str]
    draft_as: str

    def severity(self, rule: Rule, summary: PlanSummary | None) -> Severity:
        """Returns how much a flaw of a rule weighs in a campaign, or in portfolio.yaml."""
        state = summary.state if summary else "running"
        retrospective = summary is not None and summary.retrospective
        weight = severity(rule, self.draft_as if state == "draft" else state, retrospective=retrospective)
        stated = self.levels.get(rule.name)
        weight = Severity(stated) if stated else Severity(self.raised.get(weight, weight))
        # Tomorrow must not turn a plan red that nobody has touched.
        return Severity.WARNING if rule.daily and weight is Severity.ERROR else weight


_OFF = "off"


def resolve_settings(rules: Iterable[Rule], stated: CheckSettings, choice: RuleChoice) -> RuleSettings:
    """Joins the preset, what portfolio.yaml says, and what the command line asks; the later goes before the earlier."""
    preset = presets()[choice.preset or stated.preset]
    levels = {**preset["levels"], **stated.severity, **choice.levels}
    chosen = [rule for rule in rules if levels.get(rule.name) != _OFF]
    if choice.select:
        chosen = [rule for rule in chosen if matches(rule, choice.select)]
    running = tuple(rule for rule in chosen if not matches(rule, choice.ignore))
    return RuleSettings(running, levels, preset["raise"], preset["draft_as"])


def matches(rule: Rule, words: Iterable[str]) -> bool:
    """Tells whether any of the words means a rule."""
    return any(
        word in (rule.name, rule.family, "all") or (word[:3] in FAMILIES.values() and rule.code.startswith(word))
        for word in words
    )


def unmatched(rules: Iterable[Rule], words: Iterable[str]) -> Iterator[str]:
    """Yields the words that mean no rule."""
    all_rules = tuple(rules)
    return (word for word in words if not any(matches(rule, [word]) for rule in all_rules))


@cache
def presets() -> Mapping[str, Any]:
    """Returns the presets by name."""
    text = files("rencana.check").joinpath("presets.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506  a safe loader, and the file is our own
    return loaded
