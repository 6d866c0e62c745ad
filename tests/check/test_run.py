"""The engine: which rules run, how much each weighs, what is set aside, and what is mended."""

from datetime import date

import pytest
from fragments import ALL, PLAN, Case, findings, lay
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rencana.check import RULES, RuleChoice, apply, unmatched
from rencana.finding import Edit, Finding, Severity
from rencana.span import Span

NO_YARDSTICK = "objectives:\n  awareness: {type: awareness, statement: Seen., serves: [retail-growth]}\n"
LINKED = 'calendar:\n  c:\n    title: "C"\n    channels: [instagram]\n    link: https://k.example/'
NO_GOAL = "objectives:\n  awareness: {type: awareness, statement: Seen., yardsticks: [recall]}\n"


def weights(blocks: list[str], rule: str, choice: RuleChoice = ALL) -> list[str]:
    """The severities of what one rule finds."""
    return [finding.severity.value for finding in findings(lay(blocks), choice=choice) if finding.rule == rule]


@pytest.mark.parametrize(
    ("state", "weight"),
    [("draft", "note"), ("review", "warning"), ("approved", "error"), ("running", "error"), ("closed", "error")],
)
def test_what_is_required_depends_on_the_state(state: str, weight: str) -> None:
    """A gap is a note in a draft, a warning in review, and an error from approved on."""
    frame = f"campaign: {{title: Iftar, state: {state}}}\n"
    assert weights([frame + NO_YARDSTICK], "objective-without-yardstick") == [weight]


def test_plan_written_down_afterwards_is_not_scolded() -> None:
    """In a retrospective plan a gap is a note, whatever its state."""
    frame = "campaign: {title: Iftar, state: closed, retrospective: true}\n"
    assert weights([frame + NO_YARDSTICK], "objective-without-yardstick") == ["note"]


def test_strict_weighs_more() -> None:
    """The strict preset raises each finding by one, and judges a draft as if it were in review."""
    assert weights([NO_GOAL], "objective-serving-nothing", RuleChoice(preset="strict")) == ["warning"]
    draft = "campaign: {title: Iftar, state: draft}\n"
    assert weights([draft + NO_YARDSTICK], "objective-without-yardstick", RuleChoice(preset="strict")) == ["error"]


def test_command_line_goes_before_portfolio() -> None:
    """A weight of portfolio.yaml goes before the preset's, and one of the command line before both; off is not run."""
    portfolio = lay([]).files["plans/portfolio.yaml"] + "check: {severity: {objective-serving-nothing: error}}\n"
    blocks = [NO_GOAL, f"# portfolio.yaml\n{portfolio}"]
    rule = "objective-serving-nothing"
    assert weights(blocks, rule) == ["error"]
    assert weights(blocks, rule, RuleChoice(levels={rule: "warning"})) == ["warning"]
    assert weights(blocks, rule, RuleChoice(levels={rule: "off"})) == []


@pytest.mark.parametrize("word", ["objective-serving-nothing", "OBJ007", "OBJ", "objectives", "all"])
def test_rules_are_chosen_by_name_code_and_family(word: str) -> None:
    """A rule is meant by its name, its code, the letters of its code, and its family."""
    rule = "objective-serving-nothing"
    assert weights([NO_GOAL], rule, RuleChoice(select=(word,))) == ["note"]
    assert weights([NO_GOAL], rule, RuleChoice(ignore=(word,))) == []
    assert [*unmatched(RULES, [word, "nothing-such", "XYZ"])] == ["nothing-such", "XYZ"]


def test_only_chosen_rules_run() -> None:
    """What was not selected is not found."""
    budget_findings = findings(lay([NO_GOAL]), choice=RuleChoice(select=("budget",)))
    assert budget_findings == ()


def test_portfolio_sets_aside_with_its_reason() -> None:
    """A rule that portfolio.yaml ignores is found still, with the reason, so that nothing is lost."""
    portfolio = lay([]).files["plans/portfolio.yaml"] + "check:\n  ignore:\n    objective-serving-nothing: Not yet.\n"
    reported = findings(lay([NO_GOAL, f"# portfolio.yaml\n{portfolio}"]))
    assert [finding.ignored for finding in reported if finding.rule == "objective-serving-nothing"] == ["Not yet."]


def test_many_notes_are_said_once() -> None:
    """A thin draft is not flooded: notes of one rule about one section are one finding that counts the others."""
    frame = "campaign: {title: Iftar, state: draft}\n"
    audiences = "".join(f"  a{number}: {{title: People {number}}}\n" for number in range(5))
    notes = findings(lay([f"{frame}audiences:\n{audiences}"]), choice=RuleChoice(select=("audience-without-action",)))
    assert [note.message for note in notes] == [
        "Nobody says what the audience “a0” should do. The same holds for 4 more."
    ]


def messages(*blocks: str) -> list[str]:
    """What is said of audiences that nobody asks to do anything."""
    notes = findings(lay([*blocks]), choice=RuleChoice(select=("audience-without-action",)))
    return [finding.message for finding in notes]


def audiences(count: int) -> str:
    """So many audiences of whom nobody says what they should do."""
    return "audiences:\n" + "".join(f"  a{number}: {{title: People {number}}}\n" for number in range(count))


