"""Rewrites the pages whose plans have changed in the site of the last build, each in its stored shell, without MkDocs.

New files are written beside the site before any of them takes its place. Where somebody waits for pages, those of the
changed plan come first, then the other pages, then all else. A build that is killed while files take their places
leaves a site that does not match its record, and the next build leaves that to MkDocs.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from filecmp import cmp
from functools import partial
from pathlib import Path

from msgspec import Struct, convert, field
from msgspec.structs import replace

from rencana.errors import RencanaError
from rencana.git_folder import head_digest
from rencana.jobs.fork import background, in_parallel, workers_for
from rencana.jobs.pool import open_page_jobs
from rencana.jobs.snapshot import Snapshot, footprint_digest, renewed
from rencana.pipeline import Site, publish
from rencana.render.page import Download, Page, Pages, Redirect
from rencana.render.portfolio.index import CampaignOutput
from rencana.render.subject.kit import Show
from rencana.site.log import lines_of, say
from rencana.site.material import tidy
from rencana.site.publish import beside
from rencana.site.search import MARK, as_script, digest_of_rows, rows_of, with_new_rows
from rencana.site.shell.fill import PageShell
from rencana.site.shell.slots import ShellKey, shell_key, texts_of
from rencana.site.update.record import Built, Details, FullBuildNeeded, Record, RecordStore, cache_keys, layout_digest
from rencana.site.update.session import Session
from rencana.source.names import written

_INDEX = "search/search_index.json"


def refresh(records: RecordStore, record: Record, details: Details, plans: Snapshot, session: Session | None) -> Built:
    """Rewrites the files of a site that a change of plans has changed.

    With a session only findings that are new are logged: the others were logged by the last build.
    """
    target = Path(record.folder).resolve()
    with beside(target) as new:
        stage = Stage(new, target, details)
        site = make_pages(record, details, plans, session, partial(_show_first, stage, session) if session else None)
        if str(site.on) != record.day or layout_digest(site.pages, details.named) != details.layout:
            raise FullBuildNeeded("the site has other pages than before, or pages with other titles in its navigation")
        findings = tuple(lines_of(site.open))
        if record.strict and any(line.level >= logging.WARNING for line in (*record.lines, *findings)):
            raise FullBuildNeeded("a plan has an error, and the build is a strict one")
        stage.write_all(site.pages, show=bool(session))
        if session is None:
            say([*record.lines[: record.before], *findings, *record.lines[record.before :]])
        else:
            logged = set(record.findings)
            say(line for line in findings if line not in logged)
        stage.take_place()
    files = renewed(details.footprint, target, stage.placed)
    # If a plan was saved in the meantime, no record holds for it: the next build looks at all of them again.
    is_current = plans.holds() and head_digest(Path(record.workspace)) == record.head
    new_record = replace(
        record, plans=plans.digest if is_current else "", output=footprint_digest(files), findings=findings
    )
    new_details = replace(
        details,
        output=new_record.output,
        footprint=files,
        cache_keys=cache_keys(site.pages),
        search_digests={**details.search_digests, **stage.search_digests},
    )
    if session:
        session.keep(records, new_record, new_details, plans)
    else:
        records.write(new_record, new_details)
    pages = sum(path.endswith(".html") for path in stage.placed)
    return Built(pages, record.pages - pages, 0.0, Path(record.folder))


def make_pages(
    record: Record,
    details: Details,
    plans: Snapshot,
    session: Session | None,
    first: Callable[[Sequence[CampaignOutput]], None] | None = None,
) -> Site:
    """Reads the plans of a site, and makes its pages; `first` is called with the campaigns that have changed."""
    if details.no_shells:
        raise FullBuildNeeded(f"the theme is rendered anew for each page, as {details.no_shells}")
    root = Path(record.workspace)
    jobs = session.jobs if session else open_page_jobs(root)
    digests = {written(path): digest for path, digest in plans.below(root).items()}
    show, url = convert(details.show, Show), details.url
    try:
        return publish(
            root, jobs, on=record.on, folders=details.folders, show=show, url=url, digests=digests, on_fresh=first
        )
    except RencanaError as error:
        raise FullBuildNeeded("the pages cannot be made") from error


_FIRST = 10
"""So many campaigns at most are shown before all others."""


def _show_first(stage: "Stage", session: Session, campaigns: Sequence[CampaignOutput]) -> None:
    """Shows the own pages of campaigns that were just saved, before pages about several campaigns are made."""
    if 0 < len(campaigns) <= _FIRST:
        stage.write_pages(stage.changed_pages(page for campaign in campaigns for page in campaign.pages))
        stage.take_place()
        if stage.placed:
            session.show()


class Stage(Struct):
    """Where the new files of a site are written, beside the site, until they take their places in it."""

    new: Path
    target: Path
    details: Details
    search_rows: dict[str, str] = field(default_factory=dict)
    """The search rows of each page that was written, by its path."""
    waiting: list[str] = field(default_factory=list)
    """The files that differ from those in the site."""
    placed: list[str] = field(default_factory=list)
    """Those that have taken their places."""

    @property
    def search_digests(self) -> dict[str, bytes]:
        """The digests of the search rows of each page that was written."""
        return {path: digest_of_rows(rows) for path, rows in self.search_rows.items()}

    def write_all(self, pages: Pages, *, show: bool = False) -> None:
        """Writes all files that have changed; with `show` pages take their places before other files are written."""
        files, redirects = self.details.downloads, self.details.redirects
        changed_pages = self.changed_pages(pages.pages)
        downloads = [download for download in pages.downloads if download.path in files and self._is_new(download)]

        def write_downloads() -> list[str]:
            return self._write((files[download.path], download.pieces()) for download in downloads)

        # Some downloads need the library of calendars. A fork imports it meanwhile, unless forks render pages already.
        wait_for_downloads = background(write_downloads) if workers_for(changed_pages) == 1 else write_downloads
        self.write_pages(changed_pages)
        if show:
            self.take_place()
        self.waiting += wait_for_downloads()
        for redirect in pages.redirects:
            if redirect.path in redirects and self._is_new(redirect):
                path, address = redirects[redirect.path]
                self.waiting += self._write([(path, [redirect.page(address)])])
        self.waiting += self._write(self._search_index())

    def changed_pages(self, pages: Iterable[Page]) -> list[Page]:
        """Returns the pages that are not as the last build made them."""
        return [page for page in pages if page.path in self.details.locations and self._is_new(page)]

    def write_pages(self, pages: Sequence[Page]) -> None:
        """Writes pages, in parallel where there are many."""
        shells = dict(self.details.shells)
        for paths, rows in in_parallel(partial(self._write_part, shells), pages, workers=workers_for(pages)):
            self.waiting += paths
            self.search_rows |= rows

    def take_place(self) -> None:
        """Puts what was written into the site, file by file."""
        for path in self.waiting:
            (self.new / path).replace(self.target / path)
        self.placed += self.waiting
        self.waiting.clear()

    def _is_new(self, item: Page | Download | Redirect) -> bool:
        is_same = item.cache_key and item.cache_key == self.details.cache_keys.get(item.path)
        return not is_same and item.path not in self.search_rows

    def _write_part(
        self, shells: Mapping[ShellKey, PageShell], pages: Sequence[Page]
    ) -> tuple[list[str], dict[str, str]]:
        rows: dict[str, str] = {}
        return self._write(self._filled(shells, page, rows) for page in pages), rows

    def _filled(
        self, shells: Mapping[ShellKey, PageShell], page: Page, rows: dict[str, str]
    ) -> tuple[str, list[bytes]]:
        """Returns the file of a page, and adds its search rows."""
        body, location = page.body(), self.details.location(page.path)
        texts = texts_of(page, body, location)
        shell = shells.get(shell_key(page, body, location, texts))
        output = shell.fill(texts, location.url) if shell else None
        # The theme takes marks for its search out of a page, which a shell cannot do.
        if output is None or MARK in body.html:
            raise FullBuildNeeded(f"what stands around {page.path} is not known without the theme")
        rows[page.path] = rows_of(location.url, body.search)
        return location.file_path, [tidy(output).encode("utf-8", errors="xmlcharrefreplace")]

    def _search_index(self) -> Iterator[tuple[str, list[bytes]]]:
        """Yields the files of the search index, if the search rows of a page have changed."""
        old = self.details.search_digests
        changed = [path for path, digest in self.search_digests.items() if digest != old[path]]
        if changed and self.details.searched:
            rows = {self.details.location(path).url: self.search_rows[path] for path in changed}
            try:
                index = with_new_rows((self.target / _INDEX).read_bytes().decode(), rows)
            except OSError as error:
                raise _lost(_INDEX) from error
            if index is None:
                raise FullBuildNeeded("the search knows nothing of a page of ours")
            yield _INDEX, [index.encode()]
            if self.details.offline:
                yield _INDEX.removesuffix("json") + "js", [as_script(index).encode()]

    def _write(self, files: Iterable[tuple[str, Iterable[bytes]]]) -> list[str]:
        """Writes files, piece by piece, and keeps those that differ from the site's; returns their paths."""
        changed = []
        for path, pieces in files:
            if path not in self.details.footprint:
                raise FullBuildNeeded(f"{path} was not there before")
            draft = self.new / path
            draft.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.writelines(pieces)
            try:
                is_same = cmp(draft, self.target / path, shallow=False)
            except OSError as error:
                raise _lost(path) from error
            if is_same:
                draft.unlink()
            else:
                changed.append(path)
        return changed


def _lost(path: str) -> FullBuildNeeded:
    return FullBuildNeeded(f"{path} is not where the last build put it")
