"""The page of a rule: its docstring, taken apart by its headings."""

import re
from collections.abc import Mapping

from msgspec import Struct

from rencana.check.rule import Rule

HEADINGS = ("What it finds", "Why it matters", "Bad", "Good", "Options")
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class RulePage(Struct, frozen=True):
    """A rule for people who read about it: its title and its sections, as Markdown."""

    rule: Rule
    sections: Mapping[str, str]


def rule_page(rule: Rule) -> RulePage:
    """Returns the page of a rule."""
    _, *parts = _HEADING.split(rule.text)
    return RulePage(rule, {title: body.strip() for title, body in zip(parts[::2], parts[1::2], strict=True)})
