"""Builds a site by the shortest path: if nothing has changed, nothing is written; if only plans have, only their pages.

Everything else is left to MkDocs. The site is the same to the byte, whichever path is taken.
"""

import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rencana.git_folder import head_digest
from rencana.jobs.fork import background
from rencana.jobs.snapshot import footprint, footprint_digest, take_snapshot
from rencana.jobs.store import open_store
from rencana.site.host import identity, title
from rencana.site.log import log_to_terminal, say
from rencana.site.publish import locked
from rencana.site.update.record import (
    BuildOptions,
    Built,
    FullBuildNeeded,
    Record,
    RecordStore,
    scan_plans,
    settings_digest,
)
from rencana.workspace import today

if TYPE_CHECKING:
    # A build in which nothing has changed should not wait until everything that renders pages is imported.
    from rencana.site.update.session import Session

log = logging.getLogger("mkdocs.rencana.build")


def build_quickly(
    root: Path,
    *,
    on: date | None = None,
    strict: bool = False,
    offline: bool = False,
    site_dir: Path | None = None,
    force: bool = False,
) -> Built:
    """Builds the site of a workspace; the options are those of `build_site`."""
    log_to_terminal()
    folder = str(site_dir.absolute()) if site_dir else ""
    options = BuildOptions(root, str(on or ""), strict, offline, folder, identity(root))

    def full_build(records: RecordStore | None) -> Built:
        from rencana.site.host_build import build_site  # noqa: PLC0415  only a full build needs MkDocs

        return build_site(root, on=on, strict=strict, offline=offline, site_dir=site_dir, force=force, records=records)

    return bring_up_to_date(records_of(options), full_build)


def records_of(options: BuildOptions) -> RecordStore | None:
    """Returns where builds with these options store their records; None, where the cache is off."""
    store = open_store(options.workspace)
    return RecordStore(store, options) if store else None


def bring_up_to_date(
    records: RecordStore | None, full_build: Callable[[RecordStore | None], Built], session: "Session | None" = None
) -> Built:
    """Rewrites what has changed in a site; where that is not enough, `full_build` has MkDocs build all of it."""
    started, why = time.monotonic(), ""
    try:
        built = build_without_host(records, session)
    except FullBuildNeeded as reason:
        why = str(reason)
        log.info("%s builds the site: %s.", title(), why)
        if session:
            session.forget()
        built = full_build(records)
    return replace(built, seconds=time.monotonic() - started, why=why)


def build_without_host(records: RecordStore | None, session: "Session | None" = None) -> Built:
    """Rewrites what has changed in a site without MkDocs; raises FullBuildNeeded where that cannot be done."""
    remembered = session.record if session else None
    record = remembered or (records.record() if records else None)
    if records is None or record is None:
        raise FullBuildNeeded("nothing is known of a former build")
    folder = Path(record.folder)
    # No other build may put its own site there between this look at the files and the last write.
    with locked(folder.resolve()):
        _compare_settings(record)
        # The files of the site are read by a fork, while this process reads those of the plans. A server that
        # remembers its site does not look: nobody else writes there.
        output = None if remembered else background(lambda: footprint_digest(footprint(folder.resolve())).encode())
        plans = scan_plans(Path(record.workspace), session.plans if session else None)
        head = head_digest(Path(record.workspace))
        if plans.digest == record.plans and head == record.head:
            _compare_output(record, output)
            if session is None:
                say([*record.lines[: record.before], *record.findings, *record.lines[record.before :]])
            return Built(0, record.pages, 0.0, folder)
        # Imported while the fork still reads.
        from rencana.pipeline import prepare_to_publish  # noqa: PLC0415  it imports the model, and templates
        from rencana.site.update.refresh import refresh  # noqa: PLC0415  as above

        prepare_to_publish()
        details = (session.details if session else None) or records.details(record)
        _compare_output(record, output)
        return refresh(records, replace(record, head=head), details, plans, session)


def recall(records: RecordStore, session: "Session") -> None:
    """Has a server read what its first build has stored, so that its first change takes no longer than later ones."""
    record = records.record()
    if record is None or record.refusal:
        return
    plans = scan_plans(Path(record.workspace))
    if plans.digest != record.plans or head_digest(Path(record.workspace)) != record.head:
        return
    from rencana.site.update.refresh import make_pages  # noqa: PLC0415  it imports the model, and templates

    with suppress(FullBuildNeeded):
        details = records.details(record)
        make_pages(record, details, plans, session)
        session.record, session.details, session.plans = record, details, plans


def _compare_settings(record: Record) -> None:
    """Checks that nothing but plans can have changed."""
    if record.refusal:
        raise FullBuildNeeded(record.refusal)
    if str(today(record.timezone, record.on, os.environ)) != record.day:
        raise FullBuildNeeded("the last build was one of another day")
    if settings_digest(take_snapshot(record.watched)) != record.settings:
        raise FullBuildNeeded("its settings, its hand-written pages or the programs that it is made with have changed")


def _compare_output(record: Record, output: Callable[[], bytes] | None) -> None:
    """Checks that the files of the site are as they were written."""
    if output and output().decode() != record.output:
        raise FullBuildNeeded("its files are not those that the last build wrote")
