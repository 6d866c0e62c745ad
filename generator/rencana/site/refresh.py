"""Writes the pages that a change of plans has changed into the site of the last build, each into its known shell.

MkDocs is not asked. Everything is made before anything is put into its place; a build that is killed while it does
that leaves a site that the next one does not know, and builds anew.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from rencana.errors import RencanaError
from rencana.making import Made, make
from rencana.render import Download, Page, Show
from rencana.site.abreast import abreast, jobs_for
from rencana.site.footprint import Scan, renewed, stamp
from rencana.site.lines import lines_of, say
from rencana.site.lodging import Kind, inside_of, kind_of
from rencana.site.outline import bases_of, outline
from rencana.site.record import Built, Details, Detour, Keep, Memory, Record, write_record
from rencana.site.search import MARK, Row, as_script, search_rows, sum_of_rows, with_new_rows
from rencana.site.stencil import Shell, from_plain
from rencana.site.swap import beside
from rencana.site.tidy import tidy

_INDEX = "search/search_index.json"


def refresh(keep: Keep, record: Record, details: Details, plans: Scan, memory: Memory | None) -> Built:
    """Brings a site to where its plans are.

    A program that has a memory has said what is wrong with the plans before, and says only what is new.
    """
    made = _made(record, details, plans, memory)
    findings = tuple(lines_of(made.open))
    if record.strict and any(line.level >= logging.WARNING for line in (*record.lines, *findings)):
        raise Detour("a plan has an error, and the build is a strict one")
    target = Path(record.folder).resolve()
    with beside(target) as new:
        if new == target:
            raise Detour("there is no place for new pages beside it")
        stage = Stage(new, target, details)
        changed = stage.fill(made)
        if memory is None:
            say([*record.lines[: record.before], *findings, *record.lines[record.before :]])
        else:
            told = set(record.findings)
            say(line for line in findings if line not in told)
        for path in changed:
            (new / path).replace(target / path)
    found = renewed(details.footprint, target, changed)
    # Where a plan was saved in the meantime, the next build has to look at all of them again.
    known = plans.stamp if plans.holds() else ""
    now = replace(record, plans=known, output=stamp(found), findings=findings)
    bases = bases_of(made.pages)
    kept = replace(details, output=now.output, footprint=found, bases=bases, rows={**details.rows, **stage.rows})
    if memory:
        memory.keep(keep, now, kept, plans)
    else:
        write_record(*keep, now, kept)
    pages = sum(path.endswith(".html") for path in changed)
    return Built(pages, record.pages - pages, 0.0, Path(record.folder))


def _made(record: Record, details: Details, plans: Scan, memory: Memory | None) -> Made:
    """Makes the pages, where they are those of the last build and something is known of what stands around them."""
    if details.unfit:
        raise Detour(f"the theme is rendered anew for each page, as {details.unfit}")
    try:
        root = Path(record.workspace)
        sums, show = plans.below(root), Show(*details.show)
        past = memory.made if memory else None
        made = make(root, on=record.on, folders=details.folders, show=show, memory=past, sums=sums)
    except RencanaError as error:
        raise Detour("the pages cannot be made") from error
    named = {path for path in details.places if details.place(path).own}
    if str(made.on) != record.day or outline(made.pages, named) != details.plan:
        raise Detour("the site has other pages than before, or pages with other titles in its navigation")
    return made


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the new files of a site are made, beside the site."""

    new: Path
    target: Path
    details: Details
    rows: dict[str, bytes] = field(default_factory=dict)
    """What stands for that which the search knows of each page that was filled."""

    def fill(self, made: Made) -> list[str]:
        """Makes all files that are not what they were; returns their paths."""
        details = self.details
        pages = [page for page in made.pages.pages if page.path in details.places]
        shells = {Kind(*kind): from_plain(shell) for *kind, shell in details.shells}
        todo = [page for page in pages if self._is_new(page)]
        changed: list[str] = []
        entries: dict[str, list[Row]] = {}
        for paths, rows in abreast(partial(self._pages, shells), todo, jobs=jobs_for(todo)):
            changed += paths
            entries |= rows
        downloads = [one for one in made.pages.downloads if one.path in details.files and self._is_new(one)]
        changed += self._put((details.files[one.path], one.content()) for one in downloads)
        moved = [one for one in made.pages.redirects if one.path in details.redirects]
        changed += self._put(
            (details.redirects[one.path][0], one.page(details.redirects[one.path][1])) for one in moved
        )
        return changed + self._put(self._search(entries))

    def _is_new(self, one: Page | Download) -> bool:
        return not one.basis or one.basis != self.details.bases.get(one.path)

    def _pages(self, shells: Mapping[Kind, Shell], pages: Sequence[Page]) -> tuple[list[str], dict[str, list[Row]]]:
        rows: dict[str, list[Row]] = {}
        return self._put(self._page(shells, page, rows) for page in pages), rows

    def _page(self, shells: Mapping[Kind, Shell], page: Page, rows: dict[str, list[Row]]) -> tuple[str, bytes]:
        body, place = page.body(), self.details.place(page.path)
        inside = inside_of(page, body, place)
        shell = shells.get(kind_of(page, body, place, inside))
        output = shell.fill(inside, place.url) if shell else None
        # What is marked so for the search of the theme, that takes out of a page.
        if output is None or MARK in body.html:
            raise Detour(f"what stands around {page.path} is not known without the theme")
        rows[page.path] = search_rows(place.url, body.search)
        return place.file_path, tidy(output).encode("utf-8", errors="xmlcharrefreplace")

    def _search(self, entries: Mapping[str, list[Row]]) -> Iterator[tuple[str, bytes]]:
        """Makes the search index, where it knows something else of a page by now; `entries` are those of each page."""
        sums = {path: sum_of_rows(rows) for path, rows in entries.items()}
        self.rows.update(sums)
        new = {self.details.place(path).url: entries[path] for path in sums if sums[path] != self.details.rows[path]}
        if new and self.details.searched:
            index = with_new_rows(self._former(_INDEX).decode(), new)
            if index is None:
                raise Detour("the search knows nothing of a page of ours")
            yield _INDEX, index.encode()
            if self.details.offline:
                yield _INDEX.removesuffix("json") + "js", as_script(index).encode()

    def _put(self, files: Iterable[tuple[str, bytes]]) -> list[str]:
        """Writes files that are not yet what they should be; returns their paths."""
        changed = []
        for path, content in files:
            if path not in self.details.footprint:
                raise Detour(f"{path} was not there before")
            if self._former(path) != content:
                place = self.new / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
                changed.append(path)
        return changed

    def _former(self, path: str) -> bytes:
        try:
            return (self.target / path).read_bytes()
        except OSError as error:
            raise Detour(f"{path} is not where the last build put it") from error
