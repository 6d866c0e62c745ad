"""What the catalogue consists of: metrics, platforms, types of objective, frameworks and lists of words."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct

Title = Mapping[str, str]
"""A name in each language of the interface, by language; the English one is always there."""


class Break(Struct, frozen=True):
    """A day from which a metric counts something else, on some platforms or (empty) on all; a line stops there."""

    date: date
    what: Title
    source: str
    platforms: tuple[str, ...] = ()


class Metric(Struct, frozen=True):
    """Something that can be counted, with how its values come together.

    `over_time` is how readings of several days join: `sum`, the `last` one, or `each` stands alone; metrics with a
    `formula` follow from others instead. A `platform_value` holds for the exact period only and never adds up.
    `over_items` and `over_channels` say whether posts and channels add up (`sum`) or not (`never`). `start_of` names
    the metric whose last value before the first day this one is.
    `source` is an address of the platform's own help or of a standard, or says that it is a house definition.
    `effort` is what the organisation itself publishes or spends, so that an ordered pause stops it. A `survey` asks
    people: each of its waves speaks for its day, and a later one replaces it.
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
    over_items: str = ""
    over_channels: str = ""
    start_of: str = ""
    breaks: tuple[Break, ...] = ()
    effort: bool = False
    survey: bool = False

    @property
    def additive(self) -> bool:
        """Whether values of several days add up."""
        return self.over_time == "sum" and not self.platform_value

    @property
    def items_add(self) -> bool:
        """Whether values of several posts add up."""
        return self.over_items == "sum" or (not self.over_items and self.additive)

    @property
    def channels_add(self) -> bool:
        """Whether values of several channels or places add up."""
        return self.over_channels == "sum" or (not self.over_channels and self.additive)


class Caption(Struct, frozen=True):
    """How many characters a caption may have, and how many of them show at first; with the source and day checked.

    `counting` is the network's own way to count: see `counting.py`.
    """

    limit: int
    source: str
    checked: date
    fold: int | None = None
    counting: str = ""


class Media(Struct, frozen=True):
    """How many pictures or films each format may hold, with the source and day checked."""

    limits: Mapping[str, int]
    source: str
    checked: date


class Platform(Struct, frozen=True):
    """A network or a medium. `retention` says how long numbers can be obtained, by format; `any` is every format.

    `metrics` are the numbers that it shows of itself; empty where that is not known.
    """

    id: str
    title: Title
    kind: str
    formats: tuple[str, ...]
    caption: Caption | None = None
    retention: Mapping[str, str] | None = None
    media: Media | None = None
    metrics: tuple[str, ...] = ()


class ObjectiveType(Struct, frozen=True):
    """A kind of effect that an objective can aim at; `evidence` are the metrics that prove it, the fittest first.

    `support` are metrics that go with it and prove nothing alone. `quadrants` are the kinds of content that it calls
    for.
    """

    id: str
    title: Title
    evidence: tuple[str, ...]
    support: tuple[str, ...] = ()
    quadrants: tuple[str, ...] = ()


class FrameworkField(Struct, frozen=True):
    """One field of a framework. `of` names the part of a plan that fills it; `only` limits which entries count."""

    of: str
    title: Title
    only: tuple[str, ...] = ()


class FrameworkSection(Struct, frozen=True):
    """A part of a framework: its leading question, and the fields that answer it."""

    id: str
    title: Title
    question: Title
    fields: tuple[FrameworkField, ...]


class Framework(Struct, frozen=True):
    """A known form of a plan, such as SOSTAC, with its source; `mark` says whose trademark its name is."""

    id: str
    title: str
    source: str
    about: Title
    sections: tuple[FrameworkSection, ...]
    mark: Title | None = None


class Wordings(Struct, frozen=True):
    """Words that betray a flaw of a text, such as a vague aim, by language: as people write them, in lower case."""

    by_language: Mapping[str, tuple[str, ...]]

    def found_in(self, text: str, language: str) -> str:
        """Returns the first of the words that a text holds, as whole words; English ones are sought in every plan."""
        spoken = language.split("-", maxsplit=1)[0]
        words = (*self.by_language.get(spoken, ()), *self.by_language["en"])
        match = _any_of(words).search(text.casefold())
        return " ".join(match[0].split()) if match else ""


@lru_cache(maxsize=32)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Returns the pattern of any of the words, whatever spaces and signs stand between their parts.

    Words with the same first letter are grouped behind it, so that a search skips most of a text quickly.
    """
    patterns_by_letter: dict[str, list[str]] = {}
    for word in words:
        letter, pattern = re.escape(word[0]), r"[\W_]+".join(map(re.escape, word.split()))
        patterns_by_letter.setdefault(letter, []).append(pattern.removeprefix(letter))
    groups = (rf"{letter}(?<!\w{letter})(?:{'|'.join(tails)})" for letter, tails in patterns_by_letter.items())
    return re.compile(rf"(?:{'|'.join(groups)})(?!\w)")


def title_in(title: Title, language: str) -> str:
    """Returns a name in a language, or in English where that language has none."""
    return title.get(language) or title["en"]
