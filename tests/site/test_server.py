"""The server of `rencana serve`: files of the site, its own 404 page, and pages that load again when they change."""

import http.client
import logging
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Page

from rencana.site.endpoint import Endpoint
from rencana.site.server import SiteServer

PAGE = "<!doctype html><body><h1>Tea</h1></body></html>\n"
_PATIENCE = 20.0


class Answer:
    """What a server has answered."""

    def __init__(self, port: int, path: str, method: str = "GET") -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        connection.request(method, path)
        response = connection.getresponse()
        self.status, self.headers, self.text = response.status, response.headers, response.read().decode()
        connection.close()

    @property
    def version(self) -> str:
        """The version of the site that the page says it is of."""
        match = re.search(r'data-version="(\d+)"', self.text)
        assert match
        return match[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site."""
    public = tmp_path / "public"
    (public / "tea").mkdir(parents=True)
    (public / "empty").mkdir()
    for name in ("index.html", "tea/index.html", "404.html"):
        (public / name).write_text(PAGE.replace("Tea", name), encoding="utf-8")
    for name in ("a.js", "a.css", "a.ics", "a.json", "a.svg", "a.csv", "a.woff2", "a.xyz", "قهوة 1.csv"):
        (public / name).write_text("é", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return public


@pytest.fixture
def server(folder: Path) -> Iterator[SiteServer]:
    """The site, served below a path."""
    server = SiteServer(Endpoint(port=0), folder, "/shop/")
    with server.running():
        yield server


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/shop/", 200, "<h1>index.html</h1>"),
        ("/shop/index.html?a=b", 200, "<h1>index.html</h1>"),
        ("/shop/tea/", 200, "<h1>tea/index.html</h1>"),
        ("/shop/tea/./../tea/", 200, "<h1>tea/index.html</h1>"),
        ("/shop/%D9%82%D9%87%D9%88%D8%A9%201.csv", 200, "é"),
        ("/shop/coffee/", 404, "<h1>404.html</h1>"),
        ("/shop/empty/", 404, "<h1>404.html</h1>"),
        ("/shop/empty", 404, "<h1>404.html</h1>"),
        ("/shopping/", 404, "<h1>404.html</h1>"),
        ("/shop/../../secret.txt", 404, "<h1>404.html</h1>"),
        ("/shop/%2e%2e/secret.txt", 404, "<h1>404.html</h1>"),
        ("/shop//etc/passwd", 404, "<h1>404.html</h1>"),
        ("/shop/a%00.js", 404, "<h1>404.html</h1>"),
    ],
)
def test_each_address_has_its_answer(path: str, status: int, text: str, server: SiteServer) -> None:
    """Below its path a server hands out the files of the site; everything else is the site's own 404 page."""
    answer = Answer(server.server_port, path)
    assert answer.status == status
    assert text in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(("path", "place"), [("/", "/shop/"), ("/shop", "/shop/"), ("/shop/tea", "/shop/tea/")])
def test_addresses_of_folders_end_in_a_slash(path: str, place: str, server: SiteServer) -> None:
    """The root, and an address of a folder without its slash, lead on: relative links would be wrong there."""
    answer = Answer(server.server_port, path)
    assert (answer.status, answer.headers["Location"]) == (302, place)


def test_no_redirect_to_another_host(folder: Path) -> None:
    """At the root of a host an address with two slashes does not lead to a host of that name."""
    server = SiteServer(Endpoint(port=0), folder, "/")
    with server.running():
        assert Answer(server.server_port, "//tea").headers["Location"] == "/tea/"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.svg", "image/svg+xml"),
        ("a.woff2", "font/woff2"),
        ("a.xyz", "chemical/x-xyz"),
    ],
)
def test_types_of_files(name: str, media_type: str, server: SiteServer) -> None:
    """Browsers are told what a file is, and never keep it: the next save may change it."""
    answer = Answer(server.server_port, f"/shop/{name}")
    assert answer.headers["Content-Type"] in (media_type, "application/octet-stream" if name == "a.xyz" else media_type)
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(answer.text.encode())


def test_head_has_no_body(server: SiteServer) -> None:
    """Who asks only for the head of a file gets what stands before it."""
    answer = Answer(server.server_port, "/shop/a.js", "HEAD")
    assert (answer.status, answer.text, answer.headers["Content-Length"]) == (200, "", "2")


