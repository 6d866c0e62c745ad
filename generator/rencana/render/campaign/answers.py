"""All words in which frameworks can ask, each with what of a plan answers it; the list is closed.

Frameworks are data and name these words. What should say something and does not is a gap, and the gap knows the path
in plan.yaml at which it would be filled.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

from markupsafe import Markup, escape
from msgspec import Struct

from rencana.derive import golden_thread
from rencana.measure import Progress
from rencana.plan.agenda import Review
from rencana.plan.plan import Plan
from rencana.plan.strategy import Audience, Channel, Message, Objective
from rencana.render.campaign.figures import baseline_figure
from rencana.render.campaign.items import coming
from rencana.render.campaign.kpis import goal_titles
from rencana.render.campaign.targets import judged_figure
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView, Named, as_title, platform_title
from rencana.render.subject.status import StatusView
from rencana.render.text import terms

T = TypeVar("T")
Only = tuple[str, ...]
"""Types, levels or kinds that answers are narrowed to; empty is all."""
Texts = tuple[Markup, ...]
_MOST_ITEMS = 3


class Answer(Struct, frozen=True):
    """What one part of a plan says; nothing said is a gap at `path`, the keys that lead there in plan.yaml."""

    about: Named
    said: Texts
    path: tuple[str, ...]
    standing: StatusView | None = None


class Word(Struct, frozen=True):
    """A word of the vocabulary: what it collects, and where the first answer would be written."""

    collect: Callable[[CampaignView, Only], Iterator[Answer]]
    path: tuple[str, ...]


class Parts(Struct, Generic[T], frozen=True):
    """Parts of one kind, of which a plan has several: where they stand, which there are, and what each is called."""

    path: tuple[str, ...]
    select: Callable[[CampaignView, Only], Iterable[tuple[str, T]]]
    name: Callable[[CampaignView, str], Named]

    def word(self, key: str, say: Callable[[CampaignView, T], Texts | None]) -> Word:
        """Returns the word for the field `key` of each part; a part of which None is said needs no answer."""

        def collect(view: CampaignView, only: Only) -> Iterator[Answer]:
            for name, part in self.select(view, only):
                texts = say(view, part)
                if texts is not None:
                    yield Answer(self.name(view, name), texts, (*self.path, name, key))

        return Word(collect, self.path)


def _single(path: tuple[str, ...], say: Callable[[CampaignView, Plan], Texts]) -> Word:
    """Returns the word for something that a plan says once."""

    def collect(view: CampaignView, _: Only) -> Iterator[Answer]:
        yield Answer(Named(""), say(view, view.campaign.plan), path)

    return Word(collect, path)


def _plain(*texts: str | None) -> Texts:
    """Returns those of several texts that say something, as literal text."""
    return tuple(escape(text) for text in texts if text)


def _prose(view: CampaignView, *texts: str | None) -> Texts:
    """Returns those of several prose fields that say something, as clean HTML."""
    return tuple(view.text(text) for text in texts if text)


def _joined(*parts: str, by: str = ", ") -> str:
    return by.join(filter(None, parts))


def _objectives(view: CampaignView, only: Only) -> Iterator[tuple[str, Objective]]:
    for name, objective in view.campaign.plan.objectives.items():
        if not only or objective.type in only:
            yield name, objective


def _channels(view: CampaignView, only: Only) -> Iterator[tuple[str, Channel]]:
    for name, channel in view.campaign.plan.channels.items():
        if not only or set(channel.kind) & set(only):
            yield name, channel


def _kpis(view: CampaignView, only: Only) -> Iterator[tuple[str, Progress]]:
    """Yields KPIs; with `only` those of some levels, and those that prove objectives of some types."""
    proved: dict[str, set[str]] = {}
    for objective in view.campaign.plan.objectives.values():
        for name in objective.yardsticks:
            proved.setdefault(name, set()).add(objective.type or "")
    for name, kpi in view.measured.kpis.items():
        if not only or kpi.metric.level in only or proved.get(name, set()) & set(only):
            yield name, kpi


def _review_named(view: CampaignView, name: str) -> Named:
    review = view.campaign.plan.reviews[name]
    return Named(review.title or as_title(name), "", view.say.day(review.date))


_OBJECTIVES: Parts[Objective] = Parts(("objectives",), _objectives, CampaignView.objective)
_AUDIENCES: Parts[Audience] = Parts(
    ("audiences",), lambda view, _: view.campaign.plan.audiences.items(), CampaignView.audience
)
_MESSAGES: Parts[Message] = Parts(
    ("content", "messages"),
    lambda view, _: view.campaign.plan.content.messages.items(),
    lambda view, name: Named(view.message(name)),
)
_CHANNELS: Parts[Channel] = Parts(("channels",), _channels, CampaignView.channel)
_KPIS: Parts[Progress] = Parts(("measurement", "kpis"), _kpis, CampaignView.kpi)
_REVIEWS: Parts[Review] = Parts(("reviews",), lambda view, _: view.campaign.plan.reviews.items(), _review_named)


def _signs(view: CampaignView, objective: Objective) -> Texts | None:
    """Returns the signs of an objective; one that is proved by KPIs needs none."""
    if objective.yardsticks and not objective.signs:
        return None
    say = view.say
    return _plain(
        *(
            f"{sign.text} ({say('seen on {day}', day=say.day(sign.seen)) if sign.seen else say('not seen yet')})"
            for sign in objective.signs.values()
        )
    )


def _platforms(view: CampaignView, _: Only) -> Iterator[Answer]:
    for name in view.campaign.plan.audiences:
        active = golden_thread.active_platforms(view.campaign.plan, name)
        titles = (platform_title(view.campaign, platform, view.say.language) for platform in active)
        yield Answer(view.audience(name), _plain(*titles), ("audiences", name, "platforms"))


def _evidence(view: CampaignView, audience: Audience) -> Texts:
    return _plain(
        *(
            _joined(view.source(fact.source), view.say.when(fact.date, view.campaign, last=True))
            for fact in audience.evidence
        )
    )


def _pillars(view: CampaignView, plan: Plan) -> Texts:
    say = view.say
    notes = {
        name: _joined(say.term(pillar.quadrant, terms.QUADRANTS), say.share(pillar.share))
        for name, pillar in plan.content.pillars.items()
    }
    return _plain(*(f"{view.pillar(name)} ({note})" if note else view.pillar(name) for name, note in notes.items()))


def _rhythm(view: CampaignView, channel: Channel) -> Texts:
    say = view.say
    formats = {key: say(terms.FORMATS_ANY) if key == "any" else key.replace("-", " ") for key in channel.rhythm}
    return _plain(*(f"{formats[key]}: {say.rhythm(rhythm)}" for key, rhythm in channel.rhythm.items()))


def _rejected(view: CampaignView, _: Only) -> Iterator[Answer]:
    for name, reason in view.campaign.plan.rejected.channels.items():
        title = platform_title(view.campaign, name, view.say.language)
        yield Answer(Named(title), _prose(view, reason), ("rejected", "channels", name))


def _phases(view: CampaignView, plan: Plan) -> Texts:
    return _plain(
        *(
            _joined(
                view.phase(name),
                "; ".join(view.say.period(window, view.campaign) for window in phase.windows),
                by=": ",
            )
            for name, phase in plan.schedule.phases.items()
        )
    )


def _calendar(view: CampaignView, _: Plan) -> Texts:
    items, say = view.campaign.items, view.say
    if not items:
        return ()
    published = sum(1 for item in items.values() if item.state == "published")
    return _plain(
        say("{count} items, {out} of them published", count=len(items), out=published),
        *(say("next: {title}, {when}", title=item.title, when=item.when) for item in coming(view)[:_MOST_ITEMS]),
    )


def _interaction(view: CampaignView, plan: Plan) -> Texts:
    talk, say = plan.interaction, view.say
    within = say("within {time}", time=say.duration(talk.respond_within)) if talk.respond_within else ""
    return (*_plain(_joined(view.team(talk.team), within)), *_prose(view, talk.feeds_back))


def _budget(view: CampaignView, plan: Plan) -> Texts:
    say = view.say
    lines = (f"{line.title or as_title(name)}: {say.amount(line.amount)}" for name, line in plan.budget.lines.items())
    return _plain(say.amount(plan.budget.total), *lines)


def _status(view: CampaignView, only: Only) -> Iterator[Answer]:
    for name, kpi in _kpis(view, only):
        target, _ = status.target_words(view, kpi)
        value = judged_figure(view, kpi).value
        text = view.say("{value}, target {target}", value=value, target=target) if target else value
        standing = status.kpi_standing(view, kpi) if view.measured.judged else None
        yield Answer(view.kpi(name), _plain(text), (*_KPIS.path, name), standing)


def _baseline(view: CampaignView, kpi: Progress) -> Texts | None:
    """Returns the baseline of a KPI; one that is only observed needs none."""
    figure = baseline_figure(view, kpi.kpi, kpi.metric)
    texts = _plain(_joined(figure.value, figure.when)) if kpi.kpi.baseline else ()
    return None if not texts and kpi.kpi.targets == "none" else texts


def _targets(view: CampaignView, kpi: Progress) -> Texts:
    if isinstance(kpi.kpi.targets, str):
        return _plain(view.say.term(kpi.kpi.targets, terms.TARGETS))
    texts = []
    for aim in (target.aim for target in kpi.targets):
        size = status.target_size(view, kpi, aim)
        text = " ".join(filter(None, (size, status.due_words(view, aim)))) if size else ""
        texts.append(f"{text} ({view.say('stretch')})" if aim.stretch and text else text)
    return _plain(*texts)


def _compare(view: CampaignView, kpi: Progress) -> Texts | None:
    """Returns other values that a KPI is compared with; not every KPI needs one."""
    values = (
        f"{comparison.title or key.replace('-', ' ')}: {view.say.amount(comparison.value)}"
        for key, comparison in kpi.kpi.compare.items()
        if comparison.value
    )
    return _plain(*values) if kpi.kpi.compare else None


def _of_review(view: CampaignView, review: Review, text: str | None) -> Texts:
    """Returns a field of a review; one that is still to come is no gap, and says when it is."""
    if text or (review.date and review.date <= view.on):
        return _prose(view, text)
    day = view.say.day(review.date) if review.date else view.say("no day yet")
    return _plain(view.say("still to come: {day}", day=day))


def _learned(view: CampaignView, _: Only) -> Iterator[Answer]:
    """Yields what was learned in all reviews together; before the end of a campaign nobody has to know it."""
    plan = view.campaign.plan
    texts = tuple(view.text(lesson) for review in plan.reviews.values() for lesson in review.learned)
    if not texts and plan.reviews and plan.campaign.state not in ("closed", "stopped"):
        texts = _plain(view.say("still to come: after the end"))
    yield Answer(Named(""), texts, ("reviews", next(reversed(list(plan.reviews)), "end"), "learned"))


WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "audiences.barriers": _AUDIENCES.word("barriers", lambda view, audience: _prose(view, *audience.barriers)),
        "audiences.desired_action": _AUDIENCES.word(
            "desired_action", lambda view, audience: _prose(view, audience.desired_action)
        ),
        "audiences.evidence": _AUDIENCES.word("evidence", _evidence),
        "audiences.motivations": _AUDIENCES.word(
            "motivations", lambda view, audience: _prose(view, *audience.motivations)
        ),
        "audiences.platforms": Word(_platforms, ("audiences",)),
        "audiences.profile": _AUDIENCES.word("profile", lambda view, audience: _prose(view, audience.profile)),
        "audiences.size": _AUDIENCES.word("size", lambda view, audience: _plain(view.say.amount(audience.size))),
        "budget": _single(("budget",), _budget),
        "calendar": _single(("calendar",), _calendar),
        "campaign.owner": _single(("campaign", "owner"), lambda view, plan: _plain(view.team(plan.campaign.owner))),
        "campaign.partners": _single(
            ("campaign", "partners"),
            lambda view, plan: _plain(
                *(_joined(partner.title, partner.role or "", by=": ") for partner in plan.campaign.partners.values())
            ),
        ),
        "campaign.period": _single(
            ("campaign", "period"),
            lambda view, plan: _plain(view.say.period(plan.campaign.period, view.campaign)),
        ),
        "channels.kind": _CHANNELS.word(
            "kind", lambda view, channel: _plain(*(view.say.term(kind, terms.MEDIA) for kind in channel.kind))
        ),
        "channels.owner": _CHANNELS.word("owner", lambda view, channel: _plain(view.team(channel.owner))),
        "channels.rhythm": _CHANNELS.word("rhythm", _rhythm),
        "channels.why": _CHANNELS.word(
            "why", lambda view, channel: _prose(view, channel.why.because if channel.why else None)
        ),
        "content.approach": _single(("content", "approach"), lambda view, plan: _prose(view, plan.content.approach)),
        "content.line": _single(("content", "line"), lambda view, plan: _plain(plan.content.line)),
        "content.pillars": _single(("content", "pillars"), _pillars),
        "interaction": _single(("interaction",), _interaction),
        "kpis.baseline": _KPIS.word("baseline", _baseline),
        "kpis.cadence": _KPIS.word(
            "cadence",
            lambda view, kpi: _plain(
                view.say.term(kpi.kpi.cadence or view.campaign.plan.measurement.cadence, terms.CADENCES)
            ),
        ),
        "kpis.collector": _KPIS.word("collector", lambda view, kpi: _plain(view.team(kpi.kpi.collector))),
        "kpis.compare": _KPIS.word("compare", _compare),
        "kpis.sources": _KPIS.word(
            "sources", lambda view, kpi: _plain(*(view.source(name) for name in kpi.kpi.sources))
        ),
        "kpis.status": Word(_status, _KPIS.path),
        "kpis.targets": _KPIS.word("targets", _targets),
        "messages.proof": _MESSAGES.word("proof", lambda view, message: _prose(view, message.proof)),
        "messages.text": Parts(_MESSAGES.path, _MESSAGES.select, lambda _, __: Named("")).word(
            "text", lambda _, message: _plain(message.text)
        ),
        "objectives.serves": _OBJECTIVES.word("serves", lambda view, objective: _plain(*goal_titles(view, objective))),
        "objectives.signs": _OBJECTIVES.word("signs", _signs),
        "objectives.statement": _OBJECTIVES.word(
            "statement", lambda view, objective: _prose(view, objective.statement)
        ),
        "objectives.type": _OBJECTIVES.word(
            "type", lambda view, objective: _plain(view.say.term(objective.type, terms.OBJECTIVES))
        ),
        "rejected.channels": Word(_rejected, ("rejected", "channels")),
        "reviews.decision": _REVIEWS.word("decision", lambda view, review: _of_review(view, review, review.decision)),
        "reviews.found": _REVIEWS.word("found", lambda view, review: _of_review(view, review, review.found)),
        "reviews.learned": Word(_learned, ("reviews",)),
        "schedule.phases": _single(("schedule", "phases"), _phases),
    }
)
