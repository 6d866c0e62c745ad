"""What a run of `check` found, as every form of output sees it."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from rencana.finding import Finding, Severity, still_open

ORDER = tuple(Severity)
"""Severities from the worst to the least."""


class Failure(Struct, frozen=True):
    """Why a run could not go on."""

    message: str
    help: str = ""


class Report(Struct, frozen=True):
    """The findings of a run with the files that were read; `failure` where it could not go on."""

    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    version: str = ""
    failure: Failure | None = None

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has set aside."""
        return still_open(self.findings)

    @property
    def worst_first(self) -> tuple[Finding, ...]:
        """The open findings, the worst ones first."""
        return tuple(sorted(self.open, key=lambda one: ORDER.index(one.severity)))

    @property
    def summary(self) -> dict[str, int]:
        """How many findings there are of each severity, and how many were set aside."""
        counts = Counter(one.severity for one in self.open)
        by_severity = {severity.value: counts[severity] for severity in ORDER}
        return {**by_severity, "ignored": len(self.findings) - len(self.open)}


class Known(Struct, frozen=True):
    """Something that a run can find: a rule, or a fault of files and of the plan language."""

    name: str
    code: str
    family: str
    title: str
    text: str


def everything_known() -> tuple[Known, ...]:
    """Returns all that can be found, by name."""
    from rencana.check import RULES  # noqa: PLC0415  most forms do not list what was not found

    rules = (Known(rule.name, rule.code, rule.family, rule.title, rule.text) for rule in RULES)
    return tuple(sorted([*rules, *_faults()], key=lambda one: one.name))


def _faults() -> Iterable[Known]:
    from rencana.plan.language.fault import CODES  # noqa: PLC0415  as above
    from rencana.source.fault import FAULTS  # noqa: PLC0415  as above

    for name, code in {**{name: code for name, (code, _) in FAULTS.items()}, **CODES}.items():
        family = "files" if code.startswith("SRC") else "language"
        yield Known(name, code, family, name.replace("-", " ").capitalize(), "")
