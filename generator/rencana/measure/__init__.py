"""From readings to what a KPI says; pure arithmetic, with the day given as an argument."""

from rencana.measure.latest import Latest, latest

__all__ = ["Latest", "latest"]
