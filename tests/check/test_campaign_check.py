"""One campaign is checked alone; what is left of it is enough to conclude on all of them."""

from datetime import date

import pytest
from fragments import ALL, ON, PLAN, Case, findings, lay, read

from rencana.check import (
    RULES,
    CampaignCheck,
    RuleChoice,
    check_campaign,
    conclude,
    set_up,
)
from rencana.finding import Finding
from rencana.jobs.store import decode, encode
from rencana.plan.layout import lay_out
from rencana.plan.load import load_campaign, load_shared
from rencana.plan.workspace import SharedFiles
from rencana.source.files import Files
from rencana.span import Span

OTHER = "# other/plan.yaml\ncampaign: {title: Other, state: draft, part_of: base}\n"
BROKEN = "# other/plan.yaml\ncampaign: {title: Other, state: sleeping}\nbudget:\n  total: 5 IDR\n\n# End.\n"


def checks(case: Case, choice: RuleChoice = ALL, on: date = ON) -> tuple[list[CampaignCheck], SharedFiles]:
    """The checks of all campaigns of a case, and the files that belong to none."""
    files = read(case)
    layout = lay_out([*files.documents, *files.tables])
    shared, faults = load_shared(files, layout)
    run = set_up(RULES, shared, choice, on)
    of_campaigns = {path for folder in layout.folders for path in folder.files}
    home = files.of(path for path in (*files.documents, *files.tables) if path not in of_campaigns)
    campaigns = [
        check_campaign(load_campaign(folder, files, shared), files.of(folder.files), run) for folder in layout.folders
    ]
    return campaigns, SharedFiles(shared, home, faults)


def concluded(case: Case, choice: RuleChoice = ALL) -> tuple[Finding, ...]:
    """All findings of a case, from checks that were written as bytes and read again."""
    campaigns, home = checks(case, choice)
    read_again = [decode(encode(check), CampaignCheck) for check in campaigns]
    return conclude(read_again, home, set_up(RULES, home.shared, choice, ON))


BUSY = [
    (
        "objectives:\n  a: {statement: A.}  # rencana: ignore[objective-without-type] Later.\n"
        "audiences:\n  a: {title: A}\n  b: {title: B}\n"
        "calendar:\n  c: {at: 2026-02-20, channels: [instagram], link: https://k.example/, state: approved}\n"
    ),
    "# readings.csv\nend,metric,value,source\n2026-02-20,views,100,panel\n2026-02-20,views,100,panel\n",
    OTHER,
]


@pytest.mark.parametrize("blocks", [[], BUSY, [BROKEN], ["# stray.csv\na\n"]])
def test_bytes_hold_all_that_is_needed(blocks: list[str]) -> None:
    """A check that was written and read again gives the same findings, edits and places included."""
    case = lay(blocks)
    assert concluded(case) == findings(case)
    campaigns, _ = checks(case)
    assert [decode(encode(check), CampaignCheck) for check in campaigns] == campaigns


def test_check_of_a_sound_plan() -> None:
    """Of a plan that can be read its state is known, and other plans may refer to it."""
    (check, child), _ = checks(lay([OTHER]))
    assert (check.id, check.title, check.file) == ("base", "Iftar, iced", PLAN)
    assert (check.exists, check.unreadable, check.state, check.parent) == (True, False, "running", None)
    assert (child.state, child.money) == ("draft", None)
    assert child.parent == ("base", ("plans/other/plan.yaml", Span(2, 49, 2, 53)))


def test_check_of_a_plan_with_a_fault() -> None:
    """A plan with a fault of language has no state and asks no rule, though other plans may still refer to it."""
    (_, check), _ = checks(lay([BROKEN]))
    assert (check.title, check.file) == ("Other", "plans/other/plan.yaml")
    assert (check.unreadable, check.state, check.summary, check.rule_findings) == (True, "", None, ())
    assert [fault.file for fault in check.faults] == ["plans/other/plan.yaml"]


def test_check_of_a_folder_without_plan() -> None:
    """A folder that holds only readings is no campaign: nobody may refer to it."""
    case = lay([])
    case.files["plans/lost/readings.csv"] = "end,metric,value\n2026-02-20,views,100\n"
    (_, check), _ = checks(case)
    assert (check.id, check.exists, check.unreadable, check.file) == ("lost", False, False, "")


