"""Writes plans of the bench as YAML: quickly, and as people write them."""

from collections.abc import Iterator, Mapping
from typing import Any


class Prose(str):
    """A text of sentences, which stands on a line of its own."""

    __slots__ = ()


def write_yaml(value: Mapping[str, Any]) -> str:
    """Returns a mapping as YAML. Other texts than prose must mean themselves where they stand without quotes."""
    return "\n".join(_lines(value, "")) + "\n"


def _lines(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, held in value.items():
        yield from _entry(f"{indent}{key}:", held, f"{indent}  ")


def _entry(head: str, held: Any, indent: str) -> Iterator[str]:
    if isinstance(held, Prose):
        yield f"{head} >-"
        yield f"{indent}{held}"
    elif isinstance(held, Mapping):
        yield head
        yield from _lines(held, indent)
    elif isinstance(held, list) and isinstance(held[0], Mapping):
        yield head
        for part in held:
            first, *others = _lines(part, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from others
    elif isinstance(held, list) and isinstance(held[0], Prose):
        yield head
        for part in held:
            yield from _entry(f"{indent}-", part, f"{indent}  ")
    else:
        yield f"{head} [{', '.join(held)}]" if isinstance(held, list) else f"{head} {held}"
