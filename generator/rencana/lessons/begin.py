"""The text of a plan that begins from an earlier campaign: nothing in it is invented, and no old day is taken along."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from rencana.lessons.outline import drop_unused_sources, outline
from rencana.lessons.results import Result, result_of
from rencana.measure.query import index_of
from rencana.plan.agenda import Item
from rencana.plan.campaign import Campaign
from rencana.plan.language.when import DatePrecision
from rencana.plan.measurement import KPI, Target
from rencana.source.write import Comment, comment_lines, to_yaml

_STAGES = ("objectives", "audiences", "content", "channels", "measurement")
_ITEM_KEYS = (
    *("title", "at", "every", "channels", "format", "pillar", "message"),
    *("audiences", "phase", "language", "copy", "owner", "note"),
)
_SIZES = ("value", "min", "max", "change")


class Beginning(Struct, frozen=True):
    """What is said of a new campaign; what is not said stays open. `items` takes the calendar along, as ideas."""

    title: str
    start: date | None = None
    end: date | None = None
    items: bool = False

    @property
    def days(self) -> int | None:
        """How long it lasts, where that is said."""
        return (self.end - self.start).days + 1 if self.start and self.end else None


def begin(campaign: Campaign, new: Beginning, on: date, words: Mapping[str, str]) -> str:
    """Returns the text of a new plan that begins from a campaign; `words` are those of the language of the plan."""
    data = outline(campaign)
    data["campaign"] = _header(campaign, data.get("campaign", {}), new, words)
    if dates := campaign.plan.schedule.dates:
        days = ", ".join(dates)
        line = words["like_dates"].format(id=campaign.id, names=days)
        data.setdefault("schedule", {})["#"] = Comment([*comment_lines(line)])
    _measure(campaign, data, new, on, words)
    drop_unused_sources(data)
    if new.items and campaign.items:
        data["calendar"] = {name: _item(item, campaign, new) for name, item in campaign.items.items()}
    parts = [_head(campaign, words)]
    for key in type(campaign.plan).model_fields:
        if key == "budget" and "budget" in campaign.document.data:
            parts.append(_budget(campaign, words))
        if key in data:
            stage = _STAGES.index(key) + 1 if key in _STAGES else 0
            title = f"# {stage}. {words[f'stage{stage}']}\n" if stage else ""
            parts.append(title + to_yaml({key: data[key]}))
    return "\n".join(parts)


def _head(campaign: Campaign, words: Mapping[str, str]) -> str:
    header = campaign.plan.campaign
    days = ", ".join(str(day) for day in (campaign.start, campaign.end) if day)
    title = f"{header.title} ({days})" if days else header.title
    lines = ["# yaml-language-server: $schema=../plan.schema.json"]
    lines += comment_lines(words["like_head"].format(id=campaign.id, title=title))
    lines += comment_lines(words["like_left"])
    if learned := list(_learned(campaign, words)):
        lines += ["#", *comment_lines(words["like_learned"].format(id=campaign.id)), *learned]
    return "\n".join(lines) + "\n"


def _learned(campaign: Campaign, words: Mapping[str, str]) -> Iterator[str]:
    """Yields what the reviews learned and decided, the earliest first."""
    for name, review in sorted(campaign.plan.reviews.items(), key=lambda pair: pair[1].date or date.max):
        where = f"{review.title or name}, {review.date}" if review.date else review.title or name
        for text in review.learned:
            yield from comment_lines(f"{text} ({where})", mark="- ")
        if review.decision:
            because = f" {review.because}" if review.because else ""
            text = words["like_decided"].format(decision=f"{review.decision}{because}", where=where)
            yield from comment_lines(text, mark="- ")


def _header(campaign: Campaign, header: Mapping[str, Any], new: Beginning, words: Mapping[str, str]) -> dict[str, Any]:
    last = (campaign.end - campaign.start).days + 1 if campaign.start and campaign.end else 0
    note = words["like_period"].format(id=campaign.id, days=last) if last else words["like_period_open"]
    period = {key: str(day) for key, day in (("start", new.start), ("end", new.end)) if day}
    line = f"# period: {{start: , end: }}   # {note}"
    before = {key: header[key] for key in ("summary", "kind", "owner") if key in header}
    after = {key: value for key, value in header.items() if key not in before}
    return {"title": new.title, **before, "state": "draft", "period": period or Comment([line]), **after}


def _budget(campaign: Campaign, words: Mapping[str, str]) -> str:
    """Returns the earlier budget as a comment: its lines are a help, its amounts nobody has granted again."""
    note = "".join(f"{line}\n" for line in comment_lines(words["like_budget"].format(id=campaign.id)))
    text = to_yaml({"budget": _plain(campaign.document.data["budget"])}).replace("rencana:", "rencana :")
    return note + "".join(f"{f'# {line}'.rstrip()}\n" for line in text.split("\n")[:-1])


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever a file holds
    """Returns data without the keys of the user's own."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if not key.startswith("x-")}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def _measure(campaign: Campaign, data: dict[str, Any], new: Beginning, on: date, words: Mapping[str, str]) -> None:
    """Puts results in the place of baselines, and former targets into comments."""
    end, readings = campaign.end, index_of(campaign)
    day = min(on, end + campaign.shared.late) if end else on
    kpis = data.get("measurement", {}).get("kpis", {})
    for name, written in kpis.items():
        result = result_of(campaign, name, readings, day, new.days)
        kpi = campaign.plan.measurement.kpis[name]
        before = {
            key: written[key]
            for key in ("title", "metric", "channels", "audiences", "places", "phase")
            if key in written
        }
        after = {key: value for key, value in written.items() if key not in (*before, "targets")}
        kpis[name] = {**before, **_baseline(campaign, result, words), **_targets(campaign, kpi, words), **after}


