"""Parts of a plan are frozen, and take the short forms that people write."""

import copy
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from pydantic import ValidationError

from rencana.plan.language.part import NONE, IdMap, Keyed, Many, PlanPart
from rencana.source.document import EMPTY


class Leaf(PlanPart):
    """A part with a short form."""

    shorthand: ClassVar = ("text", "title")
    may_be_empty: ClassVar = True

    text: str = ""
    title: str = ""


class Branch(PlanPart):
    """A part with a list and a map of others."""

    leaves: Many[Leaf] = ()
    named: Keyed[Leaf] = NONE


CHANGES: dict[str, Callable[[Any], Any]] = {
    "set": lambda entries: entries.__setitem__("b", 2),
    "delete": lambda entries: entries.__delitem__("a"),
    "join": lambda entries: entries.__ior__({"b": 2}),
    "update": lambda entries: entries.update(b=2),
    "setdefault": lambda entries: entries.setdefault("b", 2),
    "pop": lambda entries: entries.pop("a"),
    "popitem": lambda entries: entries.popitem(),
    "clear": lambda entries: entries.clear(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_entries_cannot_be_changed(change: Callable[[Any], Any]) -> None:
    """Whatever a dict offers to change it is refused."""
    entries = IdMap({"a": 1})
    with pytest.raises(TypeError):
        change(entries)
    assert entries == {"a": 1}


@pytest.mark.parametrize("entries", [NONE, IdMap({"b": 1, "a": 2})], ids=repr)
def test_entries_are_copied_as_they_are(entries: IdMap[int]) -> None:
    """A copy, and what another process is sent, is the same map in the same order."""
    for copied in (copy.deepcopy(entries), pickle.loads(pickle.dumps(entries))):
        assert type(copied) is IdMap
        assert list(copied.items()) == list(entries.items())
        assert hash(copied) == hash(entries)


def test_repeated_reading_gives_equal_maps() -> None:
    """Maps with the same ids in the same order are equal and have the same hash, so that plans can be compared."""
    assert IdMap({"a": 1}) == IdMap({"a": 1})
    assert hash(IdMap({"a": 1})) == hash(IdMap({"a": 1}))
    assert repr(IdMap({"a": 1})) == "Entries({'a': 1})"


@pytest.mark.parametrize(
    ("data", "leaf"),
    [
        ("word", Leaf(text="word", title="word")),
        ({"text": "word"}, Leaf(text="word")),
        (EMPTY, Leaf()),
        ({}, Leaf()),
    ],
)
def test_short_forms_mean_the_full_one(data: object, leaf: Leaf) -> None:
    """A single text is the value of all keys of the short form; nothing after a key is the part with its defaults."""
    assert Leaf.model_validate(data) == leaf


@pytest.mark.parametrize(
    ("data", "count"), [("word", 1), (["a", "b"], 2), ([], 0), ({"text": "a"}, 1), ([{"text": "a"}, "b"], 2)]
)
def test_one_or_many_is_a_tuple(data: object, count: int) -> None:
    """Where several may stand, a single one needs no list."""
    assert len(Branch.model_validate({"leaves": data}).leaves) == count


@pytest.mark.parametrize(
    "data", [{"leaves": EMPTY}, {"colour": "red"}, {"named": ["a"]}, {"named": {"No Id": "x"}}, "word", EMPTY]
)
def test_other_forms_are_refused(data: object) -> None:
    """A key left empty, an unknown key, a list for a map, a name that is no id: none of them is guessed at."""
    with pytest.raises(ValidationError):
        Branch.model_validate(data)


def test_own_keys_are_set_apart() -> None:
    """Keys that begin with x- are the user's own: they are kept, and never mistaken for keys of the language."""
    leaf = Leaf.model_validate({"x-colour": "red", "text": "a", "x-": "b"})
    assert leaf.text == "a"
    assert leaf.extra == {"x-colour": "red", "x-": "b"}
    assert Leaf.model_validate({"text": "max-min"}).extra == {}
    with pytest.raises(ValidationError):
        Leaf.model_validate({"max-min": "a"})


def test_parts_are_frozen() -> None:
    """A part that was read never changes, so that what follows from it can be cached."""
    with pytest.raises(ValidationError):
        Leaf().text = "b"  # type: ignore[misc]  # that is the point
