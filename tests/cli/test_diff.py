"""`rencana diff` in real repositories: what is compared with what, what cannot be, and what each form says of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import pytest
from click.testing import CliRunner
from gitted import commit, git, put
from tests.changes.conftest import base_files

from rencana.__main__ import COULD_NOT_RUN
from rencana.cli.commands import rencana
from rencana.cli.diff import FORMATS
from rencana.cli.schema import output_schema
from rencana.errors import RencanaError

PLAN = "plans/spring/plan.yaml"
TARGET = ("value: 500_000", "value: 400_000")
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a21\nsize 12\n"


def write(folder: Path, files: Mapping[str, str], below: str = "") -> None:
    """Writes the files of a workspace into a folder of a repository."""
    for path, text in files.items():
        put(folder, f"{below}{path}", text)


def edit(folder: Path, old: str, new: str, path: str = PLAN) -> None:
    """Replaces a text, which has to be there."""
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    put(folder, path, text.replace(old, new))


class Run(NamedTuple):
    """What a command said, why it could not run, and its exit code."""

    stdout: str
    reason: str
    exit_code: int


def diff(folder: Path, *words: str) -> Run:
    """Runs the command on a day of the campaign."""
    command = ["diff", *words, "--on", "2026-03-20", "-C", str(folder)]
    result = CliRunner().invoke(rencana, command, standalone_mode=False)
    if result.exception:
        assert isinstance(result.exception, RencanaError)
        return Run(result.stdout, f"{result.exception} {result.exception.help}", COULD_NOT_RUN)
    return Run(result.stdout, "", result.return_value)


def kinds(folder: Path, *words: str) -> list[str]:
    """Returns the kinds of change that are told, the weightiest first."""
    return [change["kind"] for change in document(folder, *words)["changes"]]


def document(folder: Path, *words: str) -> dict[str, Any]:
    """Returns the JSON of a comparison."""
    result = diff(folder, *words, "--format", "json")
    assert result.exit_code == 0, result.reason
    data: dict[str, Any] = json.loads(result.stdout)
    return data


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a workspace of one campaign, committed to main."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    write(folder, base_files())
    commit(folder)
    return folder


@pytest.fixture
def moved(root: Path) -> Path:
    """The same on a branch whose target is another, while main has gone on."""
    git(root, "checkout", "-qb", "topic")
    edit(root, *TARGET)
    commit(root, message="A target")
    git(root, "checkout", "-q", "main")
    edit(root, "title: Spring cup", "title: Summer cup")
    commit(root, message="A title")
    git(root, "checkout", "-q", "topic")
    return root


def test_the_base_is_where_the_branch_began(moved: Path) -> None:
    """Without a word a branch is compared with its merge base, so that what main did since is no change."""
    assert kinds(moved) == ["target-changed-unrevised"]
    assert sorted(kinds(moved, "main")) == ["campaign-changed", "target-changed-unrevised"]
    assert kinds(moved, "main", "topic~1") == ["campaign-changed"]
    git(moved, "checkout", "-q", "--detach", "topic")
    assert kinds(moved) == ["target-changed-unrevised"]


def test_the_work_tree_is_head_and_left_alone(root: Path) -> None:
    """What is not committed is compared, and afterwards it is as it was, in the index too."""
    edit(root, *TARGET)
    git(root, "add", "-A")
    edit(root, "title: Spring cup", "title: Summer cup")
    put(root, ".gitignore", ".rencana-cache\n")
    status = git(root, "status", "--porcelain=v2")
    assert sorted(kinds(root)) == ["campaign-changed", "target-changed-unrevised"]
    assert git(root, "status", "--porcelain=v2") == status


def test_workspaces_of_one_repository_are_apart(root: Path) -> None:
    """Each workspace below a repository has its own diff, with its own marker and places from the repository's root."""
    for below in ("north/", "south/"):
        write(root, base_files(), below)
    commit(root)
    edit(root, *TARGET, path=f"north/{PLAN}")
    assert kinds(root / "south") == kinds(root) == []
    assert kinds(root / "north") == ["target-changed-unrevised"]
    assert kinds(root / "north" / "plans" / "spring") == ["target-changed-unrevised"]
    assert diff(root / "north", "--format", "markdown").stdout.startswith("<!-- rencana diff: north -->\n")
    assert "file=north/plans/spring/plan.yaml,line=" in diff(root / "north", "--format", "github").stdout


def no_repository(folder: Path) -> str:
    """A workspace without git. Returns what is said of it."""
    write(folder, base_files())
    return "lies in no git repository"


def no_commit(folder: Path) -> str:
    """A repository that has just begun. Returns what is said of it."""
    git(folder, "init", "-q")
    write(folder, base_files())
    return "no commit yet"


def no_default_branch(folder: Path) -> str:
    """A repository whose only branch has a name of its own. Returns what is said of it."""
    git(folder, "init", "-q")
    write(folder, base_files())
    commit(folder)
    git(folder, "branch", "-m", "trunk")
    return "no branch main or master"


