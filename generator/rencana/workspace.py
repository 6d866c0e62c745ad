"""Where a workspace lies, and which day it speaks of; it stands alone, so that asking does not wait for the model."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rencana.errors import WorkspaceError


def find_workspace(start: Path) -> Path:
    """Returns the nearest folder upward that holds plans/portfolio.yaml."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "plans" / "portfolio.yaml").is_file():
            return folder
    help = "Go to the folder that holds plans/portfolio.yaml, or make a new workspace with `rencana init`."
    raise WorkspaceError(f"There is no workspace at {start.resolve()}.", help=help)


def today(timezone: str, on: date | None, environ: Mapping[str, str]) -> date:
    """Returns the day that pages speak of: the one asked for, else SOURCE_DATE_EPOCH, else today in the time zone."""
    if on is not None:
        return on
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), tz=UTC) if epoch.isdigit() else datetime.now(tz=UTC)
    return now.astimezone(ZoneInfo(timezone)).date()
