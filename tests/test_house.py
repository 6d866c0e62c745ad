"""The house stays tidy: small rooms, small functions, no machine's name, every door named."""

import ast
import os
import re
import runpy
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "generator" / "rencana").rglob("*.py"))
MOST_LINES = 350
MOST_CODE = 45
WIDEST = 160
NOT_OURS = {"theme/assets/rencana/iframe-worker.js": "squidfunk's script, minified, as it was published"}


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines()]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "generator")))
def test_module_is_small_and_says_why(path: Path) -> None:
    """A module opens with why it exists, has at most 350 lines, and functions of at most 45 lines of code."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert text.count("\n") <= MOST_LINES
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [node.name for node in functions if _code_lines(node, text.splitlines()) > MOST_CODE] == []
    assert path.stem not in {"utils", "helpers", "common", "manager", "base"}


def _code_lines(node: ast.FunctionDef, lines: list[str]) -> int:
    body = node.body[1:] if ast.get_docstring(node) else node.body
    if not body:
        return 0
    inside = lines[body[0].lineno - 1 : node.end_lineno]
    return sum(1 for line in inside if line.strip() and not line.strip().startswith("#"))


def test_no_line_of_a_template_is_wide() -> None:
    """A template can be read and compared side by side: no line of ours is longer than 160 characters."""
    templates = ROOT / "templates"
    wide = []
    for path in _tracked():
        if path.is_relative_to(templates) and path.relative_to(templates).as_posix() not in NOT_OURS:
            lines = path.read_text(encoding="utf-8").splitlines()
            wide += [f"{path.relative_to(ROOT)}:{at}" for at, line in enumerate(lines, 1) if len(line) > WIDEST]
    assert wide == []


def test_no_place_of_one_machine_is_named() -> None:
    """The repository makes sense to a stranger who has it alone."""
    marks = re.compile(r"/(?:home|root|Users)/\w|\b(?:TO" r"DO|FIX" r"ME)\b")
    places = []
    for path in _tracked():
        if path.suffix in {".py", ".md", ".yml", ".yaml", ".toml", ".html", ".css", ".js", ".j2"} and path != Path(
            __file__
        ):
            text = path.read_text(encoding="utf-8", errors="replace")
            places += [f"{path.relative_to(ROOT)}: {match[0]}" for match in marks.finditer(text)]
    assert places == []


def test_verbs_can_be_run() -> None:
    """Every developer verb is a program, and says in its second line what it does."""
    for path in (ROOT / ".ci").iterdir():
        assert os.access(path, os.X_OK), path
        assert path.read_text(encoding="utf-8").splitlines()[1].startswith("# "), path


@pytest.fixture(scope="module")
def ruler() -> dict[str, Any]:
    """The ruler that prints how the code reads."""
    return runpy.run_path(str(ROOT / "tests" / "bench" / "house.py"))


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """The package, parsed, by paths below it."""
    package = ROOT / "generator" / "rencana"
    return {path.relative_to(package).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def test_class_name_means_one_thing(ruler: dict[str, Any], trees: dict[str, ast.Module]) -> None:
    """No two classes have the same name, so that whoever searches for one finds one."""
    assert ruler["doubles"](trees) == {}


def test_local_names_say_what_they_hold(ruler: dict[str, Any], trees: dict[str, ast.Module]) -> None:
    """Of all local names at most one in a hundred is a word such as `one` or `found`; each is listed by its line."""
    share, places = ruler["vague"](trees)
    assert share < 1, places


SAME_NAMES = {
    "pages.py": "of a campaign, of the portfolio, and the loop over them",
    "files.py": "beside the pages of a campaign, and of the portfolio",
    "status.py": "how a status is said, and the file that says it",
}
"""Names of modules that may stand twice in a room, as the room below it says the rest."""


def test_module_name_stands_once_in_a_room(trees: dict[str, ast.Module]) -> None:
    """Inside a room no two modules have the same name, but for those whose rooms say the rest."""
    counts = Counter((name.partition("/")[0], name.rpartition("/")[2]) for name in trees if "/" in name)
    twice = {module for (_, module), count in counts.items() if count > 1 and module != "__init__.py"}
    assert twice <= SAME_NAMES.keys()
