"""Makes portfolios of any size for measuring: plans as an organisation would have them, the same for a seed.

Each plan has 2 objectives, 2 audiences, 4 messages, 4 pillars, 3 channels, 4 KPIs, 20 calendar items, 300 readings and
prose in every prose field of the plan language, in several scripts. An organisation of more plans has more years behind
it, and more markets, each with its own accounts and team; audiences are shared by some plans and belong to others.
"""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from blocks import write_yaml
from invented import DAYS, ITEMS, WAVES, WEEKS, Case, plan
from speech import Speaker

TODAY = date(2027, 3, 1)
"""The day that all plans are looked at: no reading lies after it."""
A_YEAR = 100
"""So many campaigns a year are many; an organisation of more looks back on more years, and then it has more markets."""
MOST_YEARS = 10
CHANNELS = ("instagram", "tiktok", "facebook", "youtube", "x")


def write_portfolio(folder: Path, plans: int, seed: int = 1) -> None:
    """Writes a workspace with so many plans below plans/."""
    chance = random.Random(seed)
    (folder / "plans").mkdir(parents=True, exist_ok=True)
    shared = write_yaml(_shared(plans, Speaker(chance)))
    (folder / "plans" / "portfolio.yaml").write_text(shared, encoding="utf-8")
    for number in range(plans):
        _write_campaign(folder / "plans" / _name(number), _case(number, plans, chance), chance)


def _write_campaign(folder: Path, case: Case, chance: random.Random) -> None:
    (folder / "readings").mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(write_yaml(plan(case, chance)), encoding="utf-8")
    (folder / "calendar.csv").write_text(_calendar(case, Speaker(chance)), encoding="utf-8")
    (folder / "readings" / "export.csv").write_text(_readings(case, chance), encoding="utf-8")


def _name(number: int) -> str:
    return f"campaign-{number:05}"


def _years(plans: int) -> int:
    return min(MOST_YEARS, 1 + plans // A_YEAR)


def _markets(plans: int) -> int:
    return max(2, plans // 50)


def _segments(plans: int) -> int:
    return max(2, plans // 20)


def _goals(plans: int) -> list[str]:
    return [f"{goal}-{TODAY.year - back}" for back in range(_years(plans)) for goal in ("growth", "loved-service")]


def _case(number: int, plans: int, chance: random.Random) -> Case:
    # The last campaigns began long enough ago for all of their readings; some of them still run.
    start = TODAY - timedelta(days=DAYS + 3 + chance.randrange(365 * _years(plans)))
    end = start + timedelta(days=DAYS + chance.randrange(45))
    over = "stopped" if number % 25 == 7 else "closed"
    market = number % _markets(plans)
    # Every third campaign has found an audience of its own; the others speak to two that several know.
    first = chance.randrange(_segments(plans))
    second = f"guests-{number:05}" if number % 3 == 0 else f"segment-{(first + 1) % _segments(plans):03}"
    goals = _goals(plans)
    return Case(
        number=number,
        market=market,
        start=start,
        end=end,
        state=over if end < TODAY else "running",
        audiences=(f"segment-{first:03}", second),
        goals=(goals[number * 2 % len(goals)], goals[(number * 2 + 1) % len(goals)]),
        tags=tuple(f"tag-{tag}" for tag in chance.sample(range(12 + plans // A_YEAR), 2)),
        parent=_name(market) if number >= _markets(plans) else None,
    )


def _shared(plans: int, say: Speaker) -> dict[str, Any]:
    markets = range(_markets(plans))
    silence = {"start": "2026-12-24", "end": "2026-12-24", "note": say.prose()}
    return {
        "format": "1",
        "organisation": "Kopi Contoh",
        "language": "en",
        "currency": "IDR",
        "timezone": "Asia/Jakarta",
        "teams": {
            "care-team": "Customer care",
            **{f"team-{market:03}": {"title": f"Market team {market}"} for market in markets},
        },
        "goals": {name: {"title": f"Goal {name}", "owner": "care-team", "note": say.prose()} for name in _goals(plans)},
        "places": {f"market-{market:03}": f"Market {market}" for market in markets},
        "sources": {
            **{f"export-{name}": {"title": f"Export of {name}", "method": "counted", "note": say.prose()}
               for name in CHANNELS},
            "panel": {"title": "Quarterly panel", "method": "survey", "n": 600, "note": say.prose()},
        },
        "channels": {"posters": {"title": "Shop posters", "platform": "out-of-home", "note": say.prose()}},
        "pauses": {"eve": {"title": "A silent day", "windows": [silence], "because": say.prose()}},
        "utm": {"source": '"{channel}"', "medium": "social", "campaign": '"{campaign}"', "content": '"{item}"'},
    }  # fmt: skip


def _calendar(case: Case, say: Speaker) -> str:
    """Returns the items that do not stand in the plan itself."""
    lines = ["id,title,at,channels,format,pillar,message,phase,copy,alt,state,owner,note"]
    for key in range(ITEMS - 2):
        place = case.places[key % 2]
        phase = "launch" if key * 3 + 2 <= 20 else "keep"
        at = f"{case.day(key * 3 + 2)} {18 + key % 4}:{case.number % 60:02}"
        lines.append(
            f'item-{key},{say.title()},{at},{place.channel},{place.format},pillar-{key % 4},message-{key % 4},{phase},'
            f'"{say.caption()}",Ice cracks in a glass.,published,{case.team},"{say.prose()}"'
        )  # fmt: skip
    return "\n".join(lines) + "\n"


def _readings(case: Case, chance: random.Random) -> str:
    lines = ["start,end,channel,metric,value,source"]
    for offset in range(DAYS):
        day = case.day(offset)
        for channel, _ in case.places:
            views = int(chance.random() * 9000) + 100
            lines.append(f"{day},{day},{channel},views,{views},export-{channel}")
            lines.append(f"{day},{day},{channel},shares,{int(views * chance.random())},export-{channel}")
    lines += [
        f",{case.day(15 + wave * 15)},,brand-recall,{12 + wave + chance.randrange(3)}%,panel" for wave in range(WAVES)
    ]
    for week in range(WEEKS):
        span = f"{case.day(week * 7)},{case.day(week * 7 + 6)}"
        minutes = 60 + chance.randrange(180)
        lines.append(f"{span},{case.places[0].channel},first-response-time,{minutes}m,campaign-inbox")
    return "\n".join(lines) + "\n"
