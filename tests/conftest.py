"""What all tests share: the tools that some of them need, and the example workspace of this repository."""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"


def names() -> bool:
    """Tells whether a file can have a name that is no text."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            (Path(folder) / os.fsdecode(b"caf\xe9")).touch()
        except OSError:
            return False
        return True


TOOLS: dict[str, tuple[str, Callable[[], bool]]] = {
    "browser": ("Chromium is not installed", lambda: shutil.which("chromium") is not None),
    "copies": ("this system does not copy a process", lambda: hasattr(os, "fork")),
    "forges": (
        "check-jsonschema and pre-commit are not installed",
        lambda: all(importlib.util.find_spec(name) for name in ("check_jsonschema", "pre_commit")),
    ),
    "hosts": (
        "ProperDocs and Zensical are not installed",
        lambda: all(importlib.util.find_spec(name) for name in ("properdocs", "zensical")),
    ),
    "materialx": (
        "there is no environment with ProperDocs and MaterialX (.ci/install --all)",
        (ROOT / ".venv-materialx" / "bin" / "properdocs").is_file,
    ),
    "names": ("names of files are always text here", names),
    "npm": (
        "the packages of tests/npm are not installed (npm ci --prefix tests/npm)",
        (ROOT / "tests" / "npm" / "node_modules" / "html-validate").is_dir,
    ),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves a test out whose tool is absent, and says so; in CI nothing may be left out."""
    for mark, (reason, present) in TOOLS.items():
        if item.get_closest_marker(mark) and not present():
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@pytest.fixture(scope="session", autouse=True)
def _caches_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a user's cache would hold lies in a folder of the tests."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("caches"))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of this repository's own workspace, without the templates that it ships."""
    for part in ("plans", "site"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("public"))
    return tmp_path


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever other tests have left running, such as a browser, this process is copied."""
    monkeypatch.setattr("rencana.jobs.fork.can_fork", lambda: True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the word that writes expected output anew, and the number of texts that try to do harm."""
    parser.addoption("--rewrite", action="store_true", help="write expected output anew")
    parser.addoption(
        "--payloads", type=int, default=300, help="so many texts that try to do harm; see test_payloads.py"
    )


settings.register_profile("ci", derandomize=True)
if os.environ.get("CI") == "true":
    # The same cases in every run: a red run is then about the change, not about luck.
    settings.load_profile("ci")
