"""A quick check says what a plain one says: side by side, from the cache, after any change, with a damaged cache."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from rencana import pipeline
from rencana.choice import RuleChoice
from rencana.examine import examine
from rencana.finding import Finding
from rencana.jobs.store import Store
from rencana.pipeline import check
from rencana.source import DiskTree

CASES = Path(__file__).parent / "cases"
ON = date(2026, 3, 1)
ALL = RuleChoice()
PORTFOLIO = """format: 1
organisation: Kopi
teams: {social-team: Social, nobody: Unused}
sources: {panel: Panel}
check: {rulebook: "https://kopi.example/rules", ignore: {item-overdue: Told elsewhere.}}
"""
PLAN = """campaign:
  title: Campaign {number}
  owner: social-team
  part_of: {parent}
  tags: [cold-brew{number}]
  # rencana: ignore[period-missing, objective-serving-nobody] Known since spring.
audiences: {{young: {{title: The young, profile: They come home late.}}}}
channels: {{instagram: {{account: "@kopi", kind: owned}}}}
calendar: {{a: {{at: 2026-03-0{number} 19:40, channels: [instagram], format: reel, state: draft}}}}
measurement: {{kpis: {{seen: {{metric: views, sources: [panel]}}}}}}
"""
READINGS = "start,end,channel,metric,value,source\n2026-03-01,2026-03-01,instagram,views,700,panel\n"


def plain(root: Path, choice: RuleChoice = ALL) -> tuple[Finding, ...]:
    """What is found by one process that holds all plans and keeps nothing."""
    return check(DiskTree(root), choice=choice, on=ON).findings


def quick(root: Path, cache: Store | None, jobs: int = 1, choice: RuleChoice = ALL) -> tuple[Finding, ...]:
    """What `rencana check` finds."""
    return examine(root, choice=choice, on=ON, cache=cache, jobs=jobs).findings


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """A workspace whose campaigns name, collide with, and hide one another."""
    root = tmp_path / "family"
    for number, parent in ((1, "c2"), (2, "c3"), (3, "c1"), (4, "gone")):
        (root / "plans" / f"c{number}" / "readings").mkdir(parents=True)
        (root / "plans" / f"c{number}" / "plan.yaml").write_text(PLAN.format(number=number % 3 + 1, parent=parent))
        (root / "plans" / f"c{number}" / "readings" / "x.csv").write_text(READINGS)
    (root / "plans" / "portfolio.yaml").write_text(PORTFOLIO)
    (root / "plans" / "stray.yaml").write_text("a: b # rencana: ignore[no-such-rule]\n")
    return root


@pytest.fixture
def wreck(tmp_path: Path) -> Path:
    """A workspace of all broken files: so many campaigns that they are looked at side by side."""
    root = tmp_path / "wreck"
    for number, case in enumerate(sorted(CASES.glob("broken/*/*.*"))):
        if case.suffix not in (".yaml", ".csv"):
            continue
        folder = root / "plans" / f"case-{number:03}"
        folder.mkdir(parents=True)
        table = "calendar.csv" if case.name.endswith(".calendar.csv") else "readings.csv"
        shutil.copy(case, folder / ("plan.yaml" if case.suffix == ".yaml" else table))
        if case.suffix == ".csv" and number % 2:
            (folder / "plan.yaml").write_text(PLAN.format(number=number % 9 + 1, parent="case-001"))
    (root / "plans" / "portfolio.yaml").write_text(PORTFOLIO)
    return root


def test_many_broken_plans_are_found_alike(wreck: Path, tmp_path: Path) -> None:
    """Two workers, an empty cache and a full one find what one process finds, in the same order."""
    expected, cache = plain(wreck), Store(tmp_path / "cache")
    assert len({one.rule for one in expected}) >= 50
    for jobs, kept in ((1, None), (2, None), (2, cache), (2, cache), (1, cache)):
        assert quick(wreck, kept, jobs) == expected


def test_real_plans_are_found_alike(example: Path, tmp_path: Path) -> None:
    """The example and plans of real campaigns are judged alike, whatever rules are asked for and how they weigh."""
    cache = Store(tmp_path / "cache")
    roots = [example, *(path.parent.parent for path in CASES.glob("real/*/plans/portfolio.yaml"))]
    assert len(roots) > 3
    for root in roots:
        for choice in (ALL, RuleChoice(preset="strict", language="id"), RuleChoice(select=("audiences", "POR"))):
            expected = plain(root, choice)
            assert quick(root, cache, choice=choice) == quick(root, cache, choice=choice) == expected


EDITS = {
    "a comment": lambda text: text + "# rencana: ignore[alt-missing] Of no use.\n",
    "a fault": lambda text: text + "\n\t: [",
    "other words": lambda text: text.replace("cold-brew1", "coldbrew1").replace("c2", "c3").replace("700", "many"),
    "nothing left": lambda _: "",
    "no file": None,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_edit_is_seen(family: Path, tmp_path: Path, edit: object) -> None:
    """After a change of any one file the findings are those of a plain check: of its campaign, and of all others."""
    cache = Store(tmp_path / "cache")
    before = quick(family, cache)
    assert {"campaign-in-circle", "campaigns-colliding", "reference-unknown", "ignore-unknown"} <= {
        one.rule for one in before
    }
    for path in sorted(family.rglob("*.*")):
        text = path.read_text()
        path.write_text(edit(text)) if callable(edit) else path.unlink()
        assert quick(family, cache) == plain(family), path
        path.write_text(text)
        assert quick(family, cache) == before


def test_damaged_cache_changes_nothing(family: Path, tmp_path: Path) -> None:
    """Entries that were cut off, emptied or overwritten are worked out anew."""
    cache = Store(tmp_path / "cache")
    expected = quick(family, cache)
    for damage in (b"", b"half", b"\0" * 200):
        for entry in (path for path in cache.folder.rglob("*") if path.is_file()):
            entry.write_bytes(damage)
        assert quick(family, cache) == expected


def test_answer_of_another_day_is_not_given(family: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no day is asked for, the answer of yesterday is not that of today."""
    cache, said = Store(tmp_path / "cache"), []
    for epoch in ("1700000000", "1772323200", "1700000000"):
        monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", epoch)
        found = examine(family, choice=ALL, on=None, cache=cache, jobs=1).findings
        assert found == check(DiskTree(family)).findings
        said.append(found)
    assert said[0] == said[2] != said[1]


def test_unchanged_workspace_is_not_read_again(family: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unchanged workspace comes from the cache as a whole; after an edit only its campaign is looked at."""
    cache, looked = Store(tmp_path / "cache"), []
    load = pipeline.load_campaign
    monkeypatch.setattr(
        pipeline, "load_campaign", lambda folder, *rest: looked.append(folder.id) or load(folder, *rest)
    )
    for _ in range(2):
        quick(family, cache)
        assert looked == ["c1", "c2", "c3", "c4"]
    (family / "plans" / "c2" / "readings" / "x.csv").write_text(READINGS.replace("700", "800"))
    quick(family, cache)
    assert looked[4:] == ["c2"]
