"""A campaign as files for programs list it, apart for each file: one changes more often than another."""

from collections.abc import Mapping

from msgspec import Struct

from rencana.render.files.data import campaign_row
from rencana.render.files.llms import campaign_line
from rencana.render.files.status import status_data, status_entry
from rencana.render.subject.campaign import CampaignView


class PortfolioRow(Struct, frozen=True):
    """A campaign in portfolio.json."""

    data: Mapping[str, str | None]


class StatusEntry(Struct, frozen=True):
    """A campaign in status.json, as text."""

    text: str


class LlmsLine(Struct, frozen=True):
    """A campaign in llms.txt."""

    text: str


def facts(view: CampaignView) -> tuple[PortfolioRow, StatusEntry, LlmsLine]:
    """Returns a campaign as files for programs list it."""
    return (
        PortfolioRow(campaign_row(view.campaign)),
        StatusEntry(status_entry(status_data(view.measured))),
        LlmsLine(campaign_line(view)),
    )
