"""Cases of numbers: each a folder with a workspace (`plans/`) and its right answer (`want.yaml`), worked out by hand.

In `want.yaml` stand the day (`on`), the truth that the case guards (`says`), and what has to come out: `kpis` and
`objectives` by campaign/id, `campaigns` by id, in the words of `rencana status --format json`. Only the keys that are
named are compared; a list of words or numbers means one of these, a list of maps is compared in order. `not_value`
lists numbers that would be wrong, `spread` means nothing or a range of some width. `text` and `check` list what the
text of the status and the findings must have and must not have; "a|b" is "a or b". `fails: true` marks a case that the
program does not answer rightly yet. A new case needs no Python.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from plain import check

from rencana.measure import measure
from rencana.render.files.status import status_data
from rencana.render.files.status_text import status_text
from rencana.source import DiskTree

FOLDER = Path(__file__).parent / "cases"


def cases() -> Iterator[Any]:
    """Every folder as a parameter; its id is its name and the truth that it guards."""
    for path in sorted(FOLDER.glob("*/want.yaml")):
        want = yaml.safe_load(path.read_text(encoding="utf-8"))
        marks = [pytest.mark.xfail(strict=True, reason="the program says something else")] if want.get("fails") else []
        yield pytest.param(path.parent, want, id=f"{path.parent.name}: {want['says']}", marks=marks)


@pytest.mark.parametrize(("folder", "want"), list(cases()))
def test_says_what_is_right(folder: Path, want: dict[str, Any]) -> None:
    """The numbers, the words and the findings of a case are those that its truth asks for."""
    assert list(faults(folder, want)) == []


def faults(folder: Path, want: dict[str, Any]) -> Iterator[str]:
    """Yields what is not as it should be in one case."""
    checked = check(DiskTree(folder), on=want["on"])
    measured = [measure(campaign, checked.on) for campaign in checked.portfolio.campaigns.values()]
    yield from faults_of_status([status_data(campaign) for campaign in measured], want)
    if "text" in want:
        lines = "\n".join(status_text(campaign, "en")["text"] for campaign in measured)
        yield from faults_of_words("text", " ".join(lines.split()), want["text"])
    if "check" in want:
        findings = " / ".join(f"{finding.rule}: {finding.message}" for finding in checked.open)
        yield from faults_of_words("check", findings, want["check"])


def faults_of_status(campaigns: list[dict[str, Any]], want: dict[str, Any]) -> Iterator[str]:
    """Yields what the status says otherwise."""
    by_id = {campaign["id"]: campaign for campaign in campaigns}
    for name, status in want.get("campaigns", {}).items():
        yield from unlike(name, by_id[name]["status"], status)
    for kind in ("objectives", "kpis"):
        parts = {f"{name}/{part['id']}": part for name, campaign in by_id.items() for part in campaign[kind]}
        for name, right in want.get(kind, {}).items():
            yield from faults_of_part(name, parts[name], right if kind == "kpis" else {"status": right})


def faults_of_part(name: str, part: Mapping[str, Any], want: dict[str, Any]) -> Iterator[str]:
    """Yields what a KPI, or an objective, says otherwise."""
    for key, right in want.items():
        if key == "not_value":
            yield from (f"{name} value is {wrong}" for wrong in right if same(part["value"], wrong))
        elif right == "spread":
            if part[key] and not part[key]["low"] < part[key]["high"]:
                yield f"{name} {key} has no width: {part[key]}"
        else:
            yield from unlike(f"{name} {key}", part.get(key), right)


def unlike(name: str, answer: Any, want: Any) -> Iterator[str]:
    """Yields how a part of the answer differs from what is right, going down into maps and lists of maps."""
    if isinstance(want, dict) and isinstance(answer, dict):
        for key, right in want.items():
            yield from unlike(f"{name}.{key}", answer.get(key), right)
    elif isinstance(want, list) and isinstance(answer, list) and len(answer) == len(want):
        for number, (part, right) in enumerate(zip(answer, want, strict=True)):
            yield from unlike(f"{name}[{number}]", part, right)
    elif not any(same(answer, right) for right in (want if isinstance(want, list) else [want])):
        yield f"{name} is {answer}, and should be {want}"


def same(answer: Any, want: Any) -> bool:
    """Tells whether a single value is the right one: numbers but for rounding, days as they are written."""
    if isinstance(want, dict):
        return False
    if isinstance(want, int | float) and not isinstance(want, bool):
        return isinstance(answer, int | float) and abs(answer - want) <= 1e-6 * max(1e-3, abs(want))
    return bool(answer == (str(want) if isinstance(want, date) else want))


def faults_of_words(name: str, text: str, want: dict[str, list[str]]) -> Iterator[str]:
    """Yields the words that a text lacks, and those that it should not have."""

    def has(words: str) -> bool:
        return any(word.lower() in text.lower() for word in words.split("|"))

    yield from (f"the {name} lacks {words!r}: {text[:400]}" for words in want.get("has", []) if not has(words))
    yield from (f"the {name} has {words!r}: {text[:400]}" for words in want.get("not", []) if has(words))
