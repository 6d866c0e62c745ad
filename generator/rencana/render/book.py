"""What all pages of a portfolio share: the plans, how they stand, the words, and how a template is filled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rencana.finding import Finding
from rencana.measure import Measured
from rencana.plan.campaign import Campaign, Portfolio
from rencana.render.address import Links
from rencana.render.article import article
from rencana.render.environment import environment
from rencana.render.page import Body
from rencana.render.say import Say
from rencana.render.views.scene import Scene
from rencana.words.languages import interface


@dataclass(frozen=True, slots=True)
class Show:
    """What a site shows: beside the plans what is still wrong with them (to authors) and the rules (to all).

    What it does not show is taken out before anything is made of the plans.
    """

    findings: bool = False
    rulebook: bool = True
    budget: bool = True
    drafts: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """What pages depend on beside the portfolio. `asset` returns the content of a campaign's file, or None."""

    on: date
    asset: Callable[[str], bytes | None]
    folders: bool = True
    templates: Path | None = None
    show: Show = Show()


@dataclass(frozen=True, slots=True)
class Book:
    """A portfolio with what all of its pages share."""

    portfolio: Portfolio
    findings: dict[str, tuple[Finding, ...]]
    settings: Settings
    say: Say
    measured: Mapping[str, Measured]
    titles: Mapping[str, str]
    """The title of each campaign by id."""

    @property
    def title(self) -> str:
        """The name of the site."""
        shared = self.portfolio.shared
        return shared.title or shared.organisation or self.say("Campaigns")

    def links(self, path: str) -> Links:
        """Returns what makes links from the page at a path."""
        return Links(path, self.settings.folders)

    def voice(self, campaign: Campaign) -> Say:
        """Returns the language of a campaign's pages: that of its plan, so that words and plan fit together."""
        return Say(interface(campaign.language))

    def scene(self, campaign: Campaign, path: str, say: Say | None = None) -> Scene:
        """Returns a campaign as it is seen from the page at a path."""
        show = self.settings.show
        found = self.findings.get(campaign.id, ()) if show.findings else ()
        measured = self.measured[campaign.id]
        links = self.links(path)
        return Scene(campaign, say or self.say, links, self.settings.on, measured, found, show.rulebook, show.budget)

    def scenes(self, path: str) -> dict[str, Scene]:
        """Returns all campaigns as they are seen from the page at a path."""
        return {name: self.scene(one, path) for name, one in self.portfolio.campaigns.items()}

    def body(self, template: str, view: object, say: Say | None = None) -> Body:
        """Fills a template with a view."""
        language = (say or self.say).language
        return article(environment(language, self.settings.templates), template, view, language)
