"""Worked cases: each a file with a plan, its readings and a day, and a campaign as it stands then."""

from datetime import date
from pathlib import Path
from typing import Any

from plain import check

from rencana.check import RuleChoice
from rencana.measure import Measured, measure
from rencana.source import MemoryTree

CASES = sorted((Path(__file__).parents[1] / "cases" / "measure").glob("*.yaml"))


def measured(case: dict[str, Any]) -> Measured:
    """A campaign as it stands on the day of a case."""
    files = {
        "plans/portfolio.yaml": case.get("portfolio", "format: 1").encode(),
        "plans/t/plan.yaml": case["plan"].encode(),
        "plans/t/readings/r.csv": case["readings"].encode(),
    }
    checked = check(MemoryTree(files), choice=RuleChoice(ignore=("all",)), on=date.fromisoformat(str(case["day"])))
    assert checked.findings == ()
    return measure(checked.portfolio.campaigns["t"], checked.on)
