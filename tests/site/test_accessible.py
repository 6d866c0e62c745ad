"""Everybody can read every kind of page: axe and html-validate find nothing, and every link leads somewhere."""

import json
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
NPM = ROOT / "tests" / "npm"
AXE = NPM / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (390, 1440)
MODES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
"""What a reader prefers, and the colours that the theme then has."""


@pytest.mark.browser
@pytest.mark.npm
def test_axe_finds_nothing(browser: Browser, address: str, kind: str) -> None:
    """No rule of axe is broken, on any kind of page, narrow and wide, light and dark; none is left out."""
    # Colours and drawers that are still moving would be judged halfway.
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(f"{address}{kind}")
    tab.add_script_tag(path=AXE)
    for width, (mode, scheme) in product(WIDTHS, MODES.items()):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme=mode)
        tab.wait_for_selector(f"body[data-md-color-scheme={scheme}]")
        # The size of targets is asked for by WCAG 2.2, and axe leaves it out unless it is told.
        report = tab.evaluate(
            "axe.run(document, {rules: {'target-size': {enabled: true}}, resultTypes: ['violations']})"
        )
        wrong = [
            (
                width,
                mode,
                violation["id"],
                [node["target"] for node in violation["nodes"]][:3],
                violation["nodes"][0]["failureSummary"],
            )
            for violation in report["violations"]
        ]
        assert report["passes"]
        assert wrong == []
    context.close()


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
    reports: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))
    wrong = {
        (message["ruleId"], message["message"], message["selector"]) for file in reports for message in file["messages"]
    }
    assert len(pages) > 50
    assert sorted(wrong)[:10] == []


class _Links(HTMLParser):
    """Collects the addresses and the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.ids.add(attributes.get("id") or "")
        if tag in ("a", "link", "script", "img") and (url := attributes.get("href") or attributes.get("src")):
            self.links.add(url)


def test_every_link_leads_somewhere(example_site: Path) -> None:
    """Each address within the site is a file of it, and each place in a page is there."""
    pages = {path: _Links() for path in example_site.rglob("*.html")}
    for path, links in pages.items():
        links.feed(path.read_text(encoding="utf-8"))
    lost = sorted(f"{path.relative_to(example_site)}: {url}" for path, url in _lost(example_site, pages))
    assert lost[:20] == []


def _lost(site: Path, pages: dict[Path, _Links]) -> Iterator[tuple[Path, str]]:
    for path, links in pages.items():
        if path.name == "404.html":
            continue  # its addresses begin at the root of the server
        here = f"http://site/{path.relative_to(site).as_posix()}"
        for url in links.links:
            address, place = urldefrag(urljoin(here, url))
            if not address.startswith("http://site/"):
                continue
            target = site / unquote(address.removeprefix("http://site/"))
            target = target / "index.html" if target.is_dir() else target
            page = pages.get(target)
            if not target.is_file() or (
                place and page is not None and unquote(place) not in page.ids | {"__codelineno"}
            ):
                yield path, url
