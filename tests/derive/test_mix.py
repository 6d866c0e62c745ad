"""The mix of content compares what was planned with what the calendar holds."""

from decimal import Decimal

from plain import check

from rencana.check import RuleChoice
from rencana.derive.mix import pillar_mix, quadrant_mix
from rencana.source import MemoryTree

PLAN = b"""
campaign: {title: T}
channels: {instagram: {kind: owned}}
content:
  pillars:
    a: {quadrant: educate, share: 50%}
    b: {quadrant: educate, share: 25%}
    c: {quadrant: inspire}
calendar:
  one: {pillar: a, state: draft}
  two: {pillar: c, state: scheduled}
  three: {pillar: c, state: published}
  four: {pillar: b, state: approved}
  not-yet: {pillar: b, state: idea}
  never: {pillar: b, state: cancelled}
"""


def test_shares_are_of_planned_items() -> None:
    """Ideas and cancelled items do not count; quadrants add up their pillars, and say nothing where nobody planned."""
    tree = MemoryTree({"plans/portfolio.yaml": b"format: 1", "plans/t/plan.yaml": PLAN})
    campaign = check(tree, choice=RuleChoice(ignore=("all",))).portfolio.campaigns["t"]
    by_pillar = {name: (mix.planned, mix.scheduled) for name, mix in pillar_mix(campaign).items()}
    assert by_pillar == {
        "a": (Decimal("0.5"), Decimal("0.25")),
        "b": (Decimal("0.25"), Decimal("0.25")),
        "c": (None, Decimal("0.5")),
    }
    by_quadrant = {name: (mix.planned, mix.scheduled) for name, mix in quadrant_mix(campaign).items()}
    assert by_quadrant == {"educate": (Decimal("0.75"), Decimal("0.5")), "inspire": (None, Decimal("0.5"))}
