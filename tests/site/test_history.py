"""The history on the site: a commit changes pages, whichever way they are built; without git nothing is there."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from gitted import commit, edit, git, put, start
from mkdocs.exceptions import Abort
from plain import build as build_plainly

from rencana.render.page import Pages
from rencana.render.subject.kit import Show
from rencana.site.build import build_quickly
from rencana.site.host_build import build_site
from rencana.site.markdown_tree import write_tree

CASES = Path(__file__).parents[1] / "cases" / "site" / "workspace"
PLAN = "plans/iced/plan.yaml"
ON = date(2026, 3, 1)
COMMIT = "https://forge.example/commit/{commit}"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RENCANA_CACHE", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small workspace in a repository: its target was raised after it had been running for a week."""
    folder = start(tmp_path / "workspace")
    shutil.copytree(CASES, folder, dirs_exist_ok=True)
    put(folder, "site/docs/about.md", "# About\n")
    config = {
        "site_name": "Test",
        "site_url": "https://kopi.example/",
        "docs_dir": "docs",
        "site_dir": "public",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"rencana": {"on": "2026-03-01", "at": "", "commit": COMMIT}}],
    }
    put(folder, "site/mkdocs.yml", yaml.safe_dump(config))
    put(folder, ".gitignore", "public/\n.rencana_cache/\n")
    edit(folder, PLAN, {"{value: 900,": "{value: 700,"})
    commit(folder, "2026-02-18")
    edit(folder, PLAN, {"{value: 700,": "{value: 900,"})
    commit(folder, "2026-02-25", team="Customer care")
    return folder


def pages_of(pages: Pages) -> dict[str, str]:
    """Returns the HTML of each page."""
    return {page.path: page.body().html for page in pages.pages}


