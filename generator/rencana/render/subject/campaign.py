"""The campaign as its pages see it: the plan, its numbers, the words of a language, and links from one page."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from markupsafe import Markup
from msgspec import Struct, field

from rencana.catalogue import platforms, title_in
from rencana.finding import Finding
from rencana.measure import Measured
from rencana.plan.campaign import Campaign, platform_of
from rencana.plan.shared import Shared
from rencana.render import address
from rencana.render.address import Links
from rencana.render.text.prose import prose
from rencana.render.text.say import Say

T = TypeVar("T")
_NOTHING = Markup("")


class Named(Struct, frozen=True):
    """A name, with a link where it has a page or a place on a page."""

    title: str
    url: str = ""
    note: str = ""


class CampaignView(Struct, frozen=True):
    """A campaign as one of its pages shows it, on a day."""

    campaign: Campaign
    say: Say
    links: Links
    on: date
    measured: Measured
    findings: tuple[Finding, ...] = ()
    rulebook: bool = False
    budgets: bool = True
    """Whether the site shows the budgets of plans; where it does not, a page may not say either that there is none."""
    assets: frozenset[str] = frozenset()
    """Its pictures and films that may be published, such as assets/cup.png."""
    cache: dict[tuple[Hashable, ...], Any] = field(default_factory=dict)
    """Values that all pages of the campaign share. It belongs to the campaign, and is freed together with it."""

    def shared(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Returns a value that all pages of the campaign share; the first call makes it."""
        if key not in self.cache:
            self.cache[key] = make()
        value: T = self.cache[key]
        return value

    def text(self, words: str | None) -> Markup:
        """Returns a prose field as clean HTML; pictures come from the campaign's own assets."""
        if not words:
            return _NOTHING
        if "assets/" not in words:
            return prose(words)
        folder = self.links.to(address.campaign_file(self.campaign.id, "assets/x")).removesuffix("assets/x")
        return prose(words, pictures=self.assets, before=folder)

    def team(self, name: str | None) -> str:
        """Returns the title of a team."""
        team = self.campaign.shared.teams.get(name) if name else None
        return team.title if team else name or ""

    def source(self, name: str | None) -> str:
        """Returns the title of a source."""
        source = self.campaign.sources.get(name) if name else None
        return source.title if source else name or ""

    def channel(self, name: str) -> Named:
        """Returns a channel with a link to its page."""
        return Named(channel_title(self.campaign, name, self.say.language), self.links.to(address.channel_page(name)))

    def channels(self, names: Iterable[str]) -> tuple[Named, ...]:
        """Returns several channels with links."""
        return tuple(self.channel(name) for name in names)

    def audience(self, name: str) -> Named:
        """Returns an audience with a link to its page."""
        audience = self.campaign.plan.audiences.get(name)
        title = (audience.title if audience else None) or name
        return Named(title, self.links.to(address.audience_page(name)))

    def audiences(self, names: Iterable[str]) -> tuple[Named, ...]:
        """Returns several audiences with links."""
        return tuple(self.audience(name) for name in names)

    def objective(self, name: str) -> Named:
        """Returns an objective with a link to where it is explained."""
        url = self.links.to(address.campaign_page(self.campaign.id, "strategy"), address.anchor("objective", name))
        return Named(objective_title(self.campaign, name), url)

    def objectives(self, names: Iterable[str]) -> tuple[Named, ...]:
        """Returns several objectives with links."""
        return tuple(self.objective(name) for name in names)

    def kpi(self, name: str) -> Named:
        """Returns a KPI with a link to its numbers."""
        url = self.links.to(address.campaign_page(self.campaign.id, "measurement"), address.anchor("kpi", name))
        return Named(kpi_title(self.campaign, name, self.say.language), url)

    def pillar(self, name: str) -> str:
        """Returns the title of a pillar."""
        pillar = self.campaign.plan.content.pillars.get(name)
        return (pillar.title if pillar else None) or name

    def message(self, name: str) -> str:
        """Returns the text of a message."""
        message = self.campaign.plan.content.messages.get(name)
        return message.text if message else name

    def phase(self, name: str | None) -> str:
        """Returns the title of a phase."""
        phase = self.campaign.plan.schedule.phases.get(name) if name else None
        return (phase.title if phase else None) or name or ""


def channel_title(campaign: Campaign, name: str, language: str) -> str:
    """Returns the title of a channel: its own, the portfolio's, or that of its platform."""
    stated = campaign.plan.channels.get(name)
    return (stated.title if stated else None) or shared_channel_title(campaign.shared, name, language)


def shared_channel_title(shared: Shared, name: str, language: str) -> str:
    """Returns the title of a channel outside of a plan: the portfolio's, or that of its platform."""
    channel = shared.channels.get(name)
    if channel and channel.title:
        return channel.title
    platform = platforms().get(name)
    return title_in(platform.title, language) if platform else name


def platform_title(campaign: Campaign, channel: str, language: str) -> str:
    """Returns the title of the platform of a channel."""
    platform = platforms().get(platform_of(channel, campaign))
    return title_in(platform.title, language) if platform else channel


def objective_title(campaign: Campaign, name: str) -> str:
    """Returns the title of an objective; its id where it has none."""
    objective = campaign.plan.objectives.get(name)
    return (objective.title if objective else None) or as_title(name)


def metric_title(campaign: Campaign, name: str, language: str) -> str:
    """Returns the title of a metric."""
    metric = campaign.metrics.get(name)
    return title_in(metric.title, language) if metric else name


def kpi_title(campaign: Campaign, name: str, language: str) -> str:
    """Returns the title of a KPI: its own, or that of its metric."""
    kpi = campaign.plan.measurement.kpis.get(name)
    if kpi is None:
        return name
    return kpi.title or metric_title(campaign, kpi.metric, language)


def as_title(name: str) -> str:
    """Returns an id as words, for a part of a plan that has no title."""
    return name.replace("-", " ").capitalize()


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Returns names without repetition, in their order."""
    return tuple(dict.fromkeys(names))


def titles(named: Sequence[Named]) -> list[str]:
    """Returns the titles of names."""
    return [name.title for name in named]
