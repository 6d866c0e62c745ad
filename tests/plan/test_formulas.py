"""Formulas of own metrics are checked where they stand."""

import pytest
from workspaces import draft_of

PLAN = "campaign: {title: T}\n"


@pytest.mark.parametrize(
    ("formula", "unit", "marked", "message"),
    [
        ("spend / views", "currency", "", ""),
        ("1000 * spend / views", "currency", "", ""),
        ("likes / views", "percent", "", ""),
        ("sum(views) / 2", "count", "", ""),
        ("likes / vews", "count", "vews", "The formula names “vews”, which is no metric."),
        ("likes / own", "count", "own", "The formula names “own”, which is the metric itself."),
        ("likes +", "count", "+", "The formula ends too early."),
        ("likes ^ 2", "count", "^", "“^” does not belong into a formula."),
        ("spend + views", "count", "spend + views", "The formula adds money, time and counts to one another."),
        ("spend / views", "count", "spend / views", "The formula does not give what “own” is measured as: count."),
        ("spend * 0.5", "duration", "spend * 0.5", "The formula does not give what “own” is measured as: duration."),
    ],
)
def test_faults_stand_inside_the_formula(formula: str, unit: str, marked: str, message: str) -> None:
    """What is wrong in a formula is marked at the word that is wrong; what is wrong with all of it, at the formula."""
    line = f"  metrics: {{own: {{title: Own, unit: {unit}, formula: {formula}}}}}"
    findings = draft_of(f"{PLAN}measurement:\n{line}\n").findings
    assert [finding.message for finding in findings] == ([message] if message else [])
    assert "".join(line[finding.span.column - 1 : finding.span.end_column - 1] for finding in findings) == marked
    assert all(finding.rule == "bad-formula" and finding.span.line == 3 for finding in findings)


def test_a_similar_metric_is_suggested() -> None:
    """A misspelt metric in a formula is answered with the metric that was meant."""
    draft = draft_of(f"{PLAN}measurement:\n  metrics: {{own: {{title: Own, formula: likes / vews}}}}\n")
    assert [finding.help for finding in draft.findings] == ["Did you mean `views`?"]


def test_a_metric_is_not_suggested_for_itself() -> None:
    """A formula that names its own metric is answered with the form of formulas, not with the same name again."""
    draft = draft_of(f"{PLAN}measurement:\n  metrics: {{own: {{title: Own, formula: likes / own}}}}\n")
    assert [finding.help.startswith("Write metrics, numbers") for finding in draft.findings] == [True]


def test_a_quoted_formula_is_marked_as_a_whole() -> None:
    """In quotes the columns of a formula are not those of its text, so all of it is marked."""
    draft = draft_of(f'{PLAN}measurement:\n  metrics: {{own: {{title: Own, formula: "likes / vews"}}}}\n')
    (finding,) = draft.findings
    assert finding.span.end_column - finding.span.column == len('"likes / vews"')


def test_own_metrics_may_use_one_another() -> None:
    """A formula may name metrics of the same plan and of the portfolio."""
    portfolio = "format: 1\nmetrics: {shared: {title: S}}\n"
    metrics = "{a: {title: A}, b: {title: B, formula: a / shared}}"
    assert draft_of(f"{PLAN}measurement:\n  metrics: {metrics}\n", portfolio=portfolio).findings == ()
