"""Which ids must exist where: the table of every reference of the plan language, and the walk that checks them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field

from rencana.finding import Finding
from rencana.plan.language.fault import fault, name_hidden, several, short
from rencana.plan.language.gaps import NO_GAPS, Gaps
from rencana.plan.language.part import NONE, PlanPart
from rencana.plan.language.scalar import is_place_code
from rencana.plan.language.when import is_written_day
from rencana.source.document import Document
from rencana.span import Span
from rencana.words.nearest import by_likeness, nearest

PathKey = tuple[str | int, ...]
KEY = "[key]"
"""At the end of a path it means the key before it, not the value."""

PLAN_REFERENCES: tuple[tuple[str, str], ...] = (
    ("audiences.*.evidence.*.source", "source"),
    ("audiences.*.part_of", "audience"),
    ("audiences.*.places.*", "place"),
    ("audiences.*.platforms.*.evidence.*.source", "source"),
    ("audiences.*.platforms.[key]", "platform"),
    ("budget.lines.*.channel", "channel"),
    ("budget.lines.*.phase", "phase"),
    ("calendar.*.at.when", "date"),
    ("calendar.*.audiences.*", "audience"),
    ("calendar.*.channels.[key]", "channel"),
    ("calendar.*.format", "format"),
    ("calendar.*.message", "message"),
    ("calendar.*.owner", "team"),
    ("calendar.*.phase", "phase"),
    ("calendar.*.pillar", "pillar"),
    ("calendar.*.windows.*.end", "date"),
    ("calendar.*.windows.*.places.*", "place"),
    ("calendar.*.windows.*.start", "date"),
    ("campaign.owner", "team"),
    ("campaign.period.end", "date"),
    ("campaign.period.start", "date"),
    ("campaign.places.*", "place"),
    ("channels.*.audiences.*", "audience"),
    ("channels.*.formats.*", "format"),
    ("channels.*.owner", "team"),
    ("channels.*.places.*", "place"),
    ("channels.*.platform", "platform"),
    ("channels.*.rhythm.[key]", "format"),
    ("channels.*.why.audiences.*", "audience"),
    ("channels.*.why.objectives.*", "objective"),
    ("channels.*.why.pillars.*", "pillar"),
    ("channels.*.windows.*.end", "date"),
    ("channels.*.windows.*.places.*", "place"),
    ("channels.*.windows.*.start", "date"),
    ("content.messages.*.audiences.*", "audience"),
    ("content.messages.*.objectives.*", "objective"),
    ("content.pillars.*.formats.*", "format"),
    ("content.pillars.*.messages.*", "message"),
    ("interaction.team", "team"),
    ("interaction.watch.*", "channel"),
    ("measurement.kpis.*.audiences.*", "audience"),
    ("measurement.kpis.*.baseline.audience", "audience"),
    ("measurement.kpis.*.baseline.date", "date"),
    ("measurement.kpis.*.baseline.period.end", "date"),
    ("measurement.kpis.*.baseline.period.start", "date"),
    ("measurement.kpis.*.baseline.place", "place"),
    ("measurement.kpis.*.baseline.source", "source"),
    ("measurement.kpis.*.channels.*", "channel"),
    ("measurement.kpis.*.collector", "team"),
    ("measurement.kpis.*.compare.*.audience", "audience"),
    ("measurement.kpis.*.compare.*.date", "date"),
    ("measurement.kpis.*.compare.*.place", "place"),
    ("measurement.kpis.*.compare.*.source", "source"),
    ("measurement.kpis.*.counts_from", "date"),
    ("measurement.kpis.*.curve.[key]", "date"),
    ("measurement.kpis.*.metric", "metric"),
    ("measurement.kpis.*.phase", "phase"),
    ("measurement.kpis.*.places.*", "place"),
    ("measurement.kpis.*.sources.*", "source"),
    ("measurement.kpis.*.targets.*.by", "date"),
    ("measurement.kpis.*.targets.*.phase", "phase"),
    ("measurement.kpis.*.targets.*.source", "source"),
    ("measurement.kpis.*.targets.*.within.end", "date"),
    ("measurement.kpis.*.targets.*.within.start", "date"),
    ("objectives.*.audiences.*", "audience"),
    ("objectives.*.serves.*", "goal"),
    ("objectives.*.yardsticks.*", "kpi"),
    ("playbooks.*.steps.*.channels.*", "channel"),
    ("reviews.*.owner", "team"),
    ("schedule.dates.*", "date"),
    ("schedule.pauses.*.channels.*", "channel"),
    ("schedule.pauses.*.windows.*.end", "date"),
    ("schedule.pauses.*.windows.*.places.*", "place"),
    ("schedule.pauses.*.windows.*.start", "date"),
    ("schedule.phases.*.audiences.*", "audience"),
    ("schedule.phases.*.channels.*", "channel"),
    ("schedule.phases.*.objectives.*", "objective"),
    ("schedule.phases.*.places.*", "place"),
    ("schedule.phases.*.windows.*.end", "date"),
    ("schedule.phases.*.windows.*.places.*", "place"),
    ("schedule.phases.*.windows.*.start", "date"),
)
"""Where a plan names something, and what it names; `*` is every entry or item, `[key]` the keys themselves.

