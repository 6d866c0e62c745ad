"""The history page of a campaign: what its plan says of its past, and what git tells of its changes."""

from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from rencana.changes.history import HistoryGap
from rencana.derive import counting_days
from rencana.render import address
from rencana.render.campaign.figures import in_unit
from rencana.render.campaign.head import Head, head
from rencana.render.campaign.told_history import ToldHistory, told_history
from rencana.render.subject.campaign import CampaignView, Named


class Event(Struct, frozen=True):
    """Something that happened on a day."""

    day: str
    kind: str
    about: Named
    text: str
    because: Markup


class History(Struct, frozen=True):
    """The history page of a campaign; `in_git` tells whether its changes are kept there, as far as that is known."""

    head: Head
    events: tuple[Event, ...]
    git_history: ToldHistory | None
    in_git: bool
    former_ids: tuple[str, ...]
    file: str


def history(view: CampaignView, portfolio_titles: Mapping[str, str]) -> History:
    """Makes the view of the history page."""
    dated = sorted(_events(view), key=lambda pair: pair[0], reverse=True)
    return History(
        head(view, "history", portfolio_titles),
        tuple(event for _, event in dated),
        told_history(view),
        view.history.gap is not HistoryGap.NO_REPOSITORY,
        view.campaign.plan.campaign.was,
        view.campaign.document.path,
    )


def _events(view: CampaignView) -> Iterator[tuple[date, Event]]:
    plan, say = view.campaign.plan, view.say
    if plan.campaign.stopped:
        stop = plan.campaign.stopped
        campaign = Named(plan.campaign.title)
        yield stop.date, Event(say.day(stop.date), say("Stopped"), campaign, "", view.text(stop.because))
    for name, kpi in plan.measurement.kpis.items():
        metric = view.campaign.metrics[kpi.metric]
        for target in counting_days.targets(kpi):
            revised = target.revised
            if revised is None or revised.date is None:
                continue
            text = say(
                "Target from {before} to {now}",
                before=in_unit(view, revised.was, metric),
                now=in_unit(view, target.value, metric),
            )
            because = view.text(revised.because)
            yield revised.date, Event(say.day(revised.date), say("Target revised"), view.kpi(name), text, because)
    for name, objective in plan.objectives.items():
        for sign in objective.signs.values():
            if sign.seen:
                because = view.text(sign.note)
                event = Event(say.day(sign.seen), say("Sign seen"), view.objective(name), sign.text, because)
                yield sign.seen, event
    reviews_url = view.links.to(address.campaign_page(view.campaign.id, "reviews"))
    for review in plan.reviews.values():
        if review.date and review.decision and review.date <= view.on:
            page = Named(review.title or say("Review"), reviews_url)
            yield review.date, Event(say.day(review.date), say("Decided"), page, "", view.text(review.decision))
