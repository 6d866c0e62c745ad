"""What a rule sees and says: it yields a path and words; the runner adds place, name and severity."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from rencana.finding import Edit
from rencana.plan.campaign import Location

Path = tuple[str | int, ...]
"""Steps from the top of plan.yaml, at whose end `[key]` means the key itself; `calendar`, id and key also for
calendar.csv; `readings`, file, line and column for a row of readings."""

Say = Callable[..., str]
"""Says a message in the language of the plan, with values put in."""


class RuleContext(Struct, frozen=True):
    """What a rule may know beside what it checks.

    `say` says something in the language of the plan. `on` is the day, for rules that are `DAILY` alone. `rules` are
    the names of all rules, for those that look at names of rules.
    """

    say: Say
    on: date
    rules: frozenset[str]


class Flaw(Struct, frozen=True):
    """What a rule yields: where something is wrong, what it is in the plan's words, and what to do.

    A path that does not exist is shown at the nearest part around it; a part at its key, a value at itself.
    """

    at: Path | Location
    message: str
    help: str
    fix: tuple[Edit, ...] = ()


class UsedRemark(Struct, frozen=True):
    """A comment `# rencana: ignore[rule] reason` after all rules have run.

    `names_rule` tells whether its rule exists, `used` whether it set a finding aside.
    """

    name: str
    reason: str
    place: Location
    names_rule: bool
    used: bool
    fix: tuple[Edit, ...] = ()
