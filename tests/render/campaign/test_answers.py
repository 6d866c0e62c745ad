"""What a plan answers to each word of the frameworks, and where an answer is missing."""

from collections.abc import Callable
from datetime import date

import pytest

from rencana.render.campaign.answers import WORDS, Answer
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = """
currency: IDR
goals: {fame: {title: Fame}}
teams: {kitchen: {title: Kitchen}}
sources: {panel: {title: Panel, method: survey}}
"""
PLAN = """campaign:
  title: Iced
  state: running
  owner: kitchen
  period: {start: 2026-02-01, end: 2026-03-31}
  partners: {works: {title: Ice works, role: Gives ice}, shop: The shop}
objectives:
  known: {title: Be known, type: awareness, statement: They know us., serves: [fame], yardsticks: [views]}
  loved:
    {title: Be loved, type: trust, yardsticks: [recall], signs: {song: {text: They sing., seen: 2026-02-20}, ink: Ink.}}
  open: {title: Be open}
audiences:
  young:
    title: The young
    size: 5000
    profile: They study.
    desired_action: Taste it.
    barriers: [It is far., It is dear.]
    motivations: It is hot.
    evidence: [{source: panel, date: 2025-11}, panel]
    platforms: {instagram: , tiktok: {active: false}}
  old:
content:
  approach: With humour.
  line: Stay cold.
  messages: {cold: {text: It is cold., proof: Two degrees.}, wet: It is wet.}
  pillars: {ice: {title: Ice, quadrant: entertain, share: 60%}, snow: {title: Snow}}
channels:
  instagram: {kind: [owned, paid], why: They are there., owner: kitchen, rhythm: {any: 2 a week, reel: 1 a week}}
  press: {title: The press, kind: earned}
rejected: {channels: {tiktok: Nobody is there.}}
schedule: {phases: {launch: {title: Launch, windows: {start: 2026-02-01, end: 2026-02-14}}, later: {title: Later}}}
calendar:
  a: {title: First, at: 2026-02-10, channels: [instagram], state: published}
  b: {title: Second, at: 2026-03-05, channels: [instagram]}
interaction: {team: kitchen, respond_within: 2h, feeds_back: Into content.}
budget: {total: 1000 IDR, lines: {ads: {amount: 600 IDR}}}
measurement:
  cadence: weekly
  kpis:
    views:
      metric: views
      title: Views
      baseline: {value: 100, date: 2026-01-31}
      targets: [{value: 500, by: 2026-02-28}, {value: 900}]
      compare: {last-year: 400, rival: {title: The rival, value: 800}}
      collector: kitchen
      sources: panel
    clicks: {metric: link-clicks, title: Clicks, targets: none, cadence: monthly}
    recall: {metric: brand-recall, title: Recall, baseline: unknown, targets: {value: 20%}}
reviews:
  first: {title: First look, date: 2026-02-15, found: It works., decision: Go on., learned: Start earlier.}
  missed: {date: 2026-02-20}
  next: {date: 2026-03-20}
  last: {title: Last}
"""
SAID = {
    "audiences.barriers": ["The young: It is far.|It is dear.", "old: "],
    "audiences.desired_action": ["The young: Taste it.", "old: "],
    "audiences.evidence": ["The young: Panel, November 2025|Panel", "old: "],
    "audiences.motivations": ["The young: It is hot.", "old: "],
    "audiences.platforms": ["The young: Instagram", "old: "],
    "audiences.profile": ["The young: They study.", "old: "],
    "audiences.size": ["The young: 5,000", "old: "],
    "budget": [": IDR 1,000|Ads: IDR 600"],
    "calendar": [": 2 items, 1 of them published|next: Second, 5 Mar 2026"],
    "campaign.owner": [": Kitchen"],
    "campaign.partners": [": Ice works: Gives ice|The shop"],
    "campaign.period": [": 1 Feb – 31 Mar 2026"],
    "channels.kind": ["Instagram: Owned|Paid", "The press: Earned"],
    "channels.owner": ["Instagram: Kitchen", "The press: "],
    "channels.rhythm": ["Instagram: every format: 2 a week|reel: 1 a week", "The press: "],
    "channels.why": ["Instagram: They are there.", "The press: "],
    "content.approach": [": With humour."],
    "content.line": [": Stay cold."],
    "content.pillars": [": Ice (Entertain, 60%)|Snow"],
    "interaction": [": Kitchen, within 2 hours|Into content."],
    "kpis.baseline": ["Views: 100, 31 Jan 2026", "Recall: Not known (declared)"],
    "kpis.cadence": ["Views: Weekly", "Clicks: Monthly", "Recall: Weekly"],
    "kpis.collector": ["Views: Kitchen", "Clicks: ", "Recall: "],
    "kpis.compare": ["Views: last year: 400|The rival: 800"],
    "kpis.sources": ["Views: Panel", "Clicks: ", "Recall: "],
    "kpis.status": [
        "Views: No reading yet, target 900",
        "Clicks: No reading yet",
        "Recall: No reading yet, target 20%",
    ],
    "kpis.targets": [
        "Views: 500 by 28 Feb 2026|900 by 31 Mar 2026",
        "Clicks: None: it is only observed",
        "Recall: 20% by 31 Mar 2026",
    ],
    "messages.proof": ["It is cold.: Two degrees.", "It is wet.: "],
    "messages.text": [": It is cold.", ": It is wet."],
    "objectives.serves": ["Be known: Fame", "Be loved: ", "Be open: "],
    "objectives.signs": ["Be loved: They sing. (seen on 20 Feb 2026)|Ink. (not seen yet)", "Be open: "],
    "objectives.statement": ["Be known: They know us.", "Be loved: ", "Be open: "],
    "objectives.type": ["Be known: Awareness", "Be loved: Trust", "Be open: "],
    "rejected.channels": ["TikTok: Nobody is there."],
    "reviews.decision": [
        "First look: Go on.",
        "Missed: ",
        "Next: still to come: 20 Mar 2026",
        "Last: still to come: no day yet",
    ],
    "reviews.found": [
        "First look: It works.",
        "Missed: ",
        "Next: still to come: 20 Mar 2026",
        "Last: still to come: no day yet",
    ],
    "reviews.learned": [": Start earlier."],
    "schedule.phases": [": Launch: 1–14 Feb 2026|Later"],
}
"""What the plan says to each word: whom or what it is about, and then its texts."""


