"""Makes the pages of a workspace campaign by campaign: several side by side, and what did not change from the cache.

What comes of it is what `pipeline.run` makes of the same files; only nobody reads a plan again that has not changed.
"""

import os
import shutil
import tempfile
import weakref
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from sys import intern
from typing import TypeVar
from zlib import compress, decompress
from zlib import error as ZlibError  # noqa: N812  it is a class

from msgspec import Struct, field

from rencana.check import CampaignCheck
from rencana.errors import WorkspaceError
from rencana.finding import Finding, still_open
from rencana.jobs.fork import background
from rencana.jobs.store import Store, digest, installed_packages, key_of, open_store, pack, unpack
from rencana.measure import measure
from rencana.pipeline import ALL, Seen, look_over, read_files, side_by_side
from rencana.plan.campaign import Unreadable
from rencana.plan.layout import PORTFOLIO, Folder, lay_out
from rencana.plan.load import load_campaign
from rencana.plan.shared import Shared
from rencana.render.environment import shipped_templates
from rencana.render.hide import Outline, hidden_plans, shown_findings, without
from rencana.render.page import Body, Download, Page, Pages
from rencana.render.portfolio import excerpts
from rencana.render.portfolio.index import CampaignOutput, ExcerptIndex
from rencana.render.portfolio.output import render_campaign
from rencana.render.portfolio.pages import bind, by_campaign
from rencana.render.subject.kit import CampaignKit, Show, SiteKit, SiteSettings
from rencana.source import DiskTree
from rencana.source.tree import digests_of

T = TypeVar("T")


