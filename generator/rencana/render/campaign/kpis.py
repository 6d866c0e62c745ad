"""KPIs as pages show them, with how far each of them is, and the objectives that they prove."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from rencana.catalogue import title_in
from rencana.measure import Progress, Value, urgency, worst
from rencana.plan.campaign import Campaign
from rencana.plan.measurement import KPI
from rencana.plan.strategy import Objective
from rencana.render import address
from rencana.render.campaign.figures import (
    Figure,
    aim_word,
    baseline_figure,
    comparison_figure,
    kpi_scope,
    latest_figure,
)
from rencana.render.campaign.targets import (
    ProgressBar,
    TargetFigure,
    bar,
    has_most,
    is_apart,
    judged_figure,
    newer_words,
    share_words,
    target_figures,
)
from rencana.render.charts.kpi import Chart, chart
from rencana.render.subject import status
from rencana.render.subject.arithmetic import Arithmetic, arithmetic, row_link
from rencana.render.subject.campaign import CampaignView, Named, unique
from rencana.render.subject.sentences import is_limit
from rencana.render.subject.status import StatusView
from rencana.render.text import terms


class ProgressView(Struct, frozen=True):
    """How far a KPI is. `way` is the exact share of its target, which may be more than all; `bar` draws it."""

    standing: StatusView
    pace: str
    at_most: bool
    """Whether the pace is the most that there should be by now."""
    limit: bool
    """Whether the target is a limit."""
    way: str
    bar: ProgressBar | None
    change: str
    interval: str
    projection: str
    arithmetic: Callable[[], Arithmetic]
    """Made on demand: it has a link for each row, and most pages show none of them."""
    judged_arithmetic: Callable[[], Arithmetic] | None
    """That of the value that was judged, where it is not the newest one."""


class KPIView(Struct, frozen=True):
    """A KPI with its baseline, its targets, the value that was judged, and the newest one."""

    id: str
    anchor: str
    title: str
    url: str
    metric: Named
    definition: str
    formula: str
    definition_source: str
    unit: str
    direction: str
    level: str
    baseline: Figure
    aims: tuple[TargetFigure, ...]
    aim: TargetFigure | None
    """The target that decides its status."""
    aim_word: str
    judged: Figure
    now: str
    coverage: str
    latest: Figure
    rows: Named | None
    """The row of the judged value; where several make it, how many, with a link to the arithmetic."""
    now_rows: Named | None
    """The same of the newest value, where it is another one."""
    companion: bool
    progress: ProgressView
    chart: Chart
    compare: tuple[Figure, ...]
    scope: str
    cadence: str
    sources: tuple[str, ...]
    collector: str
    extra: tuple[tuple[str, str], ...]
    objectives: tuple[Named, ...]
    note: Markup


class KPISummary(Struct, frozen=True):
    """A KPI in a line. The target is in words where it has no size, and empty where the plan says nothing of it."""

    title: str
    url: str
    value: str
    when: str
    now: str
    target: str
    by: str
    sized: bool
    standing: StatusView
    companion: bool


class SignView(Struct, frozen=True):
    """A sign of a qualitative objective."""

    text: str
    seen: str
    note: Markup


class ObjectiveView(Struct, frozen=True):
    """An objective with its yardsticks and signs."""

    anchor: str
    title: str
    kind: str
    statement: Markup
    serves: tuple[str, ...]
    audiences: tuple[Named, ...]
    kpis: tuple[KPIView, ...]
    signs: tuple[SignView, ...]
    note: Markup
    standing: StatusView | None


def kpi_views(view: CampaignView, names: Iterable[str] | None = None) -> tuple[KPIView, ...]:
    """Returns KPIs of a campaign; all of them, where none are named."""
    names = view.campaign.plan.measurement.kpis if names is None else names
    return tuple(_kpi_view(view, name) for name in names)


def _kpi_view(view: CampaignView, name: str) -> KPIView:
    campaign, say = view.campaign, view.say
    kpi, progress = campaign.plan.measurement.kpis[name], view.measured.kpis[name]
    metric = campaign.metrics[kpi.metric]
    linked, targets = view.kpi(name), target_figures(view, progress)
    judged = progress.verdict.judged if is_apart(progress) and progress.verdict.judged else progress.now
    return KPIView(
        id=name,
        anchor=address.anchor("kpi", name),
        title=linked.title,
        url=linked.url,
        metric=Named(title_in(metric.title, say.language), view.links.to(address.kpi_page(kpi.metric))),
        definition=metric.definition,
        formula=metric.formula,
        definition_source=metric.source if metric.source.startswith("http") else "",
        unit=say.term(metric.unit, terms.UNITS),
        direction=say.term(metric.direction, terms.DIRECTIONS),
        level=say.term(metric.level, terms.LEVELS),
        baseline=baseline_figure(view, kpi, metric),
        aims=targets,
        aim=next((target for target in targets if target.leads), None),
        aim_word=aim_word(view, kpi),
        judged=judged_figure(view, progress),
        now=newer_words(view, progress),
        coverage=status.coverage_words(view, judged.coverage),
        latest=latest_figure(view, progress),
        rows=_rows(view, progress, judged, "judged-rows" if is_apart(progress) else "rows"),
        now_rows=_rows(view, progress, progress.now, "rows") if is_apart(progress) else None,
        companion=view.measured.is_companion(name),
        progress=_progress_view(view, progress),
        chart=chart(view, progress),
        compare=tuple(
            comparison_figure(view, comparison, metric, comparison.title or key.replace("-", " "))
            for key, comparison in kpi.compare.items()
        ),
        scope=kpi_scope(view, kpi),
        cadence=say.term(kpi.cadence or campaign.plan.measurement.cadence, terms.CADENCES),
        sources=tuple(view.source(source) for source in kpi.sources),
        collector=view.team(kpi.collector),
        extra=tuple(_extra(view, kpi)),
        objectives=view.objectives(
            key for key, objective in campaign.plan.objectives.items() if name in objective.yardsticks
        ),
        note=view.text(kpi.note),
    )


def _progress_view(view: CampaignView, progress: Progress) -> ProgressView:
    judged = progress.verdict.judged
    return ProgressView(
        standing=status.kpi_standing(view, progress),
        pace=status.expected(view, progress, progress.verdict.pace),
        at_most=has_most(progress),
        limit=is_limit(progress.verdict),
        way=share_words(view, progress.verdict),
        bar=bar(view, progress),
        change=status.change_words(view, progress),
        interval=status.interval_words(view, progress),
        projection=status.projection_words(view, progress),
        arithmetic=partial(arithmetic, view, progress, progress.now),
        judged_arithmetic=partial(arithmetic, view, progress, judged) if is_apart(progress) and judged else None,
    )


def _rows(view: CampaignView, progress: Progress, value: Value, part: str) -> Named | None:
    """Returns the row that a value is, or how many rows make it, with a link to their arithmetic."""
    readings = value.readings
    if len(readings) < 2:  # noqa: PLR2004  two rows are a sum
        return row_link(view, readings[0]) if readings else None
    count = len(readings)
    words = view.say.texts.ngettext("{count} row", "{count} rows", count).format(count=count)
    page = address.campaign_page(view.campaign.id, "measurement")
    return Named(words, view.links.to(page, address.anchor(part, progress.id)))


def _extra(view: CampaignView, kpi: KPI) -> Iterator[tuple[str, str]]:
    say = view.say
    if kpi.counts_from:
        yield say("Counts from"), say.when(kpi.counts_from, view.campaign)
    if kpi.tolerance is not None:
        yield say("Tolerance"), say.share(kpi.tolerance)
    if kpi.curve:
        yield say("Expected course"), ", ".join(f"{name}: {say.share(share)}" for name, share in kpi.curve.items())


def kpi_summary(view: CampaignView, name: str) -> KPISummary:
    """Returns a KPI as a line: the value that was judged beside its target, and how it stands."""
    progress, linked = view.measured.kpis[name], view.kpi(name)
    judged = judged_figure(view, progress)
    target, by = status.target_words(view, progress)
    return KPISummary(
        title=linked.title,
        url=linked.url,
        value=judged.value,
        when=judged.when,
        now=newer_words(view, progress),
        target=target or aim_word(view, progress.kpi),
        by=by,
        sized=bool(progress.targets),
        standing=status.kpi_standing(view, progress),
        companion=view.measured.is_companion(name),
    )


def objective_views(view: CampaignView, kpis: Iterable[KPIView]) -> tuple[ObjectiveView, ...]:
    """Returns all objectives of a campaign, with those of its KPIs that prove them."""
    say, kpis_by_id = view.say, {kpi.id: kpi for kpi in kpis}
    return tuple(
        ObjectiveView(
            anchor=address.anchor("objective", name),
            title=view.objective(name).title,
            kind=say.term(objective.type, terms.OBJECTIVES),
            statement=view.text(objective.statement),
            serves=goal_titles(view, objective),
            audiences=view.audiences(objective.audiences),
            kpis=tuple(kpis_by_id[kpi] for kpi in objective.yardsticks if kpi in kpis_by_id),
            signs=tuple(
                SignView(
                    sign.text,
                    say("seen on {day}", day=say.day(sign.seen)) if sign.seen else say("not seen yet"),
                    view.text(sign.note),
                )
                for sign in objective.signs.values()
            ),
            note=view.text(objective.note),
            standing=status.objective_standing(view, name),
        )
        for name, objective in view.campaign.plan.objectives.items()
    )


def goal_titles(view: CampaignView, objective: Objective) -> tuple[str, ...]:
    """Returns the titles of the organisation's goals that an objective serves."""
    goals = view.campaign.shared.goals
    return tuple(goals[goal].title if goal in goals else goal for goal in objective.serves)


def proofs(campaign: Campaign) -> tuple[str, ...]:
    """Returns the KPIs that prove objectives, in the order of the objectives."""
    kpis, objectives = campaign.plan.measurement.kpis, campaign.plan.objectives.values()
    return unique(name for objective in objectives for name in objective.yardsticks if name in kpis)


def companions(view: CampaignView) -> tuple[str, ...]:
    """Returns the KPIs that prove no objective: those that lag first, the worst of them before the others."""
    kpis, proving = view.measured.kpis, proofs(view.campaign)
    return tuple(sorted((name for name in kpis if name not in proving), key=lambda name: urgency(kpis[name].status)))


def leading(view: CampaignView) -> Progress | None:
    """Returns the KPI that the status of a campaign hangs on: of those that prove objectives the first of the worst."""
    kpis = view.measured.kpis
    candidates = [kpis[name] for name in proofs(view.campaign)] or list(kpis.values())
    lowest = worst(kpi.status for kpi in candidates)
    return next((kpi for kpi in candidates if kpi.status is lowest), None)
