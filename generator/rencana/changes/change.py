"""One change of a plan in meaning: what kind it is, how much it weighs, where it stands, and both values."""

from enum import StrEnum

from msgspec import Struct

from rencana.span import Span

Path = tuple[str, ...]
"""Steps from the top of a plan to a value: keys and ids."""


class Weight(StrEnum):
    """How much a change matters to whoever reviews it."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Difference(Struct, frozen=True):
    """A value of the plan language that is not the same on both sides; None where a side has none."""

    path: Path
    before: object
    after: object


class PlanChange(Struct, frozen=True):
    """A change that somebody should know of.

    `subject` is the way to what changed, from the top of the plan. `before` and `after` are both values as they were
    written; empty where there is none. `file` and `span` say where it stands: in the newer state, or in the older one
    for what is gone (`in_base`). An empty campaign means the portfolio.
    """

    kind: str
    weight: Weight
    campaign: str
    subject: str
    before: str
    after: str
    message: str
    file: str
    span: Span
    in_base: bool = False
