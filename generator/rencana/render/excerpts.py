"""What pages about several campaigns show of one, kept as bytes, so that such a page needs no plan to be read again."""

import io
import pickle
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Any, TypeVar

from markupsafe import Markup

from rencana.render.calendar_files import calendar_entries, years_of
from rencana.render.desk import Case
from rencana.render.facts import facts
from rencana.render.views.across import Mentions, audience_uses, channel_uses, mentions, metric_uses
from rencana.render.views.analyst_report import numbers
from rencana.render.views.card import Drawn, Listing, card
from rencana.render.views.executive_report import sheet
from rencana.render.views.facet import duties, servings
from rencana.render.views.glance import glance
from rencana.render.views.home import outlook
from rencana.render.views.manager_report import work
from rencana.render.views.months import in_months, publishing
from rencana.render.views.timeline import life

T = TypeVar("T")
_ROOMS = ("rencana.", "markupsafe", "datetime", "decimal")
"""Where the classes of excerpts come from; nothing else is ever made of bytes that lay in a folder."""


def excerpts(case: Case) -> dict[str, bytes]:
    """Returns what pages about several campaigns show of one, by kind, and by id where there are several of a kind."""
    return {key: _bytes_of(one) for key, one in _excerpts(case)}


def key(kind: type, name: str = "") -> str:
    """Returns the key of an excerpt."""
    return f"{kind.__name__}/{name}"


NEAR = (key(Mentions),)
"""What each build needs of every campaign: it says which pages there are."""


def sum_of(campaign: str, key: str, content: bytes) -> bytes:
    """Returns what stands for an excerpt of a campaign."""
    return sha256(f"{key}\0{campaign}\0".encode() + content).digest()


def read(kind: type[T], content: bytes) -> T:
    """Returns an excerpt that was kept as bytes."""
    made = _Reader(io.BytesIO(content)).load()
    assert isinstance(made, kind)
    return made


def _bytes_of(one: object) -> bytes:
    return pickle.dumps(one, pickle.HIGHEST_PROTOCOL)


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  as the base class says
        """Finds the classes of excerpts, and refuses all else."""
        return _class(module, name)


@cache
def _class(module: str, name: str) -> type:
    found = getattr(import_module(module), name, None) if module.startswith(_ROOMS) else None
    if not isinstance(found, type):
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an excerpt.")
    return found


def _excerpts(case: Case) -> Iterator[tuple[str, object]]:
    scene = case.scene()
    entries, months, tile = calendar_entries(case.campaign, scene.on, scene.say), in_months(scene), card(scene)
    named = mentions(scene, publishing(scene, months, years_of(entries)))

    def draw(template: str) -> Markup:
        return Markup(case.desk.part(template, one=tile))  # noqa: S704  the template escapes all values

    ahead = outlook(scene)
    single: tuple[object, ...] = (
        named,
        Listing(glance(scene), draw("line")),
        Drawn(draw("card")),
        *((ahead,) if ahead.says else ()),
        life(scene),
        sheet(scene),
        work(scene),
        numbers(scene),
        *facts(scene),
        entries,
    )
    for one in single:
        yield key(type(one)), one
    several: tuple[tuple[str, object], ...] = (
        *duties(scene).items(),
        *servings(scene).items(),
        *channel_uses(scene).items(),
        *audience_uses(scene).items(),
        *metric_uses(scene, named.metrics).items(),
        *((f"{first:%Y-%m}", month) for first, month in months.items()),
    )
    for name, each in several:
        yield key(type(each), name), each
