"""All readings of a campaign as the rows of a table."""

from operator import attrgetter

from msgspec import Struct

from rencana.catalogue import title_in
from rencana.plan.readings import Reading
from rencana.render import address
from rencana.render.campaign.figures import in_unit
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


def rows(view: CampaignView) -> tuple[ReadingRow, ...]:
    """Returns all readings of a campaign as rows. Many speak of the same, which is said once."""
    subjects: dict[tuple[str, ...], Subject] = {}
    found = []
    for one in view.campaign.readings:
        key = _SUBJECT(one)
        if key not in subjects:
            subjects[key] = _subject(view, one)
        found.append(_row(view, one, subjects[key]))
    return tuple(found)


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
        ", ".join(part for part in parts if part),
        view.source(reading.source),
    )


def _row(view: CampaignView, reading: Reading, subject: Subject) -> ReadingRow:
    say = view.say
    return ReadingRow(
        anchor=row_anchor(reading),
        metric=subject.metric,
        when=say.days(reading.start, reading.end) if reading.start else say("as of {day}", day=say.day(reading.end)),
        scope=subject.scope,
        value=in_unit(view, reading.value, view.campaign.metrics[reading.metric]),
        change=say.amount(reading.change, change=True),
        n=say.amount(reading.n),
        mark=say.term(reading.mark, terms.MARKS),
        source=subject.source,
        note=reading.note,
        place=row_place(reading),
    )
