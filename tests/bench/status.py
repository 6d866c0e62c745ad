"""Measures `rencana status`: many campaigns with 10 KPIs, 3 channels and 90 days of daily readings each.

.venv/bin/python tests/bench/status.py [--campaigns 1000] [--runs 2] [--before CHECKOUT]

Seconds are wall time of the whole command, the best of the runs, cold (without the cache) and warm (with it). Memory is
the largest resident size of any of its processes. Beside them stands what Python needs to read the same tables with
its csv module and to add up the column of values, in the same run, as the floor. With `--before` the same command of
another checkout (such as `git worktree add /tmp/before HEAD~1`) runs in turn with this one, and the ratio is shown.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

METRICS = (
    "views", "impressions", "likes", "comments", "shares", "saves", "link-clicks", "engagements",
    "ctr", "er-impressions",
)  # fmt: skip
"""Eight sums, and two rates that follow from them."""
CHANNELS = ("instagram", "tiktok", "facebook")
START, DAYS = date(2026, 1, 1), 90
PORTFOLIO = "format: 1\norganisation: Kopi Contoh\nteams: {social-team: S}\nsources: {export: Export}\n"
FLOOR = """
import csv, pathlib, sys
from decimal import Decimal
print(sum(Decimal(row["value"]) for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.csv"))
          for row in csv.DictReader(path.open(newline=""))))
"""


def write(folder: Path, campaigns: int) -> None:
    """Writes a workspace of such campaigns; the same for the same number."""
    chance = random.Random(campaigns)
    (folder / "plans").mkdir(parents=True)
    (folder / "plans" / "portfolio.yaml").write_text(PORTFOLIO)
    kpis = "".join(
        f"    {name}: {{metric: {name}, channels: [{', '.join(CHANNELS)}], baseline: unknown, "
        f"targets: {{value: {'5%' if name in ('ctr', 'er-impressions') else 500_000}, by: 2026-03-31}}}}\n"
        for name in METRICS
    )
    channels = "".join(f"  {name}: {{kind: owned}}\n" for name in CHANNELS)
    for number in range(campaigns):
        place = folder / "plans" / f"campaign-{number:05}"
        (place / "readings").mkdir(parents=True)
        (place / "plan.yaml").write_text(
            f"campaign: {{title: Campaign {number}, state: running, owner: social-team, "
            f"period: {{start: {START}, end: 2026-03-31}}}}\nchannels:\n{channels}"
            f"measurement:\n  cadence: weekly\n  kpis:\n{kpis}"
        )
        for channel in CHANNELS:
            rows = [
                f"{day},{day},{channel},{metric},{chance.randrange(20, 9_000)},export\n"
                for day in (START + timedelta(days=offset) for offset in range(DAYS))
                for metric in METRICS[:8]
            ]
            text = "start,end,channel,metric,value,source\n" + "".join(rows)
            (place / "readings" / f"{channel}.csv").write_text(text)


def timed(command: list[str], environ: dict[str, str]) -> tuple[float, float]:
    """Returns the seconds and the largest resident size in MB of a command with its workers."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environ)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    assert status == 0, process.stderr and process.stderr.read().decode()
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--campaigns", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--before", type=Path, help="another checkout, to be compared with this one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "workspace", Path(name) / "cache"
        write(folder, given.campaigns)
        rows = given.campaigns * DAYS * len(CHANNELS) * 8
        environ = {**os.environ, "RENCANA_CACHE": str(cache)}
        status = [sys.executable, "-m", "rencana", "status", "--on", "2026-04-01", "-C", str(folder)]
        print(f"{given.campaigns} campaigns, {given.campaigns * len(METRICS)} KPIs, {rows:,} rows")
        print(f"{'what':44} {'seconds':>8} {'of floor':>9} {'memory':>9}")
        floor = best([sys.executable, "-c", FLOOR, str(folder)], environ, given.runs)
        show("csv and a sum, by Python alone", floor, floor)
        if given.before:
            compare(given.before, status, environ, cache, given.runs)
            return
        for form in ("text", "json"):
            cold = []
            for _ in range(given.runs):
                shutil.rmtree(cache, ignore_errors=True)
                cold.append(timed([*status, "--format", form], environ))
            show(f"rencana status --format {form}, cold", min(cold), floor)
            show(f"rencana status --format {form}, warm", best([*status, "--format", form], environ, given.runs), floor)


def compare(before: Path, status: list[str], environ: dict[str, str], cache: Path, runs: int) -> None:
    """Prints the cold seconds of two checkouts, run in turn so that a busy minute meets both, and their ratio."""
    here = Path(__file__).parents[2]
    seconds: dict[Path, list[float]] = {before: [], here: []}
    for _ in range(runs):
        for checkout, times in seconds.items():
            shutil.rmtree(cache, ignore_errors=True)
            paths = {**environ, "PYTHONPATH": str(checkout / "generator")}
            times.append(timed([*status, "--format", "json"], paths)[0])
    first, second = (min(times) for times in seconds.values())
    print(f"{'before, cold':44} {first:8.2f}\n{'here, cold':44} {second:8.2f}")
    print(f"{'here / before':44} {second / first:8.2f}x")


def best(command: list[str], environ: dict[str, str], runs: int) -> tuple[float, float]:
    """Returns the best of some runs."""
    return min(timed(command, environ) for _ in range(runs))


def show(what: str, measured: tuple[float, float], floor: tuple[float, float]) -> None:
    """Prints a row."""
    print(f"{what:44} {measured[0]:8.2f} {measured[0] / floor[0]:8.1f}x {measured[1]:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
