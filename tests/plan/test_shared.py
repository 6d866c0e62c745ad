"""What all plans share has defaults for all that a small organisation need not say."""

from datetime import date, timedelta

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
