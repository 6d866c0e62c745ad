"""What a build logs: in the terminal, and as lines to store, so that a build with less to do logs the same."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from rencana.finding import Finding, Severity
from rencana.site.host import host_logger
from rencana.words.visible import visible

_FINDINGS = "mkdocs.plugins.rencana.findings"
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.INFO, Severity.NOTE: logging.INFO}
"""Only errors count under --strict: a judgement never stops a build."""


class LogLine(NamedTuple):
    """A line of the log: the name of its logger, its level, and its text."""

    name: str
    level: int
    text: str


def log_to_terminal() -> None:
    """Shows in the terminal what MkDocs and the plugin log; else there would be only a count of warnings."""
    logger = host_logger()
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(_Visible("%(levelname)-8s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)


class _Visible(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Returns a line; MkDocs tells names and values of settings back as they are, signs that steer among them."""
        return visible(super().format(record))


def lines_of(findings: Iterable[Finding]) -> list[LogLine]:
    """Returns findings as lines of the log."""
    lines = []
    for finding in findings:
        place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
        # Where `mkdocs build` runs, MkDocs prints them.
        text = visible(f"{place}: {finding.message} {finding.help} [{finding.rule}]")
        lines.append(LogLine(_FINDINGS, _LEVELS[finding.severity], text))
    return lines


def say(lines: Iterable[LogLine]) -> None:
    """Logs lines."""
    for line in lines:
        logging.getLogger(line.name).log(line.level, "%s", line.text)


@contextmanager
def overheard() -> Iterator[list[LogLine]]:
    """Collects the warnings and errors that the host logs, without findings of plans."""
    logger, collector = host_logger(), _Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield collector.lines
    finally:
        logger.removeHandler(collector)


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.lines: list[LogLine] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Adds a line."""
        if record.name != _FINDINGS:
            self.lines.append(LogLine(record.name, record.levelno, record.getMessage()))
