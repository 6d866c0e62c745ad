"""What the measurement of a plan and its reviews answer to the questions of frameworks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from rencana.measure import Progress
from rencana.plan.agenda import Review
from rencana.render.campaign.answer import Answer, Only, Word, prose, words
from rencana.render.campaign.figures import baseline_figure, latest_figure
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView, Named, as_title
from rencana.render.text import terms

_KPIS = ("measurement", "kpis")


def _kpis(view: CampaignView, only: Only) -> Iterator[tuple[str, Progress]]:
    """Yields KPIs; with `only` those of some levels, and those that prove objectives of some types."""
    proved: dict[str, set[str]] = {}
    for objective in view.campaign.plan.objectives.values():
        for name in objective.yardsticks:
            proved.setdefault(name, set()).add(objective.type or "")
    for name, one in view.measured.kpis.items():
        if not only or one.metric.level in only or proved.get(name, set()) & set(only):
            yield name, one


def _of_kpis(key: str, say: Callable[[CampaignView, Progress], Iterable[Markup]]) -> Word:
    def collect(view: CampaignView, only: Only) -> Iterator[Answer]:
        for name, one in _kpis(view, only):
            yield Answer(view.kpi(name), tuple(say(view, one)), (*_KPIS, name, key))

    return Word(collect, _KPIS)


def _status(view: CampaignView, only: Only) -> Iterator[Answer]:
    for name, one in _kpis(view, only):
        target, _ = status.target_words(view, one)
        value = latest_figure(view, one).value
        said = view.say("{value}, target {target}", value=value, target=target) if target else value
        at = (*_KPIS, name)
        judged = view.measured.judged
        yield Answer(view.kpi(name), words(said), at, status.kpi_standing(view, one) if judged else None)


def _baseline(view: CampaignView, only: Only) -> Iterator[Answer]:
    """Yields baselines; a KPI that is only observed needs none."""
    for name, one in _kpis(view, only):
        figure = baseline_figure(view, one.kpi, one.metric)
        said = words(", ".join(part for part in (figure.value, figure.when) if part)) if one.kpi.baseline else ()
        if said or one.kpi.targets != "none":
            yield Answer(view.kpi(name), said, (*_KPIS, name, "baseline"))


def _targets(view: CampaignView, one: Progress) -> tuple[Markup, ...]:
    if isinstance(one.kpi.targets, str):
        return words(view.say.term(one.kpi.targets, terms.TARGETS))
    return words(
        *(
            view.say("{target} by {day}", target=size, day=view.say.day(known.aim.day)) if known.aim.day else size
            for known in one.targets
            if (size := status.aim_size(view, one, known.aim))
        )
    )


def _compare(view: CampaignView, only: Only) -> Iterator[Answer]:
    """Yields other values that KPIs are compared with; not every KPI needs one."""
    for name, one in _kpis(view, only):
        said = (
            f"{other.title or key.replace('-', ' ')}: {view.say.amount(other.value)}"
            for key, other in one.kpi.compare.items()
            if other.value
        )
        if one.kpi.compare:
            yield Answer(view.kpi(name), words(*said), (*_KPIS, name, "compare"))


def _collector(view: CampaignView, one: Progress) -> tuple[Markup, ...]:
    return words(view.team(one.kpi.collector))


def _cadence(view: CampaignView, one: Progress) -> tuple[Markup, ...]:
    cadence = one.kpi.cadence or view.campaign.plan.measurement.cadence
    return words(view.say.term(cadence, terms.CADENCES))


def _reviews(key: str, say: Callable[[CampaignView, Review], Iterable[Markup]]) -> Word:
    """Returns the word for a field of reviews; one that is still to come is no gap, and says when it is."""

    def collect(view: CampaignView, _: Only) -> Iterator[Answer]:
        for name, one in view.campaign.plan.reviews.items():
            title = one.title or as_title(name)
            said = tuple(say(view, one))
            if not said and (one.date is None or one.date > view.on):
                day = view.say.day(one.date) if one.date else view.say("no day yet")
                said = words(view.say("still to come: {day}", day=day))
            yield Answer(Named(title, "", view.say.day(one.date)), said, ("reviews", name, key))

    return Word(collect, ("reviews",))


def _learned(view: CampaignView, _: Only) -> Iterator[Answer]:
    """Yields what was learned in all reviews together; before the end of a campaign nobody has to know it."""
    reviews = view.campaign.plan.reviews
    said = tuple(view.text(lesson) for one in reviews.values() for lesson in one.learned)
    over = view.campaign.plan.campaign.state in ("closed", "stopped")
    if not said and not over and reviews:
        said = words(view.say("still to come: after the end"))
    yield Answer(Named(""), said, ("reviews", next(reversed(list(reviews)), "end"), "learned"))


def _sources(view: CampaignView, one: Progress) -> tuple[Markup, ...]:
    return words(*(view.source(name) for name in one.kpi.sources))


def _found(view: CampaignView, one: Review) -> tuple[Markup, ...]:
    return prose(view, one.found)


def _decision(view: CampaignView, one: Review) -> tuple[Markup, ...]:
    return prose(view, one.decision)


EFFECT: Mapping[str, Word] = MappingProxyType(
    {
        "kpis.baseline": Word(_baseline, _KPIS),
        "kpis.cadence": _of_kpis("cadence", _cadence),
        "kpis.collector": _of_kpis("collector", _collector),
        "kpis.compare": Word(_compare, _KPIS),
        "kpis.sources": _of_kpis("sources", _sources),
        "kpis.status": Word(_status, _KPIS),
        "kpis.targets": _of_kpis("targets", _targets),
        "reviews.decision": _reviews("decision", _decision),
        "reviews.found": _reviews("found", _found),
        "reviews.learned": Word(_learned, ("reviews",)),
    }
)
