"""“Did you mean”: the known word that is nearest to a misspelt one."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_ENOUGH = 0.68


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Returns the candidate most like `word`, or None where none is like it; of equal ones the first in order."""
    matcher = SequenceMatcher()
    # The matcher caches what it computes of its second text, so that is the word and not the candidate.
    matcher.set_seq2(_plain(word))
    nearest_word, highest = None, _ENOUGH
    for candidate in sorted(candidates):
        matcher.set_seq1(_plain(candidate))
        # The quick ratios are upper bounds: they rule most candidates out before the slow comparison.
        if matcher.real_quick_ratio() > highest and matcher.quick_ratio() > highest and matcher.ratio() > highest:
            nearest_word, highest = candidate, matcher.ratio()
    return nearest_word


def by_likeness(word: str, candidates: Iterable[str]) -> list[str]:
    """Returns the candidates, those most like `word` first."""
    matcher = SequenceMatcher()
    matcher.set_seq2(_plain(word))

    def unlikeness(candidate: str) -> float:
        matcher.set_seq1(_plain(candidate))
        return -matcher.ratio()

    return sorted(candidates, key=unlikeness)


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.casefold())
