"""The plan language as a JSON Schema, for editors: completion, hover and misspelt keys while somebody types.

It is made from the types themselves, so that schema and model cannot part. What only the model can find (dates that do
not exist, references that lead nowhere) it leaves to `rencana check`.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import WithDefaultSchema

from rencana.catalogue import metrics, platforms, title_in
from rencana.plan.language import amount, rhythm, when
from rencana.plan.language.part import OWN, PlanPart
from rencana.plan.language.scalar import LONGEST_ID
from rencana.plan.language.shape import all_parts
from rencana.plan.plan import Plan
from rencana.plan.shared import Shared
from rencana.source.portable import LONGEST

KINDS: Mapping[str, type[PlanPart]] = {"plan": Plan, "portfolio": Shared}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "https://rencana.example/schemas/{}-1.json"

_WORD = r"(?!x-)[^\s_\p{P}\p{S}\p{Lu}\p{C}]+(-[^\s_\p{P}\p{S}\p{Lu}\p{C}]+)*"
_DEVICE = r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])"
_ID_NAME = {"pattern": f"^(?!{_DEVICE}$){_WORD}$", "maxLength": LONGEST_ID}
_FOLDER = r'\s*[^\s.<>:"|?*\\/]([^<>:"|?*\\/]*[^.<>:"|?*\\/])?$'
_TEXT = ["string", "number", "boolean"]
_WHEN = rf"^(open|goal|{when.COARSE_PATTERN}|{when.DAY_PATTERN}|{_WORD}( ?[+-] ?[0-9]{{1,4}}d)?)$"
_SPACED = r"^\s*\S"

SCALARS: Mapping[str, dict[str, Any]] = {
    "text": {"type": _TEXT, "pattern": _SPACED},
    "prose": {"type": _TEXT, "pattern": _SPACED},
    "id": {"type": ["string", "integer", "boolean"], **_ID_NAME},
    "former-id": {"type": _TEXT, "pattern": rf"^(?!\s*{_DEVICE}\s*(\.|$)){_FOLDER}", "maxLength": LONGEST},
    "reference": {"type": _TEXT, "pattern": _SPACED},
    "flag": {"type": ["boolean", "string"], "enum": [True, False, "true", "false"]},
    "link": {"type": "string", "pattern": r"^\s*(https?://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+)\s*$"},
    "path": {"type": _TEXT, "pattern": r"^(?!\s*/)(?!.*\\)(?!.*:)(?!(.*/)?\s*\.\.\s*(/|$)).*\S"},
    "language": {"type": "string", "pattern": r"^\s*[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\s*$"},
    "currency": {"type": "string", "pattern": r"^\s*[A-Z]{3}\s*$"},
    "timezone": {"type": "string", "pattern": r"^\s*[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*\s*$"},
    "amount": {"type": ["string", "number"], "pattern": amount.PATTERN},
    "count": {"type": ["string", "number"], "pattern": amount.PATTERN},
    "money": {"type": "string", "pattern": amount.PATTERN},
    "share": {"type": "string", "pattern": amount.PATTERN},
    "change": {"type": ["string", "number"], "pattern": amount.PATTERN},
    "duration": {"type": "string", "pattern": amount.PATTERN},
    "day": {"type": "string", "pattern": rf"^\s*{when.DAY_PATTERN}\s*$"},
    "when": {"type": ["string", "integer"], "pattern": _WHEN},
    "moment": {"type": ["string", "integer"], "pattern": r"^\S"},
    "hours": {"type": "string", "pattern": rhythm.HOURS_PATTERN},
    "every": {"type": "string", "pattern": rhythm.EVERY_PATTERN},
    "rate": {"type": "string", "pattern": rhythm.RATE_PATTERN},
}
"""Each kind of text once, typed as YAML 1.2 core types it: a title of 2026 is a number there, and a text for us."""

_NO_ID = "Write lower-case letters, digits and hyphens, such as young-urban."
_ADVICE: Mapping[str, str] = {
    "text": "A text belongs here.",
    "prose": "A text belongs here.",
    "id": _NO_ID,
    "former-id": "Write the name that the campaign's folder had.",
    "reference": "The id of something belongs here, such as young-urban.",
    "flag": "Write true or false.",
    "link": "Write the whole address, with https:// in front.",
    "path": "Write the path of a file below the folder of the campaign, such as assets/picture.jpg.",
    "language": "Write the code of a language, such as id or pt-BR.",
    "currency": "Write the code of a currency, such as IDR.",
    "timezone": "Write the name of a time zone, such as Asia/Jakarta.",
    "amount": "Write a number or an amount: 900_000, 14%, +5pp, 2h 30m, 150_000_000 IDR.",
    "count": "Write a number, such as 900_000.",
    "money": "Write an amount with its currency, such as 150_000_000 IDR.",
    "share": "Write a percentage, such as 40%.",
    "change": "Write a change: +20%, +5pp or -300.",
    "duration": "Write a length of time, such as 2h 30m or 100 days.",
    "day": "Write a day, such as 2026-02-18.",
    "when": "Write a date: 2026-02-18, 2026-02, 2026-Q1, 2026, FY2025-26, or a named day such as launch + 3d.",
    "moment": "Write a day, perhaps with a time: 2026-02-18 17:40.",
    "hours": "Write hours, such as 19:00-22:00.",
    "every": "Write days of the week, perhaps with a time: friday 16:00.",
    "rate": "Write how often: 3 a week, 2-3 a month, daily.",
}
"""What an editor says where a text does not fit: else it shows the pattern."""

_EXAMPLES = {"amount": ["900_000", "14%", "2h 30m"], "when": ["2026-02-18", "2026-Q1"], "rate": ["3 a week"]}


class _Generator(GenerateJsonSchema):
    ignored_warning_kinds = {"skipped-choice"}  # noqa: RUF012  declared by pydantic

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        """Leaves all defaults out: ours are no JSON, and pydantic before 2.14 fails at those that are parts."""
        return self.generate_inner(schema["schema"])


def schema(kind: str) -> dict[str, Any]:
    """Returns the schema of `plan` or `portfolio`."""
    model = KINDS[kind]
    raw = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    types = {part.__name__: part for part in _parts(model)}
    parts = {name: _part(entry, types[name]) for name, entry in raw.pop("$defs").items() if name in types}
    root = _part(raw, model)
    scalars = {name: {**SCALARS[name], "errorMessage": _ADVICE[name]} for name in sorted(_scalars_of([root, parts]))}
    for name in scalars.keys() & _EXAMPLES.keys():
        scalars[name]["examples"] = _EXAMPLES[name]
    head = {"$schema": DIALECT, "$id": _ID.format(kind), "title": f"Rencana: {kind}"}
    return {**head, **_suggest(root), "$defs": dict(sorted({**scalars, **_suggest(parts)}.items()))}


def schema_text(kind: str) -> str:
    """Returns the schema as the text of a file."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=1) + "\n"


