"""The campaigns of a portfolio as pages about several of them see it: by their excerpts."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from msgspec import Struct, field

from rencana.finding import Finding
from rencana.plan.campaign import Unreadable
from rencana.render.address import ANYWHERE
from rencana.render.campaign.card import Facet, facets
from rencana.render.page import Download, Page
from rencana.render.portfolio import excerpts
from rencana.render.portfolio.across import Mentions
from rencana.render.portfolio.facets import Service, Services, Serving, in_campaigns
from rencana.render.subject.campaign import Named
from rencana.render.subject.glance import MOST, in_order
from rencana.render.subject.kit import SiteKit

T = TypeVar("T")


class CampaignOutput(Struct, frozen=True, dict=True):
    """One campaign made alone. `was` are its former ids; pages, files and excerpts are made when they are asked for."""

    id: str
    title: str
    language: str
    was: tuple[str, ...]
    pages: tuple[Page, ...]
    downloads: tuple[Download, ...]
    sums: Mapping[str, bytes]
    """What stands for each excerpt, by its key: whether a page is still the same can be told without reading them."""
    excerpt: Callable[[str], bytes]
    """Returns an excerpt, by its key."""

    @cached_property
    def mentions(self) -> Mentions:
        """What it names that has pages of its own; a server that keeps the campaign has it at hand."""
        return excerpts.read(Mentions, self.excerpt(excerpts.key(Mentions)))


class ExcerptIndex(Struct, frozen=True, dict=True):
    """All campaigns, each made alone, by id in the order of their folders; and the plans that cannot be read.

    `ground` stands for all that pages rest on beside the plans; where it is empty, nobody knows.
    """

    site: SiteKit
    every: Mapping[str, CampaignOutput]
    unreadable: tuple[Unreadable, ...] = ()
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    ground: str = ""

    def of(self, kind: type[T], name: str = "", *, among: Collection[str] | None = None) -> dict[str, T]:
        """Returns the excerpts of a kind, by campaign; with `name` those of one thing, where campaigns have it.

        `among` are the campaigns that are wanted, if not all.
        """
        key = excerpts.key(kind, name)
        found = self._kept.get(key, {})
        wanted = found if among is None else (id for id in found if id in among)
        return {id: excerpts.read(kind, self.every[id].excerpt(key)) for id in wanted}

    def each(self, kind: type[T], *, among: Collection[str] | None = None) -> Iterator[T]:
        """Yields the excerpts of a kind one by one: of large ones not all are held at once."""
        key = excerpts.key(kind)
        for id in self._kept.get(key, {}):
            if among is None or id in among:
                yield excerpts.read(kind, self.every[id].excerpt(key))

    def having(self, kind: type, name: str) -> Collection[str]:
        """Returns the campaigns that have an excerpt of one thing."""
        return self._kept.get(excerpts.key(kind, name), {}).keys()

    @cached_property
    def mentions(self) -> Mapping[str, Mentions]:
        """What each campaign names that has pages of its own: it says which pages there are."""
        return {id: one.mentions for id, one in self.every.items()}

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """What campaigns can be filtered by, with links from anywhere."""
        return facets(self.site.view(ANYWHERE), [one.values for one in self.mentions.values()])

    def services(self, *names: str) -> Services:
        """Returns what serves some goals."""
        return {name: self._serving(name) for name in names}

    def _serving(self, name: str) -> tuple[Service, ...]:
        # Several pages show the same.
        if name not in self._services:
            self._services[name] = in_campaigns(self.of(Serving, name).values())
        return self._services[name]

    @cached_property
    def _services(self) -> dict[str, tuple[Service, ...]]:
        return {}

    def foremost(self, among: Collection[str] | None = None) -> list[str]:
        """Returns the campaigns that a page shows in full, in order; `among` are those that it is about, if not all."""
        return self._in_order(among)[:MOST]

    def others(self, among: Collection[str] | None = None) -> tuple[Named, ...]:
        """Returns those that it has no room for, with links from anywhere."""
        return tuple(self.mentions[id].of.named for id in self._in_order(among)[MOST:])

    def _in_order(self, among: Collection[str] | None) -> list[str]:
        return [*self._ranks] if among is None else sorted(among, key=self._ranks.__getitem__)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """The place of each campaign, in the order of the places."""
        return {one.of.id: place for place, one in enumerate(in_order(self.mentions.values()))}

    def basis(self, *kinds: type | tuple[type, str], among: Collection[str] | None = None) -> str:
        """Returns the key of a page that is made of excerpts of some kinds; `among` are the campaigns, if not all."""
        if not self.ground:
            return ""
        made = hashlib.sha256(self.ground.encode())
        for kind in kinds:
            key = excerpts.key(*(kind if isinstance(kind, tuple) else (kind, "")))
            found = self._kept.get(key, {})
            sums = found.values() if among is None else (found[id] for id in sorted(found.keys() & set(among)))
            made.update(b"".join([key.encode(), *sums]))
        return made.hexdigest()

    def basis_in_part(self, *kinds: type | tuple[type, str], among: Collection[str] | None = None) -> str:
        """Returns the key of a page that shows excerpts of the foremost campaigns, and what the others are called."""
        return self.basis(*kinds, among=self.foremost(among)) + self.basis(Mentions, among=among)

    @cached_property
    def basis_of_facets(self) -> str:
        """The key of what campaigns can be filtered by."""
        return hashlib.sha256(f"{self.ground}{self.facets!r}".encode()).hexdigest() if self.ground else ""

    @cached_property
    def _kept(self) -> Mapping[str, Mapping[str, bytes]]:
        """What stands for all excerpts by kind and thing, and then by campaign."""
        found: dict[str, dict[str, bytes]] = {}
        for id, one in self.every.items():
            for key, sum in one.sums.items():
                found.setdefault(key, {})[id] = sum
        return found
