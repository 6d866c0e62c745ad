"""Files are read in several encodings, and written again as they were."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.source.decode import decode, encode_like, place_of

CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp"))
TEXTS = st.text(alphabet=st.one_of(CHARACTERS, st.just("\n")), max_size=60)
FORMS = {
    "utf-8": (b"", "utf-8", "\n"),
    "windows": (b"", "utf-8", "\r\n"),
    "old mac": (b"", "utf-8", "\r"),
    "with mark": (codecs.BOM_UTF8, "utf-8", "\r\n"),
    "utf-16 little": (codecs.BOM_UTF16_LE, "utf-16-le", "\r\n"),
    "utf-16 big": (codecs.BOM_UTF16_BE, "utf-16-be", "\n"),
}


@pytest.mark.parametrize("form", FORMS)
@given(text=TEXTS)
def test_is_written_as_it_was(form: str, text: str) -> None:
    """Whatever the encoding, the byte order mark and the line endings: reading and writing gives the same bytes."""
    mark, encoding, breaks = FORMS[form]
    content = mark + ("\n" + text).replace("\n", breaks).encode(encoding)
    assert encode_like(content, decode("plan.yaml", content).text) == content


@pytest.mark.parametrize(
    ("content", "rule", "place", "usable"),
    [
        (b"a: \xff", "encoding-unknown", (1, 4), False),
        ("é\r\né: \x00".encode().replace(b"\x00", b"\xe9"), "encoding-unknown", (2, 4), False),
        (codecs.BOM_UTF16_LE + b"a", "encoding-unknown", (1, 1), False),
        (b"a: \xed\xa0\x80", "surrogate", (1, 4), False),
        ("a: b\u2028c".encode(), "line-separator", (1, 5), False),
        ("a: b\u0085c".encode(), "line-separator", (1, 5), False),
        (b"a: b\x07", "control-character", (1, 5), False),
        ("a: \uffff".encode(), "control-character", (1, 4), False),
        ("a:\nb: \u202ec".encode(), "bidi-override", (2, 4), True),
    ],
)
def test_what_no_plan_holds_is_found(content: bytes, rule: str, place: tuple[int, int], *, usable: bool) -> None:
    """What is no text, shifts lines or hides is found in place; a file with a mark of direction is read on."""
    decoded = decode("plan.yaml", content)
    (finding,) = decoded.findings
    assert (finding.rule, (finding.span.line, finding.span.column)) == (rule, place)
    assert decoded.usable is usable


@pytest.mark.parametrize("text", ["a\tb\nc", "é 咖啡 👩\u200d👧", "a\u00a0b", "\ue000"])
def test_harmless_characters_are_no_fault(text: str) -> None:
    """Tabs, joiners of emoji, hard spaces and private characters stay as they are."""
    decoded = decode("plan.yaml", text.encode())
    assert (decoded.text, decoded.findings, decoded.usable) == (text, (), True)


def test_a_file_full_of_one_mistake_shows_some() -> None:
    """Twenty places of one kind are shown, and no more."""
    assert len(decode("plan.yaml", b"\x07" * 100).findings) == 20


@pytest.mark.parametrize(("path", "limit"), [("a.yaml", 5_000_000), ("a.csv", 20_000_000)])
def test_a_file_has_a_size(path: str, limit: int) -> None:
    """A file of exactly the limit is read, one of a byte more is not."""
    assert decode(path, b"a" * limit).usable
    assert [finding.rule for finding in decode(path, b"a" * (limit + 1)).findings] == ["file-too-large"]


@pytest.mark.parametrize(
    ("text", "index", "place"),
    [("ab\ncd", 0, (1, 1)), ("ab\ncd", 1, (1, 2)), ("ab\ncd", 3, (2, 1)), ("é\n👧b", 3, (2, 2)), ("", 0, (1, 1))],
)
def test_an_index_has_a_place(text: str, index: int, place: tuple[int, int]) -> None:
    """An index of a text is a line and a column, both from 1, in characters."""
    assert place_of(text, index)[:2] == place
    assert place_of(text, index, 3).end_column == place[1] + 3
