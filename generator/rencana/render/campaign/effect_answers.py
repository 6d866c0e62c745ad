"""What the measurement of a plan and its reviews answer to the questions of frameworks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from rencana.measure import Progress
from rencana.plan.agenda import Review
from rencana.render.campaign.answer import Answer, Only, Word, prose, words
from rencana.render.campaign.figures import baseline_figure, latest_figure
from rencana.render.subject import status
from rencana.render.subject.campaign import Named, Scene, as_title
from rencana.render.text import terms

_KPIS = ("measurement", "kpis")


def _kpis(scene: Scene, only: Only) -> Iterator[tuple[str, Progress]]:
    """Yields KPIs; with `only` those of some levels, and those that prove objectives of some types."""
    proved: dict[str, set[str]] = {}
    for objective in scene.campaign.plan.objectives.values():
        for name in objective.yardsticks:
            proved.setdefault(name, set()).add(objective.type or "")
    for name, one in scene.measured.kpis.items():
        if not only or one.metric.level in only or proved.get(name, set()) & set(only):
            yield name, one


def _of_kpis(key: str, say: Callable[[Scene, Progress], Iterable[Markup]]) -> Word:
    def collect(scene: Scene, only: Only) -> Iterator[Answer]:
        for name, one in _kpis(scene, only):
            yield Answer(scene.kpi(name), tuple(say(scene, one)), (*_KPIS, name, key))

    return Word(collect, _KPIS)


def _status(scene: Scene, only: Only) -> Iterator[Answer]:
    for name, one in _kpis(scene, only):
        target, _ = status.target_words(scene, one)
        value = latest_figure(scene, one).value
        said = scene.say("{value}, target {target}", value=value, target=target) if target else value
        at = (*_KPIS, name)
        judged = scene.measured.judged
        yield Answer(scene.kpi(name), words(said), at, status.kpi_standing(scene, one) if judged else None)


def _baseline(scene: Scene, only: Only) -> Iterator[Answer]:
    """Yields baselines; a KPI that is only observed needs none."""
    for name, one in _kpis(scene, only):
        figure = baseline_figure(scene, one.kpi, one.metric)
        said = words(", ".join(part for part in (figure.value, figure.when) if part)) if one.kpi.baseline else ()
        if said or one.kpi.targets != "none":
            yield Answer(scene.kpi(name), said, (*_KPIS, name, "baseline"))


def _targets(scene: Scene, one: Progress) -> tuple[Markup, ...]:
    if isinstance(one.kpi.targets, str):
        return words(scene.say.term(one.kpi.targets, terms.TARGETS))
    return words(
        *(
            scene.say("{target} by {day}", target=size, day=scene.say.day(known.aim.day)) if known.aim.day else size
            for known in one.targets
            if (size := status.aim_size(scene, one, known.aim))
        )
    )


def _compare(scene: Scene, only: Only) -> Iterator[Answer]:
    """Yields other values that KPIs are compared with; not every KPI needs one."""
    for name, one in _kpis(scene, only):
        said = (
            f"{other.title or key.replace('-', ' ')}: {scene.say.amount(other.value)}"
            for key, other in one.kpi.compare.items()
            if other.value
        )
        if one.kpi.compare:
            yield Answer(scene.kpi(name), words(*said), (*_KPIS, name, "compare"))


def _collector(scene: Scene, one: Progress) -> tuple[Markup, ...]:
    return words(scene.team(one.kpi.collector))


def _cadence(scene: Scene, one: Progress) -> tuple[Markup, ...]:
    cadence = one.kpi.cadence or scene.campaign.plan.measurement.cadence
    return words(scene.say.term(cadence, terms.CADENCES))


def _reviews(key: str, say: Callable[[Scene, Review], Iterable[Markup]]) -> Word:
    """Returns the word for a field of reviews; one that is still to come is no gap, and says when it is."""

    def collect(scene: Scene, _: Only) -> Iterator[Answer]:
        for name, one in scene.campaign.plan.reviews.items():
            title = one.title or as_title(name)
            said = tuple(say(scene, one))
            if not said and (one.date is None or one.date > scene.on):
                day = scene.say.day(one.date) if one.date else scene.say("no day yet")
                said = words(scene.say("still to come: {day}", day=day))
            yield Answer(Named(title, "", scene.say.day(one.date)), said, ("reviews", name, key))

    return Word(collect, ("reviews",))


def _learned(scene: Scene, _: Only) -> Iterator[Answer]:
    """Yields what was learned in all reviews together; before the end of a campaign nobody has to know it."""
    reviews = scene.campaign.plan.reviews
    said = tuple(scene.text(lesson) for one in reviews.values() for lesson in one.learned)
    over = scene.campaign.plan.campaign.state in ("closed", "stopped")
    if not said and not over and reviews:
        said = words(scene.say("still to come: after the end"))
    yield Answer(Named(""), said, ("reviews", next(reversed(list(reviews)), "end"), "learned"))


def _sources(scene: Scene, one: Progress) -> tuple[Markup, ...]:
    return words(*(scene.source(name) for name in one.kpi.sources))


def _found(scene: Scene, one: Review) -> tuple[Markup, ...]:
    return prose(scene, one.found)


def _decision(scene: Scene, one: Review) -> tuple[Markup, ...]:
    return prose(scene, one.decision)


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
