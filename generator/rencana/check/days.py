"""Whether a day lies in a stretch of time, for rules that look at the calendar."""

from datetime import date

from rencana.plan.campaign import Campaign
from rencana.plan.frame import Period


def covers(campaign: Campaign, period: Period, day: date) -> bool:
    """Tells whether a day lies in a period; an end that is not said is open."""
    first, last = campaign.first_day(period), campaign.last_day(period)
    return (first is None or first <= day) and (last is None or day <= last)
