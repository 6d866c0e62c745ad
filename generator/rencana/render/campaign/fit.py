"""Why these channels and not others, as a table that anyone can check: objective, audience, formats."""

from msgspec import Struct

from rencana.catalogue import platforms, title_in
from rencana.derive import golden_thread
from rencana.derive.channel_offer import offer
from rencana.plan.campaign import platform_of
from rencana.render.subject.campaign import CampaignView, Named


class FitRow(Struct, frozen=True):
    """One channel or platform: what was decided, and what speaks for it. Empty cells speak against it."""

    title: Named
    decision: str
    chosen: bool
    objectives: tuple[Named, ...]
    active: tuple[Named, ...]
    formats: str
    because: str


def fit_rows(view: CampaignView) -> tuple[FitRow, ...]:
    """Returns the channels of a plan, the rejected ones, and platforms where an audience is and the plan is not."""
    campaign, plan = view.campaign, view.campaign.plan
    chosen = {platform_of(name, campaign) for name in plan.channels}
    rows = [_row(view, name, view.say("Chosen"), chosen=True) for name in plan.channels]
    rows += [_row(view, name, view.say("Not chosen"), because=text) for name, text in plan.rejected.channels.items()]
    used = {name for audience in plan.audiences for name in golden_thread.active_platforms(plan, audience)}
    open_ = sorted(used - chosen - set(plan.rejected.channels))
    rows += [_row(view, name, view.say("Not looked at")) for name in open_]
    return tuple(rows)


def _row(view: CampaignView, name: str, decision: str, *, chosen: bool = False, because: str = "") -> FitRow:
    campaign, plan = view.campaign, view.campaign.plan
    platform = platform_of(name, campaign)
    active = [one for one in plan.audiences if {name, platform} & set(golden_thread.active_platforms(plan, one))]
    known = platforms().get(platform)
    title = view.channel(name) if chosen else Named(title_in(known.title, view.say.language) if known else name)
    return FitRow(
        title,
        decision,
        chosen,
        view.objectives(golden_thread.channel_objectives(plan, name)) if chosen else (),
        view.audiences(active),
        _formats(view, name, chosen=chosen),
        because,
    )


def _formats(view: CampaignView, name: str, *, chosen: bool) -> str:
    """Returns which formats of the content a channel can carry: of its own pillars, or of all where it has none."""
    plan, offered = view.campaign.plan, offer(name, view.campaign)
    stated = plan.channels.get(name)
    why = stated.why if stated else None
    carried = [one for one in (why.pillars if why else ()) if one in plan.content.pillars]
    pillars = carried if chosen and carried else list(plan.content.pillars)
    wanted = list(dict.fromkeys(format for one in pillars for format in plan.content.pillars[one].formats))
    if offered is None or not wanted:
        return ""
    can = [one.replace("-", " ") for one in wanted if one in offered.formats]
    if not can:
        return view.say("none of {count}", count=len(wanted))
    return view.say("{count} of {all}: {names}", count=len(can), all=len(wanted), names=", ".join(can))
