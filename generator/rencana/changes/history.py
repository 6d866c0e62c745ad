"""What one version of a plan changed in meaning, and what it promised: what the history of a campaign is told from."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from rencana.changes.change import PlanChange, Weight
from rencana.changes.promises import Former, Promise, promise_of
from rencana.changes.workspaces import WorkspaceState, compare_workspaces
from rencana.check.rules.secret_in_text import holds_secret
from rencana.plan.campaign import Campaign
from rencana.plan.load import Draft
from rencana.plan.shared import Shared
from rencana.source.document import Document
from rencana.words.languages import texts

_WEIGHTS = tuple(Weight)


class ToldChange(Struct, frozen=True):
    """A change in words."""

    kind: str
    weight: Weight
    message: str


class VersionChanges(Struct, frozen=True):
    """What a version changed, the weightiest change first, and what it promised; None where it cannot be read."""

    changes: tuple[ToldChange, ...] = ()
    promise: Promise | None = None
    lost: bool = False
    """Whether this clone lacks the content of a file, so that nothing can be said."""


class HistoryEntry(Struct, frozen=True):
    """What a commit changed in a campaign, or in the portfolio; `team` is the id of the campaign's owner then.

    `campaign` is its id then; empty for the portfolio.
    """

    commit: str
    campaign: str
    at: int
    day: date
    team: str
    author: str
    changes: tuple[ToldChange, ...]


class HistoryGap(StrEnum):
    """What keeps the history of a campaign from being told, or told whole."""

    NO_REPOSITORY = "no-repository"
    NO_GIT = "no-git"
    REFUSED = "refused"
    PARTIAL = "partial"
    NOT_COMMITTED = "not-committed"
    LATER = "later"
    """All of its commits come after the day that pages speak of."""
    SUBMODULE = "submodule"
    SHALLOW = "shallow"
    LOST = "lost"
    """The contents of some versions are missing."""


class CampaignHistory(Struct, frozen=True):
    """The history of a campaign as far as it may be shown, the latest entry first.

    `recent` are its latest entries in the language of the site. `begins` is the day of the first version that is
    known. `first` is what the first approved version promised, with its day; `now` is what today's plan promises.
    """

    gap: HistoryGap | None = None
    begins: date | None = None
    entries: tuple[HistoryEntry, ...] = ()
    recent: tuple[HistoryEntry, ...] = ()
    first: tuple[date, Promise] | None = None
    now: Promise | None = None
    former: Mapping[str, tuple[tuple[Former, ...], ...]] = field(default_factory=dict)
    """The former sizes of each target of each KPI, the oldest first."""
    commit: str = ""
    """The address of a commit, with {commit} for its name; empty where nobody has said it."""

    @property
    def told(self) -> bool:
        """Whether the site tells what git knows, or why it cannot."""
        return self.begins is not None or self.gap is not None

    def commit_url(self, name: str) -> str:
        """Returns the address of a commit; empty where nobody has said how."""
        return self.commit.replace("{commit}", name)


class VersionSide(Struct, frozen=True):
    """A version of a campaign as it was read, with what all campaigns shared at that time, and its file.

    `portfolio` is the name of the content of that file.
    """

    draft: Draft | None = None
    portfolio: str = ""
    shared: tuple[Shared, Document] | None = None

    @property
    def campaign(self) -> Campaign | None:
        """The campaign; None where there is none, or none that can be read."""
        return self.draft.campaign if self.draft and not self.draft.unreadable else None

    def state(self, other: "VersionSide") -> WorkspaceState:
        """Returns the version as a workspace that holds nothing else, to be compared with another one."""
        # What is shared matters only where it has changed: a new id of a channel is then no change of the campaign.
        shared = self.shared if self.portfolio != other.portfolio else None
        campaigns = {self.campaign.id: self.campaign} if self.campaign else {}
        unreadable = {self.draft.id: self.draft.unreadable} if self.draft and self.draft.unreadable else {}
        return WorkspaceState(shared, campaigns, unreadable)


NO_VERSION = VersionSide()


def compare_versions(before: VersionSide, after: VersionSide, language: str) -> VersionChanges:
    """Returns what one version of a campaign changed against another, in a language; or of what all share."""
    changes = compare_workspaces(before.state(after), after.state(before), language)
    is_campaign = before.draft is not None or after.draft is not None
    promise = promise_of(after.campaign, language) if after.campaign else None
    own_changes = (change for change in changes if change.campaign or not is_campaign)
    return VersionChanges(in_words(own_changes, language), promise)


def in_words(changes: Iterable[PlanChange], language: str) -> tuple[ToldChange, ...]:
    """Returns the words of changes, the weightiest first."""
    sentences = (ToldChange(change.kind, change.weight, _message(change, language)) for change in changes)
    return tuple(sorted(sentences, key=lambda change: _WEIGHTS.index(change.weight)))


def _message(change: PlanChange, language: str) -> str:
    # It was taken out of the plan because it must not be read; and a long one is cut in the message.
    if any(map(holds_secret, (change.before, change.after, change.message))):
        return texts(language).say("A text was changed that held what looks like a key or password; it is not shown.")
    return change.message
