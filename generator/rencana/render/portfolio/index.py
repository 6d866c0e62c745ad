"""What campaigns have left for pages about several of them, and what each such page needs of it.

A page declares its needs once. Its cache key and the arguments of its view are both made from them, so that no page can
show what its key does not know of.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from hashlib import sha256
from typing import Any, Generic, TypeVar

from msgspec import Struct

from rencana.changes.history import HistoryEntry
from rencana.finding import Finding
from rencana.plan.campaign import Unreadable
from rencana.render.address import ANYWHERE
from rencana.render.campaign.card import Facet, facets
from rencana.render.page import Body, Download, Page
from rencana.render.portfolio.excerpt import excerpt_key, read_excerpt
from rencana.render.portfolio.mentions import Mentions
from rencana.render.subject.campaign import Named
from rencana.render.subject.glance import MOST, in_order
from rencana.render.subject.kit import SiteKit

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
MakeView = Callable[..., object]
"""Makes the view of a page from the portfolio, then the arguments of the page, then what it needs, in their order."""
MakeContent = Callable[..., bytes | Iterator[bytes]]
"""Makes the content of a file from the same."""


class CampaignOutput(Struct, frozen=True, dict=True):
    """What was made of one campaign alone; most of it is read on demand. `was` are its former ids."""

    id: str
    title: str
    language: str
    was: tuple[str, ...]
    pages: tuple[Page, ...]
    downloads: tuple[Download, ...]
    digests: Mapping[str, bytes]
    """The digest of each excerpt, by its key: it tells whether a page is still the same without reading the excerpt."""
    excerpt: Callable[[str], bytes]
    """Returns an excerpt, by its key."""

    @cached_property
    def mentions(self) -> Mentions:
        """What it names that has pages of its own; a server that remembers the campaign reads it once."""
        return read_excerpt(Mentions, self.excerpt(excerpt_key(Mentions)))


class Need(Struct, Generic[T_co], frozen=True, eq=False):
    """Something that a page shows: the digest by which its cache key knows it, and how its view gets it."""

    digest: bytes
    read: Callable[[], T_co]


class ExcerptIndex(Struct, frozen=True, dict=True):
    """All campaigns that a site shows, by id in the order of their folders, and the plans that cannot be read.

    `inputs_digest` is that of all that pages rest on beside the plans: settings, templates, portfolio.yaml.
    `common_changes` are those that belong to none of the campaigns: of what they share, and of campaigns that are gone;
    None where the plans lie in no repository, or their history is not shown.
    """

    site: SiteKit
    campaigns: Mapping[str, CampaignOutput]
    unreadable: tuple[Unreadable, ...]
    findings: Mapping[str, tuple[Finding, ...]]
    inputs_digest: str
    common_changes: tuple[HistoryEntry, ...] | None = None

    def page(
        self,
        path: str,
        kind: str,
        title: str,
        view: MakeView,
        *,
        args: Sequence[object] = (),
        needs: Sequence[Need[Any]] = (),
        source: str | None = None,
        listed: bool = False,
    ) -> Page:
        """Returns a page about several campaigns; `kind` names its template."""
        _refuse_closure(view)
        body = partial(self._body, path, kind, view, args, needs)
        key = self._cache_key((title, args), needs)
        return Page(path, kind, title, body, source, listed=listed, language=self.site.say.language, cache_key=key)

    def _body(self, path: str, kind: str, view: MakeView, args: Sequence[object], needs: Sequence[Need[Any]]) -> Body:
        return self.site.body(kind, view(self.site.view(path), *args, *(need.read() for need in needs)), path)

    def download(
        self, path: str, content: MakeContent, *, args: Sequence[object] = (), needs: Sequence[Need[Any]] = ()
    ) -> Download:
        """Returns a file about several campaigns."""
        _refuse_closure(content)
        return Download(path, partial(self._content, path, content, args, needs), self._cache_key(args, needs))

    def _content(
        self, path: str, content: MakeContent, args: Sequence[object], needs: Sequence[Need[Any]]
    ) -> bytes | Iterator[bytes]:
        return content(self.site.view(path), *args, *(need.read() for need in needs))

    def _cache_key(self, args: Sequence[object], needs: Sequence[Need[Any]]) -> str:
        words = f"{self.inputs_digest}{args!r}".encode("utf-8", "surrogatepass")
        return sha256(b"".join([sha256(words).digest(), *(need.digest for need in needs)])).hexdigest()

    def of(self, kind: type[T], name: str = "", *, among: Collection[str] | None = None) -> Need[dict[str, T]]:
        """Returns the excerpts of a kind, by campaign; with `name` those of one thing, where campaigns have it.

        `among` are the campaigns that are shown, if not all.
        """
        key = excerpt_key(kind, name)
        ids = self._having(key, among)

        def read() -> dict[str, T]:
            return {id: read_excerpt(kind, self.campaigns[id].excerpt(key)) for id in ids}

        return Need(self._digest(key, ids), read)

    def each(self, kind: type[T], *, among: Collection[str] | None = None) -> Need[Iterator[T]]:
        """Returns the excerpts of a kind to be read one by one: large ones are never in memory all at once."""
        key = excerpt_key(kind)
        ids = self._having(key, among)

        def read() -> Iterator[T]:
            return (read_excerpt(kind, self.campaigns[id].excerpt(key)) for id in ids)

        return Need(self._digest(key, ids), read)

    def named(self, among: Collection[str] | None = None) -> Need[list[Mentions]]:
        """Returns what campaigns name that has pages of its own."""
        ids = self._having(excerpt_key(Mentions), among)
        return Need(self._digest(excerpt_key(Mentions), ids), lambda: [self.mentions[id] for id in ids])

    def having(self, kind: type, name: str) -> Collection[str]:
        """Returns the campaigns that have an excerpt of one thing."""
        return self._by_key.get(excerpt_key(kind, name), {}).keys()

    def remember(self, key: object, make: Callable[[], Need[T]]) -> Need[T]:
        """Returns a need that several pages have; it is read once for all of them."""
        if key not in self._remembered:
            need = make()
            self._remembered[key] = Need(need.digest, cache(need.read))
        return self._remembered[key]

    @cached_property
    def _remembered(self) -> dict[object, Need[Any]]:
        return {}

    @cached_property
    def mentions(self) -> Mapping[str, Mentions]:
        """What each campaign names that has pages of its own: it decides which pages there are."""
        return {id: campaign.mentions for id, campaign in self.campaigns.items()}

    @cached_property
    def facets(self) -> Need[tuple[Facet, ...]]:
        """What campaigns can be filtered by, with links from anywhere."""
        return value_need(facets(self.site.view(ANYWHERE), [mention.values for mention in self.mentions.values()]))

    def foremost(self, among: Collection[str] | None = None) -> list[str]:
        """Returns the campaigns that a page shows in full, in order; `among` are those that it is about, if not all."""
        return self._in_order(among)[:MOST]

    def further(self, among: Collection[str] | None = None) -> Need[tuple[Named, ...]]:
        """Returns the names of those for which it has no room, with links from anywhere."""
        return value_need(tuple(self.mentions[id].of.named for id in self._in_order(among)[MOST:]))

    def _in_order(self, among: Collection[str] | None) -> list[str]:
        return [*self._ranks] if among is None else sorted(among, key=self._ranks.__getitem__)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        ordered = in_order(self.mentions.values())
        return {mention.of.id: rank for rank, mention in enumerate(ordered)}

    def _having(self, key: str, among: Collection[str] | None) -> list[str]:
        ids = self._by_key.get(key, {})
        return [id for id in ids if among is None or id in among]

    def _digest(self, key: str, ids: Sequence[str]) -> bytes:
        return sha256(b"".join([key.encode(), *(self._by_key[key][id] for id in ids)])).digest()

    @cached_property
    def _by_key(self) -> Mapping[str, Mapping[str, bytes]]:
        """The digests of all excerpts, by the key of the excerpt and then by campaign."""
        digests: dict[str, dict[str, bytes]] = {}
        for id, campaign in self.campaigns.items():
            for key, digest in campaign.digests.items():
                digests.setdefault(key, {})[id] = digest
        return digests


def value_need(value: T) -> Need[T]:
    """Returns a value that was worked out from several excerpts as a need: its digest is that of the value itself."""
    return Need(sha256(repr(value).encode("utf-8", "surrogatepass")).digest(), lambda: value)


def _refuse_closure(make: Callable[..., object]) -> None:
    # What a closure captures, the cache key would not know of: the page would stay as it was when that changes.
    if getattr(make, "__closure__", None) or isinstance(make, partial):
        raise TypeError(f"{make} captures values; hand them over as `args` or `needs`.")
