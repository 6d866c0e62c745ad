"""How a value was computed: the formula with its numbers, every row that counts, and every row that does not."""

from collections.abc import Callable

import pytest

from rencana.render.subject.arithmetic import Arithmetic, arithmetic, row_anchor, row_place
from rencana.render.subject.campaign import CampaignView

PLAN = """
campaign: {{title: T, state: running, period: {{start: 2026-02-02, end: 2026-03-15}}}}
channels: {{instagram: {{kind: owned}}, tiktok: {{kind: owned}}}}
measurement:
  kpis:
    it: {{title: It, {kpi}}}
"""
HEAD = "start,end,channel,metric,value\n"
SUM = "metric: views, channels: [instagram, tiktok]"
View = Callable[..., CampaignView]


def computed(view_of: View, kpi: str, *rows: str) -> Arithmetic:
    """How the value of a KPI comes from rows."""
    view = view_of(PLAN.format(kpi=kpi), readings=HEAD + "".join(f"{row}\n" for row in rows), page="measurement")
    progress = view.measured.kpis["it"]
    return arithmetic(view, progress, progress.now)


def test_sum_shows_its_parts(view_of: View) -> None:
    """A sum of channels is written out, and each part names its rows with links to them."""
    result = computed(
        view_of, SUM, "2026-02-02,2026-02-28,instagram,views,1180", "2026-02-02,2026-02-28,tiktok,views,20"
    )
    assert result.sentence == "1,180 + 20 = 1,200"
    assert [(share.scope, share.value, share.when, share.count) for share in result.shares] == [
        ("Instagram", "1,180", "2–28 Feb 2026", "1 row"),
        ("TikTok", "20", "2–28 Feb 2026", "1 row"),
    ]
    assert result.shares[1].rows[0].title == "r.csv:3"
    assert result.shares[1].rows[0].url.endswith("#row-r-3")
    assert (result.coverage, result.missing) == ("54 of 54 days of all channels were read (100%).", ())


def test_ratio_fills_its_formula(view_of: View) -> None:
    """A ratio is the formula of its metric with the numbers in it."""
    result = computed(
        view_of,
        "metric: er-reach, channels: [instagram]",
        "2026-02-02,2026-02-28,instagram,engagements,50",
        "2026-02-02,2026-02-28,instagram,reach,1000",
    )
    assert result.sentence == "50 / 1,000 = 5%"
    assert len(result.shares) == 2


def test_formula_keeps_its_brackets(view_of: View) -> None:
    """Sums and differences inside of a formula stand in brackets, products need none."""
    rows = [
        f"2026-02-02,2026-02-28,instagram,{metric}-mentions,{count}"
        for metric, count in (("positive", 60), ("negative", 20), ("neutral", 20))
    ]
    result = computed(view_of, "metric: net-sentiment, channels: [instagram]", *rows)
    assert result.sentence == "(60 − 20) / ((60 + 20) + 20) = 40%"
    counts = {"promoters": 60, "detractors": 20, "answers": 100}
    rows = [f"2026-02-02,2026-02-28,instagram,{metric},{count}" for metric, count in counts.items()]
    result = computed(view_of, "metric: nps, channels: [instagram]", *rows)
    assert result.sentence == "100 × (60 − 20) / 100 = 40"


def test_single_part_needs_no_sentence(view_of: View) -> None:
    """A value that is one reading is not explained by a sum of one."""
    result = computed(view_of, "metric: views, channels: [instagram]", "2026-02-02,2026-02-28,instagram,views,7")
    assert (result.sentence, len(result.shares)) == ("", 1)
    assert computed(view_of, SUM).shares == ()


def test_missing_days_are_named(view_of: View) -> None:
    """Days that nobody read are named with their channel."""
    result = computed(
        view_of, SUM, "2026-02-02,2026-02-28,instagram,views,180", "2026-02-02,2026-02-10,tiktok,views,20"
    )
    assert result.missing == ("TikTok: 11–28 Feb 2026",)
    assert result.coverage == "36 of 54 days of all channels were read (67%)."


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2026-01-20,2026-01-28,instagram,views,20", "before the first day that counts"),
        ("2026-01-20,2026-02-10,instagram,views,20", "begins before the first day that counts"),
    ],
)
def test_rows_that_do_not_count_say_why(row: str, why: str, view_of: View) -> None:
    """No row vanishes silently: one that does not count is listed with its reason."""
    result = computed(view_of, "metric: views, channels: [instagram]", "2026-02-02,2026-02-28,instagram,views,7", row)
    assert [(row.row.title, row.value, row.why) for row in result.left_out] == [("r.csv:3", "20", why)]
    assert result.more_left_out == 0


def test_many_left_out_are_counted(view_of: View) -> None:
    """Twelve rows that do not count are shown, of further ones the number."""
    rows = [f"2026-01-{day:02},2026-01-{day:02},instagram,views,20" for day in range(1, 16)]
    result = computed(view_of, "metric: views, channels: [instagram]", *rows)
    assert (len(result.left_out), result.more_left_out) == (12, 3)


def test_rows_are_known_by_file_and_line(view_of: View) -> None:
    """A row is named by its file and line, and its id on the page is made of the same."""
    view = view_of(PLAN.format(kpi=SUM), readings=f"{HEAD}2026-02-02,2026-02-28,instagram,views,7\n")
    [reading] = view.campaign.readings
    assert (row_place(reading), row_anchor(reading)) == ("r.csv:2", "row-r-2")
