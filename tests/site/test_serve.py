"""The server shows a saved plan at once, on its page and on those that list it, and starts from where it was left."""

import os
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

    def __init__(self, root: Path, *options: str) -> None:
        self.root, self.options = root, options
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = root / "log.txt"
        self.start()

    def start(self) -> None:
        """Starts the server."""
        command = [sys.executable, "-m", "rencana", "serve", "-C", str(self.root), "--addr", self.address]
        environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
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


@pytest.fixture(params=["native", "poll"])
def served(request: pytest.FixtureRequest, workspace: Path) -> Iterator[Served]:
    """The workspace, served: by what the system tells, or by looking again and again."""
    server = Served(workspace, *(["--poll"] if request.param == "poll" else []))
    yield server
    server.process.kill()
    server.process.wait()


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


def test_starts_from_where_it_was_left(workspace: Path) -> None:
    """A server that is started again has the site of before, with what was saved in the meantime."""
    served = Served(workspace)
    served.wait(lambda: "First words." in served.page("plans/iced/"))
    served.stop()
    plan = workspace / "plans" / "iced" / "plan.yaml"
    plan.write_text(PLAN.format(summary="Written while nobody served."), encoding="utf-8")
    served.start()
    served.wait(lambda: "Written while nobody served." in served.page("plans/iced/"))
    served.stop()
    assert "MkDocs builds" not in served.log.read_text(encoding="utf-8")


def test_taken_address_is_said(workspace: Path) -> None:
    """Where another program has the address, that is said in a sentence with another address to try."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        command = [sys.executable, "-m", "rencana", "serve", "-C", str(workspace), "--addr", address]
        environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert done.returncode != 0
    assert "cannot be served" in done.stderr
    assert "--addr 127.0.0.1:" in done.stderr
    assert "Traceback" not in done.stderr
