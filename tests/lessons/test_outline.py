"""The structure of a plan without its time: sources and metrics that nothing names any more stay behind."""

from fragments import campaign

from rencana.lessons.outline import drop_unused_sources, outline

PLAN = """campaign: {title: T, state: closed, was: [old], x-code: 7, tags: [a]}
audiences:
  disjoint: true
  young: {title: Young, evidence: {source: survey, date: first - 3d}, x-note: mine}
objectives:
  o: {type: awareness, statement: S., signs: {seen: {text: They come., seen: 2026-02-20, note: Three did.}}}
channels:
  instagram: {kind: owned, windows: {start: 2026-02-20, end: 2026-03-01}}
schedule:
  dates: {first: 2026-02-18}
  phases: {early: {title: Early, windows: {start: first, end: 2026-03-01}}}
measurement:
  sources: {survey: {title: Survey}, unused: {title: Unused}}
  metrics:
    share: {title: Share, unit: percent, formula: part / whole}
    part: {title: Part, over_time: sum}
    whole: {title: Whole, over_time: sum}
    other: {title: Other, over_time: sum}
  kpis:
    k: {metric: share, counts_from: first, compare: {rival: {value: 3%, source: unused}}, targets: 5%}
x-mine: {a: b}
"""


def test_time_and_past_are_left_behind() -> None:
    """Windows, named days, signs that were seen, state and former names are none of the next campaign."""
    data = outline(campaign(PLAN))
    assert data["campaign"] == {"tags": ["a"]}
    assert data["objectives"]["o"]["signs"] == {"seen": {"text": "They come."}}
    assert data["channels"]["instagram"] == {"kind": "owned"}
    assert data["schedule"] == {"phases": {"early": {"title": "Early"}}}
    assert "x-mine" not in data


def test_evidence_stays_with_its_day() -> None:
    """When something was found out does not move: a day with a name is written as the day that it was."""
    audiences = outline(campaign(PLAN))["audiences"]
    assert audiences["disjoint"] == "true"
    assert audiences["young"] == {"title": "Young", "evidence": {"source": "survey", "date": "2026-02-15"}}


def test_only_what_is_named_is_taken_along() -> None:
    """A metric stays with the parts of its formula; sources of what was left out stay behind."""
    data = outline(campaign(PLAN))
    drop_unused_sources(data)
    assert list(data["measurement"]["metrics"]) == ["share", "part", "whole"]
    assert list(data["measurement"]["sources"]) == ["survey"]
