"""Finds faults of sense in plans that can be read: one module a rule, an explicit table, a runner."""

from rencana.check.fixes import apply
from rencana.check.look import CampaignCheck, from_bytes, to_bytes
from rencana.check.page import RulePage, rule_page
from rencana.check.rule import FAMILIES, Rule, Scope
from rencana.check.rules import RULES
from rencana.check.run import Run, check_campaign, conclude, set_up
from rencana.check.settings import matching
from rencana.workspace import RuleChoice

__all__ = [
    "FAMILIES",
    "RULES",
    "CampaignCheck",
    "Rule",
    "RuleChoice",
    "RulePage",
    "Run",
    "Scope",
    "apply",
    "check_campaign",
    "conclude",
    "from_bytes",
    "matching",
    "rule_page",
    "set_up",
    "to_bytes",
]
