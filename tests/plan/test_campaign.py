"""A campaign answers what its plan leaves to the portfolio, and what its dates mean."""

from datetime import date

import pytest
from workspaces import campaign_of, draft_of, places_of

from rencana.plan.agenda import Review
from rencana.plan.header import Month, Period, month_number

PORTFOLIO = "format: 1\nlanguage: id\ncurrency: IDR\ntimezone: Asia/Jakarta\nfiscal_year_start: april\n"


def test_the_plan_goes_before_the_portfolio() -> None:
    """Language, currency, time zone and fiscal year are those of the plan, or else those of the portfolio."""
    inherited = campaign_of("", portfolio=PORTFOLIO)
    assert (inherited.language, inherited.currency, inherited.timezone) == ("id", "IDR", "Asia/Jakarta")
    stated = campaign_of(
        "campaign: {title: T, language: en, currency: EUR, timezone: Europe/Berlin, fiscal_year_start: july,"
        " period: FY2025-26}\n",
        portfolio=PORTFOLIO,
    )
    assert (stated.language, stated.currency, stated.timezone) == ("en", "EUR", "Europe/Berlin")
    assert (stated.start, stated.end) == (date(2025, 7, 1), date(2026, 6, 30))
    assert campaign_of("").currency == ""


@pytest.mark.parametrize(
    ("period", "start", "end", "is_open"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), False),
        ("{start: 2026-02-18, length: 100 days}", date(2026, 2, 18), date(2026, 5, 28), False),
        ("{start: 2026-02-18, length: 1d}", date(2026, 2, 18), date(2026, 2, 18), False),
        ("{start: 2026-02, end: open}", date(2026, 2, 1), None, True),
        ("{start: 2026-02, end: goal}", date(2026, 2, 1), None, True),
        ("{start: 2026-02}", date(2026, 2, 1), None, False),
        ("{length: 3d}", None, None, False),
        ("{start: eid, end: eid + 2d}", date(2026, 3, 20), date(2026, 3, 22), False),
    ],
)
def test_a_period_has_days(period: str, start: date | None, end: date | None, *, is_open: bool) -> None:
    """A period ends on its end, or so many days after its start; an end left out is not an open one."""
    campaign = campaign_of(f"campaign: {{title: T, period: {period}}}\nschedule: {{dates: {{eid: 2026-03-20}}}}\n")
    assert (campaign.start, campaign.end, campaign.is_open()) == (start, end, is_open)


def test_a_campaign_without_period_is_not_open() -> None:
    """Where a plan has no period, nobody has said that the campaign goes on."""
    campaign = campaign_of("")
    assert (campaign.start, campaign.end, campaign.is_open(), campaign.first_counted_day) == (None, None, False, None)


def test_sums_count_from_a_phase_that_leads_in() -> None:
    """Sums count from the earliest of the period and all windows of all phases."""
    campaign = campaign_of(
        "campaign: {title: T, period: 2026-03}\n"
        "schedule: {phases: {lead: {windows: [2026-03-05, 2026-02-20]}, main: {windows: 2026-03}}}\n"
    )
    assert campaign.first_counted_day == date(2026, 2, 20)
    assert campaign_of("schedule: {phases: {a: {windows: 2026-W10}}}\n").first_counted_day == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("audiences", "named", "disjoint"),
    [
        ("{a: {}, b: {}}", "ab", False),
        ("{disjoint: true, a: , b: {title: B}}", "ab", True),
        ("{disjoint: false, a: {}, b: {}}", "ab", False),
        ("{disjoint: true, a: {disjoint: false}, b: {}, c: {}}", "ab", False),
        ("{disjoint: true, a: {disjoint: false}, b: {}, c: {}}", "bc", True),
        ("{a: {disjoint: true}, b: {disjoint: true}, c: {}}", "ab", True),
        ("{a: {disjoint: true}, b: {disjoint: true}, c: {}}", "abc", False),
        ("{disjoint: true, a: {}, b: {part_of: a}, c: {part_of: b}, d: {part_of: b}}", "ac", False),
        ("{disjoint: true, a: {}, b: {part_of: a}, c: {part_of: b}, d: {part_of: b}}", "cd", True),
        ("{disjoint: true, a: {part_of: b}, b: {part_of: a}, c: {}}", "ac", False),
    ],
)
def test_audiences_overlap_unless_the_plan_says_no(audiences: str, named: str, *, disjoint: bool) -> None:
    """Two audiences share nobody where both say so, or the plan says so of all, and neither is a part of the other."""
    campaign = campaign_of(f"audiences: {audiences}\n")
    assert campaign.are_disjoint(named) is disjoint
    assert not campaign.are_disjoint(["a", "unheard-of"])


@pytest.mark.parametrize("value", ["maybe", "{title: D}", ""])
def test_no_audience_is_called_disjoint(value: str) -> None:
    """Among audiences the key `disjoint` is a yes or a no; an audience of that name is refused, once and at its key."""
    findings = draft_of(f"campaign: {{title: T}}\naudiences:\n  a: {{}}\n  disjoint: {value}\n").findings
    assert places_of(findings) == [("bad-choice", 4, 3)]


def test_campaigns_are_equal_by_identity() -> None:
    """Two campaigns read from the same file are not the same key of a cache."""
    first, second = campaign_of(""), campaign_of("")
    assert first != second
    assert len({first, second}) == 2
    assert repr(first) == "Campaign('t')"


def test_a_period_of_one_text_is_both_ends() -> None:
    """A single text is the start and the end, so that a year needs to be written once."""
    period = Period.model_validate("2026")
    assert period.start == period.end


@pytest.mark.parametrize(("name", "number"), [("january", 1), ("june", 6), ("december", 12)])
def test_months_are_numbered_from_one(name: Month, number: int) -> None:
    """The number of a month is that of the calendar."""
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("review", "waits"),
    [
        ("{date: 2026-03-10}", True),
        ("{date: 2026-03-11}", False),
        ("{date: 2026-03-01, decision: Go on.}", False),
        ("{decision: Go on.}", False),
        ("{}", False),
    ],
)
def test_a_review_waits_from_its_day(review: str, *, waits: bool) -> None:
    """A review waits from its own day on, until something is decided."""
    (read,) = campaign_of(f"reviews: {{first: {review}}}\n").plan.reviews.values()
    assert isinstance(read, Review)
    assert read.waits(date(2026, 3, 10)) is waits
