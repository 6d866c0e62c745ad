"""Which file of a workspace is what: a campaign is a folder, and its name is the id."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from rencana.source.names import ODD

PORTFOLIO = "plans/portfolio.yaml"


class Folder(Struct, frozen=True):
    """The files of one campaign; an empty `plan` means that its plan.yaml is missing."""

    id: str
    plan: str = ""
    calendar: str = ""
    readings: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of the files that are there."""
        return tuple(path for path in (self.plan, self.calendar, *self.readings) if path)


class Layout(Struct, frozen=True):
    """The files of a workspace by their meaning; `unread` are those that mean nothing, each with what to do."""

    folders: tuple[Folder, ...]
    unread: Mapping[str, str] = field(default_factory=dict)


class _Draft(Struct):
    plan: str = ""
    calendar: str = ""
    readings: list[str] = field(default_factory=list)


def lay_out(paths: Iterable[str]) -> Layout:
    """Sorts the paths of a workspace's YAML and CSV files by what they mean."""
    drafts: dict[str, _Draft] = {}
    unread: dict[str, str] = {}
    for path in sorted(paths):
        match path.split("/"):
            case _ if ODD in path:
                unread[path] = _advice(path)
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
                unread[path] = _advice(path)
    folders = (Folder(name, d.plan, d.calendar, tuple(d.readings)) for name, d in sorted(drafts.items()))
    return Layout(tuple(folders), unread)


def _advice(path: str) -> str:
    if ODD in path:
        return f"Its name, or its folder's, has a character that cannot be seen: it stands here as {ODD}x… Rename it."
    if path.endswith(".yml"):
        return f"Name it {path.removesuffix('.yml')}.yaml."
    if path.endswith(".csv"):
        return "Put readings into the campaign's folder readings/, and the calendar beside the plan as calendar.csv."
    return "A plan is plans/<campaign>/plan.yaml; what all plans share is plans/portfolio.yaml."
