"""The files beside the pages of a campaign: calendars, tables, its plan as data, the pictures that it names."""

import mimetypes
import re
from collections.abc import Iterator
from functools import partial

from rencana.render import address
from rencana.render.files import data
from rencana.render.files.calendars import calendar_entries, calendar_ics, items_csv, years_of
from rencana.render.page import Download
from rencana.render.subject.kit import CampaignKit

_PICTURE = re.compile(r"!\[[^\]]*\]\((assets/(?:[\w-][\w.-]*/)*[\w-][\w.-]*)\)")
"""A picture in the prose of a plan."""


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
    """Yields the pictures that a campaign names and that exist; other files are not put on the site."""
    campaign, asset = kit.campaign, kit.site.settings.asset
    names = {name for item in campaign.items.values() for name in item.assets}
    names.update(_PICTURE.findall(campaign.document.text))
    for name in sorted(names):
        kind = mimetypes.guess_type(name)[0] or ""
        source = f"plans/{campaign.id}/{name}"
        content = asset(source, _folder_of(source)) if kind.startswith(("image/", "video/")) else None
        if content is not None:
            yield Download(address.campaign_file(campaign.id, name), partial(bytes, content), source=source)


def _folder_of(source: str) -> str:
    """Returns the folder that a link may not lead a picture out of: the campaign's own, or its assets."""
    parts = source.split("/")
    return "/".join(parts[: 3 if parts[2] == "assets" else 2])
