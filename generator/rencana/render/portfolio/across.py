"""Pages across campaigns: the channels, audiences and metrics that plans use."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from rencana.catalogue import metrics, title_in
from rencana.derive import golden_thread
from rencana.render import address
from rencana.render.campaign.audiences import AudienceView, audience_view
from rencana.render.campaign.card import FacetValue, values
from rencana.render.campaign.channels import ChannelView, channel_view
from rencana.render.campaign.figures import (
    Figure,
    TargetFigure,
    aim_word,
    baseline_figure,
    kpi_scope,
    latest_figure,
    target_figures,
)
from rencana.render.campaign.items import Coming, coming
from rencana.render.charts.kpi import chart
from rencana.render.charts.plot import Stroke
from rencana.render.portfolio.months import Publishing
from rencana.render.subject.campaign import CampaignView, Named, platform_title
from rencana.render.subject.glance import Glance, glance, in_order
from rencana.render.subject.status import StatusView, kpi_standing
from rencana.render.text import terms


class Listed(Struct, frozen=True):
    """An entry of an index: something with the campaigns that use it."""

    title: str
    url: str
    kind: str
    campaigns: tuple[Named, ...]


class Index(Struct, frozen=True):
    """An index page: channels, audiences or metrics."""

    title: str
    lead: str
    kind_label: str
    entries: tuple[Listed, ...]
    home: str


class Mentions(Struct, frozen=True):
    """What a campaign names that has pages of its own: values of facets, channels, audiences, metrics, and months.

    Each is there with its title, its page and its kind.
    """

    of: Glance
    values: tuple[FacetValue, ...]
    channels: Mapping[str, Named]
    audiences: Mapping[str, Named]
    metrics: Mapping[str, Named]
    publishing: Publishing


def mentions(view: CampaignView, publishing: Publishing) -> Mentions:
    """Returns what a campaign names that has pages of its own, with when and where it publishes."""
    plan = view.campaign.plan
    kpis = [kpi.metric for kpi in plan.measurement.kpis.values()]
    read = [*kpis, *(reading.metric for reading in view.campaign.readings)]
    return Mentions(
        of=glance(view),
        values=tuple(values(view)),
        channels={name: _channel(view, name) for name in plan.channels},
        audiences={name: _audience(view, name) for name in plan.audiences},
        metrics={name: _metric(view, name) for name in dict.fromkeys(read)},
        publishing=publishing,
    )


def _channel(view: CampaignView, name: str) -> Named:
    one = view.channel(name)
    return Named(one.title, one.url, platform_title(view.campaign, name, view.say.language))


def _audience(view: CampaignView, name: str) -> Named:
    one = view.audience(name)
    return Named(one.title, one.url, view.say.amount(view.campaign.plan.audiences[name].size))


def _metric(view: CampaignView, name: str) -> Named:
    metric = view.campaign.metrics[name]
    url = view.links.to(address.kpi_page(name))
    return Named(title_in(metric.title, view.say.language), url, view.say.term(metric.direction, terms.DIRECTIONS))


def index(
    every: Iterable[Mentions], of: Callable[[Mentions], Mapping[str, Named]], words: tuple[str, str, str], home: str
) -> Index:
    """Makes an index of the things of one sort that campaigns name."""
    entries: dict[str, tuple[Named, list[Named]]] = {}
    for mentioned in in_order(every):
        for name, one in of(mentioned).items():
            entries.setdefault(name, (one, []))[1].append(mentioned.of.named)
    listed = [Listed(one.title, one.url, one.note, tuple(using)) for one, using in entries.values()]
    return Index(*words, tuple(sorted(listed, key=lambda one: one.title.casefold())), home)


class ChannelUse(Struct, frozen=True):
    """A channel in a campaign, with what comes next on it."""

    of: Glance
    view: ChannelView
    coming: tuple[Coming, ...]


class AudienceUse(Struct, frozen=True):
    """An audience in a campaign: what it hears, and where it is reached."""

    of: Glance
    view: AudienceView
    said: tuple[str, ...]
    reached: tuple[Named, ...]


class KPILine(Struct, frozen=True):
    """A KPI of a metric, beside those of other campaigns."""

    title: str
    url: str
    scope: str
    standing: StatusView
    baseline: Figure
    aims: tuple[TargetFigure, ...]
    aim_word: str
    latest: Figure
    spark: tuple[Stroke, ...]


class MetricDefinition(Struct, frozen=True):
    """What a metric counts, and who says so."""

    title: str
    definition: str
    formula: str
    unit: str
    direction: str
    level: str
    evidences: str
    source: str
    shipped: bool


class MetricUse(Struct, frozen=True):
    """A metric in a campaign; one that is only read has no KPIs."""

    of: Glance
    definition: MetricDefinition
    kpis: tuple[KPILine, ...]


def channel_uses(view: CampaignView) -> dict[str, ChannelUse]:
    """Returns how a campaign uses its channels, by their ids."""
    of, nearest = glance(view), coming(view)
    return {
        name: ChannelUse(of, channel_view(view, name, one), tuple(item for item in nearest if name in item.channels))
        for name, one in view.campaign.plan.channels.items()
    }


def audience_uses(view: CampaignView) -> dict[str, AudienceUse]:
    """Returns how a campaign speaks to its audiences, by their ids."""
    of, plan = glance(view), view.campaign.plan
    found = {}
    for name in plan.audiences:
        said = tuple(one.text for one in plan.content.messages.values() if name in one.audiences)
        reached = view.channels(one for one in plan.channels if name in golden_thread.channel_audiences(plan, one))
        found[name] = AudienceUse(of, audience_view(view, name), said, reached)
    return found


def metric_uses(view: CampaignView, names: Iterable[str]) -> dict[str, MetricUse]:
    """Returns the KPIs of a campaign by the ids of their metrics; `names` are those that it uses or reads."""
    of, kpis = glance(view), view.campaign.plan.measurement.kpis
    return {
        name: MetricUse(
            of, _definition(view, name), tuple(_line(view, key) for key in kpis if kpis[key].metric == name)
        )
        for name in names
    }


def _definition(view: CampaignView, name: str) -> MetricDefinition:
    say, metric = view.say, view.campaign.metrics[name]
    return MetricDefinition(
        title=title_in(metric.title, say.language),
        definition=metric.definition,
        formula=metric.formula,
        unit=say.term(metric.unit, terms.UNITS),
        direction=say.term(metric.direction, terms.DIRECTIONS),
        level=say.term(metric.level, terms.LEVELS),
        evidences=say.list([say.term(one, terms.OBJECTIVES) for one in metric.evidences]),
        source=metric.source,
        shipped=name in metrics(),
    )


def _line(view: CampaignView, name: str) -> KPILine:
    one, at = view.measured.kpis[name], view.kpi(name)
    return KPILine(
        title=at.title,
        url=at.url,
        scope=kpi_scope(view, one.kpi),
        standing=kpi_standing(view, one),
        baseline=baseline_figure(view, one.kpi, one.metric),
        aims=target_figures(view, one),
        aim_word=aim_word(view, one.kpi),
        latest=latest_figure(view, one),
        spark=chart(view, one).spark(),
    )


class ChannelPage(Struct, frozen=True):
    """A channel with the campaigns that use it; of `others` it has but the names."""

    title: str
    platform: str
    uses: tuple[tuple[Named, ChannelView], ...]
    items: tuple[tuple[Named, Coming], ...]
    calendar: str
    """The address of its calendar file; empty where nothing goes out on it."""
    others: tuple[Named, ...]
    index: str


def channel_page(using: Sequence[ChannelUse], others: tuple[Named, ...], calendar: str, index: str) -> ChannelPage:
    """Makes the view of a channel's page from the campaigns that use it."""
    ordered = in_order(using)
    return ChannelPage(
        ordered[0].view.title,
        ordered[0].view.platform,
        tuple((one.of.named, one.view) for one in ordered),
        tuple((one.of.named, item) for one in ordered for item in one.coming),
        calendar,
        others,
        index,
    )