def beneath(folder: Path) -> dict[str, bytes]:
    """Returns all files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def history_page(folder: Path) -> str:
    """Returns the history page of the plan in a finished site."""
    return (folder / "plans/iced/history/index.html").read_text(encoding="utf-8")


def test_a_commit_gives_the_site_of_a_cold_build(root: Path, tmp_path: Path) -> None:
    """After each commit a quick build has made what a cold build makes elsewhere; without one it makes nothing."""
    public, cold = root / "site/public", tmp_path / "cold"
    build_quickly(root)
    name = git(root, "rev-parse", "HEAD")
    assert COMMIT.replace("{commit}", name) in history_page(public)
    assert build_quickly(root).written == 0
    edit(root, PLAN, {"{value: 900,": "{value: 950,"})
    build_quickly(root)
    assert "950" not in history_page(public).partition('id="changes"')[2]
    for change in (lambda: None, lambda: put(root, "README.md", "No plan.\n")):
        change()
        commit(root, "2026-02-27")
        built = build_quickly(root)
        assert built.reused
        build_site(root, site_dir=cold)
        assert beneath(public) == beneath(cold)
    assert "27 Feb 2026" in history_page(public)
    assert build_quickly(root).written == 0


def test_what_is_committed_later_changes_no_page(root: Path) -> None:
    """Pages that speak of a day stay as they are when somebody commits on a later day."""
    before = pages_of(build_plainly(root, on=ON).pages)
    edit(root, PLAN, {"summary: A": "summary: A"})
    put(root, "plans/other/plan.yaml", "campaign: {title: Other}\n")
    commit(root, "2026-03-02")
    shutil.rmtree(root / "plans/other")
    assert pages_of(build_plainly(root, on=ON).pages) == before


def test_without_git_there_is_no_history(root: Path) -> None:
    """A workspace in no repository has no feed, and nothing is said of changes but where the plan lies."""
    shutil.rmtree(root / ".git")
    site = build_plainly(root, on=ON)
    pages, hidden = pages_of(site.pages), pages_of(build_plainly(root, on=ON, show=Show(history=False)).pages)
    assert [path for path in pages if pages[path] != hidden[path]] == ["plans/iced/history.md"]
    assert "lies in no git repository" in pages["plans/iced/history.md"]
    assert [file.path for file in site.pages.downloads if file.path.endswith("feed.xml")] == []


def test_home_tells_what_changed_this_week(root: Path) -> None:
    """The home has the changes of the last seven days, and says so where there is none."""
    home = pages_of(build_plainly(root, on=ON).pages)["index.md"]
    assert "the target is 900 by 19 Mar 2026 (was 700)" in home
    assert "Nothing: no plan was changed" in pages_of(build_plainly(root, on=date(2026, 3, 4)).pages)["index.md"]


def test_campaigns_that_are_gone_and_goals_are_told(root: Path) -> None:
    """A plan that was removed, and a change of what all plans share, have no page of their own: home tells them."""
    put(root, "plans/other/plan.yaml", "campaign: {title: Other}\n")
    commit(root, "2026-02-26")
    shutil.rmtree(root / "plans/other")
    edit(root, "plans/portfolio.yaml", {"format: 1": "format: 1\ngoals: {cold: Be cold.}"})
    commit(root, "2026-02-27")
    home = pages_of(build_plainly(root, on=ON).pages)["index.md"]
    assert "“Other” is no longer there" in home
    assert "Be cold." in home.partition('id="week"')[2].partition("</section>")[0]


@pytest.mark.parametrize("language", ["en", "id"])
def test_markdown_tree_has_the_same_history(root: Path, tmp_path: Path, language: str) -> None:
    """`rencana render` writes the same pages and feeds."""
    edit(root, "plans/portfolio.yaml", {"format: 1": f"format: 1\nlanguage: {language}"})
    site = build_plainly(root, on=ON)
    write_tree(tmp_path / "tree", site)
    text = (tmp_path / "tree/docs/plans/iced/history.md").read_text(encoding="utf-8")
    assert {"en": "the target is 900", "id": "target kini 900"}[language] in text
    assert (tmp_path / "tree/docs/feed.xml").is_file()


NAMES = {"a": "http://www.w3.org/2005/Atom"}


def feeds_of(site: Pages) -> dict[str, ET.Element]:
    """Returns the feeds of a site, parsed."""
    files = {file.path: file.content() for file in site.downloads if file.path.endswith("feed.xml")}
    return {path: ET.fromstring(content) for path, content in files.items()}


def test_feeds_are_valid_and_stable(root: Path) -> None:
    """Each feed has what the standard asks for, and each entry keeps its id when others come or the folder moves."""
    site = build_plainly(root, on=ON).pages
    feeds = feeds_of(site)
    assert [*feeds] == ["feed.xml", "plans/iced/feed.xml"]
    for feed in feeds.values():
        for name in ("id", "title", "updated", "author/a:name"):
            assert feed.findtext(f"a:{name}", namespaces=NAMES)
        ids = [entry.findtext("a:id", namespaces=NAMES) for entry in feed.findall("a:entry", NAMES)]
        assert len({*ids}) == len(ids) == 2
        links = [link.get("href", "") for link in feed.iter(f"{{{NAMES['a']}}}link")]
        assert not any("://" in link for link in links)
    assert [file.content() for file in site.downloads] == [
        file.content() for file in build_plainly(root, on=ON).pages.downloads
    ]
    git(root, "mv", "plans/iced", "plans/cold")
    commit(root, "2026-02-26")
    moved = feeds_of(build_plainly(root, on=ON).pages)["plans/cold/feed.xml"]
    assert [entry.findtext("a:id", namespaces=NAMES) for entry in moved.findall("a:entry", NAMES)][1:] == ids


def test_feed_of_a_site_has_full_addresses(root: Path) -> None:
    """Where the address of the site is known, links of feeds are full ones, and lead to pages that are there."""
    build_quickly(root)
    public = root / "site/public"
    feed = ET.fromstring((public / "plans/iced/feed.xml").read_bytes())
    links = {link.get("href", "") for link in feed.iter(f"{{{NAMES['a']}}}link")}
    assert links == {"https://kopi.example/plans/iced/history/", "https://kopi.example/plans/iced/feed.xml"}
    assert (public / "plans/iced/history/index.html").is_file()


def test_history_can_be_left_out(root: Path) -> None:
    """With `history: false` neither page nor home tells of changes, and there is no feed."""
    site = build_plainly(root, on=ON, show=Show(history=False)).pages
    assert feeds_of(site) == {}
    assert "the target is 900" not in "".join(pages_of(site).values())


def test_odd_braces_in_the_address_of_a_commit_are_refused(
    site: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    """A misspelt mark in the option `commit` stops the build, instead of links that lead nowhere."""
    with pytest.raises(Abort):
        site(rencana={"commit": "https://forge.example/{sha}"})
    assert "the option `commit` has braces other than {commit}" in caplog.text


def test_texts_of_plans_stay_texts(root: Path) -> None:
    """What a plan says is neither HTML in the history nor in a feed."""
    edit(root, PLAN, {"title: First": "title: <b>First</b> & last"})
    commit(root, "2026-02-27")
    site = build_plainly(root, on=ON).pages
    assert "<b>First" not in pages_of(site)["plans/iced/history.md"]
    content = feeds_of(site)["plans/iced/feed.xml"].findtext("a:entry/a:content", namespaces=NAMES)
    assert content
    assert "&lt;b&gt;First&lt;/b&gt; &amp; last" in content
