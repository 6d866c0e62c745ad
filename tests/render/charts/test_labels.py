"""Labels of a drawing: none lies on another, and each is as close as possible to what it is about."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.render.charts.labels import Box, FloatingLabel, Label, SideLabel, box, cut, place, room, stack

AREA = Box(0, 0, 200, 100)


@pytest.mark.parametrize(
    ("neighbour", "count"),
    [
        (Box(10, 10, 20, 20), 1),
        (Box(19, 19, 30, 30), 1),
        (Box(20, 10, 30, 20), 0),
        (Box(10, 20, 20, 30), 0),
        (Box(0, 0, 10, 10), 0),
        (Box(12, 12, 13, 13), 1),
    ],
)
def test_edges_may_touch(neighbour: Box, count: int) -> None:
    """Two rectangles overlap only where they share more than an edge."""
    assert Box(10, 10, 20, 20).meets([neighbour]) == neighbour.meets([Box(10, 10, 20, 20)]) == count


@pytest.mark.parametrize(
    ("inner", "inside"),
    [
        (Box(0, 0, 200, 100), True),
        (Box(-1, 0, 200, 100), False),
        (Box(0, -1, 200, 100), False),
        (Box(0, 0, 201, 100), False),
        (Box(0, 0, 200, 101), False),
    ],
)
def test_inside_reaches_the_edge(inner: Box, inside: bool) -> None:
    """What reaches the edge is inside still, what crosses it on any side is not."""
    assert AREA.holds(inner) is inside


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abcde", 30), ("漢字", 20), ("a漢", 16)])
def test_chinese_signs_are_wide(text: str, width: float) -> None:
    """A letter is narrower than high, a Chinese sign is as wide as high."""
    assert room(text, 10) == pytest.approx(width)


@given(st.text(max_size=40), st.integers(0, 300))
def test_cut_text_fits(text: str, width: int) -> None:
    """A shortened text fits its width, and begins as the whole does."""
    short = cut(text, width, 10)
    if short != text:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert room(short, 10) <= max(width, room("…", 10))
    else:
        assert room(text, 10) <= width


@pytest.mark.parametrize(("anchor", "edge"), [("start", 50), ("middle", 35), ("end", 20)])
def test_anchor_decides_the_side(anchor: str, edge: float) -> None:
    """The point of a label is its beginning, its middle or its end; letters stand on it, and a little hangs below."""
    cover = box(Label(50, 40, anchor, "tick", "abcde"), 10)
    assert cover == pytest.approx((edge, 30, edge + 30, 42))


def floating(*spots: tuple[float, float, str], text: str = "abcde") -> FloatingLabel:
    """A label that may stand at several points."""
    return FloatingLabel(text, "target", spots)


def test_first_free_spot_wins() -> None:
    """Where nothing is in the way a label stands at its best spot."""
    [label] = place([floating((10, 50, "start"), (90, 50, "start"))], AREA, (), (), 10)
    assert (label.x, label.y, label.anchor) == (10, 50, "start")


def test_labels_never_overlap() -> None:
    """What is covered already is avoided, and so is each label that found a place before."""
    twice = [floating((10, 50, "start"), (90, 50, "start"))] * 2
    assert [label.x for label in place(twice, AREA, (), (), 10)] == [10, 90]
    assert [label.x for label in place(twice, AREA, [Box(0, 45, 60, 46)], (), 10)] == [90]


def test_label_without_place_is_left_out() -> None:
    """A label that fits nowhere in the area is not drawn."""
    assert place([floating((190, 50, "start"), (10, 5, "start"), (10, 99, "start"))], AREA, (), (), 10) == []


def test_busy_ground_costs() -> None:
    """A later spot is taken only where it lies on enough less: each step down the list has its price."""
    spots = floating((10, 50, "start"), (10, 80, "start"), (90, 50, "start"), (90, 80, "start"))
    line = Box(0, 45, 60, 46)
    assert [label.y for label in place([spots], AREA, (), [line], 10)] == [80]
    below = Box(0, 75, 60, 76)
    [label] = place([spots], AREA, (), [line, below], 10)
    assert (label.x, label.y) == (90, 50)
    everywhere = [line, below, Box(85, 45, 160, 46), Box(85, 75, 160, 76)]
    [label] = place([spots], AREA, (), everywhere, 10)
    assert (label.x, label.y) == (10, 50)


SIDES = st.lists(st.floats(-20, 220).map(lambda y: SideLabel("x", "target", y)), max_size=12)


@given(SIDES)
def test_stacked_labels_keep_apart(sides: list[SideLabel]) -> None:
    """Labels beside a drawing stand one below the other in the order of their heights, and inside of it."""
    stacked = stack(sides, 100, 0, 200, 10)
    assert [height for _, height in stacked] == sorted(height for _, height in stacked)
    assert all(later.y - label.y >= 12 for (label, _), (later, _) in pairwise(stacked))
    assert all(0 <= label.y <= 204 for label, _ in stacked)
    assert len(stacked) == min(len(sides), 200 // 13)


def test_most_important_stay() -> None:
    """Where there is no room for all labels, the first ones stay."""
    sides = [SideLabel(text, "target", y) for text, y in (("a", 20), ("b", 10), ("c", 15))]
    assert [label.text for label, _ in stack(sides, 100, 0, 30, 10)] == ["b", "a"]
    assert [label.text for label, _ in stack(sides, 100, 0, 5, 10)] == ["a"]
