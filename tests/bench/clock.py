"""Measures a command with all of its processes: seconds, work, memory; and what it has written."""

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LOOK = 0.25
"""So many seconds lie between two looks at the memory: seldom enough to disturb nothing."""


class Failed(Exception):
    """A command that came to no end in its time, or to a bad one; it says which."""


@dataclass(frozen=True, slots=True, order=True)
class Measured:
    """Seconds of the wall, seconds of all processors, and the most memory of all processes together, in bytes.

    Memory that processes share counts once.
    """

    wall: float
    work: float
    memory: int


def usual(environ: Mapping[str, str]) -> dict[str, str]:
    """Returns an environment in which Python may keep what it has compiled, as it may at most users."""
    return {key: value for key, value in environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def measure(command: Sequence[str], folder: Path, *, environ: Mapping[str, str], limit: float) -> Measured:
    """Runs a command and returns what it took; it is ended where it takes longer than `limit` seconds."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=usual(environ), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        watch = _Watch(process.pid, started + limit)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        # The process was waited for here, and its object must not wait for it again.
        process.returncode = os.waitstatus_to_exitcode(status)
        memory = watch.stop()
        if wall >= limit:
            raise Failed(f"longer than {limit:.0f} s")
        if process.returncode:
            output.seek(0)
            last = output.read().decode(errors="replace").strip().splitlines() or ["without a word"]
            raise Failed(f"ended with {process.returncode}: {last[-1].strip()[:160]}")
    # The kernel knows the peak of the largest process for sure; looks may have missed it.
    return Measured(wall, usage.ru_utime + usage.ru_stime, max(memory, usage.ru_maxrss * 1024))


class _Watch:
    """Looks again and again at the memory of a session of processes, and ends it where its time is over."""

    def __init__(self, session: int, until: float) -> None:
        self._session, self._until = session, until
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Returns the largest sum that was seen, in bytes; 0 where the system does not tell."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            self._peak = max(self._peak, sum(map(_memory, _members(self._session))))
            if time.perf_counter() > self._until:
                with suppress(ProcessLookupError):
                    os.killpg(self._session, signal.SIGKILL)


def _members(session: int) -> list[Path]:
    """Returns the processes of a session, as folders of /proc."""
    members = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            # Behind the name, which may hold anything: state, parent, group, session.
            if int((path / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                members.append(path)
    return members


def _memory(process: Path) -> int:
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def best(run: Callable[[], Measured], runs: int) -> Measured:
    """Returns the quickest of some runs, with the least work and the most memory of any of them."""
    runs_done = [run() for _ in range(runs)]
    return Measured(
        min(done.wall for done in runs_done),
        min(done.work for done in runs_done),
        max(done.memory for done in runs_done),
    )


@dataclass(frozen=True, slots=True)
class Written:
    """Pages (of HTML, or of Markdown that a host makes HTML of) and bytes below a folder."""

    pages: int
    size: int


def written(folder: Path) -> Written:
    """Returns how many pages a folder holds, and how many bytes all of its files have."""
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    return Written(sum(path.suffix in {".html", ".md"} for path in sizes), sum(sizes.values()))
