"""All pages of a portfolio: which there are, from which view and template each is made, and what stands beside them."""

import mimetypes
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from rencana.check import RULES, Rule
from rencana.finding import Finding, Severity
from rencana.measure import Measured, measure
from rencana.plan.campaign import Campaign, Portfolio, Unreadable
from rencana.render import address, data, terms
from rencana.render.address import Links
from rencana.render.article import article
from rencana.render.environment import environment, shipped_templates
from rencana.render.page import Body, Download, Page, Pages, Section
from rencana.render.say import Say
from rencana.render.status import status_data, status_json
from rencana.render.views import across, agenda, head, home, overview, rulebook, scorecard, strategy
from rencana.render.views.scene import Named, Scene
from rencana.words.languages import interface

_ASSETS = ("rencana.css", "rencana.js")
_PICTURE = re.compile(r"!\[[^\]]*\]\((assets/[\w./-]+)\)")
"""A picture in the prose of a plan."""


@dataclass(frozen=True, slots=True)
class Show:
    """What a site shows beside the plans: to authors what is still wrong with them, to all the rules."""

    findings: bool = False
    rulebook: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """What pages depend on beside the portfolio. `asset` returns the content of a campaign's file, or None."""

    on: date
    asset: Callable[[str], bytes | None]
    folders: bool = True
    templates: Path | None = None
    show: Show = Show()


@dataclass(frozen=True, slots=True)
class _Site:
    """A portfolio with what all of its pages share."""

    portfolio: Portfolio
    findings: dict[str, tuple[Finding, ...]]
    settings: Settings
    say: Say
    measured: Mapping[str, Measured]

    @property
    def titles(self) -> dict[str, str]:
        return {name: one.plan.campaign.title for name, one in self.portfolio.campaigns.items()}

    def links(self, path: str) -> Links:
        return Links(path, self.settings.folders)

    def scene(self, campaign: Campaign, path: str, say: Say | None = None) -> Scene:
        show = self.settings.show
        found = self.findings.get(campaign.id, ()) if show.findings else ()
        measured = self.measured[campaign.id]
        return Scene(campaign, say or self.say, self.links(path), self.settings.on, measured, found, show.rulebook)

    def scenes(self, path: str) -> dict[str, Scene]:
        return {name: self.scene(one, path) for name, one in self.portfolio.campaigns.items()}

    def body(self, template: str, view: object, say: Say | None = None) -> Body:
        language = (say or self.say).language
        return article(environment(language, self.settings.templates), template, view, language)


def render(portfolio: Portfolio, findings: Sequence[Finding], settings: Settings) -> Pages:
    """Returns the pages of a portfolio; each is made only when its body is asked for."""
    say = Say(interface(portfolio.shared.language))
    measured = {name: measure(one, settings.on) for name, one in portfolio.campaigns.items()}
    site = _Site(portfolio, _by_campaign(findings), settings, say, measured)
    listed = tuple(_listed(site))
    inside = [*_campaign_pages(site), *_across_pages(site), *(_rule_pages(site) if settings.show.rulebook else ())]
    return Pages((*listed, *inside), tuple(_downloads(site)), (Section(say("Campaigns"), listed),))


