"""What a campaign names that has pages of its own; from all campaigns together it says which pages there are."""

from collections.abc import Mapping

from msgspec import Struct

from rencana.catalogue import title_in
from rencana.render import address
from rencana.render.campaign.card import FacetValue, values
from rencana.render.portfolio.publishing import Publishing
from rencana.render.subject.campaign import CampaignView, Named, platform_title
from rencana.render.subject.glance import Glance, glance
from rencana.render.text import terms


class Mentions(Struct, frozen=True):
    """What a campaign names that has pages of its own: values of facets, channels, audiences, metrics, and months.

    Each is there with its title, its page and its kind.
    """

    of: Glance
    values: tuple[FacetValue, ...]
    channels: Mapping[str, Named]
    audiences: Mapping[str, Named]
    metrics: Mapping[str, Named]
    publishing: Publishing


def mentions(view: CampaignView, publishing: Publishing) -> Mentions:
    """Returns what a campaign names that has pages of its own, with when and where it publishes."""
    plan = view.campaign.plan
    kpis = [kpi.metric for kpi in plan.measurement.kpis.values()]
    read = [*kpis, *(reading.metric for reading in view.campaign.readings)]
    return Mentions(
        of=glance(view),
        values=tuple(values(view)),
        channels={name: _channel(view, name) for name in plan.channels},
        audiences={name: _audience(view, name) for name in plan.audiences},
        metrics={name: _metric(view, name) for name in dict.fromkeys(read)},
        publishing=publishing,
    )


def _channel(view: CampaignView, name: str) -> Named:
    named = view.channel(name)
    return Named(named.title, named.url, platform_title(view.campaign, name, view.say.language))


def _audience(view: CampaignView, name: str) -> Named:
    named = view.audience(name)
    return Named(named.title, named.url, view.say.amount(view.campaign.plan.audiences[name].size))


def _metric(view: CampaignView, name: str) -> Named:
    metric = view.campaign.metrics[name]
    url = view.links.to(address.kpi_page(name))
    return Named(title_in(metric.title, view.say.language), url, view.say.term(metric.direction, terms.DIRECTIONS))
