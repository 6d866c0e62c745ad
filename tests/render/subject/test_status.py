"""The status of a KPI in words: the sentence gives the rule by which it was judged, with its numbers."""

from collections.abc import Callable

import pytest

from rencana.measure import Status
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView
from rencana.render.text.say import Say

PORTFOLIO = "format: 1\nsources: {panel: {title: Panel, method: survey}}"
PLAN = """
campaign: {{title: T, state: running, period: {{start: 2026-02-02, end: 2026-03-15}}}}
channels: {{instagram: {{kind: owned}}, tiktok: {{kind: owned}}}}
measurement:
  kpis:
    it: {{title: It, {kpi}}}
"""
GROWTH = "metric: followers, channels: [instagram], baseline: {value: 100, date: 2026-02-01}"
PROMISED = f"{GROWTH}, targets: [{{value: 200, by: 2026-03-15}}]"
SUM = "metric: views, channels: [instagram, tiktok], targets: [{value: 200, by: 2026-03-15}]"
SURVEY = (
    "metric: brand-recall, baseline: {value: 20%, date: 2026-01-20, n: 600}, targets: [{value: 40%, by: 2026-03-15}]"
)
View = Callable[..., CampaignView]


def followers(value: object) -> str:
    """A reading of a day before today."""
    return f"end,channel,metric,value\n2026-02-28,instagram,followers,{value}\n"


@pytest.mark.parametrize(
    ("kpi", "readings", "word", "why"),
    [
        (f"{PROMISED}", followers(180), "On track", "16 ahead of 164 expected by now"),
        (PROMISED, followers(158), "On track", "6 short of 164 expected by now"),
        (PROMISED, followers(105), "Behind", "59 short of 164 expected by now"),
        (PROMISED, "", "No reading", "No reading yet"),
        (GROWTH, followers(180), "No target", "180 on 28 Feb 2026"),
    ],
    ids=["ahead", "within", "behind", "nothing", "no target"],
)
def test_status_gives_its_reason(kpi: str, readings: str, word: str, why: str, view_of: View) -> None:
    """Beside the word stands the distance from what is expected by now, or why nothing can be said."""
    view = view_of(PLAN.format(kpi=kpi), readings=readings)
    standing = status.kpi_standing(view, view.measured.kpis["it"])
    assert (standing.word, standing.why) == (word, why)


@pytest.mark.parametrize(
    ("target", "words", "due"),
    [
        ("{value: 200, by: 2026-03-15}", "200", "by 15 Mar 2026"),
        ("{min: 200, by: 2026-03-10}", "at least 200", "from 10 Mar 2026 on"),
        ("{max: 200, by: 2026-03-15}", "at most 200", "by 15 Mar 2026"),
        ("{min: 150, max: 200, by: 2026-03-15}", "150 – 200", "by 15 Mar 2026"),
        ("{value: 200, within: {start: 2026-03-01, end: 2026-03-15}}", "200 within 1–15 Mar 2026", ""),
    ],
)
def test_targets_are_said_with_their_day(target: str, words: str, due: str, view_of: View) -> None:
    """A target is said as it was promised: a size, a bound or a range, and by when, or from when on it holds."""
    view = view_of(PLAN.format(kpi=f"{GROWTH}, targets: [{target}]"), readings=followers(150))
    assert status.target_words(view, view.measured.kpis["it"]) == (words, due)


def test_no_target_has_no_words(view_of: View) -> None:
    """A KPI that is only observed has neither target nor gap nor projection."""
    view = view_of(PLAN.format(kpi=GROWTH), readings=followers(150))
    progress = view.measured.kpis["it"]
    assert status.target_words(view, progress) == ("", "")
    assert status.gap(view, progress) == status.projection_words(view, progress) == ""
    assert status.change_words(view, progress) == "+50% on the baseline"


def test_change_is_missing_without_baseline(view_of: View) -> None:
    """Where nobody knows what was before, nothing is said of a change."""
    view = view_of(PLAN.format(kpi="metric: followers, channels: [instagram]"), readings=followers(150))
    progress = view.measured.kpis["it"]
    assert status.change_words(view, progress) == status.interval_words(view, progress) == ""


@pytest.mark.parametrize(
    ("value", "change"),
    [
        ("30%", "+10 pp on the baseline, more than chance (95%)"),
        ("21%", "+1 pp on the baseline, which may be chance (95%)"),
    ],
)
def test_surveys_say_what_chance_does(value: str, change: str, view_of: View) -> None:
    """A share from a sample says whether its change is beyond chance, and between which shares the true one lies."""
    readings = f"end,metric,value,n,source\n2026-02-28,brand-recall,{value},600,panel\n"
    view = view_of(PLAN.format(kpi=SURVEY), readings=readings, portfolio=PORTFOLIO)
    progress = view.measured.kpis["it"]
    assert status.change_words(view, progress).replace("\N{NO-BREAK SPACE}", " ") == change
    assert status.interval_words(view, progress).startswith("With 600 asked, the true share lies between ")


def test_campaign_has_the_status_of_its_kpis(view_of: View) -> None:
    """A campaign that is judged has a status without a sentence; a draft has none."""
    running = view_of(PLAN.format(kpi=PROMISED), readings=followers(105))
    standing = status.campaign_standing(running)
    assert standing
    assert (standing.status, standing.word, standing.why) == ("behind", "Behind", "")
    assert status.campaign_count(running) == "1 of 1 KPI behind"
    draft = view_of(PLAN.format(kpi=PROMISED).replace("state: running", "state: draft"))
    assert status.campaign_standing(draft) is None
    assert status.campaign_count(draft) == ""


def test_missing_value_has_a_reason(view_of: View) -> None:
    """Where there is no value, the reason names the channels that it waits for by their titles."""
    ratio, level = "metric: er-reach, channels: [instagram]", "metric: followers, channels: [instagram, tiktok]"
    rows = "start,end,channel,metric,value\n2026-02-02,2026-02-28,instagram,engagements,50\n"
    views = view_of(PLAN.format(kpi=ratio), readings=rows), view_of(PLAN.format(kpi=level), readings=followers(150))
    assert [status.why_no_value(view, view.measured.kpis["it"]) for view in views] == [
        "No readings of Reach (unique accounts) for the same days",
        "No reading of TikTok yet",
    ]


@pytest.mark.parametrize("each", Status)
def test_every_status_has_a_word(each: Status) -> None:
    """No status is shown by its key, in no language."""
    words = [status.standing(Say(language), each).word for language in ("en", "id")]
    assert all(word and word != each.value for word in words)
    assert words[0] != words[1]
