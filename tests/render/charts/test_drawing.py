"""The drawing of a chart: where days and sizes lie, which strokes stand for what, and which labels it has."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from msgspec.structs import replace

from rencana.render.charts import strokes, wording
from rencana.render.charts.area import ChartArea
from rencana.render.charts.axes import Heights
from rencana.render.charts.drawing import draw
from rencana.render.charts.labels import box
from rencana.render.charts.plot import NARROW, WIDE, Ahead, ComparedSize, Plot, Size, Spot, Stroke

FIRST = date(2026, 3, 1)
LAST = FIRST + timedelta(days=100)
MIDDLE = FIRST + timedelta(days=50)
SCALE = Heights(0, 100, tuple(map(Decimal, (0, 50, 100))))
SPOTS = (Spot(FIRST, 0), Spot(MIDDLE, 40), Spot(FIRST + timedelta(days=60), 60))
PLOT = Plot(FIRST, LAST, SCALE, ("0", "50", "100"), (SPOTS,), "60")
AREA = ChartArea(PLOT, WIDE, left=100, right=600, top=20, bottom=220)


def on(plot: Plot, size: Size = WIDE) -> ChartArea:
    """A plot with round edges."""
    return ChartArea(plot, size, left=100, right=600, top=20, bottom=220)


def kinds(drawn: list[Stroke]) -> list[str]:
    """The kinds of strokes."""
    return [stroke.kind for stroke in drawn]


@pytest.mark.parametrize(
    ("day", "x"), [(FIRST, 100), (MIDDLE, 350), (LAST, 600), (date(2020, 1, 1), 100), (date(2030, 1, 1), 600)]
)
def test_days_lie_inside(day: date, x: float) -> None:
    """Days lie evenly from left to right, and none outside."""
    assert AREA.x(day) == x


@pytest.mark.parametrize(("size", "y"), [(0, 220), (50, 120), (100, 20), (-7, 220), (1e9, 20)])
def test_sizes_lie_inside(size: float, y: float) -> None:
    """Sizes lie evenly from bottom to top, and none outside."""
    assert AREA.y(size) == y


def test_points_are_found_along_a_line() -> None:
    """Points along a line lie on it, by parts of its width; a single point is no line."""
    points = [(FIRST, 0.0), (MIDDLE, 100.0), (LAST, 0.0)]
    assert list(AREA.along(points, (0, 0.25, 0.5, 1))) == [(100, 220), (225, 120), (350, 20), (600, 220)]
    assert list(AREA.along(points[:1], (0, 0.5))) == []


def test_line_does_not_go_through_a_range() -> None:
    """A range lies between its ends: the line breaks there, and an area from the last known point has both ends."""
    exact, unsure = SPOTS[0], Spot(MIDDLE, 50, "range", 0, 100)
    run = (exact, unsure, Spot(LAST, 60, "range", 20, 100))
    assert strokes.line(AREA, run) == "M100,220M350,120M600,100"
    assert strokes.line(AREA, SPOTS).count("M") == 1
    spread = next(stroke for stroke in strokes.grounds(on(replace(PLOT, runs=(run,)))) if stroke.kind == "spread")
    assert spread.d == "M100,220 350,220 600,180 600,20 350,20 100,220z"


def test_what_is_over_a_limit_is_shaded() -> None:
    """Above a limit lies what is too much, from the day on which the limit holds."""
    limit = ComparedSize(50, "limit", "At most 50", None)
    drawn = list(strokes.grounds(on(replace(PLOT, goals=(limit,)))))
    assert kinds(drawn)[-2:] == ["beyond", "level-limit"]
    assert drawn[-2].d == "M100,120H600V20H100z"
    assert "mark-limit" not in kinds(list(strokes.marks(on(replace(PLOT, goals=(limit,))))))


def test_ground_has_grid_and_axis() -> None:
    """Below the line are the grid and the axis, which looks different where it does not begin at 0."""
    assert kinds(list(strokes.grounds(AREA))) == ["grid", "axis"]
    cut = replace(PLOT, heights=Heights(40, 100, SCALE.ticks))
    assert kinds(list(strokes.grounds(on(cut)))) == ["grid", "axis-cut"]


def test_days_without_reading_are_shaded() -> None:
    """A gap covers its days from the morning of the first one, and is wide enough to be seen."""
    week = replace(PLOT, gaps=((MIDDLE, MIDDLE + timedelta(days=6)),))
    [gap] = [stroke for stroke in strokes.grounds(on(week)) if stroke.kind == "gap"]
    assert gap.d == "M345,20H380V220H345z"
    long = replace(PLOT, last=FIRST + timedelta(days=10000), gaps=((MIDDLE, MIDDLE),))
    [gap] = [stroke for stroke in strokes.grounds(on(long)) if stroke.kind == "gap"]
    assert gap.d == "M102,20H104V220H102z"


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (ComparedSize(50, "target", "T", LAST), []),
        (ComparedSize(50, "target", "T", None), [Stroke("level-target", "M100,120H600")]),
        (ComparedSize(50, "target", "T", MIDDLE, on=True), [Stroke("level-target", "M350,120H600")]),
        (ComparedSize(50, "target", "T", MIDDLE, far=100), [Stroke("range", "M350,120H600V20H350z")]),
        (ComparedSize(50, "target", "T", LAST, far=100), [Stroke("range", "M592,120H600V20H592z")]),
    ],
)
def test_lasting_targets_are_levels(goal: ComparedSize, expected: list[Stroke]) -> None:
    """A target of one day is no line; one that holds is a line from its day on, and a range is a band."""
    drawn = list(strokes.grounds(on(replace(PLOT, goals=(goal,)))))
    assert drawn[2:] == expected


def test_path_and_projection_are_drawn() -> None:
    """The path is a line, and the projection a line in a band that opens at the newest point."""
    ahead = Ahead(LAST, 80, 70, 90, "~ 80")
    plot = replace(PLOT, path=((FIRST, 0.0), (LAST, 100.0)), ahead=ahead)
    assert [(stroke.kind, stroke.d) for stroke in strokes.grounds(on(plot))][2:] == [
        ("path", "M100,220 600,20"),
        ("band", "M400,100 600,40 600,80z"),
        ("ahead", "M400,100 600,60"),
    ]


def test_dense_points_have_no_dots() -> None:
    """Where points are close together, only the newest one and the uncertain ones are drawn."""
    days = [FIRST + timedelta(days=index) for index in range(40)]
    run = tuple(Spot(day, 10, "open" if index == 7 else "dot") for index, day in enumerate(days))
    drawn = {stroke.kind: stroke.d for stroke in strokes.points(on(replace(PLOT, runs=(run,))))}
    assert drawn["dots"] == "M295,200h0"
    assert drawn["hollow"].startswith("M135,200m")
    few = {stroke.kind: stroke.d for stroke in strokes.points(AREA)}
    assert few == {"dots": "M100,220h0M350,140h0M400,100h0"}


def test_lone_points_are_always_dots() -> None:
    """A point without neighbours would be invisible as a line, so it has a dot however dense the others are."""
    run = tuple(Spot(FIRST + timedelta(days=index), 10) for index in range(40))
    lone = Spot(FIRST + timedelta(days=42), 10)
    newest = Spot(FIRST + timedelta(days=44), 10)
    drawn = {stroke.kind: stroke.d for stroke in strokes.points(on(replace(PLOT, runs=(run, (lone,), (newest,)))))}
    assert drawn["dots"] == "M310,200h0M320,200h0"


def test_bounds_are_bars() -> None:
    """Where the true size lies between two bounds, a bar shows them."""
    run = (Spot(FIRST, 50, "dot", 40, 60),)
    drawn = {stroke.kind: stroke.d for stroke in strokes.points(on(replace(PLOT, runs=(run,))))}
    assert drawn["bar"] == "M100,140V100M96,140h8M96,100h8"


def test_marks_stand_at_their_day() -> None:
    """Baseline and targets of a day have marks there, today and changes a vertical line before their first day."""
    plot = replace(
        PLOT,
        goals=(ComparedSize(50, "target", "T", LAST), ComparedSize(50, "stretch", "S", None)),
        base=ComparedSize(0, "base", "B", FIRST),
        turns=((MIDDLE, "counted in another way"),),
        today=MIDDLE,
    )
    drawn = list(strokes.marks(on(plot)))
    assert kinds(drawn) == ["mark-base", "mark-target", "today", "turn"]
    assert drawn[1].d.startswith("M600,120m")
    assert drawn[2:] == [Stroke("today", "M350,20V220"), Stroke("turn", "M345,7V220")]


LATE = FIRST + timedelta(days=96)


@pytest.mark.parametrize(
    ("day", "late"), [(None, True), (LAST, True), (LATE, True), (LATE - timedelta(days=1), False), (FIRST, False)]
)
def test_last_days_are_late(day: date | None, late: bool) -> None:
    """The last twenty-fifth of the days, and what holds for several days, has its label beside the drawing."""
    assert wording.is_late(PLOT, day) is late


def test_labels_are_sorted_by_importance() -> None:
    """The target comes before the newest value, and former targets last; what holds from a day on is of no one day."""
    goals = (
        ComparedSize(40, "former", "was", MIDDLE),
        ComparedSize(50, "stretch", "stretch", MIDDLE, on=True),
        ComparedSize(60, "target", "aim", LAST, on=True),
    )
    plot = replace(PLOT, goals=goals, base=ComparedSize(0, "base", "start", FIRST), ahead=Ahead(LAST, 80, 70, 90, "on"))
    labels = wording.size_labels(plot)
    assert [label.text for label in labels] == ["aim", "60", "stretch", "on", "start", "was"]
    assert [label.day for label in labels[:3]] == [LAST, SPOTS[-1].day, None]


def test_tick_labels_keep_apart() -> None:
    """Days that would touch the word before have no label."""
    labels = [label for label in wording.tick_labels(AREA, ("0", "50", "100")) if label.anchor == "middle"]
    assert len(labels) >= 2
    assert not any(box(first, 13).meets([box(second, 13)]) for first, second in combinations(labels, 2))


FULL = replace(
    PLOT,
    goals=(ComparedSize(80, "target", "Target 80 thousand", LAST), ComparedSize(95, "stretch", "Stretch", LAST)),
    base=ComparedSize(0, "base", "Baseline 0", FIRST),
    path=((FIRST, 0.0), (LAST, 80.0)),
    path_label="Path",
    turns=((MIDDLE, "counted in another way from here on"),),
    today=FIRST + timedelta(days=60),
    today_label="Today",
    ahead=Ahead(LAST, 80, 70, 90, "Projection ~ 80"),
)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_labels_of_a_drawing_keep_apart(size: Size) -> None:
    """However much a chart shows, no label lies on another one or outside."""
    drawing = draw(FULL, size)
    boxes = [box(label, size.letter) for label in (*drawing.ticks, *drawing.labels)]
    assert not any(first.meets([second]) for first, second in combinations(boxes, 2))
    assert all(label.left >= 0 and label.right <= size.width for label in boxes)
    assert {"target", "latest", "today"} <= {label.kind for label in drawing.labels}


def test_late_labels_stand_beside_only_where_wide() -> None:
    """The wide drawing has labels of the last day at its right; the narrow one uses that room for the line."""
    wide, narrow = draw(FULL, WIDE), draw(FULL, NARROW)
    right = {
        size: max(float(at.split(",")[0]) for at in drawing.line[1:].split())
        for size, drawing in ((1, wide), (2, narrow))
    }
    target = next(label for label in wide.labels if label.kind == "target")
    assert target.anchor == "start"
    assert target.x > right[1]
    assert all(label.x <= NARROW.width for label in narrow.labels)
    assert "leader" not in kinds(list(narrow.over))


def test_moved_labels_have_leaders() -> None:
    """A label that had to move away from its height is joined to it by a line."""
    same = tuple(ComparedSize(80, "target", f"Target {number}", LAST) for number in range(3))
    assert "leader" in kinds(list(draw(replace(PLOT, goals=same), WIDE).over))
    assert "leader" not in kinds(list(draw(replace(PLOT, goals=same[:1]), WIDE).over))
