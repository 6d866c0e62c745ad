"""Formulas over single posts: the newest reading of each, pooled or its median, and nothing where a part is missing."""

from datetime import date
from decimal import Decimal

import pytest
from worked import measured

from rencana.measure.value import Value, WhyNot

PLAN = """
campaign: {title: T, currency: IDR, period: {start: 2026-02-01, end: 2026-02-28}}
channels: {instagram: {kind: owned}, tiktok: {kind: owned}}
calendar:
  first: {at: 2026-02-02, channels: [instagram], state: published}
  second: {at: 2026-02-05, channels: [instagram, tiktok], state: published}
  third: {at: 2026-02-06, channels: [tiktok], state: published}
  old: {at: 2026-01-31, channels: [instagram], state: published}
  early: {at: 2026-02-01, channels: [instagram], state: published}
measurement:
  metrics:
    middle: {title: Middle, formula: median(views)}
    rate: {title: Rate, formula: sum(saves) / sum(reach)}
  kpis: {it: {metric: METRIC, channels: [instagram, tiktok], targets: none}}
"""


def now(metric: str, *rows: str) -> Value:
    """What a KPI over posts says; rows are `end,channel,item,metric,value`."""
    readings = "\n".join(["end,channel,item,metric,value", *rows])
    return measured({"plan": PLAN.replace("METRIC", metric), "readings": readings, "day": "2026-02-20"}).kpis["it"].now


def test_median_is_of_the_newest_of_each_post() -> None:
    """Of each post its newest reading counts, in whatever order rows stand; an even count has the mean of two."""
    rows = [
        "2026-02-10,instagram,first,views,100",
        "2026-02-09,instagram,first,views,90",
        "2026-02-12,instagram,second,views,30",
        "2026-02-11,tiktok,third,views,50",
    ]
    value = now("middle", *rows)
    assert (value.exact, value.end) == (50, date(2026, 2, 12))
    assert now("middle", *rows[:3]).exact == 65
    assert now("middle", *reversed(rows)).exact == 50


def test_post_on_two_channels_is_two() -> None:
    """A post that went out on two channels was read on each of them."""
    value = now("middle", "2026-02-10,instagram,second,views,10", "2026-02-10,tiktok,second,views,30")
    assert value.exact == 20


def test_post_on_one_channel_need_not_name_it() -> None:
    """A reading of a post that is on one channel only is of that channel; of two channels nobody knows which."""
    assert now("middle", "2026-02-10,,first,views,10", "2026-02-12,instagram,first,views,30").exact == 30
    assert now("middle", "2026-02-10,,second,views,10", "2026-02-12,instagram,second,views,30").exact == 20


@pytest.mark.parametrize(("post", "size"), [("early", 20), ("old", 30)])
def test_posts_from_before_do_not_count(post: str, size: int) -> None:
    """A post that went out before the first day is none of the campaign's; one of the first day is."""
    assert now("middle", f"2026-02-10,instagram,{post},views,10", "2026-02-10,instagram,first,views,30").exact == size


def test_bound_has_no_middle() -> None:
    """Where one post is only known to be over a number there is no median, and neither where no post was read."""
    value = now("middle", "2026-02-10,instagram,first,views,>10", "2026-02-10,instagram,second,views,30")
    assert (value.size, value.why_not) == (None, WhyNot.NO_POSTS)
    assert now("middle", "2026-02-10,instagram,,views,10").why_not is WhyNot.NO_POSTS


def test_posts_are_pooled_and_not_averaged() -> None:
    """A rate over posts is the sum of one over the sum of the other, as of the newest day that has both."""
    value = now(
        "rate",
        "2026-02-10,instagram,first,saves,10",
        "2026-02-10,instagram,first,reach,100",
        "2026-02-12,instagram,first,saves,99",
        "2026-02-11,tiktok,third,saves,50",
        "2026-02-11,tiktok,third,reach,900",
        "2026-02-09,tiktok,third,saves,1",
        "2026-02-09,tiktok,third,reach,2",
    )
    assert value.exact == Decimal("0.06")
    assert value.end == date(2026, 2, 11)
    sizes = {(part.metric, part.channel): part.size.exact for part in value.parts}
    assert sizes == {
        ("saves", "instagram"): 10,
        ("saves", "tiktok"): 50,
        ("reach", "instagram"): 100,
        ("reach", "tiktok"): 900,
    }


def test_post_without_partner_is_left_out() -> None:
    """Posts of which only one part was read on a day are no rate."""
    value = now("rate", "2026-02-10,instagram,first,saves,10", "2026-02-11,instagram,first,reach,100")
    assert (value.size, value.why_not) == (None, WhyNot.PART_MISSING)
