"""Walks two parts of a plan side by side and yields each value that does not mean the same."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from rencana.changes.change import Difference, Path
from rencana.changes.meaning import Reader
from rencana.plan.header import Period, Stop
from rencana.plan.language.part import PlanPart
from rencana.plan.measurement import Comparison
from rencana.plan.strategy import Rhythm


class Sides(Struct, frozen=True):
    """How the values of both sides are read, and the new ids of what was renamed, for each map of parts with ids.

    All other maps are keyed by references.
    """

    before: Reader
    after: Reader
    renamed: Mapping[Path, Mapping[str, str]]


def differences(before: object, after: object, sides: Sides, path: Path = ()) -> Iterator[Difference]:
    """Yields what differs, as deep down as both sides have the same parts; a new part is one difference, as a whole."""
    match before, after:
        case (Period() | Comparison() | Stop() | Rhythm(), _):
            pass
        case (PlanPart(), PlanPart()) if type(before) is type(after):
            for name, field in type(before).model_fields.items():
                values = getattr(before, name), getattr(after, name)
                # The user's own keys stand beside the others in the file.
                steps = () if name == "extra" else (field.alias or name,)
                yield from differences(*values, sides, (*path, *steps))
            return
        case (Mapping(), Mapping()):
            yield from _of_maps(before, after, sides, path)
            return
    meanings = sides.before.meaning(before), sides.after.meaning(after)
    if meanings[0] != meanings[1]:
        yield Difference(path, before if meanings[0] is not None else None, after if meanings[1] is not None else None)


def _of_maps(
    before: Mapping[str, object], after: Mapping[str, object], sides: Sides, path: Path
) -> Iterator[Difference]:
    new_ids = sides.renamed.get(path, sides.before.names)
    old = {new_ids.get(name, name): part for name, part in before.items()}
    for name in dict.fromkeys((*old, *after)):
        if name not in after:
            yield Difference((*path, name), old[name], None)
        elif name not in old:
            yield Difference((*path, name), None, after[name])
        else:
            yield from differences(old[name], after[name], sides, (*path, name))


def keyed_maps(part: PlanPart, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Yields each map by id that stands in a part, with the way to it."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if isinstance(value, PlanPart):
            yield from keyed_maps(value, (*path, field.alias or name))
        elif isinstance(value, Mapping) and name != "extra":
            yield (*path, field.alias or name), value
