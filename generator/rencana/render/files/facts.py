"""A campaign as files for programs list it, apart for each file: one changes more often than another."""

from collections.abc import Mapping

from msgspec import Struct

from rencana.render.files.data import campaign_row
from rencana.render.files.llms import campaign_line
from rencana.render.files.status import status_data, status_entry
from rencana.render.subject.campaign import Scene


class Row(Struct, frozen=True):
    """A campaign in portfolio.json."""

    data: Mapping[str, str | None]


class Stand(Struct, frozen=True):
    """A campaign in status.json, as text."""

    text: str


class Line(Struct, frozen=True):
    """A campaign in llms.txt."""

    text: str


def facts(scene: Scene) -> tuple[Row, Stand, Line]:
    """Returns a campaign as files for programs list it."""
    return (
        Row(campaign_row(scene.campaign)),
        Stand(status_entry(status_data(scene.measured))),
        Line(campaign_line(scene)),
    )