def test_only_pages_have_the_script(server: SiteServer, folder: Path) -> None:
    """A served page loads a script as a file, before its end; the file of the site stays as it is."""
    page = Answer(server.server_port, "/shop/")
    assert re.search(r'<script src="/_rencana/reload.js" data-version="\d+"></script></body></html>\n$', page.text)
    assert "<script>" not in page.text
    script = Answer(server.server_port, "/_rencana/reload.js")
    assert (script.status, script.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert "data-version" not in Answer(server.server_port, "/shop/a.js").text
    assert (folder / "index.html").read_text(encoding="utf-8") == PAGE.replace("Tea", "index.html")
    (folder / "index.html").write_text("<h1>No end</h1>", encoding="utf-8")
    assert Answer(server.server_port, "/shop/").text.startswith("<h1>No end</h1><script ")
    (folder / "404.html").unlink()
    assert "404 Not Found" in Answer(server.server_port, "/shop/none").text


def test_question_waits_for_another_version(server: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for another version than its page has is answered when there is one, at once if there is one already."""
    version, answers = Answer(server.server_port, "/shop/").version, list[str]()

    def ask() -> None:
        answers.append(Answer(server.server_port, f"/_rencana/version?not={version}").text)

    reader = threading.Thread(target=ask)
    reader.start()
    time.sleep(0.2)
    assert answers == []
    server.show()
    reader.join(_PATIENCE)
    ask()
    assert answers == [Answer(server.server_port, "/shop/").version] * 2
    assert answers[0] != version
    monkeypatch.setattr("rencana.site.server._PATIENCE", 0.05)
    assert Answer(server.server_port, f"/_rencana/version?not={answers[0]}").text == answers[0]


def test_readers_wait_while_the_site_changes(server: SiteServer, folder: Path) -> None:
    """Nobody sees a page of before while another is made; when a part is shown, it is seen, and loaded again later."""
    pages: list[Answer] = []
    reader = threading.Thread(target=lambda: pages.append(Answer(server.server_port, "/shop/")))
    with server.building():
        reader.start()
        time.sleep(0.2)
        assert pages == []
        (folder / "index.html").write_text("new", encoding="utf-8")
        server.show()
        reader.join(_PATIENCE)
    assert pages[0].text.startswith("new")
    assert Answer(server.server_port, "/shop/").version != pages[0].version


def test_site_is_shown_after_a_fault(server: SiteServer) -> None:
    """A build that fails does not keep readers waiting for ever."""
    with pytest.raises(ZeroDivisionError), server.building():
        raise ZeroDivisionError
    assert Answer(server.server_port, "/shop/").status == 200


@pytest.mark.browser
def test_browser_loads_a_changed_page_again(tab: Page, server: SiteServer, folder: Path) -> None:
    """A page under a strict policy is loaded again at each change, and one that was not there is shown when it is."""
    policy = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"""
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda message: errors.append(message.text) if "Security" in message.text else None)
    for number in range(3):
        (folder / "index.html").write_text(f"{policy}<h1>Tea {number}</h1>", encoding="utf-8")
        if number:
            server.show()
        else:
            tab.goto(f"http://127.0.0.1:{server.server_port}/shop/")
        tab.get_by_text(f"Tea {number}").wait_for(timeout=_PATIENCE * 1000)
    assert errors == []
    tab.goto(f"http://127.0.0.1:{server.server_port}/shop/new/")
    (folder / "new").mkdir()
    (folder / "new" / "index.html").write_text("<h1>Coffee</h1>", encoding="utf-8")
    server.show()
    tab.get_by_text("Coffee").wait_for(timeout=_PATIENCE * 1000)


def test_another_server_has_another_version(server: SiteServer, folder: Path) -> None:
    """A page of a server that was stopped is loaded again when another one is started at its address."""
    second = SiteServer(Endpoint(port=0), folder, "/shop/")
    second.server_close()
    assert second.version != server.version


def test_readers_who_leave_make_no_noise(
    server: SiteServer, folder: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """A reader who goes before the whole answer has come is no fault; an address that is not there is named."""
    caplog.set_level(logging.WARNING)
    (folder / "large.bin").write_bytes(b"0" * 20_000_000)
    with socket.create_connection(("127.0.0.1", server.server_port)) as reader:
        reader.sendall(b"GET /shop/large.bin HTTP/1.0\r\n\r\n")
        reader.recv(10)
        # Closed with data unread and no time to linger: the server's next write fails.
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    Answer(server.server_port, "/shop/none/")
    time.sleep(0.2)
    assert [record.getMessage() for record in caplog.records] == ['"GET /shop/none/ HTTP/1.1" 404']
    assert capfd.readouterr().err == ""


def test_fault_of_a_request_is_logged(
    server: SiteServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault while a request is answered is logged with its traceback."""
    monkeypatch.setattr(server, "script", None)
    with pytest.raises(http.client.HTTPException):
        Answer(server.server_port, "/_rencana/reload.js")
    time.sleep(0.2)
    assert "TypeError" in caplog.text


def _send(port: int, request: bytes) -> bytes:
    """Returns what a server answers to bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE) as client:
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := client.recv(65536):
            answer += piece
    return answer


@pytest.mark.parametrize("path", ["/shop/", "/", "/shop/none", "/_rencana/version?not=1", "/_rencana/reload.js"])
@pytest.mark.parametrize(
    "head",
    [
        "HTTP/1.1\r\nHost: evil.example",
        "HTTP/1.1\r\nHost: evil.example:{port}",
        "HTTP/1.1\r\nHost: 127.0.0.1.evil.example",
        "HTTP/1.1\r\nHost: evil.example@127.0.0.1:1@evil.example",
        "HTTP/1.1\r\nHost: localhost\r\nHost: evil.example",
        "HTTP/1.1\r\nHost: [::1",
        "HTTP/1.1\r\nHost:",
        "HTTP/1.1",
        "HTTP/1.0",
    ],
)
def test_strangers_names_get_no_page(path: str, head: str, server: SiteServer) -> None:
    """A name that is not the server's gets a sentence: a stranger's page may have its own name lead here."""
    answer = _send(server.server_port, f"GET {path} {head.format(port=server.server_port)}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.0 421 ")
    assert b"This server answers to its own names only." in answer
    assert b"<h1>" not in answer


def test_proxy_request_for_a_stranger_gets_no_page(server: SiteServer) -> None:
    """A request that says a host in its address is asked for that name too."""
    answer = _send(server.server_port, b"GET http://evil.example/shop/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.startswith(b"HTTP/1.0 421 ")


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000", "localhost."])
def test_own_names_get_pages(name: str, server: SiteServer) -> None:
    """A server of this machine answers to the names of this machine, with any port: a container may map it."""
    answer = _send(server.server_port, f"GET /shop/ HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.0 200 ")


@pytest.mark.parametrize(
    ("request_bytes", "statuses"),
    [
        (b"\r\n\r\n", (b"",)),
        (b"\0\xff\x1b[31m\r\n\r\n", (b"400",)),
        (b"GET\r\n\r\n", (b"400",)),
        (b"GET / HTTP/9.9.9\r\n\r\n", (b"400", b"505")),
        (b"GET http://[::1 HTTP/1.1\r\nHost: localhost\r\n\r\n", (b"400",)),
        (b"GET /shop/\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n", (b"400", b"404")),
        (b"GET /shop/%00%ff%1b%0d%0a HTTP/1.1\r\nHost: localhost\r\n\r\n", (b"404",)),
        (b"GET /shop/" + b"%2e%2e/" * 50 + b"etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", (b"404",)),
        (b"GET /shop/" + b"x" * 5000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", (b"404",)),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", (b"414",)),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", (b"431",)),
        (b"GET / HTTP/1.1\r\nA: " + b"x" * 70_000 + b"\r\n\r\n", (b"431",)),
        (b"POST /shop/ HTTP/1.1\r\nHost: localhost\r\n\r\n", (b"501",)),
        (b"GET /shop/loop/ HTTP/1.1\r\nHost: localhost\r\n\r\n", (b"404",)),
    ],
)
def test_odd_requests_are_answered(
    request_bytes: bytes,
    statuses: tuple[bytes, ...],
    server: SiteServer,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whatever a client sends, it gets an answer, the log has no traceback, and no sign of it steers the terminal."""
    (folder / "loop").symlink_to("loop")
    with caplog.at_level(logging.DEBUG, "mkdocs.rencana.serve"):
        answer = _send(server.server_port, request_bytes)
    # A request that says no version is answered without a head.
    assert answer.removeprefix(b"HTTP/1.0 ")[:3] in statuses
    assert [record for record in caplog.records if record.exc_info] == []
    assert not set("\x1b\0\r") & set("".join(record.getMessage() for record in caplog.records))


def test_slow_clients_are_let_go(server: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that sends its request byte by byte is let go in the end, and hinders no other meanwhile."""
    monkeypatch.setattr("rencana.site.server._READING", 0.5)
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=_PATIENCE) as slow:
        slow.sendall(b"GET /sh")
        assert Answer(server.server_port, "/shop/").status == 200
        assert slow.recv(1) == b""


def test_no_more_clients_than_places(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every place is taken a client is sent away at once, and a place that was left is given again."""
    monkeypatch.setattr("rencana.site.server._MOST", 1)
    server = SiteServer(Endpoint(port=0), folder, "/shop/")

    def is_answered() -> bool:
        try:
            return Answer(server.server_port, "/shop/").status == HTTPStatus.OK
        except (ConnectionError, http.client.HTTPException):
            return False

    with server.running():
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=_PATIENCE) as waiting:
            request = f"GET /_rencana/version?not={server.version} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            waiting.sendall(request.encode())
            assert not is_answered()
            server.show()
            assert waiting.recv(15).startswith(b"HTTP/1.0 200")
        end = time.monotonic() + _PATIENCE
        while not is_answered():
            assert time.monotonic() < end
