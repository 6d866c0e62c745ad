"""Makes portfolios of any size for measuring: realistic plans, the same for the same seed.

Each plan has 2 objectives, 2 audiences, 4 messages, 3 pillars, 3 channels, 4 KPIs, 20 calendar items, 300 readings and
prose in every prose field, in several scripts.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

PROSE = (
    "People who come home late decide on the way what they drink, and **nobody asks them** before sunset.",
    "Pekerja muda memutuskan minuman berbuka di perjalanan pulang, sering kali di peron stasiun.",
    "仕事帰りの人は駅のホームで飲み物を決めます。",
    "يقرر الناس ما يشربونه في طريقهم إلى البيت.",
    "Люди решают по дороге домой, что они будут пить вечером.",
    "What they want is short: something cold, something near, and *no queue*.",
)
PORTFOLIO = """format: 1
organisation: Kopi Contoh
language: en
currency: IDR
timezone: Asia/Jakarta
teams: {social-team: Social media team, care-team: Customer care}
goals: {retail-growth: Sell 15% more bottles, loved-service: Be the company that answers}
sources: {instagram-insights: Content export, tiktok-studio: Overview export, panel: Panel, inbox: Inbox report}
utm: {source: "{channel}", medium: social, campaign: "{campaign}", content: "{item}"}
"""
CHANNELS = (("instagram", "reel", "instagram-insights"), ("tiktok", "short-video", "tiktok-studio"))
DAYS = 75


def write_portfolio(folder: Path, plans: int, seed: int = 1) -> None:
    """Writes a workspace with so many plans below plans/."""
    chance = random.Random(seed)
    (folder / "plans").mkdir(parents=True, exist_ok=True)
    (folder / "plans" / "portfolio.yaml").write_text(PORTFOLIO, encoding="utf-8")
    for number in range(plans):
        _write_campaign(folder / "plans" / f"campaign-{number:05}", number, chance)


def _write_campaign(folder: Path, number: int, chance: random.Random) -> None:
    start = date(2026, 1, 1) + timedelta(days=chance.randrange(300))
    (folder / "readings").mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(_plan(number, start, chance), encoding="utf-8")
    (folder / "calendar.csv").write_text(_calendar(number, start, chance), encoding="utf-8")
    (folder / "readings" / "export.csv").write_text(_readings(start, chance), encoding="utf-8")


def _plan(number: int, start: date, chance: random.Random) -> str:
    end = start + timedelta(days=DAYS - 1)

    def prose() -> str:
        return " ".join(chance.sample(PROSE, 2))

    messages = "".join(
        f"    message-{key}:\n      text: Message {key} of campaign {number}.\n      audiences: [young, regulars]\n"
        "      objectives: [awareness, service]\n"
        f"      proof: >-\n        {prose()}\n      note: >-\n        {prose()}\n"
        for key in range(4)
    )
    pillars = "".join(
        f"    pillar-{key}:\n      title: Pillar {key}\n      quadrant: {quadrant}\n      share: {share}%\n"
        f"      tier: hub\n      formats: [reel, short-video, post]\n      messages: [message-{key}, message-3]\n"
        "      note: >-\n"
        f"        {prose()}\n"
        for key, (quadrant, share) in enumerate((("entertain", 50), ("educate", 30), ("inspire", 20)))
    )
    channels = "".join(
        f'  {name}:\n    account: "@kopi{number}"\n    kind: owned\n    why:\n'
        "      pillars: [pillar-0, pillar-1, pillar-2]\n"
        f"      because: >-\n        {prose()}\n    rhythm: {{{format}: 3 a week}}\n    owner: social-team\n"
        for name, format, _ in CHANNELS
    )
    kpis = "".join(_kpi(name, metric, target, start, end) for name, metric, target in KPIS)
    return f"""campaign:
  title: Campaign {number}
  summary: >-
    {prose()}
  owner: social-team
  state: running
  language: {chance.choice(["en", "id"])}
  period: {{start: {start}, end: {end}}}
  tags: [tag-{number % 7}, tag-{number % 11}]
