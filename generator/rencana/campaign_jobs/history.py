"""The job of the history: what one version of a campaign changed in meaning.

Versions are compared pair by pair, and each answer is stored by the names of their contents: it holds for ever.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from rencana.changes.history import NO_VERSION, VersionChanges, VersionSide, compare_versions
from rencana.changes.versions import Version
from rencana.errors import WorkspaceError
from rencana.jobs.pool import Job, JobAnswer, Stored
from rencana.jobs.store import encode, key_of
from rencana.plan.header import UNAPPROVED
from rencana.plan.layout import PORTFOLIO, lay_out
from rencana.plan.load import load_campaign, load_shared
from rencana.render.hide import without
from rencana.render.subject.kit import Show
from rencana.source.files import read_files
from rencana.source.git_blobs import BlobReader


class VersionPair(Struct, frozen=True):
    """Two versions of a campaign, one after the other; without ids they are versions of the portfolio."""

    before: Version | None
    after: Version | None

    @property
    def files(self) -> tuple[str, ...]:
        """The names of their contents."""
        sides = [side for side in (self.before, self.after) if side]
        blobs = (*(blob for side in sides for _, blob in side.files), *(side.portfolio for side in sides))
        return tuple(dict.fromkeys(filter(None, blobs)))


class Contents(Struct, frozen=True):
    """Reads contents by their names; of one that this clone lacks there is a mark in its place."""

    reader: BlobReader

    def read(self, path: str) -> bytes:
        """Returns a content."""
        try:
            return self.reader.read(path)
        except WorkspaceError:
            return _LOST


_LOST = b"\0lost"
"""No file of a plan has a zero byte."""


class CompareVersions(Job[VersionPair, VersionChanges, VersionChanges], frozen=True):
    """Compares two versions of a campaign without what the site does not show; `hidden` are plans that it hides."""

    language: str
    show: Show
    hidden: frozenset[str] = frozenset()
    latest: dict[Version, VersionSide] = field(default_factory=dict)
    """The newer side of the last pair: most often it is the older side of the next one."""

    def kind(self) -> type[VersionChanges]:
        """Returns the type of its values."""
        return VersionChanges

    def key(self, task: VersionPair, digests: Sequence[bytes]) -> str:  # noqa: ARG002  contents are known by their names
        """Returns the key of a comparison: what is shown, and both versions."""
        words = (self.language, self.show.budget, self.show.drafts, sorted(self.hidden))
        return key_of([b"versions", repr(words).encode("utf-8", "surrogateescape"), encode(task)])

    def do(self, task: VersionPair, contents: Mapping[str, bytes], *, spare_core: bool) -> JobAnswer[VersionChanges]:  # noqa: ARG002  it is too quick to be shared
        """Compares the versions."""
        if any(content == _LOST for content in contents.values()):
            return JobAnswer(VersionChanges(lost=True))
        before, after = self._side(task.before, contents), self._side(task.after, contents)
        if task.after:
            self.latest.clear()
            self.latest[task.after] = after
        if self._is_hidden(after):
            return JobAnswer(VersionChanges())
        # What a draft said is not told either, once it is approved.
        before = NO_VERSION if self._is_hidden(before) else before
        return JobAnswer(compare_versions(before, after, self.language))

    def present(self, task: VersionPair, stored: Stored[VersionChanges]) -> VersionChanges:  # noqa: ARG002  the answer says it
        """Returns what was changed."""
        return stored.value

    def is_current(self, value: VersionChanges) -> bool:
        """Tells whether an answer holds: what a clone lacks may be fetched."""
        return not value.lost

    def _side(self, version: Version | None, contents: Mapping[str, bytes]) -> VersionSide:
        if version is None:
            return NO_VERSION
        if version in self.latest:
            return self.latest[version]
        names = {path: contents[blob] for path, blob in version.files}
        shared_file = {PORTFOLIO: contents[version.portfolio]} if version.portfolio else {}
        files = read_files({**names, **shared_file})
        layout = lay_out([*files.documents, *files.tables])
        shared, _ = load_shared(files, layout)
        draft = next((load_campaign(folder, files, shared) for folder in layout.folders), None)
        if draft and draft.campaign:
            draft = replace(draft, campaign=without(draft.campaign, self.hidden, self.show))
        document = files.documents.get(PORTFOLIO)
        is_readable = document is not None and document.readable
        return VersionSide(draft, version.portfolio, (shared, document) if document and is_readable else None)

    def _is_hidden(self, side: VersionSide) -> bool:
        """Tells whether the site shows no plan in such a state; nobody knows that of one that cannot be read."""
        state = side.campaign.plan.campaign.state if side.campaign else "draft"
        return side.draft is not None and not self.show.drafts and state in UNAPPROVED