@pytest.mark.parametrize(("count", "spoken", "more"), [(1, 1, ""), (2, 2, ""), (3, 1, "2 more"), (4, 1, "3 more")])
def test_three_notes_are_many(count: int, spoken: int, more: str) -> None:
    """Two notes of one rule about one section are said one by one; three or more are one that counts the others."""
    notes = messages("campaign: {title: Iftar, state: draft}\n" + audiences(count))
    assert len(notes) == spoken
    assert all(more in note for note in notes)
    assert more or not any("The same holds" in note for note in notes)


def test_only_notes_are_said_once() -> None:
    """What has to be mended is said of each part, however many there are."""
    assert len(messages("campaign: {title: Iftar, state: approved}\n" + audiences(5))) == 5


def test_notes_of_two_sections_stand_apart() -> None:
    """Notes are counted section by section: three of one are gathered, the two of another one stand for themselves."""
    days = "schedule: {dates: {d1: 2026-02-01, d2: 2026-02-02, d3: 2026-02-03}}\n"
    sources = "measurement: {sources: {s1: Old panel, s2: Old poll}}\n"
    notes = findings(lay([sources + days]), choice=RuleChoice(select=("declared-unused",)))
    assert [finding.message for finding in notes if finding.rule == "declared-unused"] == [
        "Nothing uses “s1”.",
        "Nothing uses “s2”.",
        "Nothing uses “d1”. The same holds for 2 more.",
    ]


def test_findings_speak_the_language_of_the_plan() -> None:
    """An Indonesian plan is told in Indonesian, unless another language is asked for."""
    blocks = ["campaign: {title: Iftar, language: id}\n" + NO_GOAL]
    chosen = RuleChoice(select=("objective-serving-nothing",))
    assert findings(lay(blocks), choice=chosen)[0].message.startswith("Tujuan “awareness” tidak melayani")
    english = replace(chosen, language="en")
    assert findings(lay(blocks), choice=english)[0].message.startswith("The objective “awareness” serves no")


def test_rulebook_gives_each_finding_an_address() -> None:
    """Where the workspace says where its rules are, each finding of a rule leads there."""
    portfolio = lay([]).files["plans/portfolio.yaml"] + "check: {rulebook: https://kopi.example/rules/}\n"
    (finding,) = (f for f in findings(lay([NO_GOAL, f"# portfolio.yaml\n{portfolio}"])) if f.code == "OBJ007")
    assert finding.url == "https://kopi.example/rules/objective-serving-nothing/"


def mended(case: Case) -> str:
    """The plan after all fixes."""
    edits = [edit for finding in findings(case) for edit in finding.fix]
    return apply(edits, case.files).get(PLAN, case.files[PLAN])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("campaign:\n  title: T  # T\n  tags: [a, b, a]  # x\n", "campaign:\n  title: T  # T\n  tags: [a, b]  # x\n"),
        (
            "objectives:\n  # Kept.\n  # rencana: ignore[alt-missing] Old.\n  o: {type: service, statement: S.}\n",
            "objectives:\n  # Kept.\n  o: {type: service, statement: S.}\n",
        ),
        (
            "channels:\n  instagram: {why: {because: There, at night., pillars: [ritual]}}  # x\n",
            'channels:\n  instagram: {why: {because: "There, at night.", pillars: [ritual]}}  # x\n',
        ),
        (
            "objectives:\n  o: {statement: S.}  # rencana: ignore[alt-missing, objective-without-type] Old.\n",
            "objectives:\n  o: {statement: S.}  # rencana: ignore[objective-without-type] Old.\n",
        ),
        (
            f"{LINKED}?a=1#top   # shop\n",
            f"{LINKED}?a=1&utm_source=instagram&utm_medium=social&utm_campaign=base&utm_content=c#top   # shop\n",
        ),
    ],
)
def test_fix_changes_nothing_else(before: str, after: str) -> None:
    """A fix leaves comments, order and quoting as they were, and what it mended is not found again."""
    case = lay([before])
    assert mended(case) == after
    again = findings(lay([after]))
    assert [finding.rule for finding in again if finding.fix] == []


@given(st.text(alphabet="ab\n", max_size=30), st.data())
def test_edits_hit_their_spans(text: str, data: st.DataObject) -> None:
    """Edits by span give what cutting the text at the same places gives; of two that touch, the first is made."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    first, second = (cuts[0], cuts[1]), (cuts[2], cuts[3])
    edits = [Edit("f", _span(text, *pair), word) for pair, word in ((first, "X"), (second, "YY"))]
    expected = text[: cuts[0]] + "X" + text[cuts[1] : cuts[2]] + "YY" + text[cuts[3] :]
    if len({edit.span for edit in edits}) == len(edits):
        assert apply(edits, {"f": text}) == {"f": expected}


def _span(text: str, start: int, end: int) -> Span:
    places = [(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) for at in (start, end)]
    return Span(*places[0], *places[1])


def test_run_is_the_same_every_time() -> None:
    """The same plans on the same day give the same findings in the same order."""
    blocks = [NO_GOAL + "audiences:\n  a: {title: A}\n  b: {title: B}\n"]
    runs: list[tuple[Finding, ...]] = [findings(lay(blocks), on=date(2026, 3, 1)) for _ in range(2)]
    assert runs[0] == runs[1]
    assert all(finding.severity in Severity for finding in runs[0])
