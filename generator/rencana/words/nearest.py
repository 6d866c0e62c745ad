"""“Did you mean”: the known word that is nearest to a misspelt one."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_ENOUGH = 0.68


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Returns the known word most like `word`, or None where none is like it; ties go to the first in order."""
    matcher = SequenceMatcher()
    # The matcher remembers what it learns of its second text.
    matcher.set_seq2(_plain(word))
    best, most = None, _ENOUGH
    for candidate in sorted(known):
        matcher.set_seq1(_plain(candidate))
        # The quick ratios are upper bounds: most candidates are out before the dear comparison.
        if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most and matcher.ratio() > most:
            best, most = candidate, matcher.ratio()
    return best


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.casefold())
