"""The first four stages of a plan: objectives, audiences, content, channels; and who answers when people write back."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator

from rencana.plan.header import Window
from rencana.plan.language.fault import fail
from rencana.plan.language.part import NONE, Also, IdMap, Keyed, Many, PlanPart, WithKey
from rencana.plan.language.scalar import (
    Count,
    Date,
    Day,
    Duration,
    Flag,
    Frequency,
    HourRange,
    Language,
    Link,
    People,
    Prose,
    Ref,
    Scalar,
    Share,
    Text,
    Title,
    read_id,
)
from rencana.source.document import EMPTY

ObjectiveType: TypeAlias = Literal[
    "awareness",
    "understanding",
    "traffic",
    "service",
    "engagement",
    "leads",
    "conversion",
    "behaviour",
    "trust",
    "advocacy",
    "community",
    "retention",
]
Quadrant: TypeAlias = Literal["entertain", "inspire", "educate", "convince"]
Tier: TypeAlias = Literal["hero", "hub", "help"]
Media: TypeAlias = Literal["paid", "earned", "shared", "owned"]
Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Evidence(PlanPart):
    """What a statement rests on."""

    shorthand: ClassVar = ("source",)

    source: Ref
    """A source of portfolio.yaml or of this plan."""
    date: Date | None = None
    """When it was found out."""
    n: Count | None = None
    """How many people or cases it rests on."""
    link: Link | None = None
    """Where it can be read."""
    note: Prose | None = None
    """What it says."""


class Sign(PlanPart):
    """Something that shows that a qualitative objective is met: seen or not, with a date."""

    shorthand: ClassVar = ("text",)

    text: Text
    """What would be seen."""
    seen: Day | None = None
    """The day on which it was seen."""
    note: Prose | None = None
    """What exactly was seen."""


class Objective(PlanPart):
    """What the campaign wants to achieve, with its yardstick."""

    title: Title | None = None
    """A short name."""
    type: ObjectiveType | None = None
    """What kind of effect is meant; it decides which KPIs are evidence for it."""
    statement: Prose | None = None
    """Who changes what; a sentence that can turn out true or false."""
    serves: Many[Ref] = ()
    """Goals of the organisation that it serves."""
    audiences: Many[Ref] = ()
    """The audiences that it is about, where the messages do not say so."""
    yardsticks: Many[Ref] = ()
    """KPIs of `measurement` that prove it; all of them must be met."""
    signs: Keyed[Sign] = NONE
    """What would be seen, where the objective is not measured in numbers."""
    note: Prose | None = None
    """What else should be known."""


class Use(PlanPart):
    """How an audience uses a platform."""

    may_be_empty: ClassVar = True

    active: Flag | None = None
    """Whether the audience actively uses it."""
    purpose: Many[Text] = ()
    """What for, such as discover, be-entertained, ask."""
    hours: Many[HourRange] = ()
    """At what hours, such as 19:00-22:00."""
    days: Many[Weekday] = ()
    """On which days of the week."""
    evidence: Many[Evidence] = ()
    """How this is known."""
    note: Prose | None = None
    """What else should be known."""


class Audience(PlanPart):
    """To whom the campaign speaks."""

    may_be_empty: ClassVar = True

    title: Title | None = None
    """What the audience is called."""
    profile: Prose | None = None
    """Who they are, what they do and want."""
    part_of: Ref | None = None
    """The larger audience that it is a part of."""
    size: People | None = None
    """How many people, or which share of the larger audience."""
    evidence: Many[Evidence] = ()
    """How this is known."""
    desired_action: Prose | None = None
    """What they should do."""
    barriers: Many[Prose] = ()
    """What keeps them from it."""
    motivations: Many[Prose] = ()
    """What would move them."""
    platforms: Keyed[Use] = NONE
    """Where they are, what for and when."""
    languages: Many[Language] = ()
    """The languages that they read."""
    places: Many[Ref] = ()
    """Where they live."""
    disjoint: Flag = False
    """True where it shares nobody with the other audiences that say so."""
    note: Prose | None = None
    """What else should be known."""


DISJOINT = "disjoint"
"""Among the audiences of a plan it is no audience: it says of all of them that they share nobody."""


def _hand_on_disjoint(data: object) -> object:
    """Hands `disjoint` of all audiences on to each of them; what is no flag is left to the reader of their ids."""
    if not isinstance(data, dict) or DISJOINT not in data:
        return data
    flag = data[DISJOINT]
    audiences = {name: audience for name, audience in data.items() if name != DISJOINT}
    if flag not in ("true", "false"):
        return {**audiences, DISJOINT: EMPTY}
    return {
        name: {DISJOINT: flag, **({} if audience is EMPTY else audience)}
        if audience is EMPTY or isinstance(audience, dict)
        else audience
        for name, audience in audiences.items()
    }


def _read_audience_id(text: object) -> str:
    if text == DISJOINT:
        help = "Write `disjoint: true` where no person is in two audiences; or give the audience another id."
        fail("bad-choice", "Among the audiences, `disjoint` is either true or false.", help=help)
    return read_id(text)


AudienceId: TypeAlias = Annotated[str, Scalar("id", _read_audience_id)]
Audiences: TypeAlias = Annotated[
    Mapping[AudienceId, Audience],
    AfterValidator(IdMap),
    BeforeValidator(_hand_on_disjoint),
    WithKey(DISJOINT, {"scalar": "flag"}, "True where no person is in two of the audiences."),
]


class Message(PlanPart):
    """One thing that the campaign says."""

    shorthand: ClassVar = ("text",)

    text: Text
    """The message in its own words."""
    audiences: Many[Ref] = ()
    """Whom it is for."""
    objectives: Many[Ref] = ()
    """Which objectives it works for."""
    call_to_action: Text | None = None
    """What it asks people to do."""
    proof: Prose | None = None
    """Why it should be believed."""
    note: Prose | None = None
    """What else should be known."""


class Pillar(PlanPart):
    """A kind of content that comes back; its audiences and objectives follow from its messages."""

    title: Title | None = None
    """What the pillar is called."""
    quadrant: Quadrant | None = None
    """What it does: entertain, inspire, educate, convince."""
    tier: Tier | None = None
    """Its weight: hero (a few big moments), hub (regular), help (always there)."""
    share: Share | None = None
    """Its planned share of all content."""
    formats: Many[Ref] = ()
    """The formats that it appears in, such as reel or carousel."""
    messages: Many[Ref] = ()
    """The messages that it carries."""
    note: Prose | None = None
    """What it looks like."""


class Content(PlanPart):
    """What the campaign says, designed from the audience and before any channel."""

    approach: Prose | None = None
    """The tone and manner."""
    line: Text | None = None
    """The line that runs through everything."""
    messages: Keyed[Message] = NONE
    """What is said."""
    pillars: Keyed[Pillar] = NONE
    """The kinds of content that say it."""
    note: Prose | None = None
    """What else should be known."""


ANY = "any"
"""In place of a format it means every format that is not named beside it."""


class Rhythm(PlanPart):
    """How often something is published on a channel; a single text such as 3 a week is both ends."""

    shorthand: ClassVar = ("min", "max")

    min: Frequency | None = None
    """At least so often."""
    max: Frequency | None = None
    """At most so often."""
    days: Many[Weekday] = ()
    """On which days of the week."""
    hours: Many[HourRange] = ()
    """At what hours."""
    note: Prose | None = None
    """What else should be known."""


def _any_format(data: object) -> object:
    return {ANY: data} if isinstance(data, str) else data


class Why(PlanPart):
    """Why a channel was chosen: it must lead back to objective, audience and content."""

    shorthand: ClassVar = ("because",)

    objectives: Many[Ref] = ()
    """Objectives that it serves."""
    audiences: Many[Ref] = ()
    """Audiences that are active there."""
    pillars: Many[Ref] = ()
    """Pillars that it carries."""
    because: Prose | None = None
    """The reason in words; popularity is none."""


class Channel(PlanPart):
    """An account or a place on a platform."""

    may_be_empty: ClassVar = True

    title: Title | None = None
    """What the channel is called."""
    platform: Ref | None = None
    """The network or medium, where it differs from the id."""
    account: Text | None = None
    """The name of the account."""
    link: Link | None = None
    """Its address."""
    kind: Many[Media] = ()
    """Paid, earned, shared or owned."""
    why: Why | None = None
    """Why it was chosen."""
    formats: Many[Ref] = ()
    """Formats that are used here, where the pillars do not say so."""
    rhythm: Annotated[Keyed[Rhythm], BeforeValidator(_any_format), Also({"scalar": "rate"})] = NONE
    """How often each format appears, such as `reel: 3 a week`; `any` is every format."""
    windows: Many[Window] = ()
    """When it is used, if not all the time."""
    audiences: Many[Ref] = ()
    """The audiences that it speaks to, where the pillars do not say so."""
    places: Many[Ref] = ()
    """Where it is used."""
    owner: Ref | None = None
    """The team that runs it."""
    note: Prose | None = None
    """What else should be known."""


class Rejected(PlanPart):
    """What was looked at and not chosen, with the reason."""

    channels: Keyed[Prose] = NONE
    """Channels that were not chosen, each with its reason."""
    note: Prose | None = None
    """What else should be known."""


class Interaction(PlanPart):
    """Two ways: who listens, how fast they answer, and what flows back into content."""

    watch: Many[Ref] = ()
    """The channels that are watched."""
    hours: Many[HourRange] = ()
    """At what hours somebody answers."""
    days: Many[Weekday] = ()
    """On which days somebody answers; all, where it is left out."""
    respond_within: Duration | None = None
    """How fast an answer comes."""
    team: Ref | None = None
    """The team that answers."""
    escalate: Prose | None = None
    """What goes to whom at once."""
    feeds_back: Prose | None = None
    """What of the conversation flows back into content."""
    note: Prose | None = None
    """What else should be known."""
