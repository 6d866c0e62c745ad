"""The golden thread of a plan, from the objective to the channel: derived, never written twice."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from rencana.plan.plan import Plan


class Thread(Struct, frozen=True):
    """What works for one objective; an empty part is a gap."""

    audiences: tuple[str, ...]
    messages: tuple[str, ...]
    pillars: tuple[str, ...]
    channels: tuple[str, ...]


def row(plan: Plan, objective: str) -> Thread:
    """Returns what works for an objective: its messages, their audiences and pillars, the channels that carry them."""
    messages = [name for name, message in plan.content.messages.items() if objective in message.objectives]
    pillars = [name for name, pillar in plan.content.pillars.items() if set(pillar.messages) & set(messages)]
    channels = [name for name in plan.channels if objective in channel_objectives(plan, name)]
    audiences = (audience for name in messages for audience in plan.content.messages[name].audiences)
    stated = plan.objectives[objective].audiences
    return Thread(_unique([*stated, *audiences]), tuple(messages), tuple(pillars), tuple(channels))


def active_platforms(plan: Plan, audience: str) -> tuple[str, ...]:
    """Returns the platforms that an audience actively uses; one that is only named counts as used."""
    return tuple(name for name, use in plan.audiences[audience].platforms.items() if use.active is not False)


def pillar_audiences(plan: Plan, pillar: str) -> tuple[str, ...]:
    """Returns the audiences of a pillar: those of its messages."""
    messages = plan.content.messages
    names = plan.content.pillars[pillar].messages
    return _unique(audience for name in names if name in messages for audience in messages[name].audiences)


def pillar_objectives(plan: Plan, pillar: str) -> tuple[str, ...]:
    """Returns the objectives of a pillar: those of its messages."""
    messages = plan.content.messages
    names = plan.content.pillars[pillar].messages
    return _unique(objective for name in names if name in messages for objective in messages[name].objectives)


def channel_audiences(plan: Plan, channel: str) -> tuple[str, ...]:
    """Returns the audiences of a channel: those that it states, and those of the pillars that it carries."""
    stated = plan.channels[channel]
    why = stated.why
    pillars = [name for name in (why.pillars if why else ()) if name in plan.content.pillars]
    derived = (audience for name in pillars for audience in pillar_audiences(plan, name))
    return _unique([*stated.audiences, *(why.audiences if why else ()), *derived])


def channel_objectives(plan: Plan, channel: str) -> tuple[str, ...]:
    """Returns the objectives of a channel: those that it states, and those of the pillars that it carries."""
    why = plan.channels[channel].why
    pillars = [name for name in (why.pillars if why else ()) if name in plan.content.pillars]
    derived = (objective for name in pillars for objective in pillar_objectives(plan, name))
    return _unique([*(why.objectives if why else ()), *derived])


def stages(plan: Plan) -> Mapping[str, bool]:
    """Tells of each of the five stages, in their order, whether it is filled in."""
    objectives = plan.objectives.values()
    stated = all(objective.statement and (objective.yardsticks or objective.signs) for objective in objectives)
    return {
        "objectives": bool(objectives) and stated,
        "audiences": bool(plan.audiences),
        "content": bool(plan.content.messages or plan.content.pillars),
        "channels": bool(plan.channels),
        "measurement": bool(plan.measurement.kpis) or any(objective.signs for objective in objectives),
    }


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
