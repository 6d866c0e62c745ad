"""All texts and lists of a plan as they stand in the file, for rules that look at writing alone."""

from collections.abc import Iterator

from rencana.check.flaw import Path
from rencana.source.document import Data


def texts(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yields every text with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, inner in data.items():
            yield from texts(inner, (*path, key))
    elif isinstance(data, list):
        for index, inner in enumerate(data):
            yield from texts(inner, (*path, index))


def lists(data: Data, path: Path = ()) -> Iterator[tuple[Path, list[Data]]]:
    """Yields every list with its path."""
    if isinstance(data, dict):
        for key, inner in data.items():
            yield from lists(inner, (*path, key))
    elif isinstance(data, list):
        yield path, data
        for index, inner in enumerate(data):
            yield from lists(inner, (*path, index))
