"""The history of each campaign: the steps that git knows of, and what they changed in meaning.

What is told depends on HEAD and on the day alone: what is not committed, and what was committed later, is left out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from rencana.campaign_jobs.history import CompareVersions, Contents, LogAnswer, VersionPair
from rencana.changes.history import CampaignHistory, HistoryEntry, HistoryGap, VersionChanges
from rencana.changes.promises import Promise, former_sizes, promise_of
from rencana.changes.versions import Step, Version, lines_of
from rencana.jobs.pool import Jobs
from rencana.plan.campaign import Campaign
from rencana.plan.header import UNAPPROVED
from rencana.render.subject.kit import Show

_RECENT = 20
"""So many entries of a campaign at most stand on pages and in feeds about several."""

_INTERNAL = frozenset({"setting-changed"})
"""Kinds of change that concern authors alone."""


class CampaignLog(Struct, frozen=True):
    """The steps of a campaign up to the day that pages speak of, the oldest first; each with its day."""

    gap: HistoryGap | None = None
    steps: tuple[tuple[date, Step], ...] = ()


class WorkspaceLog(Struct, frozen=True):
    """The steps of all campaigns up to a day, and of what they share."""

    campaigns: Mapping[str, CampaignLog]
    portfolio: CampaignLog
    otherwise: HistoryGap
    """Why a campaign that is not among them has no history."""

    @property
    def in_git(self) -> bool:
        """Whether the workspace lies in a repository."""
        return self.otherwise is not HistoryGap.NO_REPOSITORY

    def of(self, id: str) -> CampaignLog:
        """Returns the steps of a campaign."""
        return self.campaigns.get(id) or CampaignLog(self.otherwise)


def workspace_log(answer: LogAnswer, former: Mapping[str, Collection[str]], on: date, timezone: str) -> WorkspaceLog:
    """Sorts the history of all plans by campaign; `former` are the former ids of today's campaigns."""
    if answer.why_not:
        why = HistoryGap.NOT_COMMITTED if answer.why_not == "no-commit" else HistoryGap(answer.why_not.value)
        return WorkspaceLog({}, CampaignLog(why), why)
    lines, zone = lines_of(answer.log.commits, former), ZoneInfo(timezone)
    campaigns = {id: _until(steps, on, zone) for id, steps in lines.campaigns.items()}
    for path in answer.log.submodules:
        match path.split("/"):
            case ["plans", id] if id not in campaigns:
                campaigns[id] = CampaignLog(HistoryGap.SUBMODULE)
    whole = HistoryGap.SUBMODULE if "plans" in answer.log.submodules else HistoryGap.NOT_COMMITTED
    return WorkspaceLog(campaigns, _until(lines.portfolio, on, zone), whole)


def _until(steps: Iterable[Step], on: date, zone: ZoneInfo) -> CampaignLog:
    dated = [(datetime.fromtimestamp(step.at, tz=UTC).astimezone(zone).date(), step) for step in steps]
    shown = tuple((day, step) for day, step in dated if day <= on)
    if not shown:
        return CampaignLog(HistoryGap.LATER)
    return CampaignLog(HistoryGap.SHALLOW if shown[0][1].is_cut else None, shown)


class Teller(Struct, frozen=True):
    """Tells the history of a campaign; versions that were compared before are not compared again."""

    jobs: Jobs
    contents: Contents
    show: Show
    hidden: frozenset[str]
    language: str
    """That of the site."""

    def tell(self, log: CampaignLog, campaign: Campaign, language: str) -> CampaignHistory:
        """Returns the history of a campaign in the language of its pages."""
        if not log.steps:
            return CampaignHistory(log.gap)
        answers = self._compare(log, language)
        entries = self._entries(log, answers)
        recent = entries
        if language != self.language:
            recent = self._entries(log, self._compare(log, self.language))
        promised = [
            (day, answer.promise) for (day, _), answer in zip(log.steps, answers, strict=True) if answer.promise
        ]
        approved = _since_approved(promised)
        is_known = not log.steps[0][1].is_cut or len(approved) < len(promised)
        now = promise_of(campaign, language)
        return CampaignHistory(
            log.gap or (HistoryGap.LOST if any(answer.lost for answer in answers) else None),
            log.steps[0][0],
            entries,
            recent[:_RECENT],
            approved[0] if approved and is_known else None,
            now,
            former_sizes(now, approved),
            self.show.commit,
        )

    def common(self, log: WorkspaceLog, ids: Collection[str]) -> tuple[HistoryEntry, ...]:
        """Returns the latest changes of what campaigns share, and campaigns that are gone; `ids` are those there."""
        ends = [line.steps[-1] for id, line in log.campaigns.items() if id not in ids and line.steps]
        steps = [*log.portfolio.steps, *(end for end in ends if end[1].after is None)]
        latest = CampaignLog(steps=tuple(sorted(steps, key=lambda step: step[1].at)[-_RECENT:]))
        entries = self._entries(latest, self._compare(latest, self.language))
        visible = [
            replace(entry, changes=tuple(change for change in entry.changes if change.kind not in _INTERNAL))
            for entry in entries
        ]
        return tuple(entry for entry in visible if entry.changes)

    def _compare(self, log: CampaignLog, language: str) -> list[VersionChanges]:
        """Compares each version with the one before; with the last one that could be read, where that one cannot."""
        job = CompareVersions(language, self.show, self.hidden)
        pairs = [VersionPair(step.before, step.after) for _, step in log.steps]
        answers = self._each(pairs, job)
        around = dict(_around_unreadable(pairs, answers))
        for number, answer in zip(around, self._each([*around.values()], job), strict=True):
            answers[number] = replace(answer, changes=(*answers[number].changes, *answer.changes))
        return answers

    def _each(self, pairs: Sequence[VersionPair], job: CompareVersions) -> list[VersionChanges]:
        # Contents are known by their names, so nobody asks for their digests.
        return self.jobs.each(self.contents, pairs, job, defaultdict(bytes))

    def _entries(self, log: CampaignLog, answers: Iterable[VersionChanges]) -> tuple[HistoryEntry, ...]:
        """Returns the steps that changed something in meaning, the latest first."""
        steps = zip(log.steps, answers, strict=True)
        entries = [
            HistoryEntry(
                step.commit,
                (step.after or step.before or Version("", (), "")).id,
                step.at,
                day,
                answer.promise.owner if answer.promise else "",
                step.author if self.show.authors else "",
                answer.changes,
            )
            for (day, step), answer in steps
            if answer.changes and not step.is_cut
        ]
        return tuple(reversed(entries))


def _around_unreadable(
    pairs: Sequence[VersionPair], answers: Sequence[VersionChanges]
) -> Iterator[tuple[int, VersionPair]]:
    """Yields, for each version after one that cannot be read, the pair of it and the last one that could be."""
    last_number, last = 0, None
    for number, (pair, answer) in enumerate(zip(pairs, answers, strict=True)):
        if pair.after is None:
            last = None
        elif answer.promise:
            if last and last_number < number - 1:
                yield number, VersionPair(last, pair.after)
            last_number, last = number, pair.after


def _since_approved(promised: Sequence[tuple[date, Promise]]) -> list[tuple[date, Promise]]:
    """Returns the versions from the first approved one on, without those that were drafts again."""
    return [(day, promise) for day, promise in promised if promise.state not in UNAPPROVED]
