"""The time of a campaign as a drawing: phases and pauses as bars over months, with today as a line."""

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
"""Up to so many months have room for weeks between their names."""
_INNER = ("phase", "pause")
"""What stands on the bar of its campaign, where several share a drawing."""
_LABEL = 7.2
"""Pixels that a letter of a label takes, about; labels that would not fit inside a bar stand after it."""


class TimelineBar(Struct, frozen=True):
    """A phase or a pause; `lane` counts from the top."""

    kind: str
    title: str
    days: str
    x: int
    width: int
    y: int
    label_x: int
    height: int = 24
    named: bool = True
    """Whether its title stands beside it; phases on the bar of a campaign tell theirs when pointed at."""


class Tick(Struct, frozen=True):
    """The beginning of a month, or of a week of it."""

    x: int
    label: str


class Timeline(Struct, frozen=True):
    """The drawing: bars, ticks, and where today is; `rows` are the same as a table."""

    title: str
    width: int
    height: int
    bars: tuple[TimelineBar, ...]
    ticks: tuple[Tick, ...]
    today: int | None
    today_label: str
    rows: tuple[tuple[str, str, str], ...]


class Stretch(Struct, frozen=True):
    """Something that takes time."""

    kind: str
    title: str
    start: date
    end: date
    lane: str = ""
    """The campaign whose lane it shares; one of its own, by its title, where it is empty."""


def timeline(view: CampaignView) -> Timeline | None:
    """Returns the drawing of a campaign's time; None where no days are known."""
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
    """The time of a campaign as the drawing of several shows it; nothing where it has no two ends."""

    of: Glance
    stretches: tuple[Stretch, ...]


def life(view: CampaignView) -> Life:
    """Returns the time of a campaign as the drawing of several shows it."""
    campaign, of = view.campaign, glance(view)
    title, start, end = campaign.plan.campaign.title, campaign.start, campaign.end
    if start is None or end is None:
        return Life(of, ())
    inner = (replace(one, lane=of.id) for one in _stretches(view))
    return Life(of, (Stretch(f"state-{of.state}", title, start, end, of.id), *inner))


def portfolio_timeline(portfolio: PortfolioView, lives: Sequence[Life]) -> Timeline | None:
    """Returns the drawing of campaigns, each with its phases and pauses on its own bar."""
    ordered = sorted(lives, key=lambda one: (one.of.start or date.max, one.of.id))
    return draw(portfolio.say("Campaigns over time"), [one for life in ordered for one in life.stretches], portfolio)


class TimelineContext(Protocol):
    """Where a drawing is seen: its language and the day."""

    @property
    def say(self) -> Say:
        """The words."""
        ...

    @property
    def on(self) -> date:
        """The day."""
        ...


def draw(title: str, stretches: list[Stretch], seen: TimelineContext) -> Timeline | None:
    """Lays stretches of time out over months; each title has a lane of its own."""
    if not stretches:
        return None
    say = seen.say
    first = min(one.start for one in stretches).replace(day=1)
    last = max(one.end for one in stretches)
    end = (last.replace(day=1) + timedelta(days=32)).replace(day=1)
    total = (end - first).days

    def x(day: date) -> int:
        return round((day - first).days * WIDTH / total)

    lanes = {name: index for index, name in enumerate(dict.fromkeys(one.lane or one.title for one in stretches))}
    bars = tuple(_bar(one, lanes[one.lane or one.title], x, say.days(one.start, one.end)) for one in stretches)
    today = x(seen.on) if first <= seen.on < end else None
    states = {f"state-{key}": say.term(key, terms.STATES) for key in terms.STATES}
    kinds = {**states, "period": say("Campaign"), "phase": say("Phase"), "pause": say("Pause")}
    rows = tuple((one.title, kinds.get(one.kind, one.kind), say.days(one.start, one.end)) for one in stretches)
    height = _TOP + len(lanes) * _LANE + 8
    return Timeline(title, WIDTH, height, bars, tuple(_ticks(first, end, x, seen)), today, say("Today"), rows)


def _bar(one: Stretch, lane: int, x: Callable[[date], int], days: str) -> TimelineBar:
    left, right = x(one.start), x(one.end + timedelta(days=1))
    width = max(right - left, 4)
    inside = len(one.title) * _LABEL + 16 < width
    label = left + 10 if inside else right + 8
    if not inside and right + 8 + len(one.title) * _LABEL > WIDTH:
        label = max(0, left - 8 - round(len(one.title) * _LABEL))
    kind = f"{one.kind}{'' if inside else ' outside'}"
    inner = bool(one.lane) and one.kind in _INNER
    top = _TOP + lane * _LANE
    if inner:
        return TimelineBar(kind, one.title, days, left, width, top + 18, label, height=6, named=False)
    return TimelineBar(kind, one.title, days, left, width, top, label)


def _ticks(first: date, end: date, x: Callable[[date], int], seen: TimelineContext) -> Iterable[Tick]:
    months = (end.year - first.year) * 12 + end.month - first.month
    step = max(1, months // 12)
    for index in range(0, months, step):
        year, month = divmod(first.year * 12 + first.month - 1 + index, 12)
        for number in (1, 8, 15, 22) if months <= _CLOSE else (1,):
            day = date(year, month + 1, number)
            # The word for today stands among the names of the months, and needs its room.
            near = first <= seen.on < end and abs(x(day) + _ROOM // 2 - x(seen.on)) < _ROOM
            name = dates.month_short(day, seen.say.language) if number == 1 else str(number)
            yield Tick(x(day), "" if near else name)
