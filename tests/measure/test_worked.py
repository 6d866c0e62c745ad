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
    found = dict(measured(case).kpis)
    for name, expected in case["expect"].items():
        said = _said(found[name])
        wrong = {key: said[key] for key, value in expected.items() if not _same(said[key], value)}
        assert wrong == {}, (name, {key: expected[key] for key in wrong})


def _said(one: Progress) -> dict[str, Any]:
    now, verdict = one.now, one.verdict
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
        "way": one.path_share,
        "of_target": one.of_target,
        "change": one.change.value if one.change else None,
        "beyond_chance": one.change.beyond_chance if one.change else None,
        "interval": [one.interval.low, one.interval.high] if one.interval else None,
        "coverage": [now.coverage.present, now.coverage.expected] if now.coverage else None,
        "targets": [known.status for known in one.targets],
        "stale": one.stale,
        "left_out": {left.reading.line: left.reason for left in now.left_out},
        "other": now.alternative.size.exact if now.alternative else None,
        "projection": [one.projection.value, one.projection.low, one.projection.high] if one.projection else None,
    }


def _same(said: Any, expected: Any) -> bool:
    """Numbers agree to as many decimals as were worked out."""
    if isinstance(expected, list):
        return isinstance(said, list) and len(said) == len(expected) and all(map(_same, said, expected))
    if isinstance(said, Decimal) and not isinstance(said, bool) and expected is not None:
        worked = Decimal(str(expected))
        return said.quantize(worked) == worked
    return bool(said == expected)


def test_every_status_has_a_case() -> None:
    """No status and no reason for a missing value goes without a worked case."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in CASES)
    for word in ("reached", "on-track", "at-risk", "behind", "missed", "observed", "no-data"):
        assert f"status: {word}" in text
