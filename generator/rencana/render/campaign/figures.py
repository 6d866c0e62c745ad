"""KPIs as a page shows them: baseline, targets and the latest value side by side, each with where it comes from."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from rencana.catalogue import Metric, title_in
from rencana.measure import How, Progress, TargetStatus
from rencana.plan.language.amount import Amount
from rencana.plan.measurement import KPI, Comparison
from rencana.plan.readings import Reading
from rencana.render import address
from rencana.render.campaign.progress import ProgressView, progress_view
from rencana.render.charts.kpi import Chart, chart
from rencana.render.subject import status as standing
from rencana.render.subject.arithmetic import row_link
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.once import once
from rencana.render.text import sizes, terms
from rencana.render.text.say import place

_NOTHING = Markup("")


class Figure(Struct, frozen=True):
    """A value with everything that is needed to read it rightly."""

    label: str
    value: str
    when: str = ""
    scope: str = ""
    source: str = ""
    n: str = ""
    note: Markup = _NOTHING


class TargetFigure(Struct, frozen=True):
    """A target: its size, the day, and what it was before."""

    value: str
    by: str
    kind: str
    revised: str
    note: Markup
    standing: str
    standing_word: str


class KPIView(Struct, frozen=True):
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
    aims: tuple[TargetFigure, ...]
    next_aim: str
    aim_word: str
    latest: Figure
    latest_rows: tuple[Named, ...]
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


def kpi_views(view: CampaignView, names: Iterable[str] | None = None) -> tuple[KPIView, ...]:
    """Returns KPIs of a campaign; all of them, where none are named."""
    names = view.campaign.plan.measurement.kpis if names is None else names
    return tuple(_kpi_view(view, name) for name in names)


def _kpi_view(view: CampaignView, name: str) -> KPIView:
    """Returns one KPI."""
    campaign, say = view.campaign, view.say
    kpi = campaign.plan.measurement.kpis[name]
    metric = campaign.metrics[kpi.metric]
    one = view.measured.kpis[name]
    at = view.kpi(name)
    cadence = kpi.cadence or campaign.plan.measurement.cadence
    return KPIView(
        id=name,
        anchor=address.anchor("kpi", name),
        title=at.title,
        url=at.url,
        metric=Named(title_in(metric.title, say.language), view.links.to(address.kpi_page(kpi.metric))),
        definition=metric.definition,
        formula=metric.formula,
        definition_source=metric.source if metric.source.startswith("http") else "",
        unit=say.term(metric.unit, terms.UNITS),
        direction=say.term(metric.direction, terms.DIRECTIONS),
        level=say.term(metric.level, terms.LEVELS),
        baseline=baseline_figure(view, kpi, metric),
        aims=aims(view, one),
        next_aim=next_aim(view, one),
        aim_word=aim_word(view, kpi),
        latest=latest_figure(view, one),
        latest_rows=tuple(row_link(view, reading) for reading in one.now.readings[-1:]),
        progress=progress_view(view, one),
        chart=chart(view, one),
        compare=tuple(_comparison(view, key, one, metric) for key, one in kpi.compare.items()),
        scope=kpi_scope(view, kpi),
        cadence=say.term(cadence, terms.CADENCES),
        sources=tuple(view.source(source) for source in kpi.sources),
        collector=view.team(kpi.collector),
        extra=tuple(_extra(view, kpi)),
        objectives=view.objectives(
            key for key, objective in campaign.plan.objectives.items() if name in objective.yardsticks
        ),
        note=view.text(kpi.note),
    )


def in_unit(view: CampaignView, amount: Amount | None, metric: Metric) -> str:
    """Says an amount of a metric; a plain number of a metric of money gets the campaign's currency."""
    if amount and metric.unit == "currency" and amount.unit.value == "number" and view.campaign.currency:
        amount = Amount(amount.value, type(amount.unit).MONEY, view.campaign.currency, amount.bound, amount.high)
    return view.say.amount(amount)


def baseline_figure(view: CampaignView, kpi: KPI, metric: Metric) -> Figure:
    """Returns the baseline, or in words that there is none."""
    say = view.say
    if kpi.baseline is None:
        return Figure(say("Baseline"), say("Not said"))
    if isinstance(kpi.baseline, str):
        return Figure(say("Baseline"), say.term(kpi.baseline, terms.BASELINES))
    return _comparison(view, "", kpi.baseline, metric, label=say("Baseline"))


def _comparison(view: CampaignView, key: str, one: Comparison, metric: Metric, *, label: str = "") -> Figure:
    say, campaign = view.say, view.campaign
    value = in_unit(view, one.value, metric)
    ends = [in_unit(view, end, metric) for end in (one.min, one.max) if end]
    when = say.period(one.period, campaign) or say.when(one.date, campaign, last=True)
    scope = [view.audience(one.audience).title] if one.audience else []
    scope += [place(one.place, campaign, say.language)] if one.place else []
    return Figure(
        label or one.title or key.replace("-", " "),
        value or "\N{EN DASH}".join(ends),
        when,
        ", ".join(scope),
        view.source(one.source),
        say.amount(one.n),
        view.text(one.note),
    )


