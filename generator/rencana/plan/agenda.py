"""What happens when: calendar items, reviews that end in a decision, and playbooks that come back."""

import datetime as dt
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from rencana.plan.header import Window
from rencana.plan.language.part import NONE, Also, Keyed, Many, PlanPart
from rencana.plan.language.scalar import At, Day, FilePath, Language, Link, Prose, Ref, Repeat, Text, Title

ItemState: TypeAlias = Literal["idea", "draft", "review", "approved", "scheduled", "published", "cancelled"]


NOT_PLANNED: frozenset[ItemState] = frozenset({"idea", "cancelled"})
"""The states of an item that nobody counts on: it may never go out."""


class Outlet(PlanPart):
    """An item on one channel, where it differs from the others."""

    may_be_empty: ClassVar = True

    state: ItemState | None = None
    """How far it is on this channel."""
    at: At | None = None
    """When it goes out on this channel."""
    post: Link | None = None
    """The address of what was published."""
    copy_text: Text | None = Field(default=None, alias="copy")
    """The caption on this channel."""


def _outlets(data: object) -> object:
    """Turns the short form, a list of channels, into a map."""
    if isinstance(data, str):
        return {data: {}}
    if isinstance(data, list) and all(isinstance(part, str) for part in data):
        return {part: {} for part in data}
    return data


_NAME = {"scalar": "id"}  # a list of names becomes the keys of a map
_NAMES = Also({"anyOf": [_NAME, {"type": "array", "items": _NAME}]})


class Item(PlanPart):
    """Something that is published: an entry of the calendar."""

    title: Title | None = None
    """A short working title."""
    at: At | None = None
    """When it goes out: a day, perhaps with a time; an idea needs none."""
    every: Repeat | None = None
    """The days of the week on which it comes back, such as friday 16:00."""
    windows: Many[Window] = ()
    """When a repeated item runs, if not through the whole campaign."""
    channels: Annotated[Keyed[Outlet], BeforeValidator(_outlets), _NAMES] = NONE
    """The channels that it appears on; a map where they differ."""
    format: Ref | None = None
    """Its format, such as reel or carousel."""
    pillar: Ref | None = None
    """The pillar that it belongs to."""
    message: Ref | None = None
    """The message that it carries."""
    audiences: Many[Ref] = ()
    """Whom it is for, where the message does not say so."""
    phase: Ref | None = None
    """The phase that it belongs to."""
    language: Language | None = None
    """The language of its text."""
    copy_text: Text | None = Field(default=None, alias="copy")
    """The caption as it will be published, to the letter."""
    alt: Text | None = None
    """What the picture or film shows, for those who do not see it."""
    assets: Many[FilePath] = ()
    """Pictures and films of the campaign, such as assets/cup.png."""
    link: Link | None = None
    """The address that it leads to."""
    state: ItemState = "idea"
    """How far it is: idea, draft, review, approved, scheduled, published, cancelled."""
    owner: Ref | None = None
    """The team that makes it."""
    note: Prose | None = None
    """What else should be known."""


class Review(PlanPart):
    """A look at the numbers that ends in a decision."""

    title: Title | None = None
    """What the review is called."""
    date: Day | None = None
    """When it takes place."""
    question: Prose | None = None
    """What it should answer."""
    found: Prose | None = None
    """What was found."""
    decision: Prose | None = None
    """What was decided."""
    because: Prose | None = None
    """The reason."""
    next: Prose | None = None
    """What happens next."""
    owner: Ref | None = None
    """The team that carries the decision out."""
    learned: Many[Prose] = ()
    """What the next plan should know."""

    def waits(self, on: dt.date) -> bool:
        """Tells whether its day has come, and nothing is decided."""
        return self.date is not None and self.date <= on and not self.decision


class PlaybookStep(PlanPart):
    """One step of a playbook."""

    shorthand: ClassVar = ("text",)

    text: Text
    """What is done."""
    channels: Many[Ref] = ()
    """Where it is done."""
    when: Text | None = None
    """When, in relation to the occasion."""


class Playbook(PlanPart):
    """What is done each time that an occasion comes, such as an event or a release."""

    title: Title | None = None
    """What it is called."""
    occasion: Text | None = None
    """When it is used."""
    steps: Keyed[PlaybookStep] = NONE
    """What is done, in order."""
    note: Prose | None = None
    """What else should be known."""
