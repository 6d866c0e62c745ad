"""The head that all pages of a campaign share: what it is, how far it is, where its other pages are, what is wrong."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from rencana.check import RULES
from rencana.finding import Finding
from rencana.plan.campaign import Campaign
from rencana.render import address
from rencana.render.address import Links
from rencana.render.subject.campaign import CampaignView, Named, titles, unique
from rencana.render.subject.status import StatusView, campaign_standing
from rencana.render.text import terms
from rencana.render.text.say import Say, place
from rencana.words.languages import direction
from rencana.words.numbers import locale_of


class Tab(Struct, frozen=True):
    """One of the pages of a campaign, in the bar that leads to them."""

    title: str
    url: str
    current: bool


class Fault(Struct, frozen=True):
    """A finding as the page shows it."""

    severity: str
    label: str
    place: str
    message: str
    help: str
    language: str
    rule: Named


class Notice(Struct, frozen=True):
    """Something that a reader must know before anything else: that the campaign was stopped or is paused."""

    kind: str
    title: str
    text: Markup


class Head(Struct, frozen=True):
    """The head of a campaign's page."""

    title: str
    state: str
    state_word: str
    standing: StatusView | None
    language: str
    direction: str
    period: str
    owner: str
    places: str
    languages: str
    tags: tuple[str, ...]
    parent: Named | None
    tabs: tuple[Tab, ...]
    notices: tuple[Notice, ...]
    faults: tuple[Fault, ...]
    home: str


def head(view: CampaignView, tab: str, portfolio_titles: Mapping[str, str]) -> Head:
    """Makes the head of the page `tab` of a campaign."""
    header, say = view.campaign.plan.campaign, view.say
    return Head(
        title=header.title,
        state=header.state,
        state_word=say.term(header.state, terms.STATES),
        standing=campaign_standing(view),
        language=view.campaign.language,
        direction=direction(view.campaign.language),
        period=say.period(header.period, view.campaign),
        owner=view.team(header.owner),
        places=say.list([place_name(view, code) for code in header.places]),
        languages=say.list([language_name(code, say.language) for code in header.languages]),
        tags=header.tags,
        parent=_parent(view, portfolio_titles),
        tabs=_tabs(view, tab),
        notices=_notices(view),
        faults=tuple(fault(finding, say, view.links if view.rulebook else None) for finding in view.findings),
        home=view.links.to(address.HOME),
    )


def place_name(view: CampaignView, code: str) -> str:
    """Returns the name of a place."""
    return place(code, view.campaign, view.say.language)


def language_name(code: str, language: str) -> str:
    """Returns the name of a language in another."""
    name = locale_of(language).languages.get(code.split("-", maxsplit=1)[0])
    return str(name) if name else code


def _parent(view: CampaignView, portfolio_titles: Mapping[str, str]) -> Named | None:
    name = view.campaign.plan.campaign.part_of
    if name is None:
        return None
    return Named(portfolio_titles.get(name, name), view.links.to(address.campaign_page(name)))


def _tabs(view: CampaignView, current: str) -> tuple[Tab, ...]:
    return tuple(
        Tab(view.say(terms.TABS[tab]), view.links.to(address.campaign_page(view.campaign.id, tab)), tab == current)
        for tab in terms.TABS
    )


def _notices(view: CampaignView) -> tuple[Notice, ...]:
    header, say = view.campaign.plan.campaign, view.say
    found = []
    if header.stopped:
        title = say("Stopped on {day}", day=say.day(header.stopped.date))
        found.append(Notice("stopped", title, view.text(header.stopped.because)))
    for name, pause in view.campaign.plan.schedule.pauses.items():
        for window in pause.windows:
            start, end = view.campaign.first_day(window), view.campaign.last_day(window)
            if start and end and start <= view.on <= end:
                title = say("Paused today: {pause}", pause=pause.title or name)
                found.append(Notice("paused", title, view.text(pause.because)))
    if header.retrospective:
        found.append(Notice("retrospective", say("Written down after the campaign"), Markup("")))
    return tuple(found)


def fault(finding: Finding, say: Say, links: Links | None = None) -> Fault:
    """Returns a finding as a page shows it; with `links` it leads to its rule. Faults of files speak English."""
    place = f"{finding.file}:{finding.span.line}"
    ruled = finding.rule in _RULES
    url = links.to(address.rule_page(finding.rule)) if ruled and links else ""
    label = say(terms.SEVERITIES[finding.severity])
    language = say.language if ruled else "en"
    rule = Named(finding.rule, url)
    return Fault(finding.severity.value, label, place, finding.message, finding.help, language, rule)


_RULES = frozenset(rule.name for rule in RULES)


def sentence(view: CampaignView) -> tuple[tuple[str, str], ...]:
    """Returns the campaign as Lasswell's sentence: who says what, in which channel, to whom, with what effect."""
    campaign, say = view.campaign, view.say
    plan = campaign.plan
    what = plan.content.line or next((message.text for message in plan.content.messages.values()), "")
    parts = (
        (terms.SENTENCE[0], view.team(plan.campaign.owner) or campaign.shared.organisation or ""),
        (terms.SENTENCE[1], what),
        (terms.SENTENCE[2], say.list(titles(view.channels(plan.channels)))),
        (terms.SENTENCE[3], say.list(titles(view.audiences(plan.audiences)))),
        (terms.SENTENCE[4], say.list(titles([view.kpi(name) for name in proofs(campaign)]))),
    )
    return tuple((say(label), words) for label, words in parts)


def proofs(campaign: Campaign) -> tuple[str, ...]:
    """Returns the KPIs that prove objectives, in the order of the objectives."""
    kpis = campaign.plan.measurement.kpis
    return unique(name for one in campaign.plan.objectives.values() for name in one.yardsticks if name in kpis)
