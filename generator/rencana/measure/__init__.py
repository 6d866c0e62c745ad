"""From readings to what a KPI says; pure arithmetic, with the day given as an argument."""

from rencana.measure.campaign import Measured, measure
from rencana.measure.change import Change
from rencana.measure.coverage import ChannelCoverage, Coverage
from rencana.measure.due import Due, DueState
from rencana.measure.progress import Progress, TargetStatus
from rencana.measure.status import LAGGING, Status, StatusReason, urgency, worst
from rencana.measure.value import How, LeftOut, Reason, Value, ValuePart, WhyNot
from rencana.measure.verdict import Verdict

__all__ = [
    "LAGGING",
    "Change",
    "ChannelCoverage",
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
    "Verdict",
    "WhyNot",
    "measure",
    "urgency",
    "worst",
]
