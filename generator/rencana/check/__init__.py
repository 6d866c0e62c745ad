"""Finds faults of sense in plans that can be read: one module a rule, an explicit table, a runner."""

from rencana.check.campaign_change import CampaignChange
from rencana.check.fixes import apply
from rencana.check.page import RulePage, rule_page
from rencana.check.rule import FAMILIES, Rule, Scope
from rencana.check.rules import RULES
from rencana.check.run import CampaignCheck, Run, check_campaign, check_changes, conclude, set_up
from rencana.check.settings import unmatched
from rencana.workspace import RuleChoice

__all__ = [
    "FAMILIES",
    "RULES",
    "CampaignChange",
    "CampaignCheck",
    "Rule",
    "RuleChoice",
    "RulePage",
    "Run",
    "Scope",
    "apply",
    "check_campaign",
    "check_changes",
    "conclude",
    "rule_page",
    "set_up",
    "unmatched",
]
