"""The report of the analyst: every number of every campaign in one table, and what must be known to read it rightly."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from rencana.catalogue import Metric, title_in
from rencana.measure import Coverage, Progress, Reason, StatusReason, WhyNot
from rencana.plan.campaign import platform_of
from rencana.plan.measurement import Comparison
from rencana.render import address
from rencana.render.campaign.figures import baseline_figure
from rencana.render.campaign.targets import has_most, is_apart, judged_figure, newer_words, share_words
from rencana.render.subject import status as standing
from rencana.render.subject.arithmetic import notes, row_place
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import Glance, at_campaign, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import StatusView
from rencana.render.text import sizes, terms


class NumberRow(Struct, frozen=True):
    """A KPI with everything that its status rests on, in one row."""

    campaign: Named
    language: str
    state: str
    kpi: Named
    metric: Named
    standing: StatusView
    companion: bool
    value: str
    as_of: str
    now: str
    baseline: str
    baseline_when: str
    target: str
    by: str
    path: str
    way: str
    change: str
    coverage: str
    sources: str
    used: int
    left_out: int
    projection: str
    projection_ends: str


class DefinitionInUse(Struct, frozen=True):
    """A metric in use: what exactly is counted, how values come together, and who says so."""

    anchor: str
    title: str
    url: str
    id: str
    definition: str
    formula: str
    unit: str
    direction: str
    level: str
    source: str
    uses: int = 1


class BreakLine(Struct, frozen=True):
    """A day from which a metric counts something else."""

    id: str
    date: date
    day: str
    metric: str
    what: str
    source: str


class KPICaveat(Struct, frozen=True):
    """Something that must be known to read a KPI rightly."""

    campaign: Named
    kpi: Named
    text: Markup


class Analyst(Struct, frozen=True):
    """The report of the analyst; `data` is where the numbers of all campaigns stand."""

    organisation: str
    on: str
    rows: tuple[NumberRow, ...]
    definitions: tuple[DefinitionInUse, ...]
    breaks: tuple[BreakLine, ...]
    disagreements: tuple[KPICaveat, ...]
    remarks: tuple[KPICaveat, ...]
    others: int
    """How many campaigns it does not show."""
    data: str
    index: str
    home: str


class Numbers(Struct, frozen=True):
    """What the analyst's report says of a campaign. `definitions` has one for each KPI, as each counts as a use."""

    of: Glance
    rows: tuple[NumberRow, ...]
    definitions: tuple[DefinitionInUse, ...]
    breaks: tuple[BreakLine, ...]
    disagreements: tuple[KPICaveat, ...]
    remarks: tuple[KPICaveat, ...]


def numbers(view: CampaignView) -> Numbers:
    """Returns what the analyst's report says of a campaign."""
    kpis = view.measured.kpis.values()
    return Numbers(
        of=glance(view),
        rows=tuple(_row(view, progress) for progress in kpis),
        definitions=tuple(_definition(view, progress.metric) for progress in kpis),
        breaks=tuple(line for progress in kpis for line in _breaks(view, progress)),
        disagreements=tuple(remark for progress in kpis for remark in _disagreements(view, progress)),
        remarks=tuple(remark for progress in kpis for remark in _remarks(view, progress)),
    )


def analyst(
    portfolio: PortfolioView, organisation: str, numbers: Mapping[str, Numbers], further: tuple[Named, ...]
) -> Analyst:
    """Makes the view of the analyst's report; of the `further` campaigns nothing is shown."""
    ordered = in_order(numbers.values())
    return Analyst(
        organisation=organisation,
        on=portfolio.say.day(portfolio.on),
        rows=tuple(row for excerpt in ordered for row in excerpt.rows),
        definitions=_definitions(ordered),
        breaks=_latest_first(ordered),
        disagreements=tuple(remark for excerpt in ordered for remark in excerpt.disagreements),
        remarks=tuple(remark for excerpt in ordered for remark in excerpt.remarks),
        others=len(further),
        data=portfolio.links.to(address.STATUS),
        index=portfolio.links.to(address.REPORTS),
        home=portfolio.links.to(address.HOME),
    )


def _row(view: CampaignView, progress: Progress) -> NumberRow:
    say, campaign, now = view.say, view.campaign, progress.now
    base = baseline_figure(view, progress.kpi, progress.metric)
    ahead, ends = _projection(view, progress)
    target, by = standing.target_words(view, progress)
    verdict, judged = progress.verdict, judged_figure(view, progress)
    value = verdict.judged if is_apart(progress) and verdict.judged else now
    path = standing.expected(view, progress, verdict.pace, verdict)
    if isinstance(progress.kpi.targets, str):
        target = say.term(progress.kpi.targets, terms.TARGETS)
    return NumberRow(
        campaign=at_campaign(view),
        language=campaign.language,
        state=say.term(campaign.plan.campaign.state, terms.STATES),
        kpi=view.kpi(progress.id),
        metric=Named(
            title_in(progress.metric.title, say.language), view.links.to(address.kpi_page(progress.metric.id))
        ),
        standing=standing.kpi_standing(view, progress),
        companion=view.measured.is_companion(progress.id),
        value=judged.value,
        as_of=judged.when,
        now=newer_words(view, progress),
        baseline=base.value,
        baseline_when=base.when,
        target=target,
        by=by,
        path=say("at most {value}", value=path) if path and has_most(progress) else path,
        way=share_words(view, verdict),
        change=_change(view, progress),
        coverage=_coverage(view, value.coverage),
        sources=say.list([view.source(name) for name in _sources(progress)]),
        used=len(value.readings),
        left_out=len(value.left_out),
        projection=ahead,
        projection_ends=ends,
    )


