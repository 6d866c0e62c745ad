"""Builds a site as quickly as may be: where nothing has changed, nothing is written; where only plans have, only pages.

What it does not know it leaves to MkDocs. Whichever way is taken, the site is the same to the byte.
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

from rencana.jobs.fork import background
from rencana.jobs.snapshot import footprint, footprint_digest, take_snapshot
from rencana.jobs.store import Store, open_store
from rencana.site.log import log_to_terminal, say
from rencana.site.publish import locked
from rencana.site.update.record import (
    BuildOptions,
    Built,
    FullBuildNeeded,
    Keep,
    Record,
    read_record,
    scan_plans,
    settings_digest,
)
from rencana.workspace import today

if TYPE_CHECKING:
    # Where nothing has changed nobody should wait for what makes pages.
    from rencana.site.update.session import Session

log = logging.getLogger("mkdocs.rencana.build")


def build_quickly(
    root: Path, *, on: date | None = None, strict: bool = False, offline: bool = False, site_dir: Path | None = None
) -> Built:
    """Builds the site of a workspace; the options are those of `build_site`."""
    log_to_terminal()
    asked = (root, str(on or ""), strict, offline, str(site_dir.absolute()) if site_dir else "")

    def whole(keep: Keep | None) -> Built:
        from rencana.site.host_build import build_site  # noqa: PLC0415  only here MkDocs is needed

        return build_site(root, on=on, strict=strict, offline=offline, site_dir=site_dir, keep=keep)

    return bring_up_to_date(open_store(root), asked, whole)


def bring_up_to_date(
    cache: Store | None, asked: BuildOptions, whole: Callable[[Keep | None], Built], memory: "Session | None" = None
) -> Built:
    """Brings a site to where its plans are; `whole` has MkDocs build all of it, where nothing less will do."""
    started, why = time.monotonic(), ""
    try:
        built = without_host(cache, asked, memory)
    except FullBuildNeeded as reason:
        why = str(reason)
        log.info("MkDocs builds the site: %s.", why)
        if memory:
            memory.forget()
        built = whole((cache, asked) if cache else None)
    return replace(built, seconds=time.monotonic() - started, why=why)


def without_host(cache: Store | None, asked: BuildOptions, memory: "Session | None" = None) -> Built:
    """Builds a site without MkDocs; Detour where that cannot be done. `memory` is that of a program that stays."""
    known = memory.record if memory else None
    record = known or (read_record(cache, asked) if cache else None)
    if cache is None or record is None:
        raise FullBuildNeeded("nothing is known of a former build")
    folder = Path(record.folder)
    # As long as this build looks and writes, no other one puts its own site there.
    with locked(folder.resolve()):
        _compare(record)
        # The files of the site are looked through while those of the plans are read.
        output = None if known else background(lambda: footprint_digest(footprint(folder.resolve())).encode())
        plans = scan_plans(Path(record.workspace), memory.plans if memory else None)
        if plans.stamp == record.plans:
            _compare_output(record, output)
            if memory is None:
                say([*record.lines[: record.before], *record.findings, *record.lines[record.before :]])
            return Built(0, record.pages, 0.0, folder)
        # What makes pages is loaded while the files are still looked through.
        from rencana.site.update.details import read_details  # noqa: PLC0415  it needs the model, and templates
        from rencana.site.update.refresh import refresh  # noqa: PLC0415  as above

        details = (memory.details if memory else None) or read_details(cache, asked, record)
        _compare_output(record, output)
        return refresh((cache, asked), record, details, plans, memory)


def recall(cache: Store, asked: BuildOptions, memory: "Session") -> None:
    """Has a program that stays know what its build has known, so that its first change takes no longer than others."""
    record = read_record(cache, asked)
    if record is None or record.refusal:
        return
    plans = scan_plans(Path(record.workspace))
    if plans.stamp != record.plans:
        return
    from rencana.site.update.details import read_details  # noqa: PLC0415  it needs the model, and templates
    from rencana.site.update.refresh import look_again  # noqa: PLC0415  as above

    with suppress(FullBuildNeeded):
        details = read_details(cache, asked, record)
        look_again(record, details, plans, memory)
        memory.record, memory.details, memory.plans = record, details, plans


def _compare(record: Record) -> None:
    """Looks whether all but the plans is as it was."""
    if record.refusal:
        raise FullBuildNeeded(record.refusal)
    if str(today(record.timezone, record.on, os.environ)) != record.day:
        raise FullBuildNeeded("the last build was one of another day")
    if settings_digest(take_snapshot(record.watched)) != record.settings:
        raise FullBuildNeeded("its settings, its hand-written pages or the programs that it is made with have changed")


def _compare_output(record: Record, output: Callable[[], bytes] | None) -> None:
    """Looks whether the files of the site are as they were written, where somebody has looked through them."""
    if output and output().decode() != record.output:
        raise FullBuildNeeded("its files are not those that the last build wrote")
