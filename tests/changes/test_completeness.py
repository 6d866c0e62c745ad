"""No change of a plan is passed over: whatever is taken out or given another value is told by some kind."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.changes.conftest import Compare, Files, base_files, state

PLAN, PORTFOLIO = "plans/spring/plan.yaml", "plans/portfolio.yaml"
Path = tuple[str | int, ...]


def paths(data: object, path: Path = ()) -> Iterator[Path]:
    """Yields the way to each value of a document."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def document(path: str) -> Any:
    """Returns a file of the base as data whose values are still text."""
    return yaml.load(base_files()[path], Loader=yaml.BaseLoader)


def without(data: Any, path: Path) -> Any:
    """Returns data without one of its values."""
    copy = deepcopy(data)
    part = copy
    for step in path[:-1]:
        part = part[step]
    del part[path[-1]]
    return copy


def with_value(data: Any, path: Path, value: str) -> Any:
    """Returns data with another value at a place."""
    copy = deepcopy(data)
    part = copy
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return copy


def written(path: str, data: object) -> Files:
    """Returns the base with one file written anew."""
    return base_files() | {path: yaml.safe_dump(data, allow_unicode=True, sort_keys=False)}


def models(files: Files) -> tuple[object, ...]:
    """Returns what the language makes of a workspace."""
    workspace = state(files)
    # What could not be read of a file is no part of its meaning, and hidden in the models.
    shared = workspace.shared[0].model_dump() if workspace.shared else None
    plans = [(campaign.plan.model_dump(), dict(campaign.items)) for campaign in workspace.campaigns.values()]
    return shared, *plans, *workspace.unreadable


DROPPED = [(file, path) for file in (PLAN, PORTFOLIO) for path in paths(document(file))]


@pytest.mark.parametrize(
    ("file", "path"), DROPPED, ids=lambda part: ".".join(map(str, part)) if isinstance(part, tuple) else ""
)
def test_whatever_is_taken_out_is_told(file: str, path: Path, compare: Compare) -> None:
    """A value that is gone is a change, unless the plan means the same without it; put back, it is one too."""
    before, after = base_files(), written(file, without(document(file), path))
    same = models(before) == models(after)
    assert bool(compare(before, after)) != same
    assert bool(compare(after, before)) != same


MOST_TRIED = 2
OTHER_VALUES = (
    "another text",
    "2026-04-02",
    "12",
    "34%",
    "5_000_000 IDR",
    "3h",
    "monthly",
    "insights",
    "paused",
    "draft",
)


@pytest.mark.parametrize(
    ("file", "path"), DROPPED, ids=lambda part: ".".join(map(str, part)) if isinstance(part, tuple) else ""
)
def test_whatever_has_another_value_is_told(file: str, path: Path, compare: Compare) -> None:
    """Another value that the language takes is a change with both values, in both directions."""
    before, tried = base_files(), 0
    for value in OTHER_VALUES:
        after = written(file, with_value(document(file), path, value))
        if state(after).unreadable or state(after).shared is None or models(after) == models(before):
            continue
        for changes in (compare(before, after), compare(after, before)):
            assert changes
            assert all(change.message and change.before != change.after for change in changes)
        tried += 1
        if tried == MOST_TRIED:
            break


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_equal_meanings_have_no_changes(data: st.DataObject) -> None:
    """A plan written anew, with its maps and lists in another order, is the same plan."""
    compare_states = state(base_files())
    shuffled = data.draw(_shuffled(document(PLAN)))
    from rencana.changes import compare_workspaces  # noqa: PLC0415  only this test compares without the fixture

    assert compare_workspaces(compare_states, state(written(PLAN, shuffled)), "en") == ()


def _shuffled(part: object) -> st.SearchStrategy[object]:
    if isinstance(part, dict):
        return st.permutations(list(part)).flatmap(
            lambda keys: st.fixed_dictionaries({key: _shuffled(part[key]) for key in keys})
        )
    if isinstance(part, list):
        return st.permutations(part)
    return st.just(part)
