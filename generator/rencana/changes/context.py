"""What it takes to tell of a difference: both states, the language, and the names of the things that changed."""

from collections.abc import Mapping

from msgspec import Struct

from rencana.catalogue import Metric, metrics, title_in
from rencana.changes.change import Difference, Path, PlanChange
from rencana.changes.kinds import CHANGED, KINDS, PARTS, REPLACED, SET, SINGLES, UNSET, PlanSection
from rencana.changes.told import STATES, Wording, tell_apart, told
from rencana.finding import short
from rencana.plan.agenda import Item
from rencana.plan.campaign import Campaign, Location
from rencana.plan.language.part import NONE, PlanPart
from rencana.plan.language.when import Calendar
from rencana.plan.measurement import KPI
from rencana.plan.metric import own_metrics
from rencana.plan.plan import Plan
from rencana.plan.readings import Reading
from rencana.plan.shared import Shared
from rencana.source.document import Document
from rencana.span import START
from rencana.words.languages import texts


class Side(Struct, frozen=True):
    """One state of a campaign, or of what all campaigns share."""

    id: str
    title: str
    part: PlanPart
    document: Document
    calendar: Calendar
    currency: str
    metrics: Mapping[str, Metric]
    campaign: Campaign | None = None

    @classmethod
    def of_campaign(cls, campaign: Campaign) -> "Side":
        """Returns a state of a campaign."""
        plan = campaign.plan
        places = (campaign.document, campaign.calendar, campaign.currency, campaign.metrics)
        return cls(campaign.id, plan.campaign.title, plan, *places, campaign)

    @classmethod
    def of_portfolio(cls, shared: Shared, document: Document) -> "Side":
        """Returns a state of what all campaigns share; it has no id."""
        known_metrics = {**metrics(), **own_metrics(shared.metrics)}
        title = shared.title or shared.organisation or ""
        return cls("", title, shared, document, shared.calendar, shared.currency or "", known_metrics)

    @property
    def plan(self) -> Plan:
        """The plan of the campaign."""
        assert isinstance(self.part, Plan)
        return self.part

    @property
    def items(self) -> Mapping[str, Item]:
        """The calendar of the campaign."""
        return self.campaign.items if self.campaign else NONE

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The numbers of the campaign."""
        return self.campaign.readings if self.campaign else ()

    def at(self, path: Path) -> object:
        """Returns what stands at a path; None where nothing does."""
        if path[:1] == ("calendar",) and len(path) > 1:
            return _inner(self.items.get(path[1]), path[2:])
        return _inner(self.part, path)

    def place(self, path: Path) -> Location:
        """Returns file and span of a path, or of the nearest part around it."""
        if self.campaign and path[:1] == ("calendar",) and len(path) > 1 and path[1] in self.campaign.item_places:
            return self.campaign.item_places[path[1]]
        return self.document.path, self.document.key_place(path) if path else START


class Context(Struct, frozen=True):
    """Two states, the language of the reader, and the tables of the parts that may change."""

    before: Side
    after: Side
    language: str
    parts: Mapping[Path, PlanSection] = PARTS
    singles: Mapping[str, PlanSection] = SINGLES

    def say(self, message: str, **values: object) -> str:
        """Returns the text of a message with values put in."""
        return texts(self.language).say(message, **values)

    def told(self, value: object, side: Side | None = None) -> str:
        """Returns a value in one line; `side` is the one that it stands in, the newer one if none is named."""
        return told(value, self._wording(side or self.after))

    def states(self, before: str, after: str) -> dict[str, str]:
        """Returns the words for two states of a plan or of a post."""
        return {"before": self.say(STATES[before]), "after": self.say(STATES[after])}

    def section(self, path: Path) -> tuple[PlanSection, int]:
        """Returns the section that a path leads into, and how many of its steps lead to the part that changed."""
        for depth in (1, 2):
            if (section := self.parts.get(path[:depth])) and len(path) > depth:
                return section, depth + 1
        return (self.singles[path[0]], 1) if path and path[0] in self.singles else (self.singles[""], 0)

    def what(self, path: Path) -> str:
        """Returns the noun and the name of the part that a path leads into, such as KPI “Brand views”."""
        section, depth = self.section(path)
        noun = self.say(section.noun)
        if depth > 1:
            return f"{noun} {self._name(path[:depth])}"
        return f"{noun} {short(self.after.title)}" if section.titled else noun

    def field(self, path: Path) -> str:
        """Returns the key that a path ends with, and those between it and the part that it belongs to."""
        _, depth = self.section(path)
        return f"`{'.'.join(path[depth:])}`"

    def changed(self, section: str, difference: Difference) -> PlanChange:
        """Returns the change of a field that has no words of its own."""
        is_part = self.section(difference.path)[1] == len(difference.path)
        message = UNSET if difference.after is None else SET if difference.before is None else CHANGED
        message = REPLACED if is_part else message
        return self.change(f"{section}-changed", difference, message=message)

    def change(
        self,
        kind: str,
        difference: Difference,
        values: Mapping[str, object] = NONE,
        *,
        message: str = "",
        place: Location | None = None,
        in_base: bool = False,
    ) -> PlanChange:
        """Returns the change of a kind that a difference is.

        `values` are put into its words beside both values; `message` goes before the words of the kind. Without a
        `place` it stands where the value stands: in the older state where nothing around it is left (or `in_base`).
        """
        path, before, after = difference.path, difference.before, difference.after
        told_before, told_after = tell_apart(before, after, self._wording(self.before), self._wording(self.after))
        words = {"what": self.what(path), "field": self.field(path), "before": told_before, "after": told_after}
        all_words: dict[str, object] = {**words, **values}
        in_base = in_base or (after is None and not self._stands(path))
        file, span = place or (self.before if in_base else self.after).place(path)
        return PlanChange(
            kind,
            KINDS[kind].weight,
            self.after.id,
            ".".join(path),
            "" if before is None else str(all_words["before"]),
            "" if after is None else str(all_words["after"]),
            self.say(message or KINDS[kind].message, **all_words),
            file,
            span,
            in_base,
        )

    def _wording(self, side: Side) -> Wording:
        return Wording(self.language, side.calendar)

    def _name(self, path: Path) -> str:
        for side in (self.after, self.before):
            part = side.at(path)
            title = getattr(part, "title", None) or getattr(part, "text", None) if isinstance(part, PlanPart) else None
            if title is None and isinstance(part, KPI) and part.metric in side.metrics:
                title = title_in(side.metrics[part.metric].title, self.language)
            if title:
                return short(title)
        return path[-1]

    def _stands(self, path: Path) -> bool:
        """Tells whether the part around what is gone still stands, so that its absence can be shown there."""
        return self.after.at(path[:-1]) is not None and path[:-1] not in self.parts


def _inner(part: object, path: Path) -> object:
    for step in path:
        inner = part.get(step) if isinstance(part, dict) else getattr(part, _field_of(part, step), None)
        if inner is None:
            return None
        part = inner
    return part


def _field_of(part: object, key: str) -> str:
    fields = getattr(type(part), "model_fields", {})
    return next((name for name, field in fields.items() if field.alias == key), key)
