"""Writes the reference pages of the manual from the tool itself, so that they cannot say what is not true.

.ci/manual          writes site/docs/manual/reference/
.ci/manual --check  writes nothing; exits 1 where a page is not as it is made
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from rencana.catalogue import Metric, metrics, platforms, title_in
from rencana.changes import KINDS, Weight
from rencana.cli.commands import PLACES, rencana
from rencana.plan.language.fault import CODES
from rencana.plan.language.part import OWN, PlanPart
from rencana.plan.language.scalar import LONGEST_ID
from rencana.plan.language.shape import all_parts
from rencana.plan.plan import Plan
from rencana.plan.readings import MARKS, READING_COLUMNS
from rencana.plan.schema import field_notes
from rencana.plan.shared import Shared
from rencana.source.fault import FAULTS

ROOT = Path(__file__).parents[2]
_HEADINGS = {"Header": "Frame", "PlaybookStep": "Step", "NamedPlace": "Place"}
"""What the manual calls a part whose class has a longer name in the code."""
CASES = ROOT / "tests" / "cases" / "broken"
MADE = "<!-- Made by .ci/manual from the tool itself; do not edit. -->\n\n"


def plan_language() -> Iterator[str]:
    """Yields the page of the plan language: every key of every part, with its note."""
    yield "# The plan language\n\nEvery key that a plan or `portfolio.yaml` may have. "
    yield "Keys that begin with `x-` are your own, everywhere. The order of the keys is the order of the method.\n\n"
    yield "An id is a word of small letters of any script and of digits, or several joined by hyphens, with at most "
    yield f"{LONGEST_ID} characters; it names pages and files. Names that Windows keeps for itself (`nul`, `con`, "
    yield "`aux`, `prn`, `com1`, `lpt1` and their kin) are no ids.\n\n"
    for title, root in (("plan.yaml", Plan), ("portfolio.yaml", Shared)):
        yield f"## {title}\n\n"
        for part in _parts(root):
            yield f"### {_HEADINGS.get(part.__name__, part.__name__)}\n\n{_first_line(part)}\n\n"
            if part.shorthand:
                yield f"A single text means `{'` and `'.join(part.shorthand)}`.\n\n"
            yield "| key | meaning |\n|---|---|\n"
            notes = field_notes(part)
            for name, field in part.model_fields.items():
                if field.alias != OWN:
                    yield f"| `{field.alias or name}` | {notes[name].replace(chr(10), ' ')} |\n"
            yield "\n"
    columns, marks = "`, `".join(READING_COLUMNS), "`, `".join(MARKS)
    yield "## readings/*.csv\n\nA table of measured values; columns are found by name. "
    yield "`end`, `metric` and `value` (or `change`) are required. "
    yield f"Columns: `{columns}`. Marks: `{marks}`.\n\n"
    yield "Without `start` a value is *as of* `end`; with both it is *within*. A blank scope means the whole.\n\n"
    yield "## calendar.csv\n\nItems of the calendar as rows: an `id` column and the keys of an Item. "
    yield "Several channels, audiences or assets stand with `;` between.\n"


def _parts(root: type[PlanPart]) -> list[type[PlanPart]]:
    parts: dict[type[PlanPart], None] = {}
    todo = [root]
    while todo:
        part = todo.pop(0)
        if part not in parts:
            parts[part] = None
            todo += [inner for field in part.model_fields.values() for inner in all_parts(field.annotation)]
    return list(parts)


def _first_line(thing: Any) -> str:
    return inspect.cleandoc(thing.__doc__ or "").split("\n")[0]


def changes() -> Iterator[str]:
    """Yields the page of the kinds of change, the weightiest first."""
    yield "# Kinds of change\n\nWhat `rencana diff` may say, and in which words; "
    yield "`{what}` is the part of the plan with its title.\n"
    for weight in Weight:
        yield f"\n## Weight: {weight.value}\n\n| kind | words |\n|---|---|\n"
        for kind in sorted(KINDS.values(), key=lambda kind: kind.name):
            if kind.weight is weight:
                # Words that hold code themselves stand between two marks.
                words = f"`` {kind.message} ``" if "`" in kind.message else f"`{kind.message}`"
                yield f"| `{kind.name}` | {words} |\n"


def command_line() -> Iterator[str]:
    """Yields the page of the command line: the help of every command."""
    yield "# The command line\n\nExit codes: 0 fine; 1 findings of the severity error; 2 could not run.\n\n"
    context = click.Context(rencana, info_name="rencana", help_option_names=["-h", "--help"])
    yield f"```text\n{rencana.get_help(context)}\n```\n\n"
    for name in PLACES:
        command = rencana.get_command(context, name)
        assert command is not None
        help_text = command.get_help(click.Context(command, parent=context, info_name=name, terminal_width=100))
        yield f"## rencana {name}\n\n```text\n{help_text}\n```\n\n"


def findings() -> Iterator[str]:
    """Yields the page of findings: every fault of files and of the plan language, with a file that shows it."""
    yield "# Findings\n\nWhat `rencana check` finds in files and in the plan language. "
    yield "What it finds beyond them has rules: `rencana rules` lists them, and the site has a page for each. "
    yield "Names lead; a code is never used again.\n\n"
    codes = {**{name: code for name, (code, _) in FAULTS.items()}, **CODES}
    for name, code in sorted(codes.items()):
        yield f"## {name}\n\n`{code}`\n\n"
        files = [path for path in sorted((CASES / name).glob("*")) if path.suffix in (".yaml", ".csv")]
        short = [path for path in files if _readable(path)]
        if short:
            kind = "yaml" if short[0].suffix == ".yaml" else "text"
            yield f"For example:\n\n```{kind}\n{short[0].read_text(encoding='utf-8').strip()}\n```\n\n"


def _readable(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return len(text) < 600 and text.strip() != "" and all(sign.isprintable() or sign in "\n\t" for sign in text)


def catalogue() -> Iterator[str]:
    """Yields the page of the catalogue: metrics and platforms."""
    yield "# The catalogue\n\n## Metrics\n\n"
    yield "How days come together: `sum`, the `last` one, `each` alone, or by the formula; a *platform value* holds "
    yield "for the very days only. Whether posts and channels add up stands behind it, where it is not the same.\n\n"
    yield "| id | title | unit | better | days | formula | definition | source |\n|---|---|---|---|---|---|---|---|\n"
    for name, metric in metrics().items():
        source = _source(metric.source)
        words = metric.definition.replace("|", "/")
        formula = f"`{metric.formula}`" if metric.formula else ""
        title = title_in(metric.title, "en")
        days = _adding(metric)
        yield f"| `{name}` | {title} | {metric.unit} | {metric.direction} | {days} | {formula} | {words} | {source} |\n"
    yield "\n### Breaks\n\nFrom these days on something else is counted: a line stops, and a sum does not cross.\n\n"
    yield "| metric | since | where | what |\n|---|---|---|---|\n"
    for name, metric in metrics().items():
        for gap in metric.breaks:
            where = ", ".join(gap.platforms) or "everywhere"
            yield f"| `{name}` | {gap.date} | {where} | {title_in(gap.what, 'en')} ({_source(gap.source)}) |\n"
    yield "\n## Platforms\n\n| id | title | formats | caption |\n|---|---|---|---|\n"
    for name, platform in platforms().items():
        limit = platform.caption
        caption = f"{limit.limit} ({_source(limit.source)}, {limit.checked})" if limit else ""
        yield f"| `{name}` | {title_in(platform.title, 'en')} | {', '.join(platform.formats)} | {caption} |\n"


def _source(source: str) -> str:
    return f"[source]({source})" if source.startswith("https://") else source


def _adding(metric: Metric) -> str:
    days = "platform value" if metric.platform_value else metric.over_time or "formula"
    apart = [f"posts: {metric.over_items}"] if metric.over_items else []
    apart += [f"channels: {metric.over_channels}"] if metric.over_channels else []
    return ", ".join([days, *apart])


PAGES = {
    "plan-language": plan_language,
    "command-line": command_line,
    "findings": findings,
    "changes": changes,
    "catalogue": catalogue,
}


def main() -> int:
    """Writes or checks every page."""
    wrong = []
    for name, page in PAGES.items():
        path = ROOT / "site" / "docs" / "manual" / "reference" / f"{name}.md"
        text = MADE + "".join(page())
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            wrong.append(str(path.relative_to(ROOT)))
    sys.stdout.write("\n".join(wrong) or f"{len(PAGES)} pages.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
