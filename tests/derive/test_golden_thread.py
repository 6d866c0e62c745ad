"""The golden thread is derived from what the plan states once."""

import pytest
from workspaces import campaign_of

from rencana.derive.golden_thread import (
    Thread,
    active_platforms,
    channel_audiences,
    channel_objectives,
    pillar_audiences,
    pillar_objectives,
    row,
    stages,
)

PLAN = campaign_of(
    """
objectives:
  know: {statement: They know., audiences: parents, signs: {a: Seen}}
  act: {}
audiences:
  young: {platforms: {tiktok: {active: true}, x: {active: false}, threads: }}
  parents:
  old:
content:
  messages:
    first: {text: A, audiences: [young, parents], objectives: know}
    second: {text: B, audiences: old, objectives: [act, know]}
    alone: {text: C}
  pillars:
    p: {messages: [first, second]}
    q: {messages: alone}
channels:
  tiktok: {audiences: old, why: {pillars: [p], audiences: young}}
  x: {why: {objectives: act}}
  threads: {why: {pillars: q}}
  facebook: {}
"""
).plan


def test_a_row_has_all_that_works_for_an_objective() -> None:
    """Messages lead from an objective to audiences and pillars, and pillars to channels."""
    assert row(PLAN, "know") == Thread(("parents", "young", "old"), ("first", "second"), ("p",), ("tiktok",))
    assert row(PLAN, "act") == Thread(("old",), ("second",), ("p",), ("tiktok", "x"))


def test_a_gap_is_empty() -> None:
    """An objective that nothing works for has an empty row, which the page shows as a gap."""
    plan = campaign_of("objectives: {a: {}}\n").plan
    assert row(plan, "a") == Thread((), (), (), ())


def test_pillars_are_those_of_their_messages() -> None:
    """The audiences and objectives of a pillar follow from its messages, each once, in their order."""
    assert pillar_audiences(PLAN, "p") == ("young", "parents", "old")
    assert pillar_objectives(PLAN, "p") == ("know", "act")
    assert pillar_audiences(PLAN, "q") == pillar_objectives(PLAN, "q") == ()


def test_channels_add_what_they_state() -> None:
    """What a channel states comes first, then its reason, then what its pillars bring."""
    assert channel_audiences(PLAN, "tiktok") == ("old", "young", "parents")
    assert channel_objectives(PLAN, "tiktok") == ("know", "act")
    assert [channel_objectives(PLAN, name) for name in ("x", "threads", "facebook")] == [("act",), (), ()]
    assert channel_audiences(PLAN, "facebook") == ()


def test_a_named_platform_counts_as_used() -> None:
    """An audience is active on each platform that it names, unless it says that it is not."""
    assert active_platforms(PLAN, "young") == ("tiktok", "threads")


@pytest.mark.parametrize(
    ("plan", "filled"),
    [
        ("", set()),
        ("objectives: {a: {}}", set()),
        ("objectives: {a: {statement: S.}}", set()),
        ("objectives: {a: {statement: S., signs: {s: Seen}}}", {"objectives", "measurement"}),
        ("objectives: {a: {statement: S., signs: {s: Seen}}, b: {}}", {"measurement"}),
        ("audiences: {a: }", {"audiences"}),
        ("content: {line: L}", set()),
        ("content: {pillars: {a: {}}}", {"content"}),
        ("content: {messages: {a: A}}", {"content"}),
        ("channels: {tiktok: }", {"channels"}),
        ("measurement: {kpis: {k: {metric: views}}}", {"measurement"}),
    ],
)
def test_stages_are_filled_in(plan: str, filled: set[str]) -> None:
    """A stage counts as filled in where it has what it is for; an objective needs a statement and a yardstick."""
    stage_states = stages(campaign_of(f"{plan}\n").plan)
    assert list(stage_states) == ["objectives", "audiences", "content", "channels", "measurement"]
    assert {name for name, is_filled in stage_states.items() if is_filled} == filled
