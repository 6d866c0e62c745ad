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
from rencana.render.subject.campaign import Named, Scene
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


def framework_links(scene: Scene) -> tuple[Named, ...]:
    """Returns the pages of a campaign in each framework."""
    page = address.campaign_page
    return tuple(Named(one.title, scene.links.to(page(scene.campaign.id, one.id))) for one in frameworks().values())


def printed_links(scene: Scene) -> tuple[Named, ...]:
    """Returns the pages of a campaign that print the plan otherwise: its report, and each framework."""
    report = scene.links.to(address.campaign_page(scene.campaign.id, "report"))
    return (Named(scene.say("Report on one sheet"), report), *framework_links(scene))


def framework_view(scene: Scene, framework: Framework, portfolio_titles: Mapping[str, str]) -> FrameworkView:
    """Makes the view of a plan in a framework."""
    language = scene.say.language
    sections = tuple(_section(scene, one, number) for number, one in enumerate(framework.sections, 1))
    fields = [field for section in sections for field in section.fields]
    return FrameworkView(
        head=head(scene, framework.id, portfolio_titles),
        name=framework.title,
        about=title_in(framework.about, language),
        mark=title_in(framework.mark, language) if framework.mark else "",
        source=framework.source,
        asked=len(fields),
        answered=sum(1 for field in fields if not field.gaps),
        sections=sections,
        gaps=tuple(gap for field in fields for gap in field.gaps),
        others=tuple(one for one in framework_links(scene) if one.title != framework.title),
        report=scene.links.to(address.campaign_page(scene.campaign.id, "report")),
    )


def _section(scene: Scene, one: FrameworkSection, number: int) -> SectionView:
    # A site that hides the money must not say that the plan names none.
    shown = (field for field in one.fields if scene.budgets or field.of != _MONEY)
    language = scene.say.language
    title = title_in(one.title, language)
    fields = tuple(_field(scene, title, field) for field in shown)
    return SectionView(address.anchor("part", one.id), number, title, title_in(one.question, language), fields)


def _field(scene: Scene, section: str, field: FrameworkField) -> FieldView:
    title = title_in(field.title, scene.say.language)
    found = _answers(scene.measured, scene.say, _beside(scene), field.of, field.only)
    gaps = tuple(_gaps(scene, section, title, field, found))
    return FieldView(title, tuple(one for one in found if one.said), gaps)


def _beside(scene: Scene) -> Links:
    """Returns the links of the report: they are right on each page beside it."""
    return Links(address.campaign_page(scene.campaign.id, "report"), scene.links.folders)


@lru_cache(128)
def _answers(measured: Measured, say: Say, links: Links, of: str, only: tuple[str, ...]) -> tuple[Answer, ...]:
    """Returns what a plan answers; several frameworks ask for the same."""
    return tuple(WORDS[of].collect(Scene(measured.campaign, say, links, measured.on, measured), only))


def _gaps(scene: Scene, section: str, title: str, field: FrameworkField, found: tuple[Answer, ...]) -> Iterator[Gap]:
    kind = ", ".join(scene.say.term(word, _KINDS) for word in field.only)
    if not found:
        path = WORDS[field.of].path
        yield Gap(section, title, "", kind, ".".join(path), _line(scene, path))
    for one in found:
        if not one.said:
            yield Gap(section, title, one.about.title, "", ".".join(one.path), _line(scene, one.path))


def _line(scene: Scene, path: tuple[str, ...]) -> int | None:
    """Returns the line of the nearest part of the plan around a path that is there."""
    for length in range(len(path), 0, -1):
        if _is_there(scene, path[:length]):
            return scene.campaign.document.key_place(path[:length]).line
    return None


def _is_there(scene: Scene, path: tuple[str, ...]) -> bool:
    data: object = scene.campaign.document.data
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True
