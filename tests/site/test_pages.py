"""Our loop over pages: written by several processes where that is safe, the site is the same to the byte."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rencana.site import pages as loop

Site = Callable[..., Path]

pytestmark = [
    pytest.mark.copies,
    pytest.mark.usefixtures("copied"),
    # Python says it of any process with threads, such as those that drive a browser for other tests.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


def test_two_processes_write_the_same_bytes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that two processes wrote does not differ in a byte from that of one, its search index included."""
    monkeypatch.setattr(loop, "_WORTH_FORKING", 1)
    files: list[dict[str, bytes]] = []
    for count in (1, 2):
        monkeypatch.setattr(loop, "cores", lambda count=count: count)
        public = site(site_url="https://kopi.example/")
        files.append({str(path.relative_to(public)): path.read_bytes() for path in public.rglob("*") if path.is_file()})
    assert [path for path in files[0] | files[1] if files[0].get(path) != files[1].get(path)] == []


HOOK = """from pathlib import Path
SEEN = []


def on_post_page(output, page, config):
    SEEN.append(page.url)


def on_post_build(config):
    Path(config.site_dir, "seen.txt").write_text(" ".join(SEEN), encoding="utf-8")
"""


def test_a_plugin_that_collects_meets_every_page(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a hook may remember something of each page, one process writes all of them."""
    monkeypatch.setattr(loop, "_WORTH_FORKING", 1)
    monkeypatch.setattr(loop, "cores", lambda: 2)
    (tmp_path / "hook.py").write_text(HOOK, encoding="utf-8")
    seen = (site(hooks=[str(tmp_path / "hook.py")]) / "seen.txt").read_text(encoding="utf-8").split()
    assert "campaigns/plans/iced/strategy/" in seen
    assert len([url for url in seen if url.startswith("campaigns/rules/")]) > 100
