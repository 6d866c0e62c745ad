"""Campaigns that are rendered in parallel, or come from the store, give the pages that one process makes of all."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from plain import build, build_with_store

from rencana.campaign_jobs import render as job
from rencana.jobs import pool
from rencana.jobs.store import Store
from rencana.pipeline import Site
from rencana.render.environment import CompiledTemplates, environment, shipped_templates
from rencana.render.page import Pages
from rencana.render.subject.kit import Show

CASES = Path(__file__).parents[1] / "cases"
ON = date(2026, 3, 1)
FEW = Show(rulebook=False)
SHOWN = (Show(), Show(findings=True, rulebook=False), Show(findings=True, budget=False, drafts=False))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that starts empty."""
    monkeypatch.setitem(os.environ, "RENCANA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def copied(example: Path, tmp_path: Path) -> Path:
    """The example's plans in a folder where they can be changed, with a picture that one of them names."""
    root = tmp_path / "copied"
    shutil.copytree(example / "plans", root / "plans")
    return root


def everything(pages: Pages) -> dict[str, object]:
    """All that a site is made of, by path."""
    contents: dict[str, object] = {
        page.path: (page.kind, page.title, page.source, page.listed, page.language, page.body()) for page in pages.pages
    }
    contents |= {download.path: download.content() for download in pages.downloads}
    contents |= {redirect.path: (redirect.to, redirect.page("https://kopi.example/")) for redirect in pages.redirects}
    return contents


def plainly(root: Path, show: Show | None = None, *, folders: bool = True) -> dict[str, object]:
    """What one process makes of all plans, without keeping anything."""
    return everything(build(root, on=ON, folders=folders, show=show).pages)


def quick(root: Path, show: Show | None = None, *, folders: bool = True) -> dict[str, object]:
    """What is made campaign by campaign."""
    return everything(build_with_store(root, on=ON, folders=folders, show=show).pages)


@pytest.mark.parametrize("show", SHOWN, ids=str)
def test_pages_are_those_of_one_process(example: Path, show: Show) -> None:
    """Whatever a site shows, each page, file and redirect is the same to the byte: made, and made from the cache."""
    expected = plainly(example, show)
    assert quick(example, show) == quick(example, show) == expected


def test_pages_of_real_plans_are_those_of_one_process() -> None:
    """Plans of real campaigns, plans that cannot be read, and addresses without folders are made alike."""
    roots = [path.parent.parent for path in CASES.glob("**/plans/portfolio.yaml")]
    assert len(roots) > 4
    for root in roots:
        expected = plainly(root, FEW, folders=False)
        assert quick(root, FEW, folders=False) == quick(root, FEW, folders=False) == expected


def test_many_campaigns_are_made_side_by_side(copied: Path) -> None:
    """With so many campaigns that several processes make them, the pages are the same."""
    folders = [path for path in (copied / "plans").iterdir() if path.is_dir()]
    while len(folders) <= pool._FEW:  # noqa: SLF001  there is no other way to know
        folders.append(shutil.copytree(folders[0], copied / "plans" / f"again-{len(folders)}"))
    assert quick(copied, FEW) == plainly(copied, FEW)


EDITS: dict[str, Callable[[str], str]] = {
    "a title": lambda text: text.replace("title: ", "title: Once more, ", 1),
    "a state": lambda text: text.replace("state: running", "state: paused").replace("state: draft", "state: running"),
    "a tag": lambda text: text.replace("tags: [", "tags: [brand-new, "),
    "a number": lambda text: text.replace("5", "6"),
    "a fault": lambda text: text + "\n\t: [",
    "nothing left": lambda _: "",
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_edit_is_seen(copied: Path, edit: Callable[[str], str]) -> None:
    """After a change of a file the pages are those of one process that knows nothing of before."""
    before = quick(copied, SHOWN[1])
    changed = 0
    for path in [copied / "plans" / "portfolio.yaml", min(copied.glob("plans/*/plan.yaml"))]:
        text = path.read_text(encoding="utf-8")
        path.write_text(edit(text), encoding="utf-8")
        expected = plainly(copied, SHOWN[1])
        assert quick(copied, SHOWN[1]) == expected, path
        changed += expected != before
        path.write_text(text, encoding="utf-8")
    assert changed > 0
    assert quick(copied, SHOWN[1]) == before


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'


def test_every_change_of_a_picture_is_seen(copied: Path) -> None:
    """A picture that may be published is shown and lies beside the page; with what makes it unfit both vanish."""
    plan = copied / "plans" / "drawn" / "plan.yaml"
    plan.parent.mkdir()
    plan.write_text("campaign: {title: Drawn, summary: '![A cup](assets/cup.svg)'}\n", encoding="utf-8")
    drawing = plan.parent / "assets" / "cup.svg"
    drawing.parent.mkdir()
    path, page = "plans/drawn/assets/cup.svg", "plans/drawn/index.md"
    contents = [None, SVG, SVG.replace("<g/>", "<script/><path/>"), SVG.replace("<g/>", "<g>"), SVG]
    for content in contents:
        if content is not None:
            drawing.write_text(content, encoding="utf-8")
        site = quick(copied, FEW)
        assert site == plainly(copied, FEW)
        is_fit = content is not None and "<g>" not in content
        assert (path in site) is is_fit is ('src="assets/cup.svg"' in str(site[page]))
        assert b"script" not in bytes(site.get(path, b""))  # type: ignore[call-overload]  # a file is bytes
    drawing.unlink()
    drawing.symlink_to("../../../plans/portfolio.yaml")
    assert path not in quick(copied, FEW)


def test_change_of_a_linked_template_is_seen(copied: Path, tmp_path: Path) -> None:
    """A template in a folder that a link leads to is as good as any other: its change is a change of the pages."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shipped = shipped_templates() / "pages" / "home.html"
    (shared / "home.html").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    (copied / "templates").mkdir()
    (copied / "templates" / "pages").symlink_to(shared)
    quick(copied, FEW)
    (shared / "home.html").write_text("<h1>Our own home</h1>", encoding="utf-8")
    environment.cache_clear()
    assert "Our own home" in str(quick(copied, FEW)["index.md"])
    environment.cache_clear()


def test_basis_changes_with_the_page(copied: Path) -> None:
    """A page or file whose cache key is what it was has the bytes that it had; after an edit most have."""
    before = build_with_store(copied, on=ON)
    bodies, files = _bodies(before), _files(before)
    plan = next(copied.glob("plans/*/plan.yaml"))
    plan.write_text(plan.read_text(encoding="utf-8").replace("summary: ", "summary: Anew. ", 1), encoding="utf-8")
    after = build_with_store(copied, on=ON)
    same, changed = 0, 0
    for page in after.pages.pages:
        key, body = bodies[page.path]
        same += key == page.cache_key != ""
        if key == page.cache_key != "":
            assert page.body() == body, page.path
        else:
            changed += page.body() != body
    for download in after.pages.downloads:
        key, content = files[download.path]
        assert key != download.cache_key or key == "" or download.content() == content, download.path
    assert same > len(after.pages.pages) / 2
    assert changed > 0


def _bodies(site: Site) -> dict[str, tuple[str, object]]:
    return {page.path: (page.cache_key, page.body()) for page in site.pages.pages}


def _files(site: Site) -> dict[str, tuple[str, bytes]]:
    return {download.path: (download.cache_key, download.content()) for download in site.pages.downloads}


def test_only_what_changed_is_read_again(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit only its campaign is measured again, and without one none; pages about all come from excerpts."""
    measured: list[str] = []
    measure = job.measure
    monkeypatch.setattr(job, "measure", lambda campaign, on: measured.append(campaign.id) or measure(campaign, on))
    quick(copied, FEW)
    every = sorted(measured)
    assert len(every) > 3
    quick(copied, FEW)
    assert sorted(measured) == every
    measured.clear()
    plan = copied / "plans" / every[1] / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "# A remark.\n", encoding="utf-8")
    quick(copied, FEW)
    assert measured == [every[1]]


def test_damaged_cache_changes_nothing(copied: Path, cache: Path) -> None:
    """Entries that were cut off, emptied, overwritten or half removed are worked out anew."""
    expected = quick(copied, FEW)
    for damage in (b"", b"half", b"\0" * 200, None):
        for entry in sorted(path for path in cache.rglob("*") if path.is_file())[::2]:
            entry.unlink() if damage is None else entry.write_bytes(damage)
        assert quick(copied, FEW) == expected


def test_without_a_cache_all_is_the_same(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With RENCANA_CACHE=off the pages are the same, and nothing is left in the workspace."""
    expected = quick(copied, FEW)
    before = sorted(copied.rglob("*"))
    monkeypatch.setitem(os.environ, "RENCANA_CACHE", "off")
    assert quick(copied, FEW) == expected
    assert sorted(copied.rglob("*")) == before


def test_compiled_templates_lie_outside_of_the_workspace(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No bytecode is read from a workspace, nor left in its cache: whoever commits it would have it executed."""
    monkeypatch.delitem(os.environ, "RENCANA_CACHE")
    stores = []
    begin = CompiledTemplates.__init__

    def watched(self: CompiledTemplates, store: Store) -> None:
        stores.append(store.folder)
        begin(self, store)

    monkeypatch.setattr(CompiledTemplates, "__init__", watched)
    environment.cache_clear()
    quick(copied, FEW)
    environment.cache_clear()
    assert stores
    assert not any(folder.is_relative_to(copied) for folder in stores)