def _plain(answer: Answer) -> str:
    texts = (text.striptags().replace("\N{NO-BREAK SPACE}", " ") for text in answer.said)
    return f"{answer.about.title}: {'|'.join(texts)}"


def _collect(view: CampaignView, word: str, *only: str) -> list[Answer]:
    return list(WORDS[word].collect(view, only))


@pytest.mark.parametrize("word", sorted(WORDS))
def test_word_collects_what_the_plan_says(view_of: ViewOf, word: str) -> None:
    """Each word finds what the plan says, in the plan's order; what is not said has an answer without texts."""
    assert [_plain(answer) for answer in _collect(view_of(PLAN, portfolio=PORTFOLIO), word)] == SAID[word]


@pytest.mark.parametrize("word", sorted(WORDS))
def test_empty_plan_says_nothing(view_of: ViewOf, word: str) -> None:
    """A plan that is only a title answers nothing; where there is one answer for all, it has no texts."""
    answers = _collect(view_of("campaign: {title: Iced}\n"), word)
    assert [answer.said for answer in answers] in ([], [()])
    assert all(answer.path[: len(WORDS[word].path)] == WORDS[word].path for answer in answers)


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("objectives.statement", ("objectives", "open", "statement")),
        ("audiences.profile", ("audiences", "old", "profile")),
        ("audiences.platforms", ("audiences", "old", "platforms")),
        ("messages.proof", ("content", "messages", "wet", "proof")),
        ("channels.why", ("channels", "press", "why")),
        ("kpis.sources", ("measurement", "kpis", "recall", "sources")),
        ("reviews.found", ("reviews", "missed", "found")),
    ],
)
def test_gap_knows_where_it_would_be_filled(view_of: ViewOf, word: str, path: tuple[str, ...]) -> None:
    """An answer without texts has the keys that lead to its place in plan.yaml."""
    gaps = [answer.path for answer in _collect(view_of(PLAN, portfolio=PORTFOLIO), word) if not answer.said]
    assert path in gaps


@pytest.mark.parametrize(
    ("word", "only", "titles"),
    [
        ("objectives.statement", ("awareness",), ["Be known"]),
        ("objectives.signs", ("awareness",), []),
        ("objectives.type", ("trust", "awareness"), ["Be known", "Be loved"]),
        ("channels.kind", ("paid",), ["Instagram"]),
        ("channels.kind", ("earned", "shared"), ["The press"]),
        ("kpis.status", ("output",), ["Views"]),
        ("kpis.status", ("trust",), ["Recall"]),
        ("kpis.cadence", ("outtake", "awareness"), ["Views", "Clicks", "Recall"]),
        ("kpis.cadence", ("impact",), []),
    ],
)
def test_words_are_narrowed(view_of: ViewOf, word: str, only: tuple[str, ...], titles: list[str]) -> None:
    """Objectives are narrowed by type, channels by kind, KPIs by level or by the objectives that they prove."""
    answers = _collect(view_of(PLAN, portfolio=PORTFOLIO), word, *only)
    assert [answer.about.title for answer in answers] == titles


