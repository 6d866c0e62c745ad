"""What a command asks for: a workspace, a day, a choice of rules; light to import, so that asking waits for nothing."""

import os
import shlex
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from rencana.errors import WorkspaceError
from rencana.git_folder import top_of

NO_PLAN = "No plan was found. A plan is plans/<campaign>/plan.yaml, in a folder that you may read and that is no link."
"""What is said where nothing can be shown or checked."""

_DEEPEST, _MOST_FOLDERS = 3, 2000
"""How far a workspace below is looked for: somebody may stand in their home folder."""
_INSTALLED = frozenset({"node_modules", "venv", "site-packages"})


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
    raise WorkspaceError(f"There is no workspace at {start.resolve()}.", help=_help(start))


def _help(start: Path) -> str:
    below = [folder.relative_to(start).as_posix() for folder in workspaces_below(start)]
    if len(below) == 1:
        return f"There is one in {below[0]}: `-C {shlex.quote((start / below[0]).as_posix())}`."
    if below:
        return f"There are several below it: {', '.join(below)}. Name one with `-C FOLDER`."
    return "Go to the folder that holds plans/portfolio.yaml, or make a new workspace with `rencana init`."


def workspaces_below(start: Path) -> list[Path]:
    """Returns the workspaces in folders below, where a repository keeps them: not deep, not hidden, not installed."""
    level, workspaces, budget = [start], list[Path](), _MOST_FOLDERS
    for _ in range(_DEEPEST):
        children = [child for folder in level for child in _children(folder)][:budget]
        budget -= len(children)
        workspaces += [child for child in children if _is_workspace(child)]
        level = [child for child in children if child not in workspaces]
    return sorted(workspaces)


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / "plans" / "portfolio.yaml").is_file()
    except OSError:
        # What may not be read is no workspace of whoever asks.
        return False


def _children(folder: Path) -> list[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        return [
            folder / entry.name
            for entry in entries
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".") and entry.name not in _INSTALLED
        ]
    except OSError:
        return []


def repository_top(root: Path) -> Path:
    """Returns the top of the git repository that a workspace lies in; the workspace itself where there is none.

    A forge names files from there. Only `.git` is looked for, so that neither git nor its consent is needed.
    """
    return top_of(root) or root


def today(timezone: str, on: date | None, environ: Mapping[str, str]) -> date:
    """Returns the day that pages speak of: the one asked for, else SOURCE_DATE_EPOCH, else today in the time zone."""
    if on is not None:
        return on
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), tz=UTC) if epoch.isdigit() else datetime.now(tz=UTC)
    return now.astimezone(ZoneInfo(timezone)).date()