def _scalars_of(value: object) -> set[str]:
    """Returns the names of the scalars that a schema refers to, however deep inside."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    names = {name for item in inner for name in _scalars_of(item)}
    if isinstance(value, dict):
        names |= {str(value.get("$ref", "")).removeprefix("#/$defs/")} & SCALARS.keys()
    return names


def _parts(model: type[PlanPart]) -> list[type[PlanPart]]:
    """Returns a part and all parts inside of it."""
    parts = [model]
    # The list grows while it is walked, until every part has been looked into.
    for part in parts:
        for field in part.model_fields.values():
            for inner in all_parts(field.annotation):
                if inner not in parts:
                    parts.append(inner)
    return parts


def _part(entry: dict[str, Any], part: type[PlanPart]) -> dict[str, Any]:
    """Returns the schema of a part: its keys with their notes, the user's own keys, and the short forms."""
    notes = field_notes(part)
    keys = {}
    for name, field in part.model_fields.items():
        key = field.alias or name
        if key != OWN:
            keys[key] = {"description": notes[name], **_clean(entry["properties"][key])}
    full: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": keys}
    full["patternProperties"] = {f"^{OWN}": {}}
    if required := [key for key in entry.get("required", []) if key != OWN]:
        full["required"] = required
    short: list[dict[str, Any]] = []
    if part.shorthand:
        short.append({key: value for key, value in keys[part.shorthand[0]].items() if key != "description"})
    if part.may_be_empty:
        short.append({"type": "null"})
    description = inspect.cleandoc(part.__doc__ or "").split("\n")[0]
    return {"description": description, "anyOf": [full, *short]} if short else {"description": description, **full}


def _clean(value: Any) -> Any:  # noqa: ANN401  walks plain JSON
    """Returns pydantic's schema of a field in our form: scalars by reference, no titles, ids as keys."""
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "scalar" in value:
        note = {"description": value["note"]} if "note" in value else {}
        return {**note, "$ref": f"#/$defs/{value['scalar']}"}
    if "anyOf" in value:
        options = [_clean(option) for option in value["anyOf"] if option != {"type": "null"}]
        annotations = {key: _clean(item) for key, item in value.items() if key not in ("anyOf", "title")}
        return {**annotations, **(options[0] if len(options) == 1 else {"anyOf": options})}
    if "oneOf" in value:
        return {"anyOf": [_clean(option) for option in value["oneOf"]]}
    cleaned = {key: _clean(item) for key, item in value.items() if key not in ("title", "description")}
    if "additionalProperties" in cleaned:
        cleaned["propertyNames"] = {**_ID_NAME, "errorMessage": _NO_ID}
    if cleaned.get("const") == "1":
        return {"enum": [1, "1"]}
    return cleaned


def _suggest(value: Any) -> Any:  # noqa: ANN401  walks plain JSON
    """Offers the shipped ids where a metric, a platform or a format is named, and the platforms as keys of channels.

    Every other text stays allowed.
    """
    if not isinstance(value, dict):
        return value
    suggested = {key: _suggest(item) for key, item in value.items()}
    properties = suggested.get("properties", {})
    for key, ids in _shipped_ids().items():
        if key in properties and properties[key].get("$ref") == "#/$defs/reference":
            note = properties[key].get("description", "")
            properties[key] = {"description": note, "anyOf": [{"enum": ids}, {"$ref": "#/$defs/reference"}]}
    for key in ("channels", "platforms"):
        if isinstance(entry := properties.get(key, {}).get("additionalProperties"), dict):
            titles = {name: title_in(platform.title, "en") for name, platform in sorted(platforms().items())}
            properties[key]["properties"] = {name: {"description": title, **entry} for name, title in titles.items()}
    return suggested


@cache
def _shipped_ids() -> Mapping[str, list[str]]:
    shipped = sorted(name for name, metric in metrics().items() if not metric.raw)
    formats = sorted({name for platform in platforms().values() for name in platform.formats})
    return {"metric": shipped, "platform": sorted(platforms()), "format": formats}


@cache
def field_notes(part: type[PlanPart]) -> Mapping[str, str]:
    """Returns the note under each field of a part, read from its source."""
    notes: dict[str, str] = {}
    for kind in reversed([ancestor for ancestor in part.__mro__ if issubclass(ancestor, PlanPart)]):
        body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, after in zip(body.body, body.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
                value = after.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    notes[field.target.id] = inspect.cleandoc(value.value)
    return notes
