"""What the first four stages of a plan answer to the questions of frameworks, and how it is carried out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup, escape

from rencana.derive import golden_thread
from rencana.render.campaign.answer import Answer, Only, Word, prose, whole, words
from rencana.render.campaign.calendar import coming
from rencana.render.subject.campaign import CampaignView, Named, as_title, platform_title
from rencana.render.text import terms

_NEXT = 3


def _objectives(view: CampaignView, only: Only, key: str, say: Callable[[str], Iterable[Markup]]) -> Iterator[Answer]:
    for name, one in view.campaign.plan.objectives.items():
        if not only or one.type in only:
            yield Answer(view.objective(name), tuple(say(name)), ("objectives", name, key))


def _serves(view: CampaignView, only: Only) -> Iterator[Answer]:
    goals = view.campaign.shared.goals

    def said(name: str) -> tuple[Markup, ...]:
        serves = view.campaign.plan.objectives[name].serves
        return words(*(goals[goal].title if goal in goals else goal for goal in serves))

    return _objectives(view, only, "serves", said)


def _statement(view: CampaignView, only: Only) -> Iterator[Answer]:
    known = view.campaign.plan.objectives
    return _objectives(view, only, "statement", lambda name: prose(view, known[name].statement))


def _type(view: CampaignView, only: Only) -> Iterator[Answer]:
    known = view.campaign.plan.objectives
    return _objectives(view, only, "type", lambda name: words(view.say.term(known[name].type, terms.OBJECTIVES)))


def _signs(view: CampaignView, only: Only) -> Iterator[Answer]:
    """Yields the signs of objectives; one that is proved by KPIs needs none."""
    for name, one in view.campaign.plan.objectives.items():
        if (one.signs or not one.yardsticks) and (not only or one.type in only):
            seen = (
                f"{sign.text} ({view.say('seen on {day}', day=view.say.day(sign.seen))})"
                if sign.seen
                else f"{sign.text} ({view.say('not seen yet')})"
                for sign in one.signs.values()
            )
            yield Answer(view.objective(name), words(*seen), ("objectives", name, "signs"))


def _audiences(view: CampaignView, key: str, say: Callable[[str], Iterable[Markup]]) -> Iterator[Answer]:
    for name in view.campaign.plan.audiences:
        yield Answer(view.audience(name), tuple(say(name)), ("audiences", name, key))


def _audience_prose(key: str) -> Word:
    """Returns the word for a prose field of audiences."""

    def collect(view: CampaignView, _: Only) -> Iterator[Answer]:
        def said(name: str) -> tuple[Markup, ...]:
            value = getattr(view.campaign.plan.audiences[name], key)
            return prose(view, *((value,) if isinstance(value, str) else value or ()))

        return _audiences(view, key, said)

    return Word(collect, ("audiences",))


def _size(view: CampaignView, _: Only) -> Iterator[Answer]:
    known = view.campaign.plan.audiences
    return _audiences(view, "size", lambda name: words(view.say.amount(known[name].size)))


def _platforms(view: CampaignView, _: Only) -> Iterator[Answer]:
    def said(name: str) -> tuple[Markup, ...]:
        active = golden_thread.active_platforms(view.campaign.plan, name)
        return words(*(platform_title(view.campaign, one, view.say.language) for one in active))

    return _audiences(view, "platforms", said)


def _evidence(view: CampaignView, _: Only) -> Iterator[Answer]:
    def said(name: str) -> tuple[Markup, ...]:
        known = view.campaign.plan.audiences[name].evidence
        when = (view.say.when(one.date, view.campaign, last=True) for one in known)
        named = ((view.source(one.source), day) for one, day in zip(known, when, strict=True))
        return words(*(", ".join(part for part in pair if part) for pair in named))

    return _audiences(view, "evidence", said)


def _messages(key: str) -> Word:
    def collect(view: CampaignView, _: Only) -> Iterator[Answer]:
        for name, one in view.campaign.plan.content.messages.items():
            if key == "text":
                yield Answer(Named(""), words(one.text), ("content", "messages", name, key))
            else:
                yield Answer(Named(one.text), prose(view, one.proof), ("content", "messages", name, key))

    return Word(collect, ("content", "messages"))


def _pillars(view: CampaignView) -> Iterator[Markup]:
    for name, one in view.campaign.plan.content.pillars.items():
        facts = (view.say.term(one.quadrant, terms.QUADRANTS), view.say.share(one.share))
        note = ", ".join(fact for fact in facts if fact)
        yield escape(f"{view.pillar(name)} ({note})" if note else view.pillar(name))


def _channels(key: str, say: Callable[[CampaignView, str], Iterable[Markup]]) -> Word:
    def collect(view: CampaignView, only: Only) -> Iterator[Answer]:
        for name, one in view.campaign.plan.channels.items():
            if not only or set(one.kind) & set(only):
                yield Answer(view.channel(name), tuple(say(view, name)), ("channels", name, key))

    return Word(collect, ("channels",))


def _why(view: CampaignView, name: str) -> tuple[Markup, ...]:
    why = view.campaign.plan.channels[name].why
    return prose(view, why.because if why else None)


def _kind(view: CampaignView, name: str) -> tuple[Markup, ...]:
    return words(*(view.say.term(one, terms.MEDIA) for one in view.campaign.plan.channels[name].kind))


def _rhythm(view: CampaignView, name: str) -> Iterator[Markup]:
    for key, one in view.campaign.plan.channels[name].rhythm.items():
        format = view.say(terms.FORMATS_ANY) if key == "any" else key.replace("-", " ")
        yield escape(f"{format}: {view.say.rhythm(one)}")


def _channel_owner(view: CampaignView, name: str) -> tuple[Markup, ...]:
    return words(view.team(view.campaign.plan.channels[name].owner))


def _rejected(view: CampaignView, _: Only) -> Iterator[Answer]:
    for name, reason in view.campaign.plan.rejected.channels.items():
        title = platform_title(view.campaign, name, view.say.language)
        yield Answer(Named(title), prose(view, reason), ("rejected", "channels", name))


def _phases(view: CampaignView) -> Iterator[Markup]:
    for name, one in view.campaign.plan.schedule.phases.items():
        when = "; ".join(view.say.period(window, view.campaign) for window in one.windows)
        yield escape(f"{view.phase(name)}: {when}" if when else view.phase(name))


def _calendar(view: CampaignView) -> Iterator[Markup]:
    items = view.campaign.items
    if not items:
        return
    out = sum(1 for one in items.values() if one.state == "published")
    yield escape(view.say("{count} items, {out} of them published", count=len(items), out=out))
    for one in coming(view)[:_NEXT]:
        yield escape(view.say("next: {title}, {when}", title=one.title, when=one.when))


def _interaction(view: CampaignView) -> tuple[Markup, ...]:
    talk, say = view.campaign.plan.interaction, view.say
    within = say("within {time}", time=say.duration(talk.respond_within)) if talk.respond_within else ""
    return (*words(", ".join(part for part in (view.team(talk.team), within) if part)), *prose(view, talk.feeds_back))


def _budget(view: CampaignView) -> Iterator[Markup]:
    budget = view.campaign.plan.budget
    yield from words(view.say.amount(budget.total))
    for name, line in budget.lines.items():
        yield escape(f"{line.title or as_title(name)}: {view.say.amount(line.amount)}")


def _partners(view: CampaignView) -> Iterator[Markup]:
    for one in view.campaign.plan.campaign.partners.values():
        yield escape(f"{one.title}: {one.role}" if one.role else one.title)


def _line(view: CampaignView) -> tuple[Markup, ...]:
    return words(view.campaign.plan.content.line)


def _approach(view: CampaignView) -> tuple[Markup, ...]:
    return prose(view, view.campaign.plan.content.approach)


def _owner(view: CampaignView) -> tuple[Markup, ...]:
    return words(view.team(view.campaign.plan.campaign.owner))


def _period(view: CampaignView) -> tuple[Markup, ...]:
    return words(view.say.period(view.campaign.plan.campaign.period, view.campaign))


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
