"""All texts and lists of a plan as its file has them, for rules that look at writing alone."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from rencana.check.flaw import Path
from rencana.plan.campaign import Campaign
from rencana.source.document import Data

_Container: TypeAlias = "dict[str, Data] | list[Data]"


def located_texts(campaign: Campaign) -> Iterator[tuple[Path, str]]:
    """Yields every text with its path, in the order of the file."""
    return ((path, data) for path, data in _values(campaign) if isinstance(data, str))


def texts(campaign: Campaign) -> list[str]:
    """Returns every text, in the order of the file."""
    return [data for _, data in _values(campaign) if isinstance(data, str)]


@lru_cache(maxsize=4)
def joined_texts(campaign: Campaign) -> str:
    """Returns all texts as one: what is not found in it is in none of them."""
    return "\n".join(texts(campaign))


def lists(campaign: Campaign) -> Iterator[tuple[Path, list[Data]]]:
    """Yields every list with its path, in the order of the file."""
    return ((path, data) for path, data in _values(campaign) if isinstance(data, list))


@lru_cache(maxsize=4)  # Several rules walk through one campaign, one rule after the other.
def _values(campaign: Campaign) -> tuple[tuple[Path, Data], ...]:
    """Returns everything below the top of a plan with its path, in the order of the file."""
    return tuple(_walk((), campaign.document.data))


def _walk(path: Path, container: _Container) -> Iterator[tuple[Path, Data]]:
    for step, data in container.items() if isinstance(container, dict) else enumerate(container):
        here = (*path, step)
        yield here, data
        if isinstance(data, (dict, list)):
            yield from _walk(here, data)
