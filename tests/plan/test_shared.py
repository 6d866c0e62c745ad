"""What all plans share has defaults for all that a small organisation need not say."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from workspaces import draft_of

from rencana.plan.language.reading import read_part
from rencana.plan.language.when import read_when
from rencana.plan.shared import Shared
from rencana.source import read_yaml


def _shared(text: str) -> Shared:
    shared, findings = read_part(Shared, read_yaml("plans/portfolio.yaml", text.encode()))
    assert findings == ()
    assert shared is not None
    return shared


def test_only_the_format_is_required() -> None:
    """A portfolio of one line is whole: English, UTC, years from January, evidence of two years, default rules."""
    shared = _shared("format: 1\n")
    assert (shared.language, shared.timezone, shared.currency, shared.title) == ("en", "UTC", None, None)
    assert (shared.check.preset, shared.check.evidence_age) == ("default", timedelta(days=730))
    assert shared.calendar.fiscal_start == 1


def test_how_much_must_be_read_may_be_set() -> None:
    """90% of the days must be read, and a late reading counts for 90 days, unless the portfolio says otherwise."""
    shared = _shared("format: 1\n")
    assert (shared.coverage, shared.late) == (Decimal("0.9"), timedelta(days=90))
    shared = _shared("format: 1\ncoverage: 75%\nlate: 2 weeks\n")
    assert (shared.coverage, shared.late) == (Decimal("0.75"), timedelta(days=14))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("coverage: most", "bad-number"),
        ("coverage: 0.9", "wrong-unit"),
        ("coverage: 120%", "bad-number"),
        ("coverage: -5%", "bad-number"),
        ("coverage: ", "left-empty"),
        ("late: 90", "wrong-unit"),
        ("late: soon", "bad-number"),
    ],
)
def test_a_mistyped_share_or_length_is_found(line: str, rule: str) -> None:
    """What is no part of the days, or no length of time, is a finding at its place."""
    findings = read_part(Shared, read_yaml("plans/portfolio.yaml", f"format: 1\n{line}\n".encode()))[1]
    assert [(finding.rule, finding.span.line) for finding in findings] == [(rule, 2)]


def test_dates_follow_the_fiscal_year() -> None:
    """Dates of the portfolio begin their fiscal years where it says, and know no names of days."""
    calendar = _shared("format: 1\nfiscal_year_start: april\n").calendar
    assert calendar.first(read_when("FY2025-26")) == date(2025, 4, 1)
    assert calendar.first(read_when("eid")) is None


def test_names_may_stand_for_parts() -> None:
    """Teams, goals, places and sources may be written as their titles alone."""
    shared = _shared("format: 1\nteams: {t: Press}\ngoals: {g: Calm.}\nplaces: {p: Java}\nsources: {s: Panel}\n")
    assert [shared.teams["t"].title, shared.goals["g"].title, shared.places["p"].title, shared.sources["s"].title] == [
        "Press",
        "Calm.",
        "Java",
        "Panel",
    ]


def test_a_plan_may_use_all_that_is_shared() -> None:
    """Teams, goals, places, sources and metrics of the portfolio are known in every plan."""
    draft = draft_of(
        """
campaign: {title: T, owner: press, places: [java, ID]}
objectives: {o: {serves: calm, yardsticks: k}}
measurement: {kpis: {k: {metric: queues, sources: panel, collector: press}}}
""",
        portfolio="""
format: 1
teams: {press: Press}
goals: {calm: Calm.}
places: {java: Java}
sources: {panel: Panel}
metrics: {queues: {title: Queues}}
""",
    )
    assert draft.findings == ()
    assert draft.shown is draft.campaign is not None
    assert draft.title == "T"
