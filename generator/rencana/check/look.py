"""What looking at the files of one campaign gave: its findings, and the little that is needed to look at all of them.

It is plain data, so that it can come from another process or from the cache, where it is kept as JSON.
"""

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from msgspec import Struct

from rencana.check.remarks import Entry, Key
from rencana.check.summary import Brief, Outing, Thing
from rencana.finding import Edit, Finding
from rencana.plan.campaign import Place
from rencana.span import Span


class Look(Struct, frozen=True):
    """One campaign after it was looked at alone."""

    id: str
    title: str
    file: str
    """Its plan."""
    exists: bool
    """Whether other campaigns may name it."""
    unreadable: bool
    money: tuple[int, int] | None
    """The first and the last line of its budget."""
    faults: tuple[Finding, ...]
    """What is wrong with its files and with its language."""
    flaws: tuple[Finding, ...]
    """What rules found, before remarks set any of it aside."""
    remarks: Mapping[Key, Entry]
    parent: tuple[str, Place] | None
    """The campaign that it names as the one it is a part of, which may not exist."""
    brief: Brief | None
    """What rules that compare plans see of it; None where it cannot be shown."""


def to_json(look: Look) -> bytes:
    """Writes a look as JSON."""
    rows = {
        "id": look.id,
        "title": look.title,
        "file": look.file,
        "exists": look.exists,
        "unreadable": look.unreadable,
        "money": look.money,
        "faults": [one.as_row() for one in look.faults],
        "flaws": [one.as_row() for one in look.flaws],
        "remarks": [(line, one.name, one.reason, one.place, one.removal) for (_, line, _), one in look.remarks.items()],
        "parent": look.parent,
        "brief": _brief_row(look.brief) if look.brief else None,
    }
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def from_json(content: bytes) -> Look:
    """Reads a look that was written as JSON."""
    rows = json.loads(content.decode("utf-8", "surrogatepass"))
    parent, brief = rows["parent"], rows["brief"]
    entries = [(line, Entry(name, why, _place(at), _edit(edit))) for line, name, why, at, edit in rows["remarks"]]
    return Look(
        rows["id"],
        rows["title"],
        rows["file"],
        rows["exists"],
        rows["unreadable"],
        (rows["money"][0], rows["money"][1]) if rows["money"] else None,
        tuple(map(Finding.from_row, rows["faults"])),
        tuple(map(Finding.from_row, rows["flaws"])),
        {(one.place[0], line, one.name): one for line, one in entries},
        (parent[0], _place(parent[1])) if parent else None,
        _brief(*brief) if brief else None,
    )


def _brief_row(one: Brief) -> list[Any]:
    frame = [one.id, one.file, one.language, one.state, one.retrospective]
    things = [[_thing_row(thing) for thing in things] for things in (one.audiences, one.tags)]
    outings = [(out.account, str(out.day), out.clock and str(out.clock), out.title, out.place) for out in one.outings]
    used = {section: sorted(names) for section, names in one.used.items()}
    return [*frame, *things, outings, _thing_row(one.parent) if one.parent else None, used]


def _thing_row(one: Thing) -> tuple[Any, ...]:
    return one.id, one.title, one.text, one.place


def _brief(
    name: str,
    file: str,
    language: str,
    state: str,
    retrospective: bool,
    audiences: list[Any],
    tags: list[Any],
    outings: list[Any],
    parent: list[Any] | None,
    used: Mapping[str, list[str]],
) -> Brief:
    def thing(row: list[Any]) -> Thing:
        id, title, text, place = row
        return Thing(name, id, title, text, _place(place))

    out = tuple(
        Outing(
            name, account, date.fromisoformat(day), time.fromisoformat(clock) if clock else None, title, _place(place)
        )
        for account, day, clock, title, place in outings
    )
    return Brief(
        name,
        file,
        language,
        state,
        retrospective,
        tuple(map(thing, audiences)),
        tuple(map(thing, tags)),
        out,
        thing(parent) if parent else None,
        {section: frozenset(names) for section, names in used.items()},
    )


def _place(row: list[Any]) -> Place:
    return row[0], Span(*row[1])


def _edit(row: list[Any]) -> Edit:
    return Edit(row[0], Span(*row[1]), row[2])
