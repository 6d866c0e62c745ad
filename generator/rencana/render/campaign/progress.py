"""How far a KPI is: status, path, way and change in words, and the arithmetic behind them."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from msgspec import Struct

from rencana.measure import Progress
from rencana.render.subject import status as standing
from rencana.render.subject.arithmetic import Arithmetic, arithmetic
from rencana.render.subject.campaign import Scene
from rencana.render.subject.status import Standing
from rencana.render.text import sizes


class Bar(Struct, frozen=True):
    """How far a KPI is on its way, in hundredths, and where its path is; the words say the exact share."""

    way: int
    pace: int | None


class ProgressView(Struct, frozen=True):
    """How far a KPI is. `way` is the share of the way, not capped; `bar` draws it."""

    standing: Standing
    pace: str
    gap: str
    way: str
    bar: Bar | None
    change: str
    interval: str
    projection: str
    arithmetic: Callable[[], Arithmetic]
    """Made on demand: it has a link for each row, and most pages show none of them."""


def progress_view(scene: Scene, one: Progress) -> ProgressView:
    """Returns how far a KPI is, in words."""
    return ProgressView(
        standing=standing.kpi_standing(scene, one),
        pace=sizes.rounded(scene.say, scene.campaign, one.metric, one.verdict.pace, one.now.currency),
        gap=standing.gap(scene, one),
        way="" if one.way is None else sizes.share(scene.say, one.way),
        bar=_bar(one),
        change=standing.change_words(scene, one),
        interval=standing.interval_words(scene, one),
        projection=standing.projection_words(scene, one),
        arithmetic=partial(arithmetic, scene, one),
    )


def _bar(one: Progress) -> Bar | None:
    if one.way is None or one.path is None:
        return None
    start, end = one.path.points[0][1], one.path.points[-1][1]
    pace = one.verdict.pace
    at = None if pace is None or end == start else _hundredths((pace - start) / (end - start))
    return Bar(_hundredths(one.way), at)


def _hundredths(part: Decimal) -> int:
    return int(max(Decimal(0), min(Decimal(1), part)) * 100)
