"""Measures `rencana build` beside other ways to the same pages, and says which goals of speed are met.

.venv/bin/python tests/bench/peers.py [--sizes 10 100 1000 10000] [--runs 1] [--limit 900] [--write]

For each size one portfolio is written; all ways get its pages. Each way is run alone, one after the other: seconds are
wall time of the whole command, the best of the runs; CPU seconds are those of all of its processes; memory is the
peak of all of them together, with what they share counted once. `of ours` compares with the cold build in the same run.
Pages and bytes are those of the folder that was written, styles, scripts and tables included.

The other tools are installed from PyPI and npm into a folder of their own (--tools). One that cannot be had is said. A
way that fails, or takes longer than --limit seconds, is said too. --write puts the table into the manual.
"""

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import table
from build import write_site
from check import rows as check_rows
from clock import Failed, Measured, best, measure, written
from goals import judge
from tools import NODE, PYTHON, Tool, get_tools
from ways import COLD, PEERS, RENDER, Site, Way, floor, own

MANUAL = Path(__file__).parents[2] / "site" / "docs" / "manual" / "why" / "speed.md"
BEGIN, END = "<!-- Written by tests/bench/peers.py -->\n", "<!-- To here -->\n"


def main() -> None:
    """Measures, and shows the table."""
    given = _arguments()
    tools = get_tools(given.tools, given.peers, install=not given.no_install)
    with tempfile.TemporaryDirectory(dir=given.work) as name:
        rows: list[table.Row] = []
        for plans in given.sizes:
            folder = Path(name) / str(plans)
            for row in of_size(Site(folder, plans), tools, runs=given.runs, limit=given.limit):
                print(f"{row.plans:,} plans, {row.name}: {_short(row)}", file=sys.stderr)
                rows.append(row)
            shutil.rmtree(folder)
        checks: Mapping[str, Measured] = {}
        if given.check:
            checks = check_rows(Path(name) / "check", given.check, max(given.runs, 3))
    goals = judge(rows, checks, given.check)
    report = table.Report(rows, goals, machine(), versions(tools.values()), COLD)
    print(table.FORMS[given.format](report), end="")
    if given.write:
        write(MANUAL, table.markdown(report))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--sizes", type=int, nargs="+", default=[10, 100], help="how many plans")
    add("--runs", type=int, default=1, help="how often each way is run; the best counts")
    add("--limit", type=float, default=900.0, help="seconds after which a run is ended")
    add(
        "--check", type=int, default=1000, metavar="PLANS", help="plans that `rencana check` is measured with; 0 is not"
    )
    add("--peers", nargs="*", choices=(*PYTHON, *NODE), default=(*PYTHON, *NODE), help="all, where it is left out")
    tools = Path(tempfile.gettempdir()) / "rencana-bench-tools"
    add("--tools", type=Path, default=tools, help="where the peers are installed")
    add("--no-install", action="store_true", help="use only the peers that are there")
    add("--work", type=Path, help="where sites are built; the system's temporary folder, where it is left out")
    add("--format", choices=table.FORMS, default="text")
    for form in ("json", "markdown"):
        add(f"--{form}", dest="format", action="store_const", const=form, help=f"the same as --format {form}")
    add("--write", action="store_true", help="put the table into the manual")
    return parser.parse_args()


def of_size(site: Site, tools: Mapping[str, Tool], *, runs: int, limit: float) -> Iterator[table.Row]:
    """Yields the rows of one size: Rencana's own, then those of each peer, whose site goes when it is measured."""
    write_site(site.workspace, site.plans)
    ran = []
    # What is rendered for other hosts is measured where there are any.
    ways = (way for way in own(site) if tools or way.name != RENDER)
    for row in measured(site, ways, runs=runs, limit=limit):
        ran.append(row)
        yield row
    if any(row.failed for row in ran if row.name in {COLD, RENDER}):
        return
    yield from measured(site, floor(site), runs=runs, limit=limit)
    for peer in PEERS:
        if not (tool := tools.get(peer.tool)):
            continue
        if tool.program:
            yield from measured(site, peer.ways(site, tool), runs=runs, limit=limit)
        else:
            yield table.Row(peer.name, site.plans, less=peer.less, failed=f"not installed: {tool.install}")
        shutil.rmtree(site.folder / "peer", ignore_errors=True)


def measured(site: Site, some: Iterable[Way], *, runs: int, limit: float) -> Iterator[table.Row]:
    """Runs ways one after the other and yields their rows; after one that fails those that rest on it are left out."""
    for way in some:
        try:
            yield _row(way, site.plans, runs, limit)
        except Failed as error:
            yield table.Row(way.name, site.plans, less=way.less, failed=str(error))
            return


def _row(way: Way, plans: int, runs: int, limit: float) -> table.Row:
    numbers = iter(range(runs))

    def run() -> Measured:
        way.before(next(numbers))
        return measure(way.command, way.folder, environ=way.environ, limit=limit)

    took = best(run, runs)
    return table.Row(way.name, plans, took, written(way.output), way.less)


def _short(row: table.Row) -> str:
    return row.failed or (f"{row.measured.wall:.2f} s" if row.measured else "")


def machine() -> str:
    """Says on what machine this ran."""
    cpu = platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    info = Path("/proc/cpuinfo")
    if info.is_file() and (model := re.search(r"model name\s*: (.+)", info.read_text())):
        cpu = model[1]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0]
    return (
        f"{cores} cores of {cpu}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}; "
        f"load at the end {load:.1f}."
    )


def versions(tools: Iterable[Tool]) -> str:
    """Says which versions ran: ours, what we build with, and the peers."""
    theirs = [f"{tool.name} {tool.version or 'not installed'}" for tool in tools]
    return f"{own_versions()} Peers: {', '.join(theirs) or 'none'}."


def own_versions() -> str:
    """Says which versions of ours ran, and of what we build with."""
    names = ("rencana", "mkdocs", "mkdocs-material", "jinja2", "pyyaml")
    return f"{', '.join(f'{name} {version(name)}' for name in names)}."


def write(path: Path, made: str) -> None:
    """Puts the table between its two marks in a page."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{path} has no place for the table: {BEGIN.strip()} … {END.strip()}")
    path.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
