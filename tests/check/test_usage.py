"""What plans use of what portfolio.yaml declares."""

import pytest
from fragments import campaign

from rencana.check.usage import used_by_all, used_by_plan

PORTFOLIO = """# portfolio.yaml
format: 1
teams: {social-team: Social media, north: North, south: South}
goals: {retail-growth: {title: Sell more, owner: north}, bottles: {title: Bottles, part_of: retail-growth}}
sources: {panel: Panel, instagram-insights: Insights, shop-system: Tills, survey: Survey}
channels: {stand: {title: Stand, like: event}}
metrics:
  cost-per-sip: {title: Cost per sip, unit: currency, formula: spend / sips}
  sips: {title: Sips, formula: 2 * bottles-sold}
  bottles-sold: {title: Bottles}
"""


def test_base_plan_names_what_it_uses() -> None:
    """Ids come sorted and once, by section; a section of which nothing is used is there and empty."""
    assert used_by_plan(campaign("objectives: {}\n")) == {
        "teams": ("social-team",),
        "goals": (),
        "sources": ("instagram-insights", "panel"),
        "metrics": ("brand-recall", "views"),
        "channels": ("instagram",),
    }


@pytest.mark.parametrize(
    ("block", "section", "name"),
    [
        ("campaign: {title: T, owner: south}\n", "teams", "south"),
        ("interaction: {team: south}\n", "teams", "south"),
        ("reviews: {late: {date: 2026-03-01, owner: south}}\n", "teams", "south"),
        ("channels:\n  instagram: {owner: south}\n", "teams", "south"),
        ("calendar:\n  post: {owner: south}\n", "teams", "south"),
        ("# calendar.csv\nid,owner\npost,south\n", "teams", "south"),
        ("measurement: {kpis: {recall: {metric: brand-recall, collector: south}}}\n", "teams", "south"),
        ("objectives: {o: {type: service, statement: S., serves: [bottles]}}\n", "goals", "bottles"),
        ("measurement: {kpis: {recall: {metric: brand-recall, sources: [survey]}}}\n", "sources", "survey"),
        (
            "measurement: {kpis: {recall: {metric: brand-recall, baseline: {value: 1%, source: survey}}}}\n",
            "sources",
            "survey",
        ),
        (
            "measurement: {kpis: {recall: {metric: brand-recall, compare: {last: {value: 1%, source: survey}}}}}\n",
            "sources",
            "survey",
        ),
        ("audiences:\n  a: {title: A, evidence: {source: survey, date: 2026-01-01}}\n", "sources", "survey"),
        (
            "audiences:\n  a: {title: A, platforms: {tiktok: {active: true, evidence: {source: survey}}}}\n",
            "sources",
            "survey",
        ),
        ("# readings.csv\nend,metric,value,source\n2026-02-20,views,1,survey\n", "sources", "survey"),
        ("measurement: {kpis: {sold: {metric: bottles-sold}}}\n", "metrics", "bottles-sold"),
        ("# readings.csv\nend,metric,value\n2026-02-20,bottles-sold,1\n", "metrics", "bottles-sold"),
        ("channels:\n  stand: {kind: owned}\n", "channels", "stand"),
        ("channels:\n  evening: {platform: stand, kind: owned}\n", "channels", "stand"),
    ],
)
def test_each_place_of_a_name_counts(block: str, section: str, name: str) -> None:
    """A name counts as used wherever a plan, its calendar or its readings name it, and the base plan has it nowhere."""
    assert name not in used_by_plan(campaign(PORTFOLIO))[section]
    assert name in used_by_plan(campaign(PORTFOLIO, block))[section]


def test_portfolio_uses_its_own_names() -> None:
    """Who owns a goal and what a goal is a part of are used, though no plan names them."""
    shared = campaign(PORTFOLIO).shared
    used = used_by_all(shared, [])
    assert (used["teams"], used["goals"]) == ({"north"}, {"retail-growth"})
    assert used["sources"] == used["metrics"] == used["channels"] == frozenset()


def test_plans_add_up() -> None:
    """What one plan uses is used."""
    shared = campaign().shared
    used = used_by_all(shared, [{"teams": ("a", "b")}, {"teams": ("b", "c"), "sources": ("panel",)}])
    assert (used["teams"], used["sources"]) == ({"a", "b", "c"}, {"panel"})


def test_formula_uses_its_metrics() -> None:
    """A metric that a used metric follows from is used too."""
    shared = campaign(PORTFOLIO).shared
    assert used_by_all(shared, [{"metrics": ("sips",)}])["metrics"] == {"sips", "bottles-sold"}
    assert used_by_all(shared, [{"metrics": ("views",)}])["metrics"] == {"views"}
