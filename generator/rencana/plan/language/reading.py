"""From a document to a typed plan: everything that the language refuses becomes a finding with its place."""

import copy
import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rencana.finding import Finding
from rencana.plan.language.fault import fault, name_hidden, several, short
from rencana.plan.language.gaps import Refusals
from rencana.plan.language.part import OWN, PlanPart
from rencana.source.document import EMPTY, Document
from rencana.words.nearest import nearest

P = TypeVar("P", bound=PlanPart)

_KINDS = {
    "model_type": ("Keys with values belong here", "Put each key on a line of its own below, indented."),
    "dict_type": ("A map of ids belongs here", "Put each id on a line of its own below, indented, with a colon."),
    "mapping_type": ("A map of ids belongs here", "Put each id on a line of its own below, indented, with a colon."),
    "tuple_type": ("A list belongs here", "Write it as [one, two], or one to a line with a dash in front."),
    "list_type": ("A list belongs here", "Write it as [one, two], or one to a line with a dash in front."),
}
_AT_THE_KEY = frozenset({"key-missing", "key-unknown", "left-empty"})
FORMAT = "1"
"""The version of the plan language that this Rencana reads."""
_ROUNDS = 4
"""So often faulty values are taken out: what is left may be faulty in turn, as a part that now lacks a key."""


def read_part(
    kind: type[P], document: Document, refusals: Refusals | None = None
) -> tuple[P | None, tuple[Finding, ...]]:
    """Reads a document as a plan or as a portfolio.

    Returns what could be read and the findings. With findings, the part is what remains without the faulty values: good
    enough to look for more faults, never good enough for a page. The paths of these values are added to `refusals`.
    """
    if not document.readable:
        return None, ()
    if newer := _newer_format(document):
        return None, (newer,)
    try:
        return kind.model_validate(document.data), ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    findings: list[Finding] = []
    refused = refusals or Refusals()
    for detail in errors:
        path = steps_in(detail["loc"], document.data)
        rule, message, help = words_of(detail, path, kind)
        of_key = detail["loc"][-1:] == ("[key]",) or rule in _AT_THE_KEY
        span = document.key_place(path) if of_key and path else document.place(path)
        findings.append(fault(rule, document.path, span, message, help=help))
        if rule == "key-unknown":
            refused.unknown_keys.add(tuple(path))
    # The text of a shorthand becomes the value of several keys, and pydantic then refuses it once for each.
    return _read_rest(kind, document, errors, refused), tuple(dict.fromkeys(findings))


def _newer_format(document: Document) -> Finding | None:
    """Finds that a file is written in a later version of the plan language, of which nothing else can be judged."""
    text = document.data.get("format")
    if not isinstance(text, str) or not re.fullmatch(r"[1-9]\d*(\.\d+)*", text) or text == FORMAT:
        return None
    from importlib.metadata import version  # noqa: PLC0415  only a newer file needs it, and it is slow

    help = f"Install a newer Rencana than this, {version('rencana')}: pip install --upgrade rencana."
    message = f"The plan language has no format {short(text, 40)}."
    return fault("newer-format", document.path, document.place(["format"]), message, help=help)


