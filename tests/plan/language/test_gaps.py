"""What could not be read may declare anything, so nobody is blamed for naming it; all else is still checked."""

import pytest

from rencana.finding import Finding
from rencana.plan.load import load
from rencana.source import read_csv, read_yaml
from rencana.source.files import Files

PORTFOLIO = """format: 1
teams: {press: Press}
goals: {growth: Growth}
sources: {survey: Survey}
"""
PLAN = """campaign: {title: T, owner: press}
objectives:
  known: {serves: [growth], yardsticks: [views]}
channels:
  instagram: {owner: press}
  tiktok: {owner: press}
content:
  pillars:
    ritual: {}
measurement:
  kpis:
    views: {metric: views, channels: [instagram, tiktok], sources: [survey]}
"""
CALENDAR = "id,channels,pillar\na,instagram,ritual\nb,tiktok,ritual\n"


def findings(portfolio: str = PORTFOLIO, plan: str = PLAN, calendar: str = CALENDAR) -> list[Finding]:
    """What is wrong with a workspace of one plan, in its files and in its language."""
    texts = {"plans/portfolio.yaml": portfolio, "plans/t/plan.yaml": plan}
    documents = {path: read_yaml(path, text.encode()) for path, text in texts.items()}
    files = Files(documents, {"plans/t/calendar.csv": read_csv("plans/t/calendar.csv", calendar.encode())})
    return [*files.findings, *load(files)[1]]


def rules(faults: list[Finding]) -> list[str]:
    """The names of findings."""
    return [finding.rule for finding in faults]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("teams", "\tteams", "yaml-syntax"),
        ("format: 1", "format: 2", "newer-format"),
        ("format: 1", "format: 1.5", "newer-format"),
        ("format: 1\n", "", "key-missing"),
        ("format: 1", "format: one", "bad-choice"),
        ("{press: Press}", "press", "wrong-kind"),
        ("{press: Press}", "", "left-empty"),
        ("teams:", "teemz:", "key-unknown"),
        ("press:", "Press:", "bad-id"),
        ("{press: Press}", "{press: {title: Press, colour: red}}", "key-unknown"),
    ],
)
def test_a_fault_of_the_portfolio_is_blamed_alone(old: str, new: str, rule: str) -> None:
    """Whatever is wrong with portfolio.yaml, plans that refer to it are not blamed."""
    assert rules(findings(portfolio=PORTFOLIO.replace(old, new, 1))) == [rule]


def test_a_file_that_is_no_yaml_is_blamed_alone() -> None:
    """A text in place of a portfolio is one finding."""
    assert rules(findings(portfolio="hello")) == ["not-a-mapping"]


def test_other_sections_are_still_checked() -> None:
    """A fault among teams says nothing of goals."""
    broken = findings(portfolio=PORTFOLIO.replace("{press: Press}", "press").replace("growth:", "fame:"))
    assert [finding.message for finding in broken if finding.rule == "reference-unknown"] == [
        "There is no goal “growth”."
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("tiktok: {owner: press}", "tiktok: {owner: press, kind: rented}", "bad-choice"),
        ("  tiktok: {owner: press}", "  TikTok: {owner: press}", "bad-id"),
        ("    ritual: {}", "    🎉: {}", "bad-id"),
        ("  kpis:", "  kpiz:", "key-unknown"),
        ("channels:\n  instagram", "chanels:\n  instagram", "key-unknown"),
        ("  pillars:\n    ritual: {}", "  pillars: [ritual]", "wrong-kind"),
    ],
)
def test_a_fault_of_a_section_is_blamed_alone(old: str, new: str, rule: str) -> None:
    """What refers to a part of the plan that cannot be read is not blamed, in the plan or in its calendar."""
    calendar = CALENDAR.replace("ritual", "🎉") if "🎉" in new else CALENDAR
    assert rules(findings(plan=PLAN.replace(old, new, 1), calendar=calendar)) == [rule]


def test_what_is_nowhere_declared_is_said_once() -> None:
    """A plan of a title beside a calendar of many rows lacks its sections, and each row is not another fault."""
    rows = "".join(f"r{number},instagram,ritual\n" for number in range(15))
    (finding,) = findings(plan="campaign: {title: T}\n", calendar=f"id,channels,pillar\n{rows}")
    assert finding.message == (
        "30 names lead nowhere, as no channels and pillars are declared; the first is “instagram”."
    )
    assert finding.help == "Channels stand under `channels`. Pillars stand under `content.pillars`."


def test_a_newer_file_says_what_is_installed() -> None:
    """A newer plan or portfolio says what is installed, and nothing else of it is judged."""
    (finding,) = findings(plan=f"format: 2\nnovelty: x\n{PLAN}")
    assert (finding.rule, finding.file) == ("newer-format", "plans/t/plan.yaml")
    assert finding.help.startswith("Install a newer Rencana than this, 0.")
