"""Targets in words: each with the very value that was judged, its days, and the newest value after it."""

from collections.abc import Callable
from datetime import date

import pytest

from rencana.measure import Progress
from rencana.render.campaign.targets import bar, is_apart, judged_figure, newer_words, share_words, target_figures
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = """
currency: IDR
sources: {panel: {title: Panel, method: survey}}
"""
AROUND = """
channels: {instagram: , tiktok: }
schedule: {phases: {launch: {title: Launch, windows: {start: 2026-02-01, end: 2026-02-14}}}}
"""
ROW = "start,end,channel,metric,value\n"


def _kpi(view_of: ViewOf, kpi: str, readings: str = "", **options: object) -> tuple[CampaignView, Progress]:
    """Returns the view of a campaign with one KPI, and how far the KPI is."""
    view = view_of(
        f"{AROUND}measurement: {{kpis: {{it: {{{kpi}}}}}}}\n", readings=readings, portfolio=PORTFOLIO, **options
    )
    return view, view.measured.kpis["it"]


def _target(view_of: ViewOf, target: str, kpi: str = "metric: views") -> tuple[str, str, str, str, str]:
    """Returns value, change, day, kind and former size of the only target."""
    (figure,) = target_figures(*_kpi(view_of, f"{kpi}, targets: {{{target}}}"))
    return figure.value, figure.change, figure.by, figure.kind, figure.revised


@pytest.mark.parametrize(
    ("target", "value", "change"),
    [
        ("value: 900", "900", ""),
        ("min: 10, max: 20", "10 \N{EN DASH} 20", ""),
        ("min: 10", "at least 10", ""),
        ("max: 20", "at most 20", ""),
        ("change: +20%", "+20% on the baseline", ""),
        ("value: 900, change: +20%", "900", "+20% on the baseline"),
        ("value: 5, per: week", "5 a week", ""),
        ("value: 9, phase: launch", "9 in Launch", ""),
    ],
)
def test_target_says_its_size(view_of: ViewOf, target: str, value: str, change: str) -> None:
    """A target is a number, a band, a bound, a change or a rate; a change beside a number explains it."""
    assert _target(view_of, target)[:2] == (value, change)


def test_change_leads_to_a_number(view_of: ViewOf) -> None:
    """A change of a known baseline is said with the number that it leads to, which nobody then has to work out."""
    value, change, *_ = _target(view_of, "change: +20%", "metric: followers, baseline: {value: 1000, date: 2026-01-31}")
    assert (value, change) == ("1,200", "+20% on the baseline")


@pytest.mark.parametrize(
    ("target", "by"),
    [("value: 9, by: 2026-03-20", "by 20 Mar 2026"), ("value: 9", "by 31 Mar 2026"), ("value: 9, phase: launch", "")],
)
def test_target_has_its_day(view_of: ViewOf, target: str, by: str) -> None:
    """A target has the day on which it is judged; a phase, which its size names, is said once."""
    assert _target(view_of, target)[2] == by


def test_target_says_what_it_was(view_of: ViewOf) -> None:
    """A revised target says its former size and until when that was right; a stretch is named as one."""
    *_, kind, revised = _target(
        view_of, "value: 9, stretch: true, source: panel, revised: {from: 7, date: 2026-02-10, because: Easy.}"
    )
    assert (kind, revised) == ("stretch, Panel", "was 7 until 10 Feb 2026")


STAGES = (
    "metric: views, channels: [instagram], targets: [{value: 20, by: 2026-02-15}, {value: 300, by: 2026-03-31}, "
    "{value: 900, by: 2026-03-31, stretch: true}]"
)
HALVES = ROW + "2026-02-01,2026-02-15,instagram,views,45\n2026-02-16,2026-02-28,instagram,views,10\n"


def test_each_target_has_the_value_that_was_judged(view_of: ViewOf) -> None:
    """A past target shows what was there on its day, and the newest value after it; the next open one leads."""
    past, coming, stretch = target_figures(*_kpi(view_of, STAGES, HALVES))
    assert (past.judged, past.days, past.now) == ("45", "1\N{EN DASH}15 Feb 2026", "now 55 (28 Feb 2026)")
    assert (past.standing.status, past.leads, past.share) == ("reached", False, "225%")
    assert (coming.judged, coming.now, coming.leads, coming.share) == ("55", "", True, "18%")
    assert (stretch.leads, stretch.kind) == (False, "stretch")


