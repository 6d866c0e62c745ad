"""The plugin puts the pages of a workspace into any MkDocs site, and keeps what else is there."""

import json
import logging
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, PluginError

from rencana.check import RULES

Site = Callable[..., Path]
PAGES = ("index", "plans/iced/index", "plans/iced/strategy/index", "channels/instagram/index", "kpis/views/index")


def _text(public: Path, page: str) -> str:
    return (public / f"{page}.html").read_text(encoding="utf-8")


def test_pages_live_below_at(site: Site) -> None:
    """Our pages stand below `campaigns/`, or wherever the option says; hand-written pages stay where they are."""
    public = site()
    assert all((public / "campaigns" / f"{page}.html").is_file() for page in PAGES)
    assert (public / "about" / "index.html").is_file()


def test_pages_at_the_root(site: Site) -> None:
    """With an empty `at` the home of the portfolio is the home of the site, and leads its navigation."""
    public = site(rencana={"at": ""}, nav=["about.md"])
    assert all((public / f"{page}.html").is_file() for page in PAGES)
    about = _text(public, "about/index")
    assert about.index("Channels") < about.index('href="./"')


def test_without_folders_each_page_is_a_file(site: Site) -> None:
    """Where pages are files of their own, links between ours lead to files."""
    public = site(use_directory_urls=False)
    assert (public / "campaigns" / "plans" / "iced" / "strategy.html").is_file()
    assert 'href="strategy.html"' in _text(public, "campaigns/plans/iced/index")


def test_plans_are_never_in_the_navigation(site: Site) -> None:
    """Pages of plans are reached from the index pages, so that navigation does not grow with them."""
    about = _text(site(), "about/index")
    assert "campaigns/channels/" in about
    assert "plans/iced" not in about


def test_explicit_navigation_gets_our_section(site: Site) -> None:
    """A navigation that is written out gets one section more, and what it lists already is not listed twice."""
    public = site(nav=["about.md", {"All": "campaigns/kpis/index.md"}])
    about = _text(public, "about/index")
    assert about.count('href="../campaigns/kpis/"') <= 2
    assert 'href="../campaigns/channels/"' in about


@pytest.mark.parametrize(
    "entry",
    [
        "campaigns/index.md",
        {"Campaigns": "campaigns/index.md"},
        {"Campaigns": ["campaigns/index.md"]},
        {"Campaigns": [{"All": "campaigns/index.md"}, "about.md"]},
    ],
)
def test_an_entry_of_our_first_page_becomes_our_section(site: Site, entry: object) -> None:
    """Where the navigation names our first page, there is no second entry of the same name beside it."""
    about = _text(site(nav=["about.md", entry]), "about/index")
    assert 'href="../campaigns/channels/"' in about
    assert about.count("md-nav__link--section") == 0 or about.count('for="__nav_3"') == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "with the option `workspace:` of the plugin"),
        ({"on": "soon"}, "the option `on` is no day: 'soon'"),
        ({"at": "../.."}, "the option `at` leads out of the site: '../..'"),
        ({"wrkspace": "x"}, "wrkspace"),
    ],
)
def test_a_missing_workspace_hides_no_other_fault(
    site: Site, caplog: pytest.LogCaptureFixture, options: dict[str, str], message: str
) -> None:
    """Where there is no workspace the option that names one is said, and what is wrong with another option before."""
    with pytest.raises((Abort, PluginError)) as caught:
        site(rencana={"workspace": "/nowhere", **options})
    assert message in f"{caplog.text} {caught.value}"