class Made(Struct, frozen=True):
    """Everything that a site shows of a workspace, the day that it speaks of, and the outlines of all its plans."""

    findings: tuple[Finding, ...]
    shared: Shared
    plans: Mapping[str, Outline]
    pages: Pages
    on: date

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has set aside."""
        return still_open(self.findings)


class Memory(Struct):
    """What a program that makes one site again and again remembers of the last time, each by its key."""

    looks: dict[str, CampaignCheck] = field(default_factory=dict)
    made: dict[str, CampaignOutput] = field(default_factory=dict)


def make(
    root: Path,
    *,
    on: date | None = None,
    folders: bool = True,
    show: Show | None = None,
    memory: Memory | None = None,
    sums: Mapping[str, bytes] | None = None,
    first: Callable[[Sequence[CampaignOutput]], None] | None = None,
) -> Made:
    """Reads, checks and renders the workspace on disk; `folders` gives each page a folder of its own.

    `sums` stand for the files of its plans, where somebody has read them just now. `first` is told of the campaigns
    that had to be made, before anything is made of several of them.
    """
    tree, shown = DiskTree(root), show or Show()
    cache, jobs = open_store(root) or _passing_cache(), os.cpu_count() or 1
    sums = digests_of(tree) if sums is None else {path: sums[path] for path in tree.paths() if path in sums}
    looks = memory.looks if memory else None
    seen = _gist(look_over(tree, sums, choice=ALL, on=on, cache=cache, jobs=jobs, known=looks))
    plans, gone = seen.plans, hidden_plans(seen.plans, shown)
    found = by_campaign(shown_findings(still_open(seen.findings), plans, shown))
    own = root / "templates"
    compiled = cache.folder / "templates"
    settings = SiteSettings(seen.on, tree.find, folders, own if own.is_dir() else None, shown, compiled)
    bench = Bench(root, SiteKit(seen.shared, settings), frozenset(gone), cache, _ground(settings, gone, sums))
    titles = {id: one.title for id, one in plans.items() if one.state and id not in gone}
    tasks = [
        Task(folder, found.get(folder.id, ()), titles.get(seen.parents.get(folder.id, ""), ""))
        for folder in lay_out(sums).folders
        if folder.id in titles
    ]
    every = dict(zip(titles, bench.every(tasks, sums, jobs, memory or Memory(), first), strict=True))
    unreadable = tuple(
        Unreadable(one.id, one.title, one.file) for one in plans.values() if not one.state and one.id not in gone
    )
    pages = bind(ExcerptIndex(bench.site, every, unreadable, found, bench.ground))
    return Made(seen.findings, seen.shared, plans, pages, seen.on)


class _Gist(Struct, frozen=True):
    """What is needed of all looks while campaigns are made; the rest is let go. `parents` are named, and may not be."""

    findings: tuple[Finding, ...]
    shared: Shared
    on: date
    plans: Mapping[str, Outline]
    parents: Mapping[str, str]


def _gist(seen: Seen) -> _Gist:
    plans = {one.id: _outline(one) for one in seen.looks if one.unreadable or one.summary}
    return _Gist(
        seen.findings, seen.shared, seen.on, plans, {one.id: one.parent[0] for one in seen.looks if one.parent}
    )


def _outline(one: CampaignCheck) -> Outline:
    return Outline(one.id, one.title, one.file, one.state, one.money)


def _ground(settings: SiteSettings, gone: Iterable[str], sums: Mapping[str, bytes]) -> str:
    """Returns the key of all that pages rest on beside the plans."""
    said = (str(settings.on), settings.folders, settings.show, sorted(gone), installed_packages())
    folders = [shipped_templates(), *([settings.templates] if settings.templates else [])]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    templates = (part for path in files for part in (str(path).encode(), path.read_bytes()))
    return key_of([b"ground", repr(said).encode(), sums.get(PORTFOLIO, b""), *templates])


def _passing_cache() -> Store:
    """Returns a cache that goes with the program, where none is kept: pages are not held in memory all at once."""
    folder = Path(tempfile.mkdtemp(prefix="rencana-"))
    cache = Store(folder)
    weakref.finalize(cache, shutil.rmtree, folder, ignore_errors=True)
    return cache


class Task(Struct, frozen=True, eq=False):
    """A campaign to be made: its files, the findings that its pages show, and the title of the one it is a part of."""

    folder: Folder
    findings: tuple[Finding, ...]
    parent: str


class _Kept(Struct, frozen=True, array_like=True):
    """What each build needs of a campaign; pages, files and most excerpts lie apart.

    Of a page it has path, kind, title, source and language, of a download path and source, of an excerpt what stands
    for it and how many bytes it takes, one behind the other as they lie there; `near` are those that each build reads.
    """

    title: str
    language: str
    was: tuple[str, ...]
    pages: list[tuple[str, str, str, str | None, str]]
    downloads: list[tuple[str, str]]
    sums: dict[str, bytes]
    lengths: bytes
    near: dict[str, bytes]


class Bench(Struct, frozen=True, eq=False):
    """Where campaigns are made, each alone. `gone` are the plans that the site does not show.

    `ground` is the key of all that pages rest on beside the plans.
    """

    root: Path
    site: SiteKit
    gone: frozenset[str]
    cache: Store
    ground: str

    def every(
        self,
        tasks: Sequence[Task],
        sums: Mapping[str, bytes],
        jobs: int,
        memory: Memory,
        first: Callable[[Sequence[CampaignOutput]], None] | None,
    ) -> list[CampaignOutput]:
        """Returns what is made of each campaign; `sums` stand for the contents of all files."""
        keys = [self._key(task, [sums[path] for path in task.folder.files]) for task in tasks]
        known = {key: memory.made[key] for key in keys if key in memory.made}
        missing = []
        for task, key in zip(tasks, keys, strict=True):
            if key not in known:
                if outline := self.cache.get(key):
                    known[key] = self._restored(task, key, outline)
                else:
                    missing.append(task)
        work = partial(self.work, apart=len(missing) < jobs)
        made = zip(missing, side_by_side(work, missing, jobs), strict=True)
        # A file may have been saved in between: then what was made has another key than was looked for.
        fresh = {task.folder.id: self._restored(task, *pair) for task, pair in made}
        if first:
            first(tuple(fresh.values()))
        found = [fresh.get(task.folder.id) or known[key] for task, key in zip(tasks, keys, strict=True)]
        memory.made = dict(zip(keys, found, strict=True))
        return found

    def work(self, task: Task, *, apart: bool = False) -> tuple[str, bytes]:
        """Makes a campaign and puts it into the cache: pages and files apart, as most builds do not ask for them.

        With `apart` a copy of this process makes the files, while this one makes the pages.
        """
        tree = DiskTree(self.root)
        contents = {path: tree.read(path) for path in task.folder.files}
        key = self._key(task, map(digest, contents.values()))
        campaign = load_campaign(task.folder, read_files(contents), self.site.shared).shown
        if campaign is None:
            raise _changed(task)
        campaign = without(campaign, self.gone, self.site.settings.show)
        parent = campaign.plan.campaign.part_of
        titles = {parent: task.parent} if parent and task.parent else {}
        measured = measure(campaign, self.site.settings.on)
        made = render_campaign(CampaignKit(self.site, campaign, measured, task.findings, titles))

        def contents_of_files() -> bytes:
            return pack([one.content() for one in made.downloads if not one.source])

        files = background(contents_of_files) if apart else contents_of_files
        self.cache.put(_part_of(key, "bodies"), pack([page.body() for page in made.pages]))
        self.cache.put(_part_of(key, "files"), files())
        kept = [compress(made.excerpt(name), 1) for name in made.sums]
        self.cache.put(_part_of(key, "excerpts"), b"".join(kept))
        of_all = _Kept(
            made.title,
            made.language,
            made.was,
            pages=[(one.path, one.kind, one.title, one.source, one.language) for one in made.pages],
            downloads=[(one.path, one.source) for one in made.downloads],
            sums=dict(made.sums),
            lengths=array("Q", map(len, kept)).tobytes(),
            near={name: made.excerpt(name) for name in excerpts.INLINE},
        )
        outline = pack(of_all)
        self.cache.put(key, outline)
        return key, outline

    def _key(self, task: Task, sums: Iterable[bytes]) -> str:
        files = (part for path, sum in zip(task.folder.files, sums, strict=True) for part in (path.encode(), sum))
        names = self._assets(f"{self.root}/plans/{task.folder.id}/assets")
        said = repr((names, task.parent, [one.as_row() for one in task.findings]))
        return key_of([self.ground.encode(), said.encode("utf-8", "surrogatepass"), *files])

    def _assets(self, folder: str) -> list[str]:
        if not os.path.isdir(folder):  # noqa: PTH112  it is asked of each campaign, and few have any
            return []
        return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*"))

    def _restored(self, task: Task, key: str, outline: bytes) -> CampaignOutput:
        kept = unpack(outline, _Kept)
        # Pages of a campaign say the same again and again, and each campaign has excerpts of the same names.
        sums = {intern(name): sum for name, sum in kept.sums.items()}
        body, file, page = partial(self._body, task, key), partial(self._file, task, key), partial(Page, basis=key)
        return CampaignOutput(
            task.folder.id,
            kept.title,
            kept.language,
            kept.was,
            tuple(
                page(path, intern(kind), title, partial(body, at), source and intern(source), language=intern(language))
                for at, (path, kind, title, source, language) in enumerate(kept.pages)
            ),
            tuple(self._downloads(kept.downloads, file, key)),
            sums,
            partial(self._excerpt, task, _part_of(key, "excerpts"), sums, kept.lengths, kept.near),
        )

    def _downloads(
        self, listed: Sequence[tuple[str, str]], file: Callable[[int], bytes], key: str
    ) -> Iterator[Download]:
        number = 0
        for path, source in listed:
            if source:
                yield Download(path, partial(DiskTree(self.root).read, source), source=source)
            else:
                yield Download(path, partial(file, number), key)
                number += 1

    def _body(self, task: Task, key: str, number: int) -> Body:
        return _bodies(self, task, _part_of(key, "bodies"))[number]

    def _file(self, task: Task, key: str, number: int) -> bytes:
        return _files(self, task, _part_of(key, "files"))[number]

    def _excerpt(
        self,
        task: Task,
        key: str,
        sums: Mapping[str, bytes],
        packed: bytes,
        near: Mapping[str, bytes],
        name: str,
    ) -> bytes:
        if name in near:
            return near[name]
        # One behind the other, as they lie there; numbers of their own for each would take more than the pages do.
        lengths, number = array("Q", packed), [*sums].index(name)
        start = sum(lengths[:number])

        def read() -> bytes | None:
            held = self.cache.piece(key, start, lengths[number])
            with suppress(ZlibError):
                content = decompress(held) if held else b""
                return content if excerpts.excerpt_digest(task.folder.id, name, content) == sums[name] else None
            return None

        return self.again(task, read)

    def again(self, task: Task, read: Callable[[], T | None]) -> T:
        """Returns what the cache has of a campaign, which is made again where the cache has lost it."""
        held = read()
        if held is None:
            self.work(task)
            held = read()
        if held is None:
            raise _changed(task)
        return held


@lru_cache(maxsize=4)
def _bodies(bench: Bench, task: Task, key: str) -> list[Body]:
    """Returns the pages of a campaign."""
    return unpack(bench.again(task, partial(bench.cache.get, key)), list[Body])


@lru_cache(maxsize=4)
def _files(bench: Bench, task: Task, key: str) -> list[bytes]:
    """Returns the files of a campaign."""
    return unpack(bench.again(task, partial(bench.cache.get, key)), list[bytes])


def _changed(task: Task) -> WorkspaceError:
    return WorkspaceError(f"{task.folder.plan} was changed while it was read.", help="Build again.")


def _part_of(key: str, part: str) -> str:
    return key_of([key.encode(), part.encode()])