objectives:
  awareness:
    type: awareness
    statement: >-
      Young drinkers in {number % 40 + 3} cities name us. {prose()}
    serves: [retail-growth]
    yardsticks: [brand-views, recall]
  service:
    type: service
    statement: >-
      Whoever asks is answered within two hours. {prose()}
    serves: [loved-service]
    yardsticks: [answer]
audiences:
{"".join(_audience(name, prose) for name in ("young", "regulars"))}content:
  approach: >-
    {prose()}
  messages:
{messages}  pillars:
{pillars}channels:
{channels}  out-of-home:
    kind: owned
    why:
      objectives: [awareness]
      because: >-
        {prose()}
schedule:
  phases:
    launch: {{windows: {{start: {start}, end: {start + timedelta(days=20)}}}}}
    keep: {{windows: {{start: {start + timedelta(days=21)}, end: {end}}}}}
budget:
  total: 140_000_000 IDR
  lines: {{reels: 60_000_000 IDR, boost: 80_000_000 IDR}}
measurement:
  cadence: daily
  kpis:
{kpis}interaction:
  watch: [instagram, tiktok]
  hours: 08:00-22:00
  respond_within: 2h
  team: care-team
  escalate: >-
    {prose()}
  feeds_back: >-
    {prose()}
reviews:
  first:
    date: {start + timedelta(days=21)}
    found: >-
      {prose()}
    decision: >-
      {prose()}
    owner: social-team
"""


KPIS = (
    ("brand-views", "views", "900_000"),
    ("recall", "brand-recall", "19%"),
    ("answer", "first-response-time", "2h"),
    ("saved", "saves", "6_000"),
)


def _kpi(name: str, metric: str, target: str, start: date, end: date) -> str:
    source = {"recall": "panel", "answer": "inbox"}.get(name, "instagram-insights, tiktok-studio")
    channels = "" if name == "recall" else "      channels: [instagram, tiktok]\n"
    size = f"max: {target}" if name == "answer" else f"value: {target}"
    return (
        f"    {name}:\n      metric: {metric}\n{channels}      baseline: unknown\n      targets:\n"
        f"        - {{{size}, by: {start + timedelta(days=40)}}}\n        - {{{size}, by: {end}, stretch: true}}\n"
        f"      sources: [{source}]\n      collector: social-team\n"
    )


def _audience(name: str, say: Callable[[], str]) -> str:
    return (
        f"  {name}:\n    title: The {name}\n    profile: >-\n      {say()}\n    size: 1_200_000\n"
        f"    evidence: {{source: panel, date: 2025-11-30}}\n    desired_action: >-\n      {say()}\n"
        f"    barriers:\n      - Thinks of it as a morning drink.\n    platforms:\n"
        f"      instagram: {{active: true, purpose: discover, hours: 17:00-23:00}}\n"
        f"      tiktok: {{active: true, purpose: be-entertained, hours: 17:00-23:30}}\n"
    )


def _calendar(number: int, start: date, chance: random.Random) -> str:
    lines = ["id,at,channels,format,pillar,message,copy,alt,state"]
    for key in range(20):
        channel, format, _ = CHANNELS[key % 2]
        day = start + timedelta(days=key * 3)
        words = chance.choice(PROSE).replace('"', "'")
        lines.append(
            f"item-{key},{day} {18 + key % 4}:{number % 60:02},{channel},{format},pillar-{key % 3},message-{key % 3},"
            f'"{words}",Ice cracks in a glass.,published'
        )
    return "\n".join(lines) + "\n"


def _readings(start: date, chance: random.Random) -> str:
    lines = ["start,end,channel,metric,value,source"]
    for offset in range(DAYS):
        day = start + timedelta(days=offset)
        for channel, _, source in CHANNELS:
            lines += [
                f"{day},{day},{channel},{metric},{chance.randrange(9000)},{source}" for metric in ("views", "saves")
            ]
    return "\n".join(lines) + "\n"
