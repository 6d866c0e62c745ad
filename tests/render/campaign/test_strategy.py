"""The strategy page: the five stages, the thread from objective to KPI, and who answers when people write back."""

from collections.abc import Callable

import pytest

from rencana.render.campaign.strategy import Strategy, strategy
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = "teams: {kitchen: {title: Kitchen}}\n"
OBJECTIVES = "objectives: {known: {title: Be known, statement: They know us., yardsticks: [views]}}\n"
AUDIENCES = "audiences: {young: {title: The young}}\n"
CONTENT = "content: {messages: {cold: It is cold.}}\n"
CHANNELS = "channels: {instagram: }\n"
MEASUREMENT = "measurement: {kpis: {views: {metric: views}}}\n"
WHOLE = """
objectives:
  known: {title: Be known, yardsticks: [views], signs: {song: They sing it.}}
  alone: {title: Stand alone}
audiences: {young: {title: The young}}
content:
  approach: With humour.
  line: Stay cold.
  note: Not too loud.
  messages:
    cold:
      text: It is cold.
      audiences: [young]
      objectives: [known]
      call_to_action: Taste it.
      proof: Two degrees.
      note: Short.
  pillars:
    ice:
      {title: Ice, messages: [cold], quadrant: entertain, tier: hub, share: 60%, formats: [reel, carousel], note: Fun.}
    snow: {title: Snow, quadrant: entertain}
    frost: {title: Frost}
channels: {instagram: {why: {pillars: [ice]}}}
rejected: {channels: {tiktok: Nobody is there.}}
measurement: {kpis: {views: {metric: views, title: Views}}}
"""


def _strategy(view_of: ViewOf, plan: str) -> Strategy:
    return strategy(view_of(plan, portfolio=PORTFOLIO, page="strategy"), {})


@pytest.mark.parametrize(
    ("plan", "complete", "empty"),
    [
        ("", "-----", "EEEEE"),
        (OBJECTIVES + MEASUREMENT, "O----", "-EEE-"),
        (AUDIENCES, "-----", "E-EEE"),
        (OBJECTIVES + AUDIENCES + CONTENT + CHANNELS + MEASUREMENT, "OACCM", "-----"),
        (OBJECTIVES + CONTENT + MEASUREMENT, "O----", "-E-E-"),
    ],
)
def test_stage_is_complete_after_those_before(view_of: ViewOf, plan: str, complete: str, empty: str) -> None:
    """A stage counts only where all stages before it are filled in, and one that is filled in is not called empty."""
    stages = _strategy(view_of, plan).stages
    assert "".join(stage.title[0] if stage.complete else "-" for stage in stages) == complete
    assert "".join("E" if stage.empty else "-" for stage in stages) == empty


def test_stage_says_what_it_waits_for(view_of: ViewOf) -> None:
    """An empty stage says why it matters; one that is filled in too early says that others come first."""
    objectives, audiences, content, *_ = _strategy(view_of, AUDIENCES).stages
    assert objectives.missing == "Without an objective nothing can be judged."
    assert audiences.missing == "It is filled in, but a stage before it is not yet."
    assert content.missing == "Content comes before channels: the message decides where it fits."
    assert (objectives.number, objectives.key, objectives.question) == (
        1,
        "objectives",
        "What do we want to achieve?",
    )


def test_content_has_line_and_approach(view_of: ViewOf) -> None:
    """What all content has in common stands above its messages; a plan that says nothing of it has it empty."""
    page, empty = _strategy(view_of, WHOLE), _strategy(view_of, "")
    assert (page.line, empty.line) == ("Stay cold.", "")
    assert "With humour." in page.approach
    assert "Not too loud." in page.content_note


def test_messages_say_whom_they_are_for(view_of: ViewOf) -> None:
    """A message stands with its audiences, its objectives, what it asks for and its proof."""
    (message,) = _strategy(view_of, WHOLE).messages
    assert (message.text, message.call_to_action) == ("It is cold.", "Taste it.")
    assert [linked.title for linked in (*message.audiences, *message.objectives)] == ["The young", "Be known"]
    assert "Two degrees." in message.proof
    assert "Short." in message.note


