"""The server shows a saved plan at once, on its page and on those that list it, and starts from where it was left."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

PLAN = """campaign:
  title: Iced
  summary: {summary}
  state: running
  period: {{start: 2026-02-18, end: 2026-04-10}}
"""
SETTINGS = """site_name: Kopi
docs_dir: docs
site_dir: public
site_url: https://kopi.example/plans/
theme: {{name: material, font: false}}
plugins: [search, rencana: {{at: "", on: 2026-03-01}}]
"""
_PATIENCE = 60.0
"""Seconds after which a page that has not come does not come; a busy machine takes a few of them."""


class Served:
    """A workspace that is served by a process of its own."""

    def __init__(self, root: Path, *options: str, browser: str = "") -> None:
        self.root, self.options, self.browser = root, options, browser
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
            self.address = f"127.0.0.1:{self.port}"
        self.log = root / "log.txt"
        self.start()

    def start(self) -> None:
        """Starts the server."""
        command = [sys.executable, "-m", "rencana", "serve", "-C", str(self.root), "--port", self.port]
        environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "BROWSER": self.browser}
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen([*command, *self.options], env=environ, stdout=log, stderr=log)

    def stop(self) -> None:
        """Stops the server as a person does, with the keyboard."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(_PATIENCE) == 0

    def page(self, path: str) -> str:
        """Returns a page; nothing, where there is none."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/plans/{path}", timeout=_PATIENCE) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            return ""

    def wait(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds."""
        end = time.monotonic() + _PATIENCE
        while not holds():
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            assert time.monotonic() < end, self.log.read_text(encoding="utf-8")
            time.sleep(0.05)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one campaign."""
    (tmp_path / "plans" / "iced").mkdir(parents=True)
    (tmp_path / "plans" / "portfolio.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "plans" / "iced" / "plan.yaml").write_text(PLAN.format(summary="First words."), encoding="utf-8")
    (tmp_path / "site" / "docs").mkdir(parents=True)
    (tmp_path / "site" / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    (tmp_path / "site" / "mkdocs.yml").write_text(SETTINGS.format(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def serve(workspace: Path) -> Iterator[Callable[..., Served]]:
    """Serves the workspace, with options; what still runs at the end is stopped."""
    servers: list[Served] = []

    def start(*options: str, browser: str = "") -> Served:
        servers.append(Served(workspace, *options, browser=browser))
        return servers[-1]

    yield start
    for server in servers:
        server.process.kill()
        server.process.wait()


@pytest.fixture(params=["native", "poll"])
def served(request: pytest.FixtureRequest, serve: Callable[..., Served]) -> Served:
    """The workspace, served: by what the system tells, or by looking again and again."""
    return serve(*(["--poll"] if request.param == "poll" else []))


def test_every_save_is_shown(served: Served) -> None:
    """A saved plan, a broken one, a mended one, a new one and a page written by hand are shown, each in its place."""
    plan = served.root / "plans" / "iced" / "plan.yaml"
    served.wait(lambda: "First words." in served.page("plans/iced/"))
    plan.write_text(PLAN.format(summary="Second words."), encoding="utf-8")
    served.wait(lambda: "Second words." in served.page("plans/iced/") and "Second words." in served.page(""))
    plan.write_text(PLAN.format(summary="[broken"), encoding="utf-8")
    served.wait(lambda: "cannot be read" in served.page("") and "plan.yaml:3" in served.page("plans/iced/"))
    plan.write_text(PLAN.format(summary="Third words."), encoding="utf-8")
    served.wait(lambda: "Third words." in served.page("plans/iced/strategy/") + served.page("plans/iced/"))
    shutil.copytree(plan.parent, plan.parents[1] / "hot")
    served.wait(lambda: "Third words." in served.page("plans/hot/") and "plans/hot/" in served.page(""))
    (served.root / "site" / "docs" / "about.md").write_text("# Who we are\n", encoding="utf-8")
    served.wait(lambda: "Who we are" in served.page("about/"))
    served.stop()


def test_starts_from_where_it_was_left(serve: Callable[..., Served], workspace: Path) -> None:
    """A server that is started again has the site of before, with what was saved in the meantime."""
    served = serve()
    served.wait(lambda: "First words." in served.page("plans/iced/"))
    served.stop()
    plan = workspace / "plans" / "iced" / "plan.yaml"
    plan.write_text(PLAN.format(summary="Written while nobody served."), encoding="utf-8")
    served.start()
    served.wait(lambda: "Written while nobody served." in served.page("plans/iced/"))
    served.stop()
    assert "MkDocs builds" not in served.log.read_text(encoding="utf-8")


def test_what_is_made_later_is_shown(serve: Callable[..., Served], workspace: Path) -> None:
    """Templates that are made while the site is served, and pages whose folder was away, are shown at once."""
    served = serve()
    served.wait(lambda: "First words." in served.page("plans/iced/"))
    templates, docs = workspace / "templates" / "pages", workspace / "site" / "docs"
    templates.mkdir(parents=True)
    (templates / "overview.html").write_text("<p>A template of our own.</p>", encoding="utf-8")
    served.wait(lambda: "A template of our own." in served.page("plans/iced/"))
    docs.rename(workspace / "away")
    served.wait(lambda: "The site stays as it was" in served.log.read_text(encoding="utf-8"))
    (workspace / "away").rename(docs)
    (docs / "about.md").write_text("# Back again\n", encoding="utf-8")
    served.wait(lambda: "Back again" in served.page("about/"))
    served.stop()


def test_browser_is_opened_when_there_is_something_to_see(serve: Callable[..., Served], tmp_path: Path) -> None:
    """With --open the browser of the user gets the address of the site, once it is served."""
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n', encoding="utf-8")
    browser.chmod(0o755)
    served = serve("--open", browser=str(browser))
    served.wait(opened.exists)
    served.wait(lambda: opened.read_text(encoding="utf-8") == f"http://{served.address}/plans/\n")
    assert "First words." in served.page("plans/iced/")
    served.stop()


def test_listening_to_others_is_said(serve: Callable[..., Served]) -> None:
    """Who opens the server to the network is told who can read it, and its numbers are answered to as names."""
    served = serve("--host", "0.0.0.0")
    served.wait(lambda: "First words." in served.page("plans/iced/"))
    assert "Everybody in your network can read this site" in served.log.read_text(encoding="utf-8")
    served.stop()


def test_taken_port_is_said_before_anything_is_built(workspace: Path) -> None:
    """Where another program has the port, that is said at once, with a port that can be had."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        command = [sys.executable, "-m", "rencana", "serve", "-C", str(workspace), "--port", str(port)]
        environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: Port {port} is in use.\nhelp: Stop the program that has it")
    assert re.search(r"--port (\d+)`\.$", done.stderr)
    assert "--poll" not in done.stderr
    assert "pages written" not in done.stderr
