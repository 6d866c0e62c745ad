"""Pictures of campaigns in a real browser, at their own addresses: evil ones do nothing, usual ones look the same."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from plain import build_with_store
from playwright.sync_api import Browser, Page, Request

from rencana.site.host_build import build_site
from rencana.site.markdown_tree import write_tree

SVG = Path(__file__).parents[1] / "cases" / "svg"
EVIL = sorted(path.stem for path in SVG.glob("evil/*.svg"))
USUAL = sorted(path.stem for path in SVG.glob("usual/*.svg"))
RUNNING = {"script", "script-in-html", "script-with-prefix", "onload", "event"}
ASKING = {"foreign-object", "image-of-another-host", "style-import", "style-escaped"}
ON = date(2026, 3, 1)
PLAN = """campaign: {title: Tea, summary: "![A drawing](assets/usual/logo.svg)"}
channels: {instagram: }
calendar: {all: {title: All, at: 2026-03-05, channels: [instagram], assets: [ASSETS]}}
"""


class Open(SimpleHTTPRequestHandler):
    """Serves files as a host would that has no policy at all."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def served() -> Iterator[Callable[[Path], str]]:
    """Serves folders; returns their addresses."""
    servers = []

    @cache
    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Open, directory=str(folder)))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a campaign that names all drawings, the evil ones and the usual ones."""
    root = tmp_path_factory.mktemp("drawings")
    shutil.copytree(Path(__file__).parents[1] / "cases" / "site" / "workspace", root, dirs_exist_ok=True)
    assets = root / "plans" / "tea" / "assets"
    shutil.copytree(SVG, assets)
    names = ", ".join(f"assets/{path.relative_to(assets).as_posix()}" for path in sorted(assets.rglob("*.svg")))
    (root / "plans" / "tea" / "plan.yaml").write_text(PLAN.replace("ASSETS", names), encoding="utf-8")
    (root / "site" / "docs").mkdir(parents=True, exist_ok=True)
    (root / "site" / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    config = "site_name: T\nsite_dir: public\ntheme: {name: material, font: false}\n"
    config += "plugins: [{rencana: {on: 2026-03-01, at: ''}}]\n"
    (root / "site" / "mkdocs.yml").write_text(config, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def public(workspace: Path) -> Path:
    """The site of the plugin."""
    build_site(workspace)
    return workspace / "site" / "public"


@pytest.fixture(scope="module")
def tree(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of Markdown."""
    folder = tmp_path_factory.mktemp("tree")
    write_tree(folder, build_with_store(workspace, on=ON))
    return folder / "docs"


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A reader's tab, with what was asked of other hosts, and what scripts have said."""
    context = browser.new_context()
    requests: list[str] = []
    dialogs: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:image/png")):
            requests.append(request.url)

    context.on("request", note)
    context.route("https://**", lambda route: route.abort())
    tab = context.new_page()
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield tab, requests, dialogs
    context.close()


def _open(tab: Page, address: str) -> str:
    """Opens a picture, touches all of it, and returns its title: scripts of the attacks change it."""
    tab.goto(address)
    tab.mouse.move(60, 60)
    for link in tab.query_selector_all("a, rect"):
        link.dispatch_event("click")
    tab.wait_for_timeout(60)
    return tab.title()


@pytest.mark.browser
@pytest.mark.parametrize("name", EVIL)
def test_evil_picture_does_nothing(
    name: str, public: Path, served: Callable[[Path], str], watched: tuple[Page, list[str], list[str]]
) -> None:
    """A picture with an attack, opened at its own address and touched, runs nothing and asks no other host."""
    tab, requests, dialogs = watched
    address = f"{served(public)}plans/tea/assets/evil/{name}.svg"
    assert _open(tab, address) == ""
    assert tab.url == address
    assert (requests, dialogs) == ([], [])
    assert tab.locator("rect").count() > 0


@pytest.mark.browser
def test_attacks_would_work(served: Callable[[Path], str], browser: Browser) -> None:
    """As they were, attacks run or ask in this browser, so that the silence of the clean means something."""
    context = browser.new_context()
    requests: set[str] = set()
    current = ""
    context.on("request", lambda request: requests.add(current) if "evil.example" in request.url else None)
    context.route("https://**", lambda route: route.abort())
    address, ran = served(SVG / "evil"), set()
    tab = context.new_page()
    for current in (*RUNNING, *ASKING):
        if _open(tab, f"{address}{current}.svg"):
            ran.add(current)
    context.close()
    assert ran >= RUNNING
    assert requests >= ASKING


@pytest.mark.browser
@pytest.mark.parametrize("name", USUAL)
def test_usual_picture_looks_the_same(name: str, public: Path, served: Callable[[Path], str], browser: Browser) -> None:
    """A usual drawing is, sign for sign, the picture that it was: alone, and inside a page."""
    context = browser.new_context(viewport={"width": 420, "height": 260})
    tab, pictures = context.new_page(), []
    for address in (f"{served(SVG)}usual/{name}.svg", f"{served(public)}plans/tea/assets/usual/{name}.svg"):
        tab.goto(address)
        alone = tab.screenshot()
        tab.goto(f"{address}/../")
        tab.evaluate("address => { document.body.innerHTML = `<img src='${address}'>` }", address)
        tab.wait_for_function("document.images[0].complete && document.images[0].naturalWidth > 0")
        pictures.append((alone, tab.screenshot()))
    tab.goto("about:blank")
    empty = tab.screenshot()
    context.close()
    assert pictures[0] == pictures[1]
    assert empty not in pictures[0]


def test_both_sinks_publish_the_same(public: Path, tree: Path) -> None:
    """The plugin's site and the tree of Markdown have the same pictures: none that was refused, and no dirty one."""
    folders = [folder / "plans" / "tea" / "assets" for folder in (public, tree)]
    contents = [{path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")} for folder in folders]
    assert contents[0] == contents[1]
    assert sorted(str(path) for path in contents[0]) == sorted(
        [*(f"evil{os.sep}{name}.svg" for name in EVIL), *(f"usual{os.sep}{name}.svg" for name in USUAL)]
    )
    assert not any(b"evil.example" in content or b"<script" in content for content in contents[0].values())
    page = (public / "plans" / "tea" / "index.html").read_text(encoding="utf-8")
    assert 'src="assets/usual/logo.svg"' in page
