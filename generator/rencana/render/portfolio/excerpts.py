"""All that pages about several campaigns show of one: one table of what each page module takes from a campaign."""

from collections.abc import Iterator

from markupsafe import Markup

from rencana.render.campaign.card import Drawn, Listing, card
from rencana.render.charts.timeline import life
from rencana.render.files.calendars import calendar_entries, years_of
from rencana.render.files.facts import facts
from rencana.render.portfolio.across import audience_uses, channel_uses, metric_uses
from rencana.render.portfolio.analyst_report import numbers
from rencana.render.portfolio.changes import recent_changes
from rencana.render.portfolio.excerpt import excerpt_key, write_excerpt
from rencana.render.portfolio.executive_report import sheet
from rencana.render.portfolio.feeds import feed_changes
from rencana.render.portfolio.goals import servings
from rencana.render.portfolio.home import outlook
from rencana.render.portfolio.manager_report import work
from rencana.render.portfolio.mentions import Mentions, mentions
from rencana.render.portfolio.publishing import in_months, publishing
from rencana.render.portfolio.teams import duties
from rencana.render.subject.glance import glance
from rencana.render.subject.kit import CampaignKit

INLINE = frozenset({excerpt_key(Mentions)})
"""Excerpts that each build reads of every campaign, as they say which pages there are."""


def excerpts(kit: CampaignKit) -> dict[str, bytes]:
    """Returns the excerpts of a campaign, by key."""
    return {key: write_excerpt(excerpt) for key, excerpt in parts(kit)}


def parts(kit: CampaignKit) -> Iterator[tuple[str, object]]:
    """Yields the excerpts of a campaign, each with its key."""
    view = kit.view()
    entries, months, tile = calendar_entries(view), in_months(view), card(view)
    named = mentions(view, publishing(view, months, years_of(entries)))

    def draw(template: str) -> Markup:
        return Markup(kit.site.part(template, one=tile))  # noqa: S704  the template escapes all values

    ahead = outlook(view)
    single: tuple[object, ...] = (
        named,
        Listing(glance(view), draw("line")),
        Drawn(draw("card")),
        *((ahead,) if ahead.says else ()),
        *recent_changes(view),
        *feed_changes(view),
        life(view),
        sheet(view),
        work(view),
        numbers(view),
        *facts(view),
        entries,
    )
    for excerpt in single:
        yield excerpt_key(type(excerpt)), excerpt
    several: tuple[tuple[str, object], ...] = (
        *duties(view).items(),
        *servings(view).items(),
        *channel_uses(view).items(),
        *audience_uses(view).items(),
        *metric_uses(view, named.metrics).items(),
        *((f"{first:%Y-%m}", month) for first, month in months.items()),
    )
    for name, excerpt in several:
        yield excerpt_key(type(excerpt), name), excerpt
