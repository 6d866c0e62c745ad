"""Each kind of change is told by its own words, at its own place, in both languages; noise is told by none."""

from pathlib import Path

import pytest
import yaml
from tests.changes.conftest import Compare, base_files, edited

from rencana.changes import KINDS

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
NOISE = Path(__file__).parent / "noise.yaml"


Edits = dict[str, dict[str, str]]


def told(compare: Compare, edits: Edits, edits_before: Edits | None = None) -> list[dict[str, str]]:
    """Returns what is told of an edit, as a case writes it down; `edits_before` were made before."""
    before, after = edited(base_files(), edits_before or {}), edited(base_files(), edits)
    return [
        {
            "kind": change.kind,
            "weight": change.weight.value,
            "at": f"{change.file.removeprefix('plans/')}:{change.span.line}{' before' if change.in_base else ''}",
            "en": change.message,
            "id": other.message,
        }
        for change, other in zip(compare(before, after, "en"), compare(before, after, "id"), strict=True)
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_edit_is_told(path: Path, compare: Compare, request: pytest.FixtureRequest) -> None:
    """An edit gives exactly the changes that stand beside it."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    changes = told(compare, case["edit"], case.get("from"))
    if request.config.getoption("--rewrite"):
        case["want"] = changes
        path.write_text(yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    assert changes == case["want"]
    assert case["want"]


def test_every_kind_has_a_case() -> None:
    """There is no kind of change that no case tells of."""
    cases = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in CASES]
    assert set(KINDS) == {change["kind"] for case in cases for change in case.get("want", ())}


@pytest.mark.parametrize("edit", yaml.safe_load(NOISE.read_text(encoding="utf-8")).items(), ids=lambda edit: edit[0])
def test_noise_is_silent(edit: tuple[str, dict[str, dict[str, str]]], compare: Compare) -> None:
    """Another order, form, comment or file of the same values is no change."""
    assert edited(base_files(), edit[1]) != base_files()
    assert told(compare, edit[1]) == []
