"""Writes the pages that a change of plans has changed into the site of the last build, each into its known shell.

MkDocs is not asked. Everything is made before anything is put into its place; where somebody waits for pages, those of
the changed plan come first, then the other pages, then all else. A build that is killed while it does that leaves a
site that the next one does not know, and builds anew.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from filecmp import cmp
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from rencana.errors import RencanaError
from rencana.jobs.fork import background, cores, in_parallel
from rencana.jobs.pool import open_page_jobs
from rencana.jobs.snapshot import Snapshot, footprint_digest, renewed
from rencana.pipeline import Site, publish
from rencana.render.page import Download, Page, Pages, Redirect
from rencana.render.portfolio.index import CampaignOutput
from rencana.render.subject.kit import Show
from rencana.site.log import lines_of, say
from rencana.site.material import tidy
from rencana.site.publish import beside
from rencana.site.search import MARK, as_script, rows_of, sum_of_rows, with_new_rows
from rencana.site.shell.fill import PageShell
from rencana.site.shell.slots import ShellKey, shell_key, texts_of
from rencana.site.update.details import Details, write_record
from rencana.site.update.outline import cache_keys, layout_digest
from rencana.site.update.record import Built, FullBuildNeeded, Keep, Record
from rencana.site.update.session import Session
from rencana.source.names import written

_INDEX = "search/search_index.json"
_WORTH_FORKING = 400
"""So many pages are made sooner by several processes."""


def workers_for(pages: Sequence[object]) -> int:
    """Returns how many processes should make some pages."""
    return cores() if len(pages) >= _WORTH_FORKING else 1


def refresh(keep: Keep, record: Record, details: Details, plans: Snapshot, memory: Session | None) -> Built:
    """Brings a site to where its plans are.

    A program that has a memory has said what is wrong with the plans before, and says only what is new.
    """
    target = Path(record.folder).resolve()
    with beside(target) as new:
        if new == target:
            raise FullBuildNeeded("there is no place for new pages beside it")
        stage = Stage(new, target, details)
        made = _made(record, details, plans, memory, stage)
        findings = tuple(lines_of(made.open))
        if record.strict and any(line.level >= logging.WARNING for line in (*record.lines, *findings)):
            raise FullBuildNeeded("a plan has an error, and the build is a strict one")
        stage.fill(made.pages, show=bool(memory))
        if memory is None:
            say([*record.lines[: record.before], *findings, *record.lines[record.before :]])
        else:
            told = set(record.findings)
            say(line for line in findings if line not in told)
        stage.take_place()
    changed = stage.placed
    found = renewed(details.footprint, target, changed)
    # Where a plan was saved in the meantime, the next build has to look at all of them again.
    known = plans.stamp if plans.holds() else ""
    now = replace(record, plans=known, output=footprint_digest(found), findings=findings)
    bases = cache_keys(made.pages)
    kept = replace(details, output=now.output, footprint=found, bases=bases, rows={**details.rows, **stage.rows})
    if memory:
        memory.keep(keep, now, kept, plans)
    else:
        write_record(*keep, now, kept)
    pages = sum(path.endswith(".html") for path in changed)
    return Built(pages, record.pages - pages, 0.0, Path(record.folder))


def look_again(
    record: Record,
    details: Details,
    plans: Snapshot,
    memory: Session | None,
    first: Callable[[Sequence[CampaignOutput]], None] | None = None,
) -> Site:
    """Looks at the plans of a site, and makes what has changed of its pages."""
    if details.unfit:
        raise FullBuildNeeded(f"the theme is rendered anew for each page, as {details.unfit}")
    root = Path(record.workspace)
    jobs = memory.jobs if memory else open_page_jobs(root)
    digests = {written(path): digest for path, digest in plans.below(root).items()}
    show = Show(*details.show)
    try:
        return publish(root, jobs, on=record.on, folders=details.folders, show=show, digests=digests, on_fresh=first)
    except RencanaError as error:
        raise FullBuildNeeded("the pages cannot be made") from error


def _made(record: Record, details: Details, plans: Snapshot, memory: Session | None, stage: "Stage") -> Site:
    """Makes the pages, where they are those of the last build and something is known of what stands around them."""
    made = look_again(record, details, plans, memory, partial(_show_first, stage, memory) if memory else None)
    if str(made.on) != record.day or layout_digest(made.pages, details.named) != details.plan:
        raise FullBuildNeeded("the site has other pages than before, or pages with other titles in its navigation")
    return made


_FIRST = 10
"""So many campaigns at most are shown before all others."""


def _show_first(stage: "Stage", memory: Session, campaigns: Sequence[CampaignOutput]) -> None:
    """Shows the own pages of campaigns that were just saved, before those that list them are made."""
    if 0 < len(campaigns) <= _FIRST:
        stage.fill_pages(stage.new_pages(page for one in campaigns for page in one.pages))
        stage.take_place()
        if stage.placed:
            memory.show()


class Stage(Struct):
    """Where the new files of a site are made, beside the site, until they take their places in it."""

    new: Path
    target: Path
    details: Details
    filled: dict[str, str] = field(default_factory=dict)
    """The pages that were filled, by their paths, with what the search knows of each."""
    waiting: list[str] = field(default_factory=list)
    """The files of the site that differ from what they were."""
    placed: list[str] = field(default_factory=list)
    """Those that have taken their places."""

    @property
    def rows(self) -> dict[str, bytes]:
        """What stands for that which the search knows of each page that was filled."""
        return {path: sum_of_rows(rows) for path, rows in self.filled.items()}

    def fill(self, pages: Pages, *, show: bool = False) -> None:
        """Makes all files that are not what they were; with `show` pages take their places before other files do."""
        files, redirects = self.details.files, self.details.redirects
        todo = self.new_pages(pages.pages)
        downloads = [one for one in pages.downloads if one.path in files and self._is_new(one)]

        def put_downloads() -> list[str]:
            return self._put((files[one.path], one.pieces()) for one in downloads)

        # Some of them need the library of calendars, which a copy of this process loads, where no others make pages.
        others = background(put_downloads) if workers_for(todo) == 1 else put_downloads
        self.fill_pages(todo)
        if show:
            self.take_place()
        self.waiting += others()
        moved = [(*redirects[one.path], one) for one in pages.redirects if one.path in redirects and self._is_new(one)]
        self.waiting += self._put((path, [one.page(address)]) for path, address, one in moved)
        self.waiting += self._put(self._search())

    def new_pages(self, pages: Iterable[Page]) -> list[Page]:
        """Returns the pages that are not what they were."""
        return [one for one in pages if one.path in self.details.places and self._is_new(one)]

    def fill_pages(self, pages: Sequence[Page]) -> None:
        """Makes pages."""
        shells = dict(self.details.shells)
        for paths, rows in in_parallel(partial(self._pages, shells), pages, workers=workers_for(pages)):
            self.waiting += paths
            self.filled |= rows

    def take_place(self) -> None:
        """Puts what was made into the site, file by file."""
        for path in self.waiting:
            (self.new / path).replace(self.target / path)
        self.placed += self.waiting
        self.waiting.clear()

    def _is_new(self, one: Page | Download | Redirect) -> bool:
        known = one.basis and one.basis == self.details.bases.get(one.path)
        return not known and one.path not in self.filled

    def _pages(self, shells: Mapping[ShellKey, PageShell], pages: Sequence[Page]) -> tuple[list[str], dict[str, str]]:
        rows: dict[str, str] = {}
        return self._put(self._page(shells, page, rows) for page in pages), rows

    def _page(self, shells: Mapping[ShellKey, PageShell], page: Page, rows: dict[str, str]) -> tuple[str, list[bytes]]:
        body, place = page.body(), self.details.place(page.path)
        inside = texts_of(page, body, place)
        shell = shells.get(shell_key(page, body, place, inside))
        output = shell.fill(inside, place.url) if shell else None
        # What is marked so for the search of the theme, that takes out of a page.
        if output is None or MARK in body.html:
            raise FullBuildNeeded(f"what stands around {page.path} is not known without the theme")
        rows[page.path] = rows_of(place.url, body.search)
        return place.file_path, [tidy(output).encode("utf-8", errors="xmlcharrefreplace")]

    def _search(self) -> Iterator[tuple[str, list[bytes]]]:
        """Makes the search index, where it knows something else of a page by now."""
        changed = [path for path, sum in self.rows.items() if sum != self.details.rows[path]]
        if changed and self.details.searched:
            new = {self.details.place(path).url: self.filled[path] for path in changed}
            try:
                index = with_new_rows((self.target / _INDEX).read_bytes().decode(), new)
            except OSError as error:
                raise _lost(_INDEX) from error
            if index is None:
                raise FullBuildNeeded("the search knows nothing of a page of ours")
            yield _INDEX, [index.encode()]
            if self.details.offline:
                yield _INDEX.removesuffix("json") + "js", [as_script(index).encode()]

    def _put(self, files: Iterable[tuple[str, Iterable[bytes]]]) -> list[str]:
        """Writes files, piece by piece, and keeps those that are not yet what they should be; returns their paths."""
        changed = []
        for path, pieces in files:
            if path not in self.details.footprint:
                raise FullBuildNeeded(f"{path} was not there before")
            place = self.new / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as file:
                file.writelines(pieces)
            try:
                same = cmp(place, self.target / path, shallow=False)
            except OSError as error:
                raise _lost(path) from error
            if same:
                place.unlink()
            else:
                changed.append(path)
        return changed


def _lost(path: str) -> FullBuildNeeded:
    return FullBuildNeeded(f"{path} is not where the last build put it")
