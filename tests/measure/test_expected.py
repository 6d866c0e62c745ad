"""What a KPI expects: its channels within their windows, its places and audiences; and when the whole may answer."""

from datetime import date

import pytest
from worked import measured

from rencana.measure.expected import WHOLE, Expected
from rencana.measure.query import index_of, query_for
from rencana.plan.campaign import Campaign

TWO = "a: {title: A}, b: {title: B}"
PLAN = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-02-28}, places: [jakarta, bandung]}
audiences: {AUDIENCES}
channels:
  instagram: {kind: owned}
  facebook: {kind: [owned, paid]}
  tiktok: {kind: owned, windows: WINDOWS}
measurement:
  metrics:
    kept: {title: Kept, formula: 2 * saves}
    fees: {title: Fees, unit: currency, over_time: sum}
    calls: {title: Calls, level: input, over_time: sum}
    leads-per-view: {title: Leads per view, formula: leads / views}
    there: {title: There, formula: 2 * back}
    back: {title: Back, formula: 2 * there}
  kpis: {it: {KPI, targets: none}}
"""


def campaign_with(
    kpi: str, *rows: str, audiences: str = TWO, windows: str = "{start: 2026-02-01, end: 2026-02-28}"
) -> Campaign:
    """A campaign with one KPI; rows are `channel,place,audience,metric,value`."""
    plan = PLAN.replace("AUDIENCES", audiences).replace("WINDOWS", windows).replace("KPI", kpi)
    readings = "\n".join(["end,channel,place,audience,metric,value", *(f"2026-02-14,{row}" for row in rows)])
    portfolio = "format: 1\nplaces: {jakarta: Jakarta, bandung: Bandung}\n"
    return measured({"portfolio": portfolio, "plan": plan, "readings": readings, "day": "2026-02-20"}).campaign


def expected(kpi: str, *rows: str, **plan: str) -> Expected:
    """What that KPI expects on the 20th."""
    campaign = campaign_with(kpi, *rows, **plan)
    return query_for(campaign, campaign.plan.measurement.kpis["it"], index_of(campaign), date(2026, 2, 20)).expected


@pytest.mark.parametrize(
    ("kpi", "rows", "channels"),
    [
        ("metric: views, channels: [tiktok]", [], ["tiktok"]),
        ("metric: views", [], ["instagram", "facebook", "tiktok"]),
        ("metric: saves", [], ["instagram", "tiktok"]),
        ("metric: saves", ["facebook,,,saves,1"], ["instagram", "facebook", "tiktok"]),
        ("metric: leads", [], [WHOLE]),
        ("metric: leads", [",,,leads,1"], [WHOLE]),
        ("metric: leads", ["tiktok,,,leads,1"], ["tiktok"]),
        ("metric: spend", [], ["facebook"]),
        ("metric: spend", ["tiktok,,,spend,1"], ["facebook", "tiktok"]),
        ("metric: ctr", [], ["facebook"]),
        ("metric: ctr", ["tiktok,,,ctr,1%"], ["facebook", "tiktok"]),
        ("metric: brand-recall", [], [WHOLE]),
        ("metric: fees", [], [WHOLE]),
        ("metric: calls", [], [WHOLE]),
        ("metric: kept", [], ["instagram", "tiktok"]),
        ("metric: leads-per-view", ["tiktok,,,leads,1"], ["tiktok"]),
        ("metric: there", [], [WHOLE]),
    ],
)
def test_channels_are_those_that_have_the_metric(kpi: str, rows: list[str], channels: list[str]) -> None:
    """A KPI covers the channels whose platform lists the metric or that have rows of it; else the whole."""
    assert [*expected(kpi, *rows).channels] == channels


@pytest.mark.parametrize(
    ("kpi", "answers"),
    [
        ("metric: views", True),
        ("metric: views, channels: [instagram, facebook, tiktok]", True),
        ("metric: views, channels: [instagram, facebook]", False),
        ("metric: saves, channels: [instagram, tiktok]", True),
        ("metric: views, channels: [instagram]", False),
        ("metric: kept, channels: [instagram, tiktok]", True),
        ("metric: leads-per-view, channels: [tiktok]", False),
    ],
)
def test_whole_answers_where_the_kpi_covers_it(kpi: str, *, answers: bool) -> None:
    """A row of all channels answers only where the KPI covers all of them that can have the metric."""
    assert ("channel" in expected(kpi, "tiktok,,,leads,1").answered_by_whole) is answers


@pytest.mark.parametrize(
    ("kpi", "place", "audience"),
    [
        ("metric: views", True, True),
        ("metric: views, places: [jakarta]", False, True),
        ("metric: views, places: [jakarta, bandung]", True, True),
        ("metric: views, audiences: [a]", True, False),
        ("metric: views, audiences: [a, b]", True, True),
    ],
)
def test_whole_of_places_and_audiences(kpi: str, *, place: bool, audience: bool) -> None:
    """A row without place or audience answers only where the KPI covers all of them."""
    answered = expected(kpi).answered_by_whole
    assert ("place" in answered, "audience" in answered) == (place, audience)


@pytest.mark.parametrize(
    ("audiences", "kpi", "divided", "disjoint"),
    [
        (TWO, "metric: views", (WHOLE,), False),
        (f"disjoint: true, {TWO}", "metric: views", ("a", "b"), True),
        (TWO, "metric: views, audiences: [a, b]", ("a", "b"), False),
        ("a: {title: A}", "metric: views", ("a",), True),
    ],
)
def test_audiences_divide_where_they_do_not_overlap(
    audiences: str, kpi: str, divided: tuple[str, ...], *, disjoint: bool
) -> None:
    """Audiences make up the whole only where no person is in two of them."""
    cells = expected(kpi, audiences=audiences)
    assert cells.audiences == divided
    assert cells.disjoint is disjoint or audiences == "a: {title: A}"


def test_channel_is_open_in_its_windows() -> None:
    """A channel is expected in its own windows, and one without windows always."""
    two = "[{start: 2026-02-20}, {start: 2026-02-01, end: 2026-02-07}]"
    cells = expected("metric: views", windows=two)
    assert [*cells.windows("tiktok")] == [
        (date(2026, 2, 1), date(2026, 2, 7)),
        (date(2026, 2, 20), date.max),
    ]
    assert [*cells.windows("instagram")] == [(date.min, date.max)]


def test_named_place_is_taken_alone() -> None:
    """A KPI of Jakarta takes rows of Jakarta, none of Bandung, and none of both together."""
    cells = expected("metric: views, places: [jakarta]")
    (row,) = campaign_with("metric: views", "instagram,jakarta,,views,1").readings
    assert cells.takes(row)
    assert not cells.takes(row._replace(place="bandung"))
    assert not cells.takes(row._replace(place=""))
    assert cells.whole_of(row._replace(place="")) == "place"
    assert cells.whole_of(row) == ""


def test_row_of_one_audience_among_several() -> None:
    """A row of one audience says too little for a KPI of all of them; for one that names audiences it is a part."""
    (row,) = campaign_with("metric: views", "instagram,,a,views,1").readings
    assert expected("metric: views").is_of_one_audience(row)
    assert not expected("metric: views").is_of_one_audience(row._replace(audience=""))
    assert not expected("metric: views, audiences: [a, b]").is_of_one_audience(row)
