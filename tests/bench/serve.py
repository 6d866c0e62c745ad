"""Measures `rencana serve`: how soon after the save of a plan the site says what stands there, in a portfolio of many.

.venv/bin/python tests/bench/serve.py [--plans 1000] [--edits 5] [--mkdocs] [--limit 600]

A portfolio is written and served. Again and again a word is put into the summary of a campaign, another one each time.
From the end of the save it is measured how long it takes until the page of the campaign says the word, until the home
does (it takes its place when all pages are made), and until a browser that shows a page is told to load it again. The
server is asked for a page once its file says the word, as to ask all the time would take the server's; only its answer
counts. The first save stands by itself, for a server
has nothing in memory before it; the median of all saves is held against the goals.

With --mkdocs the same is done with plain `mkdocs serve`: it is given the pages that `rencana render` has made, and the
word is put into the finished page. It answers no question while it builds, so that its page and all pages are one.

A start may take --limit seconds, and so may all saves of a server together; where they take longer, that is said.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from build import write_site
from clock import Failed, written
from peers import machine, own_versions
from portfolios import TODAY
from served import Late, Server, served
from table import Goal
from ways import edit, latest

OWN, MKDOCS = "rencana serve", "mkdocs serve"
GOALS = {"page": 0.1, "site": 0.5}
"""Under so many seconds each shall be at a thousand plans."""
PYTHON = (sys.executable, "-m")


class Save(NamedTuple):
    """Seconds from the end of a save."""

    page: float
    """Until the page of what was saved is right."""
    site: float
    """Until all pages are."""
    told: float
    """Until a browser is told to load its page again."""


WORDS = {"page": "the saved page", "site": "all pages", "told": "the browser is told"}


@dataclass(frozen=True, slots=True)
class Job:
    """A server, and a file that is saved while it runs: a word is put behind a place in it, which two pages show."""

    name: str
    command: tuple[str, ...]
    folder: Path
    output: Path
    file: Path
    place: str
    page: str
    last: str
    """The page that says the word when all do."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured of a server. `failed` says why it came to no end; saves before that count."""

    name: str
    ready: float = 0.0
    saves: Sequence[Save] = ()
    pages: int = 0
    memory: int = 0
    failed: str = ""

    def seconds(self, what: str) -> list[float]:
        """Returns one figure of all saves."""
        return [float(getattr(save, what)) for save in self.saves]


def main() -> None:
    """Measures, and shows the table."""
    given = _arguments()
    # Whoever ends the bench ends its servers too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(dir=given.work) as name:
        root = Path(name)
        (root / "tmp").mkdir()
        environ = {**os.environ, "RENCANA_CACHE": str(root / "cache"), "TMPDIR": str(root / "tmp")}
        environ |= {"NO_MKDOCS_2_WARNING": "1"}
        own: Run | None = None
        for job in jobs(root, given.plans, environ, mkdocs=given.mkdocs):
            found = run(job, environ, edits=given.edits, rest=given.rest, limit=given.limit)
            print("\n".join(lines(found, given.plans, own)), flush=True)
            own = own or found
        print(f"{machine()}\n{own_versions()}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--plans", type=int, default=1000)
    add("--edits", type=int, default=5, help="how often a plan is saved")
    add("--rest", type=float, default=2.0, help="seconds before each save; a server needs some until it sees changes")
    add("--mkdocs", action="store_true", help="measure `mkdocs serve` too")
    add("--limit", type=float, default=600.0, help="seconds for a start, and for all saves of a server")
    add("--work", type=Path, help="where sites are served from; the system's temporary folder, where it is left out")
    return parser.parse_args()


def jobs(root: Path, plans: int, environ: Mapping[str, str], *, mkdocs: bool) -> Iterator[Job]:
    """Writes a portfolio and yields its server, and then that of the pages which are rendered of it."""
    workspace, tree = root / "workspace", root / "tree"
    write_site(workspace, plans)
    plan = latest((workspace / "plans").glob("*/plan.yaml"))
    page = f"plans/{plan.parent.name}/"
    own = (*PYTHON, "rencana", "serve", "--addr")
    yield Job(OWN, own, workspace, root / "cache", plan, r"(\n  summary: >-\n    )", page, "")
    if mkdocs:
        render = [*PYTHON, "rencana", "render", "-q", "--on", str(TODAY), str(tree)]
        subprocess.run(render, cwd=workspace, env=environ, check=True)
        file = tree / "docs" / page / "index.md"
        plain = (*PYTHON, "mkdocs", "serve", "-q", "-a")
        yield Job(MKDOCS, plain, tree, root / "tmp", file, '(<div class="rn-lead"><p>)', page, page)


