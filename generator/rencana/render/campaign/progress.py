"""How far a KPI is: status, path, way and change in words, and the arithmetic behind them."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from msgspec import Struct

from rencana.measure import Progress
from rencana.render.subject import status as standing
from rencana.render.subject.arithmetic import Arithmetic, arithmetic
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.status import StatusView
from rencana.render.text import sizes


class ProgressBar(Struct, frozen=True):
    """How far a KPI is on its way, in hundredths, and where its path is; the words say the exact share."""

    way: int
    pace: int | None


class ProgressView(Struct, frozen=True):
    """How far a KPI is. `way` is the share of the way, not capped; `bar` draws it."""

    standing: StatusView
    pace: str
    gap: str
    way: str
    bar: ProgressBar | None
    change: str
    interval: str
    projection: str
    arithmetic: Callable[[], Arithmetic]
    """Made on demand: it has a link for each row, and most pages show none of them."""


def progress_view(view: CampaignView, one: Progress) -> ProgressView:
    """Returns how far a KPI is, in words."""
    return ProgressView(
        standing=standing.kpi_standing(view, one),
        pace=sizes.rounded(view.say, view.campaign, one.metric, one.verdict.pace, one.now.currency),
        gap=standing.gap(view, one),
        way="" if one.path_share is None else sizes.share(view.say, one.path_share),
        bar=_bar(one),
        change=standing.change_words(view, one),
        interval=standing.interval_words(view, one),
        projection=standing.projection_words(view, one),
        arithmetic=partial(arithmetic, view, one),
    )


def _bar(one: Progress) -> ProgressBar | None:
    if one.path_share is None or one.path is None:
        return None
    start, end = one.path.points[0][1], one.path.points[-1][1]
    pace = one.verdict.pace
    at = None if pace is None or end == start else _hundredths((pace - start) / (end - start))
    return ProgressBar(_hundredths(one.path_share), at)


def _hundredths(part: Decimal) -> int:
    return int(max(Decimal(0), min(Decimal(1), part)) * 100)
