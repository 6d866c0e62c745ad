"""Runs commands on a workspace and says what must never happen: a fault of ours, a hang, a flood, a sign that steers.

Commands run in a process that is watched from outside, many after one another; or each in a fresh process of its own.
"""

import io
import json
import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import time
import traceback
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

CODES = frozenset({0, 1, 2})
MOST_SECONDS = 10.0
"""Of a core: how long a run takes on the clock says more of what else the machine does."""
MOST_MEMORY = 1 << 30
HANGS = 60.0
"""Seconds on the clock after which a run counts as one that never ends."""
MOST_SPACE = 4 << 30
"""So much may be asked for before the system refuses: a fault of ours must not take the machine along."""
TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
JSON_FORMS = frozenset({"json", "sarif", "gitlab"})

Command = tuple[str, ...]


class Run(NamedTuple):
    """What a command came to."""

    code: object
    out: str
    err: str
    seconds: float
    memory: int


class Complaint(NamedTuple):
    """What must not happen, after which command; `sign` is the same wherever the same fault is met."""

    sign: str
    command: Command
    details: str


def _steers(text: str) -> bool:
    return any(
        (unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t")
        or unicodedata.bidirectional(sign) in TURNING
        for sign in text
    )


def _unreadable(form: str, out: str) -> str:
    """Returns why a program cannot read an answer; nothing where it can."""
    try:
        if form in JSON_FORMS:
            json.loads(out)
        elif form == "junit":
            ET.fromstring(out)
    except (ValueError, ET.ParseError, RecursionError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _sign_of(trace: str) -> str:
    """Returns where a fault was met last in the product, and its kind."""
    frames = re.findall(r'File ".*?/(rencana/[^"]+)", line \d+, in (\w+)', trace)
    kinds = re.findall(r"^(\w[\w.]*(?:Error|Exception|Exit|Interrupt|Warning|Undefined)\w*)", trace, re.MULTILINE)
    place = ":".join(frames[-1]) if frames else "somewhere"
    return f"{kinds[-1] if kinds else 'fault'} in {place}"


def complaints_about(command: Command, run: Run) -> list[Complaint]:
    """Returns what was wrong with a run."""
    form = command[command.index("--format") + 1] if "--format" in command else "text"
    complaints = []

    def complain(sign: str, details: str = "") -> None:
        complaints.append(Complaint(sign, command, details or run.err[-3000:]))

    if "Traceback (most recent call last)" in run.err or "fault of its own" in run.err + run.out:
        complain(_sign_of(run.err), run.err[-6000:])
    elif run.code not in CODES:
        complain(f"exit {run.code}")
    if why := _unreadable(form, run.out):
        complain(f"{command[0]} {form} cannot be read", f"{why}\n{run.out[-2000:]}")
    if form in ("text", "github") and _steers(run.out + run.err):
        bad = [line for line in (run.out + run.err).split("\n") if _steers(line)]
        complain(f"{command[0]} {form} steers the terminal", ascii(bad[:5]))
    if run.seconds > MOST_SECONDS:
        complain(f"{command[0]} took over {MOST_SECONDS:.0f} s", f"{run.seconds:.1f} s")
    if run.memory > MOST_MEMORY:
        complain(f"{command[0]} took over 1 GB", f"{run.memory >> 20} MB")
    return complaints


def run_here(folder: Path, command: Command) -> Run:
    """Runs a command in this process."""
    from rencana.__main__ import main  # noqa: PLC0415  the watcher itself does not need it

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    sys.argv, begun, code = ["rencana", *command], _seconds(), None
    os.chdir(folder)
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code
        except BaseException:  # noqa: BLE001  that is what is looked for
            traceback.print_exc()
    texts = [stream.buffer.getvalue().decode("utf-8", "replace") for stream in (out, err)]  # type: ignore[attr-defined]
    return Run(code, *texts, _seconds() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10)


def run_fresh(folder: Path, command: Command) -> Run:
    """Runs a command in a process of its own."""
    begun = _seconds()
    arguments = [sys.executable, "-m", "rencana", *command]
    done = subprocess.run(
        arguments, cwd=folder, capture_output=True, timeout=HANGS, check=False, stdin=subprocess.DEVNULL
    )
    texts = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    return Run(done.returncode, *texts, _seconds() - begun, 0)


def _seconds() -> float:
    """Returns how long cores have worked for this process and for those that it has started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Answer(NamedTuple):
    """What came of the commands on a workspace."""

    complaints: list[Complaint]
    runs: int
    slowest: float
    memory: int


def run_all(folder: Path, commands: Sequence[Command], *, only_plans: bool, fresh: bool = False) -> Answer:
    """Runs commands on a workspace, one after the other.

    Where a check could run, the site of a workspace can be made: all that it holds besides plans is as it should be.
    """
    runner: Callable[[Path, Command], Run] = run_fresh if fresh else run_here
    complaints, slowest, memory, checks = list[Complaint](), 0.0, 0, False
    for command in commands:
        try:
            run = runner(folder, command)
        except subprocess.TimeoutExpired:
            complaints.append(Complaint(f"{command[0]} never ends", command, ""))
            continue
        complaints += complaints_about(command, run)
        slowest, memory = max(slowest, run.seconds), max(memory, run.memory)
        checks = checks or (command[0] == "check" and run.code in (0, 1))
        if only_plans and checks and command[0] in ("build", "render") and run.code == 2 and not complaints:
            complaints.append(Complaint(f"check passes, {command[0]} refuses", command, run.err[-3000:]))
    return Answer(complaints, len(commands), slowest, memory)


def _work(pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_SPACE, MOST_SPACE))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ |= {"RENCANA_TRACEBACK": "1", "NO_MKDOCS_2_WARNING": "1"}
    while (task := pipe.recv()) is not None:
        pipe.send(run_all(task[0], task[1], only_plans=task[2], fresh=task[3]))
    os._exit(0)


class Worker:
    """A process that runs commands, and is replaced when it hangs, dies, or has done a good number of them."""

    def __init__(self, most: int = 100) -> None:
        self.most = most
        self.done = 0
        self.process: Any = None
        self.pipe: Any = None

    def run(self, folder: Path, commands: Sequence[Command], *, only_plans: bool, fresh: bool = False) -> Answer:
        """Runs commands on a workspace; one that never ends, or kills the process, is a complaint."""
        if self.process is None or self.done >= self.most:
            self._replace()
        self.done += 1
        begun = time.monotonic()
        self.pipe.send((folder, tuple(commands), only_plans, fresh))
        try:
            if self.pipe.poll(HANGS):
                answer: Answer = self.pipe.recv()
                if answer.memory > MOST_MEMORY // 2:
                    self.close()
                return answer
            sign = "a run never ends"
        except EOFError:
            self.process.join()
            sign = f"the process died: {self.process.exitcode}"
        self.close()
        seconds = time.monotonic() - begun
        return Answer([Complaint(sign, commands[0], " ".join(map(str, commands)))], len(commands), seconds, 0)

    def _replace(self) -> None:
        self.close()
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("fork").Process(target=_work, args=(other,), daemon=True)
        self.process.start()
        other.close()
        self.done = 0

    def close(self) -> None:
        """Ends the process."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process = None
