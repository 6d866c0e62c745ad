"""Our hook for pre-commit checks all that a commit may break: real commits, with the program itself."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from forges import IDENTITY, ROOT, programs
from gitted import git

from rencana.cli.commands import rencana

pytestmark = pytest.mark.forges


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A repository with a workspace in a folder, a plan in it, and our hook."""
    top = tmp_path / "repository"
    git(tmp_path, "init", "-q", "repository")
    run = CliRunner().invoke
    assert run(rencana, ["init", str(top / "marketing")]).exit_code == 0
    words = ["-C", str(top / "marketing"), "--on", "2026-03-01"]
    assert run(rencana, ["new", "spring", "--from", "awareness", *words]).exit_code == 0
    # As a repository of its own the hook would be installed for a minute; what it says of itself is the same here.
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    settings = {"repos": [{"repo": "local", "hooks": [hook | {"language": "system", "args": ["-C", "marketing"]}]}]}
    (top / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    programs(tmp_path / "bin")
    environ = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=top, env=environ, check=True, capture_output=True
    )
    assert commit(top) == 0
    return top


def commit(top: Path) -> int:
    """Commits all that is there, through the hook; returns the exit code."""
    folder = top.parent
    environ = os.environ | IDENTITY | {"PRE_COMMIT_HOME": str(folder / "home")}
    environ["PATH"] = f"{folder / 'bin'}:{environ['PATH']}"
    subprocess.run(["git", "add", "-A"], cwd=top, env=environ, check=True)
    done = subprocess.run(
        ["git", "commit", "-m", "Change"], cwd=top, env=environ, capture_output=True, text=True, check=False
    )
    assert "Skipped" not in done.stdout + done.stderr
    return done.returncode


def test_a_team_that_is_renamed_breaks_its_plans(top: Path) -> None:
    """A change of portfolio.yaml alone is refused where plans then name what is not there."""
    portfolio = top / "marketing" / "plans" / "portfolio.yaml"
    text = portfolio.read_text(encoding="utf-8")
    portfolio.write_text(text.replace("social-team:", "social:"), encoding="utf-8")
    assert commit(top) == 1
    portfolio.write_text(f"{text}# A remark.\n", encoding="utf-8")
    assert commit(top) == 0


def test_a_plan_that_is_removed_is_missed(top: Path) -> None:
    """A commit that only removes a plan.yaml, beside which a calendar stays, is refused."""
    folder = top / "marketing" / "plans" / "spring"
    (folder / "calendar.csv").write_text(
        "id,at,channels,format,pillar,message,title,copy,alt,assets,link,state\n", encoding="utf-8"
    )
    assert commit(top) == 0
    (folder / "plan.yaml").unlink()
    assert commit(top) == 1
    shutil.rmtree(folder)
    assert commit(top) == 0
