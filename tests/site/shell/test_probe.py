"""A theme is rendered around placeholders, and what it has made of them becomes a shell, or is refused."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, pass_context

from rencana.render.page import Body, Heading, Page
from rencana.site.shell.fill import PageShell, PageTexts, toc_entry
from rencana.site.shell.probe import ThemeUnsupported, make_shell, render_theme
from rencana.site.shell.slots import PageLocation, share_card, shell_key, texts_of

PLACE = PageLocation("plans/tea/", "plans/tea/index.html", "https://a/plans/tea/", "", "en", ("plans",), 1, False, "")
HEADINGS = (Heading(2, "a", "A"), Heading(2, "b", "B & C"))


def theme(main: str) -> Environment:
    """A theme of one template, with filters for links as MkDocs has them."""
    env = Environment(loader=DictLoader({"main.html": main}))
    env.filters["url"] = env.filters["script_tag"] = pass_context(lambda _, path: f"../../{path}")
    return env


def contents(title: str, headings: Sequence[Heading]) -> Any:
    """A table of contents whose entries say how they are written."""
    return [SimpleNamespace(title=title, children=[toc_entry(heading) for heading in headings])]


def made(main: str, title: str, location: PageLocation = PLACE) -> tuple[PageShell, PageTexts, str]:
    """A shell, made from another page or, in the navigation, from this one; the page; and what the theme writes."""
    shells = []
    for name in ("Tea", title):
        body = Body(f"<h1>{name}</h1>", HEADINGS, (), f"All about {name}.")
        source = Page("plans/tea/index.md", "overview", name, lambda body=body: body)
        texts = texts_of(source, body, location)
        page = SimpleNamespace(
            title=texts.texts["title"],
            content=body.html,
            meta={
                "title": texts.texts["meta title"],
                "description": texts.texts["description"],
                "hide": ["navigation"],
            },
            share=share_card(source, body),
            toc=contents(texts.texts["meta title"], HEADINGS),
            canonical_url=location.canonical,
            edit_url=None,
            spoken="en",
            update_date="2026-03-01",
            url=location.url,
            file="plans/tea/index.md",
            is_homepage=False,
        )
        context = {"page": page}
        key = shell_key(source, body, location, texts)
        shells.append(make_shell(theme(main), context, texts, key, contents))
    return shells[1 if location.nav_path else 0], texts, render_theme(theme(main), context)


THEMES = {
    "all texts": "<title>{{ page.title }} - {{ page.meta.title }}</title>{{ page.content }}{{ page.canonical_url }}",
    "escaped": "{{ page.title | e }}{{ page.meta.description | striptags | e }}{{ page.share.title | e }}",
    "twice": "{{ page.title }}{{ page.title | striptags }}{{ page.title | e }}",
    "contents": "<ul>{% for entry in page.toc[0].children %}\n <li>{{ entry }}</li>{% endfor %}</ul>",
    "contents twice": "{% for _ in (1, 2) %}{% for entry in page.toc[0].children %}{{ entry }}{% endfor %}{% endfor %}",
    "what is not there": "{% if page.edit_url %}{{ page.edit_url }}{% endif %}{{ page.nothing }}{{ page.spoken }}",
    "heading": '{% if "<h1" not in page.content %}<h1>{{ page.title }}</h1>{% endif %}{{ page.content }}',
}


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("title", ["Hot", 'A & <b> "x"', "شاي", "&lt;"])
@pytest.mark.parametrize("nav_path", ["", "plans/tea/index.md"])
def test_filled_shell_is_what_the_theme_writes(name: str, title: str, nav_path: str) -> None:
    """Another page in the shell is to the byte what the theme makes of it; one of the navigation in its own shell."""
    shell, texts, rendered = made(THEMES[name], title, PLACE._replace(nav_path=nav_path))
    assert shell.fill(texts, "plans/tea/") == rendered


@pytest.mark.parametrize(
    ("main", "reason"),
    [
        ("{{ page.title | upper }}", "cuts or changes a text"),
        ("{{ page.content[:30] }}", "cuts or changes a text"),
        ("{{ page.title | tojson }}", "writes the title of a page in a way of its own"),
        ("{{ page.url }}", "shows its address"),
        ("{{ page.file }}", "asks a page for file"),
        ("{{ page.toc[0].children[1] }}", "or its headings"),
        ("{% for entry in page.toc[0].children %}{{ entry | upper }}{% endfor %}", "or its headings"),
        ("{{ page.title | no_such_filter }}", "cannot be rendered without a page"),
    ],
)
def test_theme_that_no_shell_can_follow(main: str, reason: str) -> None:
    """A theme that does more with a text than to write it is refused, with the reason."""
    with pytest.raises(ThemeUnsupported, match=reason):
        made(main, "Hot")


def test_linked_folders_are_noted() -> None:
    """From below a folder that the theme links into its links look different; links elsewhere do not matter."""
    links = "{{ 'plans/hot/news/' | url }}{{ 'plans/' | url }}{{ 'assets/a.css' | url }}{{ page.title }}"
    shell, texts, rendered = made(links, "Hot")
    assert shell.linked == ("plans/hot/",)
    assert shell.fill(texts, "plans/tea/") == rendered
    assert shell.fill(texts, "plans/hot/") is None


def test_page_of_the_navigation_stays_as_it_was() -> None:
    """A page that is rendered with placeholders has its own texts again afterwards, whatever the theme does."""
    body = Body("<h1>Tea</h1>", HEADINGS, (), "Lead.")
    source = Page("plans/tea/index.md", "overview", "Tea", lambda: body)
    location = PLACE._replace(nav_path="plans/tea/index.md")
    texts = texts_of(source, body, location)
    page = SimpleNamespace(content="<h1>Tea</h1>", meta={}, share=share_card(source, body), toc=["own"])
    before = dict(vars(page))
    with pytest.raises(ThemeUnsupported):
        make_shell(
            theme("{{ page.content | upper }}"),
            {"page": page},
            texts,
            shell_key(source, body, location, texts),
            contents,
        )
    assert vars(page) == before
