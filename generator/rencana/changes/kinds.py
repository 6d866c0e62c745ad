"""The kinds of change, each with its weight and its words; the rest is added, dropped, renamed or changed."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from rencana.changes.change import Path, Weight
from rencana.words.languages import marked

_HIGH, _NORMAL, _LOW = Weight.HIGH, Weight.NORMAL, Weight.LOW


class Kind(Struct, frozen=True):
    """A kind of change. `message` is English, with places for `what`, `field`, `before` and `after`."""

    name: str
    weight: Weight
    message: str


class Section(Struct, frozen=True):
    """A part of the plan whose changes are told alike: the word for it, and the beginning of its kinds' names.

    With `titled` the word comes with the title of the campaign.
    """

    name: str
    noun: str
    added: Weight = _NORMAL
    dropped: Weight = _NORMAL
    changed: Weight = _LOW
    titled: bool = False


ADDED = marked("{what} is new.")
DROPPED = marked("{what} is no longer there.")
RENAMED = marked("{what} has another id: {after}, before {before}.")
CHANGED = marked("{what}: {field} is {after}, before {before}.")
SET = marked("{what}: {field} is {after}; before, the plan did not say.")
UNSET = marked("{what}: {field} is left out; before, it was {before}.")

PARTS: Mapping[Path, Section] = MappingProxyType(
    {
        ("audiences",): Section("audience", marked("Audience")),
        ("budget", "lines"): Section("budget-line", marked("Budget line")),
        ("calendar",): Section("item", marked("Post"), dropped=_NORMAL),
        ("campaign", "links"): Section("link", marked("Link"), _LOW, _LOW),
        ("campaign", "partners"): Section("partner", marked("Partner")),
        ("channels",): Section("channel", marked("Channel"), _HIGH, _HIGH),
        ("content", "messages"): Section("message", marked("Message"), changed=_NORMAL),
        ("content", "pillars"): Section("pillar", marked("Pillar")),
        ("measurement", "kpis"): Section("kpi", marked("KPI"), _HIGH, _HIGH, _NORMAL),
        ("measurement", "metrics"): Section("metric", marked("Metric"), _NORMAL, _HIGH),
        ("measurement", "sources"): Section("source", marked("Source")),
        ("objectives",): Section("objective", marked("Objective"), _HIGH, _HIGH, _NORMAL),
        ("playbooks",): Section("playbook", marked("Playbook")),
        ("rejected", "channels"): Section("rejected-channel", marked("Channel not chosen")),
        ("reviews",): Section("review", marked("Review"), changed=_NORMAL),
        ("schedule", "dates"): Section("day", marked("Named day"), changed=_NORMAL),
        ("schedule", "pauses"): Section("pause", marked("Pause"), changed=_NORMAL),
        ("schedule", "phases"): Section("phase", marked("Phase"), changed=_NORMAL),
    }
)
"""The parts of a plan that have ids."""
_CAMPAIGN = Section("campaign", marked("Campaign"), _HIGH, _HIGH, titled=True)
SINGLES: Mapping[str, Section] = MappingProxyType(
    {
        "": _CAMPAIGN,
        "audiences": Section("audience", marked("Audiences")),
        "budget": Section("budget", marked("Budget"), changed=_NORMAL),
        "campaign": _CAMPAIGN,
        "channels": Section("channel", marked("Channels")),
        "content": Section("content", marked("Content")),
        "interaction": Section("interaction", marked("Interaction")),
        "measurement": Section("measurement", marked("Measurement")),
        "rejected": Section("rejected-channel", marked("Channels not chosen")),
        "schedule": Section("schedule", marked("Schedule")),
    }
)
"""What stands in a plan once, by its key; "" is the plan as a whole."""
SHARED_PARTS: Mapping[Path, Section] = MappingProxyType(
    {
        ("channels",): Section("shared-channel", marked("Channel of the portfolio")),
        ("goals",): Section("goal", marked("Goal"), _HIGH, _HIGH, _NORMAL),
        ("metrics",): PARTS["measurement", "metrics"],
        ("pauses",): PARTS["schedule", "pauses"],
        ("places",): Section("place", marked("Place"), _LOW, _NORMAL),
        ("sources",): PARTS["measurement", "sources"],
        ("teams",): Section("team", marked("Team")),
    }
)
"""The parts of portfolio.yaml that have ids."""
SHARED_SINGLES: Mapping[str, Section] = MappingProxyType({"": Section("setting", marked("Portfolio"), changed=_NORMAL)})
"""What stands in portfolio.yaml beside them."""

_SPECIAL = (
    Kind("campaign-added", _HIGH, ADDED),
    Kind("campaign-dropped", _HIGH, DROPPED),
    Kind("campaign-renamed", _NORMAL, RENAMED),
    Kind("campaign-renamed-silently", _HIGH, marked("{what} has another id, {after}; links to {before} end nowhere.")),
    Kind("campaign-unreadable", _HIGH, marked("{what} cannot be read any more.")),
    Kind("campaign-readable", _HIGH, marked("{what} can be read again.")),
    Kind("campaign-moved", _HIGH, marked("{what} runs {after}, before {before}.")),
    Kind("campaign-stopped", _HIGH, marked("{what} was stopped on {after}.")),
    Kind("campaign-resumed", _HIGH, marked("{what} goes on; it was stopped on {before}.")),
    Kind("campaign-closed", _HIGH, marked("{what} is closed.")),
    Kind("state-forward", _HIGH, marked("{what} is {after}, before {before}.")),
    Kind("state-back", _HIGH, marked("{what} goes back to {after}, from {before}.")),
    Kind("owner-changed", _NORMAL, marked("{what} belongs to {after}, before to {before}.")),
    Kind("objective-reworded", _NORMAL, marked("{what}: {field} has other words: {after}, before {before}.")),
    Kind("objective-retyped", _HIGH, marked("{what} is meant as {after}, before as {before}.")),
    Kind("yardstick-changed", _HIGH, marked("{what} is proven by {after}, before by {before}.")),
    Kind("evidence-renewed", _NORMAL, marked("{what}: the evidence is renewed: {after}, before {before}.")),
    Kind("evidence-changed", _NORMAL, marked("{what}: the evidence is {after}, before {before}.")),
    Kind("channel-added-without-reason", _HIGH, marked("{what} is new, and the plan gives no reason for it.")),
    Kind("channel-dropped-in-use", _HIGH, marked("{what} is no longer there; posts that were planned on it: {count}.")),
    Kind("pillar-share-changed", _NORMAL, marked("{what} is {after} of the content, before {before}.")),
    Kind("target-raised", _HIGH, marked("{what}: the target is {after}, before {before}.")),
    Kind("target-lowered", _HIGH, marked("{what}: the target is lowered to {after}, from {before}.")),
    Kind("target-earlier", _HIGH, marked("{what}: the target of {size} is due earlier: {after}, before {before}.")),
    Kind("target-later", _HIGH, marked("{what}: the target of {size} is due later: {after}, before {before}.")),
    Kind("target-added", _HIGH, marked("{what} has a new target: {after}.")),
    Kind("target-dropped", _HIGH, marked("{what} has no target of {before} any more.")),
    Kind("target-made-stretch", _HIGH, marked("{what}: the target of {after} is only a stretch now.")),
    Kind("target-committed", _HIGH, marked("{what}: the target of {after} is promised now, no stretch.")),
    Kind("target-changed", _NORMAL, marked("{what}: the target is {after}, before {before}.")),
    Kind(
        "target-changed-unrevised",
        _HIGH,
        marked(
            "{what}: the target is {after}, before {before}; there were readings, and `revised` does not tell of it."
        ),
    ),
    Kind("baseline-changed", _HIGH, marked("{what}: the baseline is {after}, before {before}.")),
    Kind("kpi-redefined", _HIGH, marked("{what} measures something else: {field} is {after}, before {before}.")),
    Kind("metric-redefined", _HIGH, marked("{what} means something else: {field} is {after}, before {before}.")),
    Kind("budget-raised", _HIGH, marked("The budget is raised to {after}, from {before}.")),
    Kind("budget-lowered", _HIGH, marked("The budget is lowered to {after}, from {before}.")),
    Kind("budget-line-raised", _NORMAL, marked("{what} is raised to {after}, from {before}.")),
    Kind("budget-line-lowered", _NORMAL, marked("{what} is lowered to {after}, from {before}.")),
    Kind("item-moved", _NORMAL, marked("{what} goes out {after}, before {before}.")),
    Kind("item-cancelled", _NORMAL, marked("{what} is cancelled.")),
    Kind("item-advanced", _LOW, marked("{what} is {after}, before {before}.")),
    Kind("item-text-changed", _NORMAL, marked("{what} has another text: {after}, before {before}.")),
    Kind("item-channels-changed", _NORMAL, marked("{what} appears on {after}, before on {before}.")),
    Kind("review-found", _NORMAL, marked("{what} found: {after}")),
    Kind("review-decided", _HIGH, marked("{what} decided: {after}")),
    Kind("readings-added", _LOW, marked("{what}: new readings, up to {day}: {count}.")),
    Kind("readings-dropped", _NORMAL, marked("{what}: readings that are no longer there: {count}.")),
    Kind("reading-corrected", _NORMAL, marked("{what} of {day} is {after}, before {before}.")),
    Kind("readings-corrected", _NORMAL, marked("{what}: further readings that were corrected: {count}.")),
)


def _of_sections() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for section in (*PARTS.values(), *SHARED_PARTS.values()):
        kinds[f"{section.name}-added"] = Kind(f"{section.name}-added", section.added, ADDED)
        kinds[f"{section.name}-dropped"] = Kind(f"{section.name}-dropped", section.dropped, DROPPED)
        kinds[f"{section.name}-renamed"] = Kind(f"{section.name}-renamed", _LOW, RENAMED)
    for section in (*SINGLES.values(), *PARTS.values(), *SHARED_PARTS.values(), *SHARED_SINGLES.values()):
        kinds[f"{section.name}-changed"] = Kind(f"{section.name}-changed", section.changed, CHANGED)
    return kinds


KINDS: Mapping[str, Kind] = MappingProxyType(_of_sections() | {kind.name: kind for kind in _SPECIAL})
"""All kinds of change by name."""
