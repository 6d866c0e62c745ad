"""Draws the golden thread: objectives, audiences, messages, pillars, channels and KPIs in columns, joined by curves.

A part of the plan that is joined to nothing in the next column is a gap.
"""

import textwrap
from collections.abc import Iterator

from msgspec import Struct

from rencana.derive import golden_thread
from rencana.plan.plan import Plan
from rencana.render.subject.campaign import CampaignView

_WIDTH, _SPACE, _ROW, _TOP = 132, 34, 52, 30
_LETTERS = 19
_LINES = 2


class Node(Struct, frozen=True):
    """A part of the plan in a column; it is a `gap` where no curve leads to it or from it."""

    kind: str
    title: str
    lines: tuple[str, ...]
    x: int
    y: int
    gap: bool


class ThreadMap(Struct, frozen=True):
    """The drawing: heads of the columns, nodes, and curves between them; `gaps` says in words what is missing."""

    title: str
    width: int
    height: int
    node_width: int
    heads: tuple[tuple[int, str], ...]
    nodes: tuple[Node, ...]
    curves: tuple[str, ...]
    gaps: tuple[str, ...]


Link = tuple[tuple[int, str], tuple[int, str]]


def thread_map(view: CampaignView) -> ThreadMap | None:
    """Returns the drawing of the golden thread of a plan; None where too few columns have entries."""
    plan, say = view.campaign.plan, view.say
    columns = _columns(view)
    if sum(1 for _, names in columns if names) < 3:  # noqa: PLR2004  two columns are no thread
        return None
    links = [
        link for link in _links(plan) if link[0][1] in columns[link[0][0]][1] and link[1][1] in columns[link[1][0]][1]
    ]
    most = max(len(names) for _, names in columns)
    places: dict[tuple[int, str], tuple[int, int]] = {}
    nodes, gaps = [], []
    for column, (kind, names) in enumerate(columns):
        first = _TOP + (most - len(names)) * _ROW // 2
        for row, (name, title) in enumerate(names.items()):
            place = (column, name)
            places[place] = (column * (_WIDTH + _SPACE), first + row * _ROW)
            before = column == 0 or any(link[1] == place for link in links)
            after = column == len(columns) - 1 or any(link[0] == place for link in links)
            nodes.append(_node(kind, title, places[place], gap=not (before and after)))
            if not (before and after):
                side = columns[column - 1 if not before else column + 1][0]
                gaps.append(say("{thing} is joined to nothing under “{column}”.", thing=title, column=side))
    return ThreadMap(
        say("The golden thread of {title}", title=plan.campaign.title),
        len(columns) * (_WIDTH + _SPACE) - _SPACE,
        _TOP + most * _ROW,
        _WIDTH,
        tuple((index * (_WIDTH + _SPACE), kind) for index, (kind, _) in enumerate(columns)),
        tuple(nodes),
        tuple(_curve(places[source], places[target]) for source, target in links),
        tuple(gaps),
    )


def _columns(view: CampaignView) -> tuple[tuple[str, dict[str, str]], ...]:
    plan, say = view.campaign.plan, view.say
    return (
        (say("Objectives"), {name: view.objective(name).title for name in plan.objectives}),
        (say("Audiences"), {name: view.audience(name).title for name in plan.audiences}),
        (say("Messages"), {name: view.message(name) for name in plan.content.messages}),
        (say("Pillars"), {name: view.pillar(name) for name in plan.content.pillars}),
        (say("Channels"), {name: view.channel(name).title for name in plan.channels}),
        (say("KPIs"), {name: view.kpi(name).title for name in plan.measurement.kpis}),
    )


def _links(plan: Plan) -> Iterator[Link]:
    """Yields the links between the parts of the plan, from column to column."""
    for name in plan.objectives:
        yield from (((0, name), (1, audience)) for audience in golden_thread.row(plan, name).audiences)
    for name, message in plan.content.messages.items():
        yield from (((1, audience), (2, name)) for audience in dict.fromkeys(message.audiences))
    for name, pillar in plan.content.pillars.items():
        yield from (((2, message), (3, name)) for message in dict.fromkeys(pillar.messages))
    for name, channel in plan.channels.items():
        yield from (((3, pillar), (4, name)) for pillar in dict.fromkeys(channel.why.pillars if channel.why else ()))
    for name, kpi in plan.measurement.kpis.items():
        # A KPI that names no channel covers all that work for the objectives that it proves.
        proved = [key for key, objective in plan.objectives.items() if name in objective.yardsticks]
        serving = [
            channel for channel in plan.channels if set(proved) & set(golden_thread.channel_objectives(plan, channel))
        ]
        yield from (((4, channel), (5, name)) for channel in dict.fromkeys(kpi.channels or serving))


def _node(kind: str, title: str, place: tuple[int, int], *, gap: bool) -> Node:
    lines = textwrap.wrap(title, _LETTERS, break_long_words=True) or [""]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: _LETTERS - 1]}…"]
    return Node(kind, title, tuple(lines), *place, gap)


def _curve(source: tuple[int, int], target: tuple[int, int]) -> str:
    x1, y1 = source[0] + _WIDTH, source[1] + 20
    x2, y2 = target[0], target[1] + 20
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
