"""Measures `rencana build`: with shells, with the theme rendered for each page, and in one process or several.

.venv/bin/python tests/bench/build.py [--plans 200] [--runs 1] [--hosts]

All ways write the same site from the same made-up plans, cold, and in turn, so that the machine is equally busy for
each. Seconds are wall time of a whole process, the best of the runs; `CPU` counts those of all of its processes, and
memory is the largest resident size of one of them. Ratios are to the first row. `theme` is the part of the CPU time of
one process that the theme takes. The last rows are those of the command: with an empty cache, where nothing has
changed, where the prose of one plan has, and where it is as before again. With --hosts MkDocs also builds the Markdown
that `rencana render` writes of the plans.
"""

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from portfolios import TODAY, write_portfolio

SETTINGS = f"""site_name: Kopi Contoh
docs_dir: docs
site_dir: public
site_url: https://kopi.example/
theme: {{name: material, font: false, features: [navigation.tabs, navigation.indexes, navigation.top]}}
plugins: [search, {{rencana: {{at: "", on: {TODAY}}}}}]
"""
WAYS = {
    "shells": (False, None),
    "shells, one process": (False, 1),
    "theme for each page": (True, None),
    "theme for each page, one process": (True, 1),
}
"""Whether the theme is rendered for each page, and how many processes may run."""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--hosts", action="store_true")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        build(given.way)
        return
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", "RENCANA_CACHE": "off"}
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_site(root, given.plans)
        table(root, given.runs, hosts=given.hosts)


def write_site(root: Path, plans: int) -> None:
    """Writes a workspace with so many plans, and with the settings of its site."""
    write_portfolio(root, plans)
    (root / "site" / "docs").mkdir(parents=True)
    (root / "site" / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    (root / "site" / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")


def table(root: Path, runs: int, *, hosts: bool) -> None:
    """Builds the site in every way, and prints a line for each."""
    commands = {way: [sys.executable, __file__, "--way", way] for way in WAYS}
    if hosts:
        render = [sys.executable, "-m", "rencana", "render", "-q", "--on", str(TODAY), str(root / "markdown")]
        subprocess.run(render, cwd=root, check=True)
        commands["mkdocs, of our Markdown"] = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "-q",
            "-f",
            "markdown/mkdocs.yml",
        ]
    best: dict[str, tuple[float, float, int, str]] = {}
    for _ in range(runs):
        for way, command in commands.items():
            best[way] = min(best.get(way, (float("inf"), 0.0, 0, "")), measure(command, root))
            if way in WAYS:
                same(root / "site" / "public", root / "first")
    for _ in range(runs):
        for way, measured in again(root):
            best[way] = min(best.get(way, (float("inf"), 0.0, 0, "")), measured)
    first = next(iter(best.values()))
    print(f"{'way':34} {'seconds':>8} {'ratio':>7} {'CPU':>8} {'memory':>9}  theme")
    for way, (seconds, used, memory, said) in best.items():
        print(f"{way:34} {seconds:8.1f} {seconds / first[0]:6.2f}x {used:8.1f} {memory / 1024:6.0f} MB  {said}")


def again(root: Path) -> Iterator[tuple[str, tuple[float, float, int, str]]]:
    """Yields how long the command takes, cold and then again and again, with what it said."""
    plan = root / "plans" / "campaign-00000" / "plan.yaml"
    command = [sys.executable, "-m", "rencana", "build"]
    for folder in (root / ".rencana_cache", root / "site" / "public"):
        shutil.rmtree(folder, ignore_errors=True)
    yield "command, cold", measure(command, root)
    yield "command, nothing changed", measure(command, root)
    text = plan.read_text(encoding="utf-8")
    for way, more in (("command, prose of one plan", "Well, it is. "), ("command, and back", "")):
        plan.write_text(text.replace("summary: >-\n    ", f"summary: >-\n    {more}", 1), encoding="utf-8")
        yield way, measure(command, root)
    plan.write_text(text, encoding="utf-8")


def measure(command: Sequence[str], folder: Path) -> tuple[float, float, int, str]:
    """Returns seconds, CPU seconds, the largest resident size in kB, and what a command said last."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    said = process.stdout.read().strip()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed.")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, said


def same(public: Path, first: Path) -> None:
    """Stops where a way has written another site than the first one."""
    if not first.exists():
        public.rename(first)
        return
    files = sorted(str(path.relative_to(first)) for path in first.rglob("*") if path.is_file())
    _, other, lost = filecmp.cmpfiles(first, public, files, shallow=False)
    # The archive of the sitemap holds the time at which it was made.
    if bad := {*other, *lost} - {"sitemap.xml.gz"}:
        raise SystemExit(f"The sites differ: {', '.join(sorted(bad)[:5])}")


def build(way: str) -> None:
    """Builds the site in the working folder in one way, and says what the theme took of it in this process."""
    from rencana.jobs import fork  # noqa: PLC0415  the parent process should stay small
    from rencana.site.host_build import build_site  # noqa: PLC0415  as above
    from rencana.site.shell.probe import render_theme  # noqa: PLC0415  as above
    from rencana.site.theme import Theme  # noqa: PLC0415  as above

    plain, jobs = WAYS[way]
    if jobs:
        fork.cores = lambda: jobs
    if plain:
        Theme.around = lambda theme, _, context: render_theme(theme.env, context)  # type: ignore[method-assign]
    spent, Theme.around = timed(Theme.around)  # type: ignore[method-assign]
    build_site(Path.cwd())
    print(f"{sum(spent) / time.process_time():.1%}")


def timed(work: Callable[..., Any]) -> tuple[list[float], Callable[..., Any]]:
    """Returns a list that fills with the CPU seconds of every call of a function, and the function."""
    spent: list[float] = []

    def call(*given: object) -> object:
        started = time.process_time()
        try:
            return work(*given)
        finally:
            spent.append(time.process_time() - started)

    return spent, call


if __name__ == "__main__":
    main()
