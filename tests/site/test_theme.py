"""The theme around our pages: a shell that is filled gives what the theme itself gives, to the byte."""

import logging
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build

from rencana.site.host_build import load
from rencana.site.hosted import HostedPage
from rencana.site.probe_page import render_theme
from rencana.site.shell.fill import PageShell, PageTexts
from rencana.site.theme import Theme

ROOT = Path(__file__).parents[2]
Site = Callable[..., Path]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Renders each page truly too and compares; tells of each page whether a shell was filled for it."""
    around, seen = Theme.around, []
    filled: list[bool] = []
    fill = PageShell.fill

    def counted(self: PageShell, inside: PageTexts, url: str) -> str | None:
        output = fill(self, inside, url)
        filled.append(output is not None)
        return output

    def compared(self: Theme, page: HostedPage, context: Mapping[str, Any]) -> str:
        filled.clear()
        output = around(self, page, context)
        assert output == render_theme(self.env, context), page.url
        seen.append((page.source.kind, filled == [True]))
        return output

    monkeypatch.setattr(PageShell, "fill", counted)
    monkeypatch.setattr(Theme, "around", compared)
    return seen


OVERRIDE = """{% extends "base.html" %}
{% block htmltitle %}
{% if page %}<title>{{ page.title | striptags | e }} – {{ page.meta.title }}</title>{% endif %}
{% endblock %}
{% block announce %}{% if page %}{{ page.title | e }}{% if "campaign" in page.title %}!{% endif %}
{% if "rn-lead" in page.content %}<a href="{{ 'plans/kantin-kampus-2026/strategy/' | url }}">lead</a>{% endif %}
{% endif %}{% endblock %}
"""
FEATURES = ["navigation.path", "navigation.footer", "content.action.edit", "toc.follow", "navigation.indexes"]


@pytest.mark.parametrize("way", ["folders", "files", "offline", "override", "integrated"])
def test_example_site_is_the_same_to_the_byte(way: str, kept: list[tuple[str, bool]], tmp_path: Path) -> None:
    """Every page of the example site, those of the navigation too, comes out of a shell as out of the theme."""
    config = load(ROOT, offline=way == "offline", site_dir=str(tmp_path / "public"))
    config.use_directory_urls = way not in ("files", "offline")
    config.site_url = "" if way == "offline" else "https://kopi.example/a/"
    config.plugins["rencana"].config.edit = "https://git.example/edit/{path}?a&b"
    if way == "override":
        (tmp_path / "theme").mkdir()
        (tmp_path / "theme" / "main.html").write_text(OVERRIDE, encoding="utf-8")
        config.theme.dirs.insert(0, str(tmp_path / "theme"))
        config.theme["features"] = FEATURES
    if way == "integrated":
        config.theme["features"] = [*FEATURES, "toc.integrate", "navigation.tabs"]
    build(config)
    assert len({kind for kind, _ in kept}) > 20
    # The override asks what a page says, so pages that say something else are rendered truly.
    most = len(kept) / 2 if way == "override" else 0
    assert sum(not filled for _, filled in kept) <= most


HOSTILE = "Café & <b>\"teh'</b> قهوة &amp; \u202ex\\"


def test_titles_of_any_characters(site: Site, kept: list[tuple[str, bool]], tmp_path: Path) -> None:
    """Titles with signs of HTML, quotes and text from right to left look the same through a shell."""
    titles = [HOSTILE, "A & B", "<i>", '"', "'", "شاي", "&lt;", "Tea", "a  b"]
    for number, title in enumerate(titles):
        folder = tmp_path / "plans" / f"tea-{number}"
        folder.mkdir(parents=True)
        plan = {"campaign": {"title": title, "language": "en", "summary": f"{title} in a sentence."}}
        (folder / "plan.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")
    site(site_url="https://kopi.example/")
    assert sum(filled for kind, filled in kept if kind == "overview") >= len(titles) - 2


HOOKS = {
    "on_page_content": "def on_page_content(html, page, config, files):\n    return html + '<p>more</p>'\n",
    "on_page_context": "def on_page_context(context, page, config, nav):\n    context['tags'] = [{'name': page.url}]\n",
}


@pytest.mark.parametrize("event", HOOKS)
def test_other_plugins_see_each_page(
    event: str, site: Site, kept: list[tuple[str, bool]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a hook may change what stands around a page, the theme is rendered for each, and the log says why."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    (tmp_path / "hook.py").write_text(HOOKS[event], encoding="utf-8")
    site(hooks=[str(tmp_path / "hook.py")])
    assert len(kept) > 100
    assert not any(filled for _, filled in kept)
    assert caplog.text.count("The theme is rendered anew for each page") == 1
    assert event in caplog.text


def test_what_comes_after_the_theme_may_be_anything(site: Site, kept: list[tuple[str, bool]], tmp_path: Path) -> None:
    """A hook that works on finished pages gets each of them, from a shell or not."""
    hook = "def on_post_page(output, page, config):\n    return output.replace('</body>', f'{page.url}</body>')\n"
    (tmp_path / "hook.py").write_text(hook, encoding="utf-8")
    public = site(hooks=[str(tmp_path / "hook.py")])
    assert any(filled for _, filled in kept)
    page = public / "campaigns" / "rules" / "popularity-as-reason" / "index.html"
    assert "campaigns/rules/popularity-as-reason/</body>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asks", "reason"),
    [
        ("{{ page.file.src_uri }}", "asks a page for file"),
        ("{{ page.url }}", "shows its address"),
        ("{{ page.title | upper }}", "takes the title apart (upper)"),
        ("{{ page.meta.description | truncate(90) }}", "counts the description"),
        ("{{ page.content | replace('a', 'b') | length }}", "replaces 'a' in the content"),
        ("{% if page.title == 'Iced' %}!{% endif %}", "compares the title"),
        ("{{ page.title | tojson }}", "in a way of its own"),
        ("{% for one in (page.toc | first).children %}{{ one.title }}{% endfor %}", "in a place of its own"),
        ("{{ (page.toc | first).children | length }}", "counts the entries of the table of contents"),
        ("{{ range(1000000) | random }}", "treats pages of one kind differently"),
    ],
)
def test_themes_that_ask_more_of_a_page(
    asks: str, reason: str, site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A theme that does with a page what no shell can do is rendered for each page, and the log says why."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    (tmp_path / "theme").mkdir()
    override = f'{{% extends "base.html" %}}{{% block announce %}}{{% if page %}}{asks}{{% endif %}}{{% endblock %}}'
    (tmp_path / "theme" / "main.html").write_text(override, encoding="utf-8")
    site(theme={"name": "material", "font": False, "custom_dir": str(tmp_path / "theme")})
    said = [one.getMessage() for one in caplog.records if "rendered anew" in one.getMessage()]
    assert len(said) == 1
    assert reason in said[0]


def test_a_plan_in_the_navigation(site: Site, kept: list[tuple[str, bool]]) -> None:
    """Where the navigation leads into a campaign, its pages have other links and other neighbours than the rest."""
    shutil.rmtree(site().parent)
    kept.clear()
    site(nav=["about.md", {"Iced": ["campaigns/plans/iced/index.md", "campaigns/plans/iced/strategy.md"]}])
    assert [kind for kind, filled in kept if not filled] == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes(theme: str, site: Site, kept: list[tuple[str, bool]]) -> None:
    """Other themes give the same pages too, with a shell or without."""
    site(theme={"name": theme})
    assert len(kept) > 100
