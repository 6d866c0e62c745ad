"""All texts and lists of a plan as they stand in the file, for rules that look at writing alone.

Several rules ask one after another for those of one campaign, so what the last few hold is kept.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rencana.check.flaw import Path
from rencana.plan.campaign import Campaign
from rencana.source.document import Data


@lru_cache(maxsize=4)
def texts(campaign: Campaign) -> tuple[tuple[Path, str], ...]:
    """Returns every text with its path."""
    return tuple((path, data) for path, data in _walk(campaign) if isinstance(data, str))


@lru_cache(maxsize=4)
def whole(campaign: Campaign) -> str:
    """Returns all texts as one: what is not found in it is in none of them."""
    return "\n".join([text for _, text in texts(campaign)])


def lists(campaign: Campaign) -> Iterator[tuple[Path, list[Data]]]:
    """Yields every list with its path."""
    return ((path, data) for path, data in _walk(campaign) if isinstance(data, list))


@lru_cache(maxsize=4)
def _walk(campaign: Campaign) -> list[tuple[Path, Data]]:
    """Returns every value with its path, in the order of the file."""
    found: list[tuple[Path, Data]] = []
    _step((), campaign.document.data.items(), found)
    return found


def _step(path: Path, inside: Iterable[tuple[str | int, Data]], found: list[tuple[Path, Data]]) -> None:
    for step, data in inside:
        way = (*path, step)
        found.append((way, data))
        if isinstance(data, dict):
            _step(way, data.items(), found)
        elif isinstance(data, list):
            _step(way, enumerate(data), found)
