"""Builds the site of a workspace through MkDocs, or another host in its place, as `mkdocs build` would."""

import logging
import os
import time
from collections.abc import Callable, Container
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands import build as host
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from rencana.errors import HostError, RencanaError, WorkspaceError
from rencana.git_folder import head_digest
from rencana.jobs.snapshot import Snapshot, footprint, take_snapshot
from rencana.site.host import settings_file, title
from rencana.site.log import log_to_terminal, overheard
from rencana.site.plugin import plugins
from rencana.site.publish import beside, take_place
from rencana.site.target import is_site, refuse_strangers
from rencana.site.update.capture import details_of, record_of, watched_files
from rencana.site.update.record import Built, RecordStore, scan_plans

log = logging.getLogger("mkdocs.rencana.build")


def run_host(config: MkDocsConfig) -> None:
    """Has MkDocs build the site."""
    try:
        config.plugins.on_startup(command="build", dirty=False)
        host.build(config)
    except (MkDocsException, Abort) as error:
        raise HostError(f"The site was not built: {error}", help="The lines above say why.") from error
    finally:
        config.plugins.on_shutdown()


def build_site(
    root: Path,
    *,
    on: date | None = None,
    strict: bool = False,
    offline: bool = False,
    site_dir: Path | None = None,
    force: bool = False,
    records: RecordStore | None = None,
    run: Callable[[MkDocsConfig], None] = run_host,
) -> Built:
    """Builds the site; with `strict` an error in a plan or a warning of MkDocs stops it.

    With `offline` it works when it is opened from a folder, its search included. With `force` it takes the place of
    files that no build has made. `records` is where the next build finds what this one has stored. `run` has MkDocs
    build it.
    """
    started = time.monotonic()
    log_to_terminal()
    with overheard() as lines:
        config = load(
            root, on=on, strict=strict, offline=offline, site_dir=str(site_dir.resolve()) if site_dir else None
        )
        folder, before = Path(config.site_dir), len(lines)
        _look_at_target(config, records, force=force)
        target, sources = folder.resolve(), _read_sources(config) if records else None
        with beside(target) as new:
            config.site_dir = str(new)
            run(config)
            files, log_lines = footprint(new), (before, tuple(lines))
            _name_strangers(target, files, records)
            take_place(new, target)
    # If a file was saved while MkDocs ran, nobody knows which version of it the pages show: the next build looks again.
    if records and sources and all(source.holds() for source in sources[:2]) and sources[2] == _head(config):
        record = record_of(config, folder, sources, files, log_lines)
        records.write(record, details_of(config, plugins(config)[0], files))
        records.store.prune(sum(size for size, _ in files.values()))
    return Built(sum(path.endswith(".html") for path in files), 0, time.monotonic() - started, folder)


def _look_at_target(config: MkDocsConfig, records: RecordStore | None, *, force: bool) -> None:
    """Refuses a folder that is no place for a site, before anything is made or removed there."""
    folder = Path(config.site_dir)
    for plugin in plugins(config):
        plugin.refuse_sources(config)
    for place in (config.docs_dir, config.theme.custom_dir):
        _refuse_unreadable(place)
    record = records.record() if records else None
    is_ours = is_site(folder) or (record is not None and record.folder == str(folder))
    if not is_ours and not force:
        help = "Name an empty folder, or one that a build has made. With --force all that is there is removed."
        refuse_strangers(folder, help)


def _refuse_unreadable(folder: str | None) -> None:
    """Refuses a folder in which something cannot be listed: MkDocs would build a site without it, and say nothing."""

    def refuse(error: OSError) -> None:
        raise error

    for _ in os.walk(folder or "", onerror=refuse if folder else None, followlinks=True):
        pass


def _read_sources(config: MkDocsConfig) -> tuple[Snapshot, Snapshot, str] | None:
    """Reads the plans of a site, the files that its configuration depends on, and where git is; None without plans."""
    try:
        plans = next((scan_plans(plugin.workspace(config)) for plugin in plugins(config)), None)
    except RencanaError:
        return None
    return (plans, take_snapshot(watched_files(config)), _head(config)) if plans else None


def _head(config: MkDocsConfig) -> str:
    return next((head_digest(plugin.workspace(config)) for plugin in plugins(config)), "")


_MOST = 10


def _name_strangers(target: Path, files: Container[str], records: RecordStore | None) -> None:
    """Names the files that are about to be removed although no build has made them; hidden ones stay."""
    strangers = [path for path in footprint(target) if path not in files]
    if strangers and records:
        ours = records.footprint()
        strangers = [path for path in strangers if path not in ours]
    for path in strangers[:_MOST]:
        log.warning("%s is no part of the site, and is removed from %s.", path, target)
    if more := len(strangers[_MOST:]):
        log.warning("So are %d other files.", more)


def load(
    root: Path,
    *,
    on: date | None = None,
    offline: bool = False,
    **settings: Any,  # noqa: ANN401  MkDocs' own settings
) -> MkDocsConfig:
    """Loads the workspace's mkdocs.yml; `on` replaces the day that is set there."""
    if offline:
        # A browser that reads from a folder does not turn `plans/` into `plans/index.html`.
        settings["use_directory_urls"] = False
    path = settings_file(root)
    name = path.relative_to(root).as_posix()
    if path.exists() and not path.is_file():
        raise WorkspaceError(f"{name} is no file.", help="Put the settings of the site there.")
    if not path.is_file():
        help = "Create it with `rencana init`, or build with `mkdocs build -f` and your own file."
        raise WorkspaceError(f"There is no {name} in {root}.", help=help)
    try:
        config = load_config(str(path), **{key: value for key, value in settings.items() if value is not None})
    except MkDocsException as error:
        raise HostError(f"{name} cannot be used: {error}", help="The lines above say why.") from error
    except Exception as error:
        # MkDocs does not look at every setting before it uses it: a list where a name belongs makes it stumble.
        fault = f"{name} cannot be used: {title()} stumbles over it ({type(error).__name__}: {error})."
        raise HostError(fault, help=f"Compare its settings with the manual of {title()}.") from error
    for plugin in plugins(config):
        plugin.offline = offline
        if on is not None:
            plugin.config.on = on.isoformat()
    return config
