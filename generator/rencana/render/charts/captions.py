"""What a chart of a KPI says in words: its table, its sentence for those who do not see it, and its notes."""

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
from rencana.render.text import sizes, terms

_MOST_GAPS = 4


class ChartRow(Struct, frozen=True):
    """A line of the table: a point of the course, or a size that it is compared with."""

    day: str
    value: str
    path: str
    note: str


def rows(view: CampaignView, one: Progress, line: Course) -> Iterator[ChartRow]:
    """Yields a row for each point, in the order of the line."""
    say, campaign, metric, money = view.say, view.campaign, one.metric, one.now.currency
    opened = {turn.day for turn in line.turns}
    before = date.min
    for point in line.points:
        pace = one.path.at(point.day) if one.path else None
        notes = list(_point_notes(view, point))
        notes += [changed(view, day, line) for day in sorted(opened) if before < day <= point.day]
        yield ChartRow(
            say.day(point.day),
            sizes.said(say, campaign, metric, point.size, money)
            if line.kind is PointKind.LEVEL and point.size.exact is not None
            else sizes.rounded(say, campaign, metric, point.size, money),
            sizes.rounded(say, campaign, metric, pace, money),
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


def beside(view: CampaignView, one: Progress) -> Iterator[ChartRow]:
    """Yields what the course is compared with: the baseline, and each target with what it was."""
    say, campaign = view.say, view.campaign

    def size(number: Decimal | None) -> str:
        return sizes.rounded(say, campaign, one.metric, number, one.now.currency)

    if one.base is not None:
        yield ChartRow(say.day(counting_days.baseline_day(campaign, one.kpi)), size(one.base), "", say("Baseline"))
    for known in one.targets:
        aim = known.aim
        word = say("Stretch target") if aim.stretch else say("Target")
        yield ChartRow(say.day(aim.day), status.aim_size(view, one, aim), "", word)
        if aim.was is not None and aim.target.revised:
            note = say("Target until {day}", day=say.day(aim.target.revised.date))
            yield ChartRow(say.day(aim.day), size(aim.was), "", note)


def sentences(view: CampaignView, one: Progress, line: Course) -> Iterator[str]:
    """Yields what a person would see."""
    say, campaign = view.say, view.campaign
    points = [point for point in line.points if not point.origin]

    def size(point: HistoryPoint) -> str:
        return sizes.rounded(say, campaign, one.metric, point.size, one.now.currency)

    # What is summed begins at 0, before the first reading.
    first, last = line.points[0], points[-1]
    if first is last:
        yield say("One point: {value} on {day}.", value=size(last), day=say.day(last.day))
    else:
        words = {"first": size(first), "start": say.day(first.day), "value": size(last), "day": say.day(last.day)}
        yield say("A line from {first} on {start} to {value} on {day}.", **words)
    if one.verdict.pace is not None:
        pace = sizes.rounded(say, campaign, one.metric, one.verdict.pace, one.now.currency)
        yield say("The path asks for {pace} by then.", pace=pace)
    for row in beside(view, one):
        yield f"{row.note}: {row.value}, {row.day}." if row.day else f"{row.note}: {row.value}."
    if line.gaps:
        yield _missing(view, line)
    if one.projection:
        yield status.projection_words(view, one)


def notes(view: CampaignView, line: Course, *, cut: bool, first: str) -> Iterator[str]:
    """Yields what has to be known to read the drawing rightly."""
    say = view.say
    if cut:
        yield say("The axis begins at {value}, not at 0.", value=first)
    if line.gaps:
        yield _missing(view, line)
    for turn in line.turns:
        yield f"{say.day(turn.day)}: {changed(view, turn.day, line)}"


def _missing(view: CampaignView, line: Course) -> str:
    say = view.say
    said = [gap_words(view, gap) for gap in line.gaps[:_MOST_GAPS]]
    more = "; …" if len(line.gaps) > _MOST_GAPS else ""
    return say("Without a reading: {days}", days="; ".join(said) + (more or "."))


def changed(view: CampaignView, day: date, line: Course) -> str:
    """Returns in words what changes on a day."""
    turn = next(turn for turn in line.turns if turn.day == day)
    if turn.change:
        return title_in(turn.change.what, view.say.language)
    return view.say("counted in another way: {source}", source=view.source(turn.source))
