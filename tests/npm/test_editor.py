"""An editor with the YAML language server helps somebody who writes a plan: completion, hover, misspelt keys."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "tests" / "npm" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 40
PLAN = """# yaml-language-server: $schema=../plan.schema.json
campaign:
  title: Test
  stat: draft
objectives:
  seen:
    type: awareness
\x20\x20\x20\x20
"""
FAULTY = """# yaml-language-server: $schema=../plan.schema.json
campaign:
  title: Test
  period: {start: 18.02.2026, end: 2026-03-20}
  currency: rupiah
  languages: [Bahasa]
objectives: {Seen By All: {type: awareness}}
audiences:
  all:
    platforms:
      instagram: {hours: 7pm}
channels:
  instagram: {rhythm: {reel: often}, link: kopi.example}
\x20\x20
rejected:
  channels:
\x20\x20\x20\x20
"""

pytestmark = pytest.mark.npm


class Editor:
    """Speaks the language server protocol over the server's standard input and output."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [str(shutil.which("node")), str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.heard: Queue[dict[str, Any]] = Queue()
        self.diagnostics: list[dict[str, Any]] = []
        self.count = 0
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities={})
        self._send({"method": "initialized", "params": {}})

    def _listen(self) -> None:
        assert self.process.stdout
        while header := self.process.stdout.readline():
            length = int(header.split(b":")[1])
            while self.process.stdout.readline().strip():
                pass
            self.heard.put(json.loads(self.process.stdout.read(length)))

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def ask(self, method: str, **params: Any) -> Any:
        """Asks the server and waits for its answer; what it asks in between is answered with nothing."""
        self.count += 1
        self._send({"id": self.count, "method": method, "params": params})
        while True:
            message = self.hear()
            if message.get("id") == self.count and "method" not in message:
                return message.get("result")

    def hear(self) -> dict[str, Any]:
        """Returns the next message of the server."""
        message = self.heard.get(timeout=PATIENCE)
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics = message["params"]["diagnostics"]
        if "id" in message and "method" in message:
            items = message.get("params", {}).get("items", [])
            self._send({"id": message["id"], "result": [None for _ in items]})
        return message

    def open(self, path: Path) -> dict[str, str]:
        """Opens a file and waits until the server has said what is wrong with it."""
        uri = path.as_uri()
        text = path.read_text(encoding="utf-8")
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while not self.diagnostics:
            self.hear()
        return {"uri": uri}


@pytest.fixture
def editor(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Editor, dict[str, str]]]:
    """An editor with a plan open: one that has one misspelt key, where the test has no other."""
    plans = tmp_path / "plans"
    (plans / "test").mkdir(parents=True)
    shutil.copy(ROOT / "plans" / "plan.schema.json", plans)
    path = plans / "test" / "plan.yaml"
    path.write_text(getattr(request, "param", PLAN), encoding="utf-8")
    made = Editor(tmp_path)
    yield made, made.open(path)
    made.process.kill()
    made.process.wait()
    assert made.process.stdin
    assert made.process.stdout
    made.process.stdin.close()
    made.process.stdout.close()


def test_editor_helps(editor: tuple[Editor, dict[str, str]]) -> None:
    """A misspelt key is marked, the keys of an objective are offered, and hovering says what a key means."""
    made, document = editor
    assert [diagnostic["range"]["start"]["line"] for diagnostic in made.diagnostics] == [3]
    assert "stat" in made.diagnostics[0]["message"]
    offered = made.ask("textDocument/completion", textDocument=document, position={"line": 7, "character": 4})
    assert {"statement", "yardsticks", "serves"} <= {item["label"] for item in offered["items"]}
    hover = made.ask("textDocument/hover", textDocument=document, position={"line": 2, "character": 4})
    assert "What people call the campaign." in str(hover["contents"])


@pytest.mark.parametrize("editor", [FAULTY], indirect=True)
def test_a_wrong_text_is_answered_in_words(editor: tuple[Editor, dict[str, str]]) -> None:
    """Where a text does not fit, the editor says what to write, and never shows a pattern."""
    made, _ = editor
    words = {diagnostic["range"]["start"]["line"]: diagnostic["message"] for diagnostic in made.diagnostics}
    assert {3, 4, 5, 6, 10, 12} <= words.keys()
    assert "2026-02-18" in words[3]
    assert "young-urban" in words[6]
    assert "19:00-22:00" in words[10]
    assert not any("[0-9]" in text or "pattern" in text for text in words.values())


@pytest.mark.parametrize("editor", [FAULTY], indirect=True)
@pytest.mark.parametrize("place", [{"line": 13, "character": 2}, {"line": 16, "character": 4}])
def test_channels_are_offered_by_platform(editor: tuple[Editor, dict[str, str]], place: dict[str, int]) -> None:
    """Where a channel is begun, chosen or rejected, the platforms are offered as its key."""
    made, document = editor
    offered = made.ask("textDocument/completion", textDocument=document, position=place)
    assert {"facebook", "tiktok", "out-of-home"} <= {item["label"] for item in offered["items"]}
