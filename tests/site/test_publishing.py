"""What leaves the house with a site, where it is found, and what it says of itself."""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from plain import build_with_store

from rencana.check import RULES
from rencana.render.subject.kit import Show
from rencana.site.inventory import inventory_text, take_inventory
from rencana.site.markdown_tree import write_tree

Site = Callable[..., Path]
ROOT = Path(__file__).parents[2]
PLANTED = re.compile(rb"planted|77[.,_]?777[.,_]?777", re.IGNORECASE)
DRAFT = """campaign: {title: Planted title, summary: planted-summary, state: STATE, was: planted-old, tags: planted-tag}
objectives: {planted-objective: {type: awareness, statement: planted-statement}}
audiences: {planted-audience: {title: Planted audience, profile: planted-profile}}
channels: {planted-channel: {platform: instagram, kind: owned, why: planted-why}}
calendar: {planted-item: {title: planted-item, at: 2026-03-02 10:00, channels: [planted-channel]}}
"""
OPEN = """campaign:
  title: Open & shown
  summary: Everybody may read it.
  state: approved
  owner: social-team
  part_of: planted-draft
  was: [iced, ICED, former, Former, planted-draft]
objectives: {seen: {type: awareness, statement: People see it.}}
budget: {total: 77_777_777 IDR, lines: {films: {amount: 7_777_777 IDR, title: planted-line}}, note: planted-note}
"""
INDONESIAN = "campaign: {title: Es kopi, summary: Untuk semua., language: id, state: running, owner: social-team}\n"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """The workspace of the site, with a plan that has a budget and former ids, a draft, and a plan in Indonesian."""
    for name, text in {
        "open": OPEN,
        "planted-draft": DRAFT.replace("STATE", "draft"),
        "planted-review": DRAFT.replace("STATE", "review"),
        "es": INDONESIAN,
    }.items():
        path = tmp_path / "plans" / name / "plan.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def _all_bytes(folder: Path) -> dict[str, bytes]:
    contents = {}
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            contents[name] = name.encode() + b" " + (gzip.decompress(content) if path.suffix == ".gz" else content)
    return contents


def _planted(folder: Path) -> dict[str, list[bytes]]:
    return {name: secrets for name, content in _all_bytes(folder).items() if (secrets := PLANTED.findall(content))}


def test_hidden_is_in_no_byte_of_the_site(site: Site, plans: Path) -> None:
    """No file of a site, packed or not, holds a word of what it hides; without the switches many do."""
    url = "https://kopi.example/"
    assert len(_planted(site(site_url=url))) > 10
    public = site(rencana={"budget": False, "drafts": False, "findings": True}, site_url=url)
    assert _planted(public) == {}
    assert "Everybody may read it." in (public / "campaigns" / "plans" / "open" / "index.html").read_text("utf-8")
    assert (plans / "plans" / "planted-draft").is_dir()


def test_hidden_is_in_no_byte_of_the_tree(site: Site, plans: Path) -> None:
    """The Markdown tree for other hosts hides the same."""
    site()
    write_tree(plans / "out", build_with_store(plans, show=Show(findings=True, budget=False, drafts=False)))
    assert (plans / "out" / "docs" / "plans" / "open" / "index.md").is_file()
    assert _planted(plans / "out") == {}


