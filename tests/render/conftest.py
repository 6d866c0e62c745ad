"""What tests of pages share: a campaign of a few lines, as one of its pages shows it."""

from collections.abc import Callable
from datetime import date

import pytest
from plain import check

from rencana.check import RuleChoice
from rencana.measure import measure
from rencana.render import address
from rencana.render.address import Links
from rencana.render.subject.campaign import CampaignView
from rencana.render.text.say import Say
from rencana.source import MemoryTree

ON = date(2026, 3, 1)


@pytest.fixture(scope="session")
def view_of() -> Callable[..., CampaignView]:
    """Returns what reads a plan, and shows it as the campaign `t` on one of its pages."""

    def view(
        plan: str,
        *,
        portfolio: str = "format: 1",
        readings: str = "",
        language: str = "en",
        page: str = "index",
        on: date = ON,
    ) -> CampaignView:
        files = {"plans/portfolio.yaml": portfolio, "plans/t/plan.yaml": plan}
        files |= {"plans/t/readings/r.csv": readings} if readings else {}
        tree = MemoryTree({path: text.encode() for path, text in files.items()})
        checked = check(tree, choice=RuleChoice(ignore=("all",)), on=on)
        assert checked.findings == ()
        campaign = checked.portfolio.campaigns["t"]
        links = Links(address.campaign_page("t", page))
        return CampaignView(campaign, Say(language), links, on, measure(campaign, on))

    return view
