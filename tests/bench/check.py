"""Measures `rencana check`: a portfolio of many plans, and one file with the start of the program.

.venv/bin/python tests/bench/check.py [--plans 1000] [--runs 3]

Seconds are wall time of the whole command, the best of the runs, and processor time of all of its processes; memory is
that of all of them together. *Cold* is without a cache, *warm* after a run of which nothing has changed,
*one edit* after a change of one plan. Beside them stands what a bare `python -c "import click, yaml, pydantic"` takes
in the same run, as the floor of the start. The day lies after the last reading, as it should.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from clock import Measured, best, measure
from portfolios import TODAY, write_portfolio

FLOOR = [sys.executable, "-c", "import click, yaml, pydantic"]
RENCANA = [sys.executable, "-m", "rencana"]
IMPORTS, HELP, ONE = "import click, yaml, pydantic", "rencana --help", "check one file"
LIMIT = 600.0
CHECK = [*RENCANA, "check", "-q", "--on", str(TODAY)]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measured = rows(Path(name), given.plans, given.runs)
    floor = measured[IMPORTS]
    print(f"{'what':34} {'seconds':>8} {'of floor':>9} {'work':>8} {'memory':>9}")
    for what, took in measured.items():
        figures = f"{took.wall:8.3f} {took.wall / floor.wall:8.1f}x {took.work:8.3f} {took.memory / 2**20:6.0f} MB"
        print(f"{what:34} {figures}")
    print("\nimported by a check, beyond the standard library: " + ", ".join(imported()))


def rows(folder: Path, plans: int, runs: int) -> dict[str, Measured]:
    """Measures the start of the program, the check of one file, and that of many plans; all in an empty folder."""
    write_portfolio(folder / "many", plans)
    write_portfolio(folder / "one", 1)
    plan = folder / "many" / "plans" / "campaign-00000" / "plan.yaml"
    one_file = [*CHECK, str(folder / "one" / "plans" / "campaign-00000" / "plan.yaml")]
    many = [*CHECK, "--format", "json", "-C", str(folder / "many")]

    def took(
        command: list[str], *, cache: str = "", more: int = 0, before: Callable[[], None] = lambda: None
    ) -> Measured:
        environ = {**os.environ, "RENCANA_CACHE": cache or str(folder / "cache")}

        def run() -> Measured:
            before()
            return measure(command, folder, environ=environ, limit=LIMIT)

        # A warm run needs one before it, which fills the cache and is never the best.
        return best(run, runs + more)

    def edit() -> None:
        plan.write_text(plan.read_text(encoding="utf-8") + "# An edit.\n", encoding="utf-8")

    return {
        IMPORTS: took(FLOOR),
        HELP: took([*RENCANA, "--help"]),
        f"{ONE}, cold": took(one_file, cache="off"),
        f"{ONE}, warm": took(one_file, more=1),
        f"check {plans} plans, cold": took(many, cache="off"),
        f"check {plans} plans, warm": took(many, more=1),
        f"check {plans} plans, one edit": took(many, before=edit),
    }


def imported() -> list[str]:
    """Returns the packages that a check of one file imports."""
    code = (
        "import sys\nsys.argv = ['rencana', 'check', '-q', '-C', sys.argv[1]]\n"
        "from rencana.__main__ import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "print()\nprint(*sorted({n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=True)
    return [name for name in done.stdout.splitlines()[-1].split() if not name.startswith("_")]


if __name__ == "__main__":
    main()
