"""What is shown does nothing but be seen."""

import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.words.visible import hidden_sign, visible

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_no_control_character_is_left(text: str) -> None:
    """Of all control characters only line breaks and tabs stay, and each other sign has one in its place."""
    masked = visible(text)
    assert {sign for sign in masked if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")} <= {"\n", "\t"}
    assert len(masked) == len(text)


@given(ANY_TEXT)
def test_what_is_shown_fits_into_xml(text: str) -> None:
    """XML can hold whatever is shown, once its own signs are escaped."""
    words = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert ET.fromstring(f"<a>{words}</a>".encode()).text == (visible(text) or None)


@pytest.mark.parametrize("text", ["a\tb\nc", "é 咖啡 👩\u200d👧", "می\u200cخواهم", "a\u00a0b"])
def test_what_people_write_stays(text: str) -> None:
    """Joiners of letters and emoji, hard spaces, tabs and line breaks are shown as they are."""
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("views", ""),
        ("é 咖啡", ""),
        ("❤️", ""),
        ("views\u200b", "U+200B"),
        ("\ufeffviews", "U+FEFF"),
        ("social-\u00adteam", "U+00AD"),
        ("view\u3164s", "U+3164"),
        ("views\ufe0f", "U+FE0F"),
    ],
)
def test_a_sign_that_nobody_sees_has_a_name(text: str, sign: str) -> None:
    """An invisible sign is named by its number, so that two words that look alike can be told apart."""
    assert hidden_sign(text) == sign
