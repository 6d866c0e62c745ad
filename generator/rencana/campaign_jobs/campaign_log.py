"""The job of reading the history: the steps of each campaign that git knows of, up to the day that pages speak of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from rencana.changes.history import HistoryGap
from rencana.changes.versions import Step, lines_of
from rencana.errors import WorkspaceError
from rencana.jobs.pool import Job, JobAnswer, Stored
from rencana.jobs.store import encode, key_of
from rencana.source.git import Repository
from rencana.source.git_log import PlanLog, read_log


class CampaignLog(Struct, frozen=True):
    """The steps of a campaign up to the day that pages speak of, the oldest first; each with its day."""

    gap: HistoryGap | None = None
    steps: tuple[tuple[date, Step], ...] = ()


class WorkspaceLog(Struct, frozen=True):
    """The steps of all campaigns up to a day, and of what they share.

    Those of a campaign are bytes: they are a part of a key for each build, and only a few builds read them.
    """

    campaigns: Mapping[str, bytes]
    common: CampaignLog
    """The last steps of campaigns that are no longer there, and the steps of what all share, the oldest first."""
    otherwise: HistoryGap
    """Why a campaign that is not among them has no history."""
    is_final: bool = True
    """Whether it holds as long as HEAD stays; what keeps git from answering may be mended before."""

    @property
    def in_git(self) -> bool:
        """Whether the workspace lies in a repository."""
        return self.otherwise is not HistoryGap.NO_REPOSITORY

    def of(self, id: str) -> bytes:
        """Returns the steps of a campaign, encoded."""
        return self.campaigns.get(id) or encode(CampaignLog(self.otherwise))


class HeadTask(Struct, frozen=True):
    """The history up to a commit; `head` is the digest of what it rests on. Git reads it, so there are no files."""

    head: str
    files: tuple[str, ...] = ()


class ReadLog(Job[HeadTask, WorkspaceLog, WorkspaceLog], frozen=True):
    """Asks git which commits have changed plans; it starts only if HEAD is another commit than the last time.

    `former` are the former ids of today's campaigns, by id.
    """

    root: Path
    former: Mapping[str, tuple[str, ...]]
    on: date
    timezone: str

    def kind(self) -> type[WorkspaceLog]:
        """Returns the type of its values."""
        return WorkspaceLog

    def key(self, task: HeadTask, digests: Sequence[bytes]) -> str:  # noqa: ARG002  there are none
        """Returns the key of a history: the place of the workspace, the commit, the day, and former ids."""
        former = sorted((id, names) for id, names in self.former.items() if names)
        words = repr((str(self.root), str(self.on), self.timezone, former))
        return key_of([b"log", words.encode("utf-8", "surrogateescape"), task.head.encode()])

    def do(self, task: HeadTask, contents: Mapping[str, bytes], *, spare_core: bool) -> JobAnswer[WorkspaceLog]:  # noqa: ARG002  git reads
        """Reads the history, and sorts it by campaign."""
        log = _ask_git(self.root) if task.head else HistoryGap.NO_REPOSITORY
        if isinstance(log, HistoryGap):
            return JobAnswer(WorkspaceLog({}, CampaignLog(log), log, is_final=False))
        return JobAnswer(_sorted_by_campaign(log, self.former, self.on, ZoneInfo(self.timezone)))

    def is_current(self, value: WorkspaceLog) -> bool:
        """Tells whether an answer holds."""
        return value.is_final

    def present(self, task: HeadTask, stored: Stored[WorkspaceLog]) -> WorkspaceLog:  # noqa: ARG002  the answer says it
        """Returns the history."""
        return stored.value


def _ask_git(root: Path) -> PlanLog | HistoryGap:
    try:
        repository = Repository(root)
    except WorkspaceError as error:
        return HistoryGap.NO_GIT if "not installed" in error.message else HistoryGap.REFUSED
    if repository.is_partial:
        return HistoryGap.PARTIAL
    try:
        repository.commit("HEAD")
    except WorkspaceError:
        return HistoryGap.NOT_COMMITTED
    return read_log(repository)


def _sorted_by_campaign(log: PlanLog, former: Mapping[str, Collection[str]], on: date, zone: ZoneInfo) -> WorkspaceLog:
    lines = lines_of(log.commits, former)
    campaigns = {id: _until(steps, on, zone) for id, steps in lines.campaigns.items()}
    for path in log.submodules:
        match path.split("/"):
            case ["plans", id] if id not in campaigns:
                campaigns[id] = CampaignLog(HistoryGap.SUBMODULE)
    ends = (line.steps[-1] for line in campaigns.values() if line.steps)
    steps = [*_until(lines.portfolio, on, zone).steps, *(end for end in ends if end[1].after is None)]
    common = CampaignLog(steps=tuple(sorted(steps, key=lambda step: step[1].at)))
    otherwise = HistoryGap.SUBMODULE if "plans" in log.submodules else HistoryGap.NOT_COMMITTED
    return WorkspaceLog({id: encode(line) for id, line in campaigns.items()}, common, otherwise)


def _until(steps: Iterable[Step], on: date, zone: ZoneInfo) -> CampaignLog:
    dated = [(datetime.fromtimestamp(step.at, tz=UTC).astimezone(zone).date(), step) for step in steps]
    dated_steps = tuple((day, step) for day, step in dated if day <= on)
    if not dated_steps:
        return CampaignLog(HistoryGap.LATER)
    return CampaignLog(HistoryGap.SHALLOW if dated_steps[0][1].is_cut else None, dated_steps)