def _baseline(campaign: Campaign, result: Result | None, words: Mapping[str, str]) -> dict[str, Any]:
    if result is None:
        return {"baseline": "unknown"}
    if result.incomplete:
        note = words["like_partial"].format(
            id=campaign.id, value=result.value, read=result.read, expected=result.expected
        )
        return {"# read": Comment([*comment_lines(note)]), "baseline": "unknown"}
    entry: dict[str, Any] = {"value": result.value}
    if result.start:
        entry["period"] = {"start": str(result.start), "end": str(result.end)}
    else:
        entry["date"] = str(result.end)
    note = words["like_result"].format(id=campaign.id)
    if len(result.sources) == 1:
        entry["source"] = result.sources[0]
    elif result.sources:
        note = words["like_results"].format(id=campaign.id, sources=", ".join(result.sources))
    if result.n:
        entry["n"] = result.n
    entry["note"] = note
    # A sum of fewer days than the next campaign has is no baseline of it.
    return {"baseline": entry} if result.comparable else {"baseline": "unknown", "compare": {campaign.id: entry}}


def _targets(campaign: Campaign, kpi: KPI, words: Mapping[str, str]) -> dict[str, Any]:
    if isinstance(kpi.targets, str):
        return {"targets": kpi.targets}
    sizes = ", ".join(_size(target) for target in kpi.targets or ())
    if not sizes:
        return {}
    note = words["like_targets"].format(id=campaign.id, targets=sizes)
    return {"# targets": Comment([*comment_lines(note, mark="targets:   # ")])}


def _size(target: Target) -> str:
    sizes = [
        f"{key} {amount}" if key in ("min", "max") else str(amount)
        for key in _SIZES
        if (amount := getattr(target, key))
    ]
    per = f" ({target.per})" if target.per else ""
    return f"{' '.join(sizes)}{per}" + (" (stretch)" if target.stretch else "")


def _item(item: Item, campaign: Campaign, new: Beginning) -> dict[str, Any]:
    """Returns an item as an idea; its pictures, its link and its address are those of the earlier campaign."""
    entry: dict[str, Any] = {}
    for key in _ITEM_KEYS:
        value = getattr(item, "copy_text" if key == "copy" else key)
        if key == "at":
            entry |= _moved(item, campaign, new)
        elif value:
            entry[key] = value if isinstance(value, str) else str(value) if key == "every" else list(value)
    return {**entry, "state": "idea"}


def _moved(item: Item, campaign: Campaign, new: Beginning) -> dict[str, Any]:
    """Returns the day of an item, as many days after the start as before; outside of the new days it is a comment."""
    when = item.at.when if item.at else None
    if item.at is None or when is None or not (campaign.start and new.start):
        return {}
    day = campaign.calendar.first(when)
    if when.grain not in (DatePrecision.DAY, DatePrecision.NAMED) or day is None:
        return {}
    moved = day + (new.start - campaign.start)
    text = f"{moved} {item.at.clock:%H:%M}" if item.at.clock else str(moved)
    is_inside = new.start <= moved and (new.end is None or moved <= new.end)
    return {"at": text} if is_inside else {"# at": Comment([f"# at: {text}"])}
