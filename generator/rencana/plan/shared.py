"""What all plans of a workspace share: plans/portfolio.yaml."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, PrivateAttr

from rencana.plan.header import Month, Pause, Period, month_number
from rencana.plan.language.fault import fail
from rencana.plan.language.gaps import NO_GAPS, Gaps
from rencana.plan.language.part import NONE, Keyed, Many, PlanPart
from rencana.plan.language.scalar import (
    Count,
    Currency,
    Duration,
    Label,
    Language,
    Link,
    Prose,
    Ref,
    Share,
    Text,
    Timezone,
    Title,
)
from rencana.plan.language.when import Calendar
from rencana.plan.measurement import OwnMetric, Source


class Team(PlanPart):
    """A team or a role, never a private person."""

    shorthand: ClassVar = ("title",)

    title: Title
    """What the team is called."""
    contact: Text | None = None
    """How to reach it: a shared mailbox or room."""


class Goal(PlanPart):
    """What the organisation wants; objectives serve it."""

    shorthand: ClassVar = ("title",)

    title: Title
    """The goal in one sentence."""
    period: Period | None = None
    """The time that it is set for."""
    part_of: Ref | None = None
    """The larger goal that it belongs to."""
    owner: Ref | None = None
    """The team that answers for it."""
    link: Link | None = None
    """Where it can be read."""
    note: Prose | None = None
    """What else should be known."""


class NamedPlace(PlanPart):
    """A place that has no code in ISO 3166, or a group of places."""

    shorthand: ClassVar = ("title",)

    title: Title
    """What it is called."""
    includes: Many[Ref] = ()
    """Places that it consists of."""


class Limit(PlanPart):
    """How much a format of a channel can hold; it overrides the shipped limit."""

    caption: Count | None = None
    """How many characters a caption may have."""
    media: Count | None = None
    """How many pictures or films."""


class SharedChannel(PlanPart):
    """A channel of the organisation, or an override of a shipped platform."""

    title: Title | None = None
    """What it is called."""
    platform: Ref | None = None
    """The network or medium, where it differs from the id."""
    account: Text | None = None
    """The name of the account."""
    link: Link | None = None
    """Its address."""
    formats: Many[Label] = ()
    """The formats that it offers, where they differ from the platform's."""
    metrics: Many[Ref] = ()
    """The metrics that it offers, where they differ from the platform's."""
    limits: Keyed[Limit] = NONE
    """Limits of a format, where they differ from the platform's."""
    note: Prose | None = None
    """What else should be known."""


class LinkTags(PlanPart):
    """The convention for UTM parameters; {channel}, {campaign}, {item}, {format} and {pillar} are put in."""

    source: Text | None = None
    """utm_source."""
    medium: Text | None = None
    """utm_medium."""
    campaign: Text | None = None
    """utm_campaign."""
    content: Text | None = None
    """utm_content."""
    term: Text | None = None
    """utm_term."""
    id: Text | None = None
    """utm_id."""


class CheckSettings(PlanPart):
    """How plans of this workspace are checked."""

    preset: Literal["default", "strict"] = "default"
    """Which rules apply and how much they weigh."""
    ignore: Keyed[Text] = NONE
    """Rules that are set aside, each with its reason."""
    severity: Keyed[Literal["error", "warning", "note", "off"]] = NONE
    """Rules that weigh more or less here than elsewhere: error, warning, note; `off` does not run them."""
    evidence_age: Duration = timedelta(days=730)
    """How old evidence may be when the campaign starts; two years, where it is left out."""
    rulebook: Link | None = None
    """The address of the rules on your site, such as https://plans.example/rules/; findings then lead there."""


def _at_most_all(share: Decimal) -> Decimal:
    if not 0 <= share <= 1:
        fail("bad-number", "A part of the days lies between 0% and 100%.", help="Write for example 90%.")
    return share


SETTING = "setting"
"""The kind of gap that leaves open how numbers are judged."""
DECIDING = ("coverage", "currency", "fiscal_year_start", "late", "pauses", "timezone")
"""The keys of portfolio.yaml that decide how numbers are judged."""


class Shared(PlanPart):
    """What all plans of a workspace share."""

    format: Literal["1"]
    """The version of the plan language: 1."""
    organisation: Text | None = None
    """The name of the organisation."""
    title: Title | None = None
    """The name of the site, where it is not the organisation's."""
    language: Language = "en"
    """The language of the site: id or en; a plan may set its own."""
    currency: Currency | None = None
    """The currency of amounts."""
    timezone: Timezone = "UTC"
    """The time zone that days and times are meant in."""
    fiscal_year_start: Month = "january"
    """The first month of a fiscal year."""
    teams: Keyed[Team] = NONE
    """Teams and roles, never private people."""
    goals: Keyed[Goal] = NONE
    """What the organisation wants; objectives serve these."""
    places: Keyed[NamedPlace] = NONE
    """Places that have no code in ISO 3166."""
    sources: Keyed[Source] = NONE
    """Where numbers come from; used by KPIs, evidence and readings alike."""
    metrics: Keyed[OwnMetric] = NONE
    """Own metrics, beside the shipped catalogue."""
    channels: Keyed[SharedChannel] = NONE
    """Own channels, or overrides of shipped ones."""
    pauses: Keyed[Pause] = NONE
    """Times in which no campaign publishes: an election, a mourning."""
    coverage: Annotated[Share, AfterValidator(_at_most_all)] = Decimal("0.9")
    """How much of its days must be read, on each channel, before a KPI is missed or kept; usually 90%."""
    late: Duration = timedelta(days=90)
    """How long after the campaign's end a first reading still counts for a target on that day; usually 90 days."""
    utm: LinkTags = LinkTags.model_construct()
    """One convention for links, generated and checked."""
    check: CheckSettings = CheckSettings.model_construct()
    """How plans of this workspace are checked."""

    _gaps: Gaps = PrivateAttr(default=NO_GAPS)

    @property
    def gaps(self) -> Gaps:
        """What portfolio.yaml may declare too, in parts that could not be read."""
        return self._gaps

    def with_gaps(self, gaps: Gaps) -> "Shared":
        """Returns the same with what could not be read."""
        shared = self.model_copy()
        shared._gaps = gaps  # noqa: SLF001  of its own kind
        return shared

    @property
    def settles_verdicts(self) -> bool:
        """Whether what decides about numbers could be read: pauses, coverage, currency and the like."""
        return SETTING not in self._gaps.kinds

    @property
    def calendar(self) -> Calendar:
        """What dates of the portfolio mean; it has no names for days."""
        return Calendar({}, month_number(self.fiscal_year_start))
