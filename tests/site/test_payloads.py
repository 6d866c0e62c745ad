"""Texts that would run, load or break out stay texts, in Chromium, on every kind of page, with the plugin and without.

`--payloads N` says how many there are in the texts of the workspace; from a thousand on every page is opened, of the
plugin's site and of the Markdown tree that MkDocs and ProperDocs build. `.ci/payloads` asks for all of them.
"""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from payloads import BREAKS, chosen, payloads, write_workspace
from plain import build_with_store
from playwright.sync_api import Browser

from rencana.site.host_build import build_site
from rencana.site.markdown_tree import write_tree

pytestmark = pytest.mark.browser

MANY = 1000
HARM = """() => {
  const found = [], active = /^[\\s\\0-\\x1f]*(javascript|vbscript|data|blob|file|feed|jar|view-source):/i;
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const element of document.querySelectorAll("*")) {
    for (const {name, value} of element.attributes) {
      if (/^on/i.test(name)) found.push(`${element.tagName} ${name}`);
      if (/^(href|src|action|formaction|xlink:href|data|poster|srcdoc|background)$/i.test(name) && active.test(value)
          && !(element.tagName === "IMG" && value.startsWith("data:image/"))) found.push(`${name} ${value}`);
    }
    if (element.closest("article, .rn-tree")
        && /^(script|iframe|object|embed|base|form|meta|link|style|portal|plaintext|xmp)$/i.test(element.tagName))
      found.push(element.tagName);
    for (const kind of ["mouseover", "focus", "toggle"]) element.dispatchEvent(new Event(kind));
  }
  if ([...document.scripts].some(script => /alert\\(1\\)/.test(script.textContent))) found.push("script");
  return [...found, ...window.hits];
}"""


@pytest.fixture(scope="module")
def count(request: pytest.FixtureRequest) -> int:
    """How many payloads there are."""
    return int(request.config.getoption("--payloads"))


@pytest.fixture(scope="module")
def workspace(count: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with payloads in every text."""
    folder = tmp_path_factory.mktemp("payloads") / "w"
    write_workspace(folder, chosen(count))
    return folder


def _plugin_site(workspace: Path) -> Path:
    build_site(workspace)
    return workspace / "site" / "public"


def _tree(workspace: Path, host: str) -> Path:
    out = workspace.with_name(host)
    write_tree(out, build_with_store(workspace))
    command = [str(Path(sys.executable).parent / host), "build", "-q", "-f", "mkdocs.yml"]
    subprocess.run(command, cwd=out, check=True, capture_output=True)
    return out / "site"


SITES: dict[str, Callable[[Path], Path]] = {
    "plugin": _plugin_site,
    "mkdocs": partial(_tree, host="mkdocs"),
    "properdocs": partial(_tree, host="properdocs"),
}


class Plain(SimpleHTTPRequestHandler):
    """Serves a site without any policy, which would hide what a page lets through."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder; hands out its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Plain, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _pages(workspace: Path, site: Path, count: int) -> list[str]:
    """Returns the addresses of all pages; of few payloads, those of one page of each kind."""
    if count >= MANY:
        return sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    longest: dict[str, tuple[int, str]] = {}
    for page in build_with_store(workspace).pages.pages:
        size = len(page.body().html)
        if size > longest.get(page.kind, (0, ""))[0]:
            name = page.path.removesuffix(".md").removesuffix("index")
            longest[page.kind] = (size, name)
    at = "" if (site / "plans").is_dir() else "campaigns/"
    return sorted(f"{at}{name}" for _, name in longest.values())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Few payloads are looked at on the site of the plugin alone, many on the sites of all hosts."""
    if "host" in metafunc.fixturenames:
        many = int(metafunc.config.getoption("--payloads")) >= MANY
        metafunc.parametrize("host", SITES if many else ["plugin"])


def test_no_text_runs(workspace: Path, browser: Browser, count: int, host: str) -> None:
    """No dialog opens, no script of a text runs, nothing is asked of another server, no link or attribute is active."""
    site = SITES[host](workspace)
    harm = list[str]()
    context = browser.new_context()
    context.add_init_script("window.hits = []; window.alert = () => window.hits.push('a script has run');")
    with served(site) as address:

        def answer(route: Any) -> None:
            if route.request.url.startswith((address, "data:")):
                route.continue_()
            else:
                harm.append(f"asked for {route.request.url}")
                route.abort()

        context.route("**/*", answer)
        tab = context.new_page()
        tab.on("dialog", lambda dialog: (harm.append("dialog"), dialog.dismiss()))
        pages = _pages(workspace, site, count)
        for page in pages:
            response = tab.goto(f"{address}{page.rstrip('.')}", wait_until="load")
            assert response is not None
            assert response.ok, page
            harm += [f"{page}: {what}" for what in tab.evaluate(HARM)]
        tab.goto(address)
        tab.click("input[name=query]", force=True)
        for word in ("alert", "script", "javascript"):
            tab.fill("input[name=query]", word, force=True)
            tab.wait_for_timeout(700)
            harm += [f"search for {word}: {what}" for what in tab.evaluate(HARM)]
    context.close()
    assert harm == []
    assert len(pages) > 10
    sys.stdout.write(f"{host}: {len(chosen(count))} payloads, {len(pages)} pages\n")


def test_payloads_are_of_many_kinds(workspace: Path, count: int) -> None:
    """There are thousands, none twice; those that were chosen stand in a workspace whose plans can all be read."""
    assert len(set(payloads())) == len(payloads()) > 2894
    assert any(text.startswith(BREAKS[1]) for text in chosen(count))
    site = build_with_store(workspace)
    assert [finding for finding in site.open if finding.code.startswith("SRC")] == []
    assert not any(page.kind == "unreadable" for page in site.pages.pages)