def test_only_the_target_that_leads_says_its_reason_above(view_of: ViewOf) -> None:
    """The reason of the target that decides stands beside the KPI, so its row does not say it again."""
    past, coming, _ = target_figures(*_kpi(view_of, STAGES, HALVES))
    assert past.standing.why
    assert coming.standing.why == ""


def test_coverage_is_said_by_channel(view_of: ViewOf) -> None:
    """Where a channel was read in part, the target says so by name."""
    kpi = "metric: views, channels: [instagram, tiktok], targets: {value: 300, by: 2026-03-31}"
    (target,) = target_figures(*_kpi(view_of, kpi, HALVES + "2026-02-01,2026-02-03,tiktok,views,3\n"))
    assert target.coverage == "TikTok read on 3 of 28 days"


def test_unread_target_has_nothing_judged(view_of: ViewOf) -> None:
    """Where nobody read anything, there is neither a value nor a share."""
    (target,) = target_figures(*_kpi(view_of, "metric: views, targets: {value: 300, by: 2026-03-31}"))
    assert (target.judged, target.days, target.now, target.share) == ("", "", "", "")


@pytest.mark.parametrize(
    ("on", "value", "now"),
    [(date(2026, 4, 10), "60", "now 70 (5 Apr 2026)"), (date(2026, 3, 1), "50", "")],
)
def test_what_was_judged_is_what_is_shown(view_of: ViewOf, on: date, value: str, now: str) -> None:
    """Beside the status stands the value that was judged; a newer one comes after it, and only where there is one."""
    rows = "".join(
        f"{day},instagram,followers,{size}\n"
        for day, size in (("2026-02-28", 50), ("2026-03-31", 60), ("2026-04-05", 70))
    )
    kpi = "metric: followers, channels: [instagram], targets: {value: 100, by: 2026-03-31}"
    view, progress = _kpi(view_of, kpi, f"end,channel,metric,value\n{rows}", on=on)
    assert (judged_figure(view, progress).value, newer_words(view, progress)) == (value, now)
    assert is_apart(progress) is bool(now)


def _sum(view_of: ViewOf, target: str, value: int) -> tuple[CampaignView, Progress]:
    readings = f"{ROW}2026-02-01,2026-02-28,instagram,complaints,{value}\n"
    return _kpi(view_of, f"metric: complaints, channels: [instagram], targets: {{{target}}}", readings)


def test_limit_says_how_much_of_it_is_used(view_of: ViewOf) -> None:
    """A ceiling has no way of which a part could be done: its bar is what is used of the limit."""
    view, progress = _sum(view_of, "max: 118, by: 2026-03-31", 59)
    drawn = bar(view, progress)
    assert drawn is not None
    assert (drawn.kind, drawn.way, drawn.words) == ("ceiling", 50, "50% of the limit")
    assert drawn.pace == 47
    assert share_words(view, progress.verdict) == "50% of the limit"


@pytest.mark.parametrize(
    ("kpi", "size"),
    [
        ("metric: first-response-time, baseline: {value: 3h, date: 2026-01-31}, targets: {max: 2h}", "2h"),
        ("metric: followers, baseline: {value: 900, date: 2026-01-31}, targets: {value: 500, by: 2026-03-31}", "600"),
    ],
)
def test_no_share_where_there_is_no_way(view_of: ViewOf, kpi: str, size: str) -> None:
    """The limit of a level, and a target on the other side of its baseline, have no share and no bar."""
    metric = kpi.split(",", maxsplit=1)[0].removeprefix("metric: ")
    view, progress = _kpi(view_of, kpi, f"end,metric,value\n2026-02-28,{metric},{size}\n")
    assert share_words(view, progress.verdict) == ""
    assert bar(view, progress) is None


def test_bar_of_what_is_not_judged_is_what_was_read(view_of: ViewOf) -> None:
    """Where a verdict is open for lack of readings, the bar shows the days that were read and says so."""
    kpi = "metric: views, channels: [instagram], targets: {value: 300, by: 2026-02-28}"
    view, progress = _kpi(view_of, kpi, f"{ROW}2026-02-01,2026-02-07,instagram,views,100\n", on=date(2026, 3, 10))
    drawn = bar(view, progress)
    assert drawn is not None
    assert (drawn.kind, drawn.way, drawn.words) == ("read", 25, "7 of 28 days read")
