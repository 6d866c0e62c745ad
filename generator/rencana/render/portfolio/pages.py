"""All pages of a portfolio: the chapters in their order, and what the navigation shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rencana.finding import Finding, Severity
from rencana.measure import measure
from rencana.plan.campaign import Portfolio
from rencana.render import address
from rencana.render.hide import hidden, outlines, shown_findings
from rencana.render.page import Page, Pages, Section
from rencana.render.portfolio.across_pages import across_pages, index_pages
from rencana.render.portfolio.calendar_pages import calendar_index, month_pages
from rencana.render.portfolio.facet_pages import facet_pages, goal_and_team_index
from rencana.render.portfolio.files import portfolio_files
from rencana.render.portfolio.former_pages import former_pages
from rencana.render.portfolio.home_page import home_page
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.portfolio.output import render_campaign
from rencana.render.portfolio.report_pages import report_index_page, report_pages
from rencana.render.portfolio.rule_pages import rule_pages, rulebook_page
from rencana.render.portfolio.unreadable import unreadable_pages
from rencana.render.subject.kit import CampaignKit, SiteKit, SiteSettings
from rencana.render.text.say import Say

Chapter = Callable[[ExcerptIndex], Iterator[Page]]

LISTED: tuple[Chapter, ...] = (
    home_page,
    report_index_page,
    calendar_index,
    index_pages,
    goal_and_team_index,
    rulebook_page,
)
"""Chapters whose pages stand in the navigation, in its order."""
INSIDE: tuple[Chapter, ...] = (unreadable_pages, month_pages, across_pages, facet_pages, report_pages, rule_pages)
"""Chapters whose pages are reached from those; the pages of single campaigns stand before them."""


def render(portfolio: Portfolio, findings: Sequence[Finding], settings: SiteSettings) -> Pages:
    """Returns the pages of a portfolio that was read; each is made only when its body is asked for."""
    shown = by_campaign(shown_findings(findings, outlines(portfolio), settings.show))
    portfolio, site = hidden(portfolio, settings.show), SiteKit(portfolio.shared, settings)
    titles = {name: one.plan.campaign.title for name, one in portfolio.campaigns.items()}
    cases = (
        CampaignKit(site, one, measure(one, settings.on), shown.get(name, ()), titles)
        for name, one in portfolio.campaigns.items()
    )
    return bind(
        ExcerptIndex(site, {kit.campaign.id: render_campaign(kit) for kit in cases}, portfolio.unreadable, shown)
    )


def bind(index: ExcerptIndex) -> Pages:
    """Returns the pages of campaigns that were made alone, with those about several of them."""
    say = index.site.say
    listed = tuple(page for chapter in LISTED for page in chapter(index))
    own = tuple(page for one in index.every.values() for page in one.pages)
    inside = tuple(page for chapter in INSIDE for page in chapter(index))
    nav = (Section(say("Campaigns"), _nav(listed, say)),)
    files = (*portfolio_files(index), *(file for one in index.every.values() for file in one.downloads))
    return Pages((*listed, *own, *inside), files, nav, tuple(former_pages(index)))


_SIDE_BY_SIDE = (address.CHANNELS, address.AUDIENCES, address.KPIS, address.GOALS, address.TEAMS)
"""Index pages that share a section of the navigation."""


def _nav(listed: Sequence[Page], say: Say) -> tuple[Section | Page, ...]:
    """Returns the navigation: listed pages in their order, those of what campaigns share in a section of their own."""
    shared = [page for page in listed if page.path in _SIDE_BY_SIDE]
    parts: list[Section | Page] = []
    for page in listed:
        if page not in shared:
            parts.append(page)
        elif page is shared[0]:
            parts.append(Section(say("Side by side"), tuple(shared)))
    return tuple(parts)


def by_campaign(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Sorts findings by the campaign in whose folder they are."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        parts = finding.file.split("/")
        if len(parts) > 2:  # noqa: PLR2004  plans/<campaign>/<file>
            found.setdefault(parts[1], []).append(finding)
    return {name: tuple(sorted(some, key=lambda one: _ORDER.index(one.severity))) for name, some in found.items()}


_ORDER = tuple(Severity)
