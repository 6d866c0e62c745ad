"""The job of rendering one campaign: its pages, its files, and its excerpts for pages about several."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from sys import intern

from msgspec import Struct
from msgspec.structs import replace

from rencana.campaign_jobs.key import folder_parts
from rencana.campaign_jobs.teller import Teller
from rencana.errors import WorkspaceError
from rencana.finding import Finding
from rencana.jobs.fork import background
from rencana.jobs.pool import Job, JobAnswer, Pieces, Stored
from rencana.jobs.snapshot import take_snapshot
from rencana.jobs.store import decode, encode, key_of
from rencana.measure import measure
from rencana.plan.layout import Folder
from rencana.plan.load import load_campaign
from rencana.render.environment import shipped_templates
from rencana.render.hide import without
from rencana.render.page import Body, Download, Page
from rencana.render.portfolio.excerpt import excerpt_digest
from rencana.render.portfolio.excerpts import INLINE
from rencana.render.portfolio.index import CampaignOutput
from rencana.render.portfolio.output import render_campaign
from rencana.render.subject.kit import CampaignKit, SiteKit
from rencana.source.files import read_files


class RenderTask(Struct, frozen=True, eq=False):
    """A campaign to be rendered, with the findings that its pages show, and the title of the one it is a part of.

    `assets` are its pictures and films that may be published, `log` is what git tells of it,
    encoded; empty where the site does not tell it.
    """

    folder: Folder
    findings: tuple[Finding, ...]
    parent: str
    assets: frozenset[str] = frozenset()
    log: bytes = b""

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of its files."""
        return self.folder.files


class RenderedCampaign(Struct, frozen=True, array_like=True):
    """The index entry of a rendered campaign, which every build reads.

    Bodies of pages, contents of files and excerpts are pieces apart. Of a page it has path, kind, title, source and
    language, of a file path and source. `lengths` are the sizes of the excerpts, which lie one behind the other in
    their piece in the order of `digests`; `inline` are those that every build reads.
    """

    title: str
    language: str
    was: tuple[str, ...]
    pages: list[tuple[str, str, str, str | None, str]]
    downloads: list[tuple[str, str]]
    digests: dict[str, bytes]
    lengths: bytes
    inline: dict[str, bytes]


