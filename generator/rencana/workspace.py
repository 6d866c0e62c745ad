"""What a command asks for: a workspace, a day, a choice of rules; light to import, so that asking waits for nothing."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from rencana.errors import WorkspaceError


class RuleChoice(Struct, frozen=True):
    """Which rules run: by name, code, beginning of a code, or family; empty means all.

    `levels` weighs single rules anew. `preset` goes before that of portfolio.yaml. `language` is that of the messages;
    empty means the language of each plan.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    preset: str = ""
    language: str = ""


def find_workspace(start: Path) -> Path:
    """Returns the nearest folder upward that holds plans/portfolio.yaml, readable or not."""
    for folder in (start.resolve(), *start.resolve().parents):
        portfolio = folder / "plans" / "portfolio.yaml"
        try:
            portfolio.lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            help = "Check that it is yours to read."
            raise WorkspaceError(f"{portfolio.parent} cannot be read: {error.strerror}.", help=help) from error
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
