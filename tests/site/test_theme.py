"""The theme around our pages: a shell that is filled gives what the theme itself gives, to the byte."""

import logging
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment, FileSystemLoader
from mkdocs.commands.build import build
from mkdocs.utils import get_theme_dir

from rencana.render.page import Heading
from rencana.site.host_build import load
from rencana.site.hosted import HostedPage, contents
from rencana.site.known_theme import OUR_PARTS
from rencana.site.shell.fill import PageShell, PageTexts, nest, toc_entry
from rencana.site.shell.probe import render_theme
from rencana.site.theme import Theme, own_expressions

ROOT = Path(__file__).parents[2]
Site = Callable[..., Path]


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Renders each page truly too and compares; tells of each page whether a shell was filled for it."""
    around, pages = Theme.around, []
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
        pages.append((page.source.kind, filled == [True]))
        return output

    monkeypatch.setattr(PageShell, "fill", counted)
    monkeypatch.setattr(Theme, "around", compared)
    return pages


OVERRIDE = """{% extends "base.html" %}
{% block htmltitle %}
{% if page %}<title>{{ page.title | striptags | e }} – {{ page.meta.title }}</title>{% endif %}
{% endblock %}
{% block announce %}
{% if page and page.edit_url %}{{- page.title | e }}{% endif %}
<a href="{{ 'channels/instagram/news/' | url }}">More</a>
{% endblock %}
"""
FEATURES = ["navigation.path", "navigation.footer", "content.action.edit", "toc.follow", "navigation.indexes"]


@pytest.mark.parametrize("variant", ["folders", "files", "offline", "override", "integrated"])
def test_example_site_is_the_same_to_the_byte(variant: str, rendered: list[tuple[str, bool]], tmp_path: Path) -> None:
    """Every page of the example site, those of the navigation too, comes out of a shell as out of the theme."""
    config = load(ROOT, offline=variant == "offline", site_dir=str(tmp_path / "public"))
    config.use_directory_urls = variant not in ("files", "offline")
    config.site_url = "" if variant == "offline" else "https://kopi.example/a/"
    config.plugins["rencana"].config.edit = "https://git.example/edit/{path}?a&b"
    if variant == "override":
        (tmp_path / "theme").mkdir()
        (tmp_path / "theme" / "main.html").write_text(OVERRIDE, encoding="utf-8")
        config.theme.dirs.insert(0, str(tmp_path / "theme"))
        config.theme["features"] = FEATURES
    if variant == "integrated":
        config.theme["features"] = [*FEATURES, "toc.integrate", "navigation.tabs"]
    build(config)
    assert len({kind for kind, _ in rendered}) > 20
    # The override links to a page below the channels, so that from there its link looks different.
    assert {kind for kind, filled in rendered if not filled} == ({"channel"} if variant == "override" else set())


HOSTILE = "Café & <b>\"teh'</b> قهوة &amp; \u202ex\\"


def test_titles_of_any_characters(site: Site, rendered: list[tuple[str, bool]], tmp_path: Path) -> None:
    """Titles with signs of HTML, quotes and text from right to left look the same through a shell."""
    titles = [HOSTILE, "A & B", "<i>", '"', "'", "شاي", "&lt;", "Tea", "a  b"]
    for number, title in enumerate(titles):
        folder = tmp_path / "plans" / f"tea-{number}"
        folder.mkdir(parents=True)
        plan = {"campaign": {"title": title, "language": "en", "summary": f"{title} in a sentence."}}
        (folder / "plan.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")
    site(site_url="https://kopi.example/")
    assert sum(filled for kind, filled in rendered if kind == "overview") >= len(titles) - 2


HOOKS = {
    "on_page_content": "def on_page_content(html, page, config, files):\n    return html + '<p>more</p>'\n",
    "on_page_context": "def on_page_context(context, page, config, nav):\n    context['tags'] = [{'name': page.url}]\n",
}


@pytest.mark.parametrize("event", HOOKS)
def test_other_plugins_see_each_page(
    event: str, site: Site, rendered: list[tuple[str, bool]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a hook may change what stands around a page, the theme is rendered for each, and the log says why."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    (tmp_path / "hook.py").write_text(HOOKS[event], encoding="utf-8")
    site(hooks=[str(tmp_path / "hook.py")])
    assert len(rendered) > 100
    assert not any(filled for _, filled in rendered)
    assert caplog.text.count("The theme is rendered anew for each page") == 1
    assert event in caplog.text


def test_what_comes_after_the_theme_may_be_anything(
    site: Site, rendered: list[tuple[str, bool]], tmp_path: Path
) -> None:
    """A hook that works on finished pages gets each of them, from a shell or not."""
    hook = "def on_post_page(output, page, config):\n    return output.replace('</body>', f'{page.url}</body>')\n"
    (tmp_path / "hook.py").write_text(hook, encoding="utf-8")
    public = site(hooks=[str(tmp_path / "hook.py")])
    assert any(filled for _, filled in rendered)
    page = public / "campaigns" / "rules" / "popularity-as-reason" / "index.html"
    assert "campaigns/rules/popularity-as-reason/</body>" in page.read_text(encoding="utf-8")


SHOWS = "does more with a page than show its texts"


@pytest.mark.parametrize(
    ("asks", "reason"),
    [
        ("{{ page.file.src_uri }}", "asks a page for file"),
        ("{{ page.url }}", "shows its address"),
        ("{{ page.toc }}", "or its headings"),
        ("{{ range(1000000) | random }}", "treats pages of one kind differently"),
        ("{% if 'Iced' in page.title %}!{% endif %}", SHOWS),
        ("{% if page.title == 'Iced' %}!{% endif %}", SHOWS),
        ("{% if page and page.content | length > 9000 %}!{% endif %}", SHOWS),
        ("{{ page.title | upper }}", SHOWS),
        ("{{ page['title'] }}", SHOWS),
        ("{{ (page.meta.description or '')[:9] }}", SHOWS),
        ("{% set shown = page %}{{ shown.title | upper }}", SHOWS),
        ("{{ (page.toc | first).children | length }}", SHOWS),
        ("{{ page.toc.items.0.children.5 }}", SHOWS),
        ("{% for top in page.toc %}{{ top.children | length }}{% endfor %}", SHOWS),
        ("{% raw %}{{ page }}{% endraw %}{{ '%}' ~ page.title }}", SHOWS),
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
    # What Jinja could not load is no template: a picture, a script with brackets of its own.
    (tmp_path / "theme" / "logo.png").write_bytes(b"\x89PNG {{ page.title | upper }}")
    (tmp_path / "theme" / "own.js").write_text("if (page) {{% }", encoding="utf-8")
    site(theme={"name": "material", "font": False, "custom_dir": str(tmp_path / "theme")}, rencana={"rulebook": False})
    messages = [record.getMessage() for record in caplog.records if "rendered anew" in record.getMessage()]
    assert len(messages) == 1
    assert reason in messages[0]
    assert ("main.html" in messages[0]) == (reason == SHOWS)


def test_entries_of_an_own_theme(site: Site, rendered: list[tuple[str, bool]], tmp_path: Path) -> None:
    """Where the site writes the entries of the table of contents in its own form, pages show that form."""
    item = tmp_path / "theme" / "partials" / "toc-item.html"
    item.parent.mkdir(parents=True)
    item.write_text('<li class="own"><a href="{{ toc_item.url }}">{{ toc_item.title }}</a></li>', encoding="utf-8")
    public = site(theme={"name": "material", "font": False, "custom_dir": str(tmp_path / "theme")})
    assert '<li class="own"><a href="#' in (public / "campaigns/plans/iced/index.html").read_text(encoding="utf-8")
    assert not any(filled for _, filled in rendered)


@pytest.mark.parametrize(
    "headings",
    [
        [Heading(2, "a", "A & <b> 'x'  \"y\""), Heading(2, "b", "&amp;")],
        [Heading(2, "a", "A & <b> 'x'  \"y\""), Heading(3, "c", "C <i>"), Heading(3, "d", "شاي"), Heading(2, "e", "E")],
        [Heading(3, "a", "First"), Heading(3, "b", "Second")],
    ],
)
@pytest.mark.parametrize("theme", [OUR_PARTS, Path(get_theme_dir("material"))])
def test_entry_is_what_the_template_writes(theme: Path, headings: list[Heading]) -> None:
    """An entry of the table of contents, with others below it or without, is as both templates write it."""
    template = Environment(loader=FileSystemLoader(theme)).get_template("partials/toc-item.html")
    (top,) = contents("Title", headings)
    assert [toc_entry(*nested) for nested in nest(headings)] == [
        template.render(toc_item=item) for item in top.children
    ]


def test_expressions_of_templates(tmp_path: Path) -> None:
    """Of templates all that Jinja would run is found, word by word; comments, raw text and other files are not."""
    template = "{# {{ a }} #}{% raw %}{{ b }}{% endraw %}page {{- page.title|e -}} {% if c == '%}' %}{{ d }}{% endif %}"
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "logo.svg").write_text(template, encoding="utf-8")
    (tmp_path / "broken.js").write_text("if (x) {% {{", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\xff{{ page }}")
    expressions = [expression for _, expression in own_expressions([str(tmp_path), str(tmp_path / "none")])]
    assert [text for text in expressions if text] == ["{{ page . title | e", "{% if c == '%}'", "{{ d", "{% endif"]


def test_page_without_a_heading(site: Site, rendered: list[tuple[str, bool]], tmp_path: Path) -> None:
    """Into a page without an h1, which templates of the workspace may make, the theme writes the title itself."""
    rule = tmp_path / "templates" / "pages" / "rule.html"
    rule.parent.mkdir(parents=True)
    rule.write_text("{% if view.row.name == 'popularity-as-reason' %}<p>No title.</p>{% else %}<h1>R</h1>{% endif %}")
    public = site()
    page = public / "campaigns/rules/popularity-as-reason/index.html"
    assert "<p>No title.</p>" in page.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").count("<h1") == 1
    assert sum(not filled for kind, filled in rendered if kind == "rule") == 1


def test_a_plan_in_the_navigation(site: Site, rendered: list[tuple[str, bool]]) -> None:
    """Where the navigation leads into a campaign, its pages have other links and other neighbours than the rest."""
    shutil.rmtree(site().parent)
    rendered.clear()
    site(nav=["about.md", {"Iced": ["campaigns/plans/iced/index.md", "campaigns/plans/iced/strategy.md"]}])
    assert [kind for kind, filled in rendered if not filled] == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes(theme: str, site: Site, rendered: list[tuple[str, bool]]) -> None:
    """Other themes give the same pages too, each rendered by the theme."""
    site(theme={"name": theme})
    assert len(rendered) > 100
    assert not any(filled for _, filled in rendered)


def test_without_our_parts(site: Site, rendered: list[tuple[str, bool]]) -> None:
    """Material without our parts writes entries of the table of contents as it likes, so it renders each page."""
    site(rencana={"theme": False})
    assert not any(filled for _, filled in rendered)
