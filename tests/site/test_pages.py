"""Our loop over pages writes them in parallel where that is safe, and the site is the same to the byte."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rencana.jobs import fork

Site = Callable[..., Path]

pytestmark = [
    pytest.mark.copies,
    pytest.mark.usefixtures("copied"),
    # Python says it of any process with threads, such as those that drive a browser for other tests.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


def test_parallel_gives_the_same_bytes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that two processes wrote does not differ in a byte from that of one, its search index included."""
    monkeypatch.setattr(fork, "_MANY_SMALL", 1)
    files: list[dict[str, bytes]] = []
    for count in (1, 2):
        monkeypatch.setattr(fork, "cores", lambda count=count: count)
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
    monkeypatch.setattr(fork, "_MANY_SMALL", 1)
    monkeypatch.setattr(fork, "cores", lambda: 2)
    (tmp_path / "hook.py").write_text(HOOK, encoding="utf-8")
    urls = (site(hooks=[str(tmp_path / "hook.py")]) / "seen.txt").read_text(encoding="utf-8").split()
    assert "campaigns/plans/iced/strategy/" in urls
    assert len([url for url in urls if url.startswith("campaigns/rules/")]) > 100
