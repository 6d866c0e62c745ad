"""KPIs as a page shows them: baseline, targets and the latest value side by side, each with where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from rencana.catalogue import Metric, title_in
from rencana.measure.latest import How, Latest, latest
from rencana.plan.amount import Amount
from rencana.plan.measurement import KPI, Comparison, Target
from rencana.plan.rows import Reading
from rencana.render import address, terms
from rencana.render.say import place
from rencana.render.views.scene import Named, Scene

_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with everything that is needed to read it rightly."""

    label: str
    value: str
    when: str = ""
    scope: str = ""
    source: str = ""
    n: str = ""
    note: Markup = _NOTHING


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: its size, the day, and what it was before."""

    value: str
    by: str
    kind: str
    revised: str
    note: Markup


@dataclass(frozen=True, slots=True)
class Row:
    """A reading as a row of a table."""

    anchor: str
    metric: Named
    when: str
    scope: tuple[str, ...]
    value: str
    change: str
    n: str
    mark: str
    source: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class KPIView:
    """A KPI with its baseline, its targets and its latest value."""

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
    aims: tuple[Aim, ...]
    next_aim: str
    aim_word: str
    latest: Figure
    latest_rows: tuple[Named, ...]
    compare: tuple[Figure, ...]
    scope: str
    cadence: str
    sources: tuple[str, ...]
    collector: str
    extra: tuple[tuple[str, str], ...]
    objectives: tuple[Named, ...]
    note: Markup
    rows: tuple[Row, ...]


def kpi_views(scene: Scene) -> tuple[KPIView, ...]:
    """Returns all KPIs of a campaign."""
    return tuple(kpi_view(scene, name) for name in scene.campaign.plan.measurement.kpis)


def kpi_view(scene: Scene, name: str) -> KPIView:
    """Returns one KPI."""
    campaign, say = scene.campaign, scene.say
    kpi = campaign.plan.measurement.kpis[name]
    metric = campaign.metrics[kpi.metric]
    now = latest(kpi, campaign, scene.on)
    at = scene.kpi(name)
    cadence = kpi.cadence or campaign.plan.measurement.cadence
    return KPIView(
        id=name,
        anchor=address.anchor("kpi", name),
        title=at.title,
        url=at.url,
        metric=Named(title_in(metric.title, say.language), scene.links.to(address.kpi_page(kpi.metric))),
        definition=metric.definition,
        formula=metric.formula,
        definition_source=metric.source if metric.source.startswith("http") else "",
        unit=say.term(metric.unit, terms.UNITS),
        direction=say.term(metric.direction, terms.DIRECTIONS),
        level=say.term(metric.level, terms.LEVELS),
        baseline=baseline_figure(scene, kpi, metric),
        aims=aims(scene, kpi, metric),
        next_aim=_next_aim(scene, kpi, metric),
        aim_word=say.term(kpi.targets, terms.TARGETS) if isinstance(kpi.targets, str) else "",
        latest=latest_figure(scene, now, metric),
        latest_rows=tuple(_row_link(scene, reading) for reading in now.readings[-1:]),
        compare=tuple(_comparison(scene, key, one, metric) for key, one in kpi.compare.items()),
        scope=_scope(scene, kpi),
        cadence=say.term(cadence, terms.CADENCES),
        sources=tuple(scene.source(source) for source in kpi.sources),
        collector=scene.team(kpi.collector),
        extra=tuple(_extra(scene, kpi)),
        objectives=scene.objectives(
            key for key, objective in campaign.plan.objectives.items() if name in objective.yardsticks
        ),
        note=scene.text(kpi.note),
        rows=tuple(row(scene, reading) for reading in campaign.readings if reading.metric == kpi.metric),
    )


def in_unit(scene: Scene, amount: Amount | None, metric: Metric) -> str:
    """Says an amount of a metric; a plain number of a metric of money gets the campaign's currency."""
    if amount and metric.unit == "currency" and amount.unit.value == "number" and scene.campaign.currency:
        amount = Amount(amount.value, type(amount.unit).MONEY, scene.campaign.currency, amount.bound, amount.high)
    return scene.say.amount(amount)


def baseline_figure(scene: Scene, kpi: KPI, metric: Metric) -> Figure:
    """Returns the baseline, or in words that there is none."""
    say = scene.say
    if kpi.baseline is None:
        return Figure(say("Baseline"), say("Not said"))
    if isinstance(kpi.baseline, str):
        return Figure(say("Baseline"), say.term(kpi.baseline, terms.BASELINES))
    return _comparison(scene, "", kpi.baseline, metric, label=say("Baseline"))


def _comparison(scene: Scene, key: str, one: Comparison, metric: Metric, *, label: str = "") -> Figure:
    say, campaign = scene.say, scene.campaign
    value = in_unit(scene, one.value, metric)
    ends = [in_unit(scene, end, metric) for end in (one.min, one.max) if end]
    when = say.period(one.period, campaign) or say.when(one.date, campaign, last=True)
    scope = [scene.audience(one.audience).title] if one.audience else []
    scope += [place(one.place, campaign, say.language)] if one.place else []
    return Figure(
        label or one.title or key.replace("-", " "),
        value or "\N{EN DASH}".join(ends),
        when,
        ", ".join(scope),
        scene.source(one.source),
        say.amount(one.n),
        scene.text(one.note),
    )


def aims(scene: Scene, kpi: KPI, metric: Metric) -> tuple[Aim, ...]:
    """Returns the targets of a KPI in their order."""
    if not isinstance(kpi.targets, tuple):
        return ()
    return tuple(_aim(scene, target, metric) for target in kpi.targets)


