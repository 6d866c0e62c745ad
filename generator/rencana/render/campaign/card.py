"""A campaign as a card: what it is, how it stands, its proofs; and what lists of campaigns are filtered by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from rencana.derive import golden_thread
from rencana.finding import Severity
from rencana.measure import urgency
from rencana.render import address
from rencana.render.campaign.head import proofs
from rencana.render.campaign.proof import KPISummary, proof
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import Glance, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import campaign_standing
from rencana.render.text import terms

_MOST_KPIS = 3


class Card(Struct, frozen=True):
    """A campaign as a card. `facets` are the keys of all that it can be filtered by."""

    of: Glance
    owner: str
    summary: Markup
    kpis: tuple[KPISummary, ...]
    stages: tuple[tuple[str, bool], ...]
    open_stages: str
    tags: tuple[Named, ...]
    errors: int
    facets: str


class Listing(Struct, frozen=True):
    """What lists show of a campaign: its finished line, for where there are many."""

    of: Glance
    line: Markup


class Drawn(Struct, frozen=True):
    """The finished card of a campaign."""

    card: Markup


class Shown(Struct, frozen=True):
    """A list of campaigns: cards, and lines of those that it has no room for."""

    cards: tuple[Markup, ...]
    lines: tuple[Markup, ...]

    @property
    def count(self) -> int:
        """How many campaigns these are."""
        return len(self.cards) + len(self.lines)


def shown(listings: Iterable[Listing], cards: Mapping[str, Drawn]) -> Shown:
    """Returns a list of campaigns in their order; `cards` are those that are shown in full, by id."""
    ordered = in_order(listings)
    return Shown(
        tuple(cards[one.of.id].card for one in ordered if one.of.id in cards),
        tuple(one.line for one in ordered if one.of.id not in cards),
    )


class FacetChoice(Struct, frozen=True):
    """One value of a facet: its key, its page, and how many campaigns have it."""

    key: str
    title: str
    url: str
    count: int


class Facet(Struct, frozen=True):
    """Something that campaigns are filtered by, with its values."""

    title: str
    choices: tuple[FacetChoice, ...]


class FacetValue(Struct, frozen=True):
    """A value of a facet before it is linked: `kind` and `id` make its key and its address."""

    kind: str
    id: str
    title: str

    @property
    def key(self) -> str:
        """What stands for it in a page."""
        return f"{self.kind}-{address.anchor(self.id)}"


def card(view: CampaignView) -> Card:
    """Returns the card of a campaign."""
    header, campaign = view.campaign.plan.campaign, view.campaign
    states = golden_thread.stages(campaign.plan)
    stages = tuple((view.say(title), states[key]) for key, title, _, _ in terms.STAGES)
    return Card(
        of=glance(view),
        owner=view.team(header.owner),
        summary=view.text(header.summary),
        kpis=tuple(proof(view, name) for name in _telling(view)[:_MOST_KPIS]),
        stages=stages,
        open_stages=view.say.list([title for title, done in stages if not done]),
        tags=tuple(Named(tag, view.links.to(address.facet_page("tag", tag))) for tag in header.tags),
        errors=sum(finding.severity is Severity.ERROR for finding in view.findings),
        facets=" ".join(value.key for value in values(view)),
    )


def _telling(view: CampaignView) -> list[str]:
    """Returns the KPIs that prove objectives: the worst first, as it says why the campaign stands as it does."""
    kpis = view.measured.kpis
    return sorted(proofs(view.campaign), key=lambda name: urgency(kpis[name].status))


def values(view: CampaignView) -> Iterator[FacetValue]:
    """Yields all that a campaign can be filtered by: state, status, team, goal, channel, tag, year."""
    campaign, say = view.campaign, view.say
    header, plan = campaign.plan.campaign, campaign.plan
    yield FacetValue("state", header.state, say.term(header.state, terms.STATES))
    if standing := campaign_standing(view):
        yield FacetValue("status", standing.status, standing.word)
    if header.owner:
        yield FacetValue("team", header.owner, view.team(header.owner))
    for name in dict.fromkeys(goal for one in plan.objectives.values() for goal in one.serves):
        if name in campaign.shared.goals:
            yield FacetValue("goal", name, campaign.shared.goals[name].title)
    for name in plan.channels:
        yield FacetValue("channel", name, view.channel(name).title)
    for tag in header.tags:
        yield FacetValue("tag", tag, tag)
    for year in _years(view):
        yield FacetValue("year", year, year)


def _years(view: CampaignView) -> Iterable[str]:
    start, end = view.campaign.start, view.campaign.end
    first = start.year if start else None
    if first is None:
        return ()
    last = end.year if end else max(first, view.on.year)
    return (str(year) for year in range(first, last + 1))


def facets(portfolio: PortfolioView, every: Sequence[Sequence[FacetValue]]) -> tuple[Facet, ...]:
    """Returns the facets of campaigns, each with its values, the most common ones first; one that all share is none."""
    found: dict[str, dict[str, list[FacetValue]]] = {}
    for shown in every:
        for value in shown:
            found.setdefault(value.kind, {}).setdefault(value.id, []).append(value)
    made = []
    for kind, title in terms.FACETS.items() if every else ():
        own = found.get(kind, {})
        ordered = sorted(own.values(), key=lambda some: (-len(some), some[0].title.casefold()))
        choices = tuple(
            FacetChoice(some[0].key, some[0].title, portfolio.links.to(address.facet_page(kind, some[0].id)), len(some))
            for some in ordered
        )
        if len(choices) > 1 or any(one.count < len(every) for one in choices):
            made.append(Facet(portfolio.say(title), choices))
    return tuple(made)
