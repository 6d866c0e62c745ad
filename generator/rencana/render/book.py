"""The campaigns of a portfolio as pages about several of them see it: by their excerpts."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from rencana.finding import Finding
from rencana.plan.campaign import Unreadable
from rencana.render import excerpts
from rencana.render.address import ANYWHERE
from rencana.render.desk import Desk
from rencana.render.page import Download, Page
from rencana.render.views.across import Mentions
from rencana.render.views.card import Facet, facets

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Alone:
    """One campaign made alone. `was` are its former ids; pages and files are made when they are asked for."""

    id: str
    title: str
    language: str
    was: tuple[str, ...]
    pages: tuple[Page, ...]
    downloads: tuple[Download, ...]
    excerpts: Mapping[str, bytes]


@dataclass(frozen=True)
class Book:
    """All campaigns, each made alone, by id in the order of their folders; and the plans that cannot be read.

    `ground` stands for all that pages rest on beside the plans; where it is empty, nobody knows.
    """

    desk: Desk
    every: Mapping[str, Alone]
    unreadable: tuple[Unreadable, ...] = ()
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    ground: str = ""

    def of(self, kind: type[T], name: str = "") -> dict[str, T]:
        """Returns the excerpts of a kind, by campaign; with `name` those of one thing, where campaigns have it."""
        return {id: excerpts.read(kind, content) for id, content in self._kept(kind, name)}

    @cached_property
    def mentions(self) -> Mapping[str, Mentions]:
        """What each campaign names that has pages of its own: it says which pages there are."""
        return self.of(Mentions)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """What campaigns can be filtered by, with links from anywhere."""
        return facets(self.desk.whole(ANYWHERE), [one.values for one in self.mentions.values()])

    def basis(self, *kinds: type | tuple[type, str], among: Iterable[str] = ()) -> str:
        """Returns the key of a page that is made of excerpts of some kinds; `among` are the campaigns, if not all."""
        if not self.ground:
            return ""
        wanted = frozenset(among)
        made = hashlib.sha256(self.ground.encode())
        for kind in kinds:
            for id, content in self._kept(*(kind if isinstance(kind, tuple) else (kind, ""))):
                if not wanted or id in wanted:
                    made.update(f"\0{id}\0".encode())
                    made.update(hashlib.sha256(content).digest())
        return made.hexdigest()

    def _kept(self, kind: type, name: str) -> Iterator[tuple[str, bytes]]:
        key = excerpts.key(kind, name)
        return ((id, one.excerpts[key]) for id, one in self.every.items() if key in one.excerpts)
