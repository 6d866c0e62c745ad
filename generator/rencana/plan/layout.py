"""Which file of a workspace is what: a campaign is a folder, and its name is the id."""

from collections.abc import Iterable

from msgspec import Struct, field

from rencana.source.names import ODD
from rencana.source.scan import Skip, Skipped

PORTFOLIO = "plans/portfolio.yaml"


class Folder(Struct, frozen=True):
    """The files of one campaign; an empty `plan` means that its plan.yaml is missing, or cannot be read.

    `obstacle` is then the path of what cannot be: the plan, or the whole folder.
    """

    id: str
    plan: str = ""
    calendar: str = ""
    readings: tuple[str, ...] = ()
    obstacle: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of the files that are there."""
        return tuple(path for path in (self.plan, self.calendar, *self.readings) if path)


class Layout(Struct, frozen=True):
    """The files of a workspace by their meaning.

    `unread` are the paths of YAML and CSV files that mean nothing where they lie; `skipped` is what nobody can read.
    """

    folders: tuple[Folder, ...]
    unread: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class _Draft(Struct):
    plan: str = ""
    calendar: str = ""
    readings: list[str] = field(default_factory=list)
    obstacle: str = ""


def lay_out(paths: Iterable[str], skipped: Iterable[Skipped] = ()) -> Layout:
    """Sorts the paths of a workspace's YAML and CSV files by what they mean; `skipped` is what cannot be read."""
    drafts: dict[str, _Draft] = {}
    unread: list[str] = []
    obstacles = tuple(skipped)
    for obstacle in obstacles:
        if name := _campaign_behind(obstacle):
            drafts.setdefault(name, _Draft()).obstacle = obstacle.path
    for path in sorted(paths):
        match path.split("/"):
            case _ if ODD in path:
                unread.append(path)
            case ["plans", "portfolio.yaml"]:
                pass
            case ["plans", folder, "plan.yaml"]:
                drafts.setdefault(folder, _Draft()).plan = path
            case ["plans", folder, "calendar.csv"]:
                drafts.setdefault(folder, _Draft()).calendar = path
            case ["plans", folder, "readings.csv"] | ["plans", folder, "readings", _] if path.endswith(".csv"):
                drafts.setdefault(folder, _Draft()).readings.append(path)
            case ["plans", _, "assets", *_]:
                pass
            case _:
                unread.append(path)
    folders = (Folder(name, d.plan, d.calendar, tuple(d.readings), d.obstacle) for name, d in sorted(drafts.items()))
    return Layout(tuple(folders), tuple(unread), obstacles)


def _campaign_behind(obstacle: Skipped) -> str:
    """Returns the id of the campaign whose plan lies behind an obstacle; empty where there is none."""
    match obstacle.path.split("/"):
        case ["plans", folder] if obstacle.why in _CLOSED_FOLDERS and "." not in folder:
            return folder
        case ["plans", folder, "plan.yaml"]:
            return folder
    return ""


_CLOSED_FOLDERS = frozenset({Skip.UNREADABLE, Skip.OUTSIDE, Skip.LINKED_FOLDER, Skip.DANGLING, Skip.CIRCULAR})
"""What may be a campaign's folder; what is in it cannot be seen."""