def test_a_hand_written_page_wins(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """A page that somebody wrote at the same path stands, and is named in the log."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    public = site(docs={"campaigns/channels/index.md": "# My own channels\n"})
    assert "My own channels" in _text(public, "campaigns/channels/index")
    assert "campaigns/channels/index.md is written by hand" in caplog.text


def test_links_to_headings_are_looked_at(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hand-written link to a heading of a page of ours is named where there is none, whichever process made it."""
    monkeypatch.setattr("rencana.jobs.fork._MANY_SMALL", 2)
    caplog.set_level(logging.WARNING, logger="mkdocs")
    ours = [f"campaigns/plans/iced/{name}.md" for name in ("measurement", "strategy", "calendar")]
    links = "".join(f"[a]({path}#no-such) [b]({path}#top)\n" for path in ours)
    site(docs={"about.md": f"# About\n\n{links}"}, validation={"links": {"anchors": "warn"}})
    assert [path for path in ours if f"{path}' does not contain an anchor '#no-such'" in caplog.text] == ours
    assert "#top" not in caplog.text


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_show_plain_pages(site: Site, theme: str) -> None:
    """The pages are readable in themes that they were not designed for."""
    public = site(theme={"name": theme})
    assert "People see it." in _text(public, "campaigns/plans/iced/index")


def test_search_finds_words_of_plans(site: Site) -> None:
    """The index holds titles and statements of plans, and no rows of tables."""
    docs = json.loads((site() / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    entry = next(row for row in docs if row["location"] == "campaigns/plans/iced/")
    assert "People see it." in entry["text"]
    assert "<" not in entry["title"] + entry["text"]
    assert len([row for row in docs if "plans/iced/measurement" in row["location"]]) == 1


def test_sitemap_holds_our_pages(site: Site) -> None:
    """Search engines are told of every page, with the pinned day."""
    sitemap = (site(site_url="https://kopi.example/") / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://kopi.example/campaigns/plans/iced/measurement/</loc>" in sitemap
    assert "<lastmod>2026-03-01</lastmod>" in sitemap


def test_edit_links_lead_to_the_plan(site: Site) -> None:
    """Whoever wants to edit a page comes to the YAML file that it is made from."""
    public = site(
        rencana={"edit": "https://git.example/edit/{path}"},
        theme={"name": "material", "font": False, "features": ["content.action.edit"]},
    )
    assert 'href="https://git.example/edit/plans/iced/plan.yaml"' in _text(
        public, "campaigns/plans/iced/strategy/index"
    )


@pytest.mark.parametrize("edit", ["https://x/{foo}", "https://x/{", "https://x/{path}}"])
def test_braces_in_an_edit_link_are_said(site: Site, caplog: pytest.LogCaptureFixture, edit: str) -> None:
    """Only {path} has a meaning in the address of edit links; other braces end the build with a sentence."""
    with pytest.raises((Abort, PluginError)) as caught:
        site(rencana={"edit": edit})
    assert "the option `edit` has braces other than {path}" in f"{caught.value} {caplog.text}"


def test_same_input_gives_the_same_bytes(site: Site) -> None:
    """Two builds of the same plans on the same pinned day do not differ in a byte."""
    public = site()
    first = {path: path.read_bytes() for path in public.rglob("*") if path.is_file()}
    second = {path: path.read_bytes() for path in site().rglob("*") if path.is_file()}
    assert [str(path) for path in first if first[path] != second.get(path)] == []


class _Scripts(HTMLParser):
    """Collects what a browser would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "script" and "src" not in attributes and attributes.get("type") != "application/json":
            self.bad.append("inline script")
        self.bad += [f"{tag} {name}" for name in attributes if name.startswith("on") or name == "style"]
        self.bad += [f"{tag} {value}" for value in attributes.values() if value and "javascript:" in value.lower()]
        fetched = attributes.get("src") or (
            attributes.get("href") if tag == "link" and attributes.get("rel") != "canonical" else ""
        )
        if fetched and fetched.startswith(("http:", "https:", "//")):
            self.bad.append(f"{tag} {fetched}")


@pytest.mark.parametrize(
    "folder", ["plans/iced/", "plans/iced/strategy/", "plans/iced/calendar/", "", "channels/instagram/"]
)
def test_plan_text_never_becomes_code(site: Site, folder: str) -> None:
    """No text of a plan, and nothing of the theme, puts a script, a handler or a remote request into a page."""
    html = _text(site(), f"campaigns/{folder}index")
    reader = _Scripts()
    reader.feed(html)
    assert reader.bad == []
    assert "<script>alert" not in html
    assert ">49<" not in html
    assert "<img src=x" not in html


def test_errors_of_plans_fail_a_strict_build(site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Under --strict a plan with an error stops the build; without it the page shows the findings and no numbers."""
    broken = tmp_path / "plans" / "broken" / "plan.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("campaign:\n  title: Broken plan\n  titel: x\n", encoding="utf-8")
    public = site()
    page = _text(public, "campaigns/plans/broken/index")
    assert "Broken plan" in page
    assert "is no known key" in page
    assert "plans/broken/plan.yaml:3:3" in caplog.text
    with pytest.raises(Abort):
        site(strict=True)


def test_options_are_checked(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """A day that is none, or a workspace that is not there, stops the build with words."""
    with pytest.raises(Abort):
        site(rencana={"on": "yesterday"})
    assert "is no day" in caplog.text
    with pytest.raises(Abort):
        site(rencana={"workspace": "/"})
    assert "There is no workspace" in caplog.text


@pytest.mark.parametrize("at", ["../..", "a/../../b", "/tmp/evil", "C:/evil", r"..\evil", "."])
def test_pages_stay_in_the_site(site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture, at: str) -> None:
    """An `at` that leads out of the site stops the build with words, before anything is written."""
    with pytest.raises(Abort):
        site(rencana={"at": at})
    assert "the option `at` leads out of the site" in caplog.text
    assert not (tmp_path / "plans" / "iced" / "index.html").exists()


HOOK = """
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files


@event_priority(-200)
def on_files(files, config):
    return Files(list(files))
"""


def test_another_plugin_may_replace_the_files(site: Site, tmp_path: Path) -> None:
    """Where our collection of files is gone, MkDocs' own loop renders our pages, to the same byte."""
    usual = _text(site(), "campaigns/plans/iced/index")
    hook = tmp_path / "hook.py"
    hook.write_text(HOOK, encoding="utf-8")
    assert _text(site(hooks=[str(hook)]), "campaigns/plans/iced/index") == usual


def test_findings_are_for_authors(site: Site) -> None:
    """A public site says nothing of what is wrong with a plan; with the option its pages do, and lead to the rules."""
    page = "campaigns/plans/iced/index"
    assert "rn-faults" not in _text(site(), page)
    html = _text(site(rencana={"findings": True}), page)
    assert "rn-faults" in html
    assert 'href="../../rules/baseline-unsaid/"' in html


def test_rulebook_has_a_page_for_each_rule(site: Site) -> None:
    """Each rule has a page with its example; without the option there is none, and no finding leads there."""
    public = site()
    names = {path.name for path in (public / "campaigns" / "rules").iterdir() if path.is_dir()}
    assert names == {rule.name for rule in RULES}
    page = _text(public, "campaigns/rules/popularity-as-reason/index")
    assert "A channel was chosen because it is popular." in page
    assert "because: Instagram is popular right now." in page
    index = _text(public, "campaigns/rules/index")
    assert all(f'href="{name}/"' in index for name in names)
    public = site(rencana={"rulebook": False, "findings": True})
    assert "rules/" not in _text(public, "campaigns/plans/iced/index")
