"""The list of dependencies is that of pyproject.toml, and what an audit says is no better than what it knows."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MADE = runpy.run_path(str(Path(__file__).parent / "dependencies.py"))
AUDIT = runpy.run_path(str(Path(__file__).parent / "audit.py"))
LOOKED_UP = {"name": "click", "version": "8.3", "vulns": []}
FAULTY = {"name": "jinja2", "version": "3.1.2", "vulns": [{"id": "CVE-2024-22195", "fix_versions": ["3.1.3"]}]}
SKIPPED = {"name": "nh3", "skip_reason": "Dependency not found"}


def test_every_dependency_is_listed_with_its_licence() -> None:
    """The page has a row for each dependency of pyproject.toml, with its versions, its licence and its reason."""
    text = MADE["PAGE"].read_text(encoding="utf-8")
    chosen = MADE["packages"]()
    assert MADE["_direct"](text) == MADE["_direct"](MADE["MADE"] + "".join(MADE["page"](chosen)))
    assert [package.name for package in chosen.values() if package.licence == "unknown"] == []
    assert [package.name for package in chosen.values() if package.range and not package.why] == []


def test_bill_names_the_same_packages() -> None:
    """The bill of materials in the wheel lists what the page lists, and leads nowhere else."""
    bill = json.loads(MADE["BILL"].read_text(encoding="utf-8"))
    text = MADE["PAGE"].read_text(encoding="utf-8")
    names = {component["name"] for component in bill["components"]}
    assert names == {line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")} - {"package"}
    assert {name for entry in bill["dependencies"] for name in entry["dependsOn"]} == names
    assert bill["metadata"]["component"]["version"] == MADE["project"]()["version"]


@pytest.mark.parametrize(
    ("packages", "words", "code"),
    [
        ([LOOKED_UP], "1 packages were looked up; 0 known faults.", 0),
        ([LOOKED_UP, FAULTY], "jinja2 3.1.2: CVE-2024-22195, mended in 3.1.3", 1),
        ([LOOKED_UP, SKIPPED], "1 could not be looked up, so nothing is known of them: nh3.", 2),
        ([FAULTY, SKIPPED], "1 could not be looked up", 1),
        ([], "0 packages were looked up", 2),
    ],
)
def test_what_was_not_looked_up_is_not_fine(packages: list[dict[str, Any]], words: str, code: int) -> None:
    """An audit is fine only where every package was looked up and none has a known fault."""
    lines, found_code = AUDIT["told"](packages)
    assert words in "\n".join(lines)
    assert found_code == code
