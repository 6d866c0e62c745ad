"""A small web server for the site while it is edited: it has browsers load a page again when that has changed.

Each state of the site that readers may see has a version. A script that is added to served pages asks for the version,
and the answer waits until there is another one.
"""

import logging
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from socket import AF_INET6
from sys import exception
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

log = logging.getLogger("mkdocs.rencana.serve")

_SCRIPT = "/_rencana/reload.js"
_VERSION = "/_rencana/version"
_PATIENCE = 60.0
"""After so many seconds the question for another version is answered in any case."""
_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".gz": "application/gzip",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
"""The types of files that sites have, as not every system knows them, and some know them wrongly."""


class SiteServer(ThreadingHTTPServer):
    """Serves a folder below a path. `mount` begins and ends with a slash."""

    daemon_threads = True

    def __init__(self, host: str, port: int, folder: Path, mount: str) -> None:
        self.folder, self.mount = folder, mount
        self.script = Path(__file__).with_name("reload.js").read_bytes()
        self.version = time.time_ns()
        """Another one than that of a page which a former server has served."""
        self.is_building = False
        self._changed = threading.Condition()
        try:
            if isinstance(ip_address(host), IPv6Address):
                self.address_family = AF_INET6
        except ValueError:
            pass  # It is a name.
        super().__init__((host, port), _Handler)

    def show(self) -> None:
        """Has readers see the site as it is now."""
        with self._changed:
            self.version += 1
            self.is_building = False
            self._changed.notify_all()

    @contextmanager
    def building(self) -> Iterator[None]:
        """Keeps readers waiting while the site changes, until it is shown; it is at the end."""
        with self._changed:
            self.is_building = True
        try:
            yield
        finally:
            self.show()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answers requests in threads of its own."""
        thread = threading.Thread(target=self.serve_forever, args=(0.25,))
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            self.server_close()
            thread.join()

    def settled_version(self) -> int:
        """Returns the version of the site, once readers may see it."""
        with self._changed:
            self._changed.wait_for(lambda: not self.is_building)
            return self.version

    def next_version(self, version: str) -> int:
        """Returns the version of the site as soon as it is another than this one; after a minute in any case."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.version) != version, _PATIENCE)
            return self.version

    def handle_error(self, *request: Any) -> None:  # noqa: ANN401, ARG002  as the library has it
        """Logs a fault; that a reader has left before the whole answer came is none."""
        if not isinstance(exception(), ConnectionError):
            log.exception("A request could not be answered.")  # noqa: LOG004  it is called while one is handled


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer

    def do_GET(self) -> None:
        """Answers with a file of the site, the script that loads a page again, or the version of the site."""
        address = urlsplit(self.path)
        path, mount = unquote(address.path), self.server.mount
        if path == _SCRIPT:
            self._answer(HTTPStatus.OK, ".js", self.server.script)
        elif path == _VERSION:
            version = parse_qs(address.query).get("not", [""])[0]
            self._answer(HTTPStatus.OK, ".txt", str(self.server.next_version(version)).encode())
        elif f"{path}/".startswith(mount):
            self._answer_file(path, path[len(mount) :])
        elif path == "/":
            self._redirect(mount)
        else:
            self._answer_not_found(self.server.settled_version())

    do_HEAD = do_GET  # noqa: N815  as the library has it

    def _answer_file(self, path: str, below: str) -> None:
        # Asked before the file is read: if the site changes in between, the page is loaded once more.
        version = self.server.settled_version()
        root = self.server.folder.resolve()
        try:
            file = (root / below.lstrip("/")).resolve()
            if not file.is_relative_to(root):
                raise FileNotFoundError(path)
            if file.is_dir():
                file /= "index.html"
                if not path.endswith("/") and file.is_file():
                    self._redirect(f"{path}/")
                    return
            content = file.read_bytes()
        except (OSError, ValueError):  # A path with a null byte is no value for the system.
            self._answer_not_found(version)
        else:
            self._answer(HTTPStatus.OK, file.suffix, self._with_script(content, file.suffix, version))

    def _answer_not_found(self, version: int) -> None:
        page = self.server.folder / "404.html"
        content = page.read_bytes() if page.is_file() else b"<!doctype html><title>404</title><h1>404 Not Found</h1>"
        # A page that is not there yet is shown as soon as it is.
        self._answer(HTTPStatus.NOT_FOUND, ".html", self._with_script(content, ".html", version))

    def _with_script(self, content: bytes, suffix: str, version: int) -> bytes:
        if suffix != ".html":
            return content
        before, body_end, after = content.rpartition(b"</body>")
        script = f'<script src="{_SCRIPT}" data-version="{version}"></script>'.encode()
        return b"".join((before, script, body_end, after) if body_end else (content, script))

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        # Two slashes at the beginning would lead to another host.
        self.send_header("Location", quote(f"/{path.lstrip('/')}"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, suffix: str, content: bytes) -> None:
        kind = _TYPES.get(suffix.lower()) or mimetypes.guess_type(f"file{suffix}")[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002  as the library has it
        """Logs what is not there; everything else only for who wants to know all."""
        level = logging.WARNING if code == HTTPStatus.NOT_FOUND else logging.DEBUG
        log.log(level, '"%s" %s', self.requestline, code.value if isinstance(code, HTTPStatus) else code)

    def log_message(self, format: str, *values: object) -> None:
        """Logs what is wrong with a request."""
        log.debug(format, *values)
