"""Files are read in several encodings, and written again as they were."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.source.decode import decode, encode_like

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
