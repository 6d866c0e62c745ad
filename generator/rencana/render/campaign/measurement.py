"""The measurement page of a campaign: every KPI with its parts, every reading, every source."""

from collections.abc import Iterator, Mapping
from operator import attrgetter

from markupsafe import Markup
from msgspec import Struct

from rencana.catalogue import title_in
from rencana.plan.readings import Reading
from rencana.render import address
from rencana.render.campaign.attention import DueView, due_views
from rencana.render.campaign.figures import in_unit
from rencana.render.campaign.head import Head, head
from rencana.render.campaign.kpis import KPIView, kpi_views
from rencana.render.campaign.reviews import ReviewView, review_views
from rencana.render.subject.arithmetic import row_anchor, row_place
from rencana.render.subject.campaign import CampaignView, Named, channel_title
from rencana.render.text import terms
from rencana.render.text.say import place

_SUBJECT = attrgetter("metric", "channel", "item", "place", "audience", "source")


class Subject(Struct, frozen=True):
    """What a reading speaks of, and where it comes from."""

    metric: Named
    scope: str
    source: str


class ReadingRow(Struct, frozen=True):
    """A reading as a row of a table."""

    anchor: str
    metric: Named
    when: str
    scope: str
    """What it covers, where it is not the whole."""
    value: str
    change: str
    n: str
    mark: str
    source: str
    note: str
    place: str


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
    """The measurement page of a campaign. `has_change` and the like say which columns the table of readings needs."""

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
    rows = tuple(_rows(view))
    file = Named(say("Readings as CSV"), view.links.to(address.campaign_file(campaign.id, "readings.csv")))
    return Scorecard(
        head=head(view, "measurement", portfolio_titles),
        cadence=say.term(campaign.plan.measurement.cadence, terms.CADENCES),
        note=view.text(campaign.plan.measurement.note),
        kpis=kpi_views(view),
        rows=rows,
        has_change=any(row.change for row in rows),
        has_n=any(row.n for row in rows),
        has_mark=any(row.mark for row in rows),
        has_note=any(row.note for row in rows),
        sources=_sources(view),
        reviews=review_views(view),
        readings_file=file if rows else None,
        due=due_views(view, view.measured.due),
    )


def _sources(view: CampaignView) -> tuple[SourceView, ...]:
    """Returns the sources that this campaign uses."""
    campaign, say = view.campaign, view.say
    plan = campaign.plan
    used = {reading.source for reading in campaign.readings}
    used |= {name for kpi in plan.measurement.kpis.values() for name in kpi.sources}
    used |= set(plan.measurement.sources)
    used |= {evidence.source for audience in plan.audiences.values() for evidence in audience.evidence}
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


def _rows(view: CampaignView) -> Iterator[ReadingRow]:
    """Yields all readings of a campaign as rows of a table."""
    say = view.say
    subjects: dict[tuple[str, ...], Subject] = {}
    for reading in view.campaign.readings:
        # A campaign may have thousands of readings that speak of a few subjects: each is worded once.
        key = _SUBJECT(reading)
        if key not in subjects:
            subjects[key] = _subject(view, reading)
        subject = subjects[key]
        yield ReadingRow(
            anchor=row_anchor(reading),
            metric=subject.metric,
            when=say.days(reading.start, reading.end)
            if reading.start
            else say("as of {day}", day=say.day(reading.end)),
            scope=subject.scope,
            value=in_unit(view, reading.value, view.campaign.metrics[reading.metric]),
            change=say.amount(reading.change, change=True),
            n=say.amount(reading.n),
            mark=say.term(reading.mark, terms.MARKS),
            source=subject.source,
            note=reading.note,
            place=row_place(reading),
        )


def _subject(view: CampaignView, reading: Reading) -> Subject:
    campaign, language = view.campaign, view.say.language
    item = campaign.items.get(reading.item)
    parts = (
        channel_title(campaign, reading.channel, language) if reading.channel else "",
        (item.title if item else None) or reading.item,
        place(reading.place, campaign, language) if reading.place else "",
        view.audience(reading.audience).title if reading.audience else "",
    )
    title = title_in(campaign.metrics[reading.metric].title, language)
    return Subject(
        Named(title, view.links.to(address.kpi_page(reading.metric))),
        ", ".join(filter(None, parts)),
        view.source(reading.source),
    )