@once
def next_aim(view: CampaignView, one: Progress) -> str:
    """Returns the promised target that comes due next; the last one, where all are past."""
    promised = [known for known in one.targets if not known.aim.stretch] or list(one.targets)
    coming = [known for known in promised if known.aim.day is None or known.aim.day >= view.on]
    aim = next(iter(coming or promised[-1:]), None)
    return standing.aim_size(view, one, aim.aim) if aim else ""


def aim_word(view: CampaignView, kpi: KPI) -> str:
    """Returns what a plan says in place of a target; nothing where it has one, or says nothing."""
    return view.say.term(kpi.targets, terms.TARGETS) if isinstance(kpi.targets, str) else ""


def aims(view: CampaignView, one: Progress) -> tuple[TargetFigure, ...]:
    """Returns the targets of a KPI."""
    return tuple(_aim(view, target, one.metric) for target in one.targets)


def _aim(view: CampaignView, known: TargetStatus, metric: Metric) -> TargetFigure:
    say, campaign, target = view.say, view.campaign, known.aim.target
    said = [in_unit(view, target.value, metric)] if target.value else []
    if target.min and target.max:
        said.append(f"{in_unit(view, target.min, metric)} \N{EN DASH} {in_unit(view, target.max, metric)}")
    elif target.min:
        said.append(say("at least {value}", value=in_unit(view, target.min, metric)))
    elif target.max:
        said.append(say("at most {value}", value=in_unit(view, target.max, metric)))
    if target.change:
        change = say.amount(target.change, change=True)
        said.append(f"({change})" if said else say("{change} on the baseline", change=change))
    if target.change and not target.value and known.aim.sized:
        goal = known.aim.goal()
        said.append(f"= {sizes.rounded(say, campaign, metric, goal, known.aim.currency)}")
    if target.per:
        said.append(say.term(target.per, terms.RATE_UNITS))
    by = say.when(target.by, campaign, last=True) or say.period(target.within, campaign) or view.phase(target.phase)
    revised = ""
    if target.revised:
        revised = say(
            "was {value} until {day}",
            value=in_unit(view, target.revised.was, metric),
            day=say.day(target.revised.date),
        )
    source = view.source(target.source)
    kind = say("stretch") if target.stretch else ""
    because = target.revised.because if target.revised else None
    note = view.text(target.note) + view.text(because)
    kinds = ", ".join(part for part in (kind, source) if part)
    word = say.term(known.status.value, terms.STATUSES)
    return TargetFigure(" ".join(said), by, kinds, revised, note, known.status.value, word)


@once
def latest_figure(view: CampaignView, one: Progress) -> Figure:
    """Returns the latest value with how it came about, or in words that there is none."""
    say, now = view.say, one.now
    if now.how is None or (now.size is None and now.change is None):
        return Figure(say("Latest"), standing.why_no_value(view, one))
    computed = now.how in (How.SUM, How.RATIO) or not now.readings or now.readings[-1].value is None
    value = in_unit(view, None if computed else now.readings[-1].value, one.metric)
    if now.size is not None and (computed or now.gross):
        value = sizes.rounded(say, view.campaign, one.metric, now.size, now.currency)
    change = say.amount(now.change, change=True)
    shown = f"{value} ({change})" if value and change else value or change
    when = say.days(now.start, now.end) if now.start else say("as of {day}", day=say.day(now.end))
    if now.how in (How.SUM, How.RATIO):
        count = len(now.readings)
        note = say.texts.ngettext("from {count} reading", "from {count} readings", count).format(count=count)
        return Figure(say("Latest"), shown, when, note=Markup("{}").format(note))
    last = now.readings[-1] if now.readings else None
    scope, source = (_reading_scope(view, last), view.source(last.source)) if last else ("", "")
    mark = say.term(now.mark, terms.MARKS)
    return Figure(say("Latest"), shown, when, scope, source, note=Markup("{}").format(mark))


def _reading_scope(view: CampaignView, reading: Reading) -> str:
    parts = [view.channel(reading.channel).title] if reading.channel else []
    parts += [place(reading.place, view.campaign, view.say.language)] if reading.place else []
    parts += [view.audience(reading.audience).title] if reading.audience else []
    return ", ".join(parts)


def kpi_scope(view: CampaignView, kpi: KPI) -> str:
    """Returns what a KPI covers, where it is not the whole campaign."""
    parts = [view.channel(name).title for name in kpi.channels]
    parts += [view.audience(name).title for name in kpi.audiences]
    parts += [place(name, view.campaign, view.say.language) for name in kpi.places]
    parts += [view.phase(kpi.phase)] if kpi.phase else []
    return ", ".join(parts)


def _extra(view: CampaignView, kpi: KPI) -> Iterator[tuple[str, str]]:
    say = view.say
    if kpi.counts_from:
        yield say("Counts from"), say.when(kpi.counts_from, view.campaign)
    if kpi.tolerance is not None:
        yield say("Tolerance"), say.share(kpi.tolerance)
    if kpi.curve:
        steps = [f"{name}: {say.share(share)}" for name, share in kpi.curve.items()]
        yield say("Expected course"), ", ".join(steps)