def test_words_of_plans_are_literal(view_of: ViewOf) -> None:
    """A sign of HTML in a title or line is shown as it was written, and never becomes markup."""
    view = view_of('content: {line: "1 < 2 & 3", pillars: {ice: {title: "<b>Ice</b>"}}}\n')
    (line,), (pillars,) = _collect(view, "content.line"), _collect(view, "content.pillars")
    assert (str(line.said[0]), str(pillars.said[0])) == ("1 &lt; 2 &amp; 3", "&lt;b&gt;Ice&lt;/b&gt;")


@pytest.mark.parametrize(("on", "gap"), [(date(2026, 3, 19), False), (date(2026, 3, 20), True)])
def test_review_to_come_is_no_gap(view_of: ViewOf, on: date, *, gap: bool) -> None:
    """Before its day nobody has to know what a review found; from its day on it is missing."""
    answers = _collect(view_of("reviews: {next: {date: 2026-03-20}}\n", on=on), "reviews.found")
    assert [not answer.said for answer in answers] == [gap]


@pytest.mark.parametrize(
    ("state", "reviews", "gap"),
    [
        ("running", "{first: {date: 2026-02-10}}", False),
        ("closed", "{first: {date: 2026-02-10}}", True),
        ("stopped", "{first: {date: 2026-02-10}}", True),
        ("running", "{}", True),
    ],
)
def test_lessons_are_due_at_the_end(view_of: ViewOf, state: str, reviews: str, *, gap: bool) -> None:
    """What was learned is missing once a campaign is over, or where it plans no review at which to learn."""
    header = f"campaign: {{title: Iced, state: {state}, period: {{start: 2026-02-01}}}}\n"
    (answer,) = _collect(view_of(f"{header}reviews: {reviews}\n"), "reviews.learned")
    assert (not answer.said) is gap


def test_lessons_would_stand_in_the_last_review(view_of: ViewOf) -> None:
    """Where the lessons are missing, their place is in the last review of the plan, or in one called end."""
    (answer,) = _collect(view_of("reviews: {first: {date: 2026-02-10}, last: {date: 2026-03-10}}\n"), "reviews.learned")
    assert answer.path == ("reviews", "last", "learned")
    (answer,) = _collect(view_of(), "reviews.learned")
    assert answer.path == ("reviews", "end", "learned")


@pytest.mark.parametrize(
    ("kpi", "needed"),
    [("targets: none", 0), ("targets: {value: 9}", 1), ("targets: none, baseline: {value: 5}", 1), ("title: It", 1)],
)
def test_observed_kpi_needs_no_baseline(view_of: ViewOf, kpi: str, needed: int) -> None:
    """Only a KPI that is merely observed is not asked for its baseline; one that it has is said."""
    view = view_of(f"measurement: {{kpis: {{views: {{metric: views, {kpi}}}}}}}\n")
    assert len(_collect(view, "kpis.baseline")) == needed


@pytest.mark.parametrize(("state", "judged"), [("draft", False), ("running", True)])
def test_status_is_judged_with_its_campaign(view_of: ViewOf, state: str, *, judged: bool) -> None:
    """A KPI of a draft has no status yet, as nobody judges it."""
    readings = "end,metric,value\n2026-02-28,followers,5\n"
    header = f"campaign: {{title: Iced, state: {state}, period: {{start: 2026-02-01, end: 2026-03-31}}}}\n"
    view = view_of(header + "measurement: {kpis: {fans: {metric: followers}}}\n", readings=readings)
    (answer,) = _collect(view, "kpis.status")
    assert (answer.standing is not None) is judged


def test_calendar_names_the_next_three(view_of: ViewOf) -> None:
    """Of a full calendar the next three items are named, after how many there are."""
    items = "".join(f"  item-{day}: {{at: 2026-03-{day:02}, channels: [x]}}\n" for day in range(1, 6))
    (answer,) = _collect(view_of(f"channels: {{x: }}\ncalendar:\n{items}"), "calendar")
    assert answer.said[0] == "5 items, 0 of them published"
    assert [text.split(",")[0] for text in answer.said[1:]] == ["next: Item 1", "next: Item 2", "next: Item 3"]
