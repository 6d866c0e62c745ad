"""Values that no plan should hold, at every place of the plan language; the places are read off its types."""

import json
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError

from rencana.check import RULES
from rencana.plan.items import COLUMNS
from rencana.plan.language.fault import refusal
from rencana.plan.language.part import OWN, PlanPart
from rencana.plan.language.reference import KEY, PLAN_REFERENCES, SHARED_REFERENCES
from rencana.plan.language.scalar import LONGEST_ID, Scalar
from rencana.plan.plan import Plan
from rencana.plan.readings import READING_COLUMNS
from rencana.plan.schema import SCALARS
from rencana.plan.shared import Shared
from rencana.source.document import EMPTY

Place = tuple[str | int, ...]
Leaf = Callable[[Scalar, str], Any]
"""Gives the text of a scalar at a place, which is written as in the tables of references."""

TEXTS: tuple[str, ...] = (
    " ",
    "a" * 300,
    "word " * 60,
    "茶" * 300,
    "ع" * 300,
    "🍵" * 300,
    "की" * 150,
    "\x1b]0;x\x07",
    "\x00",
    "a\u202eb",
    "\uffff",
    "\ud800",
    "\u2028",
    "\ufeff",
    "nul",
    "index",
    "NUL.txt",
    "../../up",
    "CON ",
    "=1+1",
    "<script>",
    "![x](assets/" + "a" * 300 + ".png)",
    "{{ 7 }}",
    "x-",
    "1e999",
    "9" * 300,
    "0001-01-01",
    "9999-12-31",
    "%",
    "---",
)
"""Texts: blank, long, in many scripts, with signs that nobody sees, and those that mean something elsewhere."""

