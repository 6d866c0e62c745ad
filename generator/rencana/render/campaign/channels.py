"""Channels as pages show them: why each was chosen, and a table that shows why these and not others."""

from markupsafe import Markup
from msgspec import Struct

from rencana.catalogue import platforms, title_in
from rencana.derive import golden_thread
from rencana.derive.channel_offer import offer
from rencana.plan.campaign import platform_of
from rencana.plan.strategy import Channel
from rencana.render.subject.campaign import CampaignView, Named, platform_title
from rencana.render.text import terms
from rencana.render.text.say import place


class ChannelView(Struct, frozen=True):
    """A channel with why it was chosen."""

    title: str
    url: str
    platform: str
    account: str
    link: str
    media: str
    pillars: tuple[str, ...]
    objectives: tuple[Named, ...]
    audiences: tuple[Named, ...]
    because: Markup
    rhythms: tuple[tuple[str, str], ...]
    formats: str
    windows: tuple[str, ...]
    places: str
    owner: str
    note: Markup


class FitRow(Struct, frozen=True):
    """A channel or platform: what was decided, and what speaks for it by objective, audience and format.

    Empty cells speak against it.
    """

    title: Named
    decision: str
    chosen: bool
    objectives: tuple[Named, ...]
    active: tuple[Named, ...]
    formats: str
    because: str


def channel_view(view: CampaignView, name: str, channel: Channel) -> ChannelView:
    """Returns a channel with why it was chosen."""
    campaign, say = view.campaign, view.say
    linked, shared = view.channel(name), campaign.shared.channels.get(name)
    why = channel.why
    rhythms = tuple(
        (say(terms.FORMATS_ANY) if key == "any" else key.replace("-", " "), say.rhythm(rhythm))
        for key, rhythm in channel.rhythm.items()
    )
    return ChannelView(
        title=linked.title,
        url=linked.url,
        platform=platform_title(campaign, name, say.language),
        account=channel.account or (shared.account if shared else None) or "",
        link=channel.link or (shared.link if shared else None) or "",
        media=say.list([say.term(kind, terms.MEDIA) for kind in channel.kind]),
        pillars=tuple(view.pillar(pillar) for pillar in (why.pillars if why else ())),
        objectives=view.objectives(golden_thread.channel_objectives(campaign.plan, name)),
        audiences=view.audiences(golden_thread.channel_audiences(campaign.plan, name)),
        because=view.text(why.because if why else None),
        rhythms=rhythms,
        formats=say.list([format.replace("-", " ") for format in channel.formats]),
        windows=tuple(say.window(window, campaign) for window in channel.windows),
        places=say.list([place(code, campaign, say.language) for code in channel.places]),
        owner=view.team(channel.owner),
        note=view.text(channel.note),
    )


def fit_rows(view: CampaignView) -> tuple[FitRow, ...]:
    """Returns the channels of a plan, the rejected ones, and platforms where an audience is and the plan is not."""
    campaign, plan = view.campaign, view.campaign.plan
    chosen = {platform_of(name, campaign) for name in plan.channels}
    used = {name for audience in plan.audiences for name in golden_thread.active_platforms(plan, audience)}
    overlooked = sorted(used - chosen - set(plan.rejected.channels))
    return (
        *(_row(view, name, view.say("Chosen"), chosen=True) for name in plan.channels),
        *(_row(view, name, view.say("Not chosen"), because=text) for name, text in plan.rejected.channels.items()),
        *(_row(view, name, view.say("Not looked at")) for name in overlooked),
    )


def _row(view: CampaignView, name: str, decision: str, *, chosen: bool = False, because: str = "") -> FitRow:
    campaign, plan = view.campaign, view.campaign.plan
    platform = platform_of(name, campaign)
    active = [
        audience
        for audience in plan.audiences
        if {name, platform} & set(golden_thread.active_platforms(plan, audience))
    ]
    entry = platforms().get(platform)
    return FitRow(
        view.channel(name) if chosen else Named(title_in(entry.title, view.say.language) if entry else name),
        decision,
        chosen,
        view.objectives(golden_thread.channel_objectives(plan, name)) if chosen else (),
        view.audiences(active),
        _formats(view, name, chosen=chosen),
        because,
    )


def _formats(view: CampaignView, name: str, *, chosen: bool) -> str:
    """Returns which formats of the content a channel can carry: of its own pillars, or of all where it has none."""
    pillars, offered = view.campaign.plan.content.pillars, offer(name, view.campaign)
    channel = view.campaign.plan.channels.get(name)
    carried = [pillar for pillar in channel.why.pillars if pillar in pillars] if channel and channel.why else []
    counted = carried if chosen and carried else list(pillars)
    needed = list(dict.fromkeys(format for pillar in counted for format in pillars[pillar].formats))
    if offered is None or not needed:
        return ""
    possible = [format.replace("-", " ") for format in needed if format in offered.formats]
    if not possible:
        return view.say("none of {count}", count=len(needed))
    return view.say("{count} of {all}: {names}", count=len(possible), all=len(needed), names=", ".join(possible))
