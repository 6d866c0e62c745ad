"""What a run of `check` found, as every form of output sees it."""

from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

from rencana.finding import Finding, Severity, still_open

ORDER = tuple(Severity)
"""Severities from the worst to the least."""


class Failure(Struct, frozen=True):
    """Why a run could not go on."""

    message: str
    help: str = ""


def in_full(statement: Finding | Failure) -> str:
    """Returns what is wrong and what to do, as one text."""
    return f"{statement.message} {statement.help}".strip()


class Report(Struct, frozen=True):
    """The findings of a run with the files that were read; `failure` where it could not go on."""

    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    version: str = ""
    failure: Failure | None = None

    def below(self, prefix: str) -> "Report":
        """Returns the same report with paths from the top of the repository, as a forge names files."""
        if not prefix:
            return self
        findings = tuple(
            replace(
                finding,
                file=f"{prefix}{finding.file}",
                fix=tuple(edit._replace(file=f"{prefix}{edit.file}") for edit in finding.fix),
            )
            for finding in self.findings
        )
        return replace(self, findings=findings, files=tuple(f"{prefix}{file}" for file in self.files))

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has set aside."""
        return still_open(self.findings)

    @property
    def worst_first(self) -> tuple[Finding, ...]:
        """The open findings, the worst first."""
        return tuple(sorted(self.open, key=lambda finding: ORDER.index(finding.severity)))

    @property
    def summary(self) -> dict[str, int]:
        """How many findings there are of each severity, and how many were set aside."""
        counts = Counter(finding.severity for finding in self.open)
        by_severity = {severity.value: counts[severity] for severity in ORDER}
        return {**by_severity, "ignored": len(self.findings) - len(self.open)}


class FindingKind(Struct, frozen=True):
    """A kind of finding: a rule, or a fault of files and of the plan language."""

    name: str
    code: str
    family: str
    title: str
    text: str


def finding_kinds() -> tuple[FindingKind, ...]:
    """Returns all kinds of findings, by name."""
    from rencana.check import RULES  # noqa: PLC0415  most forms do not list what was not found
    from rencana.plan.language.fault import CODES  # noqa: PLC0415  as above
    from rencana.source.fault import FAULTS  # noqa: PLC0415  as above

    kinds = [FindingKind(rule.name, rule.code, rule.family, rule.title, rule.text) for rule in RULES]
    for name, code in {**{name: code for name, (code, _) in FAULTS.items()}, **CODES}.items():
        family = "files" if code.startswith("SRC") else "language"
        kinds.append(FindingKind(name, code, family, name.replace("-", " ").capitalize(), ""))
    return tuple(sorted(kinds, key=lambda kind: kind.name))
