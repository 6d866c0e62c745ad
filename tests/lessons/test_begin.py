"""The plan that begins from an earlier one, as whole files: what it takes along, and that it can be checked."""

import re
from datetime import date
from pathlib import Path

import pytest
from plain import check

from rencana.cli.starter import texts
from rencana.finding import Severity
from rencana.lessons import Beginning, begin
from rencana.plan.campaign import Campaign
from rencana.plan.load import load
from rencana.source import DiskTree, MemoryTree
from rencana.source.files import read_files

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "lessons"
REAL = ROOT / "tests" / "cases" / "real"
ON = date(2026, 11, 1)
NEXT = Beginning("The next one", date(2027, 2, 8), date(2027, 3, 9), items=True)
EARLIER = {
    **{path.parent.name: ROOT for path in sorted((ROOT / "plans").glob("*/plan.yaml"))},
    **{path.parent.name: path.parents[2] for path in sorted(REAL.glob("*/plans/*/plan.yaml"))},
}
"""All plans of the example and all real ones, with the workspaces that they are in."""
OPEN = {
    # What the earlier plan did not say either.
    *("audience-active-nowhere", "audience-without-action", "audience-without-evidence", "audience-without-profile"),
    *("channel-before-content", "channel-without-reason", "channel-without-rhythm", "kpi-without-cadence"),
    *("kpi-without-collector", "kpi-without-source", "nobody-listens", "objective-without-type"),
    *("objective-without-yardstick", "yardstick-unsized", "audience-unaddressed", "message-uncarried"),
    # What has to be decided anew.
    *("kpi-without-target", "paid-without-budget", "period-missing", "review-missing"),
}
"""What is found in a new plan: only what a person has to fill in."""


def files_of(root: Path) -> dict[str, bytes]:
    """The plans of a workspace."""
    tree = DiskTree(root)
    return {path: tree.read(path) for path in tree.paths()}


def campaign_of(name: str) -> Campaign:
    """A campaign of the example, or a real one."""
    return load(read_files(files_of(EARLIER[name])))[0].campaigns[name]


def begun(name: str, new: Beginning) -> str:
    """The plan that begins from a campaign."""
    campaign = campaign_of(name)
    return begin(campaign, new, ON, texts("id" if campaign.language == "id" else "en"))


@pytest.mark.parametrize("name", EARLIER)
def test_plan_is_as_in_the_file(name: str, request: pytest.FixtureRequest) -> None:
    """From each plan of the example, and from each real one, the next one is written as the file shows."""
    path, text = CASES / f"{name}.yaml", begun(name, NEXT)
    if request.config.getoption("--rewrite"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("new", [NEXT, Beginning("The next one")], ids=["with days and items", "without"])
@pytest.mark.parametrize("name", EARLIER)
def test_only_what_people_decide_is_open(name: str, new: Beginning) -> None:
    """A new plan has no error, and what is found in it is what somebody has to say."""
    path = "plans/next/plan.yaml"
    tree = MemoryTree({**files_of(EARLIER[name]), path: begun(name, new).encode()})
    findings = [finding for finding in check(tree, on=ON).findings if finding.file == path]
    assert [finding.message for finding in findings if finding.severity is Severity.ERROR] == []
    # Remarks are taken along by the command, which knows what is found.
    assert {finding.rule for finding in findings} <= OPEN | {"source-forgets"}


@pytest.mark.parametrize("name", EARLIER)
def test_no_old_day_is_one_of_the_new_plan(name: str) -> None:
    """Days of the earlier campaign stand only where something was found out or measured."""
    lines = [line for line in begun(name, NEXT).splitlines() if not line.lstrip().startswith("#")]
    days = [line for line in lines if re.search(r"(?<![\w-])20(?:19|2[0-6])-[0-9]{2}", line)]
    facts = re.compile(r"^ +(?:- )?(?:evidence: \{.*|\{source: .*|date: .*|period: .*|baseline: \{.*|source: .*)")
    places = {line for line in days if not facts.match(line)}
    assert places == set()
