"""What a build logs: findings with their place and weight, and the lines of the host, which are collected."""

import logging

import pytest

from rencana.finding import Finding, Severity
from rencana.site.log import LogLine, lines_of, overheard, say
from rencana.span import Span


def finding(severity: Severity) -> Finding:
    """A finding in a plan."""
    return Finding("owner-missing", "CAM001", severity, "plans/a.yaml", "No owner.", Span(3, 5, 3, 9), "Add one.")


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, logging.ERROR), (Severity.WARNING, logging.INFO), (Severity.NOTE, logging.INFO)],
)
def test_only_errors_count_under_strict(severity: Severity, level: int) -> None:
    """An error of a plan is one of the build; a warning is a judgement, and stops no strict build."""
    (line,) = lines_of([finding(severity)])
    assert line.level == level
    assert line.text == "plans/a.yaml:3:5: No owner. Add one. [owner-missing]"


def test_lines_of_the_host_are_collected(caplog: pytest.LogCaptureFixture) -> None:
    """Warnings of MkDocs are collected for the next build, findings of plans and what is only said are not."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    with overheard() as lines:
        logging.getLogger("mkdocs.structure").warning("No %s.", "page")
        logging.getLogger("mkdocs.structure").info("Built.")
        say(lines_of([finding(Severity.ERROR)]))
    logging.getLogger("mkdocs").warning("Later.")
    assert lines == [LogLine("mkdocs.structure", logging.WARNING, "No page.")]


def test_lines_are_said_as_they_were(caplog: pytest.LogCaptureFixture) -> None:
    """A line that is logged again has its logger, its level and its text, percent signs and all."""
    say([LogLine("mkdocs.a", logging.ERROR, "100% %s")])
    assert caplog.record_tuples == [("mkdocs.a", logging.ERROR, "100% %s")]
