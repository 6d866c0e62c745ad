"""Frameworks are data: each asks in known words, and what a plan does not answer is named with its place."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from plain import build, read_workspace

from rencana.catalogue import Framework, frameworks
from rencana.catalogue.shipped import read_framework
from rencana.measure import measure
from rencana.render.address import Links
from rencana.render.campaign.answers import WORDS, Answer
from rencana.render.campaign.framework import framework_links, framework_view, printed_links
from rencana.render.subject.campaign import CampaignView
from rencana.render.text.say import Say
from rencana.words.languages import LANGUAGES

ViewOf = Callable[..., CampaignView]
ROOT = Path(__file__).parents[3]
ON = date(2026, 3, 1)
PLANS = ("kopi-dari-gayo-2025", "ramadan-dingin-2026")
INHERITED = {"kpis.cadence": ("measurement", "cadence")}
"""Where a KPI takes from the plan what it does not say itself."""


def _scene(root: Path, name: str) -> CampaignView:
    campaign = read_workspace(root, on=ON).portfolio.campaigns[name]
    return CampaignView(campaign, Say("en"), Links(f"plans/{name}/oasis.md"), ON, measure(campaign, ON))


@cache
def _example(name: str) -> CampaignView:
    return _scene(ROOT, name)


def _asking(word: str) -> Framework:
    """A framework that asks one question."""
    field = {"of": word, "title": "It"}
    sections = [{"id": "all", "title": "All", "question": "What?", "fields": [field]}]
    return read_framework(
        "own", {"title": "Own", "source": "https://own.example/", "about": "Ours.", "sections": sections}
    )


def _places(scene: CampaignView, word: str) -> set[str]:
    return {gap.place for gap in framework_view(scene, _asking(word), {}).gaps}


@pytest.mark.parametrize("framework", frameworks().values(), ids=lambda one: one.id)
def test_framework_is_whole(framework: Framework) -> None:
    """Sections, questions and fields have words in each language, fields known words, and the source an address."""
    assert framework.source.startswith("https://")
    assert all(framework.about.get(language) for language in LANGUAGES)
    for section in framework.sections:
        assert all(section.title.get(language) and section.question.get(language) for language in LANGUAGES)
        assert section.fields
        for field in section.fields:
            assert field.of in WORDS
            assert all(field.title.get(language) for language in LANGUAGES)


def test_sostac_says_whose_mark_it_is() -> None:
    """SOSTAC is named with its sign and its owner."""
    sostac = frameworks()["sostac"]
    assert sostac.title == "SOSTAC®"
    assert sostac.mark
    assert all("PR Smith" in sostac.mark[language] for language in LANGUAGES)


def test_no_word_is_without_a_framework() -> None:
    """The vocabulary is as small as the frameworks need it."""
    assert {
        field.of for framework in frameworks().values() for part in framework.sections for field in part.fields
    } == set(WORDS)


@pytest.mark.parametrize("name", ["cepat-dijawab-2026", "kantin-kampus-2026", *PLANS])
@pytest.mark.parametrize("framework", frameworks().values(), ids=lambda one: one.id)
def test_every_field_resolves(framework: Framework, name: str) -> None:
    """Every field of every framework answers on every example plan, or names a gap."""
    view = framework_view(_example(name), framework, {})
    assert view.asked == sum(len(section.fields) for section in framework.sections)
    assert all(field.answers or field.gaps for section in view.sections for field in section.fields)


def _answers(word: str) -> tuple[str, list[Answer]]:
    """Returns the example plan that answers a word best, with its answers."""
    best: tuple[str, list[Answer]] = "", []
    for name in PLANS:
        answers = [answer for answer in WORDS[word].collect(_example(name), ()) if answer.said]
        best = max(best, (name, answers), key=lambda pair: len(pair[1]))
    return best


def _without(data: dict[str, Any], path: tuple[str, ...]) -> None:
    for key in path[:-1]:
        data = data.get(key, {})
    data.pop(path[-1], None)


@pytest.mark.parametrize("word", sorted(WORDS))
def test_what_is_taken_out_is_a_gap(word: str, tmp_path: Path) -> None:
    """What a plan says is no gap; once it is taken out, the gap is named with the place where it stood."""
    name, answers = ("kopi-dari-gayo-2025", []) if word == "reviews.learned" else _answers(word)
    answers = answers or [answer for answer in WORDS[word].collect(_example(name), ()) if answer.said]
    here = {
        ".".join(answer.path)
        for answer in answers
        if answer.path[0] != "reviews" or "still to come" not in answer.said[0]
    }
    assert here
    assert not here & _places(_example(name), word)
    source = ROOT / "plans" / name
    data = yaml.load((source / "plan.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for path in ("messages",) if word == "messages.text" else sorted(here):
        _without(data, ("content", "messages") if word == "messages.text" else tuple(path.split(".")))
    _without(data, INHERITED.get(word, ("x-nothing",)))
    folder = tmp_path / "plans" / name
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("calendar.csv"))
    shutil.copy(ROOT / "plans" / "portfolio.yaml", folder.parent)
    (folder / "plan.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    gaps = _places(_scene(tmp_path, name), word)
    assert here <= gaps or ".".join(WORDS[word].path) in gaps


def test_another_framework_is_only_data() -> None:
    """A framework that nobody shipped is printed from its entry alone, narrowed to what it asks for."""
    entry = {
        "title": "Two questions",
        "source": "https://own.example/",
        "about": {"en": "Ours.", "id": "Punya kami."},
        "sections": [
            {
                "id": "effect",
                "title": {"en": "Effect", "id": "Efek"},
                "question": "Did it work?",
                "fields": [
                    {"of": "kpis.status", "only": ["outcome"], "title": "Outcomes"},
                    {"of": "kpis.status", "only": ["impact"], "title": "Impact"},
                ],
            }
        ],
    }
    view = framework_view(_example("ramadan-dingin-2026"), read_framework("two", entry), {})
    outcomes, impact = view.sections[0].fields
    assert [answer.about.title for answer in outcomes.answers] == ["Bottles sold in partner shops"]
    assert not outcomes.gaps
    assert [(gap.kind, gap.place) for gap in impact.gaps] == [
        ("Impact: what it did for the organisation", "measurement.kpis")
    ]
    assert (view.answered, view.asked) == (1, 2)


def test_gap_names_the_line_around_it() -> None:
    """A gap leads to the line of plan.yaml at which the thing begins that does not say it."""
    view = framework_view(_example("ramadan-dingin-2026"), _asking("audiences.motivations"), {})
    lines = (ROOT / "plans" / "ramadan-dingin-2026" / "plan.yaml").read_text(encoding="utf-8").splitlines()
    (gap,) = view.gaps
    assert gap.place == "audiences.pelanggan-setia.motivations"
    assert gap.line is not None
    assert lines[gap.line - 1].strip() == "pelanggan-setia:"


def test_pages_speak_the_plans_language() -> None:
    """A framework's page is in the language of the plan, and the strategy page leads to it."""
    pages = {page.path: page for page in build(ROOT, on=ON).pages.pages}
    html = pages["plans/ramadan-dingin-2026/oasis.md"].body().html
    assert "Khalayak dan wawasan" in html
    assert "Apa yang hendak diubah" in html
    for name in frameworks():
        assert f'href="../{name}/"' in pages["plans/ramadan-dingin-2026/strategy.md"].body().html
        assert f'href="../{name}/"' in pages["plans/ramadan-dingin-2026/report.md"].body().html


