"""The editor schema and the model agree on what a plan may look like."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st

from rencana.plan.language.part import PlanPart
from rencana.plan.language.reading import read_part
from rencana.plan.language.shape import all_parts
from rencana.plan.plan import Plan
from rencana.plan.schema import KINDS, field_notes, schema, schema_text
from rencana.plan.shared import Shared
from rencana.source import read_yaml

ROOT = Path(__file__).parents[2]
PLANS = sorted([*ROOT.glob("plans/*/plan.yaml"), *ROOT.glob("tests/cases/real/*/plans/*/plan.yaml")])
SHARED = sorted([*ROOT.glob("plans/portfolio.yaml"), *ROOT.glob("tests/cases/real/*/plans/portfolio.yaml")])
BROKEN = sorted((ROOT / "tests" / "cases" / "broken").glob("*/*.yaml"))

BEYOND = {
    "absurd-number": "a pattern cannot count how large a number is",
    "bad-number": "the order of a range is arithmetic",
    "bad-path": "the schema says the same, but YAML 1.2 gives no file",
    "bad-text": "whether a time zone exists is known to the time zone database alone",
    "bad-time": "a pattern does not know that an hour has 60 minutes",
    "impossible-date": "a pattern does not know the calendar",
    "end-before-start": "two dates are compared",
    "number-ambiguous": "whether a point may be one of thousands depends on the metric and the currency",
    "prose-over-limit": "a pattern that counts depth would slow an editor down",
    "reference-unknown": "whether something exists is known when all plans are read",
    "target-without-size": "one of four keys is asked for, which would hide them all from completion",
    "wrong-unit": "the schema has one pattern for all amounts",
}
"""Findings of shape that the schema leaves to `rencana check`, each with the reason."""


class Core(yaml.SafeLoader):
    """Types scalars as YAML 1.2 core does, which is what editors do."""


Core.yaml_implicit_resolvers = {}
for _tag, _pattern in (
    ("bool", "^(?:true|True|TRUE|false|False|FALSE)$"),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"),
    (
        "float",
        r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
    ),
    ("null", "^(?:~|null|Null|NULL|)$"),
    ("merge", "^<<$"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), None)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: float(loader.construct_scalar(node)) // 1)


@cache
def _validator(kind: str) -> Any:
    return jsonschema_rs.validator_for(schema(kind))


def _core(text: str) -> Any:
    return yaml.load(text, Loader=Core)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.parent.name)
def test_takes_every_valid_plan(path: Path) -> None:
    """A plan that the model reads is valid in an editor."""
    text = path.read_text(encoding="utf-8")
    assert read_part(Plan, read_yaml("p.yaml", text.encode()))[1] == ()
    assert [str(error) for error in _validator("plan").iter_errors(_core(text))] == []


@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.parts[-3])
def test_takes_every_valid_portfolio(path: Path) -> None:
    """A portfolio that the model reads is valid in an editor."""
    text = path.read_text(encoding="utf-8")
    assert read_part(Shared, read_yaml("p.yaml", text.encode()))[1] == ()
    assert [str(error) for error in _validator("portfolio").iter_errors(_core(text))] == []


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_refuses_what_the_model_refuses(path: Path) -> None:
    """A fault of shape is seen in the editor too; those that it leaves to the check are a named list."""
    document = read_yaml("p.yaml", path.read_bytes())
    if document.findings:
        return  # a fault of the file itself, which an editor tells in its own way
    rules = {finding.rule for finding in read_part(Plan, document)[1]}
    _agree(rules, path.read_text(encoding="utf-8"))


def _agree(rules: set[str], text: str) -> None:
    """What the schema refuses, the model refuses; what the model refuses, the schema does, but for the list."""
    valid = _validator("plan").is_valid(_core(text))
    assert rules or valid, text
    assert not valid or not rules - set(BEYOND), (rules, text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_pattern_has_words(kind: str) -> None:
    """An editor never has to show a pattern: each comes with what to write instead."""
    todo: list[Any] = [schema(kind)]
    for value in todo:
        if isinstance(value, dict):
            assert "pattern" not in value or value.get("errorMessage"), value
        todo += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_agrees_on_mutated_plans(data: st.DataObject) -> None:
    """A value exchanged anywhere in a valid plan is taken by both, or refused by both."""
    text = data.draw(st.sampled_from(PLANS)).read_text(encoding="utf-8")
    document = read_yaml("p.yaml", text.encode())
    paths = list(_paths(document.data))
    path = data.draw(st.sampled_from(paths))
    value = data.draw(st.sampled_from(["word", "5", "true", "2026-01-01", "14%", "", ["a"], {"a": "b"}, []]))
    changed = _set(document.data, path, value)
    mutated = yaml.safe_dump(changed, allow_unicode=True, sort_keys=False, default_style=None)
    mutated = re.sub(r"'([0-9.%+-]+|true|)'", r"\1", mutated)
    read = read_yaml("p.yaml", mutated.encode())
    part, findings = read_part(Plan, read)
    event("reached the model" if part is not None or findings else "stopped before it")
    _agree({finding.rule for finding in findings}, mutated)


def _paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        if not str(key).startswith("x-"):
            yield (*path, key)
            yield from _paths(value, (*path, key))


def _set(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copied = dict(data) if isinstance(data, dict) else list(data)
    copied[path[0]] = _set(copied[path[0]], path[1:], value)
    return copied


def test_every_field_has_a_note() -> None:
    """Whoever hovers over a key in an editor reads what it means."""
    visited: set[type[PlanPart]] = set()
    todo: list[type[PlanPart]] = [Plan, Shared]
    while todo:
        part = todo.pop()
        if part in visited:
            continue
        visited.add(part)
        fields = {name for name in part.model_fields if name != "extra"}
        assert fields <= {name for name, note in field_notes(part).items() if note}, part
        todo += [inner for field in part.model_fields.values() for inner in all_parts(field.annotation)]
    assert len(visited) > 40


@pytest.mark.parametrize("kind", KINDS)
def test_is_small_and_committed(kind: str) -> None:
    """The schema is small enough for editors, is valid itself, and stands beside the plans as it is made."""
    text = schema_text(kind)
    assert len(text.encode()) < 90_000
    assert jsonschema_rs.meta.is_valid(schema(kind))
    assert (ROOT / "plans" / f"{kind}.schema.json").read_text(encoding="utf-8") == text
