"""What git tells of a campaign, as its history page shows it: changes by commit, and what was promised at first."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup, escape
from msgspec import Struct

from rencana.changes import Weight
from rencana.changes.history import HistoryEntry, HistoryGap
from rencana.changes.promises import Promise, PromisedKPI
from rencana.render import address
from rencana.render.subject.campaign import CampaignView, Named
from rencana.words.languages import marked

_OPEN = 5
"""So many changes of a commit are shown at once, if no more than those weigh much; of light ones fewer."""
_LIGHT = 2
_SHORT = 10
"""So many letters of the name of a commit are shown."""

_NOTES: Mapping[HistoryGap, str] = MappingProxyType(
    {
        HistoryGap.NO_GIT: marked("Its changes are not told here: git is not installed where this site was built."),
        HistoryGap.REFUSED: marked("Its changes are not told here: git could not read the repository."),
        HistoryGap.PARTIAL: marked(
            "Its changes are not told here: this site was built from a partial clone, without older contents."
        ),
        HistoryGap.NOT_COMMITTED: marked("This plan is not committed yet, so it has no history."),
        HistoryGap.LATER: marked("Up to this day no version of this plan was committed."),
        HistoryGap.SUBMODULE: marked("Its changes are not told here: it lies in a submodule."),
        HistoryGap.SHALLOW: marked(
            "The history begins on {day}, as the clone is shallow: what changed before is not known."
        ),
        HistoryGap.LOST: marked(
            "Some versions are missing in the clone that this site was built from; what they changed is not told."
        ),
    }
)


class ChangeLine(Struct, frozen=True):
    """A change in a sentence, and how much it weighs."""

    weight: str
    message: Markup


class ToldEntry(Struct, frozen=True):
    """What a commit changed: the weightiest changes at once, further ones on request."""

    day: str
    team: str
    author: str
    commit: Named
    changes: tuple[ChangeLine, ...]
    further: tuple[ChangeLine, ...]


class PromiseRow(Struct, frozen=True):
    """What was promised at first, and what is now."""

    title: str
    then: str
    now: str


class FirstPromise(Struct, frozen=True):
    """What of the first approved version is another today, and how many KPIs are as they were promised."""

    day: str
    rows: tuple[PromiseRow, ...]
    unchanged: int


class ToldHistory(Struct, frozen=True):
    """What git tells of a campaign; `notes` say what it does not."""

    notes: tuple[str, ...]
    entries: tuple[ToldEntry, ...]
    first: FirstPromise | None
    feed: str


def told_history(view: CampaignView) -> ToldHistory | None:
    """Returns what git tells of a campaign; None where there is no repository, or the site does not show it."""
    history = view.history
    if not history.told or history.gap is HistoryGap.NO_REPOSITORY:
        return None
    notes = [view.say(_NOTES[history.gap], day=view.say.day(history.begins))] if history.gap else []
    if history.begins:
        notes.append(view.say("Only what is committed is told; a branch that was merged is told as one change."))
    entries = tuple(_entry(view, entry) for entry in history.entries)
    feed = view.links.to(address.campaign_file(view.campaign.id, address.FEED))
    return ToldHistory(tuple(notes), entries, _first(view), feed)


def with_code(message: str) -> Markup:
    """Returns a sentence as HTML, with words of the plan language as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(message))))  # noqa: S704  it is escaped


_CODE = re.compile(r"`([\w.-]+)`")


def _entry(view: CampaignView, entry: HistoryEntry) -> ToldEntry:
    weights = [change.weight for change in entry.changes]
    light = weights.count(Weight.LOW)
    count = max(weights.count(Weight.HIGH), min(len(weights) - light, _OPEN), _LIGHT)
    changes = [ChangeLine(change.weight, with_code(change.message)) for change in entry.changes]
    return ToldEntry(
        view.say.day(entry.day),
        view.team(entry.team),
        entry.author,
        Named(entry.commit[:_SHORT], view.history.commit_url(entry.commit)),
        tuple(changes[:count]),
        tuple(changes[count:]),
    )


def _first(view: CampaignView) -> FirstPromise | None:
    history = view.history
    if history.first is None or history.now is None:
        return None
    day, then = history.first
    rows = [*_rows(view, then, history.now)]
    unchanged = sum(then.kpis.get(name) == kpi for name, kpi in history.now.kpis.items() if kpi.words)
    return FirstPromise(view.say.day(day), tuple(row for row in rows if row.then != row.now), unchanged)


def _rows(view: CampaignView, then: Promise, now: Promise) -> Iterator[PromiseRow]:
    """Yields days, money and targets, then and now."""
    yield PromiseRow(view.say("Period"), then.period, now.period)
    if view.budgets:
        yield PromiseRow(view.say("Budget"), then.money, now.money)
    nothing = PromisedKPI("", "", ())
    for name in dict.fromkeys((*now.kpis, *then.kpis)):
        old, new = then.kpis.get(name, nothing), now.kpis.get(name, nothing)
        yield PromiseRow(new.title or old.title, old.words, new.words)
