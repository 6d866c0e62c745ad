"""Pages across campaigns: the channels, audiences and metrics that plans use."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from rencana.catalogue import metrics, title_in
from rencana.derive import golden_thread
from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.audiences import AudienceView, audience_view
from rencana.render.campaign.channels import ChannelView, channel_view
from rencana.render.campaign.figures import Figure, aim_word, baseline_figure, kpi_scope
from rencana.render.campaign.items import Coming, coming
from rencana.render.campaign.targets import TargetFigure, judged_figure, newer_words, target_figures
from rencana.render.charts.kpi import chart
from rencana.render.charts.plot import Stroke
from rencana.render.page import Page
from rencana.render.portfolio.index import ExcerptIndex, MakeView
from rencana.render.portfolio.mentions import Mentions
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import Glance, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import StatusView, coverage_words, kpi_standing
from rencana.render.text import terms
from rencana.render.text.say import Say


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


class Sort(NamedTuple):
    """One sort of what campaigns share: its index, its pages, and how a campaign uses one of them."""

    index_path: str
    titles: Callable[[Say], tuple[str, str, str]]
    """Title and lead of the index, and what the note of each entry is."""
    named: Callable[[Mentions], Mapping[str, Named]]
    page_path: Callable[[str], str]


SORTS: Mapping[str, Sort] = {
    "channel": Sort(
        address.CHANNELS,
        lambda say: (say("Channels"), say("Where the campaigns are, and why."), say("Platform")),
        attrgetter("channels"),
        address.channel_page,
    ),
    "audience": Sort(
        address.AUDIENCES,
        lambda say: (say("Audiences"), say("To whom the campaigns speak."), say("Size")),
        attrgetter("audiences"),
        address.audience_page,
    ),
    "kpi": Sort(
        address.KPIS,
        lambda say: (say("KPIs"), say("What is measured, and by which campaigns."), say("Direction")),
        attrgetter("metrics"),
        address.kpi_page,
    ),
}
"""The sorts by the kind of their pages, in the order of the navigation."""


def index_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of channels, of audiences and of KPIs."""
    for kind, sort in SORTS.items():
        title, _, _ = sort.titles(index.site.say)
        needs = (index.named(),)
        yield index.page(
            sort.index_path, "index", title, index_view, args=(kind,), needs=needs, source=PORTFOLIO, listed=True
        )


def index_view(portfolio: PortfolioView, kind: str, mentions: Iterable[Mentions]) -> Index:
    """Makes an index of what campaigns name of one sort."""
    sort = SORTS[kind]
    entries: dict[str, tuple[Named, list[Named]]] = {}
    for mention in in_order(mentions):
        for name, named in sort.named(mention).items():
            entries.setdefault(name, (named, []))[1].append(mention.of.named)
    listed = [Listed(named.title, named.url, named.note, tuple(using)) for named, using in entries.values()]
    ordered = tuple(sorted(listed, key=lambda entry: entry.title.casefold()))
    return Index(*sort.titles(portfolio.say), ordered, portfolio.links.to(address.HOME))


def across_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each channel, audience and metric."""
    uses: tuple[tuple[str, type[ChannelUse | AudienceUse | MetricUse], MakeView], ...] = (
        ("channel", ChannelUse, channel_page),
        ("audience", AudienceUse, audience_page),
        ("kpi", MetricUse, metric_page),
    )
    for kind, use, view in uses:
        titles: dict[str, str] = {}
        for mention in index.mentions.values():
            for name, named in SORTS[kind].named(mention).items():
                titles.setdefault(name, named.title)
        for name, title in sorted(titles.items()):
            using = index.having(use, name)
            needs = (index.of(use, name, among=index.foremost(using)), index.further(using))
            args = (_calendar_file(index, name, using),) if use is ChannelUse else ()
            yield index.page(SORTS[kind].page_path(name), kind, title, view, args=args, needs=needs)


def _calendar_file(index: ExcerptIndex, channel: str, using: Collection[str]) -> str:
    """Returns the path of a channel's calendar file; nothing where nothing goes out on it."""
    publishes = any(channel in index.mentions[id].publishing.channels for id in using)
    return address.channel_file(channel) if publishes else ""


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
    judged: Figure
    now: str
    coverage: str
    companion: bool
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
        name: ChannelUse(
            of, channel_view(view, name, channel), tuple(item for item in nearest if name in item.channels)
        )
        for name, channel in view.campaign.plan.channels.items()
    }


