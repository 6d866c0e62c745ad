"""Which metrics count up from 0: those that add up, and formulas that only add and scale such metrics."""

import pytest

from rencana.catalogue import Metric
from rencana.measure.counting import DEEPEST, counts_up

TITLE = {"en": "Metric"}
KNOWN = {
    "views": Metric("views", TITLE, over_time="sum"),
    "likes": Metric("likes", TITLE, over_time="sum"),
    "reach": Metric("reach", TITLE, over_time="sum", platform_value=True),
    "followers": Metric("followers", TITLE, over_time="last"),
    "deeds": Metric("deeds", TITLE, formula="views + likes"),
    "itself": Metric("itself", TITLE, formula="itself + views"),
}


@pytest.mark.parametrize(
    ("name", "counts"), [("views", True), ("reach", False), ("followers", False), ("deeds", True), ("itself", False)]
)
def test_metric_that_adds_up_is_counts_up(name: str, *, counts: bool) -> None:
    """A sum over days counts up from 0; a stock and the platform's own number do not, nor what names itself."""
    assert counts_up(KNOWN[name], KNOWN) is counts


@pytest.mark.parametrize(
    ("formula", "counts"),
    [
        ("views", True),
        ("sum(views)", True),
        ("last(views)", False),
        ("median(views)", False),
        ("views + likes", True),
        ("views - likes", True),
        ("views + followers", False),
        ("followers + views", False),
        ("views + 5", False),
        ("views * 2", True),
        ("2 * views", True),
        ("views / 2", True),
        ("2 / views", False),
        ("views * likes", False),
        ("views / likes", False),
        ("followers * 2", False),
        ("2 * followers", False),
        ("2 * (views + deeds)", True),
        ("unknown + views", False),
        ("views +", False),
    ],
)
def test_formula_that_only_adds_is_counts_up(formula: str, *, counts: bool) -> None:
    """Sums, differences and multiples of what counts up count up too; ratios, products and levels do not."""
    assert counts_up(Metric("it", TITLE, formula=formula), KNOWN) is counts


@pytest.mark.parametrize(("depth", "counts"), [(DEEPEST, True), (DEEPEST + 1, False)])
def test_formulas_are_followed_so_deep(depth: int, *, counts: bool) -> None:
    """A formula may name a metric with a formula, but not without end."""
    chain = {f"m{level}": Metric(f"m{level}", TITLE, formula=f"m{level - 1} * 2") for level in range(1, depth + 1)}
    metrics = {"m0": Metric("m0", TITLE, over_time="sum"), **chain}
    assert counts_up(metrics[f"m{depth}"], metrics) is counts
