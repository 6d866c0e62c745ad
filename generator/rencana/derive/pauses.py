"""Which days a stretch of time covers, and on which of them nothing is published."""

from collections.abc import Mapping
from datetime import date

from rencana.plan.campaign import Campaign
from rencana.plan.header import Pause, Period


def covers(campaign: Campaign, period: Period, day: date) -> bool:
    """Tells whether a day lies in a period; an end that is left out is open."""
    first, last = campaign.first_day(period), campaign.last_day(period)
    return (first is None or first <= day) and (last is None or day <= last)


def pauses_of(campaign: Campaign) -> Mapping[str, Pause]:
    """Returns the pauses of a campaign: the portfolio's and its own; where both have an id, its own counts."""
    return {**campaign.shared.pauses, **campaign.plan.schedule.pauses}


def is_paused(campaign: Campaign, channel: str, day: date) -> bool:
    """Tells whether nothing is published on a channel on a day."""
    return any(
        covers(campaign, window, day)
        for pause in pauses_of(campaign).values()
        if not pause.channels or channel in pause.channels
        for window in pause.windows
    )


def paused_spans(campaign: Campaign, channel: str) -> list[tuple[date, date]]:
    """Returns the stretches of days on which nothing is published on a channel (empty: anywhere), in order.

    Stretches may overlap where pauses do; an end that is left out is open. A window that applies in some places only
    does not stop the channel in the others.
    """
    return sorted(
        (campaign.first_day(window) or date.min, campaign.last_day(window) or date.max)
        for pause in pauses_of(campaign).values()
        if not pause.channels or channel in pause.channels
        for window in pause.windows
        if not window.places
    )
