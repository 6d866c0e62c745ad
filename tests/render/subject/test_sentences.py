"""The sentence on a verdict, and the word on its chip, for each kind of target, in both languages."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from rencana.measure import Progress
from rencana.render.subject import status
from rencana.render.subject.campaign import CampaignView
from rencana.render.text import verdict_terms
from rencana.render.text.say import Say

PORTFOLIO = "format: 1\ncurrency: USD\nteams: {care: {title: Care team}}"
PLAN = """
campaign: {{title: T, state: {state}, period: {{start: 2026-02-02, end: 2026-03-01}}{more}}}
{plan}
channels: {{instagram: {{kind: owned}}, tiktok: {{kind: owned}}}}
measurement:
  metrics:
    complaints: {{title: Complaints, unit: count, direction: down, over_time: sum, over_channels: sum, level: outtake}}
  kpis:
    it: {{title: It, {kpi}}}
"""
View = Callable[..., CampaignView]
ONE = "channels: [instagram]"
VIEWS = f"metric: views, {ONE}"
FANS = f"metric: followers, {ONE}, baseline: {{value: 100, date: 2026-02-01}}"
RATE = f"metric: er-reach, {ONE}"
ANSWER = "metric: first-response-time, baseline: {value: 4h, date: 2026-02-01}"
MARCH = date(2026, 3, 5)


def days(metric: str, value: str, last: int, *, first: int = 2, channel: str = "instagram") -> str:
    """Returns a row for each day of February 2026."""
    return "".join(f"2026-02-{n:02},2026-02-{n:02},{channel},{metric},{value}\n" for n in range(first, last + 1))


def level(day: str, metric: str, value: str, channel: str = "instagram") -> str:
    """Returns a row as of a day."""
    return f",{day},{channel},{metric},{value}\n"


def weeks(metric: str, *values: str, channel: str = "") -> str:
    """Returns a row for each week from 2 February 2026 on."""
    monday = date(2026, 2, 2)
    rows = []
    for number, value in enumerate(values):
        start = monday + timedelta(weeks=number)
        rows.append(f"{start},{start + timedelta(days=6)},{channel},{metric},{value}\n")
    return "".join(rows)


def _said(view_of: View, kpi: str, readings: str, on: date, **plan: str) -> tuple[CampaignView, Progress]:
    text = PLAN.format(**{"kpi": kpi, "state": "running", "more": "", "plan": "", **plan})
    view = view_of(text, readings="start,end,channel,metric,value\n" + readings, portfolio=PORTFOLIO, on=on)
    return view, view.measured.kpis["it"]


UNREAD = "hari yang belum terukur tidak dihitung tertinggal ataupun unggul"
FEB_16 = date(2026, 2, 16)
KINDS = {
    "floor, short": (
        f"{VIEWS}, targets: [{{value: 2800}}]",
        days("views", "70", 15),
        FEB_16,
        ("Behind", "420 short of 1,400 expected by now"),
        ("Tertinggal", "Kurang 420 dari 1.400 yang seharusnya hari ini"),
    ),
    "floor, exactly": (
        f"{VIEWS}, targets: [{{value: 2800}}]",
        days("views", "100", 15),
        FEB_16,
        ("On track", "Exactly the 1,400 expected by now"),
        ("Sesuai target", "Tepat 1.400, seperti yang seharusnya hari ini"),
    ),
    "floor, days unread": (
        f"{VIEWS}, targets: [{{value: 2800}}]",
        days("views", "100", 11),
        FEB_16,
        ("On track", "Exactly the 1,000 expected by now; 4 unread days are neither behind nor ahead"),
        (
            "Sesuai target",
            f"Tepat 1.000, seperti yang seharusnya hari ini; 4 {UNREAD}",
        ),
    ),
    "floor, a day unread": (
        f"{VIEWS}, targets: [{{value: 2800}}]",
        days("views", "100", 14),
        FEB_16,
        ("On track", "Exactly the 1,300 expected by now; 1 unread day is neither behind nor ahead"),
        (
            "Sesuai target",
            f"Tepat 1.300, seperti yang seharusnya hari ini; 1 {UNREAD}",
        ),
    ),
    "floor, missed": (
        f"{VIEWS}, targets: [{{value: 2800}}]",
        weeks("views", "500", "500", "500", "500", channel="instagram"),
        MARCH,
        ("Missed", "2,000 of 2,800: 800 short at the end"),
        ("Meleset", "2.000 dari 2.800: kurang 800 pada akhirnya"),
    ),
    "floor, reached": (
        f"{VIEWS}, targets: [{{value: 1500}}]",
        weeks("views", "500", "500", "500", "500", channel="instagram"),
        MARCH,
        ("Reached", "2,000 of 1,500: 500 above the target"),
        ("Tercapai", "2.000 dari 1.500: 500 di atas target"),
    ),
    "share, missed on its day": (
        "metric: csat, targets: [{value: 80%, by: 2026-02-15}]",
        level("2026-02-15", "csat", "79.96%", channel=""),
        MARCH,
        ("Missed", "79.96%, target 80%: 0.04 points short on 15 Feb 2026"),
        ("Meleset", "79,96%, target 80%: kurang 0,04 poin per 15 Feb 2026"),
    ),
    "ceiling, over pace": (
        "metric: complaints, targets: [{max: 120}]",
        days("complaints", "6", 15, channel=""),
        FEB_16,
        ("Over pace", "24 too many: at most 60 by now; the limit is 120"),
        ("Di atas batas", "Lebih 24: batas saat ini 60; batasnya 120"),
    ),
    "ceiling, projected": (
        "metric: complaints, targets: [{max: 120}]",
        days("complaints", "5", 22, channel=""),
        date(2026, 2, 23),
        ("At risk", "15 too many: at most 90 by now; at this pace about 140, the limit is 120"),
        ("Berisiko", "Lebih 15: batas saat ini 90; dengan laju ini sekitar 140, batasnya 120"),
    ),
    "ceiling, below": (
        f"metric: spend, {ONE}, targets: [{{max: 280 USD}}]",
        days("spend", "8 USD", 15),
        FEB_16,
        ("On track", "US$28 below the US$140 allowed by now; the limit is US$280"),
        ("Sesuai target", "US$28 di bawah batas saat ini, US$140; batasnya US$280"),
    ),
    "ceiling, money": (
        f"metric: spend, {ONE}, targets: [{{max: 280 USD}}]",
        days("spend", "14 USD", 15),
        FEB_16,
        ("Over pace", "US$56 too much: at most US$140 by now; the limit is US$280"),
        ("Di atas batas", "Lebih US$56: batas saat ini US$140; batasnya US$280"),
    ),
    "ceiling, passed": (
        f"metric: spend, {ONE}, targets: [{{max: 100 USD}}]",
        days("spend", "10 USD", 15),
        FEB_16,
        ("Over limit", "US$40 over the limit of US$100"),
        ("Melewati batas", "Lebih US$40 dari batas US$100"),
    ),
    "ceiling, kept": (
        "metric: complaints, targets: [{max: 120}]",
        weeks("complaints", "10", "10", "10", "10"),
        MARCH,
        ("Kept", "40, at most 120"),
        ("Terpenuhi", "40, maksimal 120"),
    ),
    "time, worse": (
        f"{ANSWER}, targets: [{{value: 1h}}]",
        weeks("first-response-time", "4h", "3h"),
        FEB_16,
        ("At risk", "30 minutes worse than 2 hours 30 minutes expected by now"),
        ("Berisiko", "30 menit lebih buruk dari 2 jam 30 menit yang seharusnya hari ini"),
    ),
    "time, better": (
        f"{ANSWER}, targets: [{{value: 1h}}]",
        weeks("first-response-time", "4h", "2h"),
        FEB_16,
        ("On track", "30 minutes better than 2 hours 30 minutes expected by now"),
        ("Sesuai target", "30 menit lebih baik dari 2 jam 30 menit yang seharusnya hari ini"),
    ),
    "held": (
        "metric: first-response-time, cadence: weekly, targets: [{max: 2h, by: 2026-02-02}]",
        weeks("first-response-time", "1h", "1h", "1h", "1h"),
        MARCH,
        ("Kept", "Held in 4 of 4 weeks"),
        ("Terpenuhi", "Terpenuhi dalam 4 dari 4 pekan"),
    ),
    "not held": (
        "metric: first-response-time, cadence: weekly, targets: [{max: 2h, by: 2026-02-02}]",
        weeks("first-response-time", "1h", "3h", "1h", "1h"),
        MARCH,
        ("Not held", "Held in 3 of 4 weeks"),
        ("Tidak terpenuhi", "Terpenuhi dalam 3 dari 4 pekan"),
    ),
    "held, partly read": (
        f"{VIEWS}, targets: [{{value: 600, per: week}}]",
        days("views", "100", 15),
        MARCH,
        ("Not judged", "Held in 2 of 4 weeks; too little was read of 2"),
        ("Belum dinilai", "Terpenuhi dalam 2 dari 4 pekan; 2 di antaranya kurang terukur"),
    ),
    "band, within": (
        f"{FANS}, targets: [{{min: 150, max: 300, by: 2026-03-01}}]",
        level("2026-02-28", "followers", "280"),
        date(2026, 3, 1),
        ("Within band", "20 below its upper edge of 300"),
        ("Dalam rentang", "20 di bawah batas atas 300"),
    ),
    "partly read": (
        f"{VIEWS}, targets: [{{value: 2800}}]",
        days("views", "100", 5),
        MARCH,
        ("Not judged", "4 of 28 days read"),
        ("Belum dinilai", "4 dari 28 hari terukur"),
    ),
    "partly read, of one channel": (
        "metric: views, channels: [instagram, tiktok], targets: [{value: 28000}]",
        weeks("views", "1", "1", "1", "1", channel="instagram") + days("views", "1", 5, channel="tiktok"),
        MARCH,
        ("Not judged", "TikTok read on 4 of 28 days"),
        ("Belum dinilai", "TikTok terukur 4 dari 28 hari"),
    ),
    "could turn": (
        f"{VIEWS}, targets: [{{value: 2750}}]",
        days("views", "100", 28),
        MARCH,
        ("Not judged", "27 of 28 days read; the rest could turn it over"),
        ("Belum dinilai", "27 dari 28 hari terukur; sisanya masih dapat mengubah hasil"),
    ),
    "not read then": (
        f"{FANS}, targets: [{{value: 200, by: 2026-02-25}}]",
        level("2026-02-05", "followers", "280") + level("2026-02-27", "followers", "290"),
        MARCH,
        ("Not judged", "Not read on 25 Feb 2026 or shortly before"),
        ("Belum dinilai", "Tidak terukur pada 25 Feb 2026 atau sesaat sebelumnya"),
    ),
    "channel silent": (
        "metric: views, channels: [instagram, tiktok], targets: [{value: 2800}]",
        days("views", "100", 15),
        FEB_16,
        ("Not judged", "Nothing was read of TikTok"),
        ("Belum dinilai", "Belum ada hasil ukur dari TikTok"),
    ),
    "no whole week yet": (
        f"{VIEWS}, targets: [{{value: 700, per: week}}]",
        days("views", "100", 5),
        date(2026, 2, 6),
        ("Not judged", "The first whole week ends on 8 Feb 2026"),
        ("Belum dinilai", "Pekan penuh pertama berakhir 8 Feb 2026"),
    ),
    "only a bound": (
        f"{FANS}, targets: [{{value: 200, by: 2026-03-01}}]",
        level("2026-02-27", "followers", "<220"),
        date(2026, 2, 28),
        ("Not judged", "Only known to be less than 220"),
        ("Belum dinilai", "Hanya diketahui kurang dari 220"),
    ),
    "baseline unknown": (
        f"metric: followers, {ONE}, baseline: unknown, targets: [{{change: +20%, by: 2026-03-01}}]",
        level("2026-02-27", "followers", "220"),
        date(2026, 2, 28),
        ("Not judged", "The target is a change from the baseline, and the baseline is not known"),
        ("Belum dinilai", "Target berupa perubahan dari titik awal, padahal titik awal belum diketahui"),
    ),
    "no path": (
        f"metric: followers, {ONE}, baseline: unknown, targets: [{{value: 300, by: 2026-03-01}}]",
        level("2026-02-27", "followers", "220"),
        date(2026, 2, 28),
        ("Not judged", "Nothing is expected before 1 Mar 2026: the baseline is not known"),
        ("Belum dinilai", "Belum ada pembanding sebelum 1 Mar 2026: titik awal belum diketahui"),
    ),
    "not begun": (
        f"{VIEWS}, targets: [{{value: 2800}}]",
        "",
        date(2026, 1, 20),
        ("Not begun", "Counting begins on 2 Feb 2026"),
        ("Belum dimulai", "Penghitungan mulai 2 Feb 2026"),
    ),
    "no reading": (
        f"{VIEWS}, cadence: weekly, collector: care, targets: [{{value: 2800}}]",
        "",
        FEB_16,
        ("No reading", "Due since 9 Feb 2026 from Care team"),
        ("Belum ada data", "Ditunggu sejak 9 Feb 2026 dari Care team"),
    ),
    "no number": (
        f"{VIEWS}, targets: [{{value: 2800}}]",
        level("2026-02-15", "views", "500", channel=""),
        FEB_16,
        ("No number", "Only numbers of all channels are there"),
        ("Tanpa angka", "Yang ada hanya angka semua saluran"),
    ),
    "no target": (
        FANS,
        level("2026-02-14", "followers", "280"),
        FEB_16,
        ("No target", "280 on 14 Feb 2026"),
        ("Tanpa target", "280 per 14 Feb 2026"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_target_has_its_words(kind: str, view_of: View) -> None:
    """A director can repeat it: what a verdict says fits its kind of target, and names the distance."""
    kpi, readings, on, *words = KINDS[kind]
    view, progress = _said(view_of, kpi, readings, on)
    for language, expected in zip(("en", "id"), words, strict=True):
        standing = status.kpi_standing(replace(view, say=Say(language)), progress)
        assert (standing.word, standing.why.replace("\N{NO-BREAK SPACE}", " ")) == expected


STOP = ", stopped: {date: 2026-02-11, because: Enough.}"


@pytest.mark.parametrize(
    ("kpi", "readings", "english", "indonesian"),
    [
        (
            f"{VIEWS}, targets: [{{value: 2800}}]",
            days("views", "100", 11),
            "Stopped on 11 Feb 2026 at 36% of its target; later targets are not judged",
            "Dihentikan 11 Feb 2026 pada 36% dari target; target sesudahnya tidak dinilai",
        ),
        (
            f"metric: spend, {ONE}, targets: [{{max: 1000 USD}}]",
            days("spend", "10 USD", 11),
            "Stopped on 11 Feb 2026 at 10% of its limit; later targets are not judged",
            "Dihentikan 11 Feb 2026 pada 10% dari batas; target sesudahnya tidak dinilai",
        ),
        (
            f"{FANS}, targets: [{{value: 200}}]",
            level("2026-02-10", "followers", "120"),
            "Stopped on 11 Feb 2026 at 120; later targets are not judged",
            "Dihentikan 11 Feb 2026 pada 120; target sesudahnya tidak dinilai",
        ),
    ],
    ids=["floor", "ceiling", "level"],
)
def test_stopped_says_where(kpi: str, readings: str, english: str, indonesian: str, view_of: View) -> None:
    """A stopped campaign says how far it came, and that the rest is not judged."""
    view, progress = _said(view_of, kpi, readings, MARCH, state="stopped", more=STOP)
    assert status.kpi_standing(view, progress).word == "Stopped"
    assert status.why(view, progress) == english
    assert status.why(replace(view, say=Say("id")), progress) == indonesian
    assert status.target_why(view, progress, progress.targets[0]) == english.partition(";")[0]


def test_closed_campaign_was_never_measured(view_of: View) -> None:
    """What nobody read of a campaign that is over will not come any more."""
    view, progress = _said(view_of, f"{VIEWS}, targets: [{{value: 2800}}]", "", MARCH, state="closed")
    standing = status.kpi_standing(view, progress)
    assert (standing.word, standing.why) == ("Never measured", "This campaign closed without a number")


@pytest.mark.parametrize(("metric", "words"), [("views", "goes on"), ("posts-published", "stands still")])
def test_pause_says_what_the_path_does(metric: str, words: str, view_of: View) -> None:
    """In an ordered pause the path of effort stands still, and that of an effect goes on; the sentence says which."""
    pauses = "schedule: {pauses: {quiet: {windows: [{start: 2026-02-04, end: 2026-02-06}], because: Mourning.}}}"
    kpi = f"metric: {metric}, {ONE}, targets: [{{value: 28}}]"
    view, progress = _said(view_of, kpi, days(metric, "1", 15), FEB_16, plan=pauses)
    assert f"the path {words} in pauses" in status.why(view, progress)
    other = _said(view_of, kpi, days(metric, "1", 15), FEB_16)
    assert "pauses" not in status.why(*other)


@pytest.mark.parametrize(
    ("unit", "english", "indonesian"),
    [
        ("day", "Held on 2 of 2 days", "Terpenuhi dalam 2 dari 2 hari"),
        ("week", "Held in 1 of 1 week", "Terpenuhi dalam 1 dari 1 pekan"),
        ("month", "Held in 3 of 3 months", "Terpenuhi dalam 3 dari 3 bulan"),
        ("quarter", "Held in 1 of 1 quarter", "Terpenuhi dalam 1 dari 1 triwulan"),
        ("year", "Held in 2 of 2 years", "Terpenuhi dalam 2 dari 2 tahun"),
    ],
)
def test_periods_have_plural_forms(unit: str, english: str, indonesian: str) -> None:
    """One week is a week, and four are weeks; in Indonesian all of them are pekan."""
    count = int(english.split()[2])
    words = [verdict_terms.held_in(Say(language).texts, unit, count) for language in ("en", "id")]
    assert [word.format(kept=count, of=count) for word in words] == [english, indonesian]


def test_value_is_said_with_its_days(view_of: View) -> None:
    """The judged value stands first with its days, and the newest one after it where it is another."""
    view, progress = _said(
        view_of,
        f"{FANS}, targets: [{{value: 200, by: 2026-02-15}}]",
        level("2026-02-15", "followers", "190") + level("2026-03-02", "followers", "210"),
        MARCH,
    )
    [target] = progress.targets
    assert status.judged_words(view, progress, target) == "190 on 15 Feb 2026 (now 210)"
    assert status.judged_words(replace(view, say=Say("id")), progress, target) == "190 per 15 Feb 2026 (kini 210)"


@pytest.mark.parametrize(
    ("target", "english", "indonesian", "value"),
    [
        ("{value: 900}", "900", "900", "1,400 by 15 Feb 2026"),
        ("{value: 900, per: week}", "900 a week", "900 per pekan", "700 over 9\N{EN DASH}15 Feb 2026"),
        (
            "{value: 900, within: {start: 2026-02-10, end: 2026-02-12}}",
            "900 within 10\N{EN DASH}12 Feb 2026",
            "900 dalam 10\N{EN DASH}12 Feb 2026",
            "300 over 10\N{EN DASH}12 Feb 2026 (now 1,400)",
        ),
        (
            "{value: 900, phase: tease}",
            "900 in Tease",
            "900 dalam Tease",
            "600 over 2\N{EN DASH}7 Feb 2026 (now 1,400)",
        ),
    ],
)
def test_target_says_for_which_days(target: str, english: str, indonesian: str, value: str, view_of: View) -> None:
    """A target of a week, of some days or of a phase says so, and its value is that of these days."""
    plan = "schedule: {phases: {tease: {title: Tease, windows: [{start: 2026-02-02, end: 2026-02-07}]}}}"
    kpi = f"{VIEWS}, targets: [{target}]"
    view, progress = _said(view_of, kpi, days("views", "100", 15), FEB_16, plan=plan)
    [judged] = progress.targets
    assert status.target_size(view, progress, judged.aim) == english
    assert status.target_size(replace(view, say=Say("id")), progress, judged.aim) == indonesian
    assert status.judged_words(view, progress, judged) == value


def test_campaign_says_its_count(view_of: View) -> None:
    """A campaign says how many yardsticks are on track, and how many of all KPIs are behind."""
    objectives = "objectives: {o: {title: O, type: awareness, yardsticks: [it]}}"
    target = "targets: [{value: 2800}]"
    kpi = f"{VIEWS}, {target}}}\n    more: {{title: More, metric: likes, {ONE}, {target}"
    readings = days("views", "100", 15) + days("likes", "1", 15)
    view, _ = _said(view_of, kpi, readings, FEB_16, plan=objectives)
    assert status.campaign_count(view) == "1 of 1 yardstick on track; 1 of 2 KPIs behind"
    assert (
        status.campaign_count(replace(view, say=Say("id")))
        == "1 dari 1 tolok ukur sesuai target; 1 dari 2 KPI tertinggal"
    )
    assert [view.measured.is_companion(name) for name in ("it", "more")] == [False, True]
