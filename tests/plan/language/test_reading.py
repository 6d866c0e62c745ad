"""What the language refuses becomes a finding with its place, and everything else is still read."""

import pytest

from rencana.finding import Finding
from rencana.plan.language.reading import part_keys, read_part
from rencana.plan.plan import Plan
from rencana.plan.shared import Shared
from rencana.plan.strategy import Sign
from rencana.source import read_yaml


def _read(text: str) -> tuple[Plan | None, tuple[Finding, ...]]:
    return read_part(Plan, read_yaml("plan.yaml", text.encode()))


@pytest.mark.parametrize(
    ("text", "rule", "place", "message", "help"),
    [
        ("campaign: {}\n", "key-missing", (1, 1), "“campaign” lacks the key `title`.", "Add `title:` with its value."),
        ("objectives: {}\n", "key-missing", (1, 1), "The file lacks the key `campaign`.", "Add `campaign:` with"),
        (
            "campaign: {title: T, titel: x}\n",
            "key-unknown",
            (1, 22),
            "“titel” is no known key in",
            "Did you mean `title`?",
        ),
        (
            "campaign: {title: T}\nzzz: 1\n",
            "key-unknown",
            (2, 1),
            "“zzz” is no known key.",
            "Known here: campaign, objectives",
        ),
        ("campaign: {title: }\n", "left-empty", (1, 12), "“title” is left empty.", "Write its value after the colon"),
        (
            "campaign: {title: T, state: run}\n",
            "bad-choice",
            (1, 29),
            "`state` cannot be “run”.",
            "Choose one of: draft",
        ),
        (
            "campaign: {title: T, state: runing}\n",
            "bad-choice",
            (1, 29),
            "`state` cannot be “runing”.",
            "Did you mean `running`?",
        ),
        ("campaign: {title: T, state: [a]}\n", "bad-choice", (1, 29), "`state` cannot be a list.", "Choose one of"),
        ("campaign: T\n", "wrong-kind", (1, 11), "Keys with values belong here, not the text “T”.", "Put each key"),
        ("campaign: [T]\n", "wrong-kind", (1, 11), "Keys with values belong here, not a list.", "Put each key"),
        (
            "campaign: {title: T}\nobjectives: [a]\n",
            "wrong-kind",
            (2, 13),
            "A map of ids belongs here, not a list.",
            "Put each id",
        ),
        ("campaign: {title: {a: b}}\n", "wrong-kind", (1, 19), "A text belongs here.", "Write the text"),
        (
            "campaign: {title: T}\nobjectives: {Not-So: {}}\n",
            "bad-id",
            (2, 14),
            "“Not-So” is no id.",
            "Write it as “not-so”.",
        ),
    ],
)
def test_each_refusal_has_place_and_words(
    text: str, rule: str, place: tuple[int, int], message: str, help: str
) -> None:
    """A finding stands at the key or the value that it is about, says what is wrong, and what to do."""
    (finding,) = _read(text)[1]
    assert (finding.rule, (finding.span.line, finding.span.column)) == (rule, place)
    assert finding.message.startswith(message)
    assert finding.help.startswith(help)


def test_an_item_of_a_list_is_named_by_its_key() -> None:
    """A wrong word in a list is said of the key that has the list, and marked where it stands."""
    (finding,) = _read("campaign: {title: T}\naudiences: {a: {platforms: {tiktok: {days: [monday, mondy]}}}}\n")[1]
    assert (finding.message, finding.help) == ("`days` cannot be “mondy”.", "Did you mean `monday`?")
    assert (finding.span.line, finding.span.column) == (2, 53)


def test_a_newer_language_is_named() -> None:
    """A portfolio in a version of the language that does not exist yet is told from a typing error."""
    shared, (finding,) = read_part(Shared, read_yaml("portfolio.yaml", b"format: 2\n"))
    assert shared is None
    assert (finding.rule, finding.message) == ("newer-format", "The plan language has no format “2”.")


def test_a_fault_costs_only_its_own_value() -> None:
    """Every fault is found, and whatever has none is read all the same."""
    plan, findings = _read(
        """
campaign: {title: T, state: runing, owner: team, colour: red}
objectives:
  good: {title: Good}
  bad: {type: nonsense, title: Bad}
audiences:
  nobody: {size: many}
"""
    )
    assert [finding.rule for finding in findings] == ["bad-choice", "key-unknown", "bad-choice", "bad-number"]
    assert plan is not None
    assert (plan.campaign.state, plan.campaign.owner) == ("draft", "team")
    assert [(name, objective.title) for name, objective in plan.objectives.items()] == [
        ("good", "Good"),
        ("bad", "Bad"),
    ]
    assert plan.audiences["nobody"].size is None


def test_items_of_a_list_are_taken_out_by_place() -> None:
    """Two faulty items of one list are both taken out, and the good ones between them stay."""
    plan, findings = _read("campaign: {title: T, languages: [id, ID, en, EN]}\n")
    assert [finding.rule for finding in findings] == ["bad-text", "bad-text"]
    assert plan is not None
    assert plan.campaign.languages == ("id", "en")


def test_a_part_without_its_key_is_taken_out() -> None:
    """A part that lacks what it cannot be without is left out, with all that it holds."""
    plan, findings = _read("campaign: {title: T}\nmeasurement: {kpis: {a: {title: A}, b: {metric: views}}}\n")
    assert [finding.rule for finding in findings] == ["key-missing"]
    assert plan is not None
    assert list(plan.measurement.kpis) == ["b"]


def test_a_short_form_is_refused_once() -> None:
    """A text that stands for two keys is one fault, not two."""
    plan, findings = _read("campaign: {title: T, period: 2026-13}\n")
    assert [finding.rule for finding in findings] == ["impossible-date"]
    assert plan is not None


def test_without_its_title_nothing_is_left() -> None:
    """A plan whose campaign cannot be read at all gives findings and no plan."""
    assert _read("campaign: {state: draft}\n")[0] is None
    assert _read("campaign: [")[0] is None
    assert _read("campaign: [")[1] == ()


def test_a_document_is_not_changed() -> None:
    """Reading what remains without the faults leaves the document as the file holds it."""
    document = read_yaml("plan.yaml", b"campaign: {title: T, colour: red}\n")
    read_part(Plan, document)
    assert document.data == {"campaign": {"title": "T", "colour": "red"}}


def test_keys_are_those_of_the_file() -> None:
    """The keys of a part are spelled as in a plan, in the order of their notes, without the user's own."""
    assert part_keys(Sign) == ["text", "seen", "note"]
