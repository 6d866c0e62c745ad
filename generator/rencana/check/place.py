"""Where the path that a rule names stands: in plan.yaml, in calendar.csv or in a file of readings."""

from collections.abc import Mapping

from rencana.check.flaw import Path
from rencana.plan.campaign import Campaign, Location
from rencana.plan.language.part import NONE
from rencana.source.document import Document
from rencana.source.table import Table


def place_of(at: Path | Location, campaign: Campaign | None = None, tables: Mapping[str, Table] = NONE) -> Location:
    """Returns file and span of a path in a plan, its calendar.csv or its readings; a location stays as it is."""
    match at:
        case (str(file), tuple(span)):
            return file, span
        case ("readings", str(file), int(line), str(column)):
            return file, tables[file].place(line, column)
        case ("calendar", str(name), *more) if campaign and name in campaign.item_places:
            file, span = campaign.item_places[name]
            if file in tables:
                table = tables[file]
                column = str(more[0]) if more and more[0] in table.columns else "id"
                return file, table.place(span.line, column)
    # Only rules that see a plan yield paths, so there is one.
    assert campaign is not None
    return place_in(campaign.document, at)


def place_in(document: Document, at: Path) -> Location:
    """Returns where a path stands: a value at itself; a part, or what is missing in it, at the part's key.

    `[key]` at the end of a path is never there, so that a path with it stands at the key before it.
    """
    value: object = document.data
    steps: list[str | int] = []
    for step in at:
        inner: object = None
        if isinstance(value, dict):
            inner = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            inner = value[step]
        if inner is None:
            break
        value = inner
        steps.append(step)
    is_part = isinstance(value, (dict, list)) or len(steps) < len(at)
    return document.path, document.key_place(steps) if is_part and steps else document.place(steps)
