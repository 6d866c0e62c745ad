"""Circles among things of which each is a part of at most one other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.check.facts.circle import circle

PARENTS = st.dictionaries(st.sampled_from("abcdefg"), st.none() | st.sampled_from("abcdefgx"))


@pytest.mark.parametrize(
    ("parents", "circles"),
    [
        ({}, []),
        ({"a": None}, []),
        ({"a": "b", "b": "c", "c": None}, []),
        ({"a": "nowhere"}, []),
        ({"a": "a"}, [("a",)]),
        ({"a": "b", "b": "a"}, [("a", "b")]),
        ({"lead": "b", "a": "b", "b": "c", "c": "b"}, [("b", "c")]),
        ({"d": "e", "e": "d", "a": "b", "b": "a"}, [("d", "e"), ("a", "b")]),
    ],
)
def test_each_circle_is_found_once(parents: dict[str, str | None], circles: list[tuple[str, ...]]) -> None:
    """A circle is found from its first member on; what only leads into one is no part of it."""
    assert [*circle(parents)] == circles


@given(PARENTS)
def test_circles_are_those_who_reach_themselves(parents: dict[str, str | None]) -> None:
    """Exactly those are in a circle who come back to themselves by going from parent to parent."""

    def reaches_itself(name: str) -> bool:
        ancestor = parents.get(name)
        for _ in parents:
            if ancestor is None or ancestor == name:
                break
            ancestor = parents.get(ancestor)
        return ancestor == name

    members = [name for names in circle(parents) for name in names]
    assert sorted(members) == sorted(name for name in parents if reaches_itself(name))
    for names in circle(parents):
        assert [parents[name] for name in names] == [*names[1:], names[0]]