IDS: tuple[str, ...] = (
    "a" * LONGEST_ID,
    "茶" * LONGEST_ID,
    "ع" * LONGEST_ID,
    "की" * (LONGEST_ID // 2),
    "की",
    "का",
    "λόγος",
    "λόγοσ",
    "straße",
    "strasse",
    "index",
    "nul-1",
    "404",
    "constructor",
)
"""Ids that are taken, at the edge of what is."""

SHAPES: tuple[Any, ...] = (
    EMPTY,
    [],
    [""],
    {},
    {"a": EMPTY},
    [[]],
    [{}],
    {"": ""},
    {"a" * 300: "b"},
    [["a"], {"b": "c"}],
)
"""What stands where something else belongs."""

KEYS: tuple[bytes, ...] = (b"[a]", b"{a: b}", b'""', b"~", b"", b"? [a]", b'"\\e"', b'"\\ud800"', b"<<", b"*a", b"&a a")
"""Keys that are none, as they are written."""

LONGEST_CELL = "x" * 131_073
"""One character more than Python's reader of tables takes."""

_SAMPLES: Mapping[str, str] = {
    "amount": "5",
    "change": "+5%",
    "count": "5",
    "currency": "IDR",
    "day": "2026-03-02",
    "duration": "3 days",
    "every": "friday 16:00",
    "flag": "false",
    "former-id": "former",
    "hours": "19:00-22:00",
    "id": "a",
    "language": "en",
    "link": "https://a.example/b",
    "moment": "2026-03-02 19:00",
    "money": "5 IDR",
    "path": "assets/a.png",
    "prose": "Some words.",
    "rate": "3 a week",
    "reference": "a",
    "share": "50%",
    "text": "word",
    "timezone": "Asia/Jakarta",
    "when": "2026-03-02",
}
assert _SAMPLES.keys() == SCALARS.keys()
_NAMING = frozenset({"id", "moment", "reference", "when"})
"""Kinds of text that may be the name of something that stands elsewhere."""
_NAMED: Mapping[str, str] = {"platform": "instagram", "format": "reel", "metric": "views", "date": "2026-03-02"}
"""Samples of what a reference names, where they are shipped; all else is declared as `a`."""
_KINDS = dict((*PLAN_REFERENCES, *SHARED_REFERENCES))


def sample(scalar: Scalar, place: str) -> str:
    """Returns a text that a plan may well hold at a place."""
    if place == f"schedule.dates.{KEY}" or place.endswith(f".curve.{KEY}"):
        return "day-one"
    if place == "campaign.part_of":
        return "parent"
    if place.endswith(".formula"):
        return "2 * views"
    return _NAMED.get(_KINDS.get(place, ""), "a") if scalar.name in ("id", "reference") else _SAMPLES[scalar.name]


def data_of(kind: type[PlanPart], leaf: Leaf, own: object = "mine", place: tuple[str, ...] = ()) -> dict[str, Any]:
    """Returns a part with all of its keys, down to the last; `own` stands at the user's own keys."""
    data: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if field.alias == OWN:
            data["x-own"] = own
        else:
            data[field.alias or name] = _value(field.annotation, field.metadata, leaf, own, (*place, name))
    return data


def _value(annotation: Any, metadata: Any, leaf: Leaf, own: object, place: tuple[str, ...]) -> Any:
    if scalar := next((note for note in metadata if isinstance(note, Scalar)), None):
        return leaf(scalar, ".".join(place))
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value(arguments[0], arguments[1:], leaf, own, place)
    if origin in (Union, types.UnionType):
        return _value(arguments[0], (), leaf, own, place)
    if origin is Literal:
        return arguments[0]
    if origin is tuple:
        return [_value(arguments[0], (), leaf, own, (*place, "*"))]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key = _value(arguments[0], (), leaf, own, (*place, KEY))
        return {key: _value(arguments[1], (), leaf, own, (*place, "*"))}
    assert issubclass(annotation, PlanPart), (annotation, place)
    return data_of(annotation, leaf, own, place)


def hostile(text: str, *, taken: bool) -> Leaf:
    """Gives a text wherever a reader takes it; or, where it should not be `taken`, wherever it is refused.

    What must exist elsewhere, or be a formula, is refused only later; such places are left alone.
    """

    def leaf(scalar: Scalar, place: str) -> str:
        is_taken = not refusal(scalar.read, text)
        is_left = scalar.name in _NAMING or place.endswith(".formula")
        return text if is_taken == taken and not (taken and is_left) else sample(scalar, place)

    return leaf


def named(id: str) -> Leaf:
    """Gives everything an id that may have one of its own, and names it by that."""

    def leaf(scalar: Scalar, place: str) -> str:
        word = sample(scalar, place)
        if place.endswith((".kpis.*.metric", "channels.*.metrics.*")):
            return id
        return id if word == "a" and scalar.name in ("id", "reference") else word

    return leaf


def tables_of(text: str) -> tuple[bytes, bytes]:
    """Returns a calendar and readings with a text in each column, a row for each."""
    item = {column: "" for column in (*COLUMNS, "x-own") if column != OWN}
    item |= {"id": "row", "title": "word", "at": "2026-03-02", "channels": "a"}
    reading = dict.fromkeys((*READING_COLUMNS, "x-own"), "") | {"end": "2026-03-02", "metric": "views", "value": "5"}
    items = [item, *({**item, "id": f"row-{column}", column: text} for column in item)]
    return _csv(items), _csv([reading, *({**reading, column: text} for column in reading)])


def _csv(rows: list[dict[str, str]]) -> bytes:
    lines = [",".join(rows[0]), *(",".join(_cell(cell) for cell in row.values()) for row in rows)]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def _cell(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(',"\n') else text


def yaml_of(data: object) -> str:
    """Writes data as YAML on one line; whatever cannot be seen as an escape, and nothing at all as nothing."""
    if isinstance(data, dict):
        return f"{{{', '.join(f'{yaml_of(key)}: {yaml_of(value)}' for key, value in data.items())}}}"
    if isinstance(data, list):
        return f"[{', '.join(map(yaml_of, data))}]"
    if not isinstance(data, str):
        return ""
    text = json.dumps(data, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04X}" for sign in text)


def file_of(data: dict[str, Any]) -> bytes:
    """Writes a plan or a portfolio, a line for each of its first keys."""
    return "".join(f"{key}: {yaml_of(value)}\n" for key, value in data.items()).encode()


def places_of(data: Any, place: Place = ()) -> Iterator[Place]:
    """Yields every place of a plan, those above before those below."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*place, key)
        yield from places_of(value, (*place, key))


def replaced(data: Any, place: Place, value: object) -> Any:
    """Returns data with another value at a place."""
    if not place:
        return value
    copied = dict(data) if isinstance(data, dict) else list(data)
    copied[place[0]] = replaced(copied[place[0]], place[1:], value)  # type: ignore[index]  the step fits the kind
    return copied


def campaigns() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yields campaigns by id, each with its files: every value of this module at every place of a plan and its tables.

    The values that a reader takes stand apart from those that it refuses, so that both come as far as they can.
    """
    small = {"campaign": {"title": "Small", "period": "2026-03"}, "channels": {"a": {"platform": "instagram"}}}
    yield "parent", _plan(small)
    yield "plain", _plan(PLAN)
    for number, text in enumerate(TEXTS):
        for taken, word in ((True, "taken"), (False, "refused")):
            leaf = hostile(text, taken=taken)
            yield f"text-{number}-{word}", _plan(data_of(Plan, leaf, text))
        calendar, readings = tables_of(text)
        yield f"cells-{number}", {**_plan(small), "calendar.csv": calendar, "readings/numbers.csv": readings}
    for number, id in enumerate(IDS):
        yield f"id-{number}", _plan(data_of(Plan, named(id)))
    for number, key in enumerate(KEYS):
        yield f"key-{number}", _plan(PLAN, key)
    for number, shape in enumerate(SHAPES):
        yield f"own-{number}", _plan(data_of(Plan, sample, shape))
        for (depth, taken), places in sorted(_by_depth(shape).items()):
            data = PLAN
            for place in places:
                data = replaced(data, place, shape)
            yield f"shape-{number}-{depth}-{'taken' if taken else 'refused'}", _plan(data)


def _by_depth(shape: object) -> dict[tuple[int, bool], list[Place]]:
    """Returns the places of a plan by their depth, and by whether the model takes a shape there."""
    places: dict[tuple[int, bool], list[Place]] = {}
    for place in places_of(PLAN):
        try:
            Plan.model_validate(replaced(PLAN, place, shape))
        except ValidationError:
            places.setdefault((len(place), False), []).append(place)
        else:
            places.setdefault((len(place), True), []).append(place)
    return places


def _plan(data: dict[str, Any], key: bytes | None = None) -> dict[str, bytes]:
    """Returns the file of a plan; each of its mappings begins with one more key, where there is one."""
    content = file_of(data)
    return {"plan.yaml": content.replace(b'{"x-own"', b'{%s: b, "x-own"' % key) if key is not None else content}


def portfolio_of(data: dict[str, Any]) -> bytes:
    """Returns a portfolio with an entry of each id, whose rules are silent: only faults of the language are found."""
    entries = {name: data_of(Shared, named(name)) for name in IDS}
    entries |= {
        f"text-{number}": data_of(Shared, hostile(text, taken=True))
        for number, text in enumerate(TEXTS)
        if text.isprintable()
    }
    full = dict(data)
    for key, value in data.items():
        if isinstance(value, dict) and "a" in value:
            full[key] = {**value, **{name: _first(entry[key]) for name, entry in entries.items() if key in entry}}
    full["check"] = {"severity": {rule.name: "off" for rule in RULES}}
    return file_of(full)


def _first(values: dict[str, Any]) -> Any:
    return next(iter(values.values()))


PLAN, PORTFOLIO = data_of(Plan, sample), data_of(Shared, sample)
