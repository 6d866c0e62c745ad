"""What pages are made with: the shared part of the portfolio, the settings of the site, and its templates."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
from msgspec import Struct, field

from rencana.changes.history import CampaignHistory
from rencana.errors import WorkspaceError
from rencana.finding import Finding
from rencana.jobs.snapshot import take_snapshot
from rencana.measure import Measured
from rencana.plan.campaign import Campaign
from rencana.plan.shared import Shared
from rencana.render.address import ANYWHERE, Links
from rencana.render.article import article
from rencana.render.environment import environment, fill
from rencana.render.page import Body
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text.say import Say
from rencana.words.languages import interface


class Show(Struct, frozen=True):
    """What a site shows beside the plans: findings (for authors), the rulebook, budgets, drafts, and their history.

    `render.hide` takes out what it does not show before pages are made. `commit` is the address of a commit, with
    {commit} for its name; `authors` shows who has made it.
    """

    findings: bool = False
    rulebook: bool = True
    budget: bool = True
    drafts: bool = True
    history: bool = True
    authors: bool = False
    commit: str = ""


class SiteSettings(Struct, frozen=True):
    """What pages depend on beside the plans. `asset` yields the content of a picture or film as it is published.

    `url` is the full address of our pages, where it is known. `compiled` is the folder of a store of compiled
    templates; it has no influence on the content of pages.
    """

    on: date
    asset: Callable[[str], Iterator[bytes]]
    folders: bool = True
    templates: Path | None = None
    show: Show = Show()
    compiled: Path | None = None
    url: str = ""


class SiteKit(Struct, frozen=True):
    """What all pages of a site are made with."""

    shared: Shared
    settings: SiteSettings

    @property
    def say(self) -> Say:
        """The language of the site."""
        return Say(interface(self.shared.language))

    @property
    def title(self) -> str:
        """The name of the site."""
        return self.shared.title or self.shared.organisation or self.say("Campaigns")

    def links(self, path: str) -> Links:
        """Returns the maker of links from the page at a path."""
        return Links(path, self.settings.folders)

    def view(self, path: str) -> PortfolioView:
        """Returns the portfolio as the page at a path shows it."""
        return PortfolioView(self.shared, self.say, self.links(path), self.settings.on)

    def body(self, template: str, view: object, path: str, say: Say | None = None) -> Body:
        """Fills the template of the page at a path with a view."""
        language = (say or self.say).language
        return article(self.templates(language), template, view, language, self.links(path))

    def part(self, template: str, **views: object) -> str:
        """Fills the template of a part of a page."""
        return fill(self.templates(self.say.language), f"parts/{template}.html", **views)

    def templates(self, language: str) -> jinja2.Environment:
        """Returns the templates in a language."""
        return environment(language, self.settings.templates, compiled=self.settings.compiled)


class CampaignKit(Struct, frozen=True):
    """What the pages of one campaign are made with: the measured campaign, its findings, the title of its parent."""

    site: SiteKit
    campaign: Campaign
    measured: Measured
    findings: tuple[Finding, ...]
    titles: Mapping[str, str]
    """Titles of campaigns by id; the parent of this campaign must be among them."""
    assets: frozenset[str] = frozenset()
    """Its pictures and films that may be published, such as assets/cup.png."""
    cache: dict[tuple[Hashable, ...], Any] = field(default_factory=dict)
    """Values that all views of the campaign share."""
    history: CampaignHistory = CampaignHistory()

    @property
    def say(self) -> Say:
        """The language of the campaign's own pages: that of its plan, so that the page has one language."""
        return Say(interface(self.campaign.language))

    def view(self, path: str = ANYWHERE, say: Say | None = None) -> CampaignView:
        """Returns the campaign as the page at a path shows it; without a path, for pages about several campaigns."""
        show, on = self.site.settings.show, self.site.settings.on
        links = self.site.links(path)
        findings = self.findings if show.findings else ()
        return CampaignView(
            self.campaign,
            say or self.site.say,
            links,
            on,
            self.measured,
            findings,
            show.rulebook,
            show.budget,
            self.assets,
            self.cache,
            self.history,
        )


def own_templates(root: Path) -> Path | None:
    """Returns the folder of a workspace's own templates, where it has one; they go before the shipped ones.

    WorkspaceError where one of them cannot be read: the shipped one in its place would be a surprise.
    """
    folder = root / "templates"
    if not folder.is_dir():
        return None
    for path in take_snapshot([str(folder)]).unreadable:
        help = "Remove it, or put a file in its place that is yours to read."
        raise WorkspaceError(f"{path} is a template that cannot be read.", help=help)
    return folder
