"""The strategy of a campaign in its five stages, with the thread that runs from objective to KPI."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup
from msgspec import Struct

from rencana.derive import golden_thread
from rencana.derive.mix import quadrant_mix
from rencana.render.campaign.audiences import AudienceView, audience_view
from rencana.render.campaign.channels import ChannelView, FitRow, channel_view, fit_rows
from rencana.render.campaign.framework import printed_links
from rencana.render.campaign.head import Head, head
from rencana.render.campaign.kpis import KPIView, ObjectiveView, kpi_views, objective_views
from rencana.render.charts.active_hours import HoursView, hours_views
from rencana.render.charts.thread import ThreadMap, thread_map
from rencana.render.subject.campaign import CampaignView, Named, channel_title
from rencana.render.text import sizes, terms


class StageView(Struct, frozen=True):
    """One of the five stages; it is complete only where those before it are."""

    number: int
    key: str
    title: str
    question: str
    complete: bool
    empty: bool
    missing: str


class MessageView(Struct, frozen=True):
    """A message with whom and what it is for."""

    text: str
    audiences: tuple[Named, ...]
    objectives: tuple[Named, ...]
    call_to_action: str
    proof: Markup
    note: Markup


class PillarView(Struct, frozen=True):
    """A pillar; its audiences and objectives follow from its messages."""

    title: str
    quadrant: str
    tier: str
    share: str
    formats: str
    messages: tuple[str, ...]
    audiences: tuple[Named, ...]
    objectives: tuple[Named, ...]
    note: Markup


class QuadrantView(Struct, frozen=True):
    """A quarter of the content quadrant with the pillars that stand in it."""

    key: str
    title: str
    hint: str
    pillars: tuple[tuple[str, str], ...]
    planned: str
    scheduled: str


class ThreadRow(Struct, frozen=True):
    """One row of the golden thread; an empty cell is a gap."""

    objective: Named
    audiences: tuple[Named, ...]
    messages: tuple[str, ...]
    pillars: tuple[str, ...]
    channels: tuple[Named, ...]
    kpis: tuple[Named, ...]
    signs: tuple[str, ...]


class InteractionView(Struct, frozen=True):
    """Who listens, how fast they answer, and what flows back."""

    watch: tuple[Named, ...]
    facts: tuple[tuple[str, str], ...]
    escalate: Markup
    feeds_back: Markup
    note: Markup


class Strategy(Struct, frozen=True):
    """The strategy page of a campaign."""

    head: Head
    stages: tuple[StageView, ...]
    objectives: tuple[ObjectiveView, ...]
    audiences: tuple[AudienceView, ...]
    approach: Markup
    line: str
    content_note: Markup
    messages: tuple[MessageView, ...]
    pillars: tuple[PillarView, ...]
    quadrants: tuple[QuadrantView, ...]
    channels: tuple[ChannelView, ...]
    rejected: tuple[tuple[str, Markup], ...]
    fit: tuple[FitRow, ...]
    hours: tuple[HoursView, ...]
    map: ThreadMap | None
    kpis: tuple[KPIView, ...]
    thread: tuple[ThreadRow, ...]
    interaction: InteractionView | None
    printed: tuple[Named, ...]


def strategy(view: CampaignView, portfolio_titles: Mapping[str, str]) -> Strategy:
    """Makes the view of the strategy page."""
    plan, kpis = view.campaign.plan, kpi_views(view)
    return Strategy(
        head=head(view, "strategy", portfolio_titles),
        stages=tuple(_stages(view)),
        objectives=objective_views(view, kpis),
        audiences=tuple(audience_view(view, name) for name in plan.audiences),
        approach=view.text(plan.content.approach),
        line=plan.content.line or "",
        content_note=view.text(plan.content.note),
        messages=tuple(
            MessageView(
                message.text,
                view.audiences(message.audiences),
                view.objectives(message.objectives),
                message.call_to_action or "",
                view.text(message.proof),
                view.text(message.note),
            )
            for message in plan.content.messages.values()
        ),
        pillars=tuple(_pillar(view, name) for name in plan.content.pillars),
        quadrants=tuple(_quadrants(view)),
        channels=tuple(channel_view(view, name, channel) for name, channel in plan.channels.items()),
        rejected=tuple(
            (channel_title(view.campaign, name, view.say.language), view.text(reason))
            for name, reason in plan.rejected.channels.items()
        ),
        fit=fit_rows(view),
        hours=hours_views(view),
        map=thread_map(view),
        kpis=kpis,
        thread=tuple(_thread(view)),
        interaction=_interaction(view),
        printed=printed_links(view),
    )


def _stages(view: CampaignView) -> Iterator[StageView]:
    """Yields the five stages with how far each is."""
    say, filled = view.say, golden_thread.stages(view.campaign.plan)
    all_before = True
    for number, (key, title, question, why) in enumerate(terms.STAGES, 1):
        missing = "" if filled[key] else say(why)
        if filled[key] and not all_before:
            missing = say("It is filled in, but a stage before it is not yet.")
        all_before = all_before and filled[key]
        yield StageView(number, key, say(title), say(question), all_before, not filled[key], missing)


def _pillar(view: CampaignView, name: str) -> PillarView:
    plan, say = view.campaign.plan, view.say
    pillar = plan.content.pillars[name]
    return PillarView(
        view.pillar(name),
        say.term(pillar.quadrant, terms.QUADRANTS),
        say.term(pillar.tier, terms.TIERS),
        say.share(pillar.share),
        say.list([format.replace("-", " ") for format in pillar.formats]),
        tuple(view.message(message) for message in pillar.messages),
        view.audiences(golden_thread.pillar_audiences(plan, name)),
        view.objectives(golden_thread.pillar_objectives(plan, name)),
        view.text(pillar.note),
    )


def _quadrants(view: CampaignView) -> Iterator[QuadrantView]:
    pillars = view.campaign.plan.content.pillars
    if not any(pillar.quadrant for pillar in pillars.values()):
        return
    mixes = quadrant_mix(view.campaign)
    for key, title in terms.QUADRANTS.items():
        mix = mixes.get(key)
        inside = tuple(
            (view.pillar(name), view.say.share(pillar.share))
            for name, pillar in pillars.items()
            if pillar.quadrant == key
        )
        planned = view.say.share(mix.planned) if mix else ""
        scheduled = sizes.share(view.say, mix.scheduled) if mix and mix.scheduled is not None else ""
        yield QuadrantView(key, view.say(title), view.say(terms.QUADRANT_HINTS[key]), inside, planned, scheduled)


def _thread(view: CampaignView) -> Iterator[ThreadRow]:
    plan = view.campaign.plan
    for name, objective in plan.objectives.items():
        row = golden_thread.row(plan, name)
        yield ThreadRow(
            view.objective(name),
            view.audiences(row.audiences),
            tuple(view.message(message) for message in row.messages),
            tuple(view.pillar(pillar) for pillar in row.pillars),
            view.channels(row.channels),
            tuple(view.kpi(kpi) for kpi in objective.yardsticks),
            tuple(sign.text for sign in objective.signs.values()),
        )


def _interaction(view: CampaignView) -> InteractionView | None:
    talk, say = view.campaign.plan.interaction, view.say
    facts = (
        (say("Answers within"), say.duration(talk.respond_within)),
        (say("Hours"), ", ".join(say.hours(hours) for hours in talk.hours)),
        (say("Days"), say.weekdays(talk.days)),
        (say("Team"), view.team(talk.team)),
    )
    stated = tuple((label, value) for label, value in facts if value)
    if not stated and not talk.watch and not talk.escalate and not talk.feeds_back and not talk.note:
        return None
    return InteractionView(
        view.channels(talk.watch), stated, view.text(talk.escalate), view.text(talk.feeds_back), view.text(talk.note)
    )
