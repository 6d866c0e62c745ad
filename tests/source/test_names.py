"""Names of files can be shown whatever they are, and lead back to their files."""

import os

from hypothesis import given
from hypothesis import strategies as st

from rencana.source.names import real, written


@given(st.one_of(st.text(), st.binary().map(os.fsdecode)).filter(lambda name: name == _stored(name)))
def test_each_name_leads_back(name: str) -> None:
    """What is written of a name can be printed and stored as text, and is that of no other name."""
    text = written(name)
    assert text.isprintable()
    assert text.encode().decode() == text
    assert real(text) == name


def _stored(name: str) -> str:
    """What the system makes of a name, where it can have it at all."""
    try:
        return os.fsdecode(os.fsencode(name))
    except UnicodeEncodeError:
        return ""
