"""From readings to what a KPI says; pure arithmetic, with the day given as an argument."""

from rencana.measure.campaign import Measured, measure
from rencana.measure.change import Change
from rencana.measure.due import Due, DueState
from rencana.measure.progress import Progress, TargetStatus
from rencana.measure.status import LAGGING, Status, StatusReason, urgency, worst
from rencana.measure.value import Coverage, How, LeftOut, Reason, Value, ValuePart, WhyNot

__all__ = [
    "LAGGING",
    "Change",
    "Coverage",
    "Due",
    "DueState",
    "How",
    "LeftOut",
    "Measured",
    "Progress",
    "Reason",
    "Status",
    "StatusReason",
    "TargetStatus",
    "Value",
    "ValuePart",
    "WhyNot",
    "measure",
    "urgency",
    "worst",
]