def test_gap_leads_to_the_deepest_key_that_is_there(view_of: ViewOf) -> None:
    """The line of a gap is that of the last key on the way that the plan has; of no key at all there is no line."""
    view = view_of("measurement:\n  kpis:\n    views: {metric: views}\n")
    sources, serves = (framework_view(view, _asking(word), {}).gaps for word in ("kpis.sources", "objectives.serves"))
    assert [(gap.place, gap.line) for gap in (*sources, *serves)] == [
        ("measurement.kpis.views.sources", 4),
        ("objectives", None),
    ]


def test_gap_says_which_kind_is_missing(view_of: ViewOf) -> None:
    """Where a framework asks for some types only and the plan has none of them, the gap names the types."""
    field = {"of": "objectives.statement", "only": ["trust", "retention"], "title": "It"}
    sections = [{"id": "all", "title": "All", "question": "What?", "fields": [field]}]
    entry = {"title": "Own", "source": "https://own.example/", "about": "Ours.", "sections": sections}
    (gap,) = framework_view(view_of(), read_framework("own", entry), {}).gaps
    assert (gap.place, gap.kind, gap.about) == ("objectives", "Trust, Retention", "")


@pytest.mark.parametrize(("budgets", "asked"), [(True, 1), (False, 0)])
def test_hidden_money_is_not_asked_for(view_of: ViewOf, *, budgets: bool, asked: int) -> None:
    """A site that hides the money does not say that the plan names none."""
    view = framework_view(view_of(budgets=budgets), _asking("budget"), {})
    assert (view.asked, len(view.gaps)) == (asked, asked)


def test_framework_leads_to_all_others(view_of: ViewOf) -> None:
    """From the page of a framework one comes to the plan in each other framework, and to its report."""
    view = view_of(page="oasis")
    links = framework_links(view)
    page = framework_view(view, frameworks()["oasis"], {})
    assert {link.title for link in links} - {link.title for link in page.others} == {frameworks()["oasis"].title}
    assert page.report == printed_links(view)[0].url == "../report/"
