"""A campaign as a card, what it can be filtered by, and the values that campaigns together offer."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from markupsafe import Markup

from rencana.finding import Finding, Severity
from rencana.plan.shared import Shared
from rencana.render.address import Links
from rencana.render.campaign.card import Drawn, FacetValue, Listing, card, facets, shown, values
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.glance import glance
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text.say import Say

ViewOf = Callable[..., CampaignView]
ON = date(2026, 3, 1)
PORTFOLIO = "goals: {fame: {title: Fame}, money: {title: Money}}\nteams: {kitchen: {title: Kitchen}}\n"
PLAN = """campaign:
  {title: Iced, state: running, owner: kitchen, tags: [cold], period: {start: 2025-12-01, end: 2026-03-31}}
objectives:
  known: {statement: Be known., yardsticks: [a, b], serves: [fame, money]}
  loved: {statement: Be loved., yardsticks: [c, d], serves: [fame]}
channels: {instagram: }
measurement:
  kpis:
    a: {metric: followers, baseline: {value: 0, date: 2025-11-30}, targets: {value: 100, by: 2026-03-31}}
    b: {metric: link-clicks, targets: {value: 100, by: 2026-02-28}}
    c: {metric: views}
    d: {metric: reach}
    e: {metric: shares, targets: {value: 100, by: 2026-02-28}}
"""
READINGS = """start,end,metric,value
,2026-02-28,followers,99
2025-12-01,2026-02-28,link-clicks,1
2025-12-01,2026-02-28,shares,1
"""


def _portfolio() -> PortfolioView:
    return PortfolioView(Shared(format="1"), Say("en"), Links("index.md"), ON)


def _facets(every: Iterable[Iterable[FacetValue]]) -> dict[str, list[tuple[str, int]]]:
    choices = facets(_portfolio(), [list(values) for values in every])
    return {facet.title: [(choice.title, choice.count) for choice in facet.choices] for facet in choices}


def test_card_shows_the_worst_proofs(view_of: ViewOf) -> None:
    """A card has three KPIs that prove objectives, the worst first, and after them the companions that lag."""
    kpis = card(view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS)).kpis
    assert [kpi.url for kpi in kpis] == [f"measurement/#kpi-{name}" for name in ("b", "c", "d", "e")]
    assert [kpi.companion for kpi in kpis] == [False, False, False, True]


def test_card_says_what_is_still_open(view_of: ViewOf) -> None:
    """The five stages are ticked off one by one, and those that are left are named."""
    small = card(view_of(PLAN, portfolio=PORTFOLIO))
    assert [done for _, done in small.stages] == [True, False, False, True, True]
    assert small.open_stages == "Audiences and Content"
    assert (small.owner, [tag.title for tag in small.tags]) == ("Kitchen", ["cold"])


def test_card_counts_errors_only(view_of: ViewOf) -> None:
    """A card says how many errors a plan has; warnings and notes do not count."""
    findings = tuple(Finding("r", "X", severity, "f", "m") for severity in (*Severity, Severity.ERROR, Severity.ERROR))
    assert card(view_of(findings=findings)).errors == 3


def test_card_can_be_filtered_by_all_its_values(view_of: ViewOf) -> None:
    """State, status, team, goals, channels, tags and years stand in the card as keys."""
    view = view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS)
    assert card(view).facets.split() == [
        "state-running",
        "status-missed",
        "team-kitchen",
        "goal-fame",
        "goal-money",
        "channel-instagram",
        "tag-cold",
        "year-2025",
        "year-2026",
    ]


@pytest.mark.parametrize(
    ("period", "on", "years"),
    [
        ("{start: 2024-12-31, end: 2026-01-01}", ON, ["2024", "2025", "2026"]),
        ("{start: 2025-06-01}", ON, ["2025", "2026"]),
        ("{start: 2027-01-01}", ON, ["2027"]),
        ("{end: 2026-01-01}", ON, []),
    ],
)
def test_campaign_belongs_to_all_its_years(view_of: ViewOf, period: str, on: date, years: list[str]) -> None:
    """A campaign can be found in each year from its first to its last; without an end it goes on today."""
    view = view_of(f"campaign: {{title: Iced, period: {period}}}\n", on=on)
    assert [value.id for value in values(view) if value.kind == "year"] == years


def test_draft_has_no_status_to_filter_by(view_of: ViewOf) -> None:
    """What is not judged yet cannot be found by how it stands."""
    assert [value.kind for value in values(view_of("campaign: {title: Iced}\n"))] == ["state"]


def test_facets_count_and_order_their_values() -> None:
    """The values of a facet stand with the most common first, and then by their titles whatever their case."""
    tags = [[FacetValue("tag", name, name) for name in names] for names in (["b", "x"], ["A", "x"], ["x"])]
    assert _facets(tags) == {"Tag": [("x", 3), ("A", 1), ("b", 1)]}


def test_what_all_share_is_no_filter() -> None:
    """A facet of a single value is offered only where some campaign lacks the value."""
    running = FacetValue("state", "running", "Running")
    assert _facets([[running], [running]]) == {}
    assert _facets([[running], []]) == {"State": [("Running", 1)]}
    assert _facets([]) == {}


def test_value_leads_to_its_page() -> None:
    """A value of a facet has a key for filters in the page and a page of its own."""
    (facet,) = facets(_portfolio(), [[FacetValue("tag", "Ice cold", "Ice cold")], []])
    (choice,) = facet.choices
    assert choice.key.startswith("tag-")
    assert " " not in choice.key
    assert choice.url.startswith("tags/")


def test_spellings_of_a_tag_are_one_value(view_of: ViewOf) -> None:
    """Tags that differ in case, spaces and hyphens alone share a page and a filter; others never do."""
    view = view_of("campaign: {title: Iced, tags: [Ice cold, ice-cold, ICE_COLD, c++, 'c#', की, का]}\n")
    tags = [value for value in values(view) if value.kind == "tag"]
    assert [tag.title for tag in tags] == ["ICE_COLD", "c++", "c#", "की", "का"]
    assert _facets([tags, []])["Tag"] == [("c#", 1), ("c++", 1), ("ICE_COLD", 1), ("का", 1), ("की", 1)]


def test_long_list_has_cards_and_lines(view_of: ViewOf) -> None:
    """Of a list some campaigns are cards, and all others lines, each kind in the order of the list."""
    of = glance(view_of())
    listings = [Listing(of, Markup("<li>iced</li>"))]
    assert shown(listings, {"iced": Drawn(Markup("<p>iced</p>"))}).cards == ("<p>iced</p>",)
    assert shown(listings, {}).lines == ("<li>iced</li>",)
    assert shown(listings * 2, {}).count == 2
