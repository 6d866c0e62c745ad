"""What the speed of Rencana is meant to be, held against what was measured."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import ways
from check import HELP, IMPORTS, ONE
from clock import Measured
from table import Goal, Row

GROWTH = 10
"""Growth is judged where the plans are so many times as many."""


def judge(rows: Sequence[Row], checks: Mapping[str, Measured], check_plans: int) -> list[Goal]:
    """Returns the goals of which there are figures; those of speed for each size."""
    goals: list[Goal] = []
    for plans in sorted({row.plans for row in rows}):
        goals += _of_size(plans, {row.name: row.measured for row in rows if row.plans == plans and row.measured})
    goals += _growth([row for row in rows if row.name == ways.COLD and row.measured])
    if checks:
        goals += _of_checks(checks, check_plans)
    return goals


def _of_size(plans: int, took: Mapping[str, Measured]) -> Iterator[Goal]:
    def seconds(name: str, most: float) -> Iterator[Goal]:
        if name in took:
            yield Goal(f"{name}, {plans:,} plans: under {most} s", f"{took[name].wall:.2f} s", took[name].wall < most)

    def ratio(name: str, other: str, most: float, words: str) -> Iterator[Goal]:
        if name in took and other in took:
            times = took[name].wall / took[other].wall
            text = f"{name}, {plans:,} plans: {words} {other}"
            yield Goal(text, f"{times:.2f} of {took[other].wall:.2f} s", times <= most)

    yield from ratio(ways.COLD, ways.HUGO, 1, "no slower than")
    yield from ratio(ways.COLD, ways.MKDOCS, 1 / 12, "at most 1/12 of")
    for edit in (ways.PROSE, ways.TITLE):
        yield from seconds(edit, 0.5)
        yield from ratio(edit, ways.ZENSICAL_WARM, 1 / 5, "at most 1/5 of")
    yield from seconds(ways.WARM, 0.4)


def _growth(rows: Iterable[Row]) -> Iterator[Goal]:
    took = {row.plans: row.measured for row in rows if row.measured}
    for plans, few in took.items():
        if many := took.get(plans * GROWTH):
            times = many.wall / few.wall / GROWTH
            text = f"{ways.COLD}, {plans:,} to {plans * GROWTH:,} plans"
            a_plan = f"{few.wall * 1000 / plans:.1f} and {many.wall * 1000 / plans / GROWTH:.1f} ms a plan"
            yield Goal(f"{text}: linear within 15%", f"{times:.2f}; {a_plan}", times <= 1.15)
            each = f"{few.memory / plans / 1e3:.0f} and {many.memory / plans / GROWTH / 1e3:.0f} kB a plan"
            yield Goal(f"{text}: under 1 GB", f"{many.memory / 1e6:.0f} MB; {each}", many.memory < 1e9)


def _of_checks(took: Mapping[str, Measured], plans: int) -> Iterator[Goal]:
    for name, most in (
        (f"check {plans} plans, cold", 2.0),
        (f"check {plans} plans, warm", 0.5),
        (f"{ONE}, cold", 0.3),
        (f"{ONE}, warm", 0.3),
    ):
        yield Goal(f"{name}: under {most} s", f"{took[name].wall:.2f} s", took[name].wall < most)
    times = took[HELP].wall / took[IMPORTS].wall
    words = f"{times:.2f}; {took[HELP].wall:.3f} of {took[IMPORTS].wall:.3f} s"
    yield Goal(f"{HELP}: at most 1.5 times {IMPORTS}", words, times <= 1.5)
