"""How a KPI stands, in one word, and the rule that says so."""

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """How a KPI stands; in the order of worst first."""

    MISSED = "missed"
    BEHIND = "behind"
    AT_RISK = "at-risk"
    NO_DATA = "no-data"
    ON_TRACK = "on-track"
    REACHED = "reached"
    OBSERVED = "observed"


class StatusReason(StrEnum):
    """Why a KPI has its status."""

    LAST_TARGET_MET = "last-target-met"
    HELD = "held"
    ON_PATH = "on-path"
    MET_BEFORE_DAY = "met-before-day"
    LITTLE_BEHIND = "little-behind"
    FAR_BEHIND = "far-behind"
    DAY_PASSED = "day-passed"
    LIMIT_BROKEN = "limit-broken"
    NOT_HELD = "not-held"
    NO_TARGET = "no-target"
    NO_PATH = "no-path"
    TARGET_UNSIZED = "target-unsized"
    NO_VALUE = "no-value"
    NOT_BEGUN = "not-begun"
    CHANNEL_SILENT = "channel-silent"
    ONLY_A_BOUND = "only-a-bound"
    OTHER_CURRENCY = "other-currency"


_ORDER = tuple(Status)
LAGGING = (Status.MISSED, Status.BEHIND, Status.AT_RISK)
"""The statuses that ask for a decision, the worst first."""


def urgency(status: Status) -> int:
    """Returns the place of a status among all: 0 is the worst."""
    return _ORDER.index(status)


def worst(statuses: Iterable[Status]) -> Status:
    """Returns the worst status, since all yardsticks must be met.

    `observed` is the last in the order, so it counts only where nothing else is there. Of nothing there is no data.
    """
    return min(statuses, key=urgency, default=Status.NO_DATA)