class RenderCampaign(Job[RenderTask, RenderedCampaign, CampaignOutput], frozen=True, dict=True):
    """Renders one campaign: its pages, its files, and what pages about several campaigns show of it.

    `hidden` are the ids of plans that the site does not show, `portfolio` is the digest of the file of what all share.
    """

    root: Path
    site: SiteKit
    hidden: frozenset[str]
    portfolio: bytes
    teller: Teller | None = None

    def kind(self) -> type[RenderedCampaign]:
        """Returns the type of its values."""
        return RenderedCampaign

    @cached_property
    def inputs_digest(self) -> str:
        """The digest of all that pages rest on beside the plans: settings, what is hidden, templates, the portfolio."""
        settings = self.site.settings
        words = repr((str(settings.on), settings.folders, settings.show, sorted(self.hidden))).encode()
        folders = [shipped_templates(), *([settings.templates] if settings.templates else [])]
        templates = take_snapshot(map(str, folders)).digest
        return key_of([b"inputs", words, self.portfolio, templates.encode()])

    def key(self, task: RenderTask, digests: Sequence[bytes]) -> str:
        """Returns the key of a rendered campaign."""
        rows = [finding.as_row() for finding in task.findings]
        words = repr((sorted(task.assets), task.parent, rows))
        parts = (self.inputs_digest.encode(), words.encode("utf-8", "surrogatepass"), task.log)
        return key_of([b"render", *parts, *folder_parts(task.folder, digests)])

    def do(self, task: RenderTask, contents: Mapping[str, bytes], *, spare_core: bool) -> JobAnswer[RenderedCampaign]:
        """Renders a campaign. With a spare core a fork makes its files while this process makes its pages."""
        campaign = load_campaign(task.folder, read_files(contents), self.site.shared).shown
        if campaign is None:
            raise changed(task.folder.plan)
        campaign = without(campaign, self.hidden, self.site.settings.show)
        parent = campaign.plan.campaign.part_of
        titles = {parent: task.parent} if parent and task.parent else {}
        measured = measure(campaign, self.site.settings.on)
        kit = CampaignKit(self.site, campaign, measured, task.findings, titles, task.assets)
        if task.log and self.teller:
            kit = replace(kit, history=self.teller.tell(task.log, campaign, kit.say.language))
        output = render_campaign(kit)

        def make_files() -> bytes:
            return encode([download.content() for download in output.downloads if not download.source])

        wait_for_files = background(make_files) if spare_core else make_files
        bodies = encode([page.body() for page in output.pages])
        excerpts = [output.excerpt(name) for name in output.digests]
        entry = RenderedCampaign(
            output.title,
            output.language,
            output.was,
            pages=[(page.path, page.kind, page.title, page.source, page.language) for page in output.pages],
            downloads=[(download.path, download.source) for download in output.downloads],
            digests=dict(output.digests),
            lengths=array("Q", map(len, excerpts)).tobytes(),
            inline={name: output.excerpt(name) for name in INLINE},
        )
        return JobAnswer(entry, {_BODIES: bodies, _FILES: wait_for_files(), _EXCERPTS: b"".join(excerpts)})

    def present(self, task: RenderTask, stored: Stored[RenderedCampaign]) -> CampaignOutput:
        """Returns a rendered campaign whose pages, files and excerpts are read when they are asked for."""
        entry, key, pieces = stored.value, stored.key, stored.pieces
        # Kinds, sources and languages are the same on thousands of pages, and keys in each campaign.
        digests = {intern(name): digest for name, digest in entry.digests.items()}
        pages = tuple(
            Page(
                path,
                intern(kind),
                title,
                partial(_read_body, pieces, number),
                source and intern(source),
                language=intern(language),
                cache_key=key,
            )
            for number, (path, kind, title, source, language) in enumerate(entry.pages)
        )
        downloads = tuple(self._downloads(entry.downloads, pieces, key))
        excerpt = partial(_read_excerpt, pieces, task.folder, digests, entry.lengths, entry.inline)
        return CampaignOutput(
            task.folder.id, entry.title, entry.language, entry.was, pages, downloads, digests, excerpt
        )

    def _downloads(self, listed: Sequence[tuple[str, str]], pieces: Pieces, key: str) -> Iterator[Download]:
        number = 0
        for path, source in listed:
            if source:
                yield Download(path, partial(self.site.settings.asset, source), source=source)
            else:
                yield Download(path, partial(_read_file, pieces, number), key)
                number += 1


_BODIES, _FILES, _EXCERPTS = "bodies", "files", "excerpts"


def _read_body(pieces: Pieces, number: int) -> Body:
    return _bodies(pieces)[number]


def _read_file(pieces: Pieces, number: int) -> bytes:
    return _contents(pieces)[number]


# Pages are written campaign by campaign, so that few campaigns need to be in memory at once.
@lru_cache(maxsize=4)
def _bodies(pieces: Pieces) -> list[Body]:
    return decode(pieces.read(_BODIES), list[Body])


@lru_cache(maxsize=4)
def _contents(pieces: Pieces) -> list[bytes]:
    return decode(pieces.read(_FILES), list[bytes])


def _read_excerpt(
    pieces: Pieces, folder: Folder, digests: Mapping[str, bytes], lengths: bytes, inline: Mapping[str, bytes], name: str
) -> bytes:
    if name in inline:
        return inline[name]
    sizes, number = array("Q", lengths), [*digests].index(name)
    start, length = sum(sizes[:number]), sizes[number]
    for _ in range(2):
        # A part of a piece is read unverified, so its own digest has to say whether it is whole.
        content = pieces.read_part(_EXCERPTS, start, length)
        if excerpt_digest(folder.id, name, content) == digests[name]:
            return content
        pieces.restore()
    raise changed(folder.plan)


def changed(path: str) -> WorkspaceError:
    """Returns the error that a file was saved between two looks at it."""
    return WorkspaceError(f"{path} was changed while it was read.", help="Build again.")
