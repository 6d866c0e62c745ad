"""What pages about several campaigns show of one, kept as bytes, so that such a page needs no plan to be read again."""

from collections.abc import Iterator
from hashlib import sha256
from typing import TypeVar

from markupsafe import Markup
from msgspec import msgpack

from rencana.render.campaign.card import Drawn, Listing, card
from rencana.render.charts.timeline import life
from rencana.render.files.calendars import calendar_entries, years_of
from rencana.render.files.facts import facts
from rencana.render.portfolio.across import Mentions, audience_uses, channel_uses, mentions, metric_uses
from rencana.render.portfolio.analyst_report import numbers
from rencana.render.portfolio.executive_report import sheet
from rencana.render.portfolio.facets import duties, servings
from rencana.render.portfolio.home import outlook
from rencana.render.portfolio.manager_report import work
from rencana.render.portfolio.months import in_months, publishing
from rencana.render.subject.glance import glance
from rencana.render.subject.kit import CampaignKit

T = TypeVar("T")


def excerpts(kit: CampaignKit) -> dict[str, bytes]:
    """Returns what pages about several campaigns show of one, by kind, and by id where there are several of a kind."""
    return {key: _WRITER.encode(one) for key, one in parts(kit)}


def parts(kit: CampaignKit) -> Iterator[tuple[str, object]]:
    """Yields what is kept of a campaign, each with its key."""
    view = kit.view()
    entries, months, tile = calendar_entries(view), in_months(view), card(view)
    named = mentions(view, publishing(view, months, years_of(entries)))

    def draw(template: str) -> Markup:
        return Markup(kit.site.part(template, one=tile))  # noqa: S704  the template escapes all values

    ahead = outlook(view)
    single: tuple[object, ...] = (
        named,
        Listing(glance(view), draw("line")),
        Drawn(draw("card")),
        *((ahead,) if ahead.says else ()),
        life(view),
        sheet(view),
        work(view),
        numbers(view),
        *facts(view),
        entries,
    )
    for one in single:
        yield key(type(one)), one
    several: tuple[tuple[str, object], ...] = (
        *duties(view).items(),
        *servings(view).items(),
        *channel_uses(view).items(),
        *audience_uses(view).items(),
        *metric_uses(view, named.metrics).items(),
        *((f"{first:%Y-%m}", month) for first, month in months.items()),
    )
    for name, each in several:
        yield key(type(each), name), each


def key(kind: type, name: str = "") -> str:
    """Returns the key of an excerpt."""
    return f"{kind.__name__}/{name}"


INLINE = (key(Mentions),)
"""What each build needs of every campaign: it says which pages there are."""


def excerpt_digest(campaign: str, key: str, content: bytes) -> bytes:
    """Returns what stands for an excerpt of a campaign."""
    return sha256(f"{key}\0{campaign}\0".encode() + content).digest()


def read(kind: type[T], content: bytes) -> T:
    """Returns an excerpt that was kept as bytes; ValueError where they are those of something else."""
    return msgpack.decode(content, type=kind, dec_hook=_marked_up)


def _marked_up(kind: type, text: str) -> Markup:
    if kind is not Markup:
        raise TypeError(f"{kind} is no part of an excerpt.")
    return Markup(text)  # noqa: S704  it was markup when it was kept


def _text_of(one: object) -> str:
    if not isinstance(one, Markup):
        raise TypeError(f"{type(one)} is no part of an excerpt.")
    return str(one)


_WRITER = msgpack.Encoder(enc_hook=_text_of)
