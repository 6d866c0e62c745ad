"""The messages of which the sentence on a verdict is made; each is translated when it is shown."""

from collections.abc import Mapping

from rencana.words.languages import Texts


def _(message: str) -> str:
    """Marks a message for translation."""
    return message


FLOOR_BY_NOW = (
    _("{gap} short of {pace} expected by now"),
    _("Exactly the {pace} expected by now"),
    _("{gap} ahead of {pace} expected by now"),
)
"""Where a value is short of its path, on it, or ahead of it."""
LEVEL_BY_NOW = (
    _("{gap} worse than {pace} expected by now"),
    _("Exactly the {pace} expected by now"),
    _("{gap} better than {pace} expected by now"),
)
"""The same of what comes down to its target."""
OVER_BY_NOW: Mapping[str, str] = {
    "count": _("{gap} too many: at most {pace} by now"),
    "currency": _("{gap} too much: at most {pace} by now"),
    "duration": _("{gap} too long: at most {pace} by now"),
}
"""Where a sum is over what is allowed by now, by the unit of its metric."""
OVER_BY_NOW_ELSE = _("{gap} too high: at most {pace} by now")
UNDER_BY_NOW = _("{gap} below the {pace} allowed by now")
EVEN_BY_NOW = _("Exactly the {pace} allowed by now")

FLOOR_AT_END = (
    _("{value}: {gap} short {when}"),
    _("{value}: exactly on target"),
    _("{value}: {gap} above the target"),
)
LEVEL_AT_END = (
    _("{value}: {gap} too high {when}"),
    _("{value}: exactly on target"),
    _("{value}: {gap} below the target"),
)
OVER_LIMIT = _("{gap} over the limit of {limit}")
KEPT = _("{value}, at most {limit}")

UPPER_EDGE = (
    _("{gap} below its upper edge of {edge}"),
    _("On its upper edge of {edge}"),
    _("{gap} above its upper edge of {edge}"),
)
LOWER_EDGE = (
    _("{gap} below its lower edge of {edge}"),
    _("On its lower edge of {edge}"),
    _("{gap} above its lower edge of {edge}"),
)

READ: Mapping[str, str] = {
    "days": _("{read} of {expected} days read"),
    "posts": _("{read} of {expected} posts read"),
}
CHANNEL_READ: Mapping[str, str] = {
    "days": _("{channel} read on {read} of {expected} days"),
    "posts": _("{read} of {expected} posts of {channel} read"),
}
READ_OF_CHANNELS: Mapping[str, str] = {
    "days": _("{read} of {expected} days read on {count} channels"),
    "posts": _("{read} of {expected} posts read on {count} channels"),
    "cells": _("{read} of {expected} days and posts read on {count} channels"),
}

NO_WHOLE_PERIOD: Mapping[str, str] = {
    "day": _("{days} is no whole day"),
    "week": _("{days} is no whole week"),
    "month": _("{days} is no whole month"),
    "quarter": _("{days} is no whole quarter"),
    "year": _("{days} is no whole year"),
}
"""Where a target is kept period by period, and its days hold none of them."""
FIRST_WHOLE_PERIOD: Mapping[str, str] = {
    "day": _("The first whole day is {day}"),
    "week": _("The first whole week ends on {day}"),
    "month": _("The first whole month ends on {day}"),
    "quarter": _("The first whole quarter ends on {day}"),
    "year": _("The first whole year ends on {day}"),
}
UNSIZED: Mapping[str, str] = {
    "baseline-unknown": _("The target is a change from the baseline, and the baseline is not known"),
    "no-percent": _("A score, or a baseline of 0 or below, has no percentage: the target has no size"),
    "contradicted": _("The value and the change of the target are not the same"),
    "only-a-bound": _("The target is written as a bound or a range, and has no size"),
}
"""Why a target has no size."""


def held_in(texts: Texts, unit: str, count: int) -> str:
    """Returns the message on how many of so many periods held."""
    match unit:
        case "day":
            return texts.ngettext("Held on {kept} of {of} day", "Held on {kept} of {of} days", count)
        case "week":
            return texts.ngettext("Held in {kept} of {of} week", "Held in {kept} of {of} weeks", count)
        case "month":
            return texts.ngettext("Held in {kept} of {of} month", "Held in {kept} of {of} months", count)
        case "quarter":
            return texts.ngettext("Held in {kept} of {of} quarter", "Held in {kept} of {of} quarters", count)
        case _:
            return texts.ngettext("Held in {kept} of {of} year", "Held in {kept} of {of} years", count)


def unread(texts: Texts, unit: str, count: int) -> str:
    """Returns the message on what was not read, and so is neither behind nor ahead."""
    if unit == "posts":
        return texts.ngettext(
            "{count} unread post is neither behind nor ahead",
            "{count} unread posts are neither behind nor ahead",
            count,
        )
    return texts.ngettext(
        "{count} unread day is neither behind nor ahead", "{count} unread days are neither behind nor ahead", count
    )


def yardsticks(texts: Texts, status: str, count: int) -> str:
    """Returns the message on how many of so many yardsticks are on track, reached or stopped."""
    match status:
        case "reached":
            return texts.ngettext("{count} of {of} yardstick reached", "{count} of {of} yardsticks reached", count)
        case "stopped":
            return texts.ngettext("{count} of {of} yardstick stopped", "{count} of {of} yardsticks stopped", count)
        case _:
            return texts.ngettext("{count} of {of} yardstick on track", "{count} of {of} yardsticks on track", count)


def kpis(texts: Texts, status: str, count: int) -> str:
    """Returns the message on how many of so many KPIs are behind, missed, at risk or on track."""
    match status:
        case "missed":
            return texts.ngettext("{count} of {of} KPI missed", "{count} of {of} KPIs missed", count)
        case "behind":
            return texts.ngettext("{count} of {of} KPI behind", "{count} of {of} KPIs behind", count)
        case "at-risk":
            return texts.ngettext("{count} of {of} KPI at risk", "{count} of {of} KPIs at risk", count)
        case _:
            return texts.ngettext("{count} of {of} KPI on track", "{count} of {of} KPIs on track", count)
