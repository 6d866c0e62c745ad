"""Files of other programs are named by what they are, with what to click, and without talk of bytes."""

import pytest

from rencana.source import read_csv, read_yaml


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04\x14\x00\x82", "This is an Excel workbook, or another packed document, whatever its name says."),
        (b"\xd0\xcf\x11\xe0\xa1", "This is a workbook or document of an old Microsoft Office, whatever its name says."),
        (b"{\\rtf1 campaign:}", "This is a formatted document (RTF), whatever its name says."),
        (b"%PDF-1.7", "This is a PDF document, whatever its name says."),
        ("end,metric\n".encode("utf-16-be"), "The file is saved as UTF-16 or UTF-32 without the mark that says so."),
        ("end,metric\n".encode("utf-32"), "The file is saved as UTF-16 or UTF-32 without the mark that says so."),
        (
            "end,note\n1,Gru\u00df\n".encode("cp1252"),
            "The letter after “Gru” in line 2 is not saved as UTF-8, but in an older encoding.",
        ),
    ],
)
def test_what_it_is_and_what_to_click(content: bytes, message: str) -> None:
    """A table and a plan say the same of such a file; both say what Excel calls the right form."""
    for finding in (*read_csv("a.csv", content).findings, *read_yaml("a.yaml", content).findings):
        assert (finding.rule, finding.message) == ("encoding-unknown", message)
        assert "Save As" in finding.help
        assert "CSV UTF-8" in finding.help


def test_a_text_may_begin_like_a_name() -> None:
    """A file that begins with letters of its own is a text, whatever other files begin with."""
    assert read_yaml("a.yaml", b"PK: 1\n").findings == ()