def test_former_addresses_lead_to_the_campaign(site: Site, plans: Path) -> None:
    """Each page of a renamed campaign has a small page at its old address, with a link, and no script."""
    public = site(site_url="https://kopi.example/docs/") / "campaigns" / "plans"
    pages = {path.relative_to(public / "open") for path in (public / "open").rglob("*.html")}
    assert {path.relative_to(public / "former") for path in (public / "former").rglob("*.html")} == pages
    page = (public / "former" / "strategy" / "index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../open/strategy/">' in page
    assert '<link rel="canonical" href="https://kopi.example/docs/campaigns/plans/open/strategy/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="../../open/strategy/">Open &amp; shown: Strategy</a>' in page
    assert "<script" not in page
    assert plans.is_dir()


def test_former_addresses_are_in_no_list(site: Site, plans: Path) -> None:
    """Navigation, search, sitemap and the pages of the site know no former address."""
    public = site(site_url="https://kopi.example/")
    names = {name for name, content in _all_bytes(public).items() if b"plans/former" in content}
    assert names == {name for name in names if name.startswith("campaigns/plans/former/")}
    assert len(names) > 3
    assert plans.is_dir()


@pytest.mark.usefixtures("plans")
def test_a_redirect_replaces_no_page(site: Site) -> None:
    """A former id that is a campaign again, on some system at least, and a page written by hand stay as they are."""
    public = site(docs={"campaigns/plans/former/index.md": "# Written by hand\n"}) / "campaigns" / "plans"
    assert "refresh" not in (public / "iced" / "index.html").read_text(encoding="utf-8")
    assert "Written by hand" in (public / "former" / "index.html").read_text(encoding="utf-8")
    assert "refresh" in (public / "former" / "strategy" / "index.html").read_text(encoding="utf-8")
    assert {path.name for path in public.iterdir()}.isdisjoint({"ICED", "Former"})


def test_redirects_without_folders(site: Site, plans: Path) -> None:
    """Where each page is a file, the former address is a file too, and leads to one."""
    public = site(use_directory_urls=False) / "campaigns" / "plans"
    assert 'content="0; url=../open/strategy.html"' in (public / "former" / "strategy.html").read_text(encoding="utf-8")
    assert plans.is_dir()


def test_redirects_of_the_tree(site: Site, plans: Path) -> None:
    """The Markdown tree holds the small pages as files that a host copies, and none in its navigation."""
    site()
    write_tree(plans / "out", build_with_store(plans))
    page = plans / "out" / "docs" / "plans" / "former" / "strategy" / "index.html"
    assert 'content="0; url=../../open/strategy/"' in page.read_text(encoding="utf-8")
    assert "former" not in (plans / "out" / "mkdocs.yml").read_text(encoding="utf-8")


def _pages(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.html") if b'http-equiv="refresh"' not in path.read_bytes()]


@pytest.mark.hosts
@pytest.mark.parametrize("host", ["mkdocs", "properdocs", "zensical"])
def test_hosts_copy_the_redirects(site: Site, plans: Path, host: str) -> None:
    """Other hosts put the small pages where the campaign's pages were, as they are."""
    site()
    write_tree(plans / "out", build_with_store(plans))
    command = [str(Path(sys.executable).parent / host), "build", "--strict", "-f", "mkdocs.yml"]
    environ = {"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1", "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=plans / "out", env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    name = "plans/former/strategy/index.html"
    assert (plans / "out" / "site" / name).read_bytes() == (plans / "out" / "docs" / name).read_bytes()


def _meta(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page))


def test_pages_say_what_they_are(site: Site, plans: Path) -> None:
    """Every page of ours has a title, a description, a kind and its address for whoever shows a link to it."""
    public = site(site_url="https://kopi.example/")
    pages = _pages(public / "campaigns")
    assert len(pages) > 20
    for path in pages:
        tags = _meta(path.read_text(encoding="utf-8"))
        assert tags["og:url"].startswith("https://kopi.example/campaigns/"), path
        assert 0 < len(tags["og:description"]) <= 400, path
        assert tags["description"] == tags["og:description"].replace("&#34;", "&quot;").replace("&#39;", "&#x27;"), path
    tags = _meta((public / "campaigns" / "plans" / "open" / "index.html").read_text(encoding="utf-8"))
    assert (tags["og:title"], tags["og:type"]) == ("Open &amp; shown", "article")
    assert tags["og:description"] == "Everybody may read it."
    assert _meta((public / "campaigns" / "index.html").read_text(encoding="utf-8"))["og:type"] == "website"
    assert "og:title" not in _meta((public / "about" / "index.html").read_text(encoding="utf-8"))
    assert plans.is_dir()


def test_own_main_template_keeps_its_say(site: Site, plans: Path) -> None:
    """A site with a main.html of its own has what it puts into the head, and ours as well."""
    template = plans / "overrides" / "main.html"
    template.parent.mkdir()
    template.write_text('{% extends "base.html" %}{% block extrahead %}<meta name="mine" content="here">{% endblock %}')
    theme = {"name": "material", "font": False, "custom_dir": str(template.parent)}
    tags = _meta((site(theme=theme) / "campaigns" / "plans" / "open" / "index.html").read_text(encoding="utf-8"))
    assert tags["mine"] == "here"
    assert tags["og:title"] == "Open &amp; shown"
    assert "og:url" not in tags


def test_a_page_is_in_one_language(site: Site, plans: Path) -> None:
    """The page of an Indonesian plan says so at its root, and the theme around it speaks Indonesian."""
    public = site()
    page = (public / "campaigns" / "plans" / "es" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="id"' in page
    assert 'placeholder="Cari"' in page
    for path in ("campaigns/plans/open/index", "campaigns/index", "about/index", "404"):
        assert '<html lang="en"' in (public / f"{path}.html").read_text(encoding="utf-8"), path
    assert plans.is_dir()


def test_sitemap_holds_each_page_once(site: Site, plans: Path) -> None:
    """Search engines are told of every page of ours, and of nothing that is no page."""
    public = site(site_url="https://kopi.example/")
    addresses = re.findall(
        r"<loc>https://kopi.example/([^<]*)</loc>", (public / "sitemap.xml").read_text(encoding="utf-8")
    )
    built = [path.relative_to(public).as_posix().removesuffix("index.html") for path in _pages(public)]
    assert sorted([*addresses, "404.html"]) == sorted(built)
    assert gzip.decompress((public / "sitemap.xml.gz").read_bytes()) == (public / "sitemap.xml").read_bytes()
    assert plans.is_dir()


def test_llms_txt_leads_to_what_is_there(site: Site, plans: Path) -> None:
    """The file for language models has a title, a sentence and links, and each of them leads somewhere."""
    public = site() / "campaigns"
    text = (public / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# Test & \\<b\\>Co\\</b\\>\n\n> [^\n]+\n\n## Campaigns\n\n- \[", text)
    assert "- [Open & shown](plans/open/): Everybody may read it.\n" in text
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) == 7
    assert [link for link in links if not (public / link).exists()] == []
    assert plans.is_dir()


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_said_and_nothing_written(site: Site, plans: Path) -> None:
    """Before a build one can read what it publishes: pages by kind, files, what is hidden, other hosts."""
    site(docs={"about.md": "# About\n\n[Elsewhere](https://other.example/x?a=1&b=2)\n"}, rencana={"drafts": False})
    before = _tree(plans)
    what = take_inventory(plans)
    assert _tree(plans) == before
    assert what.pages["overview"] == 3
    assert what.pages["rule"] == len(RULES)
    assert what.pages["redirect"] == sum(1 for name in before if name.startswith("site/public/campaigns/plans/former/"))
    assert what.pages["written by hand"] == 1
    assert sum(what.pages.values()) == sum(1 for name in before if name.endswith(".html"))
    assert sum(what.files.values()) == sum(
        1 for name in before if name.startswith("site/public/") and not name.endswith(".html")
    )
    assert what.addresses["https://other.example/x?a=1&b=2"] == 1
    lines = list(inventory_text(what))
    assert "budget    shown: open" in lines
    assert "drafts    hidden: planted-draft, planted-review" in lines
    assert any(line.startswith("findings  hidden") for line in lines)


def test_headers_of_a_site_are_copied(site: Site, plans: Path) -> None:
    """The file with headers for Netlify, as the manual has it, comes along with the site."""
    page = (ROOT / "site" / "docs" / "manual" / "publish.md").read_text(encoding="utf-8")
    block = next(text for text in re.findall(r"```text\n(.*?)```", page, re.DOTALL) if text.startswith("/*"))
    assert (site(docs={"_headers": block}) / "_headers").read_text(encoding="utf-8") == block
    assert plans.is_dir()


def test_manual_has_the_policy_of_the_tests() -> None:
    """Each policy that the manual proposes is the one under which a browser opens the example site in our tests."""
    tests = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
    tested = re.search(r'^POLICY = "(.+)"$', "\n".join(tests), re.MULTILINE)
    page = (ROOT / "site" / "docs" / "manual" / "publish.md").read_text(encoding="utf-8")
    assert tested
    assert page.count(tested[1]) == page.count("default-src") == 4


def test_public_site_of_the_example(tmp_path: Path) -> None:
    """The switches of the manual's example are options that MkDocs takes as they stand there."""
    page = (ROOT / "site" / "docs" / "manual" / "publish.md").read_text(encoding="utf-8")
    block = next(text for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "drafts" in text)
    settings = yaml.safe_load(block.replace("!ENV [DRAFTS, true]", "false"))
    (tmp_path / "said.json").write_text(json.dumps(settings["plugins"][1]["rencana"]), encoding="utf-8")
    assert json.loads((tmp_path / "said.json").read_text()) == {"budget": False, "drafts": False}