def _change(view: CampaignView, progress: Progress) -> str:
    """Returns the change from the baseline; of windows of unlike length that of a day."""
    size = standing.change_size(view, progress)
    return view.say("{change} a day", change=size) if progress.change and progress.change.per_day else size


def _projection(view: CampaignView, progress: Progress) -> tuple[str, str]:
    """Returns where the sum leads, and the ends between which it will be in four of five cases."""
    ahead = progress.projection
    if ahead is None:
        return "", ""
    value, low, high = (standing.expected(view, progress, size) for size in (ahead.value, ahead.low, ahead.high))
    return f"~{value}", f"{low} \N{EN DASH} {high}"


def _coverage(view: CampaignView, coverage: Coverage | None) -> str:
    if coverage is None:
        return ""
    share = sizes.share(view.say, coverage.share)
    words = {"present": coverage.read, "expected": coverage.expected, "share": share}
    if coverage.unit == "posts":
        text = view.say("{present} of {expected} posts ({share})", **words)
    else:
        text = view.say("{present} of {expected} days ({share})", **words)
    # Where channels were read unlike much, the share of all together hides it.
    by_channel = standing.coverage_words(view, coverage) if len(coverage.channels) > 1 else ""
    return "; ".join(filter(None, (text, by_channel)))


def _sources(progress: Progress) -> tuple[str, ...]:
    """Returns the sources that the value rests on; without a value those that the plan names."""
    read = tuple(dict.fromkeys(reading.source for reading in progress.now.readings if reading.source))
    return read or progress.kpi.sources


def _definitions(every: Sequence[Numbers]) -> tuple[DefinitionInUse, ...]:
    """Returns the metrics in use, each with how many KPIs use it."""
    by_id: dict[str, list[DefinitionInUse]] = {}
    for excerpt in every:
        for definition in excerpt.definitions:
            by_id.setdefault(definition.id, []).append(definition)
    definitions = (replace(uses[0], uses=len(uses)) for uses in by_id.values())
    return tuple(sorted(definitions, key=lambda definition: definition.title.casefold()))


def _definition(view: CampaignView, metric: Metric) -> DefinitionInUse:
    say = view.say
    return DefinitionInUse(
        anchor=address.anchor("metric", metric.id),
        title=title_in(metric.title, say.language),
        url=view.links.to(address.kpi_page(metric.id)),
        id=metric.id,
        definition=metric.definition,
        formula=metric.formula,
        unit=say.term(metric.unit, terms.UNITS),
        direction=say.term(metric.direction, terms.DIRECTIONS),
        level=say.term(metric.level, terms.LEVELS),
        source=metric.source,
    )


def _breaks(view: CampaignView, progress: Progress) -> Iterator[BreakLine]:
    """Yields the breaks of the metric of a KPI on the platforms that it is read from."""
    say, campaign = view.say, view.campaign
    read = {platform_of(name, campaign) for name in progress.kpi.channels or campaign.plan.channels}
    for change in progress.metric.breaks:
        if not change.platforms or read & set(change.platforms):
            title, what = (title_in(words, say.language) for words in (progress.metric.title, change.what))
            yield BreakLine(progress.metric.id, change.date, say.day(change.date), title, what, change.source)


def _latest_first(every: Sequence[Numbers]) -> tuple[BreakLine, ...]:
    """Returns the breaks of all metrics in use, each once, the latest first."""
    breaks: dict[tuple[str, date, str], BreakLine] = {}
    for line in (line for excerpt in every for line in excerpt.breaks):
        breaks.setdefault((line.id, line.date, line.what), line)
    return tuple(sorted(breaks.values(), key=lambda line: (-line.date.toordinal(), line.metric)))


def _disagreements(view: CampaignView, progress: Progress) -> Iterator[KPICaveat]:
    """Yields what two sources say differently: where the plan decides, and where it does not.

    Where one source is read in two ways, the notes of the arithmetic say so.
    """
    say, now = view.say, progress.now
    named = at_campaign(view), view.kpi(progress.id)
    if now.why_not is WhyNot.SOURCES_DISAGREE and progress.verdict.rule is StatusReason.NO_VALUE:
        yield KPICaveat(*named, escape(f"{standing.why_no_value(view, progress)}."))
    for row in now.left_out:
        if row.reason is Reason.CONTRADICTED:
            value, at = say.amount(row.reading.value), row_place(row.reading)
            text = say(
                "{source} says {value} ({place}); {reason}.",
                source=view.source(row.reading.source),
                value=value,
                place=at,
                reason=say(terms.REASONS[row.reason]),
            )
            yield KPICaveat(*named, escape(text))


def _remarks(view: CampaignView, progress: Progress) -> Iterator[KPICaveat]:
    """Yields the notes of the arithmetic and of the plan, and between which ends a survey's share lies."""
    named = at_campaign(view), view.kpi(progress.id)
    for note in notes(view, progress):
        yield KPICaveat(*named, escape(note))
    interval = standing.interval_words(view, progress)
    if interval:
        yield KPICaveat(*named, escape(interval))
    if isinstance(progress.kpi.baseline, Comparison) and progress.kpi.baseline.note:
        yield KPICaveat(*named, view.text(progress.kpi.baseline.note))
    if progress.kpi.note:
        yield KPICaveat(*named, view.text(progress.kpi.note))
