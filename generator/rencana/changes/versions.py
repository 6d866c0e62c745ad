"""Which versions each campaign had, one after the other, also under former ids: what there is to compare."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from rencana.plan.layout import PORTFOLIO
from rencana.source.git_log import Commit, FileChange
from rencana.source.scan import ENDINGS

_PLAN = "plan.yaml"


class Version(Struct, frozen=True, array_like=True):
    """The files of a campaign, or of the portfolio alone, as a commit has left them: name of content by path.

    `id` is that of its folder; `portfolio` is the name of the content of portfolio.yaml at that time.
    """

    id: str
    files: tuple[tuple[str, str], ...]
    portfolio: str


class Step(Struct, frozen=True, array_like=True):
    """A commit that has changed the files of a campaign; without a version on a side where there was no plan.

    Where `is_cut`, nobody knows what was there before.
    """

    commit: str
    at: int
    author: str
    before: Version | None
    after: Version | None
    is_cut: bool


class Lines(Struct, frozen=True):
    """The steps of each campaign by its id now, or by its last one where it is gone, the oldest step first.

    Those of the portfolio speak of versions without files.
    """

    campaigns: Mapping[str, tuple[Step, ...]]
    portfolio: tuple[Step, ...]


def lines_of(commits: Iterable[Commit], former: Mapping[str, Collection[str]]) -> Lines:
    """Returns the steps of all campaigns; `former` are the former ids that each of today's plans names in `was`."""
    reader = _Reader({old: id for id, names in former.items() for old in names})
    for commit in commits:
        reader.follow(commit)
    return Lines({id: tuple(steps) for id, steps in reader.lines.items()}, tuple(reader.portfolio_steps))


class _Reader:
    """Goes through commits from the oldest one on, and keeps which files are there."""

    def __init__(self, ids_now: Mapping[str, str]) -> None:
        self.ids_now = ids_now
        self.lines: dict[str, list[Step]] = {}
        self.portfolio_steps: list[Step] = []
        self.folders: dict[str, dict[str, str]] = {}
        self.portfolio = ""

    def follow(self, commit: Commit) -> None:
        """Adds a step to the line of each campaign whose files a commit has changed."""
        touched = dict.fromkeys(
            id for change in commit.changes for path in (change.old_path, change.path) if (id := _campaign_of(path))
        )
        before = {id: self._version(id) for id in touched}
        portfolio = self.portfolio
        for change in commit.changes:
            self._apply(change)
        if portfolio != self.portfolio:
            before_it, after_it = (Version("", (), blob) if blob else None for blob in (portfolio, self.portfolio))
            self.portfolio_steps.append(Step(commit.name, commit.at, commit.author, before_it, after_it, commit.is_cut))
        moved = self._moved(commit, touched, before)
        for id in touched:
            after = self._version(id)
            if id in moved.values():
                continue
            old = moved.get(id, id)
            if before[old] != after:
                self.lines[id] = self.lines.pop(old, [])
                self.lines[id].append(Step(commit.name, commit.at, commit.author, before[old], after, commit.is_cut))

    def _apply(self, change: FileChange) -> None:
        """Notes that files came, went, or have another content."""
        for path, blob in ((change.old_path, ""), (change.path, change.blob)):
            if path == PORTFOLIO:
                self.portfolio = blob
            elif id := _campaign_of(path):
                files = self.folders.setdefault(id, {})
                files.pop(path, None)
                if blob:
                    files[path] = blob

    def _version(self, id: str) -> Version | None:
        """Returns what a folder holds now; None where it holds no plan."""
        files = self.folders.get(id, {})
        if f"plans/{id}/{_PLAN}" not in files:
            return None
        return Version(id, tuple(sorted(files.items())), self.portfolio)

    def _moved(self, commit: Commit, touched: Iterable[str], before: Mapping[str, Version | None]) -> dict[str, str]:
        """Returns the former id of each campaign whose folder a commit has renamed, as git or its plan says."""
        moved = {}
        for change in commit.changes:
            old, new = _campaign_of(change.old_path), _campaign_of(change.path)
            if old and new and old != new and change.path.endswith(f"/{_PLAN}"):
                moved[new] = old
        dropped = [id for id in touched if before[id] and not self._version(id) and id not in moved.values()]
        came = [id for id in touched if not before[id] and self._version(id) and id not in moved]
        for new in came:
            id_now = self.ids_now.get(new, new)
            old = next((id for id in dropped if self.ids_now.get(id) == id_now and id not in moved.values()), "")
            if old:
                moved[new] = old
        return moved


def _campaign_of(path: str) -> str:
    """Returns the id of the campaign that a file belongs to; empty where it belongs to none."""
    match path.split("/"):
        case ["plans", id, "plan.yaml" | "calendar.csv" | "readings.csv"] | ["plans", id, "readings", _]:
            return id if path.endswith(ENDINGS) else ""
    return ""