def _next_aim(scene: Scene, kpi: KPI, metric: Metric) -> str:
    """Returns the promised target that comes due next; the last one, where all are past."""
    if not isinstance(kpi.targets, tuple):
        return ""
    promised = [target for target in kpi.targets if not target.stretch] or list(kpi.targets)
    due = [(scene.campaign.calendar.last(target.by) or scene.campaign.end, target) for target in promised]
    coming = [target for day, target in due if day is None or day >= scene.on]
    aim = next(iter(coming or promised[-1:]), None)
    return _aim(scene, aim, metric).value if aim else ""


def _aim(scene: Scene, target: Target, metric: Metric) -> Aim:
    say, campaign = scene.say, scene.campaign
    sizes = [in_unit(scene, target.value, metric)] if target.value else []
    if target.min and target.max:
        sizes.append(f"{in_unit(scene, target.min, metric)} \N{EN DASH} {in_unit(scene, target.max, metric)}")
    elif target.min:
        sizes.append(say("at least {value}", value=in_unit(scene, target.min, metric)))
    elif target.max:
        sizes.append(say("at most {value}", value=in_unit(scene, target.max, metric)))
    if target.change:
        change = say.amount(target.change, change=True)
        sizes.append(f"({change})" if sizes else say("{change} on the baseline", change=change))
    if target.per:
        sizes.append(say.term(target.per, terms.RATE_UNITS))
    by = say.when(target.by, campaign, last=True) or say.period(target.within, campaign) or scene.phase(target.phase)
    revised = ""
    if target.revised:
        revised = say(
            "was {value} until {day}",
            value=in_unit(scene, target.revised.was, metric),
            day=say.day(target.revised.date),
        )
    source = scene.source(target.source)
    kind = say("stretch") if target.stretch else ""
    because = target.revised.because if target.revised else None
    note = scene.text(target.note) + scene.text(because)
    return Aim(" ".join(sizes), by, ", ".join(part for part in (kind, source) if part), revised, note)


def latest_figure(scene: Scene, now: Latest, metric: Metric) -> Figure:
    """Returns the latest value with how it came about, or in words that there is none."""
    say = scene.say
    if now.how is How.NONE:
        return Figure(say("Latest"), say("No reading yet"))
    value = in_unit(scene, now.value, metric)
    change = say.amount(now.change, change=True)
    shown = f"{value} ({change})" if value and change else value or change
    when = say.days(now.start, now.end) if now.start else say("as of {day}", day=say.day(now.end))
    if now.how is How.SUM:
        count = len(now.readings)
        note = say.texts.ngettext("sum of {count} reading", "sum of {count} readings", count).format(count=count)
        return Figure(say("Latest"), shown, when, note=Markup("{}").format(note))
    last = now.readings[0]
    mark = say.term(last.mark, terms.MARKS)
    return Figure(
        say("Latest"),
        shown,
        when,
        _reading_scope(scene, last),
        scene.source(last.source),
        note=Markup("{}").format(mark),
    )


def row(scene: Scene, reading: Reading) -> Row:
    """Returns a reading as a row."""
    campaign, say = scene.campaign, scene.say
    metric = campaign.metrics[reading.metric]
    when = say.days(reading.start, reading.end) if reading.start else say("as of {day}", day=say.day(reading.end))
    item = campaign.items.get(reading.item)
    return Row(
        anchor=row_anchor(reading),
        metric=Named(title_in(metric.title, say.language), scene.links.to(address.kpi_page(reading.metric))),
        when=when,
        scope=(
            scene.channel(reading.channel).title if reading.channel else "",
            (item.title if item else None) or reading.item,
            place(reading.place, campaign, say.language) if reading.place else "",
            scene.audience(reading.audience).title if reading.audience else "",
        ),
        value=in_unit(scene, reading.value, metric),
        change=say.amount(reading.change, change=True),
        n=say.amount(reading.n),
        mark=say.term(reading.mark, terms.MARKS),
        source=scene.source(reading.source),
        note=reading.note,
        place=f"{reading.file.rpartition('/')[2]}:{reading.line}",
    )


def row_anchor(reading: Reading) -> str:
    """Returns the id of the row of a reading."""
    return address.anchor("row", reading.file.rpartition("/")[2].removesuffix(".csv"), str(reading.line))


def _row_link(scene: Scene, reading: Reading) -> Named:
    page = address.campaign_page(scene.campaign.id, "measurement")
    place = f"{reading.file.rpartition('/')[2]}:{reading.line}"
    return Named(place, scene.links.to(page, row_anchor(reading)))


def _reading_scope(scene: Scene, reading: Reading) -> str:
    parts = [scene.channel(reading.channel).title] if reading.channel else []
    parts += [place(reading.place, scene.campaign, scene.say.language)] if reading.place else []
    parts += [scene.audience(reading.audience).title] if reading.audience else []
    return ", ".join(parts)


def _scope(scene: Scene, kpi: KPI) -> str:
    parts = [scene.channel(name).title for name in kpi.channels]
    parts += [scene.audience(name).title for name in kpi.audiences]
    parts += [place(name, scene.campaign, scene.say.language) for name in kpi.places]
    parts += [scene.phase(kpi.phase)] if kpi.phase else []
    return ", ".join(parts)


def _extra(scene: Scene, kpi: KPI) -> Iterator[tuple[str, str]]:
    say = scene.say
    if kpi.counts_from:
        yield say("Counts from"), say.when(kpi.counts_from, scene.campaign)
    if kpi.tolerance is not None:
        yield say("Tolerance"), say.share(kpi.tolerance)
    if kpi.curve:
        steps = [f"{name}: {say.share(share)}" for name, share in kpi.curve.items()]
        yield say("Expected course"), ", ".join(steps)
