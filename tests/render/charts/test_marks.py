"""What a course is compared with: baseline, targets and projection, each with a short label."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from rencana.render.charts import captions, marks
from rencana.render.charts.kpi_plot import drawable
from rencana.render.charts.plot import ComparedSize
from rencana.render.subject.campaign import CampaignView

PLAN = """
campaign: {{title: T, state: running, period: {{start: 2026-02-02, end: 2026-03-15}}}}
channels: {{instagram: {{kind: owned}}}}
measurement:
  kpis:
    it: {{title: It, {kpi}}}
"""
STOCK = "metric: followers, channels: [instagram]"
SUM = "metric: views, channels: [instagram]"
FIRST, LAST = date(2026, 2, 2), date(2026, 3, 15)
View = Callable[..., CampaignView]


def goals(view: CampaignView) -> list[ComparedSize]:
    """The targets of the KPI."""
    return list(marks.goals(view, view.measured.kpis["it"]))


@pytest.mark.parametrize(
    ("target", "label", "kind"),
    [
        ("{value: 900, by: 2026-03-15}", "Target 900", "target"),
        ("{value: 12000, by: 2026-03-15}", "Target 12K", "target"),
        ("{value: 900, by: 2026-03-15, stretch: true}", "Stretch 900", "stretch"),
        ("{min: 900, by: 2026-03-15}", "At least 900", "target"),
        ("{max: 900, by: 2026-03-15}", "At most 900", "limit"),
        ("{min: 800, max: 900, by: 2026-03-15}", "800–900", "target"),
    ],
)
def test_targets_have_short_labels(target: str, label: str, kind: str, view_of: View) -> None:
    """The label of a target says its size in few letters, and whether it is a bound or a stretch."""
    [goal] = goals(view_of(PLAN.format(kpi=f"{STOCK}, targets: [{target}]")))
    assert (goal.label, goal.kind) == (label, kind)


def test_range_has_two_sizes(view_of: View) -> None:
    """A target between two sizes is a band from the lower to the higher one."""
    [goal] = goals(view_of(PLAN.format(kpi=f"{STOCK}, targets: [{{min: 800, max: 900, by: 2026-03-15}}]")))
    assert (goal.size, goal.far, goal.day, goal.on) == (800, 900, LAST, True)


def test_limit_of_a_sum_holds_from_the_first_day(view_of: View) -> None:
    """A sum may not be over its limit on any day, so that the limit is a line through the whole drawing."""
    [goal] = goals(view_of(PLAN.format(kpi=f"{SUM}, targets: [{{max: 900, by: 2026-03-15}}]")))
    assert (goal.kind, goal.day) == ("limit", None)


def test_revised_target_stays(view_of: View) -> None:
    """A target that was changed is there twice: as it is, and as it was until that day."""
    target = "{value: 900, by: 2026-03-15, revised: {from: 700, date: 2026-02-10}}"
    now, former = goals(view_of(PLAN.format(kpi=f"{STOCK}, targets: [{target}]")))
    assert (now.size, former.size, former.kind, former.label) == (900, 700, "former", "700 until 10 Feb")


@pytest.mark.parametrize(
    ("baseline", "day"),
    [
        ("{value: 90, date: 2026-02-01}", date(2026, 2, 1)),
        ("{value: 90, date: 2026-01-10}", date(2026, 1, 10)),
        ("{value: 90, date: 2026-01-01}", None),
        ("{value: 90, date: 2025-01-01}", None),
    ],
)
def test_old_baseline_is_a_level(baseline: str, day: date | None, view_of: View) -> None:
    """A baseline shortly before the course stands at its day; one of long ago would press all else to the right."""
    view = view_of(PLAN.format(kpi=f"{STOCK}, baseline: {baseline}"))
    base = marks.base(view, view.measured.kpis["it"], FIRST, LAST)
    assert base
    assert (base.size, base.day, base.label) == (90, day, "Baseline 90")


def test_sum_is_compared_with_a_sum(view_of: View) -> None:
    """The baseline of a sum is a level where it covers as many days, and is not drawn where it covers others."""
    alike = "baseline: {value: 90, period: {start: 2025-12-22, end: 2026-02-01}}"
    shorter = "baseline: {value: 90, period: {start: 2026-01-26, end: 2026-02-01}}"
    first, second = (view_of(PLAN.format(kpi=f"{SUM}, {baseline}")) for baseline in (alike, shorter))
    base = marks.base(first, first.measured.kpis["it"], FIRST, LAST)
    assert base
    assert base.day is None
    assert marks.base(second, second.measured.kpis["it"], FIRST, LAST) is None


@pytest.mark.parametrize(
    ("metric", "size", "text"),
    [
        ("views", "999", "999"),
        ("views", "1000", "1K"),
        ("views", "1234567", "1.2M"),
        ("er-reach", "0.0512", "5.1%"),
        ("er-reach", "0", "0%"),
        ("first-response-time", "0", "0"),
        ("first-response-time", "5400", "1 hr 30 mins"),
    ],
)
def test_labels_are_short(metric: str, size: str, text: str, view_of: View) -> None:
    """A label has few digits: thousands are K, shares have a tenth, and lengths of time the units of a clock."""
    view = view_of(PLAN.format(kpi=f"metric: {metric}, channels: [instagram]"))
    assert marks.short(view, view.measured.kpis["it"], Decimal(size)).replace("\N{NO-BREAK SPACE}", " ") == text


def test_table_has_points_and_comparisons(view_of: View) -> None:
    """The table beside a chart has a row for each reading, and for each size that they are compared with."""
    kpi = f"{STOCK}, baseline: {{value: 90, date: 2026-02-01}}, targets: [{{value: 900, by: 2026-03-15}}]"
    readings = (
        "end,channel,metric,value\n2026-02-10,instagram,followers,123456\n2026-02-20,instagram,followers,>130000\n"
    )
    view = view_of(PLAN.format(kpi=kpi), readings=readings)
    progress, line = view.measured.kpis["it"], drawable(view.measured, "it")
    assert line
    rows = list(captions.rows(view, progress, line))
    assert [(row.day, row.value.replace("\N{NO-BREAK SPACE}", " ")) for row in rows] == [
        ("10 Feb 2026", "123,456"),
        ("20 Feb 2026", "> 130,000"),
    ]
    assert all(row.path for row in rows)
    beside = [(row.note, row.value, row.day) for row in captions.beside(view, progress)]
    assert beside == [("Baseline", "90", "1 Feb 2026"), ("Target", "900", "15 Mar 2026")]


def test_sentences_say_what_is_drawn(view_of: View) -> None:
    """Who does not see the drawing hears where the line begins and ends, and what it is compared with."""
    kpi = f"{STOCK}, targets: [{{value: 900, by: 2026-03-15}}]"
    rows = "end,channel,metric,value\n2026-02-10,instagram,followers,100\n"
    single = view_of(PLAN.format(kpi=kpi), readings=rows)
    several = view_of(PLAN.format(kpi=kpi), readings=f"{rows}2026-02-20,instagram,followers,300\n")
    texts = []
    for view in (single, several):
        line = drawable(view.measured, "it")
        assert line
        texts.append(list(captions.sentences(view, view.measured.kpis["it"], line)))
    assert texts[0] == ["One point: 100 on 10 Feb 2026.", "Target: 900, 15 Mar 2026."]
    assert texts[1] == ["A line from 100 on 10 Feb 2026 to 300 on 20 Feb 2026.", "Target: 900, 15 Mar 2026."]


def test_notes_warn_of_a_cut_axis(view_of: View) -> None:
    """A drawing whose axis leaves out 0 says so."""
    readings = "end,channel,metric,value\n2026-02-10,instagram,followers,100\n"
    view = view_of(PLAN.format(kpi=STOCK), readings=readings)
    line = drawable(view.measured, "it")
    assert line
    assert list(captions.notes(view, line, cut=True, first="90")) == ["The axis begins at 90, not at 0."]
    assert list(captions.notes(view, line, cut=False, first="0")) == []


def test_labels_of_value_and_target_differ(view_of: View) -> None:
    """A target is written out where its short label would be that of the value; the axis stays short."""
    readings = "end,channel,metric,value\n2026-02-28,instagram,followers,8996\n"
    view = view_of(PLAN.format(kpi=f"{STOCK}, targets: [{{value: 9000, by: 2026-03-15}}]"), readings=readings)
    progress = view.measured.kpis["it"]
    assert [goal.label for goal in goals(view)] == ["Target 9,000"]
    assert marks.label_size(view, progress, Decimal(8996)) == "8,996"
    assert marks.short(view, progress, Decimal(9000)) == "9K"
