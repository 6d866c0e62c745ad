"""Stories of the command line: what somebody types, and what comes back, to the letter."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STORIES = sorted((Path(__file__).parents[1] / "cases" / "cli").glob("*.txt"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_story(story: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Each command of the story prints what stands below it and leaves with the exit code that is said, or 0."""
    text = story.read_text(encoding="utf-8")
    commands = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
    folder, lines = tmp_path, []
    for command in commands:
        lines.append(f"$ {command}")
        if command.startswith("cd "):
            folder = folder / command[3:]
            continue
        lines += _run(command, folder, tmp_path)
    said = "\n".join(lines) + "\n"
    if request.config.getoption("--rewrite"):
        story.write_text(said, encoding="utf-8")
    assert said == story.read_text(encoding="utf-8")


def _run(command: str, folder: Path, top: Path) -> list[str]:
    environ = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "NO_MKDOCS_2_WARNING": "1",
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    text = (done.stdout + done.stderr).replace(str(top), "FOLDER")
    return [*text.splitlines(), *([f"exit {done.returncode}"] if done.returncode else [])]
