"""The words of a KPI chart: its table, its sentence for people who cannot see it, and its notes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from rencana.catalogue import title_in
from rencana.derive import counting_days
from rencana.measure import Progress
from rencana.measure.history import Course, HistoryPoint, PointKind
from rencana.render.subject import status
from rencana.render.subject.arithmetic import gap_words
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.former_targets import former_targets
from rencana.render.text import sizes, terms

_MOST_GAPS = 4


class ChartRow(Struct, frozen=True):
    """A row of the table: a point of the course, or a size that the course is compared with."""

    day: str
    value: str
    path: str
    note: str


def rows(view: CampaignView, progress: Progress, line: Course) -> Iterator[ChartRow]:
    """Yields a row for each point, from the first day to the last."""
    say, campaign, metric, money = view.say, view.campaign, progress.metric, progress.now.currency
    opened, compared = {turn.day for turn in line.turns}, sizes.compared(progress)
    before = date.min
    for point in line.points:
        pace = progress.path.at(point.day) if progress.path else None
        beside_sizes = tuple(size for size in (*compared, pace, point.size.exact) if size is not None)
        notes = list(_point_notes(view, point))
        notes += [changed(view, day, line) for day in sorted(opened) if before < day <= point.day]
        yield ChartRow(
            say.day(point.day),
            sizes.unrounded(say, campaign, metric, point.size, money)
            if line.kind is PointKind.LEVEL and point.size.exact is not None
            else sizes.rounded(say, campaign, metric, point.size, money, beside=beside_sizes),
            sizes.expected(say, campaign, metric, pace, money, now=point.size.exact, beside=beside_sizes),
            "; ".join(notes),
        )
        before = point.day


def _point_notes(view: CampaignView, point: HistoryPoint) -> Iterator[str]:
    say = view.say
    if point.origin:
        yield say("counting begins")
    if point.start and point.start != point.day:
        yield say("read over {days}", days=say.days(point.start, point.day))
    if point.mark:
        yield say.term(point.mark, terms.MARKS)
    if point.n is not None:
        yield f"n = {say.amount_of(point.n)}"
    if point.interval:
        low, high = (sizes.share(say, end, 1) for end in (point.interval.low, point.interval.high))
        yield say("between {low} and {high} (95%)", low=low, high=high)


def beside(view: CampaignView, progress: Progress) -> Iterator[ChartRow]:
    """Yields a row for each size that the course is compared with: the baseline, each target, each former target."""
    say, campaign = view.say, view.campaign

    def size(number: Decimal | None) -> str:
        beside = sizes.compared(progress)
        return sizes.rounded(say, campaign, progress.metric, number, progress.now.currency, beside=beside)

    if progress.base is not None:
        yield ChartRow(
            say.day(counting_days.baseline_day(campaign, progress.kpi)), size(progress.base), "", say("Baseline")
        )
    for target in progress.targets:
        aim = target.aim
        word = say("Stretch target") if aim.stretch else say("Target")
        yield ChartRow(say.day(aim.day), status.aim_size(view, progress, aim), "", word)
        for former in former_targets(view, progress, aim):
            note = say("Target until {day}", day=say.day(former.until))
            yield ChartRow(say.day(aim.day), size(former.size), "", note)


def sentences(view: CampaignView, progress: Progress, line: Course) -> Iterator[str]:
    """Yields sentences that describe the drawing."""
    say, campaign = view.say, view.campaign
    points = [point for point in line.points if not point.origin]

    def size(point: HistoryPoint) -> str:
        beside = sizes.compared(progress)
        return sizes.rounded(say, campaign, progress.metric, point.size, progress.now.currency, beside=beside)

    # A sum begins with an origin of 0, which nobody has read: the sentence on a single point ignores it.
    first, last = line.points[0], points[-1]
    if first is last:
        yield say("One point: {value} on {day}.", value=size(last), day=say.day(last.day))
    else:
        words = {"first": size(first), "start": say.day(first.day), "value": size(last), "day": say.day(last.day)}
        yield say("A line from {first} on {start} to {value} on {day}.", **words)
    if progress.verdict.pace is not None:
        pace = status.expected(view, progress, progress.verdict.pace)
        yield say("Expected by then: {pace}.", pace=pace)
    for row in beside(view, progress):
        yield f"{row.note}: {row.value}, {row.day}." if row.day else f"{row.note}: {row.value}."
    if line.gaps:
        yield _missing(view, line)
    if progress.projection:
        yield status.projection_words(view, progress)


def notes(view: CampaignView, line: Course, *, cut: bool, first: str) -> Iterator[str]:
    """Yields what a reader must know to understand the drawing correctly."""
    say = view.say
    if cut:
        yield say("The axis begins at {value}, not at 0.", value=first)
    if line.gaps:
        yield _missing(view, line)
    for turn in line.turns:
        yield f"{say.day(turn.day)}: {changed(view, turn.day, line)}"


def _missing(view: CampaignView, line: Course) -> str:
    say = view.say
    gaps = [gap_words(view, gap) for gap in line.gaps[:_MOST_GAPS]]
    more = "; …" if len(line.gaps) > _MOST_GAPS else ""
    return say("Without a reading: {days}", days="; ".join(gaps) + (more or "."))


def changed(view: CampaignView, day: date, line: Course) -> str:
    """Returns in words what is counted differently from a day on."""
    turn = next(turn for turn in line.turns if turn.day == day)
    if turn.change:
        return title_in(turn.change.what, view.say.language)
    return view.say("counted in another way: {source}", source=view.source(turn.source))
