"""Measures the chart of a KPI: milliseconds and bytes, for courses of several lengths.

.venv/bin/python tests/bench/charts.py [--runs 200]

Each column is the best of all runs and holds all that it needs: `course` the arithmetic, `spark` and `small` the little
drawings, `full` both drawings with the words of the table, `html` all of that through the template. Bytes are those of
the whole figure, of the two drawings in it, and of the figure as a server packs it.
"""

import argparse
import gzip
import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from plain import check

from rencana.check import RuleChoice
from rencana.measure import measure
from rencana.measure.history import course
from rencana.render.address import Links
from rencana.render.charts.kpi import chart, full
from rencana.render.environment import environment
from rencana.render.subject.campaign import CampaignView
from rencana.render.text.say import Say
from rencana.source import MemoryTree

FIRST = date(2026, 1, 1)
FILL = '{% from "charts/kpi.html" import chart %}{{ chart(view, "x") }}'
PLAN = """
campaign: {{title: T, state: running, period: {{start: 2026-01-01, end: {end}}}}}
channels: {{instagram: {{kind: owned}}}}
measurement:
  kpis:
    views: {{metric: views, channels: instagram, baseline: unknown, targets: [{{value: 900_000, by: {end}}}]}}
    followers:
      metric: followers
      channels: instagram
      baseline: {{value: 900, date: 2025-12-31}}
      targets: [{{value: 9_000, by: {end}}}]
"""


def scene(points: int) -> CampaignView:
    """Returns a campaign with a reading of each metric on each day."""
    days = [FIRST + timedelta(days=index) for index in range(points)]
    lines = ["start,end,channel,metric,value"]
    lines += [f"{day},{day},instagram,views,{4000 + index * 731 % 5003}" for index, day in enumerate(days)]
    lines += [f",{day},instagram,followers,{1000 + index * 37}" for index, day in enumerate(days)]
    plan = PLAN.format(end=days[-1] + timedelta(days=30))
    files = {"plans/portfolio.yaml": "format: 1", "plans/t/plan.yaml": plan, "plans/t/readings/r.csv": "\n".join(lines)}
    tree = MemoryTree({name: text.encode() for name, text in files.items()})
    checked = check(tree, choice=RuleChoice(ignore=("all",)), on=days[-1])
    campaign = checked.portfolio.campaigns["t"]
    return CampaignView(campaign, Say("en"), Links("plans/t/measurement.md"), days[-1], measure(campaign, days[-1]))


def best(make: Callable[[], object], runs: int) -> float:
    """Returns the least milliseconds of some runs."""
    least = float("inf")
    for _ in range(runs):
        started = time.perf_counter()
        make()
        least = min(least, time.perf_counter() - started)
    return least * 1000


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    given = parser.parse_args()
    template = environment("en").from_string(FILL)
    heads = ("course", "spark", "small", "full", "html")
    print(f"points {'KPI':10}" + "".join(f" {head:>8}" for head in heads), f"{'bytes':>8} {'drawings':>9} {'gzip':>6}")
    for points in (1, 13, 90, 365):
        made = scene(points)
        for name, progress in made.measured.kpis.items():
            view = chart(made, progress)
            html = template.render(view=view).encode()
            drawn = sum(map(len, re.findall(rb"<svg.*?</svg>", html, re.DOTALL)))
            times = (
                best(partial(course, made.measured, name), given.runs),
                best(view.spark, given.runs),
                best(view.small, given.runs),
                best(partial(full, made, progress), given.runs),
                best(partial(template.render, view=view), given.runs),
            )
            print(
                f"{points:6} {name:10}" + "".join(f" {seconds:8.2f}" for seconds in times),
                f"{len(html):8} {drawn:9} {len(gzip.compress(html)):6}",
            )


if __name__ == "__main__":
    main()
