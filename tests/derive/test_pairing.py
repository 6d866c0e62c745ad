"""Things without ids are known again by what they say, the telling aspect first."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.derive.pairing import pair

Rows = Sequence[tuple[int, int]]


@pytest.mark.parametrize(
    ("before", "after", "twins"),
    [
        ([(1, 5)], [(1, 6)], {0: 0}),
        ([(1, 5), (2, 6)], [(2, 5), (1, 9)], {0: 1, 1: 0}),
        ([(1, 5), (2, 6)], [(3, 6), (4, 7)], {0: 1, 1: 0}),
        ([(1, 5)], [(2, 6), (3, 5)], {0: 1}),
        ([(1, 5), (2, 6)], [(3, 7)], {0: 0}),
        ([], [(1, 1)], {}),
        ([(1, 1)], [], {}),
    ],
)
def test_the_first_aspect_goes_before(before: Rows, after: Rows, twins: dict[int, int]) -> None:
    """Those alike in the first aspect are paired before those alike in the second, and the rest in their order."""
    assert pair(before, after) == twins


_ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6)


@given(_ROWS, _ROWS)
def test_as_many_as_can_are_paired(before: Rows, after: Rows) -> None:
    """Nothing is a twin twice, and nobody is left alone on both sides."""
    twins = pair(before, after)
    assert len(set(twins.values())) == len(twins) == min(len(before), len(after))