def _read_rest(kind: type[P], document: Document, errors: Sequence[ErrorDetails], refusals: Refusals) -> P | None:
    """Reads a document without the values that were refused; None where too much of it was."""
    data = copy.deepcopy(document.data)
    for _ in range(_ROUNDS):
        # A text that stands for two keys is refused twice, and taken out once.
        paths = dict.fromkeys(tuple(steps_in(detail["loc"], data)) for detail in errors)
        refusals.paths.update(path for path in paths if path)
        # From the end, so that taking an item out of a list does not move those that are still to be taken.
        for path in reversed(paths):
            if not any(path[:depth] in paths for depth in range(1, len(path))):
                _drop(data, path)
        if "format" in kind.model_fields:
            # Where the format is left out or misspelt, there is only one that can be meant.
            data["format"] = FORMAT
        try:
            return kind.model_validate(data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None


def _drop(data: Any, path: Sequence[str | int]) -> None:  # noqa: ANN401  walks nested plain data
    """Takes the value at `path` out, where it is still there; where a key is missing, the part that lacks it."""
    for step in path[:-1]:
        if isinstance(data, dict) and step not in data:
            return
        data = data[step]
    if isinstance(data, dict) and path:
        data.pop(path[-1], None)
    elif isinstance(data, list) and path:
        del data[int(path[-1])]


def steps_in(loc: Iterable[str | int], data: Any) -> list[str | int]:  # noqa: ANN401  walks nested plain data
    """Returns the part of pydantic's `loc` that exists in the data: without tags, and without keys of a shorthand."""
    path: list[str | int] = []
    for step in loc:
        if (isinstance(data, dict) and step in data) or (isinstance(data, list) and isinstance(step, int)):
            path.append(step)
            data = data[step]  # type: ignore[index]  # the step fits the kind of the data
    return path


def words_of(
    detail: ErrorDetails, path: Sequence[str | int] = (), kind: type[PlanPart] | None = None
) -> tuple[str, str, str]:
    """Returns rule, message and help of one of pydantic's errors, in the words of the plan language."""
    name = short(path[-1] if path else detail["loc"][-1] if detail["loc"] else "the file", 40)
    value = detail["input"]
    if detail["type"] == "missing":
        around = name if path else "The file"
        key = detail["loc"][-1]
        return "key-missing", f"{around} lacks the key `{key}`.", f"Add `{key}:` with its value."
    if detail["type"] == "extra_forbidden":
        return _unknown_key(detail, path, kind)
    if value is EMPTY:
        return "left-empty", f"{name} is left empty.", "Write its value after the colon, or take the line out."
    if detail["type"] == "literal_error":
        rule, message, help = _bad_choice(detail, path)
        return rule, *name_hidden(rule, value, message, help)
    if detail["type"] in _KINDS:
        what, help = _KINDS[detail["type"]]
        return "wrong-kind", f"{what}, not {_describe(value)}.", help
    ctx = detail.get("ctx", {})
    rule = ctx.get("rule", "wrong-kind")
    return rule, *name_hidden(rule, value, ctx.get("message", detail["msg"]), ctx.get("help", ""))


def _describe(data: object) -> str:
    if isinstance(data, dict):
        return "keys with values"
    return "a list" if isinstance(data, list) else f"the text {short(data, 40)}"


def _unknown_key(detail: ErrorDetails, path: Sequence[str | int], kind: type[PlanPart] | None) -> tuple[str, str, str]:
    name = str(detail["loc"][-1])
    from rencana.plan.language.shape import part_at  # noqa: PLC0415  only a misspelt key needs it

    part = part_at(kind, detail["loc"][:-1]) if kind else None
    keys = part_keys(part) if part else []
    close = nearest(name, keys)
    listed = ", ".join(keys) if len(keys) <= _MOST_KEYS else f"{', '.join(keys[:_MOST_KEYS])} …"
    help = f"Did you mean `{close}`?" if close else f"Known here: {listed}. Keys of your own begin with x-."
    where = f" in {short(path[-2], 40)}" if len(path) > 1 else ""
    return "key-unknown", f"{short(name, 40)} is no known key{where}.", help


_MOST_KEYS = 14


def _bad_choice(detail: ErrorDetails, path: Sequence[str | int]) -> tuple[str, str, str]:
    choices = [part.strip("' ") for part in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    value = detail["input"]
    close = nearest(value, choices) if isinstance(value, str) else None
    help = f"Did you mean `{close}`?" if close else f"Choose one of: {', '.join(choices)}."
    if isinstance(value, str) and (names := several(value)) and all(name in choices for name in names):
        help = f"Where several may stand, write [{', '.join(names)}]; else choose one."
    words = short(value, 40) if isinstance(value, str) else _describe(value)
    name = next((step for step in reversed(path or detail["loc"]) if isinstance(step, str) and step[0] != "<"), "this")
    return "bad-choice", f"`{name}` cannot be {words}.", help


def part_keys(part: type[PlanPart]) -> list[str]:
    """Returns the keys of a part as they are written in a plan, in their order."""
    return [field.alias or name for name, field in part.model_fields.items() if field.alias != OWN]
