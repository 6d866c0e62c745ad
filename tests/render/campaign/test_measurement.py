"""The measurement page: every reading as a row, the sources that are used, and what is due."""

from collections.abc import Callable

import pytest

from rencana.render.campaign.measurement import scorecard
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = """
places: {bandung: {title: Bandung}}
sources:
  panel: {title: Panel, method: survey, population: Students, n: 600, link: "https://panel.example/", note: Asked.}
  insights: {title: Insights, method: counted, period: {start: 2026-02-01, end: 2026-02-28}}
  files: {title: Files}
  desk: {title: Desk}
  unused: {title: Nobody reads it}
"""
PLAN = """
audiences: {young: {title: The young, evidence: files}}
channels: {instagram: }
calendar: {first-sip: {title: First sip, at: 2026-02-10, channels: [instagram]}}
measurement:
  cadence: weekly
  note: Read it well.
  kpis: {views: {metric: views, sources: panel}}
  sources: {own: {title: Own count}}
"""
READINGS = """start,end,channel,item,place,audience,metric,value,n,mark,source,note
2026-02-01,2026-02-14,instagram,first-sip,bandung,young,views,300,,,insights,
,2026-02-28,,,,,followers,1000,40,estimated,insights,Counted by hand.
"""


def test_each_reading_is_a_row(view_of: ViewOf) -> None:
    """A row says what was read, when, of what, from where, and in which line of which file it stands."""
    first, second = scorecard(view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS, page="measurement"), {}).rows
    assert (first.metric.title, first.value) == ("Views (Meta, Threads, TikTok)", "300")
    assert first.metric.url.endswith("/kpis/views/")
    assert (first.when, first.scope) == ("1\N{EN DASH}14 Feb 2026", "Instagram, First sip, Bandung, The young")
    assert (first.source, first.place, first.anchor) == ("Insights", "r.csv:2", "row-r-2")
    assert (second.when, second.scope, second.value) == ("as of 28 Feb 2026", "", "1,000")
    assert (second.n, second.mark, second.note, second.place) == ("40", "Estimated", "Counted by hand.", "r.csv:3")


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        (",2026-02-28,,,,,followers,1000,,,,", (False, False, False, False)),
        (",2026-02-28,,,,,followers,1000,40,,,", (False, True, False, False)),
        (",2026-02-28,,,,,followers,1000,,restated,,", (False, False, True, False)),
        (",2026-02-28,,,,,followers,1000,,,,By hand.", (False, False, False, True)),
    ],
)
def test_table_has_the_columns_that_it_needs(view_of: ViewOf, line: str, columns: tuple[bool, ...]) -> None:
    """A column that no reading fills is not drawn."""
    header, *_ = READINGS.splitlines()
    page = scorecard(view_of(PLAN, portfolio=PORTFOLIO, readings=f"{header}\n{line}\n"), {})
    assert (page.has_change, page.has_n, page.has_mark, page.has_note) == columns


def test_change_has_a_column(view_of: ViewOf) -> None:
    """Where a reading says only a change, the table has a column for changes."""
    page = scorecard(view_of(PLAN, portfolio=PORTFOLIO, readings="end,metric,change\n2026-02-28,followers,+5%\n"), {})
    assert (page.has_change, page.rows[0].change, page.rows[0].value) == (True, "+5%", "")


def test_sources_are_those_in_use(view_of: ViewOf) -> None:
    """Sources of readings, KPIs, evidence and of the plan itself are listed; those of other campaigns are not."""
    page = scorecard(view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS), {})
    assert sorted(source.title for source in page.sources) == ["Files", "Insights", "Own count", "Panel"]
    panel = next(source for source in page.sources if source.title == "Panel")
    assert (panel.method, panel.population, panel.n, panel.link) == (
        "Survey",
        "Students",
        "600",
        "https://panel.example/",
    )
    assert "Asked." in panel.note


def test_file_is_offered_where_it_has_rows(view_of: ViewOf) -> None:
    """The readings can be taken along as a file, where there are any."""
    page = scorecard(view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS, page="measurement"), {})
    assert page.readings_file
    assert page.readings_file.url.endswith("readings.csv")
    assert scorecard(view_of(PLAN, portfolio=PORTFOLIO), {}).readings_file is None


def test_page_says_how_often_and_what_is_due(view_of: ViewOf) -> None:
    """The page says how often is measured, all KPIs, and every reading that is due, lost or still to come."""
    view = view_of(PLAN, portfolio=PORTFOLIO)
    page = scorecard(view, {})
    assert page.cadence == "Weekly"
    assert "Read it well." in page.note
    assert [kpi.id for kpi in page.kpis] == ["views"]
    assert len(page.due) == len(view.measured.due) > 0
