"""The head that all pages of a campaign share: what it is, how far it is, where its other pages are, what is wrong."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup
from msgspec import Struct

from rencana.check import RULES
from rencana.finding import Finding
from rencana.render import address
from rencana.render.address import Links
from rencana.render.campaign.kpis import proofs
from rencana.render.subject.campaign import CampaignView, Named, titles
from rencana.render.subject.status import StatusView, campaign_count, campaign_standing
from rencana.render.text import terms
from rencana.render.text.say import Say, place
from rencana.words.languages import direction
from rencana.words.numbers import locale_of

_RULES = frozenset(rule.name for rule in RULES)


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
    """Something that a reader must know before anything else: that the campaign was stopped, or KPIs are left out."""

    kind: str
    title: str
    text: Markup


class Head(Struct, frozen=True):
    """The head of a campaign's page."""

    title: str
    state: str
    state_word: str
    standing: StatusView | None
    count: str
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
    parent = None
    if header.part_of is not None:
        title = portfolio_titles.get(header.part_of, header.part_of)
        parent = Named(title, view.links.to(address.campaign_page(header.part_of)))
    return Head(
        title=header.title,
        state=header.state,
        state_word=say.term(header.state, terms.STATES),
        standing=campaign_standing(view),
        count=campaign_count(view),
        language=view.campaign.language,
        direction=direction(view.campaign.language),
        period=say.period(header.period, view.campaign),
        owner=view.team(header.owner),
        places=say.list([place(code, view.campaign, say.language) for code in header.places]),
        languages=say.list([language_name(code, say.language) for code in header.languages]),
        tags=header.tags,
        parent=parent,
        tabs=tuple(
            Tab(say(terms.TABS[key]), view.links.to(address.campaign_page(view.campaign.id, key)), key == tab)
            for key in terms.TABS
        ),
        notices=tuple(_notices(view)),
        faults=tuple(fault(finding, say, view.links if view.rulebook else None) for finding in view.findings),
        home=view.links.to(address.HOME),
    )


def language_name(code: str, language: str) -> str:
    """Returns the name of a language in another."""
    name = locale_of(language).languages.get(code.split("-", maxsplit=1)[0])
    return str(name) if name else code


def _notices(view: CampaignView) -> Iterator[Notice]:
    header, say = view.campaign.plan.campaign, view.say
    for cause in dict.fromkeys(kpi.cause for kpi in view.campaign.unmeasured.values()):
        names = [kpi.title for kpi in view.campaign.unmeasured.values() if kpi.cause == cause]
        words = Markup('<span lang="en">{}:{}: {} {}</span>')
        text = words.format(cause.file, cause.span.line, cause.message, cause.help)
        yield Notice("paused", say("Not measured: {kpis}", kpis=say.list(names)), text)
    if header.stopped:
        title = say("Stopped on {day}", day=say.day(header.stopped.date))
        yield Notice("stopped", title, view.text(header.stopped.because))
    for name, pause in view.campaign.plan.schedule.pauses.items():
        for window in pause.windows:
            start, end = view.campaign.first_day(window), view.campaign.last_day(window)
            if start and end and start <= view.on <= end:
                title = say("Paused today: {pause}", pause=pause.title or name)
                yield Notice("paused", title, view.text(pause.because))
    if header.retrospective:
        yield Notice("retrospective", say("Written down after the campaign"), Markup(""))


def fault(finding: Finding, say: Say, links: Links | None = None) -> Fault:
    """Returns a finding as a page shows it; with `links` it leads to its rule.

    What is found without a rule, such as a file that cannot be read, is worded in English only.
    """
    ruled = finding.rule in _RULES
    return Fault(
        severity=finding.severity.value,
        label=say(terms.SEVERITIES[finding.severity]),
        place=f"{finding.file}:{finding.span.line}",
        message=finding.message,
        help=finding.help,
        language=say.language if ruled else "en",
        rule=Named(finding.rule, links.to(address.rule_page(finding.rule)) if ruled and links else ""),
    )


def sentence(view: CampaignView) -> tuple[tuple[str, str], ...]:
    """Returns the campaign as Lasswell's sentence: who says what, in which channel, to whom, with what effect."""
    campaign, say = view.campaign, view.say
    plan = campaign.plan
    answers = (
        view.team(plan.campaign.owner) or campaign.shared.organisation or "",
        plan.content.line or next((message.text for message in plan.content.messages.values()), ""),
        say.list(titles(view.channels(plan.channels))),
        say.list(titles(view.audiences(plan.audiences))),
        say.list(titles([view.kpi(name) for name in proofs(campaign)])),
    )
    return tuple((say(label), answer) for label, answer in zip(terms.SENTENCE, answers, strict=True))
