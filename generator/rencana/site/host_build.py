"""Builds the site of a workspace through MkDocs, as `mkdocs build` would."""

import logging
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
from rencana.jobs.snapshot import Snapshot, footprint, take_snapshot
from rencana.site.log import log_to_terminal, overheard
from rencana.site.plugin import plugins
from rencana.site.publish import beside, take_place
from rencana.site.update.capture import details_of, record_of, watched_of
from rencana.site.update.details import read_files, write_record
from rencana.site.update.record import Built, Keep, scan_plans

log = logging.getLogger("mkdocs.rencana.build")

CONFIG = Path("site") / "mkdocs.yml"


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
    keep: Keep | None = None,
    run: Callable[[MkDocsConfig], None] = run_host,
) -> Built:
    """Builds the site; with `strict` an error in a plan or a warning of MkDocs stops it.

    With `offline` it works when it is opened from a folder, its search included. `keep` is where the next build finds
    what is known of this one. `run` has MkDocs build it.
    """
    started = time.monotonic()
    log_to_terminal()
    with overheard() as lines:
        given = str(site_dir.resolve()) if site_dir else None
        config = load(root, on=on, strict=strict, offline=offline, site_dir=given)
        folder, before = Path(config.site_dir), len(lines)
        target, sources = folder.resolve(), _sources(config) if keep else None
        with beside(target) as new:
            config.site_dir = str(new)
            run(config)
            found, heard = footprint(new), (before, tuple(lines))
            _say_strange(target, found, keep)
            take_place(new, target)
    # Where something was saved in the meantime, nobody knows which one the pages speak of.
    if keep and sources and all(one.holds() for one in sources):
        record = record_of(config, folder, *sources, found, heard)
        write_record(*keep, record, details_of(config, plugins(config)[0], found))
        keep[0].prune(sum(size for size, _ in found.values()))
    return Built(sum(path.endswith(".html") for path in found), 0, time.monotonic() - started, folder)


def _sources(config: MkDocsConfig) -> tuple[Snapshot, Snapshot] | None:
    """Reads the plans of a site and what its configuration rests on; None, where it has no plans."""
    try:
        plans = next((scan_plans(plugin.workspace(config)) for plugin in plugins(config)), None)
    except RencanaError:
        return None
    return (plans, take_snapshot(watched_of(config))) if plans else None


_MOST = 10


def _say_strange(target: Path, made: Container[str], keep: Keep | None) -> None:
    """Names the files that are about to go although no build has made them; hidden ones stay."""
    strange = [path for path in footprint(target) if path not in made]
    if strange and keep:
        ours = read_files(*keep)
        strange = [path for path in strange if path not in ours]
    for path in strange[:_MOST]:
        log.warning("%s is no part of the site, and is removed from %s.", path, target)
    if more := len(strange[_MOST:]):
        log.warning("So are %d other files.", more)


def load(
    root: Path,
    *,
    on: date | None = None,
    offline: bool = False,
    **settings: Any,  # noqa: ANN401  MkDocs' own settings
) -> MkDocsConfig:
    """Loads the workspace's mkdocs.yml; `on` goes before the day that stands there."""
    if offline:
        # From a folder nobody turns `plans/` into `plans/index.html`.
        settings["use_directory_urls"] = False
    path = root / CONFIG
    if not path.is_file():
        help = "Create it with `rencana init`, or build with `mkdocs build -f` and your own file."
        raise WorkspaceError(f"There is no {CONFIG.as_posix()} in {root}.", help=help)
    try:
        config = load_config(str(path), **{key: value for key, value in settings.items() if value is not None})
    except MkDocsException as error:
        raise HostError(f"{CONFIG.as_posix()} cannot be used: {error}", help="The lines above say why.") from error
    for plugin in plugins(config):
        plugin.offline = offline
        if on is not None:
            plugin.config.on = on.isoformat()
    return config
