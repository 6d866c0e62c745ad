"""Serves the site of a workspace while plans are edited."""

import logging
import shutil
import tempfile
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands import build as host
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from rencana.errors import UsageError
from rencana.site.build import CONFIG, load
from rencana.site.lines import log_to_terminal
from rencana.site.plugin import RencanaPlugin

log = logging.getLogger("mkdocs.rencana.serve")


def serve_site(root: Path, *, on: date | None, address: str) -> None:
    """Serves until it is interrupted; a plan that breaks is said in the terminal and on its page."""
    server_host, port = _split(address)
    log_to_terminal()
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    folder = Path(tempfile.mkdtemp(prefix="rencana-"))

    def configure() -> MkDocsConfig:
        config = load(root, on=on, site_dir=str(folder))
        for plugin in config.plugins.values():
            if isinstance(plugin, RencanaPlugin) and plugin.config.findings is None:
                plugin.config.findings = True
        config.site_url = f"http://{address}{urlsplit(config.site_url or '/').path or '/'}"
        return config

    def build(config: MkDocsConfig | None = None) -> None:
        try:
            made = config or configure()
            host.build(made, serve_url=made.site_url)
        except (MkDocsException, SystemExit) as error:
            log.error("The page stays as it was: %s", error)

    config = configure()
    server = LiveReloadServer(builder=build, host=server_host, port=port, root=str(folder), mount_path=_mount(config))
    try:
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
        server.watch(config.docs_dir)
        server.watch(str(root / CONFIG))
        config.plugins.on_serve(server, config=config, builder=build)
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs' server has no types
    except KeyboardInterrupt:
        log.info("Stopped.")
    finally:
        server.shutdown()
        config.plugins.on_shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def _split(address: str) -> tuple[str, int]:
    name, _, port = address.rpartition(":")
    if not name or not port.isdigit():
        raise UsageError(f"{address} is no address.", help="Write it as 127.0.0.1:8000.")
    return name, int(port)


def _mount(config: MkDocsConfig) -> str:
    return urlsplit(config.site_url or "/").path or "/"
