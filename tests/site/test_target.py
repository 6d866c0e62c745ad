"""A build takes the place of what a build has made, and of nothing else."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from rencana.errors import UsageError
from rencana.site.build import build_quickly
from rencana.site.host_build import build_site
from rencana.site.target import refuse_sources


@pytest.fixture
def workspace(site: Callable[..., Path], tmp_path: Path) -> Path:
    """A small workspace whose site is built."""
    site()
    return tmp_path


def plans_in(folder: Path) -> dict[str, bytes]:
    """All files of the plans with what they hold."""
    return {str(path): path.read_bytes() for path in (folder / "plans").rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("plans", "lies in"),
        ("plans/new", "lies in"),
        ("templates", "lies in"),
        (".", "holds"),
        ("site", "holds"),
        (".git/site", "git"),
        ("link", "lies in"),
    ],
)
def test_what_somebody_has_written_is_no_place_for_an_output(tmp_path: Path, place: str, words: str) -> None:
    """Plans, templates, pages and repositories are never replaced: not by name, not through a link, not from above."""
    sources = [tmp_path / "plans", tmp_path / "templates", tmp_path / "site" / "docs"]
    for source in sources:
        source.mkdir(parents=True)
    (tmp_path / "link").symlink_to("plans")
    with pytest.raises(UsageError, match=words):
        refuse_sources(tmp_path / place, sources)
    refuse_sources(tmp_path / "site" / "public", sources)
    refuse_sources(tmp_path / "plans-site", [*sources, tmp_path / "absent"])


@pytest.mark.parametrize("force", [False, True])
def test_build_never_replaces_plans(workspace: Path, *, force: bool) -> None:
    """A build into the folder of the plans is refused before anything is changed, whether it is forced or not."""
    before = plans_in(workspace)
    with pytest.raises(UsageError, match="written by hand"):
        build_site(workspace, site_dir=workspace / "plans", force=force)
    assert plans_in(workspace) == before
    assert list(workspace.glob(".plans*")) == []


def test_mkdocs_itself_never_replaces_plans(workspace: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With our plugin MkDocs' own command refuses a `site_dir` that holds the plans, too."""
    config = load_config(str(workspace / "site" / "mkdocs.yml"), site_dir=str(workspace / "plans"))
    with pytest.raises(Abort):
        build(config)
    assert "plans is written by hand" in caplog.text
    assert (workspace / "plans" / "portfolio.yaml").is_file()


def test_files_of_others_are_replaced_only_by_force(workspace: Path, tmp_path: Path) -> None:
    """A folder with files that no build has made is refused with their names; --force replaces them."""
    folder = tmp_path / "thesis"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt", "d.txt", ".hidden"):
        (folder / name).write_text("mine")
    command = [sys.executable, "-m", "rencana", "build", "-q", "-C", str(workspace), "-d", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "holds what is not ours: a.txt, b.txt, c.txt and 1 more." in done.stderr
    assert "--force" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == [".hidden", "a.txt", "b.txt", "c.txt", "d.txt"]
    assert subprocess.run([*command, "--force"], capture_output=True, check=False).returncode == 0
    assert (folder / ".hidden").is_file()
    assert not (folder / "a.txt").exists()


def test_site_of_a_former_build_is_replaced(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site is known by its sitemap where nothing is remembered, and by the record of its build where it has none."""
    public = workspace / "site" / "public"
    build_quickly(workspace)
    (public / "sitemap.xml.gz").unlink()
    build_quickly(workspace)
    assert (public / "sitemap.xml.gz").is_file()
    monkeypatch.setenv("RENCANA_CACHE", "off")
    build_quickly(workspace)


def test_file_is_no_folder(workspace: Path, tmp_path: Path) -> None:
    """A file in the place of the folder is refused, and stays."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        build_site(workspace, site_dir=tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"
