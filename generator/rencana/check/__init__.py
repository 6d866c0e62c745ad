"""Finds faults of sense in plans that can be read: one module a rule, an explicit table, a runner."""

from rencana.check.fixes import apply
from rencana.check.page import RulePage, rule_page
from rencana.check.rule import FAMILIES, Rule, Scope
from rencana.check.rules import RULES
from rencana.check.run import CampaignCheck, Run, SharedFiles, check_campaign, conclude, from_bytes, set_up, to_bytes
from rencana.check.settings import unmatched
from rencana.choice import RuleChoice

__all__ = [
    "FAMILIES",
    "RULES",
    "CampaignCheck",
    "Rule",
    "RuleChoice",
    "RulePage",
    "Run",
    "Scope",
    "SharedFiles",
    "apply",
    "check_campaign",
    "conclude",
    "from_bytes",
    "rule_page",
    "set_up",
    "to_bytes",
    "unmatched",
]
