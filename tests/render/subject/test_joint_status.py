"""The status that KPIs have together: of objectives and campaigns, with a word for what nobody could judge."""

from collections.abc import Callable

import pytest

from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.status import campaign_count, campaign_standing, change_size, objective_standing

PLAN = """
campaign: {{title: T, state: {state}, period: {{start: {start}, end: 2026-12-31}}}}
channels: {{instagram: {{kind: owned}}}}
objectives: {{known: {{statement: Be known., yardsticks: [views]}}}}
measurement:
  kpis:
    views: {{metric: views, targets: {{value: 900, by: 2026-12-31}}}}
    saves: {{metric: saves, targets: {{value: 900, by: 2026-02-20}}}}
"""
SCORE = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-12-31}}
measurement: {kpis: {it: {metric: nps, baseline: {value: -10, date: 2026-01-31}}}}
"""
View = Callable[..., CampaignView]


@pytest.mark.parametrize(
    ("state", "start", "word"),
    [
        ("running", "2026-02-01", "No reading"),
        ("closed", "2026-02-01", "Never measured"),
        ("approved", "2026-09-01", "Not begun"),
    ],
)
def test_campaign_without_numbers_says_why(state: str, start: str, word: str, view_of: View) -> None:
    """Without numbers a running campaign has no reading, a closed one was never measured, a later one has not begun."""
    view = view_of(PLAN.format(state=state, start=start))
    campaign, objective = campaign_standing(view), objective_standing(view, "known")
    assert campaign
    assert objective
    assert (campaign.word, objective.word) == (word, word)
    assert bool(campaign_count(view)) is (word != "Not begun")


def test_companion_counts_and_does_not_turn_the_word(view_of: View) -> None:
    """A companion that was missed is in the count of the campaign, and its word is that of its yardsticks."""
    rows = "2026-02-01,2026-02-28,views,899\n2026-02-01,2026-02-20,saves,1\n"
    view = view_of(PLAN.format(state="running", start="2026-02-01"), readings=f"start,end,metric,value\n{rows}")
    campaign = campaign_standing(view)
    assert campaign
    assert campaign.word == "On track"
    assert "1 of 2 KPIs missed" in campaign_count(view)


def test_objective_of_a_draft_has_no_status(view_of: View) -> None:
    """Nobody judges the objectives of a draft."""
    assert objective_standing(view_of(PLAN.format(state="draft", start="2026-02-01")), "known") is None


def test_score_changes_in_points(view_of: View) -> None:
    """A score has no percentage, so its change is said in points of its scale."""
    view = view_of(SCORE, readings="end,metric,value\n2026-02-28,nps,15\n")
    assert change_size(view, view.measured.kpis["it"]) == "+25 points"
