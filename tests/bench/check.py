"""Measures `rencana check`: a portfolio of many plans, and one file with the start of the program.

.venv/bin/python tests/bench/check.py [--plans 1000] [--runs 3]

Seconds are wall time of the whole command, the best of the runs, and processor time of all of its processes; memory is
the largest resident size of one of them. *Cold* is without a cache, *warm* after a run of which nothing has changed,
*one edit* after a change of one plan. Beside them stands what a bare `python -c "import click, yaml, pydantic"` takes
in the same run, as the floor of the start. The day lies after the last reading, as it should.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from portfolios import TODAY, write_portfolio

FLOOR = [sys.executable, "-c", "import click, yaml, pydantic"]
RENCANA = [sys.executable, "-m", "rencana"]
CHECK = [*RENCANA, "check", "-q", "--on", str(TODAY)]


class Measured(NamedTuple):
    """Seconds of the wall and of the processor, and the largest resident size in kB."""

    wall: float
    work: float
    memory: int


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_portfolio(folder / "many", given.plans)
        write_portfolio(folder / "one", 1)
        plan = folder / "many" / "plans" / "campaign-00000" / "plan.yaml"
        one = [*CHECK, str(folder / "one" / "plans" / "campaign-00000" / "plan.yaml")]
        many = [*CHECK, "--format", "json", "-C", str(folder / "many")]

        def edit() -> None:
            plan.write_text(plan.read_text(encoding="utf-8") + "# An edit.\n", encoding="utf-8")

        floor = measure(FLOOR, folder, given.runs)
        rows = {
            "import click, yaml, pydantic": floor,
            "rencana --help": measure([*RENCANA, "--help"], folder, given.runs),
            "check one file, cold": measure(one, folder, given.runs, cache="off"),
            "check one file, warm": measure(one, folder, given.runs + 1),
            f"check {given.plans} plans, cold": measure(many, folder, given.runs, cache="off"),
            f"check {given.plans} plans, warm": measure(many, folder, given.runs + 1),
            f"check {given.plans} plans, one edit": measure(many, folder, given.runs, before=edit),
        }
    print(f"{'what':34} {'seconds':>8} {'of floor':>9} {'work':>8} {'memory':>9}")
    for what, best in rows.items():
        shown = f"{best.wall:8.3f} {best.wall / floor.wall:8.1f}x {best.work:8.3f} {best.memory / 1024:6.0f} MB"
        print(f"{what:34} {shown}")
    print("\nimported by a check, beyond the standard library: " + ", ".join(imported()))


def measure(
    command: list[str], folder: Path, runs: int, *, cache: str = "", before: Callable[[], None] = lambda: None
) -> Measured:
    """Returns the least seconds and the largest resident size of some runs; the cache is kept from one to the next."""
    environ = {**os.environ, "RENCANA_CACHE": cache or str(folder / "cache")}
    found = []
    for _ in range(runs):
        before()
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, _, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        found.append(Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss))
    return Measured(min(one.wall for one in found), min(one.work for one in found), max(one.memory for one in found))


def imported() -> list[str]:
    """Returns the packages that a check of one file imports."""
    code = (
        "import sys, runpy\nsys.argv = ['rencana', 'check', '-q', '-C', sys.argv[1]]\n"
        "try:\n    runpy.run_module('rencana', run_name='__main__')\nexcept SystemExit:\n    pass\n"
        "print()\nprint(*sorted({n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=True)
    return [name for name in done.stdout.splitlines()[-1].split() if not name.startswith("_")]


if __name__ == "__main__":
    main()