class AudiencePage(Struct, frozen=True):
    """An audience with the campaigns that speak to it; of `others` it has but the names."""

    title: str
    uses: tuple[tuple[Named, AudienceView, tuple[str, ...], tuple[Named, ...]], ...]
    others: tuple[Named, ...]
    index: str


def audience_page(using: Sequence[AudienceUse], others: tuple[Named, ...], index: str) -> AudiencePage:
    """Makes the view of an audience's page from the campaigns that speak to it."""
    uses = tuple((one.of.named, one.view, one.said, one.reached) for one in in_order(using))
    return AudiencePage(uses[0][1].title, uses, others, index)


class MetricPage(Struct, frozen=True):
    """A metric with the KPIs of campaigns that use it; `observed` are those that only read it.

    Of `others` it has but the names.
    """

    metric: MetricDefinition
    kpis: tuple[tuple[Named, KPILine], ...]
    observed: tuple[Named, ...]
    others: tuple[Named, ...]
    index: str


def metric_page(using: Sequence[MetricUse], others: tuple[Named, ...], index: str) -> MetricPage:
    """Makes the view of a metric's page from the campaigns that use it or read it."""
    ordered = in_order(using)
    return MetricPage(
        ordered[0].definition,
        tuple((one.of.named, line) for one in ordered for line in one.kpis),
        tuple(one.of.named for one in ordered if not one.kpis),
        others,
        index,
    )
