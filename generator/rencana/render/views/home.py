"""The home of the portfolio: how all stands, what needs attention, all campaigns, their time, and what comes next."""

from dataclasses import dataclass

from rencana.measure import Status
from rencana.render import address, terms
from rencana.render.views.across import Scenes, at_campaign, in_order, tally
from rencana.render.views.agenda import Entry, upcoming
from rencana.render.views.attention import Attention, attention, due_this_week
from rencana.render.views.card import Card, Facet, card, facets
from rencana.render.views.dues import DueView
from rencana.render.views.facet import GoalLine, goal_lines
from rencana.render.views.scene import Named
from rencana.render.views.timeline import Timeline, portfolio_timeline


@dataclass(frozen=True, slots=True)
class Count:
    """How many campaigns have a status, with the page that lists them."""

    status: str
    word: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Home:
    """The home of the portfolio."""

    title: str
    on: str
    counts: tuple[Count, ...]
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]
    broken: tuple[Named, ...]
    attention: tuple[Attention, ...]
    timeline: Timeline | None
    next_items: tuple[tuple[Named, Entry], ...]
    due: tuple[tuple[Named, tuple[DueView, ...]], ...]
    goals: tuple[GoalLine, ...]
    for_authors: bool
    """Whether the page tells of faults in plans; what it does not look for it must not deny."""


_MOST_NEXT = 8


def home(scenes: Scenes, broken: tuple[Named, ...], title: str, today: str, *, for_authors: bool) -> Home:
    """Makes the view of the home page."""
    ordered = in_order(scenes)
    return Home(
        title=title,
        on=today,
        counts=_counts(scenes),
        cards=tuple(card(scene) for scene in ordered),
        facets=facets(ordered),
        broken=broken,
        attention=attention(scenes),
        timeline=portfolio_timeline(ordered),
        next_items=_next(scenes),
        due=due_this_week(scenes),
        goals=goal_lines(scenes),
        for_authors=for_authors,
    )


def _counts(scenes: Scenes) -> tuple[Count, ...]:
    """Returns how many of the campaigns that are judged have each status, the worst first."""
    found = tally(scenes)
    first = next(iter(scenes.values()), None)
    return tuple(
        Count(
            status.value,
            first.say.term(status.value, terms.STATUSES),
            found[status],
            first.links.to(address.facet_page("status", status.value)),
        )
        for status in Status
        if first and found[status]
    )


def _next(scenes: Scenes) -> tuple[tuple[Named, Entry], ...]:
    pairs = [(at_campaign(scene), entry) for scene in in_order(scenes) for entry in upcoming(scene)]
    return tuple(sorted(pairs, key=lambda pair: pair[1].moment)[:_MOST_NEXT])
