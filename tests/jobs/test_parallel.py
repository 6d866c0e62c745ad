"""Pages are written side by side where that is safe, and the site is the same to the byte."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from rencana.jobs import parallel as room
from rencana.jobs.parallel import abreast

Site = Callable[..., Path]

pytestmark = [
    pytest.mark.copies,
    pytest.mark.usefixtures("copied"),
    # Python says it of any process with threads, such as those that drive a browser for other tests.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


def test_parts_come_back_in_order() -> None:
    """Every part is done once, by a process of its own, and handed back in the order of the parts."""

    def work(part: Sequence[int]) -> tuple[int, list[int]]:
        return os.getpid(), [one * 2 for one in part]

    made = abreast(work, range(7), jobs=3)
    assert [numbers for _, numbers in made] == [[0, 2, 12], [4, 6], [8, 10]]
    assert len({process for process, _ in made}) == 3
    assert os.getpid() not in {process for process, _ in made}


def test_large_parts_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than a copy should take is done by several, a few at a time; nothing is lost or done twice."""
    monkeypatch.setattr(room, "_PART", 10)
    made = abreast(lambda part: (os.getpid(), list(part)), range(95), jobs=2)
    assert len({process for process, _ in made}) == len(made) == 10
    assert sorted(one for _, part in made for one in part) == list(range(95))


def test_a_fault_in_a_copy_is_met_here() -> None:
    """What goes wrong in a part done elsewhere is raised as if it had been done here; a lost copy loses nothing."""
    here = os.getpid()

    def fails(part: Sequence[int]) -> int:
        return 1 // (2 - max(part))

    def dies(part: Sequence[int]) -> int:
        if os.getpid() != here:
            os._exit(9)
        return sum(part)

    with pytest.raises(ZeroDivisionError):
        abreast(fails, [1, 2], jobs=2)
    assert abreast(dies, [1, 2], jobs=2) == [1, 2]


def test_side_by_side_gives_the_same_bytes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that two processes wrote does not differ in a byte from that of one, its search index included."""
    monkeypatch.setattr(room, "_MANY", 1)
    files: list[dict[str, bytes]] = []
    for count in (1, 2):
        monkeypatch.setattr(room, "cores", lambda count=count: count)
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
    monkeypatch.setattr(room, "_MANY", 1)
    monkeypatch.setattr(room, "cores", lambda: 2)
    (tmp_path / "hook.py").write_text(HOOK, encoding="utf-8")
    seen = (site(hooks=[str(tmp_path / "hook.py")]) / "seen.txt").read_text(encoding="utf-8").split()
    assert "campaigns/plans/iced/strategy/" in seen
    assert len([url for url in seen if url.startswith("campaigns/rules/")]) > 100
