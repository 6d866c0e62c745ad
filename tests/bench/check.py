"""Measures `rencana check`: a portfolio of many plans, and one file with the start of the program.

.venv/bin/python tests/bench/check.py [--plans 1000] [--runs 3]

Seconds are wall time of the whole command, the best of the runs; memory is its largest resident size. Beside them
stands what a bare `python -c "import click, yaml, pydantic"` takes in the same run, as the floor of the start.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from portfolios import write_portfolio

FLOOR = [sys.executable, "-c", "import click, yaml, pydantic"]
RENCANA = [sys.executable, "-m", "rencana"]


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
        one = folder / "one" / "plans" / "campaign-00000" / "plan.yaml"
        floor, _ = measure(FLOOR, folder, given.runs)
        rows = {
            "import click, yaml, pydantic": FLOOR,
            "rencana --help": [*RENCANA, "--help"],
            "rencana check, one file": [*RENCANA, "check", "-q", "--on", "2026-06-01", str(one)],
            f"rencana check, {given.plans} plans": [
                *RENCANA, "check", "-q", "--on", "2026-06-01", "--format", "json", "-C", str(folder / "many"),
            ],
        }  # fmt: skip
        print(f"{'what':34} {'seconds':>8} {'of floor':>9} {'memory':>9}")
        for what, command in rows.items():
            seconds, memory = measure(command, folder, given.runs)
            print(f"{what:34} {seconds:8.3f} {seconds / floor:8.1f}x {memory / 1024:6.0f} MB")
    print("\nimported by a check, beyond the standard library: " + ", ".join(imported()))


def measure(command: list[str], folder: Path, runs: int) -> tuple[float, int]:
    """Returns the least seconds and the largest resident size in kB of some runs."""
    best, most = float("inf"), 0
    for _ in range(runs):
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        best = min(best, time.perf_counter() - started)
        most = max(most, usage.ru_maxrss)
    return best, most


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
