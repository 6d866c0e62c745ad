"""The things of the catalogue, frozen: metrics, platforms and types of objective."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Title = Mapping[str, str]
"""A name in each language of the interface, by language; the English one is always there."""


@dataclass(frozen=True, slots=True)
class Metric:
    """Something that can be counted, with how its values come together.

    `over_time` is how readings of several days join: `sum`, the `last` one, or `each` stands alone; metrics with a
    `formula` follow from others instead. A `platform_value` holds for the exact period only and never adds up.
    `source` is an address, or says that it is a house definition.
    """

    id: str
    title: Title
    definition: str = ""
    unit: str = "count"
    direction: str = "up"
    over_time: str = ""
    formula: str = ""
    platform_value: bool = False
    level: str = ""
    evidences: tuple[str, ...] = ()
    source: str = ""
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    """How many characters a caption may have, and how many of them show at first; with the source and day checked."""

    limit: int
    source: str
    checked: date
    fold: int | None = None


@dataclass(frozen=True, slots=True)
class Platform:
    """A network or a medium. `retention` says how long numbers can be obtained, by format; `any` is every format."""

    id: str
    title: Title
    kind: str
    formats: tuple[str, ...]
    caption: Caption | None = None
    retention: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveType:
    """A kind of effect that an objective can aim at; `evidence` are the metrics that prove it, the fittest first."""

    id: str
    title: Title
    evidence: tuple[str, ...]


def title_in(title: Title, language: str) -> str:
    """Returns a name in a language, or in English where that language has none."""
    return title.get(language) or title["en"]
