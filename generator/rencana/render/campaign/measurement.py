"""The measurement page of a campaign: every KPI with its parts, every reading, every source."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from rencana.render import address
from rencana.render.campaign.dues import DueView, due_views
from rencana.render.campaign.figures import KPIView, kpi_views
from rencana.render.campaign.head import Head, head
from rencana.render.campaign.overview import ReviewView, reviews
from rencana.render.campaign.readings import ReadingRow, rows
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.text import terms


class SourceView(Struct, frozen=True):
    """A source with what should be known to read its numbers."""

    title: str
    method: str
    population: str
    n: str
    period: str
    link: str
    note: Markup


class Scorecard(Struct, frozen=True):
    """The measurement page of a campaign. `columns` tell which scopes the table of readings shows."""

    head: Head
    cadence: str
    note: Markup
    kpis: tuple[KPIView, ...]
    rows: tuple[ReadingRow, ...]
    has_change: bool
    has_n: bool
    has_mark: bool
    has_note: bool
    sources: tuple[SourceView, ...]
    reviews: tuple[ReviewView, ...]
    readings_file: Named | None
    due: tuple[DueView, ...]


def scorecard(view: CampaignView, portfolio_titles: Mapping[str, str]) -> Scorecard:
    """Makes the view of the measurement page."""
    campaign, say = view.campaign, view.say
    listed = rows(view)
    file = Named(say("Readings as CSV"), view.links.to(address.campaign_file(campaign.id, "readings.csv")))
    return Scorecard(
        head=head(view, "measurement", portfolio_titles),
        cadence=say.term(campaign.plan.measurement.cadence, terms.CADENCES),
        note=view.text(campaign.plan.measurement.note),
        kpis=kpi_views(view),
        rows=listed,
        has_change=any(one.change for one in listed),
        has_n=any(one.n for one in listed),
        has_mark=any(one.mark for one in listed),
        has_note=any(one.note for one in listed),
        sources=_sources(view),
        reviews=reviews(view),
        readings_file=file if listed else None,
        due=due_views(view, view.measured.due),
    )


def _sources(view: CampaignView) -> tuple[SourceView, ...]:
    """Returns the sources that this campaign uses."""
    campaign, say = view.campaign, view.say
    plan = campaign.plan
    used = {reading.source for reading in campaign.readings}
    used |= {name for kpi in plan.measurement.kpis.values() for name in kpi.sources}
    used |= set(plan.measurement.sources)
    used |= {one.source for audience in plan.audiences.values() for one in audience.evidence}
    return tuple(
        SourceView(
            source.title,
            say.term(source.method, terms.METHODS),
            source.population or "",
            say.amount(source.n),
            say.period(source.period, campaign),
            source.link or "",
            view.text(source.note),
        )
        for name, source in campaign.sources.items()
        if name in used
    )
