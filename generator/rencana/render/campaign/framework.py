"""A plan printed in the sections of a framework, and what the framework asks for and the plan does not say."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from rencana.catalogue import Framework, FrameworkField, FrameworkSection, frameworks, title_in
from rencana.measure import Measured
from rencana.render import address
from rencana.render.address import Links
from rencana.render.campaign.answer import Answer
from rencana.render.campaign.answers import WORDS
from rencana.render.campaign.head import Head, head
from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.text import terms
from rencana.render.text.say import Say

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
    """A plan in the sections of a framework. `asked` is how many things it asks for, `answered` how many are whole."""

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
    return tuple(Named(one.title, view.links.to(page(view.campaign.id, one.id))) for one in frameworks().values())


def printed_links(view: CampaignView) -> tuple[Named, ...]:
    """Returns the pages of a campaign that print the plan otherwise: its report, and each framework."""
    report = view.links.to(address.campaign_page(view.campaign.id, "report"))
    return (Named(view.say("Report on one sheet"), report), *framework_links(view))


def framework_view(view: CampaignView, framework: Framework, portfolio_titles: Mapping[str, str]) -> FrameworkView:
    """Makes the view of a plan in a framework."""
    language = view.say.language
    sections = tuple(_section(view, one, number) for number, one in enumerate(framework.sections, 1))
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
        others=tuple(one for one in framework_links(view) if one.title != framework.title),
        report=view.links.to(address.campaign_page(view.campaign.id, "report")),
    )


def _section(view: CampaignView, one: FrameworkSection, number: int) -> SectionView:
    # A site that hides the money must not say that the plan names none.
    shown = (field for field in one.fields if view.budgets or field.of != _MONEY)
    language = view.say.language
    title = title_in(one.title, language)
    fields = tuple(_field(view, title, field) for field in shown)
    return SectionView(address.anchor("part", one.id), number, title, title_in(one.question, language), fields)


def _field(view: CampaignView, section: str, field: FrameworkField) -> FieldView:
    title = title_in(field.title, view.say.language)
    found = _answers(view.measured, view.say, _beside(view), field.of, field.only)
    gaps = tuple(_gaps(view, section, title, field, found))
    return FieldView(title, tuple(one for one in found if one.said), gaps)


def _beside(view: CampaignView) -> Links:
    """Returns the links of the report: they are right on each page beside it."""
    return Links(address.campaign_page(view.campaign.id, "report"), view.links.folders)


@lru_cache(128)
def _answers(measured: Measured, say: Say, links: Links, of: str, only: tuple[str, ...]) -> tuple[Answer, ...]:
    """Returns what a plan answers; several frameworks ask for the same."""
    return tuple(WORDS[of].collect(CampaignView(measured.campaign, say, links, measured.on, measured), only))


def _gaps(
    view: CampaignView, section: str, title: str, field: FrameworkField, found: tuple[Answer, ...]
) -> Iterator[Gap]:
    kind = ", ".join(view.say.term(word, _KINDS) for word in field.only)
    if not found:
        path = WORDS[field.of].path
        yield Gap(section, title, "", kind, ".".join(path), _line(view, path))
    for one in found:
        if not one.said:
            yield Gap(section, title, one.about.title, "", ".".join(one.path), _line(view, one.path))


def _line(view: CampaignView, path: tuple[str, ...]) -> int | None:
    """Returns the line of the nearest part of the plan around a path that is there."""
    for length in range(len(path), 0, -1):
        if _is_there(view, path[:length]):
            return view.campaign.document.key_place(path[:length]).line
    return None


def _is_there(view: CampaignView, path: tuple[str, ...]) -> bool:
    data: object = view.campaign.document.data
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True
