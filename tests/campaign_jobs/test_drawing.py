"""The job on an SVG picture: it says what is taken out, and refuses what cannot be cleaned."""

from pathlib import Path

import pytest

from rencana.campaign_jobs.drawing import CheckDrawing, DrawingCheck, DrawingFile
from rencana.jobs.pool import Jobs
from rencana.jobs.store import Store, digest
from rencana.source import MemoryTree

PATH = "plans/x/assets/a.svg"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg">\n'


def look(content: str, store: Store | None = None) -> DrawingCheck:
    """What is said of a picture."""
    tree = MemoryTree({PATH: content.encode()})
    (check,) = Jobs(store).each(tree, [DrawingFile(PATH)], CheckDrawing(), {PATH: digest(content.encode())})
    return check


def test_clean_picture_has_no_finding() -> None:
    """A picture that only draws is published as it is."""
    assert look(f"{HEAD}<rect/></svg>") == DrawingCheck((), can_be_cleaned=True)


def test_finding_says_what_is_taken_out(tmp_path: Path) -> None:
    """The finding names the first things that were taken out, in their line, and counts the others."""
    content = f'{HEAD}<g onclick="a"/>\n<a href="https://e.example/{"x" * 90}"/><script/><script/><script/></svg>'
    for store in (None, Store(tmp_path), Store(tmp_path)):
        check = look(content, store)
        (finding,) = check.findings
        assert check.can_be_cleaned
        assert (finding.rule, finding.file, finding.span.line) == ("asset-cleaned", PATH, 2)
        for words in ("“onclick”", "“href to https://e.example/xxx", "“<script>”", " and 2 more"):
            assert words in finding.message
        assert len(finding.message) < 250


@pytest.mark.parametrize("content", ["", "<svg/>", f"{HEAD}<g>", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"])
def test_what_cannot_be_cleaned_is_refused(content: str) -> None:
    """A picture that cannot be read safely is not published, and the finding says why."""
    check = look(content)
    assert not check.can_be_cleaned
    assert [finding.rule for finding in check.findings] == ["asset-unlike-ending"]
