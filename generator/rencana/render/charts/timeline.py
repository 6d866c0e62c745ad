"""Draws the time of a campaign, or of several: phases and pauses as bars over months, with today as a line."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from rencana.render.subject.campaign import CampaignView, as_title
from rencana.render.subject.glance import Glance, glance
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text import terms
from rencana.render.text.say import Say
from rencana.words import dates

WIDTH = 1000
_LANE = 34
_TOP = 30
_ROOM = 52
_CLOSE = 3
"""Up to so many months have room for weeks between the names of the months."""
_INNER = ("phase", "pause")
"""The kinds that are drawn on the bar of their campaign where several campaigns share a drawing."""
_LABEL = 7.2
"""The width of a letter in pixels, about; a label that does not fit inside a bar stands beside it."""


class TimelineBar(Struct, frozen=True):
    """A campaign, a phase or a pause as a bar; `y` is its upper edge, `label_x` is where its title begins."""

    kind: str
    title: str
    days: str
    x: int
    width: int
    y: int
    label_x: int
    height: int = 24
    named: bool = True
    """Whether its title is drawn; for a phase on the bar of a campaign it is only a tooltip."""


class Tick(Struct, frozen=True):
    """The first day of a month, or of a week in it."""

    x: int
    label: str


class Timeline(Struct, frozen=True):
    """The drawing: bars, ticks, and the position of today; `rows` are the same as a table."""

    title: str
    width: int
    height: int
    bars: tuple[TimelineBar, ...]
    ticks: tuple[Tick, ...]
    today: int | None
    today_label: str
    rows: tuple[tuple[str, str, str], ...]


class Stretch(Struct, frozen=True):
    """A span of time with a title: a campaign, a phase or a pause."""

    kind: str
    title: str
    start: date
    end: date
    lane: str = ""
    """The id of the campaign whose lane it shares; where it is empty, each title has a lane."""


def timeline(view: CampaignView) -> Timeline | None:
    """Returns the timeline of a campaign; None where no days are known."""
    campaign, say = view.campaign, view.say
    stretches = list(_stretches(view))
    if campaign.start and campaign.end:
        title = say("Campaign") if campaign.plan.campaign.kind == "campaign" else say("Strategy")
        stretches.insert(0, Stretch("period", title, campaign.start, campaign.end))
    return draw(say("Timeline of {title}", title=campaign.plan.campaign.title), stretches, view)


def _stretches(view: CampaignView) -> Iterable[Stretch]:
    campaign = view.campaign
    for name, phase in campaign.plan.schedule.phases.items():
        for window in phase.windows:
            start, end = campaign.first_day(window), campaign.last_day(window)
            if start and end:
                yield Stretch("phase", phase.title or as_title(name), start, end)
    for name, pause in campaign.plan.schedule.pauses.items():
        for window in pause.windows:
            start, end = campaign.first_day(window), campaign.last_day(window)
            if start and end:
                yield Stretch("pause", pause.title or as_title(name), start, end)


class Life(Struct, frozen=True):
    """What the timeline of several campaigns shows of each; no stretches where start or end is not known."""

    of: Glance
    stretches: tuple[Stretch, ...]


def life(view: CampaignView) -> Life:
    """Returns what the timeline of several campaigns shows of a campaign."""
    campaign, of = view.campaign, glance(view)
    title, start, end = campaign.plan.campaign.title, campaign.start, campaign.end
    if start is None or end is None:
        return Life(of, ())
    inner = (replace(stretch, lane=of.id) for stretch in _stretches(view))
    return Life(of, (Stretch(f"state-{of.state}", title, start, end, of.id), *inner))


def portfolio_timeline(portfolio: PortfolioView, lives: Sequence[Life]) -> Timeline | None:
    """Returns the timeline of several campaigns, each with its phases and pauses on its own bar."""
    ordered = sorted(lives, key=lambda life: (life.of.start or date.max, life.of.id))
    stretches = [stretch for life in ordered for stretch in life.stretches]
    return draw(portfolio.say("Campaigns over time"), stretches, portfolio)


class TimelineContext(Protocol):
    """What a drawing needs of the page that it is on: the language and the day."""

    @property
    def say(self) -> Say:
        """The words."""
        ...

    @property
    def on(self) -> date:
        """The day."""
        ...


def draw(title: str, stretches: list[Stretch], context: TimelineContext) -> Timeline | None:
    """Draws stretches of time as bars over months, in lanes."""
    # A check finds stretches that end before they start; there is nothing to draw of them.
    stretches = [stretch for stretch in stretches if stretch.start <= stretch.end]
    if not stretches:
        return None
    say = context.say
    first = min(stretch.start for stretch in stretches).replace(day=1)
    last = max(stretch.end for stretch in stretches)
    end = (last.replace(day=1) + timedelta(days=32)).replace(day=1)
    total = (end - first).days

    def x(day: date) -> int:
        return round((day - first).days * WIDTH / total)

    names = dict.fromkeys(stretch.lane or stretch.title for stretch in stretches)
    lanes = {name: index for index, name in enumerate(names)}
    bars = tuple(
        _bar(stretch, lanes[stretch.lane or stretch.title], x, say.days(stretch.start, stretch.end))
        for stretch in stretches
    )
    today = x(context.on) if first <= context.on < end else None
    states = {f"state-{key}": say.term(key, terms.STATES) for key in terms.STATES}
    kinds = {**states, "period": say("Campaign"), "phase": say("Phase"), "pause": say("Pause")}
    rows = tuple(
        (stretch.title, kinds.get(stretch.kind, stretch.kind), say.days(stretch.start, stretch.end))
        for stretch in stretches
    )
    height = _TOP + len(lanes) * _LANE + 8
    return Timeline(title, WIDTH, height, bars, tuple(_ticks(first, end, x, context)), today, say("Today"), rows)


def _bar(stretch: Stretch, lane: int, x: Callable[[date], int], days: str) -> TimelineBar:
    start, end = x(stretch.start), x(stretch.end + timedelta(days=1))
    width = max(end - start, 4)
    inside = len(stretch.title) * _LABEL + 16 < width
    label = start + 10 if inside else end + 8
    if not inside and end + 8 + len(stretch.title) * _LABEL > WIDTH:
        label = max(0, start - 8 - round(len(stretch.title) * _LABEL))
    kind = f"{stretch.kind}{'' if inside else ' outside'}"
    inner = bool(stretch.lane) and stretch.kind in _INNER
    top = _TOP + lane * _LANE
    if inner:
        return TimelineBar(kind, stretch.title, days, start, width, top + 18, label, height=6, named=False)
    return TimelineBar(kind, stretch.title, days, start, width, top, label)


def _ticks(first: date, end: date, x: Callable[[date], int], context: TimelineContext) -> Iterable[Tick]:
    months = (end.year - first.year) * 12 + end.month - first.month
    step = max(1, months // 12)
    for index in range(0, months, step):
        year, month = divmod(first.year * 12 + first.month - 1 + index, 12)
        for number in (1, 8, 15, 22) if months <= _CLOSE else (1,):
            day = date(year, month + 1, number)
            # The word for today stands in the row of the months; a name that it would cover is left out.
            covered = first <= context.on < end and abs(x(day) + _ROOM // 2 - x(context.on)) < _ROOM
            name = dates.month_short(day, context.say.language) if number == 1 else str(number)
            yield Tick(x(day), "" if covered else name)
