"""From readings to what a KPI says; pure arithmetic, with the day given as an argument."""

from rencana.measure.campaign import Measured, measure
from rencana.measure.change import Change
from rencana.measure.due import Due, DueState
from rencana.measure.progress import Progress, Standing
from rencana.measure.status import LAGGING, Rule, Status, urgency, worst
from rencana.measure.value import Coverage, How, LeftOut, Part, Reason, Value, WhyNot

__all__ = [
    "LAGGING",
    "Change",
    "Coverage",
    "Due",
    "DueState",
    "How",
    "LeftOut",
    "Measured",
    "Part",
    "Progress",
    "Reason",
    "Rule",
    "Standing",
    "Status",
    "Value",
    "WhyNot",
    "measure",
    "urgency",
    "worst",
]
