"""What a new plan takes from an earlier one: its structure, its results as baselines, and what was learned."""

from rencana.lessons.begin import Beginning, begin
from rencana.lessons.remarks import carried_remarks

__all__ = ["Beginning", "begin", "carried_remarks"]
