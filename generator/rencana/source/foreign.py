"""Bytes that are no text as plans have it: workbooks, other encodings. What to do is said as the menus say it."""

import codecs
import re

from rencana.finding import Finding
from rencana.source.fault import fault
from rencana.span import START, Span

_KINDS = (
    (b"PK\x03\x04", "an Excel workbook, or another packed document"),
    (b"PK\x05\x06", "an Excel workbook, or another packed document"),
    (b"\xd0\xcf\x11\xe0", "a workbook or document of an old Microsoft Office"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a formatted document (RTF)"),
    (b"bplist", "a document of an Apple program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
)
"""What files of other programs begin with, whatever their names end with."""
_SAMPLE = 4000
_MANY_NULS = 0.2
_WORD = re.compile(r"[^\s,;:\"']*\Z")
_NOT_A_SIGN = "\N{REPLACEMENT CHARACTER}"


def foreign(path: str, content: bytes) -> Finding | None:
    """Returns the finding of a file that another program has written in its own form; None for a text."""
    for beginning, kind in _KINDS:
        if content.startswith(beginning):
            message = f"This is {kind}, whatever its name says."
            return fault("encoding-unknown", path, message, START, help=_how_to_save(path))
    sample = content[:_SAMPLE]
    if sample.count(0) > len(sample) * _MANY_NULS and not _is_marked(content):
        message = "The file is saved as UTF-16 or UTF-32 without the mark that says so."
        return fault("encoding-unknown", path, message, START, help=_how_to_save(path))
    return None


def not_decodable(path: str, content: bytes, encoding: str, error: UnicodeDecodeError) -> Finding:
    """Returns the finding of a text whose letters are saved in another encoding than it begins with."""
    if encoding == "utf-16":
        message = "The file is saved as UTF-16, and a part of it is lost or of another encoding."
        return fault("encoding-unknown", path, message, START, help=_how_to_save(path))
    before = content[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    place = Span(line, column, line, column + 1)
    if content[error.start : error.start + 1] == b"\xed" and error.reason == "invalid continuation byte":
        message = "Half of a character (a lone surrogate) stands here."
        return fault("surrogate", path, message, place, help="Type the character again.")
    word = _WORD.search(before[-40:])
    after = f"after “{word[0]}” " if word and word[0] and _NOT_A_SIGN not in word[0] else ""
    message = f"The letter {after}in line {line} is not saved as UTF-8, but in an older encoding."
    return fault("encoding-unknown", path, message, place, help=_how_to_save(path))


def _is_marked(content: bytes) -> bool:
    """Tells whether a file says that it is UTF-16; UTF-32 begins with the same bytes and two zeros."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not content.startswith(
        codecs.BOM_UTF32_LE
    )


def _how_to_save(path: str) -> str:
    if path.endswith(".csv"):
        return "In Excel: File, Save As, “CSV UTF-8 (Comma delimited)”. In Google Sheets: File, Download, CSV."
    return (
        "A plan is plain text: in an editor, choose Save As with the encoding UTF-8. "
        "A table is a CSV file: in Excel, choose Save As, “CSV UTF-8”."
    )
