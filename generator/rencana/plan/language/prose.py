"""How much Markdown a prose field may hold: so much that no person meets the limit, and no converter works for long."""

import re

LONGEST = 20_000
"""So many characters: more than six pages of a book."""
_MOST_LINES = 1_000
_MOST_MARKS = 400
# The converter's work on marks that open something and never close grows with their square.
_MARKS = "[<"
# Each sign of indentation, each mark of a list or of a quotation may open one level more, and a level is a recursion.
_DEEP = re.compile(r"^(?:[ \t>]|[-+*][ \t]|\d+\.[ \t]){100}", re.MULTILINE)


def excess(text: str) -> str:
    """Returns what a prose text has too much of, in words for its author; empty where it is within all limits."""
    if len(text) > LONGEST:
        return f"The text has {_figures(len(text))} characters; at most {_figures(LONGEST)} are read as prose."
    if (lines := text.count("\n") + 1) > _MOST_LINES:
        return f"The text has {_figures(lines)} lines; at most {_figures(_MOST_LINES)} are read as prose."
    for mark in _MARKS:
        if (count := text.count(mark)) > _MOST_MARKS:
            return f"The text has {mark} {_figures(count)} times; at most {_MOST_MARKS} are read as prose."
    if _DEEP.search(text):
        return "A line of the text begins with a hundred spaces or marks of lists and quotations."
    return ""


def _figures(number: int) -> str:
    return f"{number:,}".replace(",", " ")
