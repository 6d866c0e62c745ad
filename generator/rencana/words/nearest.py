"""“Did you mean”: the known word that is nearest to a misspelt one."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_ENOUGH = 0.68


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Returns the known word most like `word`, or None where none is like it; ties go to the first in order."""
    wanted = _plain(word)
    best, best_ratio = None, _ENOUGH
    for candidate in sorted(known):
        ratio = SequenceMatcher(None, wanted, _plain(candidate)).ratio()
        if ratio > best_ratio:
            best, best_ratio = candidate, ratio
    return best


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.lower())
