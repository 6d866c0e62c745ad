"""Numbers in words: what a plan says of a value, and where it comes from, in the order that a reader needs it."""

from collections.abc import Callable

import pytest

from rencana.measure import Progress
from rencana.render.campaign.figures import (
    aim_word,
    baseline_figure,
    comparison_figure,
    in_unit,
    kpi_scope,
    latest_figure,
)
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = """
currency: IDR
places: {bandung: {title: Bandung}}
sources: {panel: {title: Panel, method: survey}}
"""
AROUND = """
audiences: {young: {title: The young}}
channels: {instagram: , tiktok: }
schedule: {phases: {launch: {title: Launch, windows: {start: 2026-02-01, end: 2026-02-14}}}}
"""


def _kpi(view_of: ViewOf, kpi: str, readings: str = "", **options: object) -> tuple[CampaignView, Progress]:
    """Returns the view of a campaign with one KPI, and how far the KPI is."""
    view = view_of(
        f"{AROUND}measurement: {{kpis: {{it: {{{kpi}}}}}}}\n", readings=readings, portfolio=PORTFOLIO, **options
    )
    return view, view.measured.kpis["it"]


@pytest.mark.parametrize(
    ("metric", "value", "words"),
    [
        ("revenue", "2000", "IDR\N{NO-BREAK SPACE}2,000"),
        ("revenue", "5 USD", "US$5"),
        ("views", "2000", "2,000"),
    ],
)
def test_plain_money_has_the_campaigns_currency(view_of: ViewOf, metric: str, value: str, words: str) -> None:
    """A number of money without a currency is in that of the campaign; a number of something else stays a number."""
    view, progress = _kpi(view_of, f"metric: {metric}, baseline: {{value: {value}}}")
    assert not isinstance(progress.kpi.baseline, str)
    assert progress.kpi.baseline
    assert in_unit(view, progress.kpi.baseline.value, progress.metric) == words


@pytest.mark.parametrize(
    ("baseline", "words"),
    [
        ("", "Not said"),
        (", baseline: unknown", "Not known (declared)"),
        (", baseline: none", "None (new)"),
        (", baseline: {value: 120, date: 2026-01-31}", "120"),
        (", baseline: {min: 100, max: 140}", "100\N{EN DASH}140"),
        (", baseline: {min: 100}", "100"),
    ],
)
def test_baseline_is_a_value_or_says_why(view_of: ViewOf, baseline: str, words: str) -> None:
    """A baseline is shown as its value or its two ends; where there is none, the words of the plan say why."""
    view, progress = _kpi(view_of, f"metric: views{baseline}")
    figure = baseline_figure(view, progress.kpi, progress.metric)
    assert (figure.label, figure.value) == ("Baseline", words)


def test_comparison_says_where_it_comes_from(view_of: ViewOf) -> None:
    """A value to compare with comes with its time, its scope, its source and how many it rests on."""
    scope = "period: {start: 2025-01, end: 2025-03}, audience: young, place: bandung"
    compare = f"{{last-year: {{value: 9, {scope}, source: panel, n: 40, note: Old.}}}}"
    view, progress = _kpi(view_of, f"metric: views, compare: {compare}")
    figure = comparison_figure(view, progress.kpi.compare["last-year"], progress.metric, "Last year")
    assert (figure.label, figure.value, figure.scope) == ("Last year", "9", "The young, Bandung")
    assert (figure.source, figure.n) == ("Panel", "40")
    assert "2025" in figure.when
    assert "Old." in figure.note


@pytest.mark.parametrize(
    ("targets", "word"),
    [("", ""), (", targets: none", "None: it is only observed"), (", targets: {value: 9}", "")],
)
def test_word_stands_for_a_target(view_of: ViewOf, targets: str, word: str) -> None:
    """Only a plan that says in a word that there is no target has that word shown."""
    view, progress = _kpi(view_of, f"metric: views{targets}")
    assert aim_word(view, progress.kpi) == word


