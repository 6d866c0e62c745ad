"""Findings in the forms that people and machines read; each form is one pure function."""

from rencana.report.text import Style, summary, text

__all__ = ["Style", "summary", "text"]
