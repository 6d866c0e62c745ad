"""The history that git tells: what changed by commit, what was promised at first, and what is not known."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from rencana.changes import Weight
from rencana.changes.history import CampaignHistory, HistoryEntry, HistoryGap, ToldChange
from rencana.changes.promises import promise_of
from rencana.render.campaign.told_history import told_history, with_code
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PLAN = """campaign: {title: Tea, state: running, period: {start: 2026-02-01, end: 2026-03-31}}
measurement:
  kpis:
    views: {metric: views, targets: [{value: 700, by: 2026-03-31}, {value: 90, per: week, stretch: true}]}
    clicks: {metric: link-clicks, targets: 90}
budget: 900 USD
"""
DAY = date(2026, 2, 3)


def entry(*weights: Weight) -> HistoryEntry:
    """Returns an entry with changes of some weights."""
    changes = tuple(ToldChange("x", weight, f"{weight} {number}") for number, weight in enumerate(weights))
    return HistoryEntry("0123456789abcdef", "t", 0, DAY, "social-team", "", changes)


@pytest.mark.parametrize(
    ("weights", "count"),
    [
        ((Weight.LOW,) * 9, 2),
        ((Weight.HIGH, *[Weight.LOW] * 9), 2),
        ((Weight.NORMAL,) * 9, 5),
        ((*[Weight.HIGH] * 8, Weight.NORMAL), 8),
    ],
)
def test_no_weighty_change_is_folded(view_of: ViewOf, weights: tuple[Weight, ...], count: int) -> None:
    """What weighs much is seen at once, a few others too; nothing is left out."""
    view = replace(view_of(PLAN), history=CampaignHistory(begins=DAY, entries=(entry(*weights),)))
    history_view = told_history(view)
    assert history_view
    (first,) = history_view.entries
    assert (len(first.changes), len(first.changes) + len(first.further)) == (count, len(weights))


def test_entry_leads_to_its_commit(view_of: ViewOf) -> None:
    """Each entry has its day and its team; where the site knows how, its commit is a link."""
    history = CampaignHistory(begins=DAY, entries=(entry(Weight.LOW),), commit="https://forge.example/{commit}")
    history_view = told_history(replace(view_of(PLAN), history=history))
    assert history_view
    assert (history_view.entries[0].day, history_view.entries[0].team) == ("3 Feb 2026", "social-team")
    assert history_view.entries[0].commit.title == "0123456789"
    assert history_view.entries[0].commit.url == "https://forge.example/0123456789abcdef"


def test_words_of_plans_stay_words() -> None:
    """A word of the plan language is shown as code; what a plan says never becomes a tag."""
    assert with_code("“<b>`x y`”: `a.b` is <i>") == "“&lt;b&gt;`x y`”: <code>a.b</code> is &lt;i&gt;"


def test_promise_and_today_stand_side_by_side(view_of: ViewOf) -> None:
    """Days, money and targets that are others than in the first approved version are shown, and the rest is counted."""
    then, now = (promise_of(view_of(plan).campaign, "en") for plan in (PLAN, PLAN.replace("700", "800")))
    view = replace(view_of(PLAN), history=CampaignHistory(begins=DAY, first=(DAY, then), now=now))
    history_view = told_history(view)
    assert history_view
    assert history_view.first
    assert [(row.then, row.now) for row in history_view.first.rows] == [
        ("700 by 31 Mar 2026 and 90 a week (stretch)", "800 by 31 Mar 2026 and 90 a week (stretch)")
    ]
    assert history_view.first.unchanged == 1
    earlier = replace(then, period="", money="US$5")
    history_view = told_history(replace(view, history=replace(view.history, first=(DAY, earlier))))
    assert history_view
    assert history_view.first
    assert [row.title for row in history_view.first.rows][:2] == ["Period", "Budget"]
    hidden = told_history(replace(view, budgets=False, history=replace(view.history, first=(DAY, earlier))))
    assert hidden
    assert hidden.first
    assert "Budget" not in [row.title for row in hidden.first.rows]


@pytest.mark.parametrize("gap", [gap for gap in HistoryGap if gap is not HistoryGap.NO_REPOSITORY])
def test_what_is_not_known_is_said(view_of: ViewOf, gap: HistoryGap) -> None:
    """Each reason why a history is not told, or not whole, has its sentence in both languages."""
    sentences = set()
    for language in ("en", "id"):
        view = replace(view_of(PLAN, language=language), history=CampaignHistory(gap, DAY))
        history_view = told_history(view)
        assert history_view
        sentences.add(history_view.notes[0])
    assert len(sentences) == 2


def test_without_a_repository_nothing_is_told(view_of: ViewOf) -> None:
    """Where there is no git, and where a site does not show the history, the page has none."""
    for history in (CampaignHistory(), CampaignHistory(HistoryGap.NO_REPOSITORY)):
        assert told_history(replace(view_of(PLAN), history=history)) is None
