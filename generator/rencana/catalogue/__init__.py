"""What is known before any plan: metrics, platforms with their formats and limits, types of objective."""

from rencana.catalogue.shipped import metrics, objective_types, platforms
from rencana.catalogue.types import Caption, Metric, ObjectiveType, Platform, Title, title_in

__all__ = [
    "Caption",
    "Metric",
    "ObjectiveType",
    "Platform",
    "Title",
    "metrics",
    "objective_types",
    "platforms",
    "title_in",
]
