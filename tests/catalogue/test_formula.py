"""Formulas become trees as arithmetic reads them, and a text that is none is told where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.catalogue import Metric, metrics
from rencana.catalogue.formula import (
    Formula,
    FormulaError,
    MetricPart,
    Number,
    Operation,
    dimension,
    dimension_of,
    names,
    parse,
)

UNITS = {name: metric.unit for name, metric in metrics().items()}
NAMES = st.sampled_from(["views", "link-clicks", "er-reach", "spend", "a1"])
LEAVES = st.one_of(
    st.decimals(0, 10**6, places=2).map(Number),
    st.builds(MetricPart, NAMES, st.sampled_from(["", "sum", "last", "median"])),
)
TREES = st.recursive(LEAVES, lambda inner: st.builds(Operation, st.sampled_from("+-*/"), inner, inner), max_leaves=12)


def written(tree: Formula) -> str:
    """A tree as text, with all of its parentheses."""
    match tree:
        case Number(value):
            return str(value)
        case MetricPart(metric, how):
            return f"{how}({metric})" if how else metric
        case Operation(sign, left, right):
            return f"({written(left)} {sign} {written(right)})"


@given(TREES)
def test_text_and_tree_are_the_same(tree: Formula) -> None:
    """Whatever tree is written down is read back."""
    assert parse(written(tree)) == tree


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a / b / c", "(a / b) / c"),
        ("1000*spend/views", "(1000 * spend) / views"),
        ("link-clicks - views", "(link-clicks) - views"),
        (" sum( views )/last(followers) ", "sum(views) / last(followers)"),
        ("1_000 * a1", "1000 * a1"),
    ],
)
def test_binds_as_arithmetic_does(text: str, same: str) -> None:
    """Products bind more than sums, and what binds alike is read from the left; hyphens belong to names."""
    assert parse(text) == parse(same)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("", 0, 0),
        ("views +", 6, 7),
        ("views views", 6, 11),
        ("(views", 5, 6),
        ("views)", 5, 6),
        ("* views", 0, 1),
        ("views ^ 2", 6, 7),
        ("mean(views)", 0, 4),
        ("sum(1)", 4, 5),
        ("1,000 * views", 1, 2),
        ("__import__", 0, 1),
    ],
)
def test_fault_has_a_place(text: str, start: int, end: int) -> None:
    """A text that is no formula says where it goes wrong, and names nothing."""
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == (start, end)
    assert caught.value.message.endswith(".")
    assert names(text) == ()


def test_nesting_is_bounded() -> None:
    """Thirty thousand parentheses are refused with words, not with the end of the program."""
    with pytest.raises(FormulaError, match="nested too deeply"):
        parse("(" * 30_000 + "views" + ")" * 30_000)


@given(st.text(max_size=30))
def test_any_text_is_a_formula_or_a_fault(text: str) -> None:
    """No text ends in anything else."""
    places = [(0, 0)]
    try:
        parse(text)
    except FormulaError as error:
        places.append((error.start, error.end))
    assert all(0 <= start <= end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    "metric", [metric for metric in metrics().values() if metric.formula], ids=lambda metric: metric.id
)
def test_formula_of_the_catalogue_is_sound(metric: Metric) -> None:
    """Every formula of the catalogue can be read, names metrics of the catalogue, and gives the metric's unit."""
    tree = parse(metric.formula)
    assert set(names(metric.formula)) <= set(metrics())
    assert dimension_of(tree, UNITS) == dimension(metric.unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("spend + views", None), ("spend / views", (1, 0)), ("watch-time / views", (0, 1)), ("spend / revenue", (0, 0))],
)
def test_units_never_mix(text: str, expected: tuple[int, int] | None) -> None:
    """Money is not added to counts; money by counts is money, money by money is a ratio."""
    assert dimension_of(parse(text), UNITS) == expected
