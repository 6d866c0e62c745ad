"""Text that is safe to show: signs that steer a terminal, turn the reading direction, or that XML cannot hold."""

import re

# Controls but tab and line feed, line separators, marks of direction, halves of characters, and what is no character.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_STAND_IN = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """Returns a text with a stand-in for each sign that would do something where it should only be seen."""
    return text if text.isprintable() else _HARMFUL.sub(_STAND_IN, text)
