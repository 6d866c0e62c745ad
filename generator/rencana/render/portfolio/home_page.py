"""The first page of the portfolio."""

from collections.abc import Iterator
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.campaign.card import Drawn, Listing
from rencana.render.charts.timeline import Life
from rencana.render.page import Body, Page
from rencana.render.portfolio.facets import Serving
from rencana.render.portfolio.home import Gathered, Outlook, home
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.subject.campaign import Named


def home_page(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the home."""
    say, body = index.site.say, partial(_home, index)
    # The plans that cannot be read stand there too, and no basis knows them.
    basis = "" if index.unreadable else _basis(index)
    yield Page(address.HOME, "home", say("Campaigns"), body, PORTFOLIO, listed=True, language=say.language, basis=basis)


def _basis(index: ExcerptIndex) -> str:
    goals = [(Serving, name) for name in index.site.shared.goals]
    full = index.basis(Drawn, Life, among=index.foremost())
    return index.basis_of_facets + index.basis(Listing, Outlook, *goals) + full


def _home(index: ExcerptIndex) -> Body:
    portfolio, show = index.site.view(address.HOME), index.site.settings.show
    broken = tuple(Named(one.title, portfolio.links.to(address.campaign_page(one.id))) for one in index.unreadable)
    foremost = index.foremost()
    given = Gathered(
        [*index.of(Listing).values()],
        index.of(Drawn, among=foremost),
        index.facets,
        [*index.of(Outlook).values()],
        [*index.of(Life, among=foremost).values()],
        index.services(*portfolio.shared.goals),
        broken,
    )
    return index.site.body("home", home(portfolio, given, index.site.title, for_authors=show.findings), address.HOME)
