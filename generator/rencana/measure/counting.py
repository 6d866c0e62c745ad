"""Which metrics count up from 0, and which are levels that start from a baseline."""

from collections.abc import Mapping

from rencana.catalogue import Metric
from rencana.catalogue.formula import Formula, FormulaError, MetricPart, Number, Operation, names, parse

DEEPEST = 4
"""Formulas may name metrics that have formulas, but not without end."""


def counts_up(metric: Metric, metrics: Mapping[str, Metric], depth: int = 0) -> bool:
    """Tells whether a metric counts up from 0: it adds up, or its formula only adds up such metrics."""
    if not metric.formula:
        return metric.additive
    try:
        tree = parse(metric.formula)
    except FormulaError:
        return False
    return depth < DEEPEST and _is_linear(tree, metrics, depth)


def subtracts(metric: Metric, metrics: Mapping[str, Metric], depth: int = 0) -> bool:
    """Tells whether the formula of a metric, or of one that it rests on, subtracts something."""
    if not metric.formula or depth >= DEEPEST:
        return False
    # In a formula a minus stands between spaces; every other one belongs to a name.
    parts = (metrics[name] for name in names(metric.formula) if name in metrics)
    return " - " in metric.formula or any(subtracts(part, metrics, depth + 1) for part in parts)


def _is_linear(tree: Formula, metrics: Mapping[str, Metric], depth: int) -> bool:
    if isinstance(tree, MetricPart):
        return (
            tree.how in ("", "sum") and tree.metric in metrics and counts_up(metrics[tree.metric], metrics, depth + 1)
        )
    if isinstance(tree, Operation):
        if tree.sign in "+-":
            return _is_linear(tree.left, metrics, depth) and _is_linear(tree.right, metrics, depth)
        scaled = isinstance(tree.right, Number) and _is_linear(tree.left, metrics, depth)
        return scaled or (tree.sign == "*" and isinstance(tree.left, Number) and _is_linear(tree.right, metrics, depth))
    return False
