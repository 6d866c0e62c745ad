"""Maps of a plan answer as a dict does, and nobody can change them."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from rencana.plan.language.part import NONE, IdMap

CHANGES: dict[str, Callable[[Any], Any]] = {
    "set": lambda one: one.__setitem__("b", 2),
    "delete": lambda one: one.__delitem__("a"),
    "join": lambda one: one.__ior__({"b": 2}),
    "update": lambda one: one.update(b=2),
    "setdefault": lambda one: one.setdefault("b", 2),
    "pop": lambda one: one.pop("a"),
    "popitem": lambda one: one.popitem(),
    "clear": lambda one: one.clear(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_entries_cannot_be_changed(change: Callable[[Any], Any]) -> None:
    """Whatever a dict offers to change it is refused."""
    one = IdMap({"a": 1})
    with pytest.raises(TypeError):
        change(one)
    assert one == {"a": 1}


@pytest.mark.parametrize("one", [NONE, IdMap({"b": 1, "a": 2})], ids=repr)
def test_entries_are_copied_as_they_are(one: IdMap[int]) -> None:
    """A copy, and what another process is sent, is the same map in the same order."""
    for other in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert type(other) is IdMap
        assert list(other.items()) == list(one.items())
        assert hash(other) == hash(one)
