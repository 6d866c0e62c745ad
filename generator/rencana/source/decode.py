"""From bytes to text: encodings, and the characters that would shift lines or hide from the eye."""

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from rencana.finding import Finding
from rencana.source.fault import fault
from rencana.source.foreign import foreign, not_decodable
from rencana.span import Span

_LARGEST = {".yaml": 5_000_000, ".csv": 20_000_000}
"""How many bytes of a file are read: about 40,000 lines of a plan, or 250,000 rows of numbers."""
_LFS_POINTER = b"version https://git-lfs.github.com/spec/v1"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
# C0 without tab, line feed and carriage return; delete; C1 without the next-line that _SEPARATORS finds.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NONCHARACTERS = re.compile("[\ufffe\uffff]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONFLICT_LENGTH = 7
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$|^={7}$", re.MULTILINE)
MOST_PER_FILE = 20
"""So many places of one kind are shown; a file full of them is one mistake, not thousands."""


class Decoded(Struct, frozen=True):
    """The text of a file with line feeds only; `usable` is False where it may not be read on."""

    text: str
    findings: tuple[Finding, ...] = ()
    usable: bool = True


def decode(path: str, content: bytes) -> Decoded:
    """Decodes UTF-8 (with or without a byte order mark) and UTF-16 with one; reports what no plan should contain."""
    if content.startswith(_LFS_POINTER):
        message = "This is a pointer of Git LFS; the file itself was not fetched."
        help = "Fetch it with `git lfs pull`, or take it out of LFS: plans and numbers are text, and read as such."
        return Decoded("", (fault("lfs-pointer", path, message, help=help),), usable=False)
    limit = _LARGEST[".csv" if path.endswith(".csv") else ".yaml"]
    if len(content) > limit:
        message = f"The file has {len(content):,} bytes; at most {limit:,} are read.".replace(",", " ")
        return Decoded("", (fault("file-too-large", path, message, help="Split it into several files."),), usable=False)
    if of_another_kind := foreign(path, content):
        return Decoded("", (of_another_kind,), usable=False)
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        return Decoded("", (not_decodable(path, content, encoding, error),), usable=False)
    text = line_feeds(text)
    if conflict := _conflict(path, text):
        # Both sides stand in the file, so all else that it says is a consequence.
        return Decoded(text, (conflict,), usable=False)
    return _screen(path, text)


def _conflict(path: str, text: str) -> Finding | None:
    """Finds the first line with which git marks a conflict of two versions; one that was left over is enough."""
    if not any(sign * _CONFLICT_LENGTH in text for sign in "<=>|"):
        return None
    for match in _CONFLICT.finditer(text):
        # A line of seven = may stand in a quoted cell of a table; the other marks name a branch behind them.
        if match[0] != "=======" or text.count('"', 0, match.start()) % 2 == 0:
            help = "Keep the lines that are right, and delete the others with the lines <<<<<<<, ======= and >>>>>>>."
            place = place_of(text, match.start(), len(match[0]))
            return fault("conflict-unresolved", path, "A conflict of git is not resolved here.", place, help=help)
    return None


def encode_like(content: bytes, text: str) -> bytes:
    """Encodes a text as a file was: with its encoding, its byte order mark and its line endings."""
    mark = next((bom for bom, _ in _BOMS if content.startswith(bom)), b"")
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")
    before = content[len(mark) :].decode(encoding, "replace")
    line_end = next((ending for ending in ("\r\n", "\r") if ending in before), "\n")
    return mark + text.replace("\n", line_end).encode(encoding)


FATAL = frozenset({"line-separator", "control-character", "surrogate"})
"""A text with one of these is not read on: it shifts lines, harms whatever shows it, or cannot be written."""


def _screen(path: str, text: str) -> Decoded:
    findings = [
        fault(rule, path, message, place_of(text, index), help=help) for rule, message, help, index in unwanted(text)
    ]
    return Decoded(text, tuple(findings), usable=not any(finding.rule in FATAL for finding in findings))


def unwanted(text: str) -> Iterator[tuple[str, str, str, int]]:
    """Yields what no plan should contain, some places of each kind: rule, message, what to do, and the index."""
    # All that is searched for here cannot be printed: one fast look clears most texts.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return
    for pattern, rule, message, help in _SCREENS:
        for match in islice(pattern.finditer(text), MOST_PER_FILE):
            yield rule, message.format(f"U+{ord(match[0]):04X}"), help, match.start()


def line_feeds(text: str) -> str:
    """Returns a text whose lines end as those of all systems do here."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_SCREENS = (
    (
        _SEPARATORS,
        "line-separator",
        "An invisible line separator ({}) stands here; it was pasted from a word processor.",
        "Delete it and press Enter, or a space, in its place.",
    ),
    (_CONTROLS, "control-character", "An invisible control character ({}) stands here.", "Delete it."),
    (_NONCHARACTERS, "control-character", "{} stands here, which is no character.", "Delete it."),
    (_SURROGATES, "surrogate", "Half of a character ({}, a lone surrogate) stands here.", "Type it again."),
    (
        _OVERRIDES,
        "bidi-override",
        "An invisible mark ({}) changes the direction of the text, so it may read otherwise than it looks.",
        "Delete it, unless you put it there on purpose.",
    ),
)


def place_of(text: str, index: int, length: int = 1) -> Span:
    """Returns the span of `length` characters from `index` of a text."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Span(line, column, line, column + length)
