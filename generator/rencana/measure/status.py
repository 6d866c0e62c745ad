"""How a KPI stands, in one word, and the rule that says so."""

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """How a KPI stands; in the order of worst first."""

    MISSED = "missed"
    BEHIND = "behind"
    AT_RISK = "at-risk"
    NO_DATA = "no-data"
    NOT_JUDGED = "not-judged"
    STOPPED = "stopped"
    ON_TRACK = "on-track"
    REACHED = "reached"
    OBSERVED = "observed"


class StatusReason(StrEnum):
    """Why a KPI has its status."""

    LAST_TARGET_MET = "last-target-met"
    HELD = "held"
    """Kept in every whole period."""
    HELD_SO_FAR = "held-so-far"
    ON_PATH = "on-path"
    MET_BEFORE_DAY = "met-before-day"
    LITTLE_BEHIND = "little-behind"
    FAR_BEHIND = "far-behind"
    DAY_PASSED = "day-passed"
    LIMIT_BROKEN = "limit-broken"
    NOT_HELD = "not-held"
    STOPPED = "stopped"
    NO_TARGET = "no-target"
    NO_PATH = "no-path"
    TARGET_UNSIZED = "target-unsized"
    NO_VALUE = "no-value"
    NOT_BEGUN = "not-begun"
    NO_WHOLE_PERIOD = "no-whole-period"
    """No whole day, week or month is over yet."""
    PERIODS_UNREAD = "periods-unread"
    """Too little was read of a period in which it has to be kept."""
    NOT_READ_THEN = "not-read-then"
    """Nobody read the level of the day."""
    PARTLY_READ = "partly-read"
    COULD_TURN = "could-turn"
    """What nobody read could turn the verdict over."""
    CHANNEL_SILENT = "channel-silent"
    UNLIKE_DAYS = "unlike-days"
    """The channels of a rate were read on unlike days."""
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