def shallow(folder: Path) -> str:
    """A clone in which the commit that both branches share was left out. Returns what is said of it."""
    origin = folder.parent / "origin"
    origin.mkdir()
    git(origin, "init", "-q")
    write(origin, base_files())
    commit(origin)
    git(origin, "checkout", "-qb", "topic")
    for count in range(3):
        commit(origin, message=f"Commit {count}")
    git(origin, "checkout", "-q", "main")
    commit(origin, message="Main goes on")
    git(folder.parent, "clone", "-q", "--depth=1", "--no-single-branch", f"file://{origin}", str(folder))
    git(folder, "checkout", "-q", "topic")
    return "git fetch --unshallow"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("make", [no_repository, no_commit, no_default_branch, shallow], ids=lambda make: make.__name__)
def test_what_cannot_be_compared_is_no_silence(make: object, form: str, tmp_path: Path) -> None:
    """Where nothing can be compared, the exit code is 2 and each form says why; no file is written."""
    assert callable(make)
    folder, output = tmp_path / "work", tmp_path / "comment.md"
    folder.mkdir()
    words = make(folder)
    result = diff(folder, "--format", form, "--output", str(output))
    assert result.exit_code == 2
    assert words in (result.stdout if form in ("json", "github") else result.reason)
    assert not output.exists()
    if form == "json":
        jsonschema_rs.validator_for(json.loads(output_schema("diff"))).validate(json.loads(result.stdout))


def test_an_old_comment_does_not_outlive_a_failure(root: Path, tmp_path: Path) -> None:
    """A comparison that failed leaves no file of an earlier one, which would be taken for its own."""
    output = tmp_path / "comment.md"
    output.write_text("Of yesterday.", encoding="utf-8")
    assert diff(root, "nowhere", "--format", "markdown", "--output", str(output)).exit_code == 2
    assert not output.exists()


