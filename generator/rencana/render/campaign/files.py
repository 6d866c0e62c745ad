"""The files beside the pages of a campaign: calendars, tables, its plan as data, the pictures that it names."""

from collections.abc import Iterator, Mapping
from functools import partial

from rencana.render import address
from rencana.render.files import data
from rencana.render.files.calendars import calendar_entries, calendar_ics, items_csv, years_of
from rencana.render.page import Download
from rencana.render.subject.kit import CampaignKit
from rencana.render.text.prose import pictures_in


def campaign_files(kit: CampaignKit) -> Iterator[Download]:
    """Yields the files beside the pages of a campaign."""
    campaign = kit.campaign
    if campaign.items:
        yield Download(address.campaign_file(campaign.id, "calendar.ics"), partial(_calendar, kit))
        yield Download(address.campaign_file(campaign.id, "calendar.csv"), partial(items_csv, campaign))
    yield Download(address.campaign_file(campaign.id, "plan.json"), partial(data.plan_json, campaign))
    if campaign.readings:
        path = address.campaign_file(campaign.id, "readings.csv")
        yield Download(path, partial(data.readings_csv, campaign))
    yield from _assets(kit)


def _calendar(kit: CampaignKit) -> bytes:
    entries = calendar_entries(kit.view(say=kit.say))
    return b"".join(calendar_ics([years_of(entries)], [entries], kit.campaign.plan.campaign.title))


def _assets(kit: CampaignKit) -> Iterator[Download]:
    """Yields the pictures and films that a campaign names, of those that may be published."""
    if not kit.assets:
        return
    campaign = kit.campaign
    names = {name for item in campaign.items.values() for name in item.assets}
    texts = (*_texts_in(campaign.document.data), *(item.note or "" for item in campaign.items.values()))
    for text in texts:
        names |= pictures_in(text, kit.assets)
    for name in sorted(names & kit.assets):
        source = f"plans/{campaign.id}/{name}"
        make = partial(kit.site.settings.asset, source)
        yield Download(address.campaign_file(campaign.id, name), make, source=source)


def _texts_in(data: object) -> Iterator[str]:
    """Yields the texts of a plan; what only a comment says is none of them."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping | list | tuple):
        for part in data.values() if isinstance(data, Mapping) else data:
            yield from _texts_in(part)
