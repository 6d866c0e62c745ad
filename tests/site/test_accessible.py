"""Everybody can read every kind of page: axe and html-validate find nothing, and every link leads somewhere."""

import json
import subprocess
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import Browser

from rencana.pipeline import run

ROOT = Path(__file__).parents[2]
NPM = ROOT / "tests" / "npm"
AXE = NPM / "node_modules" / "axe-core" / "axe.min.js"
ON = date(2026, 3, 1)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def _kinds() -> dict[str, str]:
    """One page of each kind, by address: the longest, as it has the most that could be wrong."""
    found: dict[str, tuple[int, str]] = {}
    for page in run(ROOT, on=ON).pages.pages:
        size = len(page.body().html)
        if size > found.get(page.kind, (0, ""))[0]:
            found[page.kind] = (size, page.path)
    return {kind: path.removesuffix("index.md").removesuffix(".md") for kind, (_, path) in sorted(found.items())}


KINDS = _kinds()


@pytest.mark.browser
@pytest.mark.npm
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(browser: Browser, address: str, kind: str, width: int, mode: str) -> None:
    """No rule of WCAG 2.2 A and AA that axe knows is broken, on any kind of page, narrow and wide, light and dark."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=mode, bypass_csp=True)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(f"{address}{KINDS[kind]}{'/' if KINDS[kind] and not KINDS[kind].endswith('/') else ''}")
    tab.add_script_tag(path=AXE)
    said = tab.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    wrong = [
        (one["id"], [node["target"] for node in one["nodes"]][:3], one["nodes"][0]["failureSummary"])
        for one in said["violations"]
    ]
    context.close()
    assert said["passes"]
    assert wrong == []


@pytest.mark.npm
def test_html_is_valid(example_site: Path, tmp_path: Path) -> None:
    """Every page of the site is HTML as its standard has it."""
    rules = NPM / "html-validate.json"
    command = [
        "node",
        str(NPM / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"),
        "--config",
        str(rules),
    ]
    pages = sorted(str(path) for path in example_site.rglob("*.html"))
    report = tmp_path / "report.json"
    subprocess.run([*command, "--formatter", f"json={report}", *pages], capture_output=True, check=False)
    said: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))
    wrong = {(one["ruleId"], one["message"], one["selector"]) for file in said for one in file["messages"]}
    assert len(pages) > 50
    assert sorted(wrong)[:10] == []


class _Links(HTMLParser):
    """Collects the addresses and the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.ids.add(said.get("id") or "")
        if tag in ("a", "link", "script", "img") and (url := said.get("href") or said.get("src")):
            self.links.add(url)


def test_every_link_leads_somewhere(example_site: Path) -> None:
    """Each address within the site is a file of it, and each place in a page is there."""
    pages = {path: _Links() for path in example_site.rglob("*.html")}
    for path, found in pages.items():
        found.feed(path.read_text(encoding="utf-8"))
    lost = sorted(f"{path.relative_to(example_site)}: {url}" for path, url in _lost(example_site, pages))
    assert lost[:20] == []


def _lost(site: Path, pages: dict[Path, _Links]) -> Iterator[tuple[Path, str]]:
    for path, found in pages.items():
        if path.name == "404.html":
            continue  # its addresses begin at the root of the server
        here = f"http://site/{path.relative_to(site).as_posix()}"
        for url in found.links:
            whole, place = urldefrag(urljoin(here, url))
            if not whole.startswith("http://site/"):
                continue
            target = site / unquote(whole.removeprefix("http://site/"))
            target = target / "index.html" if target.is_dir() else target
            known = pages.get(target)
            if not target.is_file() or (
                place and known is not None and unquote(place) not in known.ids | {"__codelineno"}
            ):
                yield path, url
