"""References are resolved wherever they stand, and a dead one is found at its own place."""

import pytest

from rencana.plan.language.part import PlanPart
from rencana.plan.language.reading import read_part
from rencana.plan.language.reference import (
    KEY,
    PLAN_REFERENCES,
    SHARED_REFERENCES,
    Names,
    check_references,
    in_document,
    unknown,
)
from rencana.plan.language.shape import all_parts
from rencana.plan.plan import Plan
from rencana.plan.shared import Shared
from rencana.source import read_yaml
from rencana.span import Span

PLACE = ("plans/a/plan.yaml", Span(1, 1, 1, 2))
PLAN = b"""
campaign: {title: T, owner: press, places: [ID-JK, java], part_of: mother}
audiences:
  young: {part_of: yung, platforms: {tiktok: }, evidence: panel}
schedule:
  dates: {eid: 2026-03-20, eve: eid - 1d, after: id + 1d}
  phases: {lead: {windows: [{start: eve, end: 2026-04}, after]}}
calendar:
  first: {at: eid 17:00, channels: [tiktok, insta]}
"""
IDS = {
    "team": frozenset({"press"}),
    "place": frozenset({"bali"}),
    "audience": frozenset({"young"}),
    "platform": frozenset({"tiktok"}),
    "source": frozenset[str](),
    "date": frozenset({"eid", "eve", "after"}),
    "channel": frozenset({"tiktok", "instagram"}),
}
NAMES = Names(IDS, dict.fromkeys(IDS, "See the manual."))


def test_dead_references_are_found_in_place() -> None:
    """Values, keys of maps, items of lists and names inside of dates are resolved alike, each with its place."""
    document = read_yaml(PLACE[0], PLAN)
    plan, findings = read_part(Plan, document)
    assert plan is not None
    assert findings == ()
    dead = check_references(plan, in_document(document), PLAN_REFERENCES, NAMES)
    assert sorted((finding.span.line, finding.span.column, finding.message) for finding in dead) == [
        (2, 52, "There is no place “java”."),
        (4, 20, "There is no audience “yung”."),
        (4, 59, "There is no source “panel”."),
        (6, 50, "There is no date “id”."),
        (9, 36, "There is no channel “insta”."),
    ]


def test_a_dead_key_is_marked_at_the_key() -> None:
    """Where the key of a map is the reference, the finding stands at the key and not at what it holds."""
    document = read_yaml(
        PLACE[0], b"campaign: {title: T}\naudiences:\n  a:\n    platforms:\n      facbook: {active: true}\n"
    )
    plan, _ = read_part(Plan, document)
    assert plan is not None
    (finding,) = check_references(plan, in_document(document), PLAN_REFERENCES, NAMES)
    assert (finding.rule, finding.span) == ("reference-unknown", Span(5, 7, 5, 14))
    assert in_document(document)(("audiences", "a", "platforms", "facbook", KEY))[1] == finding.span


@pytest.mark.parametrize(
    ("ids", "help"),
    [
        ((), "None is declared yet. Teams stand in portfolio.yaml."),
        (("a", "b"), "Known: a, b. Teams stand in portfolio.yaml."),
        (tuple("abcdefghij"), "Known: a, b, c, d, e, f, g, h, i, j. Teams stand in portfolio.yaml."),
        (tuple("abcdefghijk"), "Known: a, b, c, d, e, f, g, h, i, j …. Teams stand in portfolio.yaml."),
        (("pres", "a"), "Did you mean `pres`?"),
    ],
)
def test_help_names_what_exists(ids: tuple[str, ...], help: str) -> None:
    """The help suggests a similar id, or lists those that exist, ten at most, and says where more are declared."""
    names = Names({"team": frozenset(ids)}, {"team": "Teams stand in portfolio.yaml."})
    finding = unknown(PLACE, "press", "team", names)
    assert (finding.message, finding.help) == ("There is no team “press”.", help)


@pytest.mark.parametrize(
    ("root", "pattern"),
    [(Plan, pattern) for pattern, _ in PLAN_REFERENCES] + [(Shared, pattern) for pattern, _ in SHARED_REFERENCES],
)
def test_every_pattern_leads_somewhere(root: type[PlanPart], pattern: str) -> None:
    """A pattern whose key was renamed would check nothing, and nobody would notice."""
    parts: list[type[PlanPart]] = [root]
    for step in pattern.split("."):
        if step not in ("*", KEY, "when"):
            fields = [part.model_fields[step] for part in parts if step in part.model_fields]
            assert fields, step
            parts = [inner for field in fields for inner in all_parts(field.annotation)]


def test_tables_are_sorted() -> None:
    """The tables of references are in the order of the alphabet, so that a missing line is easily seen."""
    assert list(PLAN_REFERENCES) == sorted(PLAN_REFERENCES)
    assert list(SHARED_REFERENCES) == sorted(SHARED_REFERENCES)