def test_pillar_inherits_from_its_messages(view_of: ViewOf) -> None:
    """Audiences and objectives of a pillar follow from its messages; nobody writes them twice."""
    pillar, *_ = _strategy(view_of, WHOLE).pillars
    assert (pillar.title, pillar.quadrant, pillar.share) == ("Ice", "Entertain", "60%")
    assert (pillar.tier, pillar.formats, pillar.messages) == ("Hub: regular", "reel and carousel", ("It is cold.",))
    assert [linked.title for linked in (*pillar.audiences, *pillar.objectives)] == ["The young", "Be known"]
    assert "Fun." in pillar.note


def test_quadrants_hold_the_pillars(view_of: ViewOf) -> None:
    """All four quarters are drawn once a pillar stands in one of them, each with its pillars and their shares."""
    quadrants = _strategy(view_of, WHOLE).quadrants
    assert [(quadrant.title, quadrant.pillars) for quadrant in quadrants] == [
        ("Entertain", (("Ice", "60%"), ("Snow", ""))),
        ("Inspire", ()),
        ("Educate", ()),
        ("Convince", ()),
    ]
    assert _strategy(view_of, "content: {pillars: {frost: {title: Frost}}}\n").quadrants == ()


def test_quadrant_compares_plan_and_calendar(view_of: ViewOf) -> None:
    """A quarter says which share of the content was planned for it, and which share the calendar gives it."""
    plan = """
content: {pillars: {ice: {quadrant: entertain, share: 60%}, facts: {quadrant: educate, share: 40%}}}
channels: {x: }
calendar:
  a: {at: 2026-03-02, channels: [x], pillar: ice, state: scheduled}
  b: {at: 2026-03-03, channels: [x], pillar: facts, state: scheduled}
"""
    shares = {quadrant.key: (quadrant.planned, quadrant.scheduled) for quadrant in _strategy(view_of, plan).quadrants}
    assert (shares["entertain"], shares["educate"]) == (("60%", "50%"), ("40%", "50%"))


def test_thread_has_a_row_an_objective(view_of: ViewOf) -> None:
    """The thread runs from each objective to its KPIs and signs; what is missing is an empty cell."""
    awareness, alone = _strategy(view_of, WHOLE).thread
    assert (awareness.objective.title, awareness.messages, awareness.pillars, awareness.signs) == (
        "Be known",
        ("It is cold.",),
        ("Ice",),
        ("They sing it.",),
    )
    cells = (*awareness.audiences, *awareness.channels, *awareness.kpis)
    assert [linked.title for linked in cells] == ["The young", "Instagram", "Views"]
    assert (alone.messages, alone.channels, alone.kpis) == ((), (), ())


def test_rejected_channels_have_their_reason(view_of: ViewOf) -> None:
    """A channel that was not chosen stands there with the reason."""
    ((title, reason),) = _strategy(view_of, WHOLE).rejected
    assert title == "TikTok"
    assert "Nobody is there." in reason


def test_interaction_says_only_what_is_known(view_of: ViewOf) -> None:
    """Who answers, how fast and when is told where the plan says it."""
    plan = """
channels: {instagram: }
interaction: {watch: [instagram], respond_within: 2h, hours: 09:00-17:00, days: [monday], team: kitchen, note: Kindly.}
"""
    talk = _strategy(view_of, plan).interaction
    assert talk
    assert [channel.title for channel in talk.watch] == ["Instagram"]
    assert dict(talk.facts) == {
        "Answers within": "2 hours",
        "Hours": "09:00\N{EN DASH}17:00",
        "Days": "Monday",
        "Team": "Kitchen",
    }
    assert "Kindly." in talk.note


@pytest.mark.parametrize(
    ("interaction", "there"),
    [
        ("", False),
        ("interaction: {watch: [instagram]}", True),
        ("interaction: {escalate: To the boss.}", True),
        ("interaction: {feeds_back: Into content.}", True),
        ("interaction: {note: Kindly.}", True),
        ("interaction: {days: [monday]}", True),
    ],
)
def test_any_word_about_interaction_is_shown(view_of: ViewOf, interaction: str, *, there: bool) -> None:
    """A plan that says anything of how it listens has a part for it; one that says nothing has none."""
    page = _strategy(view_of, f"channels: {{instagram: }}\n{interaction}\n")
    assert (page.interaction is not None) is there


def test_page_leads_to_what_can_be_printed(view_of: ViewOf) -> None:
    """The strategy page leads to the report on one sheet first, and then to each framework."""
    report, *frameworks = _strategy(view_of, "").printed
    assert (report.title, report.url) == ("Report on one sheet", "../report/")
    assert frameworks
