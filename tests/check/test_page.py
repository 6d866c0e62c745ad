"""The page of a rule, taken apart by its headings."""

import pytest
from msgspec.structs import replace

from rencana.check import RULES, rule_page


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("A flaw.", {}),
        ("A flaw.\n\nMore.\n\n## What it finds\nThis.\n\nAnd that.\n", {"What it finds": "This.\n\nAnd that."}),
        ("A flaw.\n## Bad\n```yaml\n# a comment\n```\n## Good\n", {"Bad": "```yaml\n# a comment\n```", "Good": ""}),
        ("A flaw.\n## Bad\n### Smaller\n ## indented\n##none\n", {"Bad": "### Smaller\n ## indented\n##none"}),
    ],
)
def test_sections_stand_between_headings(text: str, sections: dict[str, str]) -> None:
    """A section goes from a heading of the second level to the next one; what stands above is the title."""
    page = rule_page(replace(RULES[0], text=text))
    assert page.sections == sections
    assert page.rule.title == "A flaw."
