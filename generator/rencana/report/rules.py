"""Rules for people at a terminal: the list of all, and the page of one."""

import json
from collections.abc import Iterable

from rencana.check import FAMILIES, Rule, rule_page
from rencana.finding import Severity
from rencana.report.text import Style


def weight(rule: Rule) -> str:
    """Returns how much a rule weighs, in words."""
    if isinstance(rule.weight, Severity):
        return rule.weight.value
    return "note to error" if rule.weight.value == "required" else "note to warning"


def rule_list(rules: Iterable[Rule], style: Style) -> str:
    """Returns a list of rules by family."""
    all_rules = list(rules)
    lines = []
    width = max((len(rule.name) for rule in all_rules), default=0)
    for family in FAMILIES:
        of_family = [rule for rule in all_rules if rule.family == family]
        lines += [style.paint(family, "1")] if of_family else []
        lines += [f"  {rule.code}  {rule.name:<{width}}  {weight(rule):<15}  {rule.title}" for rule in of_family]
    return "\n".join(lines)


def rule_text(rule: Rule, style: Style) -> str:
    """Returns the page of a rule."""
    head = f"{style.paint(rule.name, '1')} ({rule.code}, {rule.family}, {weight(rule)})"
    sections = rule_page(rule).sections.items()
    body = "\n\n".join(f"{style.paint(title, '1')}\n{text}" for title, text in sections)
    return f"{head}\n{rule.title}\n\n{body}"


def rules_json(rules: Iterable[Rule]) -> str:
    """Returns rules for machines."""
    return json.dumps(
        [
            {"name": rule.name, "code": rule.code, "family": rule.family, "weight": weight(rule), "title": rule.title}
            for rule in rules
        ],
        ensure_ascii=False,
        indent=1,
    )
