"""A comparison the other way round says the same, mirrored: what was added is dropped, what was raised is lowered."""

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.changes.conftest import Files, base_files, state
from tests.changes.test_completeness import (
    DROPPED,
    OTHER_VALUES,
    PLAN,
    PORTFOLIO,
    Path,
    document,
    with_value,
    without,
    written,
)

from rencana.changes import PlanChange, compare_workspaces

MIRRORED = (
    ("added", "dropped"),
    ("raised", "lowered"),
    ("earlier", "later"),
    ("made-stretch", "committed"),
    ("forward", "back"),
    ("stopped", "resumed"),
)
"""What a kind ends with, and what it ends with the other way round."""
PLAIN = {
    "campaign-closed": "state-forward",
    "channel-added-without-reason": "channel-added",
    "channel-dropped-in-use": "channel-dropped",
}
"""Kinds that say more than their mirror knows, by what they are without that."""


def mirrored(kind: str) -> str:
    """Returns what a kind is called the other way round; empty where it has no direction."""
    for pair in MIRRORED:
        for old, new in (pair, reversed(pair)):
            if kind.endswith(f"-{old}"):
                return f"{kind.removesuffix(old)}{new}"
    return ""


@st.composite
def workspaces(draw: st.DrawFn) -> Files:
    """Draws the base with some values taken out and others given another value, as far as the language takes it."""
    files = base_files()
    for file in (PLAN, PORTFOLIO):
        data = document(file)
        for path in draw(st.lists(st.sampled_from([path for name, path in DROPPED if name == file]), max_size=3)):
            data = _edited(data, path, draw(st.sampled_from((None, *OTHER_VALUES))))
        files |= {file: written(file, data)[file]}
    workspace = state(files)
    return base_files() if workspace.unreadable or workspace.shared is None else files


def _edited(data: object, path: Path, value: str | None) -> object:
    try:
        return without(data, path) if value is None else with_value(data, path, value)
    except (KeyError, IndexError, TypeError):
        # An edit before has taken out what this one would change.
        return data


def values(changes: tuple[PlanChange, ...]) -> Counter[tuple[str, str, str]]:
    """Counts what is told of each subject: both values, of targets without the day, which only the newer one has."""
    return Counter((change.subject, *map(_without_day, (change.before, change.after))) for change in changes)


def _without_day(value: str) -> str:
    return re.sub(r" by \d.*$", "", value)


# Each workspace is read while it is drawn, to draw only such as can be read.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(workspaces(), workspaces())
def test_the_other_way_round_is_the_mirror(before: Files, after: Files) -> None:
    """Each change is told in both directions, with its values exchanged."""
    forth, back = (compare_workspaces(state(a), state(b), "en") for a, b in ((before, after), (after, before)))
    assert values(forth) == Counter({(subject, b, a): count for (subject, a, b), count in values(back).items()})
    kinds_forth, kinds_back = ([PLAIN.get(change.kind, change.kind) for change in side] for side in (forth, back))
    assert Counter(filter(mirrored, kinds_forth)) == Counter(filter(None, map(mirrored, kinds_back)))
