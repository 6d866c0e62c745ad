"""The files beside the pages that belong to no single campaign: data for programs, calendars, style and script."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rencana.plan.campaign import Unreadable
from rencana.render import address
from rencana.render.environment import shipped_templates
from rencana.render.files import data
from rencana.render.files.facts import LlmsLine, PortfolioRow, StatusEntry
from rencana.render.files.llms import PATH, llms_text
from rencana.render.files.status import status_json
from rencana.render.page import Download
from rencana.render.portfolio.feeds import feed_files
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.portfolio.months import calendar_files
from rencana.render.subject.portfolio import PortfolioView


def portfolio_files(index: ExcerptIndex) -> Iterator[Download]:
    """Yields the files that belong to no single campaign."""
    for name in (address.STYLE, address.SCRIPT):
        yield index.download(name, _template_asset, args=(index.site.settings.templates, name))
    yield index.download(address.STATUS, _status, needs=(index.each(StatusEntry),))
    yield index.download("portfolio.json", _portfolio, args=(index.unreadable,), needs=(index.of(PortfolioRow),))
    yield index.download(PATH, _llms, args=(index.site.title,), needs=(index.of(LlmsLine),))
    yield from calendar_files(index)
    yield from feed_files(index)


def _template_asset(_: PortfolioView, workspace_templates: Path | None, name: str) -> bytes:
    for folder in (workspace_templates, shipped_templates()):
        if folder is not None and (folder / name).is_file():
            return (folder / name).read_bytes()
    return b""


def _status(portfolio: PortfolioView, entries: Iterator[StatusEntry]) -> Iterator[bytes]:
    for piece in status_json((entry.text for entry in entries), portfolio.on):
        yield piece.encode()


def _portfolio(portfolio: PortfolioView, unreadable: Sequence[Unreadable], rows: Mapping[str, PortfolioRow]) -> bytes:
    campaigns = [row.data for row in rows.values()]
    return data.portfolio_json(portfolio.shared, campaigns, unreadable, portfolio.on)


def _llms(portfolio: PortfolioView, title: str, lines: Mapping[str, LlmsLine]) -> bytes:
    return llms_text(title, portfolio, [line.text for line in lines.values()])