def run(job: Job, environ: Mapping[str, str], *, edits: int, rest: float, limit: float) -> Run:
    """Starts a server and saves so often, after a rest each time; then the file is what it was."""
    before = job.file.read_bytes()
    ready, pages, saves, failed = 0.0, 0, list[Save](), ""
    started = time.monotonic()
    # The server ends before the thread that waits for it: whoever ends the bench need not wait.
    with ThreadPoolExecutor(1) as beside, served(job.command, job.folder, environ) as server:
        try:
            ready = server.says(job.last, "</html>", started + limit).at - started
            pages = written(job.output).pages
            until = time.monotonic() + limit
            for number in range(edits):
                time.sleep(rest)
                saves.append(save(server, beside, job, number, until))
        except Late:
            failed = f"longer than {limit:.0f} s"
        except Failed as error:
            failed = str(error)
        memory = server.memory()
    job.file.write_bytes(before)
    return Run(job.name, ready, saves, pages, memory, failed)


def save(server: Server, beside: Executor, job: Job, number: int, until: float) -> Save:
    """Saves a word and waits until all has come of it that should."""
    word = f"Edit {number}, "
    answered = server.says(job.page, "</html>", until)
    assert word not in answered.text
    files = _files(job)
    renewed = beside.submit(server.renews, answered.age, until)
    edit(job.file, job.place, number)
    saved = time.monotonic()
    page, site = (_says(server, path, files.get(path), word, until) for path in (job.page, job.last))
    return Save(page - saved, site - saved, renewed.result() - saved)


def _files(job: Job) -> dict[str, Path]:
    """Returns where the two pages lie that are looked at, as far as that is known."""
    files = list(job.output.rglob(f"{job.page}index.html"))
    if len(files) != 1 or not job.page:
        return {}
    site = files[0].parents[job.page.count("/")]
    return {path: site / path / "index.html" for path in (job.page, job.last)}


def _says(server: Server, path: str, file: Path | None, word: str, until: float) -> float:
    """Returns when the server has said a word; only its answer counts, whatever its file says."""
    if file:
        server.writes(file, word, until)
    return server.says(path, word, until).at


def judge(run: Run, plans: int) -> dict[str, Goal]:
    """Returns the goals of which there are figures; the median counts."""
    goals = {}
    for what, most in GOALS.items() if run.saves else ():
        took = median(run.seconds(what))
        text = f"{run.name}, {plans:,} plans, {WORDS[what]}: under {most} s"
        goals[what] = Goal(text, f"{took:.3f} s", took < most)
    return goals


def lines(run: Run, plans: int, own: Run | None = None) -> Iterator[str]:
    """Yields what is said of a server; `own` is ours, which another one is compared with."""
    head = f"{run.name}, {plans:,} plans, {run.pages:,} pages"
    yield f"{head:44} {'first':>9} {'median':>9} {'best':>9}"
    if run.ready:
        yield f"{'  seconds until it answers':44} {run.ready:9.1f}"
    goals = {} if own else judge(run, plans)
    for what, words in WORDS.items() if run.saves else ():
        took = run.seconds(what)
        figures = " ".join(f"{seconds:9.3f}" for seconds in (took[0], median(took), min(took)))
        remark = ""
        if goal := goals.get(what):
            remark = f"{'met' if goal.met else 'missed'}: under {GOALS[what]} s"
        elif own and own.saves:
            remark = f"{median(took) / median(own.seconds(what)):.0f} times ours"
        yield f"{f'  seconds after a save: {words}':44} {figures}  {remark}".rstrip()
    if run.memory:
        yield f"{'  memory, MB':44} {run.memory / 1e6:9.0f}"
    if run.failed:
        yield f"  {f'save {len(run.saves) + 1}' if run.ready else 'the start'}: {run.failed}"
    yield ""


if __name__ == "__main__":
    main()
