"""The shape of the plan language, read off its types: which part stands at a path."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, get_args, get_origin

from rencana.plan.language.part import PlanPart


def part_at(kind: type[PlanPart], loc: Sequence[str | int]) -> type[PlanPart] | None:
    """Returns the type of the part at a path of keys, ids and positions; tags in angle brackets are passed over."""
    current: Any = kind
    for step in loc:
        if isinstance(step, str) and step.startswith("<"):
            continue
        current = _inside(current, step)
        if current is None:
            return None
    return next(parts_of(current), None)


def parts_of(annotation: Any) -> Iterator[type[PlanPart]]:  # noqa: ANN401  annotations have no common type
    """Yields the parts that a field's annotation may hold directly."""
    if isinstance(annotation, type) and issubclass(annotation, PlanPart):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from parts_of(get_args(annotation)[0])
    elif get_origin(annotation) not in (tuple, Mapping):
        for inner in get_args(annotation):
            yield from parts_of(inner)


def _inside(annotation: Any, step: str | int) -> Any:  # noqa: ANN401  annotations have no common type
    for part in parts_of(annotation):
        for name, field in part.model_fields.items():
            if step in (name, field.alias):
                return Annotated[field.annotation, None] if field.annotation else None
    for inner in _entry_types(annotation):
        return inner
    return None


def _entry_types(annotation: Any) -> Iterator[Any]:  # noqa: ANN401  annotations have no common type
    """Yields the types of the entries of a list or a map, wherever it stands in an annotation."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        yield arguments[0]
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield arguments[1]
    else:
        for inner in arguments:
            yield from _entry_types(inner)


def all_parts(annotation: Any) -> Iterator[type[PlanPart]]:  # noqa: ANN401  annotations have no common type
    """Yields every part that stands anywhere in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, PlanPart):
        yield annotation
    for inner in get_args(annotation):
        yield from all_parts(inner)
