"""What is known before any plan: metrics, platforms with their formats and limits, types of objective, wordings."""

from rencana.catalogue.counting import length
from rencana.catalogue.shipped import frameworks, metrics, objective_types, platforms, wordings
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
    title_in,
)

__all__ = [
    "Break",
    "Caption",
    "Framework",
    "FrameworkField",
    "FrameworkSection",
    "Media",
    "Metric",
    "ObjectiveType",
    "Platform",
    "Title",
    "Wordings",
    "frameworks",
    "length",
    "metrics",
    "objective_types",
    "platforms",
    "title_in",
    "wordings",
]
