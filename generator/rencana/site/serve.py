"""Serves the site of a workspace while plans are edited."""

import logging
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands import build as host
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from msgspec import Struct

from rencana.errors import RencanaError, describe
from rencana.git_folder import head_log
from rencana.jobs.pool import open_page_jobs
from rencana.jobs.store import open_store
from rencana.site.build import bring_up_to_date, recall, records_of
from rencana.site.endpoint import Endpoint, refused
from rencana.site.host import host_logger, identity, settings_file
from rencana.site.host_build import build_site, load
from rencana.site.log import log_to_terminal
from rencana.site.plugin import plugins
from rencana.site.server import SiteServer
from rencana.site.update.record import BuildOptions, Built, RecordStore
from rencana.site.update.session import Session
from rencana.site.watcher import Watcher

log = logging.getLogger("mkdocs.rencana.serve")

_TURN = 0.0005
"""Whoever looks at a page while others are made should hardly wait: threads take turns after so many seconds."""


def serve_site(
    root: Path, endpoint: Endpoint, *, on: date | None, poll: bool = False, open_browser: bool = False
) -> None:
    """Serves until it is interrupted; a plan that breaks is reported in the terminal and on its page.

    With `poll` files are looked at twice a second, for systems that do not tell of changes.
    """
    log_to_terminal()
    host_logger().setLevel(logging.INFO)
    sys.setswitchinterval(_TURN)
    config = load(root, on=on)
    _adapt(config, endpoint.address)
    with _site_folder(root, endpoint.port) as folder:
        # Before anything is built: who has to choose another port should not wait to be told so.
        server = _listen(endpoint, folder, urlsplit(config.site_url or "/").path)
        session = Session(jobs=open_page_jobs(root, remember=True), show=server.show)
        builder = _Builder(root, on, endpoint.address, folder)
        watcher = Watcher(poll=poll)
        try:
            config.plugins.on_startup(command="serve", dirty=False)
            # Before any thread is started: only a process without threads may have forks help it.
            builder.build(None)
            _watch(watcher, config, builder)
            # First the watcher: whoever sees a page may save its plan.
            with watcher.running(), server.running():
                _welcome(server, open_browser=open_browser)
                builder.recall(session)
                for _ in watcher.changes():
                    log.info("Detected file changes")
                    with server.building():
                        builder.build(session)
        except KeyboardInterrupt:
            log.info("Stopped.")
        finally:
            server.server_close()
            session.wait()
            config.plugins.on_shutdown()


def _listen(endpoint: Endpoint, folder: Path, mount: str) -> SiteServer:
    try:
        return SiteServer(endpoint, folder, mount)
    except OSError as error:
        raise refused(endpoint, error) from error


def _watch(watcher: Watcher, config: MkDocsConfig, builder: "_Builder") -> None:
    """Watches all that a site is made of, also what is not there yet."""
    templates = [str(plugin.workspace(config) / "templates") for plugin in plugins(config)]
    for path in (config.docs_dir, str(settings_file(builder.root)), *templates, *config.watch):
        watcher.watch(path)
    if log_of_head := head_log(builder.root.resolve()):
        # A commit changes the history, though no plan.
        watcher.watch(str(log_of_head))
    # Plugins know MkDocs' own server; of this one they are told what they use: `watch` and `unwatch`.
    config.plugins.on_serve(watcher, config=config, builder=watcher.notice)  # type: ignore[arg-type]


def _welcome(server: SiteServer, *, open_browser: bool) -> None:
    """Says where the site is, and who can see it."""
    url = f"http://{server.endpoint.address}{server.mount}"
    log.info("Serving on %s", url)
    if server.endpoint.is_open:
        log.warning("Everybody in your network can read this site, with its drafts and findings.")
    if open_browser:
        # A browser of the terminal would have the server wait until it is closed.
        threading.Thread(target=_open, args=(url,), daemon=True).start()


def _open(url: str) -> None:
    if not webbrowser.open(url):
        log.warning("No browser could be started; open %s yourself.", url)


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
        except OSError as error:
            if session is None:
                raise
            log.error("The site stays as it was: %s", " ".join(describe(error)))
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
        # The folder is one of the cache: whatever lies there was made by us, or has no place there.
        return build_site(self.root, on=self.on, site_dir=self.folder, records=records, run=self._run_host, force=True)

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
