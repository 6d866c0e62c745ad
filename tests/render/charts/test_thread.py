"""The golden thread is drawn from the plan, and names what hangs loose."""

from datetime import date

import pytest
from plain import check

from rencana.check import RuleChoice
from rencana.measure import measure
from rencana.render.address import Links
from rencana.render.charts.thread import thread_map
from rencana.render.subject.campaign import CampaignView
from rencana.render.text.say import Say
from rencana.source import MemoryTree

ON = date(2026, 3, 1)
PLAN = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-03-31}}
objectives:
  known: {title: Be known, yardsticks: [views], signs: {song: {text: They sing it., seen: 2026-02-20}}}
audiences:
  young: {title: The young, platforms: {tiktok: {active: true}, instagram: {active: true}, x: {active: false}}}
content:
  messages: {cold: {text: It is cold., audiences: [young], objectives: [known]}, alone: Nobody hears this.}
  pillars: {ice: {title: Ice, messages: [cold], formats: [reel, article], quadrant: entertain, share: 100%}}
channels:
  instagram: {why: {pillars: [ice], because: There.}}
rejected: {channels: {x: Nobody is there.}}
measurement:
  kpis:
    views:
      metric: views
      channels: instagram
      targets: {value: 900, revised: {from: 700, date: 2026-02-10, because: Easy.}}
reviews:
  late: {date: 2026-02-15}
  held: {date: 2026-02-10, found: Good., decision: Go on., learned: Start earlier.}
  coming: {date: 2026-03-20}
"""


@pytest.fixture
def scene() -> CampaignView:
    """A small plan, seen from its strategy page."""
    files = {"plans/portfolio.yaml": b"format: 1", "plans/t/plan.yaml": PLAN.encode()}
    checked = check(MemoryTree(files), choice=RuleChoice(ignore=("all",)), on=ON)
    assert checked.findings == ()
    campaign = checked.portfolio.campaigns["t"]
    return CampaignView(campaign, Say("en"), Links("plans/t/strategy.md"), ON, measure(campaign, ON))


def test_thread_names_what_hangs_loose(scene: CampaignView) -> None:
    """What works for nothing is a gap, drawn so and named; everything else is joined from objective to KPI."""
    drawn = thread_map(scene)
    assert drawn
    assert [node.title for node in drawn.nodes if node.gap] == ["Nobody hears this."]
    assert len(drawn.curves) == 5
    assert len(drawn.gaps) == 1
    assert all(0 <= node.x <= drawn.width - drawn.node_width and node.y + 40 <= drawn.height for node in drawn.nodes)
