"""Finds faults of sense in plans that can be read: one module a rule, an explicit table, a runner."""

from rencana.check.fixes import apply
from rencana.check.look import Look, from_bytes, to_bytes
from rencana.check.page import RulePage, rule_page
from rencana.check.rule import FAMILIES, Rule, Scope
from rencana.check.rules import RULES
from rencana.check.run import Home, Run, conclude, look, set_up
from rencana.check.settings import matching
from rencana.choice import Choice

__all__ = [
    "FAMILIES",
    "RULES",
    "Choice",
    "Home",
    "Look",
    "Rule",
    "RulePage",
    "Run",
    "Scope",
    "apply",
    "conclude",
    "from_bytes",
    "look",
    "matching",
    "rule_page",
    "set_up",
    "to_bytes",
]