def audience_uses(view: CampaignView) -> dict[str, AudienceUse]:
    """Returns how a campaign speaks to its audiences, by their ids."""
    of, plan = glance(view), view.campaign.plan
    uses = {}
    for name in plan.audiences:
        texts = tuple(message.text for message in plan.content.messages.values() if name in message.audiences)
        reached = view.channels(
            channel for channel in plan.channels if name in golden_thread.channel_audiences(plan, channel)
        )
        uses[name] = AudienceUse(of, audience_view(view, name), texts, reached)
    return uses


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
        evidences=say.list([say.term(objective, terms.OBJECTIVES) for objective in metric.evidences]),
        source=metric.source,
        shipped=name in metrics(),
    )


def _line(view: CampaignView, name: str) -> KPILine:
    progress, at = view.measured.kpis[name], view.kpi(name)
    return KPILine(
        title=at.title,
        url=at.url,
        scope=kpi_scope(view, progress.kpi),
        standing=kpi_standing(view, progress),
        baseline=baseline_figure(view, progress.kpi, progress.metric),
        aims=target_figures(view, progress),
        aim_word=aim_word(view, progress.kpi),
        judged=judged_figure(view, progress),
        now=newer_words(view, progress),
        coverage=coverage_words(view, (progress.verdict.judged or progress.now).coverage),
        companion=view.measured.is_companion(name),
        spark=chart(view, progress).spark(),
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


def channel_page(
    portfolio: PortfolioView, calendar: str, uses: Mapping[str, ChannelUse], further: tuple[Named, ...]
) -> ChannelPage:
    """Makes the view of a channel's page from the campaigns that use it; `calendar` is the path of its file."""
    ordered = in_order(uses.values())
    return ChannelPage(
        ordered[0].view.title,
        ordered[0].view.platform,
        tuple((use.of.named, use.view) for use in ordered),
        tuple((use.of.named, item) for use in ordered for item in use.coming),
        portfolio.links.to(calendar) if calendar else "",
        further,
        portfolio.links.to(address.CHANNELS),
    )


class AudiencePage(Struct, frozen=True):
    """An audience with the campaigns that speak to it; of `others` it has but the names."""

    title: str
    uses: tuple[tuple[Named, AudienceView, tuple[str, ...], tuple[Named, ...]], ...]
    others: tuple[Named, ...]
    index: str


def audience_page(
    portfolio: PortfolioView, uses: Mapping[str, AudienceUse], further: tuple[Named, ...]
) -> AudiencePage:
    """Makes the view of an audience's page from the campaigns that speak to it."""
    rows = tuple((use.of.named, use.view, use.said, use.reached) for use in in_order(uses.values()))
    return AudiencePage(rows[0][1].title, rows, further, portfolio.links.to(address.AUDIENCES))


class MetricPage(Struct, frozen=True):
    """A metric with the KPIs of campaigns that use it; `observed` are those that only read it.

    Of `others` it has but the names.
    """

    metric: MetricDefinition
    kpis: tuple[tuple[Named, KPILine], ...]
    observed: tuple[Named, ...]
    others: tuple[Named, ...]
    index: str


def metric_page(portfolio: PortfolioView, uses: Mapping[str, MetricUse], further: tuple[Named, ...]) -> MetricPage:
    """Makes the view of a metric's page from the campaigns that use it or read it."""
    ordered = in_order(uses.values())
    return MetricPage(
        ordered[0].definition,
        tuple((use.of.named, line) for use in ordered for line in use.kpis),
        tuple(use.of.named for use in ordered if not use.kpis),
        further,
        portfolio.links.to(address.KPIS),
    )
