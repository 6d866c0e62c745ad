"""The edits that rename a campaign: what names it changes, and nothing else."""

import re
from pathlib import Path

import pytest

from rencana.check import apply
from rencana.plan.renaming import mention_of, rename_edits, renamed_data
from rencana.source import read_yaml

CASES = sorted((Path(__file__).parents[1] / "cases" / "rename").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_file_is_edited_as_the_case_says(case: Path) -> None:
    """The edits of a file give the text of the case, and it says what it should; a case without one is refused."""
    path, before, after = re.split(r"^-\n", case.read_text(encoding="utf-8"), flags=re.MULTILINE)
    document = read_yaml(path.strip(), before.encode())
    edited = apply(rename_edits(document, "old-name", "new-name"), {document.path: before})[document.path]
    is_right = read_yaml(document.path, edited.encode()).data == renamed_data(document, "old-name", "new-name")
    assert is_right == bool(after)
    if after:
        assert edited == after


@pytest.mark.parametrize(
    ("id", "text", "named"),
    [
        ("ramadan", "during ramadan", False),
        ("ramadan", "as in plans/ramadan/plan.yaml", True),
        ("ramadan", "as in `ramadan`", True),
        ("ramadan-2", "as in ramadan-2", True),
        ("ramadan-2", "as in ramadan-25", False),
        ("ramadan-2", "as in pre-ramadan-2", False),
    ],
)
def test_word_of_the_language_is_no_mention(id: str, text: str, named: bool) -> None:
    """An id that may be a common word is meant only where it stands as a folder or as code."""
    assert bool(mention_of(id).search(text)) == named


@pytest.mark.parametrize("id", ["null", "a, b", "Old Name", "x: y", "#1"])
def test_any_name_of_a_folder_is_written_so_that_it_is_read_back(id: str) -> None:
    """Whatever the folder was called, `was` says it."""
    document = read_yaml(f"plans/{id}/plan.yaml", b"campaign:\n  title: A\n")
    edited = apply(rename_edits(document, id, "new-name"), {document.path: document.text})[document.path]
    assert read_yaml("x.yaml", edited.encode()).data == {"campaign": {"title": "A", "was": [id]}}
