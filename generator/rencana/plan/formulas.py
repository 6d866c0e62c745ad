"""Formulas of own metrics: that they can be read, name metrics that exist, and give what the metric says it is."""

from collections.abc import Iterator, Mapping

from rencana.catalogue import Metric
from rencana.catalogue.formula import FormulaError, dimension, dimension_of, names, parse, parts
from rencana.finding import Finding
from rencana.plan.language.fault import fault, short
from rencana.plan.language.gaps import NO_GAPS, Gaps
from rencana.plan.measurement import OwnMetric
from rencana.source.document import Document
from rencana.span import Span
from rencana.words.nearest import nearest

_HELP = "Write metrics, numbers, + - * / and parentheses, with a space on both sides of a minus: 1000 * spend / views."


def check_formulas(
    declared: Mapping[str, OwnMetric],
    metrics: Mapping[str, Metric],
    document: Document,
    path: tuple[str, ...],
    gaps: Gaps = NO_GAPS,
) -> Iterator[Finding]:
    """Yields what is wrong with the formulas of own metrics, which are declared at a path of a document.

    A formula that names a metric which could not be read is left in peace.
    """
    for name, metric in declared.items():
        if metric.formula and not _rests_on_gaps(metric.formula, metrics, gaps):
            yield from _check_formula(name, metric.formula, metrics, document, (*path, name, "formula"))


def _rests_on_gaps(text: str, metrics: Mapping[str, Metric], gaps: Gaps) -> bool:
    return any(name not in metrics and gaps.may_hold("metric", name) for name in names(text))


def _check_formula(
    name: str, text: str, metrics: Mapping[str, Metric], document: Document, path: tuple[str, ...]
) -> Iterator[Finding]:
    span = document.place(path)
    try:
        formula = parse(text)
    except FormulaError as error:
        place = _inside(span, text, error.start, error.end)
        yield fault("bad-formula", document.path, place, error.message, help=_HELP)
        return
    units = {}
    for part in parts(formula):
        metric = metrics.get(part.metric)
        if metric is None or part.metric == name:
            message = f"The formula names {short(part.metric, 40)}, which is "
            message += "the metric itself." if part.metric == name else "no metric."
            close = nearest(part.metric, sorted(metrics))
            help = f"Did you mean `{close}`?" if close and metric is None else _HELP
            start = text.index(part.metric)
            place = _inside(span, text, start, start + len(part.metric))
            yield fault("bad-formula", document.path, place, message, help=help)
            return
        units[part.metric] = metric.unit
    result = dimension_of(formula, units)
    if result is None:
        message = "The formula adds money, time and counts to one another."
        yield fault("bad-formula", document.path, span, message, help="Add only what has the same unit.")
    elif result != dimension(metrics[name].unit):
        message = f"The formula does not give what {short(name, 40)} is measured as: {metrics[name].unit}."
        yield fault("bad-formula", document.path, span, message, help="Set `unit:` to what the formula gives.")


def _inside(span: Span, text: str, start: int, end: int) -> Span:
    """Returns the span of a part of a formula; the whole formula's, where quotes or line breaks shift the columns."""
    if span.line != span.end_line or span.end_column - span.column != len(text):
        return span
    return Span(span.line, span.column + start, span.line, span.column + max(end, start + 1))
