"""A program that serves a site, and that is asked for pages as by a browser that keeps nothing."""

import math
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import BinaryIO, NamedTuple

from clock import Failed, usual

_PAUSE = 0.005
"""So many seconds lie between two questions, and more where an answer is large."""


class Late(Failed):
    """A server that has not answered as it should in its time."""


class Answer(NamedTuple):
    """What an address has answered, and when."""

    at: float
    text: str

    @property
    def age(self) -> int:
        """The age of a page, which its server has written into it for the browser that shows it."""
        match = re.search(r'livereload\((\d+), \d+\);|data-version="(\d+)"', self.text)
        assert match, "The server does not tell browsers to load pages again."
        return int(match[1] or match[2])


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs. `until` is everywhere when to give up, on the clock of time.monotonic."""

    process: subprocess.Popen[bytes]
    port: int
    said: BinaryIO
    is_ours: bool

    def says(self, path: str, words: str, until: float) -> Answer:
        """Returns the first answer of an address that has some words in it."""
        least = math.inf
        while True:
            started = time.monotonic()
            answer = self._ask(path, until)
            now = time.monotonic()
            if words.encode() in answer:
                return Answer(now, answer.decode())
            # An answer that waits for a build is no measure of what an answer takes.
            least = min(least, now - started)
            self._go_on(until, 2 * least)

    def writes(self, file: Path, words: str, until: float) -> None:
        """Waits until a file of the site has some words: to ask for its page all the time would keep the server."""
        size = 0
        while True:
            with suppress(OSError):
                changed = file.stat().st_mtime_ns
                if changed != size and words in file.read_text(encoding="utf-8"):
                    return
                size = changed
            self._go_on(until)

    def renews(self, age: int, until: float) -> float:
        """Returns when a browser that shows a page of an age is told to load it again."""
        # MkDocs and our server are asked in different ways; both answer when there is something newer.
        question = f"_rencana/version?not={age}" if self.is_ours else f"livereload/{age}/1"
        while int(self._ask(question, until) or 0) <= age:
            self._go_on(until)
        return time.monotonic()

    def memory(self) -> int:
        """Returns the most memory that the server has had, in bytes; 0 where the system does not tell."""
        with suppress(OSError):
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
            if match := re.search(r"VmHWM:\s+(\d+) kB", status):
                return int(match[1]) * 1024
        return 0

    def _ask(self, path: str, until: float) -> bytes:
        """Returns what an address answers; nothing, where nobody listens yet."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=max(until - time.monotonic(), _PAUSE))
        try:
            connection.request("GET", f"/{path}")
            return connection.getresponse().read()
        except (OSError, HTTPException):
            return b""
        finally:
            connection.close()

    def _go_on(self, until: float, pause: float = 0) -> None:
        """Waits a moment, so that the server has time to work, if it still runs and has any."""
        if (code := self.process.poll()) is not None:
            self.said.seek(0)
            last = self.said.read().decode(errors="replace").strip().splitlines() or ["without a word"]
            raise Failed(f"ended with {code}: {last[-1].strip()[:160]}")
        if time.monotonic() >= until:
            raise Late
        time.sleep(max(_PAUSE, pause))


@contextmanager
def served(command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> Iterator[Server]:
    """Runs a command that takes the address to serve at as its last word; it is ended in any case."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [*command, f"127.0.0.1:{port}"],
            cwd=folder,
            env=usual(environ),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield Server(process, port, output, is_ours="rencana" in command)
        finally:
            # Those that help it end too; what they leave behind lies in the folder of the bench.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
