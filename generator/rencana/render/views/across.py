"""Pages across campaigns: the channels, audiences and metrics that plans use."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rencana.catalogue import metrics, title_in
from rencana.measure import Status
from rencana.plan import thread
from rencana.render import address, terms
from rencana.render.calendar_files import channels_with_items
from rencana.render.views.agenda import Entry, upcoming
from rencana.render.views.figures import KPIView, kpi_view
from rencana.render.views.head import Fault
from rencana.render.views.people import AudienceView, audience_view
from rencana.render.views.scene import Named, Scene, channel_title, platform_title
from rencana.render.views.strategy import ChannelView, channel_view

Scenes = Mapping[str, Scene]
"""The campaigns of a portfolio, each seen from the page that is being made."""


_ORDER = ("running", "paused", "approved", "review", "draft", "stopped", "closed")


def in_order(scenes: Scenes) -> list[Scene]:
    """Returns the campaigns, those that run first, and then by their start."""
    return sorted(
        scenes.values(),
        key=lambda one: (
            _ORDER.index(one.campaign.plan.campaign.state),
            str(one.campaign.start or "9"),
            one.campaign.id,
        ),
    )


def tally(scenes: Scenes) -> Counter[Status]:
    """Returns how many of the campaigns that are judged have each status."""
    return Counter(scene.measured.status for scene in scenes.values() if scene.measured.judged)


def at_campaign(scene: Scene) -> Named:
    """Returns a campaign with a link to its first page."""
    url = scene.links.to(address.campaign_page(scene.campaign.id))
    return Named(scene.campaign.plan.campaign.title, url)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of an index: something with the campaigns that use it."""

    title: str
    url: str
    kind: str
    campaigns: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """An index page: channels, audiences or metrics."""

    title: str
    lead: str
    kind_label: str
    entries: tuple[Listed, ...]
    home: str


def index(
    scenes: Scenes,
    names: Callable[[Scene], Iterator[str]],
    entry: Callable[[Scene, str], Named],
    words: tuple[str, str, str],
    home_url: str,
) -> Index:
    """Makes an index of the things that campaigns name."""
    found: dict[str, list[Scene]] = {}
    for scene in in_order(scenes):
        for name in dict.fromkeys(names(scene)):
            found.setdefault(name, []).append(scene)
    entries = []
    for name, using in found.items():
        named = entry(using[0], name)
        entries.append(Listed(named.title, named.url, named.note, tuple(at_campaign(scene) for scene in using)))
    entries.sort(key=lambda one: one.title.casefold())
    return Index(*words, tuple(entries), home_url)


def channel_names(scene: Scene) -> Iterator[str]:
    """Yields the channels of a campaign."""
    yield from scene.campaign.plan.channels


def audience_names(scene: Scene) -> Iterator[str]:
    """Yields the audiences of a campaign."""
    yield from scene.campaign.plan.audiences


def metric_names(scene: Scene) -> Iterator[str]:
    """Yields the metrics of a campaign: of its KPIs, and of readings beside them."""
    yield from (kpi.metric for kpi in scene.campaign.plan.measurement.kpis.values())
    yield from (reading.metric for reading in scene.campaign.readings)


def channel_entry(scene: Scene, name: str) -> Named:
    """Returns a channel for the index."""
    one = scene.channel(name)
    return Named(one.title, one.url, platform_title(scene.campaign, name, scene.say.language))


def audience_entry(scene: Scene, name: str) -> Named:
    """Returns an audience for the index."""
    one = scene.audience(name)
    return Named(one.title, one.url, scene.say.amount(scene.campaign.plan.audiences[name].size))


def metric_entry(scene: Scene, name: str) -> Named:
    """Returns a metric for the index."""
    metric = scene.campaign.metrics[name]
    url = scene.links.to(address.kpi_page(name))
    return Named(title_in(metric.title, scene.say.language), url, scene.say.term(metric.direction, terms.DIRECTIONS))


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """A channel with all campaigns that use it."""

    title: str
    platform: str
    uses: tuple[tuple[Named, ChannelView], ...]
    items: tuple[tuple[Named, Entry], ...]
    calendar: str
    """The address of its calendar file; empty where nothing goes out on it."""
    index: str


def channel_page(scenes: Scenes, name: str, index_url: str) -> ChannelPage:
    """Makes the view of a channel's page."""
    using = [scene for scene in in_order(scenes) if name in scene.campaign.plan.channels]
    first = using[0]
    items = [
        (at_campaign(scene), entry)
        for scene in using
        for entry in upcoming(scene)
        if name in scene.campaign.items[entry.id].channels
    ]
    with_items = channels_with_items(scene.campaign for scene in using)
    return ChannelPage(
        channel_title(first.campaign, name, first.say.language),
        platform_title(first.campaign, name, first.say.language),
        tuple((at_campaign(one), channel_view(one, name, one.campaign.plan.channels[name])) for one in using),
        tuple(items),
        first.links.to(address.channel_file(name)) if name in with_items else "",
        index_url,
    )


@dataclass(frozen=True, slots=True)
class AudiencePage:
    """An audience with all campaigns that speak to it."""

    title: str
    uses: tuple[tuple[Named, AudienceView, tuple[str, ...], tuple[Named, ...]], ...]
    index: str


def audience_page(scenes: Scenes, name: str, index_url: str) -> AudiencePage:
    """Makes the view of an audience's page."""
    using = [scene for scene in in_order(scenes) if name in scene.campaign.plan.audiences]
    uses = []
    for scene in using:
        plan = scene.campaign.plan
        said = tuple(one.text for one in plan.content.messages.values() if name in one.audiences)
        reached = scene.channels(one for one in plan.channels if name in thread.channel_audiences(plan, one))
        uses.append((at_campaign(scene), audience_view(scene, name), said, reached))
    return AudiencePage(uses[0][1].title, tuple(uses), index_url)


@dataclass(frozen=True, slots=True)
class MetricPage:
    """A metric with all KPIs of all campaigns that use it."""

    title: str
    definition: str
    formula: str
    unit: str
    direction: str
    level: str
    evidences: str
    source: str
    shipped: bool
    kpis: tuple[tuple[Named, KPIView], ...]
    observed: tuple[Named, ...]
    index: str


def metric_page(scenes: Scenes, name: str, index_url: str) -> MetricPage:
    """Makes the view of a metric's page."""
    using = [scene for scene in in_order(scenes) if name in set(metric_names(scene))]
    say, metric = using[0].say, using[0].campaign.metrics[name]
    pairs = []
    for scene in using:
        kpis = scene.campaign.plan.measurement.kpis
        pairs += [(at_campaign(scene), kpi_view(scene, key)) for key, kpi in kpis.items() if kpi.metric == name]
    sized = {named.url for named, _ in pairs}
    return MetricPage(
        title=title_in(metric.title, say.language),
        definition=metric.definition,
        formula=metric.formula,
        unit=say.term(metric.unit, terms.UNITS),
        direction=say.term(metric.direction, terms.DIRECTIONS),
        level=say.term(metric.level, terms.LEVELS),
        evidences=say.list([say.term(one, terms.OBJECTIVES) for one in metric.evidences]),
        source=metric.source,
        shipped=name in metrics(),
        kpis=tuple(pairs),
        observed=tuple(one for one in map(at_campaign, using) if one.url not in sized),
        index=index_url,
    )


@dataclass(frozen=True, slots=True)
class Unread:
    """A plan that cannot be read: its findings, and no numbers."""

    title: str
    path: str
    faults: tuple[Fault, ...]
    home: str
