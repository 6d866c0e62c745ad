"""The record of a build is found again by the next one with the same options, and by no other."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from rencana.jobs.snapshot import take_snapshot
from rencana.jobs.store import Store
from rencana.render.page import Body, Download, Heading, Page, Pages, Redirect, Section
from rencana.site.log import LogLine
from rencana.site.shell.fill import ENTRIES, PageShell, TextSlot
from rencana.site.shell.slots import PageLocation, ShellKey
from rencana.site.update.record import (
    BuildOptions,
    Details,
    FullBuildNeeded,
    Record,
    RecordStore,
    cache_keys,
    layout_digest,
    scan_plans,
    settings_digest,
)

RECORD = Record(
    refusal="",
    folder="/a/public",
    strict=False,
    watched=("/a/mkdocs.yml",),
    settings="1",
    workspace="/a",
    pinned="2026-03-01",
    timezone="UTC",
    day="2026-03-01",
    plans="2",
    head="",
    output="3",
    pages=4,
    before=1,
    lines=(LogLine("mkdocs", 30, "Careful."),),
    findings=(),
)
LOCATION = PageLocation("tea/", "tea/index.html", "", "", "en", (), 1, False, "")
KEY = ShellKey((), 1, False, "", "en", "article", True, (True, False))
DETAILS = Details(
    output="3",
    no_shells="",
    footprint={"tea/index.html": (10, 20)},
    folders=True,
    show={"budget": True, "findings": False},
    url="",
    offline=False,
    layout="5",
    named=(),
    locations={},
    cache_keys={"tea.md": "6"},
    search_digests={"tea.md": b"7"},
    downloads={},
    redirects={"old.md": ("old/index.html", "https://a/tea/")},
    shells=((KEY, PageShell(("<b>", TextSlot("title", "bare"), TextSlot(ENTRIES, "\n")), ("a/",))),),
    searched=True,
)


@pytest.fixture
def records(tmp_path: Path) -> RecordStore:
    """Where builds of a workspace without options store their record."""
    return RecordStore(Store(tmp_path / "cache"), BuildOptions(tmp_path))


def test_record_is_found_again(records: RecordStore) -> None:
    """What one build has stored the next one reads, each part of it the same."""
    assert records.record() is None
    assert records.footprint() == {}
    records.write(RECORD, DETAILS)
    assert records.record() == RECORD
    assert records.details(RECORD) == DETAILS
    assert records.footprint() == DETAILS.footprint


@pytest.mark.parametrize(
    "option", [{"on": "2026-03-02"}, {"strict": True}, {"offline": True}, {"site_dir": "/b"}, {"workspace": Path("/b")}]
)
def test_other_options_have_a_record_of_their_own(records: RecordStore, option: dict[str, Any]) -> None:
    """A build of another day, another kind, or into another folder knows nothing of this one."""
    records.write(RECORD, DETAILS)
    assert RecordStore(records.store, replace(records.options, **option)).record() is None


def test_halves_of_two_builds_do_not_match(records: RecordStore) -> None:
    """Where a build was killed between its two entries, the details are not taken for those of the record."""
    records.write(RECORD, DETAILS)
    with pytest.raises(FullBuildNeeded):
        records.details(replace(RECORD, output="4"))


def test_names_that_are_no_text_are_left_out(records: RecordStore) -> None:
    """A site with a file whose name is no text is not recorded, so MkDocs builds it each time."""
    records.write(RECORD, replace(DETAILS, footprint={"caf\udce9": (1, 2)}))
    assert records.record() is None


def test_pinned_day() -> None:
    """A record knows the day that was asked for; without one the next build is one of that build's own day."""
    assert RECORD.on == date(2026, 3, 1)
    assert replace(RECORD, pinned="").on is None


def test_location_is_decoded() -> None:
    """Where a page lives is stored packed, and comes back as it was."""
    from msgspec import msgpack  # noqa: PLC0415  only here

    assert replace(DETAILS, locations={"tea.md": msgpack.encode(LOCATION)}).location("tea.md") == LOCATION


def page(path: str, title: str = "Tea", cache_key: str = "") -> Page:
    """A page."""
    return Page(path, "overview", title, lambda: Body("", (Heading(2, "a", "A"),)), cache_key=cache_key)


PAGES = Pages(
    (page("a.md"), page("b.md")),
    (Download("a.csv", lambda: b"", "1"),),
    (Section("All", (page("a.md"),)),),
    (Redirect("old.md", "a.md", lambda _: b"", "2"),),
)


@pytest.mark.parametrize(
    "pages",
    [
        replace(PAGES, pages=PAGES.pages[::-1]),
        replace(PAGES, pages=PAGES.pages[:1]),
        replace(PAGES, pages=(page("a.md", "Other"), page("b.md"))),
        replace(PAGES, pages=(page("a.md"), replace(page("b.md"), language="ar"))),
        replace(PAGES, pages=(page("a.md"), replace(page("b.md"), source="plans/b.yaml"))),
        replace(PAGES, downloads=()),
        replace(PAGES, redirects=()),
        replace(PAGES, nav=(Section("Every", (page("a.md"),)),)),
        replace(PAGES, nav=(Section("All", (page("b.md"),)),)),
    ],
)
def test_another_layout_is_noticed(pages: Pages) -> None:
    """Another page, order, language, file, address or entry of the navigation changes what stands around pages."""
    assert layout_digest(pages, ["a.md"]) != layout_digest(PAGES, ["a.md"])


def test_titles_matter_only_in_the_navigation() -> None:
    """A page that nothing else names may have another title, or another content, in the same layout."""
    pages = replace(PAGES, pages=(page("a.md"), page("b.md", "Other", "3")))
    assert layout_digest(pages, ["a.md"]) == layout_digest(PAGES, ["a.md"])
    assert layout_digest(pages, ["a.md", "b.md"]) != layout_digest(PAGES, ["a.md", "b.md"])


def test_everything_has_a_cache_key() -> None:
    """Pages, downloads and redirects are told apart by their paths."""
    assert cache_keys(PAGES) == {"a.md": "", "b.md": "", "a.csv": "1", "old.md": "2"}


def test_settings_are_files_packages_and_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another content of a watched file, or another pinned time of the build, is another configuration."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    file = tmp_path / "mkdocs.yml"
    file.write_text("a", encoding="utf-8")
    digest = settings_digest(take_snapshot([str(file)]))
    assert settings_digest(take_snapshot([str(file)])) == digest
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert settings_digest(take_snapshot([str(file)])) != digest
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    file.write_text("b", encoding="utf-8")
    assert settings_digest(take_snapshot([str(file)])) != digest


def test_templates_of_the_workspace_are_plans_too(tmp_path: Path) -> None:
    """Plans, their assets and the workspace's own templates are read; what else lies there is not."""
    for name in ("plans/tea/plan.yaml", "plans/tea/assets/a.png", "templates/pages/a.html", "site/mkdocs.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    names = {str(Path(path).relative_to(tmp_path)) for path in scan_plans(tmp_path).digests}
    assert names == {"plans/tea/plan.yaml", "plans/tea/assets/a.png", "templates/pages/a.html"}