Only `campaign.part_of` is not here: it leads out of the plan, and is looked at when all plans are known.
"""

SHARED_REFERENCES: tuple[tuple[str, str], ...] = (
    ("channels.*.formats.*", "format"),
    ("channels.*.limits.[key]", "format"),
    ("channels.*.metrics.*", "metric"),
    ("channels.*.platform", "platform"),
    ("goals.*.owner", "team"),
    ("goals.*.part_of", "goal"),
    ("pauses.*.channels.*", "channel"),
    ("places.*.includes.*", "place"),
)
"""The same for portfolio.yaml."""


class Names(Struct, frozen=True):
    """What exists: the ids that may be named, by kind; and for each kind a sentence that says where it is declared."""

    ids: Mapping[str, frozenset[str]]
    homes: Mapping[str, str]
    gaps: Gaps = NO_GAPS
    """What may exist too, in parts that could not be read."""

    def have(self, kind: str, name: str) -> bool:
        """Tells whether something exists, or says by itself what it means: the code of a place, or a day."""
        if name in self.ids[kind] or self.gaps.may_hold(kind, name):
            return True
        return (kind == "place" and is_place_code(name)) or (kind == "date" and is_written_day(name))


Locate = Callable[[PathKey], tuple[str, Span]]
"""Tells the file and the span of a path; a path that ends in `[key]` means the key before it."""


Offer = Callable[[PathKey], tuple[str, Sequence[str]]]
"""Tells who offers the formats that may stand at a path, and which; nobody where that is not known."""
_NO_OFFER: tuple[str, Sequence[str]] = ("", ())


class DeadReference(Struct, frozen=True):
    """A reference that leads nowhere: where it stands, and what it names; of a format, who offers which."""

    path: PathKey
    place: tuple[str, Span]
    kind: str
    name: str
    offer: tuple[str, Sequence[str]] = _NO_OFFER


def check_references(
    part: PlanPart, locate: Locate, table: tuple[tuple[str, str], ...], names: Names
) -> Iterator[Finding]:
    """Yields a finding for every reference of `part` that leads nowhere."""
    return blame(dead_references(part, locate, table, names), names)


def dead_references(
    part: PlanPart,
    locate: Locate,
    table: tuple[tuple[str, str], ...],
    names: Names,
    offer: Offer = lambda _: _NO_OFFER,
) -> Iterator[DeadReference]:
    """Yields every reference of `part` that leads nowhere."""
    named: list[tuple[PathKey, str, object]] = []
    _gather(part, _branches(table), (), named)
    for path, kind, value in named:
        # A date names something only where it is written as a name.
        name = value if isinstance(value, str) else getattr(value, "name", "") or None
        if name is not None and not names.have(kind, name):
            offered = offer(path) if kind == "format" else _NO_OFFER
            yield DeadReference(path, locate(path), kind, name, offered)


def blame(references: Iterable[DeadReference], names: Names) -> Iterator[Finding]:
    """Yields a finding for each reference that leads nowhere; one for all, where none of their kinds is declared."""
    dead = tuple(references)
    homeless = [reference for reference in dead if not names.ids[reference.kind]]
    if len(homeless) < _MANY:
        homeless = []
    for reference in dead:
        if reference not in homeless:
            yield unknown(reference.place, reference.name, reference.kind, names, reference.offer)
    if homeless:
        yield _undeclared(homeless, names)


def _undeclared(references: Sequence[DeadReference], names: Names) -> Finding:
    """Returns the finding that says which kinds of things are named again and again, and never declared."""
    kinds = sorted({reference.kind for reference in references})
    plurals = [f"{kind}s" for kind in kinds]
    listed = " and ".join(filter(None, (", ".join(plurals[:-1]), plurals[-1])))
    first = references[0]
    message = (
        f"{len(references)} names lead nowhere, as no {listed} are declared; the first is {short(first.name, 40)}."
    )
    help = " ".join(names.homes[kind] for kind in kinds)
    return fault("reference-unknown", *first.place, message, help=help)


class _Branch(Struct):
    """What stands below a step that several patterns share: the kind that is named there, and the steps that follow."""

    kind: str = ""
    steps: "dict[str, _Branch]" = field(default_factory=dict)


@lru_cache
def _branches(table: tuple[tuple[str, str], ...]) -> _Branch:
    """Returns patterns as a tree, so that a plan is walked once and not once for each of them."""
    root = _Branch()
    for pattern, kind in table:
        branch = root
        for step in pattern.split("."):
            branch = branch.steps.setdefault(step, _Branch())
        branch.kind = kind
    return root


def in_document(document: Document) -> Locate:
    """Returns where paths of a YAML file stand."""

    def locate(path: PathKey) -> tuple[str, Span]:
        if path[-1:] == (KEY,):
            return document.path, document.key_place(path[:-1])
        return document.path, document.place(path)

    return locate


def unknown(
    place: tuple[str, Span], name: str, kind: str, names: Names, offer: tuple[str, Sequence[str]] = _NO_OFFER
) -> Finding:
    """Returns the finding of a reference to an id that does not exist."""
    ids = sorted(names.ids[kind] - {name})
    message = f"There is no {kind} {short(name, 40)}."
    owner, offered = offer
    if parts := several(name):
        message, help = f"There is no {kind} {short(name, 40)}; it names several things.", _apart(place[0], parts)
    elif name[:1] in _QUOTES:
        help = "The quotes are taken as a part of it. Write it without them."
    elif offered:
        close = nearest(name, offered)
        help = f"Did you mean `{close}`? " if close else ""
        help += f"{owner} offers: {_listed(by_likeness(name, offered))}."
    elif close := nearest(name, ids):
        help = f"Did you mean `{close}`?"
    elif ids:
        help = f"Known: {_listed(by_likeness(name, ids) if kind == 'format' else ids)}. {names.homes[kind]}"
    else:
        help = f"None is declared yet. {names.homes[kind]}"
    message, help = name_hidden("reference-unknown", name, message, help.strip())
    return fault("reference-unknown", *place, message, help=help)


def _apart(file: str, names: Sequence[str]) -> str:
    """Returns how several names are written, which a single text holds."""
    if file.endswith(".csv"):
        return "A cell of this column names one thing; write a row for each."
    return f"Several stand in brackets, with commas between: [{', '.join(names)}]."


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:_MOST_LISTED])}{' …' if len(names) > _MOST_LISTED else ''}"


_QUOTES = frozenset("“”„«»‘’‚‹›\"'")


_MOST_LISTED = 10
_MANY = 4
"""From this number on, names of things of which none is declared are one finding: that nothing is declared."""


def _gather(value: object, branch: _Branch, path: PathKey, named: list[tuple[PathKey, str, object]]) -> None:
    """Adds every value that a pattern leads to, with its path and the kind of thing that it names."""
    if branch.kind:
        named.append((path, branch.kind, value))
    if not branch.steps:
        return
    if isinstance(value, PlanPart):
        # The dict in which pydantic keeps the fields: there are many parts, and most of their fields are left out.
        fields = value.__dict__
        for step, below in branch.steps.items():
            if (inner := fields.get(step)) is not None and inner is not NONE:
                _gather(inner, below, (*path, step), named)
        return
    for step, below in branch.steps.items():
        for keys, inner in _inside(value, step):
            _gather(inner, below, (*path, *keys), named)


def _inside(value: object, step: str) -> Iterable[tuple[PathKey, object]]:
    """Returns what a step leads to from anything but a part, with the keys that it adds to the path."""
    if isinstance(value, tuple):
        return [((index,), inner) for index, inner in enumerate(value)] if step == "*" else ()
    if isinstance(value, dict):
        if step == KEY:
            return [((key, KEY), key) for key in value]
        return [((key,), inner) for key, inner in value.items()] if step == "*" else ()
    when = getattr(value, "when", None) if step == "when" else None
    return (((), when),) if when is not None else ()
