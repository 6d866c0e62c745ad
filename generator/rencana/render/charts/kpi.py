"""The chart of a KPI: its course beside baseline, path and targets, as drawings, as a table and as a sentence."""

from collections.abc import Callable
from datetime import date
from functools import partial

from msgspec import Struct

from rencana.measure import Progress
from rencana.measure.history import Course
from rencana.render.charts import captions
from rencana.render.charts.captions import ChartRow
from rencana.render.charts.drawing import draw
from rencana.render.charts.kpi_plot import as_spot, drawable, kpi_plot
from rencana.render.charts.plot import NARROW, WIDE, Drawing, Plot, Spot, Stroke
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.once import once

_SPARK = (72, 18, 3)
"""Width, height and edge."""
_SPARK_POINTS = 24
_SPARK_LEAST = 3


class FullChart(Struct, frozen=True):
    """The whole chart of a KPI. Without readings it has no drawing; `why` then gives the reason."""

    title: str
    sentence: str = ""
    why: str = ""
    wide: Drawing | None = None
    narrow: Drawing | None = None
    notes: tuple[str, ...] = ()
    rows: tuple[ChartRow, ...] = ()
    beside: tuple[ChartRow, ...] = ()
    has_path: bool = False
    has_note: bool = False


class SmallChart(Struct, frozen=True):
    """One drawing without a table, for places where the numbers stand beside it."""

    words: str
    drawing: Drawing


class Chart(Struct, frozen=True):
    """The chart of a KPI in three sizes. Each is made only when a template calls it, because a page shows only one.

    `spark` is a line as small as a word; it is empty for too few points. `small` returns None without readings.
    """

    spark: Callable[[], tuple[Stroke, ...]]
    small: Callable[[], SmallChart | None]
    full: Callable[[], FullChart]


def chart(view: CampaignView, progress: Progress) -> Chart:
    """Returns the chart of a KPI, not drawn yet."""
    return Chart(partial(spark, view, progress), partial(small, view, progress), partial(full, view, progress))


def full(view: CampaignView, progress: Progress) -> FullChart:
    """Returns the whole chart of a KPI, or the reason why there is none."""
    title = _title(view, progress)
    line = _line(view, progress)
    if line is None:
        why = status.why_no_value(view, progress) if progress.now.size is None else view.say("No reading yet")
        return FullChart(title, why=f"{why}.")
    plot, narrow, sentence = _drawn(view, progress)
    rows, beside = tuple(captions.rows(view, progress, line)), tuple(captions.beside(view, progress))
    return FullChart(
        title,
        sentence,
        "",
        draw(plot, WIDE),
        narrow,
        tuple(captions.notes(view, line, cut=plot.heights.cut, first=plot.ticks[0])),
        rows,
        beside,
        any(row.path for row in rows),
        any(row.note for row in (*rows, *beside)),
    )


def small(view: CampaignView, progress: Progress) -> SmallChart | None:
    """Returns the narrow drawing of a KPI; None where nothing of it can be drawn."""
    if _line(view, progress) is None:
        return None
    _, narrow, sentence = _drawn(view, progress)
    return SmallChart(f"{_title(view, progress)}: {sentence}", narrow)


@once
def _drawn(view: CampaignView, progress: Progress) -> tuple[Plot, Drawing, str]:
    """Returns the plot of a KPI, the narrow drawing, and the sentence."""
    line = _line(view, progress)
    assert line is not None
    plot = kpi_plot(view, progress, line)
    return plot, draw(plot, NARROW), " ".join(captions.sentences(view, progress, line))


def _title(view: CampaignView, progress: Progress) -> str:
    return view.say("Course of {title}", title=view.kpi(progress.id).title)


def _line(view: CampaignView, progress: Progress) -> Course | None:
    # Unlike a drawing it has no words, so pages in different languages share it.
    return view.shared((drawable, progress.id), lambda: drawable(view.measured, progress.id))


def spark(view: CampaignView, progress: Progress) -> tuple[Stroke, ...]:
    """Returns the course as small as a word; nothing for two points, which would show only a slope."""
    width, height, edge = _SPARK
    line = _line(view, progress)
    spots = [as_spot(point) for point in line.points] if line else []
    if line is None or len(spots) < _SPARK_LEAST:
        return ()
    first, last = spots[0].day, spots[-1].day
    ends = [end for spot in spots for end in _ends(spot)]
    low, high = min(ends), max(ends)

    def at(day: date, size: float) -> str:
        x = edge + (width - 2 * edge) * (day - first).days / (last - first).days
        part = (size - low) / (high - low) if high > low else 0.5
        return f"{x:.0f},{height - edge - (height - 2 * edge) * part:.0f}"

    step = -(-len(spots) // _SPARK_POINTS)
    path = ""
    for run in line.runs:
        before = None
        for spot in map(as_spot, (*run[:-1:step], run[-1])):
            # A range is an upright line from end to end, and no line leads to it.
            is_joined = before is not None and "range" not in (before.kind, spot.kind)
            path += (" " if is_joined else "M") + " ".join(at(spot.day, end) for end in _ends(spot))
            before = spot
    dot = Stroke("dots", f"M{at(last, spots[-1].size)}h0")
    return (Stroke("line", path),) if spots[-1].kind == "range" else (Stroke("line", path), dot)


def _ends(spot: Spot) -> tuple[float, ...]:
    """Returns both ends of a range, and the size of every other point."""
    if spot.kind == "range" and spot.low is not None and spot.high is not None:
        return spot.low, spot.high
    return (spot.size,)