def _by_campaign(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Sorts findings by the campaign in whose folder they are."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        parts = finding.file.split("/")
        if len(parts) > 2:  # noqa: PLR2004  plans/<campaign>/<file>
            found.setdefault(parts[1], []).append(finding)
    return {name: tuple(sorted(some, key=lambda one: _ORDER.index(one.severity))) for name, some in found.items()}


_ORDER = tuple(Severity)


def _listed(site: _Site) -> Iterator[Page]:
    say, language = site.say, site.say.language
    name = site.portfolio.shared.title or site.portfolio.shared.organisation or say("Campaigns")
    portfolio = "plans/portfolio.yaml"
    yield Page(
        address.HOME, "home", say("Campaigns"), partial(_home, site, name), portfolio, listed=True, language=language
    )
    for path, title, make in (
        (address.CHANNELS, say("Channels"), _channel_index),
        (address.AUDIENCES, say("Audiences"), _audience_index),
        (address.KPIS, say("KPIs"), _metric_index),
    ):
        yield Page(path, "index", title, partial(make, site, path, title), portfolio, listed=True, language=language)

    if site.settings.show.rulebook:
        title, make = say("Rules"), partial(_rule_index, site)
        yield Page(address.RULES, "rulebook", title, make, listed=True, language=language)


def _rule_index(site: _Site) -> Body:
    return site.body("rulebook", rulebook.rulebook(site.say, site.links(address.RULES)))


def _rule_pages(site: _Site) -> Iterator[Page]:
    for rule in RULES:
        path = address.rule_page(rule.name)
        body = partial(_rule, site, rule, path)
        yield Page(path, "rule", site.say(rule.title), body, language=site.say.language)


def _rule(site: _Site, rule: Rule, path: str) -> Body:
    return site.body("rule", rulebook.rule_view(rule, site.say, site.links(path)))


def _home(site: _Site, name: str) -> Body:
    links = site.links(address.HOME)
    broken = tuple(Named(one.title, links.to(address.campaign_page(one.id))) for one in site.portfolio.unreadable)
    show, today = site.settings.show, site.say.day(site.settings.on)
    view = home.home(site.scenes(address.HOME), broken, name, today, for_authors=show.findings)
    return site.body("home", view)


def _channel_index(site: _Site, path: str, title: str) -> Body:
    words = (title, site.say("Where the campaigns are, and why."), site.say("Platform"))
    top = site.links(path).to(address.HOME)
    return site.body("index", across.index(site.scenes(path), across.channel_names, across.channel_entry, words, top))


def _audience_index(site: _Site, path: str, title: str) -> Body:
    words = (title, site.say("To whom the campaigns speak."), site.say("Size"))
    top = site.links(path).to(address.HOME)
    return site.body("index", across.index(site.scenes(path), across.audience_names, across.audience_entry, words, top))


def _metric_index(site: _Site, path: str, title: str) -> Body:
    words = (title, site.say("What is measured, and by which campaigns."), site.say("Direction"))
    top = site.links(path).to(address.HOME)
    return site.body("index", across.index(site.scenes(path), across.metric_names, across.metric_entry, words, top))


_TABS = {
    "index": ("overview", overview.overview),
    "strategy": ("strategy", strategy.strategy),
    "calendar": ("calendar", agenda.agenda),
    "measurement": ("measurement", scorecard.scorecard),
}


def _campaign_pages(site: _Site) -> Iterator[Page]:
    for campaign in site.portfolio.campaigns.values():
        say = _voice(campaign)
        for tab, (kind, _) in _TABS.items():
            path = address.campaign_page(campaign.id, tab)
            title = campaign.plan.campaign.title
            if tab != "index":
                title = f"{title}: {say(terms.TABS[tab])}"
            body = partial(_campaign_page, site, campaign, tab)
            yield Page(path, kind, title, body, campaign.document.path, language=say.language)
    for one in site.portfolio.unreadable:
        path = address.campaign_page(one.id)
        yield Page(path, "unreadable", one.title, partial(_unreadable, site, one), one.path, language=site.say.language)


def _voice(campaign: Campaign) -> Say:
    """Returns the language of a campaign's pages: that of its plan, so that words and plan fit together."""
    return Say(interface(campaign.language))


def _campaign_page(site: _Site, campaign: Campaign, tab: str) -> Body:
    kind, make = _TABS[tab]
    say = _voice(campaign)
    scene = site.scene(campaign, address.campaign_page(campaign.id, tab), say)
    return site.body(kind, make(scene, site.titles), say)


def _unreadable(site: _Site, one: Unreadable) -> Body:
    faults = tuple(head.fault(finding, site.say) for finding in site.findings.get(one.id, ()))
    top = site.links(address.campaign_page(one.id)).to(address.HOME)
    return site.body("unreadable", across.Unread(one.title, one.path, faults, top))


def _across_pages(site: _Site) -> Iterator[Page]:
    scenes = site.scenes(address.HOME)
    kinds = (
        ("channel", across.channel_names, address.channel_page, address.CHANNELS, across.channel_page, _channel_name),
        (
            "audience",
            across.audience_names,
            address.audience_page,
            address.AUDIENCES,
            across.audience_page,
            _audience_name,
        ),
        ("kpi", across.metric_names, address.kpi_page, address.KPIS, across.metric_page, _metric_name),
    )
    for kind, names, page_of, index, make, title_of in kinds:
        users: dict[str, Scene] = {}
        for scene in scenes.values():
            for name in names(scene):
                users.setdefault(name, scene)
        for name in sorted(users):
            path = page_of(name)
            body = partial(_across_page, site, kind, path, index, name, make)
            yield Page(path, kind, title_of(users[name], name), body, language=site.say.language)


def _across_page(
    site: _Site, kind: str, path: str, index: str, name: str, make: Callable[[across.Scenes, str, str], object]
) -> Body:
    return site.body(kind, make(site.scenes(path), name, site.links(path).to(index)))


def _channel_name(scene: Scene, name: str) -> str:
    return scene.channel(name).title


def _audience_name(scene: Scene, name: str) -> str:
    return scene.audience(name).title


def _metric_name(scene: Scene, name: str) -> str:
    return across.metric_entry(scene, name).title


def _downloads(site: _Site) -> Iterator[Download]:
    for name in _ASSETS:
        yield Download(f"assets/{name}", partial(_template_asset, site.settings.templates, name))
    yield Download("status.json", partial(_status, site))
    yield Download("portfolio.json", partial(data.portfolio_json, site.portfolio, site.settings.on))
    for campaign in site.portfolio.campaigns.values():
        yield Download(address.campaign_file(campaign.id, "plan.json"), partial(data.plan_json, campaign))
        if campaign.readings:
            path = address.campaign_file(campaign.id, "readings.csv")
            yield Download(path, partial(data.readings_csv, campaign))
        yield from _assets(site, campaign)


def _status(site: _Site) -> bytes:
    return "".join(status_json(map(status_data, site.measured.values()), site.settings.on)).encode()


def _template_asset(own: Path | None, name: str) -> bytes:
    for folder in (own, shipped_templates()):
        if folder is not None and (folder / "assets" / name).is_file():
            return (folder / "assets" / name).read_bytes()
    return b""


def _assets(site: _Site, campaign: Campaign) -> Iterator[Download]:
    """Yields the pictures that a campaign names and that exist; other files are not put on the site."""
    names = {name for item in campaign.items.values() for name in item.assets}
    names.update(_PICTURE.findall(campaign.document.text))
    for name in sorted(names):
        kind = mimetypes.guess_type(name)[0] or ""
        content = site.settings.asset(f"plans/{campaign.id}/{name}") if kind.startswith(("image/", "video/")) else None
        if content is not None:
            yield Download(address.campaign_file(campaign.id, name), partial(bytes, content))
