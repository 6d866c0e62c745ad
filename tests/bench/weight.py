"""Measures what a first visit to each kind of page transfers; with --lighthouse also what Lighthouse says of three.

.venv/bin/python tests/bench/weight.py [--lighthouse]

Bytes are those of all answers that Chromium asks for (page, style, scripts, icons), compressed with gzip where a host
would do so (text), fonts left out; there are none from elsewhere. Lighthouse comes from npm (`npm exec lighthouse`) and
runs in Debian's Chromium.
"""

import argparse
import gzip
import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from plain import build
from playwright.sync_api import Browser, Response, sync_playwright

from rencana.site.host_build import build_site

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LIGHTHOUSE = ("", "plans/ramadan-dingin-2026/", "plans/ramadan-dingin-2026/measurement/")
TEXT = ("html", "css", "javascript", "json", "svg", "xml")


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word, compressed as static hosts do."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        """Sends a file, as gzip where it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = self.guess_type(str(path))
        if not path.is_file() or not any(word in kind for word in TEXT):
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lighthouse", action="store_true")
    given = parser.parse_args()
    kinds: dict[str, str] = {}
    for page in build(ROOT, on=date(2026, 3, 1)).pages.pages:
        kinds.setdefault(page.kind, page.path.removesuffix("index.md").removesuffix(".md"))
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as address:
        build_site(ROOT, site_dir=Path(name))
        print(f"{'kind of page':14} {'first visit':>12} {'of it the page':>15} {'requests':>9}")
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for kind, path in kinds.items():
                whole, own, count = transferred(
                    browser, f"{address}{path}{'' if not path or path.endswith('/') else '/'}"
                )
                print(f"{kind:14} {whole / 1000:9.1f} kB {own / 1000:12.1f} kB {count:9}")
            browser.close()
        if given.lighthouse:
            lighthouse(address)


def transferred(browser: Browser, url: str) -> tuple[int, int, int]:
    """Returns the bytes of all answers, those of the page alone, and how many answers there were."""
    context = browser.new_context()
    tab, answers = context.new_page(), list[Response]()
    tab.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  a built-in cannot be marked as Playwright does
    tab.goto(url)
    tab.wait_for_load_state("networkidle")
    sizes = {answer.url: answer.request.sizes()["responseBodySize"] for answer in answers if answer.status == 200}
    context.close()
    # The search index is asked for by the search alone, in the background; it is told apart.
    counted = {address: size for address, size in sizes.items() if "search_index" not in address}
    return sum(counted.values()), sizes.get(url, 0), len(counted)


def lighthouse(address: str) -> None:
    """Prints the scores of some pages."""
    names = ("performance", "accessibility", "best-practices", "seo")
    print(f"\n{'Lighthouse':40} " + " ".join(f"{name:>14}" for name in names))
    for path in LIGHTHOUSE:
        flags = f"--chrome-flags=--headless {' '.join(FLAGS)}"
        npm = ["npm", "exec", "--yes", "--package=lighthouse", "--", "lighthouse"]
        command = [*npm, f"{address}{path}", "--output=json", "--quiet", flags]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": CHROMIUM}
        )
        scores = json.loads(done.stdout)["categories"]
        print(f"{path or 'home':40} " + " ".join(f"{scores[name]['score'] * 100:14.0f}" for name in names), flush=True)


if __name__ == "__main__":
    main()
