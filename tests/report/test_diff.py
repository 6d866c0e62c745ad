"""A diff is told in four forms: for people, for a comment of a forge, for programs, and as annotations."""

import json
import re
from datetime import date, time
from html import unescape

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown
from msgspec.structs import replace

from rencana.changes import PlanChange, PostPreview, Weight, WorkspaceDiff
from rencana.cli.schema import output_schema
from rencana.finding import Finding, Severity
from rencana.report.diff_machine import diff_github, diff_json
from rencana.report.diff_markdown import diff_markdown, marker, plain
from rencana.report.diff_text import diff_text
from rencana.report.text import Style
from rencana.span import Span
from rencana.words.visible import visible

ON = date(2026, 3, 1)


def change(
    message: str, weight: Weight = Weight.HIGH, campaign: str = "spring", *, in_base: bool = False
) -> PlanChange:
    """Returns a change with a message."""
    file = f"plans/{campaign}/plan.yaml" if campaign else "plans/portfolio.yaml"
    return PlanChange(
        "target-raised", weight, campaign, "measurement.kpis.seen", "1", "2", message, file, Span(3, 1, 3, 5), in_base
    )


def finding(number: int) -> Finding:
    """Returns one of many findings."""
    return Finding("kpi-without-target", "MEA101", Severity.ERROR, "plans/spring/plan.yaml", f"Finding {number}.")


def diff(*changes: PlanChange, new: int = 0, fixed: int = 0, posts: tuple[PostPreview, ...] = ()) -> WorkspaceDiff:
    """Returns a diff of a workspace of one campaign, which falls behind."""
    sides = ({"status": "on-track", "kpis": [{"id": "seen", "status": "on-track"}]}, {"status": "behind", "kpis": []})
    findings = tuple(map(finding, range(new))), tuple(map(finding, range(fixed)))
    return WorkspaceDiff(changes, *findings, {"spring": sides} if changes else {}, posts, ON)


POST = PostPreview(
    "spring", "opening", "Opening | night", "instagram", ON, time(19, 0), "Come @all", " and see.", 18, 2200
)
FULL = diff(
    change("The goal is new.", Weight.NORMAL, ""),
    change("Low.", Weight.LOW),
    change("KPI “Views”: the target is 2 (was 1)."),
    change("It is gone.", in_base=True),
    new=2,
    fixed=1,
    posts=(POST,),
)


@pytest.mark.parametrize("language", ["en", "id"])
def test_text_names_all(language: str) -> None:
    """The text has each change with kind and place, the turned status, findings, posts, and one line that counts."""
    lines = diff_text(FULL, language, Style()).split("\n")
    text = "\n".join(lines)
    for words in ("The goal is new.", "Low.", "It is gone.", "Finding 1.", "Opening | night", "[target-raised]"):
        assert words in text
    assert text.index("KPI “Views”") < text.index("Low.")
    assert lines[-1].startswith("4 ")
    assert {"en": "Campaign spring is behind (was on track).", "id": "Kampanye spring kini tertinggal"}[
        language
    ] in text


def test_text_cannot_steer_a_terminal() -> None:
    """Signs that steer a terminal are not sent to it, whatever part of a diff they come from."""
    evil = "\x1b]0;x\x07\u202e"
    post = PostPreview(evil, evil, evil, evil, None, None, evil, evil, 1, None)
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", diff_text(diff(change(evil), posts=(post,)), "en", Style()))


def test_nothing_changed_is_nothing_written() -> None:
    """Of a diff without a change no comment is written; the text says so, and the JSON is empty."""
    assert diff_markdown(diff(), "en", "marketing") == ""
    assert diff_github(diff()) == ""
    assert diff_text(diff(), "en", Style()) == "No change in meaning."
    assert json.loads(diff_json(diff(), "main", "HEAD"))["changes"] == []


def test_markdown_begins_with_what_matters() -> None:
    """The weightiest five changes stand open within ten lines, further ones are folded by fifty."""
    many = [change(f"Change {number}.", Weight.LOW) for number in range(100)]
    text = diff_markdown(diff(*many, change("Grave.")), "en", "marketing")
    lines = text.split("\n")
    assert lines[0] == marker("marketing") == "<!-- rencana diff: marketing -->"
    assert "Grave." in "\n".join(lines[:10])
    opened = text[: text.index("<details>")]
    assert len(re.findall(r"Change \d", opened)) == 4
    assert re.findall(r"<summary>Changes (\d+) to (\d+)", text) == [("6", "55"), ("56", "101")]


