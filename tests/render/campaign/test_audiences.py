"""Audiences: who they are, where they are active and when, and how anybody knows."""

from collections.abc import Callable

import pytest

from rencana.render.campaign.audiences import audience_view
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = "places: {bandung: {title: Bandung}}\nsources: {panel: {title: Panel, method: survey}}\n"
PLAN = """
audiences:
  everybody: {title: Everybody}
  young:
    title: The young
    part_of: everybody
    profile: They study.
    size: ~5000
    desired_action: Taste it.
    barriers: [It is far., It is dear.]
    motivations: It is hot.
    languages: [id, su]
    places: [bandung, ID]
    note: Many.
    evidence: {source: panel, date: 2025-11, n: 40, link: "https://panel.example/", note: Asked.}
    platforms:
      instagram:
        active: true
        purpose: [looking-around, chat]
        hours: 17:00-19:00
        days: [friday, saturday]
        evidence: panel
      tiktok: {active: false}
      x:
"""


@pytest.fixture
def view(view_of: ViewOf) -> CampaignView:
    """A plan with an audience that says everything, and one that says nothing."""
    return view_of(PLAN, portfolio=PORTFOLIO, page="strategy")


def test_audience_is_described_in_full(view: CampaignView) -> None:
    """Every field of an audience has the words of the plan."""
    young = audience_view(view, "young")
    assert (young.title, young.anchor, young.part_of) == ("The young", "audience-young", "Everybody")
    assert young.url.endswith("/audiences/young/")
    assert (young.size, young.languages, young.places) == (
        "~\N{NO-BREAK SPACE}5,000",
        "Indonesian and Sundanese",
        "Bandung and Indonesia",
    )
    assert "They study." in young.profile
    assert "Taste it." in young.desired_action
    assert ["far" in young.barriers[0], "dear" in young.barriers[1], "hot" in young.motivations[0]] == [True] * 3


def test_evidence_says_what_it_rests_on(view: CampaignView) -> None:
    """Evidence names its source, the last day of its time, how many were asked and where it can be read."""
    (evidence,) = audience_view(view, "young").evidence
    assert (evidence.source, evidence.n, evidence.link) == ("Panel", "40", "https://panel.example/")
    assert evidence.day == "November 2025"
    assert "Asked." in evidence.note


@pytest.mark.parametrize(
    ("number", "platform", "active", "word"),
    [
        (0, "Instagram", "yes", "active"),
        (1, "TikTok", "no", "not active"),
        (2, "X", "unknown", "not said"),
    ],
)
def test_use_is_active_or_not_or_not_said(
    view: CampaignView, number: int, platform: str, active: str, word: str
) -> None:
    """A platform that is only named is not called active, nor inactive."""
    use = audience_view(view, "young").uses[number]
    assert (use.platform, use.active, use.active_word) == (platform, active, word)


def test_use_says_what_for_and_when(view: CampaignView) -> None:
    """Purposes are words, hours and days are those of the reader's language, and evidence is its own."""
    use, *_ = audience_view(view, "young").uses
    assert (use.purpose, use.hours, use.days) == (
        "looking around, chat",
        "17:00\N{EN DASH}19:00",
        "Friday and Saturday",
    )
    assert [evidence.source for evidence in use.evidence] == ["Panel"]


def test_audience_may_say_nothing(view: CampaignView) -> None:
    """An audience of which only the name is known has empty fields."""
    everybody = audience_view(view, "everybody")
    assert (everybody.profile, everybody.part_of, everybody.size, everybody.languages) == ("", "", "", "")
    assert (everybody.barriers, everybody.evidence, everybody.uses) == ((), (), ())
