"""Finds faults of sense in plans that can be read: one module a rule, an explicit table, a runner."""

from rencana.check.fixes import apply
from rencana.check.page import RulePage, rule_page
from rencana.check.rule import FAMILIES, Rule, Scope
from rencana.check.rules import RULES
from rencana.check.run import Unit, check_portfolio
from rencana.check.settings import Choice, matching

__all__ = [
    "FAMILIES",
    "RULES",
    "Choice",
    "Rule",
    "RulePage",
    "Scope",
    "Unit",
    "apply",
    "check_portfolio",
    "matching",
    "rule_page",
]