def test_sum_says_how_many_readings_it_has(view_of: ViewOf) -> None:
    """A sum of readings shows its days and how many rows it comes from."""
    readings = "start,end,metric,value\n2026-02-01,2026-02-14,views,300\n2026-02-15,2026-02-28,views,250\n"
    figure = latest_figure(*_kpi(view_of, "metric: views", readings))
    assert (figure.value, figure.note) == ("550", "from 2 readings")
    assert figure.when.endswith("28 Feb 2026")


def test_last_reading_is_shown_as_written(view_of: ViewOf) -> None:
    """A value that was read is shown as somebody wrote it, with its scope, its source and its mark."""
    readings = (
        "end,channel,metric,value,source,mark\n"
        "2026-02-14,instagram,followers,1000,panel,\n2026-02-28,instagram,followers,~1234,panel,estimated\n"
    )
    figure = latest_figure(*_kpi(view_of, "metric: followers, channels: [instagram]", readings))
    assert (figure.value, figure.when) == ("~\N{NO-BREAK SPACE}1,234", "as of 28 Feb 2026")
    assert (figure.scope, figure.source, figure.mark) == ("Instagram", "Panel", "Estimated")


def test_followers_of_channels_are_added(view_of: ViewOf) -> None:
    """A KPI of several channels shows the sum of their last readings, and not the last one of them."""
    readings = "end,channel,metric,value\n2026-02-28,instagram,followers,1000\n2026-02-28,tiktok,followers,200\n"
    figure = latest_figure(*_kpi(view_of, "metric: followers, channels: [instagram, tiktok]", readings))
    assert (figure.value, figure.scope, figure.note) == ("1,200", "", "from 2 readings")


def test_change_alone_is_a_value(view_of: ViewOf) -> None:
    """Where a report says only how much more it was, the change is shown as the latest value."""
    figure = latest_figure(*_kpi(view_of, "metric: followers", "end,metric,change\n2026-02-28,followers,+5%\n"))
    assert (figure.value, figure.when) == ("+5%", "as of 28 Feb 2026")


def test_sum_has_the_source_of_no_part(view_of: ViewOf) -> None:
    """A value that several rows make names neither the channel nor the source of one of them; that of one row does."""
    row = "2026-02-{},2026-02-{},instagram,views,10,panel\n"
    head = "start,end,channel,metric,value,source\n"
    kpi = "metric: views, channels: [instagram]"
    both = latest_figure(*_kpi(view_of, kpi, head + row.format("01", "14") + row.format("15", "28")))
    single = latest_figure(*_kpi(view_of, kpi, head + row.format("01", "28")))
    assert (both.scope, both.source) == ("", "")
    assert (single.scope, single.source, single.value) == ("Instagram", "Panel", "10")


def test_reading_keeps_its_digits(view_of: ViewOf) -> None:
    """A share that somebody read is not rounded as computed values are."""
    figure = latest_figure(
        *_kpi(view_of, "metric: brand-recall", "end,metric,value\n2026-02-28,brand-recall,14.256%\n")
    )
    assert figure.value == "14.256%"


def test_no_reading_is_said_so(view_of: ViewOf) -> None:
    """Where nothing was read yet, words stand in place of a value, and nothing else."""
    figure = latest_figure(*_kpi(view_of, "metric: views"))
    assert (figure.label, figure.value, figure.when, figure.note) == ("Latest", "No reading yet", "", "")


def test_scope_is_what_the_kpi_covers(view_of: ViewOf) -> None:
    """A KPI of a part of the campaign names its channels, audiences, places and phase; one of the whole names none."""
    scope = "channels: [instagram, tiktok], audiences: [young], places: [bandung], phase: launch"
    view, progress = _kpi(view_of, f"metric: views, {scope}")
    assert kpi_scope(view, progress.kpi) == "Instagram, TikTok, The young, Bandung, Launch"
    view, progress = _kpi(view_of, "metric: views")
    assert kpi_scope(view, progress.kpi) == ""
