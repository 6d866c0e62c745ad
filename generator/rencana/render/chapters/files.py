"""What stands beside the pages: data for programs, style and script, pictures of the plans."""

import mimetypes
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rencana.plan.campaign import Campaign
from rencana.render import address, data
from rencana.render.book import Book
from rencana.render.chapters.calendar import calendar_downloads
from rencana.render.environment import shipped_templates
from rencana.render.llms import PATH, llms_text
from rencana.render.page import Download
from rencana.render.status import status_data, status_json

_ASSETS = (address.STYLE, address.SCRIPT)
_PICTURE = re.compile(r"!\[[^\]]*\]\((assets/[\w./-]+)\)")
"""A picture in the prose of a plan."""


def downloads(book: Book) -> Iterator[Download]:
    """Yields all files beside the pages."""
    for name in _ASSETS:
        yield Download(name, partial(_template_asset, book.settings.templates, name))
    yield Download("status.json", partial(_status, book))
    yield Download("portfolio.json", partial(data.portfolio_json, book.portfolio, book.settings.on))
    yield Download(PATH, partial(llms_text, book))
    yield from calendar_downloads(book)
    for campaign in book.portfolio.campaigns.values():
        yield Download(address.campaign_file(campaign.id, "plan.json"), partial(data.plan_json, campaign))
        if campaign.readings:
            path = address.campaign_file(campaign.id, "readings.csv")
            yield Download(path, partial(data.readings_csv, campaign))
        yield from _assets(book, campaign)


def _status(book: Book) -> bytes:
    return "".join(status_json(map(status_data, book.measured.values()), book.settings.on)).encode()


def _template_asset(own: Path | None, name: str) -> bytes:
    for folder in (own, shipped_templates()):
        if folder is not None and (folder / name).is_file():
            return (folder / name).read_bytes()
    return b""


def _assets(book: Book, campaign: Campaign) -> Iterator[Download]:
    """Yields the pictures that a campaign names and that exist; other files are not put on the book."""
    names = {name for item in campaign.items.values() for name in item.assets}
    names.update(_PICTURE.findall(campaign.document.text))
    for name in sorted(names):
        kind = mimetypes.guess_type(name)[0] or ""
        content = book.settings.asset(f"plans/{campaign.id}/{name}") if kind.startswith(("image/", "video/")) else None
        if content is not None:
            yield Download(address.campaign_file(campaign.id, name), partial(bytes, content))
