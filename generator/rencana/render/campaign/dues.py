"""Readings that are due, in words."""

from collections.abc import Iterable

from msgspec import Struct

from rencana.measure import Due
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.text import terms


class DueView(Struct, frozen=True):
    """A reading that somebody has to obtain."""

    state: str
    word: str
    kpi: Named
    scope: str
    days: str
    due: str
    team: str
    lost: str
    gap: bool


def due_views(view: CampaignView, dues: Iterable[Due]) -> tuple[DueView, ...]:
    """Returns what is due in words."""
    return tuple(_due(view, one) for one in dues)


def _due(view: CampaignView, one: Due) -> DueView:
    say, campaign = view.say, view.campaign
    item = campaign.items.get(one.item)
    scope = [view.channel(one.channel).title] if one.channel else []
    scope += [item.title or one.item] if item else []
    lost = ""
    if one.lost_on and one.state != "lost":
        lost = say("can be had until {day}", day=say.day(one.lost_on))
    return DueView(
        one.state.value,
        say.term(one.state.value, terms.DUE_STATES),
        view.kpi(one.kpi),
        ", ".join(scope),
        say.days(one.start, one.end),
        say.day(one.due),
        view.team(one.team),
        lost,
        one.gap,
    )
