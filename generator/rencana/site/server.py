"""A small web server for the site while it is edited: it has browsers load a page again when that has changed.

Each state of the site that readers may see has a version. A script that is added to served pages asks for the version,
and the answer waits until there is another one. What a client sends may be anything: it is answered, or let go after
a while, and never fills the terminal, the memory or the processor.
"""

import logging
import mimetypes
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import AF_INET6, SHUT_RDWR, socket
from sys import exception
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from rencana.site.endpoint import Endpoint
from rencana.words.visible import visible

log = logging.getLogger("mkdocs.rencana.serve")

_SCRIPT = "/_rencana/reload.js"
_VERSION = "/_rencana/version"
_PATIENCE = 60.0
"""After so many seconds the question for another version is answered in any case."""
_READING = 10.0
"""So many seconds a client has for its request."""
_WRITING = 60.0
"""After so many seconds a client that takes no more of an answer is let go."""
_MOST = 500
"""So many clients at most are answered at once."""
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
    request_queue_size = 64
    allow_reuse_address = os.name == "posix"
    """On Windows it would let two programs have one port."""

    def __init__(self, endpoint: Endpoint, folder: Path, mount: str) -> None:
        self.endpoint, self.folder, self.mount = endpoint, folder, mount
        self.script = Path(__file__).with_name("reload.js").read_bytes()
        self.version = time.time_ns()
        """Another one than that of a page which a former server has served."""
        self.is_building = False
        self._changed = threading.Condition()
        self._deadlines: dict[socket, float] = {}
        """Until when each client must have sent its request."""
        self._places = threading.BoundedSemaphore(_MOST)
        if ":" in endpoint.host:
            self.address_family = AF_INET6
        super().__init__((endpoint.host, endpoint.port), _Handler)

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

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ANN401, ARG002  as the library has it
        """Takes a client where there is a place for one more."""
        is_taken = self._places.acquire(blocking=False)
        if is_taken:
            self._deadlines[request] = time.monotonic() + _READING
        return is_taken

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  as the library has it
        """Answers a client, and gives its place back."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.received(request)
            self._places.release()

    def received(self, request: socket) -> None:
        """Notes that a client has sent its request."""
        self._deadlines.pop(request, None)

    def service_actions(self) -> None:
        """Lets clients go that are too slow; the library calls it several times a second."""
        now = time.monotonic()
        for request, deadline in list(self._deadlines.items()):
            if deadline < now:
                self.received(request)
                with suppress(OSError):
                    request.shutdown(SHUT_RDWR)

    def handle_error(self, *request: Any) -> None:  # noqa: ANN401, ARG002  as the library has it
        """Logs a fault; that a reader has left before the whole answer came is none."""
        if not isinstance(exception(), ConnectionError):
            log.exception("A request could not be answered.")  # noqa: LOG004  it is called while one is handled


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    timeout = _WRITING
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"

    def parse_request(self) -> bool:
        """Reads the head of a request; whoever does not call this server by a name of its own gets a sentence."""
        is_read = super().parse_request()
        self.server.received(self.connection)
        if not is_read:
            return False
        try:
            self.address = urlsplit(self.path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST, "This is no address.")
            return False
        if self._is_called_by_its_name():
            return True
        name = self.server.endpoint.address
        help = f"Open http://{name}/ instead. To share the site under another name: rencana serve --host NAME"
        text = f"This server answers to its own names only.\n{help}\n"
        self._answer(HTTPStatus.MISDIRECTED_REQUEST, ".txt", text.encode())
        return False

    def _is_called_by_its_name(self) -> bool:
        names = self.headers.get_all("Host", [])
        # A request for a proxy says the host in its address too.
        named_twice = [self.address.netloc] if self.address.scheme else []
        return len(names) == 1 and all(map(self.server.endpoint.answers_to, [*names, *named_twice]))

    def do_GET(self) -> None:
        """Answers with a file of the site, the script that loads a page again, or the version of the site."""
        path, mount = unquote(self.address.path), self.server.mount
        if path == _SCRIPT:
            self._answer(HTTPStatus.OK, ".js", self.server.script)
        elif path == _VERSION:
            version = parse_qs(self.address.query).get("not", [""])[0]
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
        try:
            root = self.server.folder.resolve()
            file = (root / below.lstrip("/")).resolve()
            if not file.is_relative_to(root):
                raise FileNotFoundError(path)
            if file.is_dir():
                file /= "index.html"
                if not path.endswith("/") and file.is_file():
                    self._redirect(f"{path}/")
                    return
            content = file.read_bytes()
        # A path with a null byte is no value for the system; a circle of links is an error of its own.
        except (OSError, ValueError, RuntimeError):
            self._answer_not_found(version)
        else:
            self._answer(HTTPStatus.OK, file.suffix, self._with_script(content, file.suffix, version))

    def _answer_not_found(self, version: int) -> None:
        content = b"<!doctype html><title>404</title><h1>404 Not Found</h1>"
        with suppress(OSError):
            content = (self.server.folder / "404.html").read_bytes()
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
        # What a client has sent must not steer the terminal.
        log.log(level, '"%s" %s', visible(self.requestline), code.value if isinstance(code, HTTPStatus) else code)

    def log_message(self, format: str, *values: object) -> None:
        """Logs what is wrong with a request."""
        log.debug("%s", visible(format % values))
