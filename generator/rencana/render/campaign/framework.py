"""A plan printed in the sections of a framework, and what the framework asks for and the plan does not say."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from rencana.catalogue import Framework, FrameworkField, FrameworkSection, frameworks, title_in
from rencana.render import address
from rencana.render.address import Links
from rencana.render.campaign.answers import WORDS, Answer
from rencana.render.campaign.head import Head, head
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.text import terms

_MONEY = "budget"
_KINDS: Mapping[str, str] = {**terms.OBJECTIVES, **terms.LEVELS, **terms.MEDIA}


class Gap(Struct, frozen=True):
    """Something that a framework asks for and the plan does not say. `place` is where it would be written."""

    section: str
    field: str
    about: str
    kind: str
    """Which type, level or kind is asked for, where not any will do."""
    place: str
    line: int | None
    """The line of plan.yaml below which it belongs; None where what it belongs to is not there either."""


class FieldView(Struct, frozen=True):
    """One thing that a framework asks for, with what the plan answers, and its gaps."""

    title: str
    answers: tuple[Answer, ...]
    gaps: tuple[Gap, ...]


class SectionView(Struct, frozen=True):
    """A section of a framework."""

    anchor: str
    number: int
    title: str
    question: str
    fields: tuple[FieldView, ...]


class FrameworkView(Struct, frozen=True):
    """A plan in the sections of a framework. `asked` counts what it asks for, `answered` what has no gap."""

    head: Head
    name: str
    about: str
    mark: str
    source: str
    asked: int
    answered: int
    sections: tuple[SectionView, ...]
    gaps: tuple[Gap, ...]
    others: tuple[Named, ...]
    report: str


def framework_links(view: CampaignView) -> tuple[Named, ...]:
    """Returns the pages of a campaign in each framework."""
    page = address.campaign_page
    return tuple(
        Named(framework.title, view.links.to(page(view.campaign.id, framework.id)))
        for framework in frameworks().values()
    )


def printed_links(view: CampaignView) -> tuple[Named, ...]:
    """Returns the pages of a campaign that print the plan otherwise: its report, and each framework."""
    report = view.links.to(address.campaign_page(view.campaign.id, "report"))
    return (Named(view.say("Report on one sheet"), report), *framework_links(view))


def framework_view(view: CampaignView, framework: Framework, portfolio_titles: Mapping[str, str]) -> FrameworkView:
    """Makes the view of a plan in a framework."""
    language = view.say.language
    sections = tuple(_section(view, section, number) for number, section in enumerate(framework.sections, 1))
    fields = [field for section in sections for field in section.fields]
    return FrameworkView(
        head=head(view, framework.id, portfolio_titles),
        name=framework.title,
        about=title_in(framework.about, language),
        mark=title_in(framework.mark, language) if framework.mark else "",
        source=framework.source,
        asked=len(fields),
        answered=sum(1 for field in fields if not field.gaps),
        sections=sections,
        gaps=tuple(gap for field in fields for gap in field.gaps),
        others=tuple(link for link in framework_links(view) if link.title != framework.title),
        report=view.links.to(address.campaign_page(view.campaign.id, "report")),
    )


def _section(view: CampaignView, section: FrameworkSection, number: int) -> SectionView:
    language = view.say.language
    title = title_in(section.title, language)
    # A site that hides the money must not say that the plan names none.
    fields = tuple(_field(view, title, field) for field in section.fields if view.budgets or field.of != _MONEY)
    return SectionView(address.anchor("part", section.id), number, title, title_in(section.question, language), fields)


def _field(view: CampaignView, section: str, field: FrameworkField) -> FieldView:
    title = title_in(field.title, view.say.language)
    # Several frameworks ask for the same. The links of the report are right on each page beside it, so that one answer
    # serves the pages of all frameworks.
    beside = replace(view, links=Links(address.campaign_page(view.campaign.id, "report"), view.links.folders))
    answers = view.shared(
        (_field, view.say, field.of, field.only), lambda: tuple(WORDS[field.of].collect(beside, field.only))
    )
    gaps = [
        Gap(section, title, answer.about.title, "", ".".join(answer.path), _line(view, answer.path))
        for answer in answers
        if not answer.said
    ]
    if not answers:
        path = WORDS[field.of].path
        kind = ", ".join(view.say.term(word, _KINDS) for word in field.only)
        gaps = [Gap(section, title, "", kind, ".".join(path), _line(view, path))]
    return FieldView(title, tuple(answer for answer in answers if answer.said), tuple(gaps))


def _line(view: CampaignView, path: tuple[str, ...]) -> int | None:
    """Returns the line of the deepest key of a path that the plan has; None where it has not even the first."""
    data: object = view.campaign.document.data
    depth = 0
    for key in path:
        if not isinstance(data, dict) or key not in data:
            break
        data = data[key]
        depth += 1
    return view.campaign.document.key_place(path[:depth]).line if depth else None
