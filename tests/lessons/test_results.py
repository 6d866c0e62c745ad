"""What a KPI came to is the baseline of the next campaign, over as many days; where nobody knows, that is said."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from fragments import campaign

from rencana.catalogue import Metric, metrics
from rencana.cli.starter import texts
from rencana.lessons import Beginning, begin
from rencana.lessons.results import _number
from rencana.plan.language.amount import read_amount
from rencana.source import read_yaml

CASES = sorted((Path(__file__).parents[1] / "cases" / "lessons" / "results").glob("*.yaml"))
START = date(2027, 2, 8)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_result_is_the_baseline(case: Path) -> None:
    """A case gives the baseline, and what it is only compared with, that its last block says."""
    *blocks, last = re.split(r"^-\n", case.read_text(encoding="utf-8"), flags=re.MULTILINE)
    expected = read_yaml("expected.yaml", last.encode()).data
    days = timedelta(days=int(str(expected["days"])) - 1) if "days" in expected else None
    new = Beginning("Next", START, START + days) if days else Beginning("Next")
    text = begin(campaign(*blocks), new, date(2026, 11, 1), texts("en"))
    kpi = read_yaml("plan.yaml", text.encode()).data["measurement"]["kpis"]["k"]  # type: ignore[index,call-overload]
    assert isinstance(kpi, dict)
    assert {key: kpi[key] for key in ("baseline", "compare", "targets", "counts_from") if key in kpi} == {
        key: expected[key] for key in expected if key not in ("days", "comment")
    }
    assert str(expected.get("comment", "")) in " ".join(text.replace("#", "").split())


@pytest.mark.parametrize(
    ("metric", "size", "written"),
    [
        ("views", "1234567", "1_234_567"),
        ("er-reach", "0.1428571428571", "14.29%"),
        ("er-reach", "1", "100%"),
        ("first-response-time", "13200", "3h 40m"),
        ("first-response-time", "0", "0s"),
        ("csat", "0.875", "87.5%"),
    ],
)
def test_number_is_written_as_plans_write_it(metric: str, size: str, written: str) -> None:
    """A number has the unit of its metric, and the plan language reads the same size."""
    definition: Metric = metrics()[metric]
    text = _number(Decimal(size), definition, "", rounded=True)
    assert text == written
    assert abs(read_amount(text).value - Decimal(size)) <= Decimal(size) / 1000
