"""A page for each value that lists of campaigns can be filtered by: a state, a tag, a year; no script is needed."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from rencana.render import address
from rencana.render.campaign.card import Drawn, Facet, FacetValue, Listing, Shown, shown
from rencana.render.page import Page
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text import terms

_OWN_PAGES = ("channel", "goal", "team")
"""Facets whose values have a page that says more than a list."""


class FacetPage(Struct, frozen=True):
    """All campaigns that have one value of a facet."""

    kind: str
    title: str
    home: str
    campaigns: Shown
    facets: tuple[Facet, ...]


def facet_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each value that has no page of its own."""
    for path, (value, campaigns) in sorted(_values(index).items()):
        needs = (
            index.of(Listing, among=campaigns),
            index.of(Drawn, among=index.foremost(campaigns)),
            index.facets,
        )
        yield index.page(path, "facet", value.title, facet_page, args=(value.kind, value.title), needs=needs)


def _values(index: ExcerptIndex) -> dict[str, tuple[FacetValue, set[str]]]:
    """Returns for the path of each page its value, with the campaigns that have it; two tags may share a page."""
    values: dict[str, tuple[FacetValue, set[str]]] = {}
    for id, mention in index.mentions.items():
        for value in mention.values:
            if value.kind not in _OWN_PAGES:
                values.setdefault(address.facet_page(value.kind, value.id), (value, set()))[1].add(id)
    return values


def facet_page(
    portfolio: PortfolioView,
    kind: str,
    title: str,
    listings: Mapping[str, Listing],
    cards: Mapping[str, Drawn],
    facets: tuple[Facet, ...],
) -> FacetPage:
    """Makes the view of a facet's page from the campaigns that have its value; `facets` are those of all campaigns."""
    campaigns = shown(listings.values(), cards)
    return FacetPage(portfolio.say(terms.FACETS[kind]), title, portfolio.links.to(address.HOME), campaigns, facets)
