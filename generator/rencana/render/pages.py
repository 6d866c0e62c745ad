"""All pages of a portfolio: the chapters in their order, and what the navigation shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rencana.finding import Finding, Severity
from rencana.measure import measure
from rencana.plan.campaign import Portfolio
from rencana.render import address
from rencana.render.book import Book, Settings
from rencana.render.chapters.across import across_pages, index_pages
from rencana.render.chapters.calendar import calendar_index, month_pages
from rencana.render.chapters.campaigns import campaign_pages
from rencana.render.chapters.facets import facet_pages, goal_and_team_index
from rencana.render.chapters.files import downloads
from rencana.render.chapters.former import former_pages
from rencana.render.chapters.home import home_page
from rencana.render.chapters.reports import report_index_page, report_pages
from rencana.render.chapters.rules import rule_pages, rulebook_page
from rencana.render.hide import hidden, shown_findings
from rencana.render.page import Page, Pages, Section
from rencana.render.say import Say
from rencana.words.languages import interface

Chapter = Callable[[Book], Iterator[Page]]

LISTED: tuple[Chapter, ...] = (
    home_page,
    report_index_page,
    calendar_index,
    index_pages,
    goal_and_team_index,
    rulebook_page,
)
"""Chapters whose pages stand in the navigation, in its order."""
INSIDE: tuple[Chapter, ...] = (campaign_pages, month_pages, across_pages, facet_pages, report_pages, rule_pages)
"""Chapters whose pages are reached from those."""


def render(portfolio: Portfolio, findings: Sequence[Finding], settings: Settings) -> Pages:
    """Returns the pages of a portfolio; each is made only when its body is asked for."""
    findings = shown_findings(findings, portfolio, settings.show)
    portfolio = hidden(portfolio, settings.show)
    say = Say(interface(portfolio.shared.language))
    measured = {name: measure(one, settings.on) for name, one in portfolio.campaigns.items()}
    titles = {name: one.plan.campaign.title for name, one in portfolio.campaigns.items()}
    book = Book(portfolio, _by_campaign(findings), settings, say, measured, titles)
    listed = tuple(page for chapter in LISTED for page in chapter(book))
    inside = tuple(page for chapter in INSIDE for page in chapter(book))
    nav = (Section(say("Campaigns"), _nav(listed, say)),)
    return Pages((*listed, *inside), tuple(downloads(book)), nav, tuple(former_pages(book, inside)))


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


def _by_campaign(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Sorts findings by the campaign in whose folder they are."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        parts = finding.file.split("/")
        if len(parts) > 2:  # noqa: PLR2004  plans/<campaign>/<file>
            found.setdefault(parts[1], []).append(finding)
    return {name: tuple(sorted(some, key=lambda one: _ORDER.index(one.severity))) for name, some in found.items()}


_ORDER = tuple(Severity)
