"""A campaign as a card: what it is, how it stands, its proofs; and what lists of campaigns are filtered by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from rencana.derive import golden_thread
from rencana.finding import Severity
from rencana.measure import LAGGING, urgency
from rencana.plan.header import AT_WORK
from rencana.render import address
from rencana.render.campaign.kpis import KPISummary, companions, kpi_summary, proofs
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import Glance, glance, in_order
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.subject.status import campaign_standing
from rencana.render.text import terms

_MOST_KPIS = 3
_MOST_COMPANIONS = 2


class Card(Struct, frozen=True):
    """A campaign as a card: its worst yardsticks, and the companions that lag.

    `facets` are the keys of all that it can be filtered by.
    """

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
        tuple(cards[listing.of.id].card for listing in ordered if listing.of.id in cards),
        tuple(listing.line for listing in ordered if listing.of.id not in cards),
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
        """The key of the value in the filters of a page."""
        return f"{self.kind}-{address.facet_name(self.kind, self.id)}"


def card(view: CampaignView) -> Card:
    """Returns the card of a campaign."""
    header, kpis = view.campaign.plan.campaign, view.measured.kpis
    complete = golden_thread.stages(view.campaign.plan)
    stages = tuple((view.say(title), complete[key]) for key, title, _, _ in terms.STAGES)
    # The worst first, as it says why the campaign stands as it does.
    telling = sorted(proofs(view.campaign), key=lambda name: urgency(kpis[name].status))[:_MOST_KPIS]
    at_work = header.state in AT_WORK
    telling += [name for name in companions(view) if at_work and kpis[name].status in LAGGING][:_MOST_COMPANIONS]
    return Card(
        of=glance(view),
        owner=view.team(header.owner),
        summary=view.text(header.summary),
        kpis=tuple(kpi_summary(view, name) for name in telling),
        stages=stages,
        open_stages=view.say.list([title for title, done in stages if not done]),
        tags=tuple(Named(tag, view.links.to(address.facet_page("tag", tag))) for tag in header.tags),
        errors=sum(finding.severity is Severity.ERROR for finding in view.findings),
        facets=" ".join(value.key for value in values(view)),
    )


def values(view: CampaignView) -> Iterator[FacetValue]:
    """Yields all that a campaign can be filtered by: state, status, team, goal, channel, tag, year."""
    campaign, say = view.campaign, view.say
    header, plan = campaign.plan.campaign, campaign.plan
    yield FacetValue("state", header.state, say.term(header.state, terms.STATES))
    if standing := campaign_standing(view):
        yield FacetValue("status", standing.status, standing.word)
    if header.owner:
        yield FacetValue("team", header.owner, view.team(header.owner))
    for name in dict.fromkeys(goal for objective in plan.objectives.values() for goal in objective.serves):
        if name in campaign.shared.goals:
            yield FacetValue("goal", name, campaign.shared.goals[name].title)
    for name in plan.channels:
        yield FacetValue("channel", name, view.channel(name).title)
    tags = [FacetValue("tag", tag, tag) for tag in header.tags]
    yield from {tag.key: tag for tag in tags}.values()
    if campaign.start:
        first = campaign.start.year
        # A campaign without an end goes on today.
        last = campaign.end.year if campaign.end else max(first, view.on.year)
        for year in map(str, range(first, last + 1)):
            yield FacetValue("year", year, year)


def facets(portfolio: PortfolioView, every: Sequence[Sequence[FacetValue]]) -> tuple[Facet, ...]:
    """Returns the facets of campaigns, each with its values, the most common ones first.

    A facet whose only value all campaigns have is left out, because it filters nothing.
    """
    by_kind: dict[str, dict[str, list[FacetValue]]] = {}
    for campaign_values in every:
        for value in campaign_values:
            by_kind.setdefault(value.kind, {}).setdefault(value.key, []).append(value)
    facets = []
    for kind, title in terms.FACETS.items():
        groups = sorted(by_kind.get(kind, {}).values(), key=lambda group: (-len(group), group[0].title.casefold()))
        choices = tuple(
            FacetChoice(
                group[0].key, group[0].title, portfolio.links.to(address.facet_page(kind, group[0].id)), len(group)
            )
            for group in groups
        )
        if len(choices) > 1 or any(choice.count < len(every) for choice in choices):
            facets.append(Facet(portfolio.say(title), choices))
    return tuple(facets)
