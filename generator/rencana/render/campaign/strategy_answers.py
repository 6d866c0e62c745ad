"""What the first four stages of a plan answer to the questions of frameworks, and how it is carried out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup, escape

from rencana.derive import golden_thread
from rencana.render.campaign.answer import Answer, Only, Word, prose, whole, words
from rencana.render.campaign.calendar import coming
from rencana.render.subject.campaign import Named, Scene, as_title, platform_title
from rencana.render.text import terms

_NEXT = 3


def _objectives(scene: Scene, only: Only, key: str, say: Callable[[str], Iterable[Markup]]) -> Iterator[Answer]:
    for name, one in scene.campaign.plan.objectives.items():
        if not only or one.type in only:
            yield Answer(scene.objective(name), tuple(say(name)), ("objectives", name, key))


def _serves(scene: Scene, only: Only) -> Iterator[Answer]:
    goals = scene.campaign.shared.goals

    def said(name: str) -> tuple[Markup, ...]:
        serves = scene.campaign.plan.objectives[name].serves
        return words(*(goals[goal].title if goal in goals else goal for goal in serves))

    return _objectives(scene, only, "serves", said)


def _statement(scene: Scene, only: Only) -> Iterator[Answer]:
    known = scene.campaign.plan.objectives
    return _objectives(scene, only, "statement", lambda name: prose(scene, known[name].statement))


def _type(scene: Scene, only: Only) -> Iterator[Answer]:
    known = scene.campaign.plan.objectives
    return _objectives(scene, only, "type", lambda name: words(scene.say.term(known[name].type, terms.OBJECTIVES)))


def _signs(scene: Scene, only: Only) -> Iterator[Answer]:
    """Yields the signs of objectives; one that is proved by KPIs needs none."""
    for name, one in scene.campaign.plan.objectives.items():
        if (one.signs or not one.yardsticks) and (not only or one.type in only):
            seen = (
                f"{sign.text} ({scene.say('seen on {day}', day=scene.say.day(sign.seen))})"
                if sign.seen
                else f"{sign.text} ({scene.say('not seen yet')})"
                for sign in one.signs.values()
            )
            yield Answer(scene.objective(name), words(*seen), ("objectives", name, "signs"))


def _audiences(scene: Scene, key: str, say: Callable[[str], Iterable[Markup]]) -> Iterator[Answer]:
    for name in scene.campaign.plan.audiences:
        yield Answer(scene.audience(name), tuple(say(name)), ("audiences", name, key))


def _audience_prose(key: str) -> Word:
    """Returns the word for a prose field of audiences."""

    def collect(scene: Scene, _: Only) -> Iterator[Answer]:
        def said(name: str) -> tuple[Markup, ...]:
            value = getattr(scene.campaign.plan.audiences[name], key)
            return prose(scene, *((value,) if isinstance(value, str) else value or ()))

        return _audiences(scene, key, said)

    return Word(collect, ("audiences",))


def _size(scene: Scene, _: Only) -> Iterator[Answer]:
    known = scene.campaign.plan.audiences
    return _audiences(scene, "size", lambda name: words(scene.say.amount(known[name].size)))


def _platforms(scene: Scene, _: Only) -> Iterator[Answer]:
    def said(name: str) -> tuple[Markup, ...]:
        active = golden_thread.active_platforms(scene.campaign.plan, name)
        return words(*(platform_title(scene.campaign, one, scene.say.language) for one in active))

    return _audiences(scene, "platforms", said)


def _evidence(scene: Scene, _: Only) -> Iterator[Answer]:
    def said(name: str) -> tuple[Markup, ...]:
        known = scene.campaign.plan.audiences[name].evidence
        when = (scene.say.when(one.date, scene.campaign, last=True) for one in known)
        named = ((scene.source(one.source), day) for one, day in zip(known, when, strict=True))
        return words(*(", ".join(part for part in pair if part) for pair in named))

    return _audiences(scene, "evidence", said)


def _messages(key: str) -> Word:
    def collect(scene: Scene, _: Only) -> Iterator[Answer]:
        for name, one in scene.campaign.plan.content.messages.items():
            if key == "text":
                yield Answer(Named(""), words(one.text), ("content", "messages", name, key))
            else:
                yield Answer(Named(one.text), prose(scene, one.proof), ("content", "messages", name, key))

    return Word(collect, ("content", "messages"))


def _pillars(scene: Scene) -> Iterator[Markup]:
    for name, one in scene.campaign.plan.content.pillars.items():
        facts = (scene.say.term(one.quadrant, terms.QUADRANTS), scene.say.share(one.share))
        note = ", ".join(fact for fact in facts if fact)
        yield escape(f"{scene.pillar(name)} ({note})" if note else scene.pillar(name))


def _channels(key: str, say: Callable[[Scene, str], Iterable[Markup]]) -> Word:
    def collect(scene: Scene, only: Only) -> Iterator[Answer]:
        for name, one in scene.campaign.plan.channels.items():
            if not only or set(one.kind) & set(only):
                yield Answer(scene.channel(name), tuple(say(scene, name)), ("channels", name, key))

    return Word(collect, ("channels",))


def _why(scene: Scene, name: str) -> tuple[Markup, ...]:
    why = scene.campaign.plan.channels[name].why
    return prose(scene, why.because if why else None)


def _kind(scene: Scene, name: str) -> tuple[Markup, ...]:
    return words(*(scene.say.term(one, terms.MEDIA) for one in scene.campaign.plan.channels[name].kind))


def _rhythm(scene: Scene, name: str) -> Iterator[Markup]:
    for key, one in scene.campaign.plan.channels[name].rhythm.items():
        format = scene.say(terms.FORMATS_ANY) if key == "any" else key.replace("-", " ")
        yield escape(f"{format}: {scene.say.rhythm(one)}")


def _channel_owner(scene: Scene, name: str) -> tuple[Markup, ...]:
    return words(scene.team(scene.campaign.plan.channels[name].owner))


def _rejected(scene: Scene, _: Only) -> Iterator[Answer]:
    for name, reason in scene.campaign.plan.rejected.channels.items():
        title = platform_title(scene.campaign, name, scene.say.language)
        yield Answer(Named(title), prose(scene, reason), ("rejected", "channels", name))


def _phases(scene: Scene) -> Iterator[Markup]:
    for name, one in scene.campaign.plan.schedule.phases.items():
        when = "; ".join(scene.say.period(window, scene.campaign) for window in one.windows)
        yield escape(f"{scene.phase(name)}: {when}" if when else scene.phase(name))


def _calendar(scene: Scene) -> Iterator[Markup]:
    items = scene.campaign.items
    if not items:
        return
    out = sum(1 for one in items.values() if one.state == "published")
    yield escape(scene.say("{count} items, {out} of them published", count=len(items), out=out))
    for one in coming(scene)[:_NEXT]:
        yield escape(scene.say("next: {title}, {when}", title=one.title, when=one.when))


def _interaction(scene: Scene) -> tuple[Markup, ...]:
    talk, say = scene.campaign.plan.interaction, scene.say
    within = say("within {time}", time=say.duration(talk.respond_within)) if talk.respond_within else ""
    return (*words(", ".join(part for part in (scene.team(talk.team), within) if part)), *prose(scene, talk.feeds_back))


def _budget(scene: Scene) -> Iterator[Markup]:
    budget = scene.campaign.plan.budget
    yield from words(scene.say.amount(budget.total))
    for name, line in budget.lines.items():
        yield escape(f"{line.title or as_title(name)}: {scene.say.amount(line.amount)}")


def _partners(scene: Scene) -> Iterator[Markup]:
    for one in scene.campaign.plan.campaign.partners.values():
        yield escape(f"{one.title}: {one.role}" if one.role else one.title)


def _line(scene: Scene) -> tuple[Markup, ...]:
    return words(scene.campaign.plan.content.line)


def _approach(scene: Scene) -> tuple[Markup, ...]:
    return prose(scene, scene.campaign.plan.content.approach)


def _owner(scene: Scene) -> tuple[Markup, ...]:
    return words(scene.team(scene.campaign.plan.campaign.owner))


def _period(scene: Scene) -> tuple[Markup, ...]:
    return words(scene.say.period(scene.campaign.plan.campaign.period, scene.campaign))


STRATEGY: Mapping[str, Word] = MappingProxyType(
    {
        "audiences.barriers": _audience_prose("barriers"),
        "audiences.desired_action": _audience_prose("desired_action"),
        "audiences.evidence": Word(_evidence, ("audiences",)),
        "audiences.motivations": _audience_prose("motivations"),
        "audiences.platforms": Word(_platforms, ("audiences",)),
        "audiences.profile": _audience_prose("profile"),
        "audiences.size": Word(_size, ("audiences",)),
        "budget": whole(("budget",), _budget),
        "calendar": whole(("calendar",), _calendar),
        "campaign.owner": whole(("campaign", "owner"), _owner),
        "campaign.partners": whole(("campaign", "partners"), _partners),
        "campaign.period": whole(("campaign", "period"), _period),
        "channels.kind": _channels("kind", _kind),
        "channels.owner": _channels("owner", _channel_owner),
        "channels.rhythm": _channels("rhythm", _rhythm),
        "channels.why": _channels("why", _why),
        "content.approach": whole(("content", "approach"), _approach),
        "content.line": whole(("content", "line"), _line),
        "content.pillars": whole(("content", "pillars"), _pillars),
        "interaction": whole(("interaction",), _interaction),
        "messages.proof": _messages("proof"),
        "messages.text": _messages("text"),
        "objectives.serves": Word(_serves, ("objectives",)),
        "objectives.signs": Word(_signs, ("objectives",)),
        "objectives.statement": Word(_statement, ("objectives",)),
        "objectives.type": Word(_type, ("objectives",)),
        "rejected.channels": Word(_rejected, ("rejected", "channels")),
        "schedule.phases": whole(("schedule", "phases"), _phases),
    }
)
