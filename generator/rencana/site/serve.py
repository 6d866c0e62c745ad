"""Serves the site of a workspace while plans are edited."""

import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands import build as host
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

from rencana.errors import HostError, RencanaError, UsageError
from rencana.jobs.pool import open_page_jobs
from rencana.jobs.store import open_store
from rencana.site.build import bring_up_to_date, recall
from rencana.site.host_build import CONFIG, build_site, load
from rencana.site.log import log_to_terminal
from rencana.site.plugin import plugins
from rencana.site.update.record import BuildOptions, Built, Keep
from rencana.site.update.session import Session

log = logging.getLogger("mkdocs.rencana.serve")


def serve_site(root: Path, *, on: date | None, address: str, poll: bool = False) -> None:
    """Serves until it is interrupted; a plan that breaks is said in the terminal and on its page.

    With `poll` files are looked at twice a second, where the system does not tell of changes.
    """
    server_host, port = _split(address)
    log_to_terminal()
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    # Whoever looks at a page while others are made should hardly wait for them.
    sys.setswitchinterval(_TURN)
    config = load(root, on=on)
    _adapt(config, address)
    with _folder(root, port) as folder:
        build = partial(_build, root, on, address, folder)
        memory = Session(jobs=open_page_jobs(root, remember=True))

        def again() -> None:
            build(memory)
            server.show_again()

        server = _Server(again, server_host, port, str(folder), _mount(config))
        server.ready = partial(_recall, root, on, address, folder, memory)
        memory.show = server.show
        try:
            config.plugins.on_startup(command="serve", dirty=False)
            # Before anything listens: a process that does one thing at a time may have others help it.
            build(None)
            if not poll:
                _listen(server)
            for path in (config.docs_dir, str(root / CONFIG), *config.watch):
                server.watch(path)
            config.plugins.on_serve(server, config=config, builder=again)
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs' server has no types
        except KeyboardInterrupt:
            log.info("Stopped.")
        except OSError as error:
            help = f"Name another address, as --addr 127.0.0.1:{port + 1}; or try --poll."
            raise HostError(f"The site cannot be served: {error}.", help=help) from error
        finally:
            server.shutdown()
            memory.settle()
            config.plugins.on_shutdown()


def _asked(root: Path, on: date | None, address: str, folder: Path) -> BuildOptions:
    # The address is a part of each page, and authors see what others do not.
    return root, f"{on or ''} at {address}", False, False, str(folder)


def _recall(root: Path, on: date | None, address: str, folder: Path, memory: Session) -> None:
    if cache := open_store(root):
        recall(cache, _asked(root, on, address, folder), memory)


def _build(root: Path, on: date | None, address: str, folder: Path, memory: Session | None) -> None:
    """Brings the site to where the plans are; where that fails, it stays as it was."""
    asked = _asked(root, on, address, folder)
    whole = partial(_whole, root, on, address, folder)
    try:
        built = bring_up_to_date(open_store(root), asked, whole, memory)
    except (RencanaError, MkDocsException, Abort, SystemExit) as error:
        log.error("The site stays as it was: %s", error)
    else:
        log.info("%d pages written, %d as they were in %.1f s.", built.written, built.reused, built.seconds)


def _whole(root: Path, on: date | None, address: str, folder: Path, keep: Keep | None) -> Built:
    return build_site(root, on=on, site_dir=folder, keep=keep, run=partial(_run_host, address))


def _run_host(address: str, config: MkDocsConfig) -> None:
    _adapt(config, address)
    host.build(config, serve_url=config.site_url)


def _adapt(config: MkDocsConfig, address: str) -> None:
    """Has a site show what only authors see, and know the address at which it is served."""
    for plugin in plugins(config):
        if plugin.config.findings is None:
            plugin.config.findings = True
    config.site_url = f"http://{address}{urlsplit(config.site_url or '/').path or '/'}"


@contextmanager
def _folder(root: Path, port: int) -> Iterator[Path]:
    """Hands out where the site is served from: in the cache, so that it is there the next time; or one that goes."""
    if cache := open_store(root):
        yield cache.served(port)
        return
    with tempfile.TemporaryDirectory(prefix="rencana-") as name:
        yield Path(name) / "site"


class _Server(LiveReloadServer):
    """MkDocs' server, which keeps readers waiting while a change is made; this one may show a part of it before."""

    ready: Callable[[], None]
    """What is done once it serves, before it looks for changes."""

    def _build_loop(self) -> None:
        self.ready()
        super()._build_loop()  # type: ignore[no-untyped-call]  # MkDocs' server has no types

    def show(self) -> None:
        """Has browsers load what is there of a change."""
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def show_again(self) -> None:
        """Has them load it once more, when the server says that all of it is there."""
        self._wanted_epoch += 1


_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""What the system tells of beside, such as that a file is read, is no reason to build."""
_TURN = 0.0005
_SETTLED = 0.03
"""A program that saves a file in several steps takes about so many seconds."""


def _listen(server: LiveReloadServer) -> None:
    """Has the system tell a server of changes, where it would look at all files twice a second."""
    observer = Observer()
    observer.schedule = partial(observer.schedule, event_filter=_CHANGES)  # type: ignore[method-assign]
    server.observer = observer  # type: ignore[assignment]  # any observer will do
    server.build_delay = _SETTLED


def _split(address: str) -> tuple[str, int]:
    name, _, port = address.rpartition(":")
    if not name or not port.isdigit():
        raise UsageError(f"{address} is no address.", help="Write it as 127.0.0.1:8000.")
    return name, int(port)


def _mount(config: MkDocsConfig) -> str:
    return urlsplit(config.site_url or "/").path or "/"
