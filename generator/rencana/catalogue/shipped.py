"""Reads the shipped catalogue from its data files: each file once, and only when something of it is needed."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from rencana.catalogue.types import (
    Break,
    Caption,
    Framework,
    FrameworkField,
    FrameworkSection,
    Media,
    Metric,
    ObjectiveType,
    Platform,
    Title,
    Wordings,
)

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def metrics() -> Mapping[str, Metric]:
    """Returns the metrics of the catalogue by id."""
    return MappingProxyType({name: _metric(name, entry) for name, entry in _read("metrics").items()})


@cache
def platforms() -> Mapping[str, Platform]:
    """Returns the platforms of the catalogue by id."""
    return MappingProxyType({name: _platform(name, entry) for name, entry in _read("platforms").items()})


@cache
def objective_types() -> Mapping[str, ObjectiveType]:
    """Returns the types of objective by id."""
    entries = _read("objective_types").items()
    return MappingProxyType(
        {
            name: ObjectiveType(
                name, _title(entry["title"]), *(tuple(entry[key]) for key in ("evidence", "support", "quadrants"))
            )
            for name, entry in entries
        }
    )


@cache
def wordings() -> Mapping[str, Wordings]:
    """Returns the lists of words that rules look for, by name."""
    return MappingProxyType(
        {
            name: Wordings({language: tuple(words) for language, words in lists.items()})
            for name, lists in _read("wordings").items()
        }
    )


@cache
def frameworks() -> Mapping[str, Framework]:
    """Returns the frameworks that a plan can be printed as, by id."""
    return MappingProxyType({name: read_framework(name, entry) for name, entry in _read("frameworks").items()})


def read_framework(name: str, entry: Mapping[str, Any]) -> Framework:
    """Returns a framework from its entry."""
    mark = _title(entry["mark"]) if "mark" in entry else None
    sections = tuple(map(_section, entry["sections"]))
    return Framework(name, entry["title"], entry["source"], _title(entry["about"]), sections, mark)


def _section(entry: Mapping[str, Any]) -> FrameworkSection:
    fields = tuple(
        FrameworkField(field["of"], _title(field["title"]), tuple(field.get("only", ()))) for field in entry["fields"]
    )
    return FrameworkSection(entry["id"], _title(entry["title"]), _title(entry["question"]), fields)


def _read(name: str) -> dict[str, Any]:
    text = files("rencana.catalogue").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506  a safe loader, and the file is our own
    return loaded


def _title(entry: str | dict[str, str]) -> Title:
    return MappingProxyType({"en": entry} if isinstance(entry, str) else entry)


def _metric(name: str, entry: dict[str, Any]) -> Metric:
    breaks = tuple(
        Break(change["date"], _title(change["what"]), change["source"], tuple(change.get("platforms", ())))
        for change in entry.get("breaks", ())
    )
    fields = {
        **entry,
        "title": _title(entry["title"]),
        "evidences": tuple(entry.get("evidences", ())),
        "breaks": breaks,
    }
    return Metric(name, **fields)


def _platform(name: str, entry: dict[str, Any]) -> Platform:
    caption = Caption(**entry["caption"]) if "caption" in entry else None
    retention = MappingProxyType(entry["retention"]) if "retention" in entry else None
    media = Media(**entry["media"]) if "media" in entry else None
    formats, own_metrics = tuple(entry["formats"]), tuple(entry.get("metrics", ()))
    return Platform(name, _title(entry["title"]), entry["kind"], formats, caption, retention, media, own_metrics)
