"""KPIs and the objectives that they prove: how far each is, which come first, and what they link to."""

from collections.abc import Callable

import pytest

from rencana.render.campaign.kpis import (
    companions,
    goal_titles,
    kpi_summary,
    kpi_views,
    leading,
    objective_views,
    proofs,
)
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PLAN = """
objectives:
  known: {title: Be known, type: awareness, statement: They know us., serves: [fame], yardsticks: [views, fans]}
  loved:
    statement: They love us.
    yardsticks: [views]
    signs: {song: {text: They sing it., seen: 2026-02-20, note: Twice.}, tattoo: They wear it.}
channels: {instagram: }
measurement:
  cadence: weekly
  kpis:
    clicks: {metric: link-clicks, targets: none}
    fans: {metric: followers, baseline: {value: 1000, date: 2026-01-31}, targets: {value: 2000, by: 2026-03-31}}
    views:
      metric: views
      compare: {last-year: 400, rival: {title: The rival, value: 800}}
      tolerance: 20%
      counts_from: 2026-02-03
      curve: {launch: 30%}
      targets: {value: 590, by: 2026-03-31}
schedule: {dates: {launch: 2026-02-10}}
"""
PORTFOLIO = "goals: {fame: {title: Fame}}\n"
READINGS = "end,metric,value\n2026-02-28,followers,{fans}\n"


def test_all_kpis_in_the_order_of_the_plan(view_of: ViewOf) -> None:
    """A page that names no KPIs has all of them; one that names some has these in the order in which it names them."""
    view = view_of(PLAN, portfolio=PORTFOLIO)
    assert [kpi.id for kpi in kpi_views(view)] == ["clicks", "fans", "views"]
    assert [kpi.id for kpi in kpi_views(view, ["views", "clicks"])] == ["views", "clicks"]


def test_kpi_says_what_it_is(view_of: ViewOf) -> None:
    """A KPI has a place of its own on the measurement page, its metric a page, and its unit and level have words."""
    (kpi,) = kpi_views(view_of(PLAN, portfolio=PORTFOLIO, page="measurement"), ["fans"])
    assert (kpi.anchor, kpi.url) == ("kpi-fans", "./#kpi-fans")
    assert kpi.metric.url.endswith("/kpis/followers/")
    assert kpi.definition_source.startswith("https://")
    assert (kpi.unit, kpi.direction) == ("Count", "More is better")
    assert kpi.aim
    assert (kpi.aim.value, kpi.aim_word, kpi.cadence) == ("2,000", "", "Weekly")
    assert [objective.title for objective in kpi.objectives] == ["Be known"]


def test_kpi_says_what_is_special_about_it(view_of: ViewOf) -> None:
    """A first day of its own, a tolerance and an expected course are said, and only where the plan says them."""
    views, fans = kpi_views(view_of(PLAN, portfolio=PORTFOLIO), ["views", "fans"])
    assert views.extra == (
        ("Counts from", "3 Feb 2026"),
        ("Tolerance", "20%"),
        ("Expected course", "launch: 30%"),
    )
    assert fans.extra == ()


def test_comparisons_have_titles(view_of: ViewOf) -> None:
    """A value to compare with is called as the plan calls it, or by its key in words."""
    (kpi,) = kpi_views(view_of(PLAN, portfolio=PORTFOLIO), ["views"])
    assert [(figure.label, figure.value) for figure in kpi.compare] == [("last year", "400"), ("The rival", "800")]


@pytest.mark.parametrize(
    ("fans", "way", "hundredths"),
    [(900, "-10%", 0), (1000, "0%", 0), (1500, "50%", 50), (2000, "100%", 100), (2500, "150%", 100)],
)
def test_bar_ends_where_words_go_on(view_of: ViewOf, fans: int, way: str, hundredths: int) -> None:
    """The words say the exact share from start to target; the bar ends at nothing and at all."""
    view = view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS.format(fans=fans))
    (kpi,) = kpi_views(view, ["fans"])
    assert kpi.progress.bar
    assert (kpi.progress.way, kpi.progress.bar.way) == (way, hundredths)


def test_bar_shows_where_the_path_is(view_of: ViewOf) -> None:
    """Of a path of 59 days from 31 January to 31 March, 28 February is the 28th: 47 hundredths."""
    view = view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS.format(fans=1500))
    (kpi,) = kpi_views(view, ["fans"])
    assert kpi.progress.bar
    assert kpi.progress.bar.pace == 47


@pytest.mark.parametrize("kpi", ["clicks", "views"])
def test_no_bar_without_a_value_or_a_path(view_of: ViewOf, kpi: str) -> None:
    """A KPI that is only observed, or that nobody has read, has no bar."""
    (only,) = kpi_views(view_of(PLAN, portfolio=PORTFOLIO), [kpi])
    assert only.progress.bar is None
    assert only.progress.way == ""


