"""Every rule says what it finds, finds it where its page says, and finds nothing where nothing is wrong."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from fragments import findings, found, lay

from rencana.check import FAMILIES, RULES, Rule, RuleChoice, rule_page
from rencana.check.page import HEADINGS
from rencana.check.rule import severity
from rencana.finding import Severity

FOLDER = Path(__file__).parents[2] / "generator" / "rencana" / "check" / "rules"
CASES = Path(__file__).parents[1] / "cases" / "rules"
BLOCK = re.compile(r"```(?:yaml|csv)\n(.*?)```", re.DOTALL)
FILES = sorted(path for path in CASES.glob("*/*.yaml") if path.parent.name != "base")
STATES = ("draft", "review", "approved", "running", "paused", "stopped", "closed")

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def blocks(rule: Rule, section: str) -> list[str]:
    """The examples of one section of a rule's page."""
    return BLOCK.findall(rule_page(rule).sections[section])


def test_each_file_is_one_line_of_the_table() -> None:
    """A rule is its file and one line of the table, which is sorted: no file without a line, no line without a file."""
    files = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    lines = (FOLDER / "__init__.py").read_text(encoding="utf-8").splitlines()
    assert [line.strip(' ",') for line in lines if line.startswith('    "')] == files
    for file in files:
        assert sum(file in re.findall(r"\w+", line) for line in lines) == 1, file


def test_rule_is_named_as_its_file() -> None:
    """A rule has the name of its file; no name and no code is used twice."""
    files = sorted(path.stem.replace("_", "-") for path in FOLDER.glob("*.py") if path.stem != "__init__")
    assert [rule.name for rule in RULES] == files
    assert len({rule.code for rule in RULES}) == len(RULES) >= 50


@every_rule
def test_page_is_complete(rule: Rule) -> None:
    """A page has all sections, a title that is a sentence, and a code of its family."""
    sections = rule_page(rule).sections
    assert tuple(sections) == HEADINGS
    assert all(sections.values())
    assert rule.title.endswith(".")
    assert re.fullmatch(rf"{FAMILIES[rule.family]}\d{{3}}", rule.code)
    assert not re.search(r"\b(?:no|must|should)\b", rule.name), "a name states the flaw, not the remedy"


@every_rule
def test_bad_is_found_at_its_place(rule: Rule) -> None:
    """Bad gives exactly one finding, at the marked place, with words that say what to do."""
    case = lay(blocks(rule, "Bad"))
    assert len(case.marks) == 1
    assert found(case, rule.name) == case.marks
    (finding,) = (finding for finding in findings(case) if finding.rule == rule.name)
    assert finding.message.endswith((".", "?"))
    assert finding.help
    assert len(finding.message) < 250


@every_rule
def test_good_is_not_found(rule: Rule) -> None:
    """Good gives no such finding, and is sound in file and language."""
    case = lay(blocks(rule, "Good"))
    assert found(case, rule.name) == []
    assert [finding for finding in findings(case) if finding.code.startswith(("SRC", "PLN"))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_is_found_as_marked(path: Path) -> None:
    """A case gives the findings that it marks, and no other of that rule."""
    case = lay(re.split(r"^-\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert sorted(found(case, path.parent.name)) == sorted(case.marks)
    broken = [
        finding
        for finding in findings(case)
        if finding.code.startswith(("SRC", "PLN")) and finding.rule != "reference-unknown"
    ]
    assert broken == []


@every_rule
def test_rule_has_cases(rule: Rule) -> None:
    """Each rule has three case files or more; both kinds, found and not found, are among them or its page."""
    assert len([path for path in FILES if path.parent.name == rule.name]) >= 3


def test_base_is_clean() -> None:
    """The plan that cases stand on has no finding, so that each finding of a case is its own."""
    assert findings(lay([])) == ()


@pytest.mark.parametrize(
    ("channel", "metric", "day", "before", "help"),
    [
        ("instagram", "impressions", "2026-02-18", 0, "2025-04-21: "),
        ("facebook", "impressions", "2025-11-20", 70, "2025-11-15: "),
        ("instagram", "impressions", "2026-02-18", 70, "Platforms answer 0"),
        ("youtube", "views", "2026-02-18", 0, "Platforms answer 0"),
    ],
)
def test_zeros_name_what_ended(channel: str, metric: str, day: str, before: int, help: str) -> None:
    """Where the catalogue knows that a platform ended a metric, the help says when and what; else it does not guess."""
    first = date.fromisoformat(day)
    rows = [
        f"{first + timedelta(days=7 * week)},{first + timedelta(days=7 * week + 6)},{channel},{metric},{value}"
        for week, value in enumerate((before, 0, 0, 0), start=-1)
    ]
    table = "\n".join(
        ("# readings.csv", "start,end,channel,metric,value", *rows, f"{first},{first},{channel},likes,30")
    )
    plan = (
        f"channels: {{{channel}: {{kind: owned}}}}\nmeasurement: {{kpis: {{seen: {{metric: {metric}, targets: 5}}}}}}\n"
    )
    (zero,) = (finding for finding in findings(lay([plan, table])) if finding.rule == "zero-since")
    assert zero.help.startswith(help)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.daily], ids=lambda rule: rule.name)
def test_day_never_makes_an_error(rule: Rule) -> None:
    """What depends on the day is never an error, whatever is asked for: tomorrow breaks no build."""
    assert all(severity(rule, state) is not Severity.ERROR for state in STATES)
    strict = RuleChoice(preset="strict", levels={rule.name: "error"})
    weights = [
        finding.severity for finding in findings(lay(blocks(rule, "Bad")), choice=strict) if finding.rule == rule.name
    ]
    assert weights == [Severity.WARNING]


def test_daily_rules_alone_look_at_the_day() -> None:
    """A rule that is not marked as daily finds the same on every day."""
    for rule in RULES:
        if not rule.daily:
            case = lay(blocks(rule, "Bad"))
            early, late = (findings(case, on=day) for day in (date(2020, 1, 1), date(2040, 1, 1)))
            assert [finding for finding in early if finding.rule == rule.name] == [
                finding for finding in late if finding.rule == rule.name
            ]
