"""Published plans in the plan language: each number and date of their tables is in the data and on a page."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from plain import build

from rencana.finding import Severity
from rencana.pipeline import Site

REAL = Path(__file__).parent.parent / "cases" / "real"
PLANS = sorted(path.parent.name for path in REAL.glob("*/facts.yaml"))


@pytest.fixture(scope="module", params=PLANS)
def real_plan(request: pytest.FixtureRequest) -> tuple[list[dict[str, str]], Site]:
    """A real plan with the facts that its publisher printed."""
    folder = REAL / request.param
    facts = yaml.safe_load((folder / "facts.yaml").read_text(encoding="utf-8"))
    return facts, build(folder, on=date(2026, 3, 1))


def test_language_holds_it(real_plan: tuple[list[dict[str, str]], Site]) -> None:
    """The language can hold the plan as it is; what rules say of a plan written down afterwards is a note at most."""
    _, outcome = real_plan
    assert {finding.severity for finding in outcome.findings} == {Severity.NOTE}
    assert [finding for finding in outcome.findings if finding.code.startswith(("SRC", "PLN"))] == []


def test_keeps_every_figure(real_plan: tuple[list[dict[str, str]], Site]) -> None:
    """Every number and date of the published tables stands in a typed field of plan.json."""
    facts, outcome = real_plan
    plan = json.loads(next(d for d in outcome.pages.downloads if d.path.endswith("plan.json")).content())
    facts_of_plan = [fact for fact in facts if "json" in fact]
    assert facts_of_plan
    wrong = [
        (fact["json"], fact["is"], value) for fact in facts_of_plan if (value := _at(plan, fact["json"])) != fact["is"]
    ]
    assert wrong == []


def test_shows_every_figure_in_its_place(real_plan: tuple[list[dict[str, str]], Site]) -> None:
    """Every number of the published tables stands in the right row and column of a page."""
    facts, outcome = real_plan
    pages = {
        page.path.rsplit("/", 1)[1].removesuffix(".md"): page for page in outcome.pages.pages if "plans/" in page.path
    }
    tables = {name: _tables(page.body().html) for name, page in pages.items()}
    wrong = [fact for fact in facts if "page" in fact and not _shows(tables[fact["page"]], fact)]
    assert wrong == []


def _at(data: Any, path: str) -> str | None:
    """Returns what stands at a path: the text as written for amounts and dates."""
    for step in re.findall(r"readings\[[^\]]*\]|[^.]+", path):
        if step.startswith("readings["):
            cells = dict(pair.split("=") for pair in step[9:-1].split(","))
            data = next(row for row in data["readings"] if all(_said(row.get(k)) == v for k, v in cells.items()))
        else:
            data = data[int(step)] if isinstance(data, list) else data[step]
    return _said(data)


def _said(value: Any) -> str | None:
    return value["text"] if isinstance(value, dict) and "text" in value else value


class _Reader(HTMLParser):
    """Collects the tables of a page as rows of cell texts."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  its signature
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self.cell).split(" ")).strip())
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)


def _tables(html: str) -> list[list[list[str]]]:
    reader = _Reader()
    reader.feed(html)
    return reader.tables


def _shows(tables: list[list[list[str]]], fact: dict[str, str]) -> bool:
    for head, *rows in tables:
        if fact["column"] in head:
            column = head.index(fact["column"])
            if any(row[0].startswith(fact["row"]) and fact["shows"] in row[column] for row in rows):
                return True
    return False
