"""What the files of the portfolio say of a campaign: one value for each file, because they change independently."""

from collections.abc import Mapping

from msgspec import Struct

from rencana.render.files.data import campaign_row
from rencana.render.files.llms import campaign_line
from rencana.render.files.status import status_data, status_entry
from rencana.render.subject.campaign import CampaignView


class PortfolioRow(Struct, frozen=True):
    """The entry of a campaign in portfolio.json."""

    data: Mapping[str, str | None]


class StatusEntry(Struct, frozen=True):
    """The entry of a campaign in status.json, as text."""

    text: str


class LlmsLine(Struct, frozen=True):
    """The line of a campaign in llms.txt."""

    text: str


def facts(view: CampaignView) -> tuple[PortfolioRow, StatusEntry, LlmsLine]:
    """Returns what the files of the portfolio say of a campaign."""
    return (
        PortfolioRow(campaign_row(view.campaign)),
        StatusEntry(status_entry(status_data(view.measured))),
        LlmsLine(campaign_line(view)),
    )
