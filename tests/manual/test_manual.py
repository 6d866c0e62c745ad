"""The manual says what is true today, and leaves nothing out."""

import re
import runpy
from pathlib import Path

import pytest
import yaml

from rencana.cli.commands import PLACES
from rencana.site.plugin import Options

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "site" / "docs" / "manual"
MADE = runpy.run_path(str(Path(__file__).parent / "reference.py"))


@pytest.mark.parametrize("name", MADE["PAGES"])
def test_reference_is_as_it_is_made(name: str) -> None:
    """A reference page is what the tool says of itself, every command, key, finding and metric."""
    text = MADE["MADE"] + "".join(MADE["PAGES"][name]())
    assert (MANUAL / "reference" / f"{name}.md").read_text(encoding="utf-8") == text


def test_every_command_and_option_is_explained() -> None:
    """Each command of the tool, and each option of the plugin, is named in a page that a person wrote."""
    written = [path for path in MANUAL.rglob("*.md") if path.parent.name != "reference"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in written)
    assert [name for name in PLACES if f"rencana {name}" not in text] == []
    options = [
        name for name in vars(Options) if not name.startswith("_") and name not in {"config_file_path", "load_dict"}
    ]
    assert [name for name in options if f"`{name}`" not in text] == []


def test_readme_commands_exist() -> None:
    """Every verb that README names is a program of the repository."""
    named = set(re.findall(r"\.ci/\w+", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {".ci/serve", ".ci/test"} <= named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_step_for_github_is_shown_as_it_is() -> None:
    """The page on forges names each input of our action, and no other."""
    text = (MANUAL / "automate.md").read_text(encoding="utf-8")
    table = text.partition("| input | |")[2].partition("\n\n")[0]
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE) == list(action["inputs"])
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert f"- id: {hook['id']}" in text


def test_every_promise_names_what_shows_it() -> None:
    """Each promise of the page on trust names tests or verbs, and each of these is there."""
    text = (MANUAL / "why" / "trust.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| **")]
    assert len(rows) > 12
    for row in rows:
        promise, shown_by = row.strip("|").split(" | ")
        names = re.findall(r"`(tests/[^`]+|\.ci/[^`]+)`", shown_by)
        assert names, promise
        assert [name for name in names if not (ROOT / name).exists()] == []
        for name in names:
            assert not name.endswith(".py") or "\ndef test_" in (ROOT / name).read_text(encoding="utf-8"), name
