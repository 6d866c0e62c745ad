"""A formula and its metrics, sorted by how the readings of each come together."""

from collections.abc import Mapping

from msgspec import Struct

from rencana.catalogue import Metric
from rencana.catalogue.formula import Formula, FormulaError, MetricPart, Number, parse
from rencana.catalogue.formula import parts as operands_of
from rencana.measure import quantity
from rencana.measure.counting import DEEPEST
from rencana.measure.quantity import Quantity
from rencana.measure.query import Query, is_read
from rencana.measure.value import NoValue, WhyNot


class RatioParts(Struct, frozen=True, eq=False):
    """A formula and its metrics, sorted by how the readings of each come together; no number is read yet."""

    query: Query
    sum_query: Query
    """The query over the days in which sums count."""
    tree: Formula
    metrics: Mapping[MetricPart, Metric]
    """All metrics of the formula, each once, in its order."""
    sums: tuple[MetricPart, ...]
    """Added over the days that all of them cover."""
    stocks: tuple[MetricPart, ...]
    """Known as of a day: the last day of the sums."""
    waves: tuple[MetricPart, ...]
    """Read for exact days, so they decide over which days everything else is asked."""
    posts: tuple[MetricPart, ...]
    """Read post by post."""
    depth: int
    """How many formulas this one lies in."""


def ratio_parts(query: Query, depth: int) -> RatioParts:
    """Returns the formula of a metric with its parts; NoValue where it is none, or names what nobody knows."""
    try:
        tree = parse(query.metric.formula)
    except FormulaError as error:
        raise NoValue(WhyNot.NO_READING) from error
    operands = tuple(dict.fromkeys(operands_of(tree)))
    unknown = [operand.metric for operand in operands if operand.metric not in query.campaign.metrics]
    if unknown or depth > DEEPEST:
        raise NoValue(WhyNot.PART_MISSING, ", ".join(unknown))
    metrics = {operand: query.campaign.metrics[operand.metric] for operand in operands}
    # A median needs single posts; a sum of what does not add up over days can only mean posts.
    posts = tuple(
        operand
        for operand, metric in metrics.items()
        if operand.how == "median"
        or (operand.how == "sum" and metric.platform_value and is_read(query.of(metric), posts=True))
    )
    sums = tuple(
        operand
        for operand, metric in metrics.items()
        if operand not in posts and metric.additive and operand.how != "last"
    )
    waves = tuple(
        operand
        for operand, metric in metrics.items()
        if operand not in (*posts, *sums)
        and not metric.formula
        and (metric.over_time == "each" or metric.platform_value)
        and operand.how != "last"
    )
    stocks = tuple(operand for operand in metrics if operand not in (*posts, *sums, *waves))
    # Sums stop at the last day that counts; a survey may come after it.
    return RatioParts(query, query.counted(), tree, metrics, sums, stocks, waves, posts, depth)


def evaluate(tree: Formula, sizes: Mapping[MetricPart, Quantity]) -> Quantity | None:
    """Returns the result of a formula; None where it divides by 0."""
    if isinstance(tree, Number):
        return quantity.exactly(tree.value)
    if isinstance(tree, MetricPart):
        return sizes[tree]
    left, right = evaluate(tree.left, sizes), evaluate(tree.right, sizes)
    if left is None or right is None:
        return None
    match tree.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left.over(right)
