"""A campaign as files for programs list it: in portfolio.json, in status.json and in llms.txt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rencana.render.data import campaign_row
from rencana.render.llms import campaign_line
from rencana.render.status import status_data
from rencana.render.views.scene import Scene


@dataclass(frozen=True, slots=True)
class Facts:
    """A campaign as files for programs list it."""

    row: Mapping[str, Any]
    status: Mapping[str, Any]
    line: str


def facts(scene: Scene) -> Facts:
    """Returns a campaign as files for programs list it."""
    return Facts(campaign_row(scene.campaign), status_data(scene.measured), campaign_line(scene))
