"""All pages of a site in their order, and what the navigation shows."""

from collections.abc import Callable, Iterator, Sequence

from rencana.render import address
from rencana.render.page import Page, Pages, Section
from rencana.render.portfolio.across import across_pages, index_pages
from rencana.render.portfolio.facets import facet_pages
from rencana.render.portfolio.files import portfolio_files
from rencana.render.portfolio.former import former_pages
from rencana.render.portfolio.goals import goal_index, goal_pages
from rencana.render.portfolio.home import home_page
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.portfolio.months import calendar_index, month_pages
from rencana.render.portfolio.reports import report_index_page, report_pages
from rencana.render.portfolio.rulebook import rule_pages, rulebook_page
from rencana.render.portfolio.teams import team_index, team_pages
from rencana.render.portfolio.unreadable import unreadable_pages
from rencana.render.text.say import Say

MakePages = Callable[[ExcerptIndex], Iterator[Page]]

LISTED: tuple[MakePages, ...] = (
    home_page,
    report_index_page,
    calendar_index,
    index_pages,
    goal_index,
    team_index,
    rulebook_page,
)
"""Pages that stand in the navigation, in its order."""
INSIDE: tuple[MakePages, ...] = (
    unreadable_pages,
    month_pages,
    across_pages,
    goal_pages,
    team_pages,
    facet_pages,
    report_pages,
    rule_pages,
)
"""Pages that are reached from those; the pages of single campaigns stand before them."""


def bind(index: ExcerptIndex) -> Pages:
    """Returns the pages of all campaigns, with those about several of them."""
    say = index.site.say
    listed = tuple(page for make in LISTED for page in make(index))
    of_campaigns = tuple(page for campaign in index.campaigns.values() for page in campaign.pages)
    inside = tuple(page for make in INSIDE for page in make(index))
    nav = (Section(say("Campaigns"), _nav(listed, say)),)
    files = (
        *portfolio_files(index),
        *(download for campaign in index.campaigns.values() for download in campaign.downloads),
    )
    return Pages((*listed, *of_campaigns, *inside), files, nav, tuple(former_pages(index)))


_ACROSS = (address.CHANNELS, address.AUDIENCES, address.KPIS, address.GOALS, address.TEAMS)
"""Index pages that share a section of the navigation."""


def _nav(listed: Sequence[Page], say: Say) -> tuple[Section | Page, ...]:
    """Returns the navigation: listed pages in their order, those of what campaigns share in a section of their own."""
    across = [page for page in listed if page.path in _ACROSS]
    parts: list[Section | Page] = []
    for page in listed:
        if page not in across:
            parts.append(page)
        elif page is across[0]:
            parts.append(Section(say("Side by side"), tuple(across)))
    return tuple(parts)
