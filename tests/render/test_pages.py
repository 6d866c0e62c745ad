"""Pages of a small workspace, to the letter, and what must never happen on any page."""

import posixpath
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from plain import Outcome, outcome_of

from rencana.plan.language.part import PlanPart
from rencana.plan.language.reading import read_part
from rencana.plan.plan import Plan
from rencana.render.subject.kit import Show
from rencana.source import read_yaml

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
WORKSPACE = ROOT / "tests" / "cases" / "site" / "workspace"
ON = date(2026, 3, 1)
SHOWN = ["index", "plans/iced/index", "plans/iced/measurement", "channels/instagram", "kpis/views"]
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "line", "rect", "circle"}


@pytest.fixture(scope="module")
def small() -> Outcome:
    """The small workspace, rendered."""
    return outcome_of(WORKSPACE, on=ON, show=Show(findings=True))


@pytest.fixture(scope="module")
def shop_window() -> Outcome:
    """The repository's own workspace, rendered."""
    return outcome_of(ROOT, on=ON)


@pytest.mark.parametrize("name", SHOWN)
def test_page_is_as_it_was(small: Outcome, name: str, request: pytest.FixtureRequest) -> None:
    """A page is to the letter what a person has read and found good; `--rewrite` writes it anew."""
    body = next(page for page in small.pages.pages if page.path == f"{name}.md").body()
    html = re.sub(
        r"\n\s*\n+", "\n", re.sub(r"(</(?:p|li|tr|dd|dt|h\d|section|article|div|header|nav|ul)>)", r"\1\n", body.html)
    )
    path = GOLDEN / f"{name.replace('/', '-')}.html"
    if request.config.getoption("--rewrite"):
        path.write_text(html, encoding="utf-8")
    assert html == path.read_text(encoding="utf-8")


class _Checker(HTMLParser):
    """Notes what is wrong with a piece of HTML: crossed tags, doubled ids, links to places that are not there."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.ids += [str(attributes["id"])] if "id" in attributes else []
        href = attributes.get("href") or ""
        self.anchors += [href[1:]] if href.startswith("#") else []
        self.faults += [f"{tag} {name}" for name in attributes if name.startswith("on") or name == "style"]
        self.faults += [
            f"{tag} {value}"
            for value in attributes.values()
            if re.match(r"\s*(?:javascript|data|vbscript):", value or "")
        ]
        if tag in {"script", "iframe", "object", "form", "style"}:
            self.faults.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"crossed {tag}")


def _faults(html: str) -> list[str]:
    checker = _Checker()
    checker.feed(html)
    doubled = {name for name in checker.ids if checker.ids.count(name) > 1}
    lost = set(checker.anchors) - set(checker.ids)
    return [
        *checker.faults,
        *(f"open {tag}" for tag in checker.open),
        *map(str, doubled),
        *(f"#{name}" for name in lost),
    ]


def test_every_page_is_sound(shop_window: Outcome) -> None:
    """On every page of the example site tags close in order, ids are unique, anchors exist, and nothing runs."""
    wrong = {page.path: faults for page in shop_window.pages.pages if (faults := _faults(page.body().html))}
    assert wrong == {}


def test_links_between_pages_lead_somewhere(shop_window: Outcome) -> None:
    """Every link from one of our pages to another, and to a place in it, leads to something that is there."""
    bodies = {page.path: page.body().html for page in shop_window.pages.pages}
    files = {download.path for download in shop_window.pages.downloads}
    lost = []
    for path, html in bodies.items():
        folder = path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
        for href in re.findall(r'href="([^"#:]*)(?:#[^"]*)?"', html):
            target = posixpath.normpath(posixpath.join(folder, href)) if href else ""
            addresses = {
                "." if target in ("", ".") else target,
                f"{target}.md",
                f"{target}/index.md",
                f"{target}/index.md".lstrip("./"),
            }
            if href and not addresses & {*bodies, *files} and target != ".":
                lost.append((path, href))
    assert lost == []


PAYLOADS = [
    "<script>x</script>",
    '"><img src=x onerror=y>',
    "{{7*7}}{% raw %}",
    "</div></section>",
    "[a](javascript:x)",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_of_a_plan_can_inject(payload: str, tmp_path: Path) -> None:
    """The same words put into every text of the largest example plan stay words on every page."""
    source = ROOT / "plans" / "ramadan-dingin-2026"
    document = read_yaml("p.yaml", (source / "plan.yaml").read_bytes())
    plan, _ = read_part(Plan, document)
    assert plan is not None
    texts = {text for text in _texts(plan) if len(text.split()) > 1}
    assert len(texts) > 60
    text = document.text
    for field in sorted(texts, key=len, reverse=True):
        words = "'" + f"{field[:12]} {payload}".replace("'", "''").replace("\n", " ") + "'"
        text = re.sub(rf"(?<=: ){re.escape(field)}(?=\n)", lambda _, words=words: words, text)
    for name in ("portfolio.yaml",):
        (tmp_path / "plans" / "a").mkdir(parents=True)
        (tmp_path / "plans" / name).write_bytes((ROOT / "plans" / name).read_bytes())
    (tmp_path / "plans" / "a" / "plan.yaml").write_text(text, encoding="utf-8")
    outcome = outcome_of(tmp_path, on=ON)
    assert outcome.checked.portfolio.unreadable == ()
    bodies = [page.body().html for page in outcome.pages.pages]
    assert [fault for html in bodies for fault in _faults(html)] == []
    assert not any("49" in re.findall(r">\s*(\d+)\s*<", html) for html in bodies)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, PlanPart):
        return [text for name in type(value).model_fields for text in _texts(getattr(value, name))]
    if hasattr(value, "values"):
        return [text for part in value.values() for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, tuple) else []


def test_a_campaign_speaks_its_own_language(shop_window: Outcome) -> None:
    """The pages of an Indonesian plan are in Indonesian, numbers and all, and say so."""
    page = next(page for page in shop_window.pages.pages if page.path == "plans/ramadan-dingin-2026/index.md")
    html = page.body().html
    assert 'lang="id"' in html
    assert "Rp145.000.000" in html
    assert "Tujuan dan KPI" in html


def test_thin_plans_say_what_is_missing(shop_window: Outcome) -> None:
    """A draft with gaps shows them as gaps, each with why it matters."""
    page = next(page for page in shop_window.pages.pages if page.path == "plans/kantin-kampus-2026/strategy.md")
    html = page.body().html
    assert html.count("rn-stage__state--gap") >= 3
    assert "A channel is chosen last" in html
