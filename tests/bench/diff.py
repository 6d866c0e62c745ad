"""Measures `rencana diff` in a repository of many plans and many commits, beside `git diff --stat` in the same run;
and what the history on the site costs, beside the same build without it.

.venv/bin/python tests/bench/diff.py [--plans 1000] [--commits 2000] [--runs 3] [--history]

*Cold* is without a cache, *warm* after a run of which nothing has changed, *next edit* after a change of one plan. "One
plan" has another title than in the newest commit, "all plans" compares the first commit with the last. Seconds are
wall time, the best of the runs; memory is that of all processes together.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from clock import Measured, best, measure
from portfolios import TODAY, write_portfolio

LIMIT = 600.0
MOST_SECONDS = 1.0
MOST_HISTORY = 60.0
SETTINGS = """site_name: Bench
docs_dir: docs
site_dir: public
theme: {name: material, font: false}
plugins: [search, {rencana: {rulebook: false}}]
"""
ONE_WARM = "diff, one plan, warm"
PLAN = "plan.yaml"
_TITLE = b"  title: "


def main() -> None:
    """Prints the table, and whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--history", action="store_true", help="measure the history on the site, not the comparison")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root, cache = Path(name) / "work", Path(name) / "cache"
        write_repository(root, options.plans, options.commits)
        if options.history:
            print_history(history_rows(root, Path(name)), options.plans, options.commits)
            return
        measured = rows(root, cache, options.runs)
    print(f"{options.plans} plans, {options.commits} commits")
    print(f"{'what':34} {'seconds':>8} {'of git':>8} {'work':>8} {'memory':>9}")
    for what, took in measured.items():
        floor = measured["git diff --stat, all plans" if "all" in what else "git diff --stat, one plan"]
        figures = f"{took.wall:8.3f} {took.wall / floor.wall:7.1f}x {took.work:8.3f} {took.memory / 2**20:6.0f} MB"
        print(f"{what:34} {figures}")
    seconds = measured[ONE_WARM].wall
    print(f"\n{ONE_WARM}: under {MOST_SECONDS} s: {'yes' if seconds < MOST_SECONDS else 'no'}, {seconds:.2f} s")


def print_history(measured: Mapping[str, Measured], plans: int, commits: int) -> None:
    """Prints what builds take with the history and without it, and whether the goal is met."""
    print(f"{plans} plans, {commits} commits")
    print(f"{'build':24} {'seconds':>8} {'work':>8} {'memory':>9}")
    for what, took in measured.items():
        print(f"{what:24} {took.wall:8.2f} {took.work:8.2f} {took.memory / 2**20:6.0f} MB")
    more = measured["cold, with history"].wall - measured["cold, without"].wall
    warm = measured["warm, with history"].wall / measured["warm, without"].wall
    print(f"\nhistory of all, cold: under {MOST_HISTORY} s: {'yes' if more < MOST_HISTORY else 'no'}, {more:.1f} s")
    print(f"history of all, warm: {warm:.2f}x of a build without it")


def history_rows(root: Path, place: Path) -> dict[str, Measured]:
    """Measures builds of the site, cold and when nothing has changed."""
    measured = {}
    for what, option in (("without", "history: false, "), ("with history", "")):
        settings = root / "site" / "mkdocs.yml"
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(SETTINGS.replace("rulebook", f"{option}rulebook"), encoding="utf-8")
        (root / "site" / "docs").mkdir(exist_ok=True)
        environ = {**os.environ, "RENCANA_CACHE": str(place / what.replace(" ", "-"))}
        build = (sys.executable, "-m", "rencana", "build", "-q", "--on", str(TODAY), "-d", str(place / f"site {what}"))
        for when, runs in (("cold", 1), ("warm", 3)):
            measured[f"{when}, {what}"] = best(lambda: measure(build, root, environ=environ, limit=LIMIT), runs)  # noqa: B023  it is called at once
    return measured


def write_repository(root: Path, plans: int, commits: int) -> None:
    """Writes a portfolio, and a history in which each commit gives one plan after the other another title."""
    write_portfolio(root, plans)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "All plans")
    git(root, "tag", "first")
    git(root, "fast-import", "--quiet", "--force", stdin=b"".join(_edits(root, commits - 1)))
    git(root, "reset", "-q", "--hard", "main")


def _edits(root: Path, commits: int) -> Iterator[bytes]:
    """Yields commits as git imports them."""
    paths = sorted((root / "plans").glob(f"*/{PLAN}"))
    for number in range(commits):
        path = paths[number % len(paths)]
        content = path.read_bytes().replace(_TITLE, b"%sNo. %d, " % (_TITLE, number), 1)
        message = b"Edit %d" % number
        parent = b"from first^0\n" if number == 0 else b""
        head = b"commit refs/heads/main\ncommitter Team <team@kopi.example> %d +0000\n" % (1_750_000_000 + number)
        place = path.relative_to(root).as_posix().encode()
        yield head + b"data %d\n%s\n%sM 100644 inline %s\n" % (len(message), message, parent, place)
        yield b"data %d\n%s\n" % (len(content), content)


def rows(root: Path, cache: Path, runs: int) -> dict[str, Measured]:
    """Measures the comparison of one changed plan, and that of all."""
    plan = min((root / "plans").glob(f"*/{PLAN}"))
    edits = iter(range(1_000_000))

    def edit() -> None:
        plan.write_bytes(plan.read_bytes().replace(_TITLE, b"%sEdit %d, " % (_TITLE, next(edits)), 1))

    def took(*command: str, cached: bool = True, more: int = 0, before: Callable[[], None] = lambda: None) -> Measured:
        environ = {**os.environ, "RENCANA_CACHE": str(cache) if cached else "off"}

        def run() -> Measured:
            before()
            return measure(command, root, environ=environ, limit=LIMIT)

        # A warm run needs one before it, which fills the cache and is never the best.
        return best(run, runs + more)

    diff = (sys.executable, "-m", "rencana", "diff", "--on", str(TODAY), "--format", "json")
    edit()
    return {
        "git diff --stat, one plan": took("git", "diff", "--stat", "HEAD"),
        "git diff --stat, all plans": took("git", "diff", "--stat", "first", "main"),
        "diff, one plan, cold": took(*diff, "HEAD", cached=False),
        ONE_WARM: took(*diff, "HEAD", more=1),
        "diff, one plan, next edit": took(*diff, "HEAD", before=edit),
        "diff, all plans, cold": took(*diff, "first", "main", cached=False),
        "diff, all plans, warm": took(*diff, "first", "main", more=1),
    }


def git(folder: Path, *words: str, stdin: bytes = b"") -> None:
    """Runs git as nobody in particular."""
    identity = ("-c", "user.name=Team", "-c", "user.email=team@kopi.example", "-c", "gc.auto=0")
    subprocess.run(["git", "-C", str(folder), *identity, *words], input=stdin, check=True, capture_output=True)


if __name__ == "__main__":
    main()