def test_without_git_the_reason_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git gets a sentence and exit code 2."""
    monkeypatch.setenv("PATH", str(root))
    assert diff(root, "--format", "github").stdout.startswith("::error title=rencana::git is not installed")


def test_a_new_workspace_is_one_change(tmp_path: Path) -> None:
    """Where the base has no workspace, that is said once, whatever number of campaigns came."""
    git(tmp_path, "init", "-q")
    put(tmp_path, "README.md", "Kopi")
    commit(tmp_path)
    write(tmp_path, base_files())
    for number in range(20):
        put(tmp_path, f"plans/cup-{number}/plan.yaml", f"campaign: {{title: Cup {number}}}\n")
    data = document(tmp_path)
    assert [change["kind"] for change in data["changes"]] == ["workspace-added"]
    assert data["changes"][0]["after"] == "21"
    assert data["statuses"] == data["findings"]["fixed"] == []


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_another_line_end_is_no_change(root: Path, ending: str) -> None:
    """Files that were saved with the line ends of another system mean the same."""
    for path, text in base_files().items():
        (root / path).write_bytes(text.replace("\n", ending).encode())
    result = diff(root)
    assert (result.stdout, result.exit_code) == ("No change in meaning.\n", 0)


def test_a_pointer_of_lfs_is_named(root: Path) -> None:
    """A file that Git LFS keeps elsewhere is a finding with the command that fetches it, on either side."""
    put(root, PLAN, POINTER)
    data = document(root)
    (pointer,) = (entry for entry in data["findings"]["new"] if entry["rule"] == "lfs-pointer")
    assert (pointer["file"], pointer["severity"]) == (PLAN, "error")
    assert "git lfs pull" in pointer["help"]
    assert [change["kind"] for change in data["changes"]] == ["campaign-unreadable"]
    commit(root)
    write(root, base_files())
    assert kinds(root) == ["campaign-readable"]
    fixed = document(root)["findings"]["fixed"]
    assert "lfs-pointer" in {entry["rule"] for entry in fixed}


def test_a_submodule_is_named(root: Path, tmp_path: Path) -> None:
    """A folder of plans that is a repository of its own is a finding, committed or not."""
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    write(other, {"plan.yaml": "campaign: {title: Other}\n"})
    commit(other)
    git(root, "submodule", "add", "-q", str(other), "plans/other")
    commit(root)
    data = document(root, "HEAD~1", "HEAD")
    assert "plans/other" in {entry["file"] for entry in data["findings"]["new"]}


@pytest.mark.parametrize("has_was", [True, False])
def test_a_renamed_campaign_is_known_again(root: Path, *, has_was: bool) -> None:
    """A folder with another name is a rename; without `was` that is a finding, since links to it end nowhere."""
    git(root, "mv", "plans/spring", "plans/spring-2026")
    if has_was:
        edit(root, "title: Spring cup", "title: Spring cup\n  was: [spring]", "plans/spring-2026/plan.yaml")
    data = document(root)
    (change,) = data["changes"]
    assert change["kind"] == ("campaign-renamed" if has_was else "campaign-renamed-silently")
    rules = [entry["rule"] for entry in data["findings"]["new"]]
    assert rules == ([] if has_was else ["renamed-without-was"])
    assert data["findings"]["fixed"] == []


def test_a_comment_is_written_and_taken_away(root: Path, tmp_path: Path) -> None:
    """`--output` holds the comment of a change, and nothing where nothing has changed in meaning."""
    output = tmp_path / "comment.md"
    edit(root, *TARGET)
    assert diff(root, "--format", "markdown", "--output", str(output)).stdout == ""
    assert output.read_text(encoding="utf-8") == diff(root, "--format", "markdown").stdout
    edit(root, *reversed(TARGET))
    assert diff(root, "--format", "markdown", "--output", str(output)).exit_code == 0
    assert not output.exists()


FAILING = {
    "high": 1,
    "normal": 1,
    "target-changed-unrevised": 1,
    "target-moved-unsaid": 1,
    "target-raised": 0,
    "state-skipped": 0,
}


@pytest.mark.parametrize("name", FAILING)
def test_it_fails_on_what_is_named(root: Path, name: str) -> None:
    """A weight, a kind or a rule decides on the exit code; the text is the same."""
    edit(root, *TARGET)
    result = diff(root, "--fail-on", name)
    assert result.exit_code == FAILING[name]
    assert result.stdout == diff(root).stdout


def test_a_misspelt_kind_is_no_kind(root: Path) -> None:
    """A name that nothing has is refused with the nearest one: it would never fail."""
    result = diff(root, "--fail-on", "target-lowerd")
    assert result.exit_code == 2
    assert "target-lowered" in result.reason


SET_ASIDE = {"remark": (PLAN, "- {value: 400_000"), "portfolio": ("plans/portfolio.yaml", "format: 1\n")}
"""Where a finding is set aside: by a remark at its line, and for the whole portfolio."""


@pytest.mark.parametrize(("path", "place"), SET_ASIDE.values(), ids=SET_ASIDE)
def test_what_needs_both_sides_can_be_set_aside(root: Path, path: str, place: str) -> None:
    """A finding of a comparison is ignored as others are, and neither `check` nor `diff` calls the remark unused."""
    edit(root, *TARGET)
    assert diff(root, "--fail-on", "target-moved-unsaid").exit_code == 1
    remark = "# rencana: ignore[target-moved-unsaid] Agreed on Monday.\n        "
    everywhere = "check: {ignore: {target-moved-unsaid: We agree by mail.}}\n"
    edit(root, place, f"{remark}{place}" if path == PLAN else f"{place}{everywhere}", path)
    data = document(root)
    assert [entry["rule"] for entry in data["findings"]["new"]] == []
    result = CliRunner().invoke(rencana, ["check", "--on", "2026-03-20", "-C", str(root), "--format", "json"])
    rules = {entry["rule"] for entry in json.loads(result.stdout)["findings"]}
    assert not rules & {"ignore-unused", "ignore-unknown", "setting-without-rule"}


@pytest.mark.parametrize("form", FORMATS)
def test_two_runs_give_the_same_bytes(root: Path, form: str) -> None:
    """The same change is told the same way, with a cache and without."""
    edit(root, *TARGET)
    edit(root, "state: approved\n  period", "state: closed\n  period")
    first = diff(root, "--format", form).stdout
    assert first == diff(root, "--format", form).stdout
    assert "target" in first


def test_the_json_keeps_its_schema(root: Path) -> None:
    """What a program gets of a real change fits the schema that `rencana schema diff` prints."""
    edit(root, *TARGET)
    edit(root, "title: Spring cup", "title: Summer cup")
    validator = jsonschema_rs.validator_for(json.loads(CliRunner().invoke(rencana, ["schema", "diff"]).stdout))
    validator.validate(json.loads(diff(root, "--format", "json").stdout))


def test_the_other_way_round_is_the_mirror(root: Path) -> None:
    """Two commits the other way round exchange what is new and what is mended, and both sides of each status."""
    edit(root, *TARGET)
    edit(root, "title: Spring cup", "title: Summer cup")
    edit(root, "      sources: till\n", "")
    commit(root)
    forth, back = document(root, "HEAD~1", "HEAD"), document(root, "HEAD", "HEAD~1")
    assert senses(forth, "new") == senses(back, "fixed") != []
    assert senses(forth, "fixed") == senses(back, "new")
    turned = [{**entry, "before": entry["after"], "after": entry["before"]} for entry in back["statuses"]]
    assert forth["statuses"] == turned
    assert forth["base"] == back["head"]


def senses(data: dict[str, Any], side: str) -> list[tuple[str, str]]:
    """Returns the findings of one side, without those that need both sides: a target that moves back has moved too."""
    return sorted(
        (entry["rule"], entry["message"]) for entry in data["findings"][side] if entry["rule"] != "target-moved-unsaid"
    )
