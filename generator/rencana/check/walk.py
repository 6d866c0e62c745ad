"""All texts and lists of a plan as they stand in the file, for rules that look at writing alone."""

from rencana.check.flaw import Path
from rencana.source.document import Data


def texts(data: Data) -> list[tuple[Path, str]]:
    """Returns every text with its path."""
    found: list[tuple[Path, str]] = []

    def walk(data: Data, path: Path) -> None:
        if isinstance(data, str):
            found.append((path, data))
        elif isinstance(data, dict):
            for key, inner in data.items():
                walk(inner, (*path, key))
        elif isinstance(data, list):
            for index, inner in enumerate(data):
                walk(inner, (*path, index))

    walk(data, ())
    return found


def lists(data: Data) -> list[tuple[Path, list[Data]]]:
    """Returns every list with its path."""
    found: list[tuple[Path, list[Data]]] = []

    def walk(data: Data, path: Path) -> None:
        if isinstance(data, dict):
            for key, inner in data.items():
                walk(inner, (*path, key))
        elif isinstance(data, list):
            found.append((path, data))
            for index, inner in enumerate(data):
                walk(inner, (*path, index))

    walk(data, ())
    return found
