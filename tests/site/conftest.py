"""Builds of small sites with real MkDocs, in temporary folders; and the example site, served to a real browser."""

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from plain import build as build_plainly
from playwright.sync_api import Browser, Page, sync_playwright

from rencana.site.host_build import build_site

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "site"
ON = date(2026, 3, 1)
"""The day of the example, as its settings have it."""


@cache
def _kinds() -> dict[str, str]:
    """One page of each kind, by address: the longest, as it has the most that could be wrong."""
    longest: dict[str, tuple[int, str]] = {}
    for page in build_plainly(ROOT, on=ON).pages.pages:
        size = len(page.body().html)
        if size > longest.get(page.kind, (0, ""))[0]:
            longest[page.kind] = (size, page.path.removesuffix("index.md").removesuffix(".md"))
    return {kind: path if path.endswith("/") or not path else f"{path}/" for kind, (_, path) in sorted(longest.items())}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a `kind` runs for each kind of page of the example, and is handed the address of one."""
    if "kind" in metafunc.fixturenames:
        kinds = [pytest.param(path, id=kind) for kind, path in _kinds().items()]
        metafunc.parametrize("kind", kinds, scope="module")


@pytest.fixture(autouse=True)
def _no_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Builds a site of the small workspace with settings of one's own; returns the folder that it was written to."""

    def make(docs: dict[str, str] | None = None, rencana: dict[str, Any] | None = None, **settings: Any) -> Path:
        shutil.copytree(CASES / "workspace", tmp_path, dirs_exist_ok=True)
        for name, text in (docs or {"about.md": "# About\n"}).items():
            path = tmp_path / "site" / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        config = {
            "site_name": "Test",
            "docs_dir": "docs",
            "site_dir": "public",
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"rencana": {"on": "2026-03-01", **(rencana or {})}}],
            **settings,
        }
        path = tmp_path / "site" / "mkdocs.yml"
        path.write_text(yaml.safe_dump(config), encoding="utf-8")
        build(load_config(str(path)))
        return tmp_path / "site" / "public"

    return make


POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


class Strict(SimpleHTTPRequestHandler):
    """Serves the site as a careful host would: with a strict content security policy."""

    def end_headers(self) -> None:
        """Adds the policy to every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Server(ThreadingHTTPServer):
    """Serves readers who may leave before all of a page has come."""

    def handle_error(self, *request: Any) -> None:
        """Says what went wrong, if it was not that the reader has left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*request)


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, built once."""
    folder = tmp_path_factory.mktemp("public")
    build_site(ROOT, site_dir=folder)
    return folder


@pytest.fixture(scope="session")
def address(example_site: Path) -> Iterator[str]:
    """Where the example site is served."""
    server = Server(("127.0.0.1", 0), partial(Strict, directory=str(example_site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A reader with a laptop."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A reader without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
