"""A corpus of broken files: each gives exactly the findings that stand beside it, and never a traceback.

A case is `<rule>/<name>.yaml` (a plan), `.csv` (readings) or `.calendar.csv`. Beside it stands `<file>.expect` with one
finding a line: the rule and `line:column`. `pytest tests/plan/test_broken_files.py --rewrite` writes them anew.
"""

from pathlib import Path

import pytest
from plain import check

from rencana.check import RuleChoice
from rencana.plan.language.fault import CODES
from rencana.plan.load import load
from rencana.source import MemoryTree, read_csv, read_yaml
from rencana.source.fault import FAULTS, OF_ASSETS
from rencana.source.files import Files

BROKEN = Path(__file__).parent.parent / "cases" / "broken"
CASES = sorted(path for path in BROKEN.rglob("*") if path.suffix in (".yaml", ".csv"))
PORTFOLIO = b"format: 1\nteams:\n  social-team: Social\nsources:\n  panel: Panel\n"
PLAN = b"campaign:\n  title: Test\nchannels:\n  tiktok: {kind: owned}\ncalendar:\n  in-plan: {title: One}\n"
NO_RULE = RuleChoice(select=("none",))
LONGEST = 300


def _files(case: Path) -> dict[str, bytes]:
    content = case.read_bytes()
    base = {"plans/portfolio.yaml": PORTFOLIO, "plans/case/plan.yaml": PLAN}
    if case.name.endswith(".calendar.csv"):
        return base | {"plans/case/calendar.csv": content}
    if case.suffix == ".csv":
        return base | {"plans/case/readings/case.csv": content}
    return base | {"plans/case/plan.yaml": content}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_finds_exactly_what_is_wrong(case: Path, request: pytest.FixtureRequest) -> None:
    """A broken file gives its findings, each with its place, and nothing else."""
    findings = check(MemoryTree(_files(case)), choice=NO_RULE).findings
    lines = "".join(f"{finding.rule} {finding.span.line}:{finding.span.column}\n" for finding in findings)
    beside = case.with_name(f"{case.name}.expect")
    if request.config.getoption("--rewrite"):
        beside.write_text(lines, encoding="utf-8")
    assert lines == beside.read_text(encoding="utf-8")
    assert case.parent.name in {finding.rule for finding in findings}
    assert all(
        finding.message and len(finding.message) <= LONGEST and len(finding.help) <= LONGEST for finding in findings
    )


@pytest.mark.parametrize("case", [case for case in CASES if case.suffix == ".yaml"], ids=lambda path: path.name)
def test_both_parsers_agree(case: Path) -> None:
    """The pure parser finds the same rules at the same places as libyaml."""
    by_parser = []
    for fast in (True, False):
        document = read_yaml("plans/case/plan.yaml", case.read_bytes(), fast=fast)
        by_parser.append([(finding.rule, finding.span.line) for finding in document.findings])
    assert by_parser[0] == by_parser[1]


def test_every_fault_has_two_cases() -> None:
    """Each fault of plans, of tables and of the plan language is shown by at least two broken files."""
    apart = {"file-too-large", "file-unread", "file-unreadable", "portfolio-missing", "newer-format"}
    count_by_rule = {
        rule: len([case for case in CASES if case.parent.name == rule])
        for rule in {*CODES, *FAULTS} - apart - OF_ASSETS
    }
    assert {rule: count for rule, count in count_by_rule.items() if count < 2} == {}


def test_a_huge_file_is_refused_unread() -> None:
    """A file beyond the limit is named with its size and never parsed."""
    document = read_yaml("plans/case/plan.yaml", b"a" * 5_000_001)
    assert [finding.rule for finding in document.findings] == ["file-too-large"]
    table = read_csv("plans/case/readings/a.csv", b"a" * 50_000_001)
    assert [finding.rule for finding in table.findings] == ["file-too-large"]


def test_all_findings_of_all_files_in_one_run() -> None:
    """Faults of several plans and tables come together, each with its own file."""
    tree = MemoryTree(
        {
            "plans/portfolio.yaml": PORTFOLIO,
            "plans/a/plan.yaml": b"campaign:\n  titel: x\n  title: A\n  owner: nobody\n",
            "plans/b/plan.yaml": b"campaign: {title: B}\nobjectives:\n  o: {type: awarenes}\n",
            "plans/b/readings/r.csv": b"end,metric,value\n2026-02-30,views,1\n",
            "plans/stray.yaml": b"a: b\n",
            r"plans/iftar\xc2\xa02026/plan.yaml": b"a: b\n",
        }
    )
    rules = {(finding.file, finding.rule) for finding in check(tree, choice=NO_RULE).findings}
    assert rules == {
        ("plans/a/plan.yaml", "key-unknown"),
        ("plans/a/plan.yaml", "reference-unknown"),
        ("plans/b/plan.yaml", "bad-choice"),
        ("plans/b/readings/r.csv", "impossible-date"),
        ("plans/stray.yaml", "file-unread"),
        (r"plans/iftar\xc2\xa02026/plan.yaml", "file-unread"),
    }


def test_a_workspace_without_portfolio_says_so() -> None:
    """Without portfolio.yaml there is one finding for it, and plans are still read."""
    portfolio, findings = load(Files({"plans/a/plan.yaml": read_yaml("plans/a/plan.yaml", PLAN)}, {}))
    assert [finding.rule for finding in findings] == ["portfolio-missing"]
    assert list(portfolio.campaigns) == ["a"]
