"""Nothing below plans/ passes in silence: what is not read has a finding, which weighs as much as what is missed."""

import pytest

from rencana.plan.layout import lay_out
from rencana.plan.unread import unread_findings
from rencana.source.scan import Skip, Skipped

HERE = ("plans/portfolio.yaml", "plans/a/plan.yaml", "plans/a/calendar.csv")


def rows(*skipped: Skipped, paths: tuple[str, ...] = HERE) -> list[tuple[str, str, str]]:
    """Returns rule, severity and path of each finding."""
    findings = unread_findings(lay_out(paths, skipped))
    return [(finding.rule, finding.severity.value, finding.file) for finding in findings]


@pytest.mark.parametrize(
    ("path", "severity", "advice"),
    [
        ("plans/a/readings/october.xlsx", "error", "CSV UTF-8"),
        ("plans/a/readings.ods", "error", "CSV UTF-8"),
        ("plans/a/calendar.xlsx", "warning", "CSV UTF-8"),
        ("plans/b/calendar.XLSX", "error", "CSV UTF-8"),
        ("plans/a/brief.numbers", "warning", "CSV UTF-8"),
        ("plans/a/readings/october.tsv", "error", "readings/"),
        ("plans/a/readings/OCTOBER.CSV", "error", "plans/a/readings/OCTOBER.csv"),
        ("plans/b/PLAN.YAML", "error", "plans/b/plan.yaml"),
        ("plans/a/notes.docx", "note", "assets/"),
        ("plans/a/cup.png", "note", "assets/"),
        ("plans/a/plan.yaml.bak", "note", "outside plans/"),
        ("plans/archive.zip", "note", "outside plans/"),
    ],
)
def test_other_files_say_what_to_do(path: str, severity: str, advice: str) -> None:
    """A table in the place of numbers is an error, a document a note; each says what to do."""
    (finding,) = unread_findings(lay_out(HERE, [Skipped(path, Skip.OTHER)]))
    assert (finding.rule, finding.severity.value) == ("file-unread", severity)
    assert advice in finding.help


@pytest.mark.parametrize(
    ("path", "severity", "advice"),
    [
        ("plans/b/plan.yml", "error", "Name it plans/b/plan.yaml."),
        ("plans/b/Plan.yaml", "error", "Name it plans/b/plan.yaml."),
        ("plans/b/plan (1).yaml", "error", "plans/<campaign>/plan.yaml"),
        ("plans/a/plan (1).yaml", "warning", "plans/<campaign>/plan.yaml"),
        ("plans/portfolio.yml", "error", "Name it plans/portfolio.yaml."),
        ("plans/readings.csv", "error", "Put readings into"),
        ("plans/plan.yaml", "error", "A plan is plans/<campaign>/plan.yaml"),
        ("plans/a/readings/x.yaml", "error", "A plan is plans/<campaign>/plan.yaml"),
        ("plans/2026/b/plan.yaml", "error", "plans/<campaign>/plan.yaml"),
        ("plans/iftar.yaml", "error", "plans/<campaign>/plan.yaml"),
        ("plans/Portfolio.yaml", "error", "plans/portfolio.yaml"),
        ("plans/a/Calendar.csv", "warning", "Name it plans/a/calendar.csv."),
        ("plans/a/numbers.csv", "warning", "readings/"),
        ("plans/a/readings/old/x.csv", "warning", "readings/"),
        (r"plans/a/readings/x\xe2\x80\x8b.csv", "error", "Rename it"),
    ],
)
def test_misplaced_files_say_what_to_do(path: str, severity: str, advice: str) -> None:
    """A plan or table under a wrong name is an error where nothing stands in its place; each says what to do."""
    (finding,) = unread_findings(lay_out([*HERE, path]))
    assert (finding.rule, finding.severity.value) == ("file-unread", severity)
    assert advice in finding.help


def test_what_belongs_there_is_silent() -> None:
    """Our own schemas and a file that tells people of its folder are no findings."""
    paths = ("plans/plan.schema.json", "plans/portfolio.schema.json", "plans/README.md", "plans/a/Readme")
    assert rows(*(Skipped(path, Skip.OTHER) for path in paths)) == []


@pytest.mark.parametrize("why", [why for why in Skip if why is not Skip.OTHER])
def test_obstacles_are_errors(why: Skip) -> None:
    """Whatever keeps a file from being read is an error at it, with words of its own."""
    (finding,) = unread_findings(lay_out(HERE, [Skipped("plans/b/readings.csv", why, "Permission denied")]))
    assert (finding.rule, finding.severity.value, finding.file) == ("file-unreadable", "error", "plans/b/readings.csv")
    assert finding.message
    assert finding.help


def test_a_campaign_behind_an_obstacle_stays() -> None:
    """A campaign whose folder or plan cannot be read is one that cannot be read; it does not vanish."""
    obstacles = [
        Skipped("plans/closed", Skip.UNREADABLE, "Permission denied"),
        Skipped("plans/linked", Skip.OUTSIDE),
        Skipped("plans/b/plan.yaml", Skip.DANGLING),
        Skipped("plans/c/readings.csv", Skip.SPECIAL),
        Skipped("plans/notes.docx", Skip.OTHER),
        Skipped("plans/gone.yaml", Skip.DANGLING),
    ]
    layout = lay_out(HERE, obstacles)
    assert {folder.id: folder.obstacle for folder in layout.folders} == {
        "a": "",
        "b": "plans/b/plan.yaml",
        "closed": "plans/closed",
        "linked": "plans/linked",
    }