def test_markdown_folds_without_dropping() -> None:
    """Each change, finding and status of a diff stands in the comment as long as it fits."""
    changes = [change(f"Change {number}.") for number in range(120)]
    text = diff_markdown(diff(*changes, new=30, fixed=20), "en")
    assert all(f"| Change {number}. |" in text for number in range(120))
    assert all(f"Finding {number}." in text for number in range(30))
    assert text == diff_markdown(diff(*changes, new=30, fixed=20), "en")


@pytest.mark.parametrize("count", [400, 5000])
def test_a_comment_is_never_too_long(count: int) -> None:
    """What does not fit is left out from the end, whole parts at a time, and the comment says so first."""
    text = diff_markdown(diff(*(change("x" * 150) for _ in range(count)), new=count), "en")
    assert len(text) <= 60_000
    assert "Too long for a comment" in text[:300]
    assert text.count("<details>") == text.count("</details>")


@given(st.text(max_size=60))
def test_text_of_plans_is_no_markup(text: str) -> None:
    """Whatever a plan says, it opens no element, calls nobody, links nowhere and breaks no table."""
    escaped = plain(text)
    assert "\n" not in escaped
    assert "|" not in escaped
    assert not re.search(r"(?<![\w&])[@#]\w|\w#\d", re.sub(r"&#\d+;", "", escaped))
    html = markdown(f"a {escaped} b")
    assert re.sub(r"<!-- -->", "", html).count("<") == 2
    assert shown(f"a {escaped} b").split() == f"a {visible(text)} b".split()


@pytest.mark.parametrize(
    "text",
    [
        *("@team", "#12", "a#12", "https://x.example", "<script>", "![x](y)", "a|b", "--", "`x`", "**x**", "x_y_z"),
        *("- x", "+ x", "# x", "1. x", "12) x", "---", "===", "~~~", "> x", ": x", "#x", "&amp;", "$x$", "x @y #z"),
    ],
)
def test_known_markup_is_shown_as_it_is(text: str) -> None:
    """Names, numbers of issues, addresses and markup are shown to the letter, at the beginning of a line too."""
    assert markdown(f"> {plain(text)}<br>").count("<") == len(("<blockquote>", "<p>", "<br>", "</p>", "</block>")) + (
        markdown(plain(text)).count("<!-- -->")
    )
    assert shown(f"> {plain(text)}<br>") == text


def shown(text: str) -> str:
    """Returns what a reader sees of Markdown."""
    return unescape(re.sub(r"<[^>]*>", "", markdown(text))).strip()


def test_json_keeps_its_schema() -> None:
    """The JSON fits its schema, the weightiest change first, with both values and the place."""
    document = json.loads(diff_json(FULL, "main", "HEAD"))
    jsonschema_rs.validator_for(json.loads(output_schema("diff"))).validate(document)
    assert [entry["weight"] for entry in document["changes"]] == ["high", "high", "normal", "low"]
    assert document["changes"][2]["campaign"] is None
    assert [entry["in"] for entry in document["changes"]] == ["head", "base", "head", "head"]


def test_annotations_stand_at_files_of_the_repository() -> None:
    """Changes of weight are annotated below the repository's root, at the top of the file for what is gone."""
    lines = diff_github(FULL, "marketing/").split("\n")
    assert lines[0].startswith("::warning file=marketing/plans/spring/plan.yaml,line=3,title=target-raised::KPI")
    assert lines[1].startswith("::warning file=marketing/plans/spring/plan.yaml,line=1,")
    assert len(lines) == 3


def test_findings_that_need_both_sides_are_annotated() -> None:
    """What only a comparison finds stands at its line too; what `check` finds is annotated by `check`."""
    state = Finding(
        "state-skipped", "POR015", Severity.WARNING, "plans/spring/plan.yaml", "It ran.", Span(5, 3, 5, 8), "Wait."
    )
    lines = diff_github(replace(diff(new=1), new=(finding(1), state)), "marketing/").split("\n")
    place = "file=marketing/plans/spring/plan.yaml,line=5,endLine=5,title=state-skipped,col=3,endColumn=7"
    assert lines == [f"::warning {place}::It ran. Wait."]
