"""What reports share: the KPI that a campaign's status hangs on, and reviews with where they stand."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from rencana.measure import Progress, worst
from rencana.plan.agenda import Review
from rencana.render.campaign.head import proofs
from rencana.render.subject.campaign import CampaignView, Named, as_title
from rencana.render.subject.glance import at_campaign
from rencana.render.text import terms


class ReviewLine(Struct, frozen=True):
    """A review in a report. `state` is waiting (its day has come and nothing is decided), coming, or decided."""

    campaign: Named
    language: str
    title: str
    state: Literal["waiting", "coming", "decided"]
    word: str
    day: str
    date: date | None
    question: Markup
    found: Markup
    decision: Markup
    next: Markup
    owner: str
    learned: tuple[Markup, ...]


def sorted_reviews(lines: Iterable[ReviewLine]) -> tuple[ReviewLine, ...]:
    """Returns reviews in the order of a report: those that wait first, then what comes, then the decided."""
    states = tuple(terms.REVIEW_STATES)
    return tuple(sorted(lines, key=lambda one: (states.index(one.state), _order(one))))


def lines_of(view: CampaignView) -> Iterator[ReviewLine]:
    """Yields the reviews of a campaign; a draft has none that anybody waits for."""
    plan, say = view.campaign.plan, view.say
    for name, review in plan.reviews.items() if plan.campaign.state != "draft" else ():
        state = _state(view, review)
        yield ReviewLine(
            campaign=at_campaign(view),
            language=view.campaign.language,
            title=review.title or as_title(name),
            state=state,
            word=say(terms.REVIEW_STATES[state]),
            day=say.day(review.date),
            date=review.date,
            question=view.text(review.question),
            found=view.text(review.found),
            decision=view.text(review.decision),
            next=view.text(review.next),
            owner=view.team(review.owner),
            learned=tuple(view.text(one) for one in review.learned),
        )


def _state(view: CampaignView, review: Review) -> Literal["waiting", "coming", "decided"]:
    if review.decision:
        return "decided"
    return "waiting" if review.waits(view.on) else "coming"


def _order(line: ReviewLine) -> int:
    """What is decided stands with the latest first, all else with the nearest first."""
    day = (line.date or date.max).toordinal()
    return -day if line.state == "decided" else day


def leading(view: CampaignView) -> Progress | None:
    """Returns the KPI that the status of a campaign hangs on: of those that prove objectives the first of the worst."""
    kpis = view.measured.kpis
    known = [kpis[name] for name in proofs(view.campaign)] or list(kpis.values())
    low = worst(one.status for one in known)
    return next((one for one in known if one.status is low), None)
