"""What stands beside the pages: data for programs, style and script, pictures of the plans."""

import mimetypes
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rencana.render import address
from rencana.render.environment import shipped_templates
from rencana.render.files import data
from rencana.render.files.calendars import calendar_entries, calendar_ics, items_csv, years_of
from rencana.render.files.facts import LlmsLine, PortfolioRow, StatusEntry
from rencana.render.files.llms import PATH, llms_text
from rencana.render.files.status import status_json
from rencana.render.page import Download
from rencana.render.portfolio.calendar_pages import calendar_files
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.subject.kit import CampaignKit

_ASSETS = (address.STYLE, address.SCRIPT)
_PICTURE = re.compile(r"!\[[^\]]*\]\((assets/[\w./-]+)\)")
"""A picture in the prose of a plan."""


def portfolio_files(index: ExcerptIndex) -> Iterator[Download]:
    """Yields the files beside the pages that belong to no single campaign."""
    for name in _ASSETS:
        yield Download(name, partial(_template_asset, index.site.settings.templates, name))
    yield Download(address.STATUS, partial(_status, index), index.basis(StatusEntry))
    # The plans that cannot be read stand there too, and no basis knows them.
    yield Download("portfolio.json", partial(_portfolio, index), "" if index.unreadable else index.basis(PortfolioRow))
    yield Download(PATH, partial(_llms, index), index.basis(LlmsLine))
    yield from calendar_files(index)


def _status(index: ExcerptIndex) -> Iterator[bytes]:
    for piece in status_json((one.text for one in index.each(StatusEntry)), index.site.settings.on):
        yield piece.encode()


def _portfolio(index: ExcerptIndex) -> bytes:
    rows = [one.data for one in index.of(PortfolioRow).values()]
    return data.portfolio_json(index.site.shared, rows, index.unreadable, index.site.settings.on)


def _llms(index: ExcerptIndex) -> bytes:
    lines = [one.text for one in index.of(LlmsLine).values()]
    return llms_text(index.site.title, index.site.view(PATH), lines)


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


def _template_asset(own: Path | None, name: str) -> bytes:
    for folder in (own, shipped_templates()):
        if folder is not None and (folder / name).is_file():
            return (folder / name).read_bytes()
    return b""


def _assets(kit: CampaignKit) -> Iterator[Download]:
    """Yields the pictures that a campaign names and that exist; other files are not put on the site."""
    campaign, asset = kit.campaign, kit.site.settings.asset
    names = {name for item in campaign.items.values() for name in item.assets}
    names.update(_PICTURE.findall(campaign.document.text))
    for name in sorted(names):
        kind = mimetypes.guess_type(name)[0] or ""
        source = f"plans/{campaign.id}/{name}"
        content = asset(source) if kind.startswith(("image/", "video/")) else None
        if content is not None:
            yield Download(address.campaign_file(campaign.id, name), partial(bytes, content), source=source)
