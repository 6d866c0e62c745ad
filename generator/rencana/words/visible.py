"""Text that is safe to show, and the names of signs that nobody sees."""

import re
import unicodedata

# Controls but tab and line feed, line separators, marks of direction, halves of characters, and what is no character.
_UNSEEN = frozenset({"Cf", "Cc", "Co", "Cs", "Cn"})
_FILLERS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")
"""Signs that are letters or marks by their kind, and take no room."""
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_STAND_IN = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """Returns a text with a stand-in for each sign that would do something where it should only be seen."""
    return text if text.isprintable() else _HARMFUL.sub(_STAND_IN, text)


def hidden_sign(text: str) -> str:
    """Returns the first sign of a text that nobody sees, as U+200B; empty where there is none.

    What dresses an emoji is a part of it.
    """
    if text.isascii() and text.isprintable():
        return ""
    for before, sign in zip(f" {text}", text, strict=False):
        is_filler = _FILLERS.match(sign) and not unicodedata.category(before).startswith("S")
        if is_filler or unicodedata.category(sign) in _UNSEEN:
            return f"U+{ord(sign):04X}"
    return ""
