"""The kinds of change, each with its weight and its words; the rest is added, dropped, renamed or changed."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from rencana.changes.change import Path, Weight
from rencana.words.languages import marked

_HIGH, _NORMAL, _LOW = Weight.HIGH, Weight.NORMAL, Weight.LOW


class ChangeKind(Struct, frozen=True):
    """A kind of change. `message` is English, with places for `what`, `field`, `before` and `after`."""

    name: str
    weight: Weight
    message: str


class PlanSection(Struct, frozen=True):
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
RENAMED = marked("{what} has another id: {after} (was {before}).")
CHANGED = marked("{what}: {field} is {after} (was {before}).")
REPLACED = marked("{what} is {after} (was {before}).")
SET = marked("{what}: {field} is {after} (not said before).")
UNSET = marked("{what}: {field} is left out (was {before}).")

PARTS: Mapping[Path, PlanSection] = MappingProxyType(
    {
        ("audiences",): PlanSection("audience", marked("Audience")),
        ("budget", "lines"): PlanSection("budget-line", marked("Budget line")),
        ("calendar",): PlanSection("item", marked("Post"), dropped=_NORMAL),
        ("campaign", "links"): PlanSection("link", marked("Link"), _LOW, _LOW),
        ("campaign", "partners"): PlanSection("partner", marked("Partner")),
        ("channels",): PlanSection("channel", marked("Channel"), _HIGH, _HIGH),
        ("content", "messages"): PlanSection("message", marked("Message"), changed=_NORMAL),
        ("content", "pillars"): PlanSection("pillar", marked("Pillar")),
        ("measurement", "kpis"): PlanSection("kpi", marked("KPI"), _HIGH, _HIGH, _NORMAL),
        ("measurement", "metrics"): PlanSection("metric", marked("Metric"), _NORMAL, _HIGH),
        ("measurement", "sources"): PlanSection("source", marked("Source")),
        ("objectives",): PlanSection("objective", marked("Objective"), _HIGH, _HIGH, _NORMAL),
        ("playbooks",): PlanSection("playbook", marked("Playbook")),
        ("rejected", "channels"): PlanSection("rejected-channel", marked("Channel not chosen")),
        ("reviews",): PlanSection("review", marked("Review"), changed=_NORMAL),
        ("schedule", "dates"): PlanSection("day", marked("Named day"), changed=_NORMAL),
        ("schedule", "pauses"): PlanSection("pause", marked("Pause"), changed=_NORMAL),
        ("schedule", "phases"): PlanSection("phase", marked("Phase"), changed=_NORMAL),
    }
)
"""The parts of a plan that have ids."""
_CAMPAIGN = PlanSection("campaign", marked("Campaign"), _HIGH, _HIGH, titled=True)
SINGLES: Mapping[str, PlanSection] = MappingProxyType(
    {
        "": _CAMPAIGN,
        "audiences": PlanSection("audience", marked("Audiences")),
        "budget": PlanSection("budget", marked("Budget"), changed=_NORMAL),
        "campaign": _CAMPAIGN,
        "channels": PlanSection("channel", marked("Channels")),
        "content": PlanSection("content", marked("Content")),
        "interaction": PlanSection("interaction", marked("Interaction")),
        "measurement": PlanSection("measurement", marked("Measurement")),
        "rejected": PlanSection("rejected-channel", marked("Channels not chosen")),
        "schedule": PlanSection("schedule", marked("Schedule")),
    }
)
"""What stands in a plan once, by its key; "" is the plan as a whole."""
SHARED_PARTS: Mapping[Path, PlanSection] = MappingProxyType(
    {
        ("channels",): PlanSection("shared-channel", marked("Channel of the portfolio")),
        ("goals",): PlanSection("goal", marked("Goal"), _HIGH, _HIGH, _NORMAL),
        ("metrics",): PARTS["measurement", "metrics"],
        ("pauses",): PARTS["schedule", "pauses"],
        ("places",): PlanSection("place", marked("Place"), _LOW, _NORMAL),
        ("sources",): PARTS["measurement", "sources"],
        ("teams",): PlanSection("team", marked("Team")),
    }
)
"""The parts of portfolio.yaml that have ids."""
SHARED_SINGLES: Mapping[str, PlanSection] = MappingProxyType(
    {"": PlanSection("setting", marked("Portfolio"), changed=_NORMAL)}
)
"""What stands in portfolio.yaml beside them."""

_SPECIAL = (
    ChangeKind("workspace-added", _HIGH, marked("The workspace is new, with all of its campaigns: {count}.")),
    ChangeKind("workspace-dropped", _HIGH, marked("The workspace is gone, with all of its campaigns: {count}.")),
    ChangeKind("campaign-added", _HIGH, ADDED),
    ChangeKind("campaign-dropped", _HIGH, DROPPED),
    ChangeKind("campaign-renamed", _NORMAL, RENAMED),
    ChangeKind(
        "campaign-renamed-silently",
        _HIGH,
        marked("{what} has another id: {after} (was {before}). Old links end nowhere: `was` is missing."),
    ),
    ChangeKind("campaign-unreadable", _HIGH, marked("{what} cannot be read any more.")),
    ChangeKind("campaign-readable", _HIGH, marked("{what} can be read again.")),
    ChangeKind("campaign-moved", _HIGH, marked("{what} runs {after} (was {before}).")),
    ChangeKind("campaign-stopped", _HIGH, marked("{what} was stopped on {after}.")),
    ChangeKind("campaign-resumed", _HIGH, marked("{what} goes on; it was stopped on {before}.")),
    ChangeKind("campaign-closed", _HIGH, marked("{what} is closed.")),
    ChangeKind("state-forward", _HIGH, marked("{what} is {after} (was {before}).")),
    ChangeKind("state-back", _HIGH, marked("{what} goes back to {after}, from {before}.")),
    ChangeKind("owner-changed", _NORMAL, marked("{what} belongs to {after} (was {before}).")),
    ChangeKind("objective-reworded", _NORMAL, marked("{what}: {field} has other words: {after} (was {before}).")),
    ChangeKind("objective-retyped", _HIGH, marked("{what} is meant as {after} (was {before}).")),
    ChangeKind("yardstick-changed", _HIGH, marked("{what} is proven by {after} (was {before}).")),
    ChangeKind("evidence-renewed", _NORMAL, marked("{what}: the evidence is renewed: {after} (was {before}).")),
    ChangeKind("evidence-changed", _NORMAL, marked("{what}: the evidence is {after} (was {before}).")),
    ChangeKind("channel-added-without-reason", _HIGH, marked("{what} is new, without a reason in the plan.")),
    ChangeKind(
        "channel-dropped-in-use", _HIGH, marked("{what} is no longer there; posts that were planned on it: {count}.")
    ),
    ChangeKind("pillar-share-changed", _NORMAL, marked("{what} is {after} of the content (was {before}).")),
    ChangeKind("target-raised", _HIGH, marked("{what}: the target is {after} (was {before}).")),
    ChangeKind("target-lowered", _HIGH, marked("{what}: the target is lowered to {after}, from {before}.")),
    ChangeKind("target-earlier", _HIGH, marked("{what}: the target of {size} is due earlier: {after} (was {before}).")),
    ChangeKind("target-later", _HIGH, marked("{what}: the target of {size} is due later: {after} (was {before}).")),
    ChangeKind("target-added", _HIGH, marked("{what} has a new target: {after}.")),
    ChangeKind("target-dropped", _HIGH, marked("{what} has no target of {before} any more.")),
    ChangeKind("target-made-stretch", _HIGH, marked("{what}: the target of {after} is only a stretch now.")),
    ChangeKind("target-committed", _HIGH, marked("{what}: the target of {after} is promised now, no stretch.")),
    ChangeKind("target-changed", _NORMAL, marked("{what}: the target is {after} (was {before}).")),
    ChangeKind(
        "target-changed-unrevised",
        _HIGH,
        marked(
            "{what}: the target is {after} (was {before}), changed after readings came, and `revised` does not say so."
        ),
    ),
    ChangeKind("baseline-changed", _HIGH, marked("{what}: the baseline is {after} (was {before}).")),
    ChangeKind("kpi-redefined", _HIGH, marked("{what} measures something else: {field} is {after} (was {before}).")),
    ChangeKind("metric-redefined", _HIGH, marked("{what} means something else: {field} is {after} (was {before}).")),
    ChangeKind("budget-raised", _HIGH, marked("The budget is raised to {after}, from {before}.")),
    ChangeKind("budget-lowered", _HIGH, marked("The budget is lowered to {after}, from {before}.")),
    ChangeKind("budget-line-raised", _NORMAL, marked("{what} is raised to {after}, from {before}.")),
    ChangeKind("budget-line-lowered", _NORMAL, marked("{what} is lowered to {after}, from {before}.")),
    ChangeKind("item-moved", _NORMAL, marked("{what} goes out {after} (was {before}).")),
    ChangeKind("item-cancelled", _NORMAL, marked("{what} is cancelled.")),
    ChangeKind("item-advanced", _LOW, marked("{what} is {after} (was {before}).")),
    ChangeKind("item-text-changed", _NORMAL, marked("{what} has another text: {after} (was {before}).")),
    ChangeKind("item-channels-changed", _NORMAL, marked("{what} appears on {after} (was on {before}).")),
    ChangeKind("review-found", _NORMAL, marked("{what} found: {after}")),
    ChangeKind("review-decided", _HIGH, marked("{what} decided: {after}")),
    ChangeKind("readings-added", _LOW, marked("{what}: new readings, up to {day}: {count}.")),
    ChangeKind("readings-dropped", _NORMAL, marked("{what}: readings that are no longer there: {count}.")),
    ChangeKind("reading-corrected", _NORMAL, marked("{what} of {day} is {after} (was {before}).")),
    ChangeKind("readings-corrected", _NORMAL, marked("{what}: further readings that were corrected: {count}.")),
)


def _of_sections() -> dict[str, ChangeKind]:
    kinds: dict[str, ChangeKind] = {}
    for section in (*PARTS.values(), *SHARED_PARTS.values()):
        kinds[f"{section.name}-added"] = ChangeKind(f"{section.name}-added", section.added, ADDED)
        kinds[f"{section.name}-dropped"] = ChangeKind(f"{section.name}-dropped", section.dropped, DROPPED)
        kinds[f"{section.name}-renamed"] = ChangeKind(f"{section.name}-renamed", _LOW, RENAMED)
    for section in (*SINGLES.values(), *PARTS.values(), *SHARED_PARTS.values(), *SHARED_SINGLES.values()):
        kinds[f"{section.name}-changed"] = ChangeKind(f"{section.name}-changed", section.changed, CHANGED)
    return kinds


KINDS: Mapping[str, ChangeKind] = MappingProxyType(_of_sections() | {kind.name: kind for kind in _SPECIAL})
"""All kinds of change by name."""
