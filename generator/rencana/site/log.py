"""What a build says: shown in the terminal, and kept, so that a build with less to do says the same."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from rencana.finding import Finding, Severity

_HOST = "mkdocs"
_FINDINGS = "mkdocs.plugins.rencana.findings"
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.INFO, Severity.NOTE: logging.INFO}
"""Only errors count under --strict: a judgement never stops a build."""


class LogLine(NamedTuple):
    """A line of the log: who says it, how loud, and what."""

    name: str
    level: int
    text: str


def log_to_terminal() -> None:
    """Shows what MkDocs and the plugin say; without this only a count of warnings would be seen."""
    logger = logging.getLogger(_HOST)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)-8s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)


def lines_of(findings: Iterable[Finding]) -> list[LogLine]:
    """Returns findings as lines of the log."""
    return [LogLine(_FINDINGS, _LEVELS[one.severity], _words(one)) for one in findings]


def _words(finding: Finding) -> str:
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    return f"{place}: {finding.message} {finding.help} [{finding.rule}]"


def say(lines: Iterable[LogLine]) -> None:
    """Says lines."""
    for line in lines:
        logging.getLogger(line.name).log(line.level, "%s", line.text)


@contextmanager
def overheard() -> Iterator[list[LogLine]]:
    """Collects warnings and errors of the host, without findings of plans."""
    logger, ear = logging.getLogger(_HOST), _Ear(logging.WARNING)
    logger.addHandler(ear)
    try:
        yield ear.lines
    finally:
        logger.removeHandler(ear)


class _Ear(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.lines: list[LogLine] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a line."""
        if record.name != _FINDINGS:
            self.lines.append(LogLine(record.name, record.levelno, record.getMessage()))
