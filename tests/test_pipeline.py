"""The story of every command: with the store, in parallel, or after any change it says what the plain way says."""

import os
import shutil
import subprocess
from datetime import date
from functools import partial
from pathlib import Path

import plain
import pytest

from rencana import pipeline
from rencana.campaign_jobs import check as job
from rencana.finding import Finding
from rencana.jobs.pool import Jobs
from rencana.jobs.store import Store
from rencana.plan.workspace import open_workspace
from rencana.render.files.status import status_data
from rencana.render.files.status_text import status_text
from rencana.source import DiskTree
from rencana.workspace import RuleChoice

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
  title: Campaign {number} of {parent}
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


def plainly(root: Path, choice: RuleChoice = ALL) -> tuple[Finding, ...]:
    """What one process finds that stores nothing."""
    return plain.check(DiskTree(root), choice=choice, on=ON).findings


def quickly(root: Path, store: Store | None, workers: int = 1, choice: RuleChoice = ALL) -> tuple[Finding, ...]:
    """What `rencana check` finds."""
    return pipeline.check_workspace(root, Jobs(store, workers), choice=choice, on=ON).findings


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
    """Two workers, an empty store and a full one find what one process finds, in the same order."""
    expected, store = plainly(wreck), Store(tmp_path / "store")
    assert len({finding.rule for finding in expected}) >= 50
    for jobs, used in ((1, None), (2, None), (2, store), (2, store), (1, store)):
        assert quickly(wreck, used, jobs) == expected


def test_real_plans_are_found_alike(example: Path, tmp_path: Path) -> None:
    """The example and plans of real campaigns are judged alike, whatever rules are asked for and how they weigh."""
    store = Store(tmp_path / "store")
    roots = [example, *(path.parent.parent for path in CASES.glob("real/*/plans/portfolio.yaml"))]
    assert len(roots) > 3
    for root in roots:
        for choice in (ALL, RuleChoice(preset="strict", language="id"), RuleChoice(select=("audiences", "POR"))):
            expected = plainly(root, choice)
            assert quickly(root, store, choice=choice) == quickly(root, store, choice=choice) == expected


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
    store = Store(tmp_path / "store")
    before = quickly(family, store)
    assert {"campaign-in-circle", "campaigns-colliding", "reference-unknown", "ignore-unknown"} <= {
        finding.rule for finding in before
    }
    for path in sorted(family.rglob("*.*")):
        text = path.read_text()
        path.write_text(edit(text)) if callable(edit) else path.unlink()
        assert quickly(family, store) == plainly(family), path
        path.write_text(text)
        assert quickly(family, store) == before


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'


def test_every_change_of_a_picture_is_seen(family: Path, tmp_path: Path) -> None:
    """With the store and without, the findings are those of the pictures as they lie there now."""
    store = Store(tmp_path / "store")
    drawing = family / "plans" / "c1" / "assets" / "a.svg"
    drawing.parent.mkdir()
    answers = []
    for content in (DRAWING, DRAWING.replace("<g/>", "<script/>"), DRAWING.replace("<g/>", "<g>"), "", None, DRAWING):
        if content is None:
            drawing.unlink()
            drawing.symlink_to("/dev/zero")
        else:
            drawing.unlink(missing_ok=True)
            drawing.write_text(content, encoding="utf-8")
        expected = plainly(family)
        assert quickly(family, store) == quickly(family, store) == quickly(family, None) == expected
        answers.append([finding.rule for finding in expected if finding.file.endswith(".svg")])
    unlike = ["asset-unlike-ending"]
    assert answers == [[], ["asset-cleaned"], unlike, unlike, ["asset-unreadable"], []]


def test_what_cannot_be_read_stops_its_campaign_alone(family: Path, tmp_path: Path) -> None:
    """A folder, a plan or a table that is a link out is a finding whatever is stored; the other campaigns go on."""
    store, plans, outside = Store(tmp_path / "store"), family / "plans", tmp_path / "outside"
    before = quickly(family, store)
    shutil.copytree(plans / "c1", outside)
    for path, target in (("c9", outside), ("c3/plan.yaml", outside / "plan.yaml"), ("c2/readings/x.csv", outside)):
        (plans / path).unlink(missing_ok=True)
        (plans / path).symlink_to(target)
    (plans / "c1" / "october.xlsx").write_bytes(b"PK")
    findings = quickly(family, store)
    assert findings == plainly(family) != before
    rules = {finding.file: finding.rule for finding in findings if finding.rule.startswith("file-unread")}
    assert rules == {
        "plans/c1/october.xlsx": "file-unread",
        "plans/c2/readings/x.csv": "file-unreadable",
        "plans/c3/plan.yaml": "file-unreadable",
        "plans/c9": "file-unreadable",
        "plans/stray.yaml": "file-unread",
    }
    site = pipeline.publish(family, Jobs(store), on=ON)
    kinds = {page.path: page.kind for page in site.pages.pages if page.path.count("/") == 2}
    assert kinds["plans/c3/index.md"] == kinds["plans/c9/index.md"] == "unreadable"
    assert kinds["plans/c2/index.md"] == kinds["plans/c1/index.md"] == "overview"


