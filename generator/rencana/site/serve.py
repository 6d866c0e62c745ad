"""Serves the site of a workspace while plans are edited."""

import logging
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands import build as host
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from msgspec import Struct
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from rencana.errors import HostError, RencanaError, UsageError
from rencana.jobs.pool import open_page_jobs
from rencana.jobs.store import open_store
from rencana.site.build import bring_up_to_date, recall, records_of
from rencana.site.host import host_logger, identity, settings_file
from rencana.site.host_build import build_site, load
from rencana.site.log import log_to_terminal
from rencana.site.plugin import plugins
from rencana.site.server import SiteServer
from rencana.site.update.record import BuildOptions, Built, RecordStore
from rencana.site.update.session import Session

log = logging.getLogger("mkdocs.rencana.serve")

_TURN = 0.0005
"""Whoever looks at a page while others are made should hardly wait: threads take turns after so many seconds."""


def serve_site(root: Path, *, on: date | None, address: str, poll: bool = False) -> None:
    """Serves until it is interrupted; a plan that breaks is reported in the terminal and on its page.

    With `poll` files are looked at twice a second, for systems that do not tell of changes.
    """
    host_name, port = _split(address)
    log_to_terminal()
    host_logger().setLevel(logging.INFO)
    sys.setswitchinterval(_TURN)
    config = load(root, on=on)
    _adapt(config, address)
    session = Session(jobs=open_page_jobs(root, remember=True))
    with _site_folder(root, port) as folder:
        builder = _Builder(root, on, address, folder)
        watcher = Watcher(poll=poll)
        try:
            config.plugins.on_startup(command="serve", dirty=False)
            # Before any thread is started: only a process without threads may have forks help it.
            builder.build(None)
            server = SiteServer(host_name, port, folder, urlsplit(config.site_url or "/").path)
            for path in (config.docs_dir, str(settings_file(root)), *config.watch):
                watcher.watch(path)
            # Plugins know MkDocs' own server; of this one they are told what they use: `watch` and `unwatch`.
            config.plugins.on_serve(watcher, config=config, builder=watcher.notice)  # type: ignore[arg-type]
            session.show = server.show
            # First the watcher: whoever sees a page may save its plan.
            with watcher.running(), server.running():
                log.info("Serving on http://%s%s", address, server.mount)
                builder.recall(session)
                for _ in watcher.changes():
                    log.info("Detected file changes")
                    with server.building():
                        builder.build(session)
        except KeyboardInterrupt:
            log.info("Stopped.")
        except OSError as error:
            help = f"Name another address, as --addr 127.0.0.1:{port + 1}; or try --poll."
            raise HostError(f"The site cannot be served: {error}.", help=help) from error
        finally:
            session.wait()
            config.plugins.on_shutdown()


class _Builder(Struct, frozen=True):
    """Builds the site that is served."""

    root: Path
    on: date | None
    address: str
    folder: Path

    @property
    def records(self) -> RecordStore | None:
        # The address is a part of each page, and authors see what others do not.
        on, host = f"{self.on or ''} at {self.address}", identity(self.root)
        return records_of(BuildOptions(self.root, on=on, site_dir=str(self.folder), host=host))

    def build(self, session: Session | None) -> None:
        """Brings the site up to date; if that fails, it stays as it was. The first build has no session yet."""
        try:
            built = bring_up_to_date(self.records, self._full_build, session)
        except (RencanaError, MkDocsException, Abort, SystemExit) as error:
            log.error("The site stays as it was: %s", error)
        except Exception:
            if session is None:
                raise
            # A fault of another plugin, or of ours, should not end the server: the next save may go well.
            log.exception("The site stays as it was")
        else:
            log.info("%d pages written, %d as they were in %.1f s.", built.written, built.reused, built.seconds)

    def recall(self, session: Session) -> None:
        """Remembers what the first build has stored."""
        if records := self.records:
            recall(records, session)

    def _full_build(self, records: RecordStore | None) -> Built:
        return build_site(self.root, on=self.on, site_dir=self.folder, records=records, run=self._run_host)

    def _run_host(self, config: MkDocsConfig) -> None:
        _adapt(config, self.address)
        host.build(config, serve_url=config.site_url)


def _adapt(config: MkDocsConfig, address: str) -> None:
    """Has a site show what only authors see, and know the address at which it is served."""
    for plugin in plugins(config):
        if plugin.config.findings is None:
            plugin.config.findings = True
    config.site_url = f"http://{address}{urlsplit(config.site_url or '/').path or '/'}"


@contextmanager
def _site_folder(root: Path, port: int) -> Iterator[Path]:
    """Hands out the folder that is served: in the cache, so that it is there the next time; or a temporary one."""
    if store := open_store(root):
        yield store.served(port)
        return
    with tempfile.TemporaryDirectory(prefix="rencana-") as name:
        yield Path(name) / "site"


class Watcher(FileSystemEventHandler):
    """Notices when somebody changes a file, in the folders that it is told to watch."""

    EVENTS = (FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent)
    """A system also tells that a file was read, which the build itself does: that is no reason to build."""

    def __init__(self, *, poll: bool) -> None:
        self.observer: BaseObserver = PollingObserver(timeout=0.5) if poll else Observer()
        self.settling = 0.1 if poll else 0.03
        """A program that saves a file in several steps takes about so many seconds."""
        self.watches: dict[str, list[ObservedWatch]] = {}
        self._changed = threading.Event()

    def watch(self, path: str, func: object = None, *, recursive: bool = True) -> None:  # noqa: ARG002  MkDocs' signature
        """Notices changes of a file, or of the files in a folder."""
        name = str(Path(path).absolute())
        watch = self.observer.schedule(self, name, recursive=recursive, event_filter=[*self.EVENTS])
        self.watches.setdefault(name, []).append(watch)

    def unwatch(self, path: str) -> None:
        """Takes one `watch` of a path back."""
        name = str(Path(path).absolute())
        watch = self.watches[name].pop()
        if not self.watches[name]:
            self.observer.unschedule(watch)

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002  watchdog's signature
        """Notices a change of a file."""
        self.notice()

    def notice(self) -> None:
        """Has the site built again."""
        self._changed.set()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Watches, until the end."""
        self.observer.start()
        try:
            yield
        finally:
            self.observer.stop()
            self.observer.join()

    def changes(self) -> Iterator[None]:
        """Yields whenever files have changed and for a moment no other has; it never ends."""
        while True:
            # In pieces, as on Windows no interrupt ends a wait.
            while not self._changed.wait(0.25):
                pass
            while self._changed.is_set():
                self._changed.clear()
                time.sleep(self.settling)
            yield


def _split(address: str) -> tuple[str, int]:
    name, _, port = address.rpartition(":")
    if not name or not port.isdigit():
        raise UsageError(f"{address} is no address.", help="Write it as 127.0.0.1:8000.")
    return name, int(port)