@pytest.mark.parametrize(
    ("plan", "money"),
    [
        ("campaign: {title: T}\nbudget:\n  total: 5 IDR\n\n# End.\nreviews: {}\n", (2, 5)),
        ("campaign: {title: T}\nbudget: 5 IDR\nreviews: {}\n", (2, 2)),
        ("campaign: {title: T}\nbudget:\n  total: 5 IDR\n", (2, 4)),
    ],
)
def test_lines_of_the_budget_are_known(plan: str, money: tuple[int, int]) -> None:
    """Where money is secret its lines are hidden: from the key to the next one, with all remarks between."""
    case = lay([])
    case.files["plans/other/plan.yaml"] = plan
    (_, check), _ = checks(case)
    assert check.money == money


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("shared-unused", "teams:\n", "teams:\n  spare: Spare\n"),
        ("goal-unserved", "goals:\n", "goals:\n  spare: Spare\n"),
    ],
)
def test_plan_that_cannot_be_read_makes_nothing_unused(rule: str, before: str, after: str) -> None:
    """Of a plan with a fault nobody knows what it uses, so nothing that plans share is called unused."""
    only = RuleChoice(select=(rule,))
    spare = "# portfolio.yaml\n" + lay([]).files["plans/portfolio.yaml"].replace(before, after)
    assert [finding.rule for finding in findings(lay([spare]), choice=only)] == [rule]
    assert rule not in {finding.rule for finding in findings(lay([spare, BROKEN]), choice=only)}


def test_workspace_without_plans_makes_nothing_unused() -> None:
    """A workspace that has no plan yet is not told that nothing is used."""
    case = lay([])
    del case.files[PLAN]
    files = Files({path: doc for path, doc in read(lay([])).documents.items() if path != PLAN}, {})
    shared, faults = load_shared(files, lay_out(files.documents))
    run = set_up(RULES, shared, RuleChoice(select=("shared-unused",)), ON)
    assert conclude([], SharedFiles(shared, files, faults), run) == ()


def test_findings_are_sorted_by_place() -> None:
    """Findings of all files come in the order of file, place and code, whoever found them."""
    sorted_findings = concluded(lay(BUSY))
    places = [(finding.file, finding.span, finding.code) for finding in sorted_findings]
    assert places == sorted(places)
    assert len({finding.file for finding in sorted_findings}) > 2


def test_remark_is_judged_in_the_language_of_its_plan() -> None:
    """What is wrong with a remark is said as all else of its plan is: a plan in Indonesian is told in Indonesian."""
    remark = "  # rencana: ignore[owner-missing]\n  owner: social-team\n"
    only = RuleChoice(select=("ignore-without-reason",))
    (english,) = findings(lay([f"campaign:\n  title: T\n{remark}"]), choice=only)
    (indonesian,) = findings(lay([f"campaign:\n  title: T\n  language: id\n{remark}"]), choice=only)
    assert english.message == "Nobody says why “owner-missing” is ignored."
    assert indonesian.message != english.message


def of_people(state: str, count: int) -> list[str]:
    """What is said of people of whom nobody says what they should do."""
    people = "".join(f"  a{number}: {{title: People {number}}}\n" for number in range(count))
    plan = f"campaign: {{title: T, state: {state}}}\naudiences:\n{people}"
    return [
        finding.message for finding in findings(lay([plan]), choice=RuleChoice(select=("audience-without-action",)))
    ]


@pytest.mark.parametrize(("count", "messages"), [(1, 1), (2, 2), (3, 1), (4, 1)])
def test_notes_are_joined_from_three_on(count: int, messages: int) -> None:
    """Two notes of one rule about one section are said each; three are said at once, and the others are counted."""
    texts = of_people("draft", count)
    assert len(texts) == messages
    assert texts[0].endswith(f"The same holds for {count - 1} more.") is (count > 2)


def test_warnings_are_never_joined() -> None:
    """What weighs more than a note is said at each of its places."""
    assert len(of_people("review", 4)) == 4