def test_damaged_store_changes_nothing(family: Path, tmp_path: Path) -> None:
    """Entries that were cut off, emptied or overwritten are worked out anew."""
    store = Store(tmp_path / "store")
    expected = quickly(family, store)
    for damage in (b"", b"half", b"\0" * 200):
        for entry in (path for path in store.folder.rglob("*") if path.is_file()):
            entry.write_bytes(damage)
        assert quickly(family, store) == expected


def test_answer_of_another_day_is_not_given(family: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no day is asked for, the answer of yesterday is not that of today."""
    store, answers = Store(tmp_path / "store"), []
    for epoch in ("1700000000", "1772323200", "1700000000"):
        monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", epoch)
        findings = pipeline.check_workspace(family, Jobs(store)).findings
        assert findings == plain.check(DiskTree(family)).findings
        answers.append(findings)
    assert answers[0] == answers[2] != answers[1]


def test_unchanged_workspace_is_not_read_again(family: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unchanged workspace comes from the store as a whole; after an edit only its campaign is looked at."""
    store, looked = Store(tmp_path / "store"), []
    load = job.load_campaign
    monkeypatch.setattr(job, "load_campaign", lambda folder, *rest: looked.append(folder.id) or load(folder, *rest))
    for _ in range(2):
        quickly(family, store)
        assert looked == ["c1", "c2", "c3", "c4"]
    (family / "plans" / "c2" / "readings" / "x.csv").write_text(READINGS.replace("700", "800"))
    quickly(family, store)
    assert looked[4:] == ["c2"]


@pytest.fixture
def many(example: Path) -> Path:
    """A workspace of thirty campaigns and more: the example's, again and again."""
    folders = sorted(path.parent for path in (example / "plans").glob("*/plan.yaml"))
    for number in range(30):
        shutil.copytree(folders[number % len(folders)], example / "plans" / f"copy-{number:02}")
    return example


def test_one_by_one_is_as_all_together(many: Path, tmp_path: Path) -> None:
    """Two workers, the cache and a second run from the cache all give what one process gives without it."""
    expected = {
        campaign.campaign.id: status_data(campaign) for campaign in plain.measured(plain.read_workspace(many, on=ON))
    }
    store = Store(tmp_path / "store")
    for workers, used in ((1, None), (2, None), (2, store), (2, store), (1, store)):
        workspace = open_workspace(DiskTree(many), on=ON)
        assert dict(pipeline.status(workspace, Jobs(used, workers), status_data)) == expected


def test_store_sees_every_change(many: Path, tmp_path: Path) -> None:
    """A changed byte of a plan, a reading or the portfolio, another day or language: the answer is worked out anew."""
    store, name = Store(tmp_path / "store"), "ramadan-dingin-2026"

    def said(on: date = ON, language: str = "en") -> str:
        workspace = open_workspace(DiskTree(many), on=on)
        form = partial(status_text, language=language)
        return str(dict(pipeline.status(workspace, Jobs(store), form, [name]))[name]["text"])

    texts = [said(), said(date(2026, 2, 25)), said(language="id")]
    readings = many / "plans" / name / "readings" / "botol.csv"
    readings.write_text(readings.read_text().replace("3370", "3371"))
    texts.append(said())
    plan = many / "plans" / name / "plan.yaml"
    plan.write_text(plan.read_text().replace("47_500", "47_600"))
    texts.append(said())
    portfolio = many / "plans" / "portfolio.yaml"
    portfolio.write_text(portfolio.read_text().replace("Bottles sold in partner shops", "Bottles sold in shops"))
    texts.append(said())
    assert len(set(texts)) == len(texts)


def test_broken_plan_stands_nowhere(many: Path) -> None:
    """A plan that cannot be read gives nothing, and the others still stand."""
    (many / "plans" / "copy-03" / "plan.yaml").write_text("campaign: [")
    entries = dict(pipeline.status(open_workspace(DiskTree(many), on=ON), Jobs(workers=2), status_data))
    assert [name for name, entry in entries.items() if entry is None] == ["copy-03"]


def test_committed_cache_is_a_finding(tmp_path: Path) -> None:
    """A cache that somebody has committed is found at its folder; one that git does not have is not."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "portfolio.yaml").write_text("format: 1\n", encoding="utf-8")
    cache = tmp_path / ".rencana_cache" / "ab" / "cd"
    cache.parent.mkdir(parents=True)
    cache.touch()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert pipeline.check_workspace(tmp_path, Jobs()).findings == ()
    subprocess.run(["git", "add", "-f", "."], cwd=tmp_path, check=True)
    (finding,) = pipeline.check_workspace(tmp_path, Jobs()).findings
    assert (finding.file, finding.rule) == (".rencana_cache", "cache-committed")
