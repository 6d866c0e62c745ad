"""Which plans are copies of others: a copied folder says the same of the same days, so what else is found follows."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from rencana.plan.campaign import Location

Post: TypeAlias = tuple[str, date, str]
"""Account, day and title of something that is published."""


class PlanWords(Struct, frozen=True):
    """What a plan says by which a copy is known: title, statements, first and last day, and posts."""

    id: str
    title: str
    place: Location
    """Where the title stands."""
    statements: tuple[str, ...]
    days: tuple[date | None, date | None]
    posts: frozenset[Post]


def copies(plans: Iterable[PlanWords]) -> dict[str, str]:
    """Returns the plans that are copies of one that stands before them, each with the id of the first of its like."""
    originals: dict[str, str] = {}
    earlier: dict[object, list[PlanWords]] = {}
    for plan in plans:
        keys = [key for key in (_same_words(plan.title), _statements(plan)) if key]
        candidates = (other for key in keys for other in earlier.get(key, ()))
        if original := next((other for other in candidates if is_copy(plan, other)), None):
            originals[plan.id] = originals.get(original.id, original.id)
        for key in keys:
            earlier.setdefault(key, []).append(plan)
    return originals


def is_copy(plan: PlanWords, other: PlanWords) -> bool:
    """Tells whether two plans say the same of the same days; the campaign of the next year has other days."""
    same_title = _same_words(plan.title) == _same_words(other.title)
    same_statements = bool(plan.statements) and _statements(plan) == _statements(other)
    posts = plan.posts & other.posts
    same_posts = bool(posts) and 2 * len(posts) >= min(len(plan.posts), len(other.posts))
    if not same_title:
        return same_statements and same_posts
    if plan.days[0] and other.days[0]:
        return plan.days == other.days or same_posts
    return same_statements or same_posts


def _statements(plan: PlanWords) -> tuple[str, ...]:
    return tuple(map(_same_words, plan.statements))


def _same_words(text: str) -> str:
    return " ".join(text.casefold().split())
