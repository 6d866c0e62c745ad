"""Takes the pictures that README and manual show of the example site: look at them, then commit them.

.venv/bin/python tests/site/pictures.py
"""

import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from rencana.site.host_build import build_site

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "site" / "docs" / "manual" / "pictures"
SHOWN: dict[str, tuple[str, Literal["light", "dark"], str]] = {
    "home": ("", "light", "body"),
    "measurement": ("plans/cepat-dijawab-2026/measurement/", "dark", "#kpi-public-complaints"),
    "calendar": ("plans/ramadan-dingin-2026/calendar/", "light", "#by-month"),
}
"""Page, colours, and what stands at the top, by the name of the picture."""


def main() -> None:
    """Builds the site and takes the pictures."""
    with tempfile.TemporaryDirectory() as name:
        build_site(ROOT, site_dir=Path(name))
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=name)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                for picture in SHOWN:
                    take(browser, f"http://127.0.0.1:{server.server_port}/", picture)
                browser.close()
            server.shutdown()


def take(browser: Browser, address: str, picture: str) -> None:
    """Writes one picture."""
    path, colours, top = SHOWN[picture]
    tab = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=colours)
    tab.goto(f"{address}{path}")
    tab.wait_for_load_state("networkidle")
    # What is at the top stands a little below the bar of the theme.
    tab.evaluate("at => scrollTo(0, document.querySelector(at).getBoundingClientRect().top - 130)", top)
    tab.wait_for_timeout(500)
    tab.screenshot(path=PICTURES / f"{picture}.jpg", type="jpeg", quality=72)
    tab.close()


if __name__ == "__main__":
    main()
