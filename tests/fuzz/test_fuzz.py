"""The fuzz verb: what has failed once, a few fresh cases, and that it sees what it looks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from casefiles import Link, Pipe, read_files, write_files
from corpus import CASES, SITE, bases
from fuzz import EVERYTHING, Case, Fuzz, smallest
from watch import Run, complaints_about, run_all

SEEDS = sorted(path for path in (CASES / "fuzz").iterdir() if path.is_dir())
FEW = 12


@pytest.fixture(scope="module")
def fuzz() -> Iterator[Fuzz]:
    """What runs cases and keeps none."""
    fuzz = Fuzz(None, shrink=False)
    yield fuzz
    fuzz.worker.close()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_what_failed_once_passes(seed: Path, fuzz: Fuzz) -> None:
    """A workspace that once led to a fault is checked, measured, rendered, built and mended without one."""
    assert fuzz.run(SITE | read_files(seed), EVERYTHING, only_plans=False).complaints == []


def test_fresh_cases_pass(fuzz: Fuzz) -> None:
    """A few cases of the verb, the same in each run, lead to no fault."""
    for number in range(FEW):
        case = Case(0, number)
        answer = fuzz.run(case.files, case.commands, only_plans=case.only_plans)
        assert answer.complaints == [], number


def test_case_follows_from_its_number() -> None:
    """Whoever has the seed and the number of a case has the case."""
    assert Case(3, 14).files == Case(3, 14).files != Case(3, 15).files
    assert len(bases()) > 500


@pytest.mark.parametrize(
    ("command", "run", "sign"),
    [
        (("check",), Run(3, "", "", 0, 0), "exit 3"),
        (("check",), Run(0, "a\x1b[31mb", "", 0, 0), "check text steers the terminal"),
        (("check",), Run(0, "", "a\u202eb", 0, 0), "check text steers the terminal"),
        (("due", "--format", "json"), Run(0, "{", "", 0, 0), "due json cannot be read"),
        (("check", "--format", "junit"), Run(0, "<a>", "", 0, 0), "check junit cannot be read"),
        (("build",), Run(0, "", "", 11, 0), "build took over 10 s"),
        (("build",), Run(0, "", "", 0, 2 << 30), "build took over 1 GB"),
        (("build",), Run(2, "", "Error: Rencana has a fault of its own: X", 0, 0), "fault in somewhere"),
    ],
)
def test_complains_about(command: tuple[str, ...], run: Run, sign: str) -> None:
    """Each thing that must never happen is seen, and a good run is not blamed."""
    assert [complaint.sign for complaint in complaints_about(command, run)] == [sign]
    assert complaints_about(command, Run(1, "{}" if command[0] == "due" else "<a/>", "", 1, 1)) == []


def test_fault_is_met_and_placed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours in a command is a complaint that names its kind and its place."""
    monkeypatch.setenv("RENCANA_TRACEBACK", "1")
    monkeypatch.setattr("rencana.pipeline.check_workspace", lambda *_, **__: 1 // 0)
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, SITE | {"plans/portfolio.yaml": b"format: 1\n"})
    answer = run_all(tmp_path, [("check",)], only_plans=True)
    assert [complaint.sign for complaint in answer.complaints] == ["ZeroDivisionError in rencana/cli/check.py:run"]


def test_files_come_back_as_they_were_written(tmp_path: Path) -> None:
    """A case that is kept is the same case: links, pipes and bytes."""
    files = {"plans/a.yaml": b"\xff\x00", "plans/b": Link("../nowhere"), "site/p": Pipe()}
    write_files(tmp_path, files)
    assert read_files(tmp_path) == files


def test_case_is_made_smaller() -> None:
    """What does not matter to a failure is taken away, file by file and line by line."""
    files = {"plans/x/plan.yaml": b"a\nb\nbad\nc", "plans/x/r.csv": b"1"}
    assert smallest(files, lambda smaller: b"bad" in smaller.get("plans/x/plan.yaml", b"")) == {
        "plans/x/plan.yaml": b"bad"
    }
