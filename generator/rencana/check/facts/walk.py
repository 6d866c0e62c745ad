"""All texts and lists of a plan as they stand in the file, for rules that look at writing alone.

Several rules ask one after another for those of one campaign, so what the last few hold is kept.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from rencana.check.flaw import Path
from rencana.plan.campaign import Campaign
from rencana.source.document import Data

Holder: TypeAlias = "dict[str, Data] | list[Data]"


def texts(campaign: Campaign) -> Iterator[tuple[Path, str]]:
    """Yields every text with its path, in the order of the file; where the path does not matter, `words` is quicker."""
    return _texts((), campaign.document.data)


def _texts(path: Path, holder: Holder) -> Iterator[tuple[Path, str]]:
    for step, data in _inside(holder):
        if isinstance(data, str):
            yield (*path, step), data
        elif isinstance(data, (dict, list)):
            yield from _texts((*path, step), data)


def words(campaign: Campaign) -> list[str]:
    """Returns every text."""
    return _walk(campaign).texts


@lru_cache(maxsize=4)
def whole(campaign: Campaign) -> str:
    """Returns all texts as one: what is not found in it is in none of them."""
    return "\n".join(words(campaign))


def lists(campaign: Campaign) -> Iterator[tuple[Path, list[Data]]]:
    """Yields every list with its path, in the order of the file."""
    return ((path, holder) for path, holder in _walk(campaign).holders if isinstance(holder, list))


class _Walk(Struct, frozen=True):
    """What was met on one walk through a plan, in the order of the file: all texts, and all that holds something."""

    texts: list[str]
    holders: list[tuple[Path, Holder]]


@lru_cache(maxsize=4)
def _walk(campaign: Campaign) -> _Walk:
    found = _Walk([], [])
    _gather((), campaign.document.data, found)
    return found


def _gather(path: Path, holder: Holder, found: _Walk) -> None:
    for step, data in _inside(holder):
        if isinstance(data, str):
            found.texts.append(data)
        elif isinstance(data, (dict, list)):
            way = (*path, step)
            found.holders.append((way, data))
            _gather(way, data, found)


def _inside(holder: Holder) -> Iterable[tuple[str | int, Data]]:
    return holder.items() if isinstance(holder, dict) else enumerate(holder)
