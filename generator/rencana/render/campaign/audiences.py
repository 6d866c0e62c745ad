"""Audiences as pages show them: who they are, where they are active, what for and when, and how that is known."""

from markupsafe import Markup
from msgspec import Struct

from rencana.plan.strategy import Evidence, Use
from rencana.render import address
from rencana.render.campaign.head import language_name
from rencana.render.subject.campaign import CampaignView, platform_title
from rencana.render.text.say import place


class EvidenceView(Struct, frozen=True):
    """What a statement rests on."""

    source: str
    day: str
    n: str
    link: str
    note: Markup


class UseView(Struct, frozen=True):
    """How an audience uses a platform."""

    platform: str
    active: str
    active_word: str
    purpose: str
    hours: str
    days: str
    evidence: tuple[EvidenceView, ...]
    note: Markup


class AudienceView(Struct, frozen=True):
    """An audience in full."""

    anchor: str
    title: str
    url: str
    profile: Markup
    part_of: str
    size: str
    desired_action: Markup
    barriers: tuple[Markup, ...]
    motivations: tuple[Markup, ...]
    evidence: tuple[EvidenceView, ...]
    uses: tuple[UseView, ...]
    languages: str
    places: str
    note: Markup


def audience_view(view: CampaignView, name: str) -> AudienceView:
    """Returns an audience in full."""
    audience, campaign, say = view.campaign.plan.audiences[name], view.campaign, view.say
    linked = view.audience(name)
    return AudienceView(
        anchor=address.anchor("audience", name),
        title=linked.title,
        url=linked.url,
        profile=view.text(audience.profile),
        part_of=view.audience(audience.part_of).title if audience.part_of else "",
        size=say.amount(audience.size),
        desired_action=view.text(audience.desired_action),
        barriers=tuple(view.text(barrier) for barrier in audience.barriers),
        motivations=tuple(view.text(motivation) for motivation in audience.motivations),
        evidence=_evidence(view, audience.evidence),
        uses=tuple(_use(view, platform, use) for platform, use in audience.platforms.items()),
        languages=say.list([language_name(code, say.language) for code in audience.languages]),
        places=say.list([place(code, campaign, say.language) for code in audience.places]),
        note=view.text(audience.note),
    )


def _evidence(view: CampaignView, evidence: tuple[Evidence, ...]) -> tuple[EvidenceView, ...]:
    return tuple(
        EvidenceView(
            view.source(fact.source),
            view.say.when(fact.date, view.campaign, last=True),
            view.say.amount(fact.n),
            fact.link or "",
            view.text(fact.note),
        )
        for fact in evidence
    )


def _use(view: CampaignView, platform: str, use: Use) -> UseView:
    say = view.say
    active = {True: "yes", False: "no", None: "unknown"}[use.active]
    words = {"yes": say("active"), "no": say("not active"), "unknown": say("not said")}
    return UseView(
        platform_title(view.campaign, platform, say.language),
        active,
        words[active],
        ", ".join(purpose.replace("-", " ") for purpose in use.purpose),
        ", ".join(say.hours(hours) for hours in use.hours),
        say.weekdays(use.days),
        _evidence(view, use.evidence),
        view.text(use.note),
    )
