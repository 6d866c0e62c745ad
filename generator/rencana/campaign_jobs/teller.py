"""Tells the history of a campaign: what the steps that git knows of have changed in meaning.

What is told depends on HEAD and on the day alone: what is not committed, and what was committed later, is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from rencana.campaign_jobs.campaign_log import CampaignLog, WorkspaceLog
from rencana.campaign_jobs.history import CompareVersions, Contents, VersionPair
from rencana.changes.history import CampaignHistory, HistoryEntry, HistoryGap, VersionChanges
from rencana.changes.promises import Promise, former_sizes, promise_of
from rencana.changes.versions import Version
from rencana.jobs.pool import Jobs
from rencana.jobs.store import decode
from rencana.plan.campaign import Campaign
from rencana.plan.header import UNAPPROVED
from rencana.render.subject.kit import Show

_RECENT = 20
"""So many entries of a campaign at most stand on pages and in feeds about several."""
_INTERNAL = frozenset({"setting-changed"})
"""Kinds of change that concern authors alone."""


class Teller(Struct, frozen=True):
    """Tells the history of a campaign; versions that were compared before are not compared again."""

    jobs: Jobs
    contents: Contents
    show: Show
    hidden: frozenset[str]
    language: str
    """That of the site."""

    def tell(self, steps: bytes, campaign: Campaign, language: str) -> CampaignHistory:
        """Returns the history of a campaign, of which the steps are given, in the language of its pages."""
        log = decode(steps, CampaignLog)
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

    def common(self, log: WorkspaceLog) -> tuple[HistoryEntry, ...]:
        """Returns the latest changes of what campaigns share, and campaigns that are gone."""
        latest = CampaignLog(steps=log.common.steps[-_RECENT:])
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
