"""Baselines and targets are a word, a value or the full form, and are told apart by what is written."""

from decimal import Decimal

import pytest
from workspaces import campaign_of, draft_of, places_of

from rencana.plan.measurement import KPI, Comparison, Target


def _kpi(text: str) -> KPI:
    return campaign_of(f"measurement: {{kpis: {{k: {{metric: views, {text}}}}}}}\n").plan.measurement.kpis["k"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("baseline: 900_000", Decimal(900_000)),
        ("baseline: {value: 14%}", Decimal("0.14")),
        ("baseline: ~4M", Decimal(4_000_000)),
        ("baseline: unknown", "unknown"),
        ("baseline: none", "none"),
        ("baseline: elsewhere", "elsewhere"),
        ("note: N", None),
    ],
)
def test_a_baseline_is_a_value_or_a_word(text: str, value: object) -> None:
    """A baseline is an amount, the full form, or one of the words that say why there is none."""
    baseline = _kpi(text).baseline
    assert (baseline.value and baseline.value.value if isinstance(baseline, Comparison) else baseline) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("targets: 5", ["5"]),
        ("targets: [5, +20%]", ["5", "+20%"]),
        ("targets: {value: 5, by: 2026}", ["5"]),
        ("targets: [{value: 5}, 7]", ["5", "7"]),
        ("targets: none", "none"),
        ("targets: elsewhere", "elsewhere"),
    ],
)
def test_targets_are_values_or_a_word(text: str, values: object) -> None:
    """Targets are one amount, several, full forms, or a word that says that there are none here."""
    targets = _kpi(text).targets
    assert ([str(target.value) for target in targets] if isinstance(targets, tuple) else targets) == values


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("baseline: known", "bad-choice"),
        ("baseline: '5,000'", "number-grouped"),
        ("baseline: -", "bad-number"),
        ("baseline: ", "left-empty"),
        ("targets: unknown", "bad-choice"),
        ("targets: [none]", "bad-number"),
        ("targets: {by: 2026}", "target-without-size"),
        ("targets: [5, {stretch: true}]", "target-without-size"),
    ],
)
def test_a_mistake_is_told_by_what_was_meant(text: str, rule: str) -> None:
    """What begins with a letter is refused as a word, everything else as an amount; a target without a size is none."""
    findings = draft_of(f"campaign: {{title: T}}\nmeasurement: {{kpis: {{k: {{metric: views, {text}}}}}}}\n").findings
    assert [finding.rule for finding in findings] == [rule]


@pytest.mark.parametrize("size", ["value: 5", "min: 5", "max: 5", "change: +5%"])
def test_a_target_has_any_size(size: str) -> None:
    """A value, a floor, a ceiling and a change are each enough for a target."""
    key, text = size.split(": ")
    assert getattr(Target.model_validate({key: text}), key) is not None


@pytest.mark.parametrize("counter", ["campaign", "lifetime"])
def test_a_source_says_what_its_counter_counts(counter: str) -> None:
    """Rows without a start count the campaign or a lifetime; a source that does not say leaves it open."""
    sources = f"measurement: {{sources: {{a: {{title: A, counter: {counter}}}, b: B}}}}\n"
    read = campaign_of(sources).plan.measurement.sources
    assert (read["a"].counter, read["b"].counter) == (counter, None)
    misspelt = draft_of("campaign: {title: T}\n" + sources.replace(counter, "campagne"))
    assert [finding.rule for finding in misspelt.findings] == ["bad-choice"]


def test_a_budget_may_be_one_amount() -> None:
    """A budget, and a line of it, may be written as its amount alone; an amount of money names its currency."""
    budget = campaign_of("budget: {total: 10M IDR, lines: {film: 6M IDR}}\n").plan.budget
    assert (str(budget.total), str(budget.lines["film"].amount)) == ("10M IDR", "6M IDR")
    assert campaign_of("budget: 10M IDR\n").plan.budget.total == budget.total
    assert places_of(draft_of("campaign: {title: T}\nbudget: 10M\n").findings) == [("wrong-unit", 2, 9)]
