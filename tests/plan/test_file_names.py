"""A file that cannot lie under its name on every system is named, before somebody clones the workspace there."""

import pytest
from workspaces import draft_of, places_of

from rencana.finding import Severity
from rencana.plan.file_names import file_name_findings
from rencana.plan.layout import lay_out
from rencana.plan.load import load_campaign
from rencana.plan.shared import Shared
from rencana.source import read_yaml
from rencana.source.files import Files
from rencana.source.scan import Skip, Skipped


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("plans/a/readings/aux.csv", "“aux.csv” is a name that Windows keeps for itself."),
        ("plans/a/readings/Q1: views.csv", "“Q1: views.csv” holds :, which no name can hold on Windows."),
        ("plans/a/con/x.csv", "“con” is a name that Windows keeps for itself."),
        ("plans/nul.yaml", "“nul.yaml” is a name that Windows keeps for itself."),
    ],
)
def test_names_that_windows_cannot_hold(path: str, words: str) -> None:
    """A file whose name, or whose folder's, Windows refuses is a warning at that file: a clone there would fail."""
    (finding,) = file_name_findings(lay_out(["plans/a/plan.yaml", path]))
    assert (finding.rule, finding.severity, finding.file, finding.message) == (
        "bad-path",
        Severity.WARNING,
        path,
        words,
    )
    assert finding.help


def test_other_files_are_looked_at_too() -> None:
    """Also a file that is not read would stop a clone."""
    layout = lay_out(["plans/a/plan.yaml"], [Skipped("plans/a/what?.docx", Skip.OTHER)])
    assert [finding.file for finding in file_name_findings(layout)] == ["plans/a/what?.docx"]


@pytest.mark.parametrize(
    ("name", "other"), [("Views", "views"), ("cafe\N{COMBINING ACUTE ACCENT}", "café"), ("STRASSE", "straße")]
)
def test_two_names_of_one_file(name: str, other: str) -> None:
    """Of two files that are one on macOS and Windows, the second is named with the first."""
    paths = sorted([f"plans/a/readings/{name}.csv", f"plans/a/readings/{other}.csv"])
    (finding,) = file_name_findings(lay_out(["plans/a/plan.yaml", *paths]))
    assert (finding.file, paths[0] in finding.message) == (paths[1], True)


def test_usual_names_are_fine() -> None:
    """Nothing is said of names that every system can hold, however many files a folder has."""
    paths = ["plans/portfolio.yaml", "plans/a/plan.yaml", "plans/a/calendar.csv", "plans/a/readings/Views 2026 (1).csv"]
    assert list(file_name_findings(lay_out([*paths, "plans/b/plan.yaml", r"plans/c\xc2\xa0/plan.yaml"]))) == []


def test_assets_of_items_are_looked_at() -> None:
    """A picture that an item names is a warning at that item, where Windows cannot hold it; the plan is read."""
    assets = "calendar: {post: {title: P, assets: [assets/con.png, ./assets/a.png, 'assets/b?.png']}}"
    draft = draft_of(f"campaign: {{title: T}}\n{assets}\n")
    assert draft.unreadable is None
    assert [finding.message.split("”")[0] for finding in draft.findings] == ["“con.png", "“b?.png"]
    assert places_of(draft.findings) == [("bad-path", 2, 12), ("bad-path", 2, 12)]


@pytest.mark.parametrize("name", ["Iftar", "nul", "a" * 81, "cafe\N{COMBINING ACUTE ACCENT}", "a b"])
def test_folders_of_campaigns_are_ids(name: str) -> None:
    """A folder that is no id is found at its plan, with what to do, and its campaign is still shown."""
    path = f"plans/{name}/plan.yaml"
    files = Files({path: read_yaml(path, b"campaign: {title: T}\n")}, {})
    draft = load_campaign(lay_out([path]).folders[0], files, Shared(format="1"))
    assert [(finding.rule, finding.severity, finding.file) for finding in draft.findings] == [
        ("bad-id", Severity.ERROR, path)
    ]
    assert draft.findings[0].help.endswith("Rename the folder.")
    assert draft.campaign
