"""Worked cases: each a file with a plan, its readings and a day, and a campaign as it stands then."""

from datetime import date
from pathlib import Path
from typing import Any

from plain import check

from rencana.check import RuleChoice
from rencana.measure import Measured, Progress, measure
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


def february(kpi: str, *rows: str, day: str = "2026-02-17", parts: str = "", state: str = "running") -> Progress:
    """One KPI of a campaign of February 2026 on a day; rows are `start,end,channel,metric,value` and what follows."""
    return of_february(kpi, *rows, day=day, parts=parts, state=state).kpis["it"]


def of_february(kpi: str, *rows: str, day: str = "2026-02-17", parts: str = "", state: str = "running") -> Measured:
    """The campaign of February 2026 that has one KPI with the name `it`."""
    plan = f"""
campaign: {{title: T, state: {state}, currency: IDR, period: {{start: 2026-02-01, end: 2026-02-28}}}}
channels: {{instagram: {{kind: owned}}, tiktok: {{kind: owned}}, youtube: {{kind: owned}}}}
{parts}
measurement:
  metrics:
    warmth: {{title: Warmth, over_time: last, direction: band}}
    cost: {{title: Cost, unit: currency, over_time: last, direction: down}}
    twice: {{title: Twice the likes, formula: 2 * likes}}
  kpis:
    it: {{{kpi}}}
"""
    columns = "start,end,channel,metric,value,change,n,item,mark,source,place"
    padded = (row + "," * (columns.count(",") - row.count(",")) for row in rows)
    readings = "\n".join([columns, *padded])
    portfolio = "format: 1\nsources: {panel: {title: Panel, n: 600}, web: Web}\n"
    return measured({"portfolio": portfolio, "plan": plan, "readings": readings, "day": day})
