"""The page of a rule, taken apart by its headings."""

import re
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from rencana.check import RULES, rule_page
from rencana.check.rule import Rule

PRIMARY = {
    "amecorg.com",
    "developer.x.com",
    "developers.facebook.com",
    "gcs.civilservice.gov.uk",
    "support.google.com",
    "www.smartinsights.com",
    "www.w3.org",
}
"""Who made the standard, the model or the platform that a rule rests on."""


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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_rests_on_who_made_the_standard(rule: Rule) -> None:
    """A page of a rule leads to the makers of a standard, a model or a platform; what the house thinks has no link."""
    links = re.findall(r"\]\((\S+?)\)", rule_page(rule).sections["Why it matters"])
    assert {urlsplit(link).hostname for link in links} <= PRIMARY
    assert all(link.startswith("https://") for link in links)
