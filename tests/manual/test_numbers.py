"""The worked examples of the page on numbers: each is a workspace, and says what `rencana status` says of it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from plain import check

from rencana.check import RuleChoice
from rencana.measure import measure
from rencana.render.files.status_text import status_text
from rencana.source import MemoryTree

PAGE = Path(__file__).parents[2] / "site" / "docs" / "manual" / "measure.md"
_EXAMPLE = re.compile(
    r"```yaml\n# on (?P<on>[-0-9]+)(?P<rest>[^\n]*)\n(?P<kpis>.*?)```\n+"
    r"(?:```yaml\n# calendar\n(?P<calendar>.*?)```\n+)?"
    r"```csv\n(?P<readings>.*?)```\n+```text\n(?P<text>.*?)```",
    re.DOTALL,
)
_PORTFOLIO = (
    "format: 1\norganisation: Kopi Contoh\ncurrency: USD\ntimezone: UTC\nsources: {a: {title: A, method: counted}}\n"
)


class Example(NamedTuple):
    """A worked example as the page has it."""

    on: date
    rest: str
    kpis: str
    calendar: str
    readings: str
    text: str


def _examples(page: str) -> Iterator[Example]:
    for match in _EXAMPLE.finditer(page):
        texts = {name: text or "" for name, text in match.groupdict().items()}
        yield Example(**{**texts, "on": date.fromisoformat(texts["on"])})


EXAMPLES = list(_examples(PAGE.read_text(encoding="utf-8")))


def _said(example: Example) -> str:
    """Returns the lines that `rencana status` prints of the KPIs of an example."""
    period = re.search(r"from (\S+) to (\S+)", example.rest)
    start, end = period.groups() if period else ("2026-02-01", "2026-02-28")
    stop = re.search(r"stopped on (\S+)", example.rest)
    kpis = yaml.safe_load(example.kpis)
    plan = {
        "campaign": {
            "title": "Example",
            "state": "stopped" if stop else "running",
            "period": {"start": start, "end": end},
            **({"stopped": {"date": stop[1], "because": "An example."}} if stop else {}),
        },
        "objectives": {"o": {"yardsticks": list(kpis)}},
        "channels": {"instagram": {"kind": "owned"}, "tiktok": {"kind": "owned"}},
        "measurement": {"cadence": "weekly", "kpis": kpis},
        **({"calendar": yaml.safe_load(example.calendar)} if example.calendar else {}),
    }
    files = {
        "plans/portfolio.yaml": _PORTFOLIO.encode(),
        "plans/example/plan.yaml": yaml.safe_dump(plan, sort_keys=False).encode(),
        "plans/example/readings/a.csv": example.readings.encode(),
    }
    checked = check(MemoryTree(files), choice=RuleChoice(ignore=("all",)), on=example.on)
    assert checked.findings == ()
    return str(status_text(measure(checked.portfolio.campaigns["example"], example.on))["text"])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.on}-{example.kpis.partition(':')[0]}")
def test_examples_say_what_status_says(example: Example) -> None:
    """The text below each worked example is what the command prints of it, word by word."""
    assert _said(example).rstrip() == example.text.rstrip()


def test_each_principle_has_an_example() -> None:
    """No example of the page was overlooked by the pattern that finds them."""
    page = PAGE.read_text(encoding="utf-8")
    assert len(EXAMPLES) == page.count("```text\n") == page.count("```yaml\n# on ") >= 8


def _rewritten(match: re.Match[str]) -> str:
    text = match["text"]
    return match[0].removesuffix(f"{text}```") + _said(next(_examples(match[0]))).rstrip() + "\n```"


if __name__ == "__main__":
    # `PYTHONPATH=tests .venv/bin/python tests/manual/test_numbers.py` writes the texts anew: read the change.
    PAGE.write_text(_EXAMPLE.sub(_rewritten, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
