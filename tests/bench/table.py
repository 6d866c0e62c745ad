"""Shows what was measured: for a terminal, for the manual, for programs."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from clock import Measured, Written


@dataclass(frozen=True, slots=True)
class Row:
    """What one way took for so many plans; where it came to no good end, `failed` says why."""

    name: str
    plans: int
    measured: Measured | None = None
    written: Written | None = None
    less: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, the figure that was measured, and whether it is met."""

    text: str
    figure: str
    met: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run has found. `machine` and `versions` say on what."""

    rows: Sequence[Row]
    goals: Sequence[Goal]
    machine: str
    versions: str
    unit: str
    """The row that others are compared with."""


HEADS = ("seconds", "of ours", "CPU s", "ms a plan", "ms a page", "pages", "MB", "memory MB")


def _cells(row: Row, unit: Row | None) -> tuple[str, ...]:
    """Returns the figures of a row in the order of the heads; a dash stands for what is not known."""
    if not row.measured:
        return ("–",) * len(HEADS)
    wall, written = row.measured.wall, row.written
    return (
        f"{wall:.2f}",
        f"{wall / unit.measured.wall:.2f}" if unit and unit.measured else "–",
        f"{row.measured.work:.2f}",
        f"{wall * 1000 / row.plans:.1f}",
        f"{wall * 1000 / written.pages:.2f}" if written and written.pages else "–",
        f"{written.pages:,}" if written else "–",
        f"{written.size / 1e6:.1f}" if written else "–",
        f"{row.measured.memory / 1e6:.0f}",
    )


def _by_size(report: Report) -> Iterable[tuple[int, list[Row], Row | None]]:
    for plans in sorted({row.plans for row in report.rows}):
        rows = [row for row in report.rows if row.plans == plans]
        yield plans, rows, next((row for row in rows if row.name == report.unit), None)


def text(report: Report) -> str:
    """Returns the report for a terminal."""
    lines = [report.machine, report.versions]
    for plans, rows, unit in _by_size(report):
        lines += ["", f"{f'{plans:,} plans':40}" + "".join(f" {head:>10}" for head in HEADS)]
        for row in rows:
            figures = "".join(f" {cell:>10}" for cell in _cells(row, unit))
            lines.append(f"{row.name:40}" + (f"   {row.failed}" if row.failed else figures))
    lines += ["", "goals"]
    lines += [f"{'met' if goal.met else 'missed':8}{goal.text}: {goal.figure}" for goal in report.goals]
    return "\n".join([*lines, ""])


def markdown(report: Report) -> str:
    """Returns the report for a page of the manual."""
    parts = [f"{report.machine}\n\n{report.versions}\n"]
    for plans, rows, unit in _by_size(report):
        remarks = list(dict.fromkeys(said for row in rows if (said := row.failed or row.less)))
        head = "| " + " | ".join((f"{plans:,} plans", *HEADS)) + " |"
        body = [_marked(row, unit, remarks) for row in rows]
        listed = [f"({number}) {said}" for number, said in enumerate(remarks, 1)]
        parts.append("\n".join([head, "|---|" + "--:|" * len(HEADS), *body, "", *_paragraphs(listed)]))
    goals = [f"| {goal.text} | {goal.figure} | {'met' if goal.met else '**missed**'} |" for goal in report.goals]
    parts.append("\n".join(["| goal | measured | |", "|---|---|---|", *goals, ""]))
    return "\n".join(parts)


def _marked(row: Row, unit: Row | None, remarks: Sequence[str]) -> str:
    """Returns a row; a number behind its name leads to what is said of it below the table, where it has room."""
    remark = row.failed or row.less
    name = f"{row.name} ({remarks.index(remark) + 1})" if remark else row.name
    return "| " + " | ".join((name, *_cells(row, unit))) + " |"


def _paragraphs(texts: Iterable[str]) -> Iterable[str]:
    for paragraph in texts:
        yield from (paragraph, "")


def as_json(report: Report) -> str:
    """Returns the report for programs: seconds, bytes, counts."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


FORMS: dict[str, Callable[[Report], str]] = {"json": as_json, "markdown": markdown, "text": text}
