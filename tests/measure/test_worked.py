"""Worked cases: numbers computed by hand or published, each a file that says its truth."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from worked import CASES, measured

from rencana.measure import Progress


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_says_what_was_worked_out(path: Path) -> None:
    """The value, the path and the status are those that somebody worked out with pencil and paper."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    kpis = dict(measured(case).kpis)
    for name, expected in case["expect"].items():
        facts = _facts(kpis[name])
        wrong = {key: facts[key] for key, value in expected.items() if not _same(facts[key], value)}
        assert wrong == {}, (name, {key: expected[key] for key in wrong})


def _facts(kpi: Progress) -> dict[str, Any]:
    now, verdict = kpi.now, kpi.verdict
    return {
        "value": now.exact,
        "low": now.size.low if now.size else None,
        "high": now.size.high if now.size else None,
        "currency": now.currency,
        "how": now.how,
        "as_of": now.end,
        "why_not": now.why_not,
        "gross": now.gross,
        "status": verdict.status,
        "rule": verdict.rule,
        "pace": verdict.pace,
        "gap": verdict.gap,
        "way": kpi.path_share,
        "of_target": kpi.of_target,
        "change": kpi.change.value if kpi.change else None,
        "beyond_chance": kpi.change.beyond_chance if kpi.change else None,
        "interval": [kpi.interval.low, kpi.interval.high] if kpi.interval else None,
        "coverage": [now.coverage.read, now.coverage.expected] if now.coverage else None,
        "held": [verdict.held.met, verdict.held.of] if verdict.held else None,
        "targets": [target.status for target in kpi.targets],
        "stale": kpi.stale,
        "left_out": {entry.reading.line: entry.reason for entry in now.left_out},
        "other": now.alternative.size.exact if now.alternative else None,
        "projection": [kpi.projection.value, kpi.projection.low, kpi.projection.high] if kpi.projection else None,
    }


def _same(fact: Any, expected: Any) -> bool:
    """Numbers agree to as many decimals as were worked out."""
    if isinstance(expected, list):
        return isinstance(fact, list) and len(fact) == len(expected) and all(map(_same, fact, expected))
    if isinstance(fact, Decimal) and not isinstance(fact, bool) and expected is not None:
        worked = Decimal(str(expected))
        return fact.quantize(worked) == worked
    return bool(fact == expected)


def test_every_status_has_a_case() -> None:
    """No status and no reason for a missing value goes without a worked case."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in CASES)
    for word in ("reached", "on-track", "at-risk", "behind", "missed", "observed", "no-data", "not-judged", "stopped"):
        assert f"status: {word}" in text
