"""The choice between cells of the whole and of its parts: nothing counts twice, and no channel drops out."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from worked import of_february

from rencana.measure.choice import choose
from rencana.measure.expected import Expected
from rencana.measure.quantity import exactly
from rencana.measure.query import Query, index_of, query_for
from rencana.measure.value import Cell, LeftOutList, NoValue, Reason, WhyNot
from rencana.plan.readings import Reading

BOTH = {"instagram": (), "tiktok": ()}


def cell(text: str) -> Cell:
    """A cell such as `instagram 1-7` or `instagram/p1 3-14`; the whole is `all`; `@x` is an audience, `%j` a place."""
    scope, days = text.split()
    first, _, last = days.partition("-")
    scope, _, audience = scope.partition("@")
    scope, _, place = scope.partition("%")
    channel, _, item = scope.partition("/")
    start, end = date(2026, 2, int(first)), date(2026, 2, int(last or first))
    row = Reading(text, 1, start, end, "views", None)
    return Cell("" if channel == "all" else channel, place, audience, item, start, end, exactly(1), "", "", (row,))


def query(**expected: Any) -> Query:
    """A query of both channels."""
    campaign = of_february("metric: views, targets: none").campaign
    kpi_query = query_for(campaign, campaign.plan.measurement.kpis["it"], index_of(campaign), date(2026, 2, 20))
    usual = {"channels": BOTH, "places": ("",), "audiences": ("",), "answered_by_whole": frozenset(), "disjoint": False}
    return replace(kpi_query, expected=Expected(**(usual | expected)))


@pytest.mark.parametrize(
    ("cells", "chosen"),
    [
        (["instagram 1-7", "tiktok 1-7"], ["instagram 1-7", "tiktok 1-7"]),
        (["all 1-7", "instagram 1-7", "tiktok 1-7"], ["all 1-7"]),
        (["all 1-7", "instagram 1-7"], ["all 1-7"]),
        (["all 1-7", "instagram 8-14", "tiktok 8-14"], ["all 1-7", "instagram 8-14", "tiktok 8-14"]),
        (["all 1-7", "instagram 1-14", "tiktok 1-14"], ["instagram 1-14", "tiktok 1-14"]),
        (["all 1-14", "instagram 1-14", "tiktok 8-14"], ["all 1-14"]),
        (["all 1-7", "instagram 7-14", "tiktok 7-14"], ["instagram 7-14", "tiktok 7-14"]),
        (["instagram 1-7", "instagram/p1 3-7"], ["instagram 1-7"]),
        (["instagram/p1 3-7", "tiktok 1-7"], ["instagram/p1 3-7", "tiktok 1-7"]),
        (["instagram/p1 3-7", "instagram/p2 3-7"], ["instagram/p1 3-7", "instagram/p2 3-7"]),
        (["all/p1 3-7", "instagram/p2 3-7"], ["all/p1 3-7", "instagram/p2 3-7"]),
        (["all/p1 3-7", "instagram/p2 3-7", "tiktok 1-7"], ["instagram/p2 3-7", "tiktok 1-7"]),
        (["all 1-7", *(f"instagram/p{n} 1-7" for n in range(9))], ["all 1-7"]),
        ([], []),
    ],
)
def test_each_day_of_a_channel_counts_once(cells: list[str], chosen: list[str]) -> None:
    """The whole goes first, unless its parts cover more; each channel is read by days or by posts for itself."""
    left_out = LeftOutList()
    answer = choose(query(), [cell(text) for text in cells], left_out)
    assert sorted(answer) == sorted(cell(text) for text in chosen)
    assert len(left_out.rows) == len(cells) - len(chosen)
    assert {entry.reason for entry in left_out.rows.values()} <= {Reason.WHOLE_AND_PARTS}


def test_places_are_parts_of_a_channel() -> None:
    """Places of a channel add up, and give way to its own number of the same days."""
    two, all_places = [cell("instagram%bandung 1-7"), cell("instagram%jakarta 1-7")], cell("instagram 1-7")
    kpi_query = query(places=("bandung", "jakarta"))
    assert choose(kpi_query, two, LeftOutList()) == two
    assert choose(kpi_query, [*two, all_places], LeftOutList()) == [all_places]
    assert choose(kpi_query, [two[0], all_places], LeftOutList()) == [all_places]


def test_place_holds_the_posts_of_its_days() -> None:
    """A number of all channels in one place, beside posts of other days, still holds the posts of its own days."""
    cells = [cell(text) for text in ("all/p1 3-7", "all%jakarta 8-14", "instagram/p2 8-14")]
    assert choose(query(places=("jakarta",)), cells, LeftOutList()) == cells[:2]


def test_order_of_rows_decides_nothing() -> None:
    """Whichever comes first, the same cells are chosen."""
    cells = [cell(text) for text in ("all 1-7", "instagram 1-14", "tiktok 8-14", "tiktok/p1 3-14")]
    assert choose(query(), cells, LeftOutList()) == choose(query(), cells[::-1], LeftOutList())


def test_audiences_that_may_overlap_are_not_added() -> None:
    """Two audiences are no sum, unless the plan says that nobody is in both; the whole says it where it is there."""
    two = [cell("instagram@x 1-7"), cell("instagram@y 1-7")]
    with pytest.raises(NoValue) as apart:
        choose(query(audiences=("x", "y")), two, LeftOutList())
    assert apart.value.why is WhyNot.AUDIENCES_APART
    assert choose(query(audiences=("x", "y"), disjoint=True), two, LeftOutList()) == two
    all_channel, left_out = cell("instagram 1-7"), LeftOutList()
    assert choose(query(), [*two, all_channel], left_out) == [all_channel]
    assert [entry.reason for entry in left_out.rows.values()] == [Reason.OVERLAPS] * 2
    assert choose(query(audiences=("x",)), two[:1], LeftOutList()) == two[:1]


def test_one_audience_overlaps_with_nobody() -> None:
    """A KPI of one audience is read by days, or by posts, as every other one."""
    cells = [cell("instagram@x 1-7"), cell("instagram/p1@x 3-7")]
    assert choose(query(audiences=("x",)), cells, LeftOutList()) == cells[:1]


def marked(text: str, mark: str) -> Cell:
    """A cell whose row has a mark."""
    plain = cell(text)
    return plain._replace(readings=(plain.readings[0]._replace(mark=mark),))


def test_restated_part_goes_before_the_whole() -> None:
    """Of what covers the same days that with a restated row counts, though another row beside it is provisional."""
    parts = [marked("instagram 1-7", "restated"), marked("tiktok 1-7", "provisional")]
    assert choose(query(), [cell("all 1-7"), *parts], LeftOutList()) == parts
