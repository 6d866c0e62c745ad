"""The reviews of a campaign: their page, and a review as other pages and the reports show it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias

from markupsafe import Markup
from msgspec import Struct

from rencana.render.campaign.head import Head, head
from rencana.render.subject.campaign import CampaignView, Named, as_title
from rencana.render.subject.glance import at_campaign
from rencana.render.text import terms

ReviewState: TypeAlias = Literal["waiting", "coming", "decided"]


class ReviewView(Struct, frozen=True):
    """A review with what was found and decided."""

    title: str
    day: str
    over: bool
    """Whether its day has come."""
    question: Markup
    found: Markup
    decision: Markup
    because: Markup
    next: Markup
    owner: str
    learned: tuple[Markup, ...]


class Reviews(Struct, frozen=True):
    """The reviews page of a campaign: what was found, decided and learned, who does what next."""

    head: Head
    waiting: tuple[ReviewView, ...]
    coming: tuple[ReviewView, ...]
    held: tuple[ReviewView, ...]
    learned: tuple[Markup, ...]


class ReviewLine(Struct, frozen=True):
    """A review in a report. `state` is waiting (its day has come and nothing is decided), coming, or decided."""

    campaign: Named
    language: str
    title: str
    state: ReviewState
    word: str
    day: str
    date: date | None
    question: Markup
    found: Markup
    decision: Markup
    next: Markup
    owner: str
    learned: tuple[Markup, ...]


def reviews(view: CampaignView, portfolio_titles: Mapping[str, str]) -> Reviews:
    """Makes the view of the reviews page."""
    views = review_views(view)
    held = [review for review in views if review.decision or review.found]
    still_open = [review for review in views if not (review.decision or review.found)]
    return Reviews(
        head(view, "reviews", portfolio_titles),
        tuple(review for review in still_open if review.over),
        tuple(review for review in still_open if not review.over),
        tuple(held),
        tuple(lesson for review in held for lesson in review.learned),
    )


def review_views(view: CampaignView, team: str = "") -> tuple[ReviewView, ...]:
    """Returns the reviews, or those of one team, the latest first; those without a day come last."""
    pairs = [pair for pair in view.campaign.plan.reviews.items() if team in ("", pair[1].owner)]
    ordered = sorted(pairs, key=lambda pair: (pair[1].date is not None, pair[1].date), reverse=True)
    return tuple(
        ReviewView(
            title=review.title or as_title(name),
            day=view.say.day(review.date),
            over=review.date is not None and review.date <= view.on,
            question=view.text(review.question),
            found=view.text(review.found),
            decision=view.text(review.decision),
            because=view.text(review.because),
            next=view.text(review.next),
            owner=view.team(review.owner),
            learned=tuple(view.text(lesson) for lesson in review.learned),
        )
        for name, review in ordered
    )


def review_lines(view: CampaignView) -> Iterator[ReviewLine]:
    """Yields the reviews of a campaign as reports show them; a draft has none that anybody waits for."""
    plan, say = view.campaign.plan, view.say
    for name, review in plan.reviews.items() if plan.campaign.state != "draft" else ():
        state: ReviewState = "decided" if review.decision else "waiting" if review.waits(view.on) else "coming"
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
            learned=tuple(view.text(lesson) for lesson in review.learned),
        )


def sorted_reviews(lines: Iterable[ReviewLine]) -> tuple[ReviewLine, ...]:
    """Returns reviews in the order of a report: those that wait first, then what comes, then the decided."""
    states = tuple(terms.REVIEW_STATES)

    def order(line: ReviewLine) -> tuple[int, int]:
        day = (line.date or date.max).toordinal()
        # What is decided stands with the latest first, all else with the nearest first.
        return states.index(line.state), -day if line.state == "decided" else day

    return tuple(sorted(lines, key=order))
