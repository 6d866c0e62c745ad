"""What happened to a plan, the latest first: targets revised, signs seen, decisions, a stop; and its reviews."""

from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from rencana.derive import counting_days
from rencana.render import address
from rencana.render.campaign.figures import in_unit
from rencana.render.campaign.head import Head, head
from rencana.render.campaign.overview import ReviewView, reviews
from rencana.render.subject.campaign import CampaignView, Named


class Event(Struct, frozen=True):
    """Something that happened on a day."""

    day: str
    kind: str
    about: Named
    text: str
    because: Markup


class History(Struct, frozen=True):
    """The history page of a campaign."""

    head: Head
    events: tuple[Event, ...]
    former_ids: tuple[str, ...]
    file: str


class Reviews(Struct, frozen=True):
    """The reviews of a campaign: what was found, decided and learned, who does what next."""

    head: Head
    waiting: tuple[ReviewView, ...]
    coming: tuple[ReviewView, ...]
    held: tuple[ReviewView, ...]
    learned: tuple[Markup, ...]


def history(view: CampaignView, portfolio_titles: Mapping[str, str]) -> History:
    """Makes the view of the history page."""
    dated = sorted(_events(view), key=lambda pair: pair[0], reverse=True)
    header = view.campaign.plan.campaign
    return History(
        head(view, "history", portfolio_titles),
        tuple(event for _, event in dated),
        header.was,
        view.campaign.document.path,
    )


def _events(view: CampaignView) -> Iterator[tuple[date, Event]]:
    plan, say = view.campaign.plan, view.say
    if plan.campaign.stopped:
        stop = plan.campaign.stopped
        named = Named(plan.campaign.title)
        yield stop.date, Event(say.day(stop.date), say("Stopped"), named, "", view.text(stop.because))
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
                event = Event(
                    say.day(sign.seen), say("Sign seen"), view.objective(name), sign.text, view.text(sign.note)
                )
                yield sign.seen, event
    for review in plan.reviews.values():
        if review.date and review.decision and review.date <= view.on:
            page = Named(review.title or say("Review"), view.links.to(_reviews_page(view)))
            yield review.date, Event(say.day(review.date), say("Decided"), page, "", view.text(review.decision))


def _reviews_page(view: CampaignView) -> str:
    return address.campaign_page(view.campaign.id, "reviews")


def reviewing(view: CampaignView, portfolio_titles: Mapping[str, str]) -> Reviews:
    """Makes the view of the reviews page."""
    shown = reviews(view)
    held = [one for one in shown if one.decision or one.found]
    open_ = [one for one in shown if not (one.decision or one.found)]
    return Reviews(
        head(view, "reviews", portfolio_titles),
        tuple(one for one in open_ if one.over),
        tuple(one for one in open_ if not one.over),
        tuple(held),
        tuple(text for one in held for text in one.learned),
    )
