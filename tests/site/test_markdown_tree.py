"""The Markdown tree is built by other hosts as it is, and shows what the plans promise."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from plain import build_with_store

from rencana.errors import TemplateError, UsageError, WorkspaceError
from rencana.site.markdown_tree import write_tree

WORKSPACE = Path(__file__).parents[1] / "cases" / "site" / "workspace"
ON = date(2026, 3, 1)


def test_writes_only_what_changed(tmp_path: Path) -> None:
    """A second run of the same plans writes nothing; a page that is gone is removed, a file of the user's stays."""
    outcome = build_with_store(WORKSPACE, on=ON)
    first = write_tree(tmp_path / "out", outcome)
    mine = tmp_path / "out" / "docs" / "mine.md"
    mine.write_text("# Mine\n")
    assert write_tree(tmp_path / "out", outcome) == type(first)(0, first.changed, 0)
    empty = tmp_path / "empty"
    (empty / "plans").mkdir(parents=True)
    (empty / "plans" / "portfolio.yaml").write_text("format: 1\n")
    assert write_tree(tmp_path / "out", build_with_store(empty, on=ON)).removed > 5
    assert mine.is_file()
    assert not (tmp_path / "out" / "docs" / "plans" / "iced" / "index.md").exists()


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    """A folder with files that we did not write is refused, and nothing in it changes."""
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n")
    with pytest.raises(UsageError, match=r"not ours: mkdocs\.yml"):
        write_tree(tmp_path, build_with_store(WORKSPACE, on=ON))
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: mine\n"


def test_no_link_leads_a_page_elsewhere(tmp_path: Path) -> None:
    """A tree in which a folder is a link out of it is refused: nothing is written there, and nothing removed."""
    outcome, outside, out = build_with_store(WORKSPACE, on=ON), tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    (outside / "mine.md").write_text("# Mine\n")
    out.mkdir()
    (out / "docs").symlink_to(outside)
    (out / ".rencana-files.json").write_text('["docs/mine.md"]')
    with pytest.raises(WorkspaceError, match="out of"):
        write_tree(out, outcome)
    assert [path.name for path in outside.iterdir()] == ["mine.md"]


def test_a_run_that_was_stopped_is_gone_on_with(tmp_path: Path) -> None:
    """What a first run left behind that could not end is ours: the next run takes it up, and nothing is missing."""
    root, pages = tmp_path / "root", tmp_path / "root" / "templates" / "pages"
    shutil.copytree(WORKSPACE, root)
    pages.mkdir(parents=True)
    (pages / "rule.html").write_text("{{ broken(", encoding="utf-8")
    with pytest.raises(TemplateError):
        write_tree(tmp_path / "out", build_with_store(root, on=ON))
    assert list((tmp_path / "out" / "docs").rglob("*.md"))
    shutil.rmtree(root / "templates")
    outcome = build_with_store(root, on=ON)
    write_tree(tmp_path / "out", outcome)
    assert all((tmp_path / "out" / "docs" / page.path).is_file() for page in outcome.pages.pages)


@pytest.mark.hosts
@pytest.mark.parametrize("host", ["mkdocs", "properdocs", "zensical"])
def test_other_hosts_build_it(tmp_path: Path, host: str) -> None:
    """Each host builds every page, and each campaign's page shows the figures that its plan.json holds."""
    outcome = build_with_store(WORKSPACE, on=ON)
    write_tree(tmp_path / "out", outcome)
    done = subprocess.run(
        [str(Path(sys.executable).parent / host), "build", "--strict", "-f", "mkdocs.yml"],
        cwd=tmp_path / "out",
        env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for page in outcome.pages.pages:
        name = page.path.removesuffix(".md")
        target = f"{name}.html" if name.endswith("index") else f"{name}/index.html"
        assert (tmp_path / "out" / "site" / target).is_file(), target
    plan = json.loads((tmp_path / "out" / "site" / "plans" / "iced" / "plan.json").read_text(encoding="utf-8"))
    html = (tmp_path / "out" / "site" / "plans" / "iced" / "measurement" / "index.html").read_text(encoding="utf-8")
    for reading in plan["readings"]:
        assert f">{reading['value']['text']}<" in html
    overview = (tmp_path / "out" / "site" / "plans" / "iced" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in overview
    assert "javascript:alert" not in overview
    assert overview.count("<h1") == 1
