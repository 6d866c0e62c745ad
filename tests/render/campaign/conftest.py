"""What the tests of a campaign's pages share: a campaign from the text of its plan."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from msgspec.structs import replace
from plain import check

from rencana.check import RuleChoice
from rencana.measure import measure
from rencana.render.address import Links
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.kit import CampaignKit, SiteKit, SiteSettings
from rencana.render.text.say import Say
from rencana.source import MemoryTree

ON = date(2026, 3, 1)
HEADER = "campaign: {title: Iced, state: running, period: {start: 2026-02-01, end: 2026-03-31}}\n"


@pytest.fixture
def kit_of(view_of: Callable[..., CampaignView]) -> Callable[..., CampaignKit]:
    """Makes what the pages of a campaign are made with, from the text of its plan.

    `assets` are pictures that may be published, by their names; everything else is as for `view_of`.
    """

    def kit(plan: str = "", *, assets: Mapping[str, bytes] | None = None, **options: object) -> CampaignKit:
        view = view_of(plan, **options)
        contents = {f"plans/iced/{name}": content for name, content in (assets or {}).items()}
        site = SiteKit(view.campaign.shared, SiteSettings(view.on, lambda path: iter([contents[path]])))
        return CampaignKit(site, view.campaign, view.measured, view.findings, {}, frozenset(assets or {}))

    return kit


@pytest.fixture
def view_of() -> Callable[..., CampaignView]:
    """Makes a campaign from the text of its plan, as one of its pages sees it on 1 March 2026."""
    return _view_of


def _view_of(
    plan: str = "",
    *,
    portfolio: str = "",
    readings: str = "",
    on: date = ON,
    page: str = "index",
    language: str = "en",
    **fields: object,
) -> CampaignView:
    """Reads a plan beside one that it may be a part of; it gets a header where it has none.

    `fields` are those of the view.
    """
    files = {
        "plans/portfolio.yaml": "format: 1\n" + portfolio,
        "plans/summer/plan.yaml": "campaign: {title: Summer}\n",
        "plans/iced/plan.yaml": plan if plan.lstrip().startswith("campaign:") else HEADER + plan,
    }
    if readings:
        files["plans/iced/readings/r.csv"] = readings
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    checked = check(tree, choice=RuleChoice(ignore=("all",)), on=on)
    assert [f"{finding.rule}: {finding.message}" for finding in checked.findings] == []
    campaign = checked.portfolio.campaigns["iced"]
    links = Links(f"plans/iced/{page}.md")
    return replace(CampaignView(campaign, Say(language), links, on, measure(campaign, on)), **fields)
