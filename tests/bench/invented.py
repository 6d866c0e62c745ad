"""One invented campaign as data: every part of the plan language that a campaign of its kind has, all prose written."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from speech import Speaker

DAYS = 72
"""So many days have readings of each channel and metric."""
WAVES, WEEKS = 4, 8
"""So many waves of the survey and weeks of the inbox have readings."""
ITEMS = 20


class Place(NamedTuple):
    """A channel of a campaign, and the format that it is used for."""

    channel: str
    format: str


PAIRS = (
    (Place("instagram", "reel"), Place("tiktok", "short-video")),
    (Place("instagram", "carousel"), Place("facebook", "video")),
    (Place("youtube", "video"), Place("x", "post")),
)
QUADRANTS = (("entertain", "hub", 40), ("educate", "help", 30), ("inspire", "hero", 20), ("convince", "hub", 10))


@dataclass(frozen=True, slots=True)
class Case:
    """What is particular to a campaign: its number, its market, its days, its people."""

    number: int
    market: int
    start: date
    end: date
    state: str
    audiences: tuple[str, str]
    goals: tuple[str, str]
    tags: tuple[str, ...]
    parent: str | None

    @property
    def places(self) -> tuple[Place, Place]:
        """The two channels that it measures."""
        return PAIRS[self.number % len(PAIRS)]

    @property
    def team(self) -> str:
        """The team of its market."""
        return f"team-{self.market:03}"

    def day(self, offset: int) -> date:
        """Returns a day of the campaign, counted from its first."""
        return self.start + timedelta(days=offset)


def plan(case: Case, chance: random.Random) -> dict[str, Any]:
    """Returns the plan of a campaign; its readings, and most of its calendar, stand in tables beside it."""
    say = Speaker(chance)
    channels = [place.channel for place in case.places]
    return {
        "campaign": _frame(case, say, chance),
        "objectives": _objectives(case, say),
        "audiences": {name: _audience(case, name, say, chance) for name in case.audiences},
        "content": _content(case, say),
        "channels": _channels(case, say),
        "rejected": {"channels": {"pinterest": say.prose(), "linkedin": say.prose()}, "note": say.prose()},
        "schedule": _schedule(case, say),
        "budget": {
            "total": "140_000_000 IDR",
            "lines": {
                "films": {"amount": "60_000_000 IDR", "phase": "launch", "note": say.prose()},
                "posters": {"amount": "80_000_000 IDR", "channel": "posters", "note": say.prose()},
            },
            "note": say.prose(),
        },
        "measurement": _measurement(case, say, chance),
        "interaction": {
            "watch": channels,
            "hours": "08:00-22:00",
            "respond_within": "2h",
            "team": "care-team",
            "escalate": say.prose(),
            "feeds_back": say.prose(2),
            "note": say.prose(),
        },
        "calendar": {f"film-{key}": _film(case, key, say) for key in range(2)},
        "reviews": {f"review-{key}": _review(case, key, say) for key in range(2)},
        "playbooks": {
            "event": {
                "title": "An event in the city",
                "occasion": "A partner opens a shop.",
                "steps": {
                    "tell": {"text": "Tell it the day before.", "channels": channels[:1], "when": "1 day before"},
                    "thank": {"text": "Thank those who came.", "channels": channels},
                },
                "note": say.prose(),
            }
        },
    }


def _frame(case: Case, say: Speaker, chance: random.Random) -> dict[str, Any]:
    frame = {
        "title": f"{say.title()}, {case.number}",
        "summary": say.prose(2),
        "state": case.state,
        "owner": case.team,
        "language": chance.choice(["en", "id"]),
        "languages": ["id", "en"],
        "period": {"start": case.start, "end": case.end},
        "places": [f"market-{case.market:03}"],
        "tags": list(case.tags),
        "partners": {"shops": {"title": "Partner shops", "role": "They put up the posters."}},
        "links": {"brief": {"link": f"https://kopi.example/{case.number}", "title": "Brief", "note": say.prose()}},
        "note": say.prose(),
    }
    if case.parent:
        frame["part_of"] = case.parent
    if case.number % 10 == 3:
        frame["was"] = [f"draft-{case.number:05}"]
    if case.state == "stopped":
        frame["stopped"] = {"date": case.day(DAYS), "because": say.prose()}
    return frame


def _objectives(case: Case, say: Speaker) -> dict[str, Any]:
    first, second = case.goals
    return {
        "awareness": {
            "title": "Known in the evening",
            "type": "awareness",
            "statement": say.prose(2),
            "serves": [first],
            "yardsticks": ["brand-views", "recall", "passed-on"],
            "note": say.prose(),
        },
        "service": {
            "title": "Answered at once",
            "type": "service",
            "statement": say.prose(2),
            "serves": [second],
            "yardsticks": ["answer"],
            "signs": {"thanks": {"text": "People say thanks.", "seen": case.day(30), "note": say.prose()}},
            "note": say.prose(),
        },
    }


def _audience(case: Case, name: str, say: Speaker, chance: random.Random) -> dict[str, Any]:
    evidence = {"source": "panel", "date": case.day(-60), "n": 600, "note": say.prose()}
    return {
        "title": f"The {name.replace('-', ' ')}",
        "profile": say.prose(2),
        "size": f"{1 + chance.randrange(2000)}_000",
        "evidence": [evidence],
        "desired_action": say.prose(),
        "barriers": [say.prose(), say.prose()],
        "motivations": [say.prose()],
        "platforms": {
            place.channel: {
                "active": "true",
                "purpose": ["discover", "be-entertained"],
                "hours": "17:00-23:00",
                "evidence": [{**evidence, "note": say.prose()}],
                "note": say.prose(),
            }
            for place in case.places
        },
        "languages": ["id"],
        "note": say.prose(),
    }


def _content(case: Case, say: Speaker) -> dict[str, Any]:
    return {
        "approach": say.prose(2),
        "line": "The evening begins when the ice cracks.",
        "messages": {
            f"message-{key}": {
                "text": f"{say.title()}, said for the {key + 1}. time.",
                "audiences": list(case.audiences),
                "objectives": ["awareness", "service"],
                "call_to_action": "Find the next shop",
                "proof": say.prose(),
                "note": say.prose(),
            }
            for key in range(4)
        },
        "pillars": {
            f"pillar-{key}": {
                "title": say.title(),
                "quadrant": quadrant,
                "tier": tier,
                "share": f"{share}%",
                "formats": [*(place.format for place in case.places), "poster"],
                "messages": [f"message-{key}", f"message-{(key + 1) % 4}"],
                "note": say.prose(),
            }
            for key, (quadrant, tier, share) in enumerate(QUADRANTS)
        },
        "note": say.prose(),
    }


def _channels(case: Case, say: Speaker) -> dict[str, Any]:
    pillars = [f"pillar-{key}" for key in range(len(QUADRANTS))]
    measured = {
        place.channel: {
            "account": f'"@kopi{case.market:03}"',
            "kind": "owned",
            "why": {"pillars": pillars, "because": say.prose(2)},
            "rhythm": {place.format: {"min": "1 a week", "max": "4 a week", "note": say.prose()}},
            "windows": [{"start": case.start, "end": case.end, "note": say.prose()}],
            "owner": case.team,
            "note": say.prose(),
        }
        for place in case.places
    }
    posters = {
        "kind": "paid",
        "why": {"pillars": pillars, "because": say.prose()},
        "places": [f"market-{case.market:03}"],
        "owner": case.team,
        "note": say.prose(),
    }
    return {**measured, "posters": posters}


def _schedule(case: Case, say: Speaker) -> dict[str, Any]:
    def phase(title: str, start: date | str, end: date) -> dict[str, Any]:
        return {
            "title": title,
            "windows": [{"start": start, "end": end, "note": say.prose()}],
            "objectives": ["awareness"],
            "note": say.prose(),
        }

    return {
        "dates": {"opening": case.start},
        "phases": {
            "launch": phase("Launch", "opening", case.day(20)),
            "keep": phase("Keep", case.day(21), case.end),
        },
        "pauses": {"silence": {"title": "Silence", "windows": [{"start": case.day(1), "end": case.day(1),
                   "note": say.prose()}], "because": say.prose()}},
    }  # fmt: skip


def _measurement(case: Case, say: Speaker, chance: random.Random) -> dict[str, Any]:
    channels = [place.channel for place in case.places]
    exports = [f"export-{channel}" for channel in channels]
    earlier = {"start": case.start - (case.end - case.start) - timedelta(days=1), "end": case.day(-1)}

    def kpi(metric: str, size: str, values: tuple[str, str], sources: list[str], **more: Any) -> dict[str, Any]:
        first, last = values
        revised = {"from": first, "date": case.day(15), "because": say.prose()}
        return {
            "metric": metric,
            **more,
            "targets": [
                {size: first, "by": case.day(40), "note": say.prose()},
                {size: last, "by": case.end, "revised": revised, "note": say.prose()},
            ],
            "sources": sources,
            "collector": case.team,
            "note": say.prose(),
        }

    views = f"{100 + chance.randrange(200)}_000"
    before = {"value": views, "period": earlier, "source": exports[0], "note": say.prose()}
    rival = {"value": "31%", "date": case.day(-20), "source": "panel", "n": 600, "note": say.prose()}
    recall = {"value": "14%", "date": case.day(-20), "source": "panel", "n": 600, "note": say.prose()}
    return {
        "cadence": "daily",
        "kpis": {
            "brand-views": kpi("views", "value", ("350_000", "700_000"), exports, channels=channels, baseline=before),
            "recall": kpi("brand-recall", "value", ("16%", "19%"), ["panel"], cadence="monthly", baseline=recall,
                          compare={"rival": rival}),
            "passed-on": kpi("passed-on", "value", ("40%", "50%"), exports, channels=channels, baseline="unknown"),
            "answer": kpi("first-response-time", "max", ("3h", "2h"), ["campaign-inbox"], channels=channels[:1],
                          cadence="weekly", baseline="unknown"),
        },
        "metrics": {
            "passed-on": {"title": "Passed on", "definition": say.prose(), "unit": "percent",
                          "formula": "shares / views", "direction": "up", "level": "outtake",
                          "evidences": ["awareness"], "note": say.prose()}
        },
        "sources": {"campaign-inbox": {"title": "Inbox report", "method": "counted", "note": say.prose()}},
        "note": say.prose(),
    }  # fmt: skip


def _film(case: Case, key: int, say: Speaker) -> dict[str, Any]:
    place = case.places[key]
    day = case.day(60 + key)
    return {
        "title": say.title(),
        "at": f"{day} 20:{case.number % 60:02}",
        "channels": {place.channel: {"state": "published", "post": f"https://kopi.example/{case.number}/{key}"}},
        "format": place.format,
        "pillar": "pillar-3",
        "message": "message-3",
        "phase": "keep",
        "copy": f'"{say.caption()}"',
        "alt": "A long table with cold glasses.",
        "state": "published",
        "owner": case.team,
        "note": say.prose(),
    }


def _review(case: Case, key: int, say: Speaker) -> dict[str, Any]:
    return {
        "title": f"Review {key + 1}",
        "date": case.day(21 + 45 * key),
        "question": say.prose(),
        "found": say.prose(2),
        "decision": say.prose(2),
        "because": say.prose(),
        "next": say.prose(),
        "owner": case.team,
        "learned": [say.prose(), say.prose()],
    }