def test_summary_has_a_size_or_a_word(view_of: ViewOf) -> None:
    """In a line, a KPI has the size of its target, or the plan's word for that there is none."""
    view = view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS.format(fans=1500))
    fans, clicks = kpi_summary(view, "fans"), kpi_summary(view, "clicks")
    assert (fans.value, fans.target, fans.sized) == ("1,500", "2,000", True)
    assert (clicks.value, clicks.target, clicks.sized) == ("No reading yet", "None: it is only observed", False)


def test_objective_has_its_proofs(view_of: ViewOf) -> None:
    """An objective shows the KPIs that prove it, its goals by their titles, and each sign with whether it was seen."""
    view = view_of(PLAN, portfolio=PORTFOLIO)
    awareness, loved = objective_views(view, kpi_views(view))
    assert (awareness.title, awareness.kind, awareness.serves, awareness.anchor) == (
        "Be known",
        "Awareness",
        ("Fame",),
        "objective-known",
    )
    assert [kpi.id for kpi in awareness.kpis] == ["views", "fans"]
    assert [(sign.text, sign.seen) for sign in loved.signs] == [
        ("They sing it.", "seen on 20 Feb 2026"),
        ("They wear it.", "not seen yet"),
    ]
    assert (loved.title, loved.serves) == ("Loved", ())


def test_objective_shows_only_kpis_of_its_page(view_of: ViewOf) -> None:
    """A KPI that the page does not show is not shown below an objective either."""
    view = view_of(PLAN, portfolio=PORTFOLIO)
    awareness, _ = objective_views(view, kpi_views(view, ["fans"]))
    assert [kpi.id for kpi in awareness.kpis] == ["fans"]


@pytest.mark.parametrize(("state", "judged"), [("draft", False), ("running", True)])
def test_objective_of_a_draft_is_not_judged(view_of: ViewOf, state: str, *, judged: bool) -> None:
    """As long as a plan is a draft nobody judges its objectives."""
    header = f"campaign: {{title: Iced, state: {state}, period: {{start: 2026-02-01, end: 2026-03-31}}}}\n"
    view = view_of(header + PLAN, portfolio=PORTFOLIO, readings=READINGS.format(fans=1500))
    assert [objective.standing is not None for objective in objective_views(view, ())] == [judged, judged]


@pytest.mark.parametrize(
    ("kpi", "title", "anchor"), [("fans", "r.csv:2", "#row-r-2"), ("views", "2 rows", "#rows-views")]
)
def test_value_leads_to_what_makes_it(view_of: ViewOf, kpi: str, title: str, anchor: str) -> None:
    """A value of one row links to the row; one of several to their arithmetic, and never to one of them."""
    readings = READINGS.format(fans=1500) + "2026-02-10,views,5\n2026-02-11,views,6\n"
    (only,) = kpi_views(view_of(PLAN, portfolio=PORTFOLIO, readings=readings, page="measurement"), [kpi])
    assert only.rows
    assert (only.rows.title, only.rows.url) == (title, f"./{anchor}")


def test_companions_prove_nothing_and_the_worst_comes_first(view_of: ViewOf) -> None:
    """What proves no objective is a companion, on its own page and in lists; those that lag come first."""
    plan = PLAN.replace(
        "clicks: {metric: link-clicks, targets: none}",
        """clicks: {metric: link-clicks, targets: none}
    saves: {metric: saves, channels: [instagram], targets: {value: 100, by: 2026-02-20}}""",
    )
    readings = "start,end,channel,metric,value\n2026-02-01,2026-02-20,instagram,saves,1\n"
    view = view_of(plan, portfolio=PORTFOLIO, readings=readings)
    assert companions(view) == ("saves", "clicks")
    assert [kpi.companion for kpi in kpi_views(view)] == [True, True, False, False]
    assert kpi_summary(view, "saves").companion


def test_proofs_come_in_the_order_of_objectives(view_of: ViewOf) -> None:
    """Each KPI that proves an objective is named once, as the objectives name them; the others are no proof."""
    assert proofs(view_of(PLAN, portfolio=PORTFOLIO).campaign) == ("views", "fans")


@pytest.mark.parametrize(("fans", "name"), [(1010, "fans"), (1990, "views")])
def test_worst_proof_leads(view_of: ViewOf, fans: int, name: str) -> None:
    """The status of a campaign hangs on the worst KPI that proves an objective; what proves none does not count."""
    kpi = leading(view_of(PLAN, portfolio=PORTFOLIO, readings=READINGS.format(fans=fans)))
    assert kpi
    assert kpi.id == name


def test_any_kpi_leads_where_none_proves(view_of: ViewOf) -> None:
    """Without proofs the worst of all KPIs leads; a campaign without KPIs has none."""
    kpi = leading(view_of("measurement: {kpis: {clicks: {metric: link-clicks}}}\n"))
    assert kpi
    assert kpi.id == "clicks"
    assert leading(view_of()) is None


def test_goals_have_their_titles(view_of: ViewOf) -> None:
    """What an objective serves is called as the organisation calls it."""
    view = view_of(PLAN, portfolio=PORTFOLIO)
    titles = [goal_titles(view, objective) for objective in view.campaign.plan.objectives.values()]
    assert titles == [("Fame",), ()]
