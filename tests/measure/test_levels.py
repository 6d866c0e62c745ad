"""Values that do not add up: the newest reading counts, and channels are added only where they may be."""

from datetime import date
from decimal import Decimal

import pytest
from worked import february

from rencana.measure.value import How, Reason, Value, WhyNot

FOLLOWERS = "metric: followers, channels: instagram, targets: none"
BOTH = FOLLOWERS.replace("instagram", "[instagram, tiktok]")
RECALL = "metric: brand-recall, targets: none"
REACH = "metric: reach, channels: instagram, targets: none"


def now(kpi: str, *rows: str, day: str = "2026-02-20") -> Value:
    """What a KPI says on the 20th."""
    return february(kpi, *rows, day=day).now


def test_newest_reading_counts() -> None:
    """Of a stock the reading that ends last counts, in whatever order rows stand; one of tomorrow is not known."""
    rows = (
        ",2026-02-10,instagram,followers,7",
        ",2026-02-20,instagram,followers,9",
        ",2026-02-05,instagram,followers,5",
    )
    value = now(FOLLOWERS, *rows, ",2026-02-21,instagram,followers,11")
    assert (value.exact, value.end, value.how, value.gross) == (9, date(2026, 2, 20), How.LAST, False)


def test_survey_is_read_and_stands_alone() -> None:
    """A wave of a survey is one reading, with its own days and how many were asked."""
    value = now(RECALL, "2026-02-09,2026-02-14,,brand-recall,14%,,611")
    assert (value.exact, value.how, value.start, value.n) == (Decimal("0.14"), How.READ, date(2026, 2, 9), 611)
    by_source = now(RECALL, "2026-02-09,2026-02-14,,brand-recall,14%,,,,,panel")
    assert by_source.n == 600


def test_longer_wave_goes_before_a_shorter_one() -> None:
    """Of two waves that end on the same day the one over more days counts."""
    rows = ("2026-02-02,2026-02-14,,brand-recall,11%", "2026-02-09,2026-02-14,,brand-recall,14%")
    assert now(RECALL, *rows).exact == now(RECALL, *reversed(rows)).exact == Decimal("0.11")


def test_only_a_change_was_published() -> None:
    """Where only changes are known there is no size; the newest of them is kept."""
    rows = ("2026-02-02,2026-02-05,,brand-recall,,+3pp", "2026-02-09,2026-02-14,,brand-recall,,+5pp,700")
    value = now(RECALL, *rows, "2026-02-20,2026-02-21,,brand-recall,,+9pp")
    assert (value.size, value.why_not, value.n) == (None, WhyNot.CHANGE_ONLY, 700)
    assert value.change is not None
    assert (value.change.value, value.end) == (Decimal("0.05"), date(2026, 2, 14))


@pytest.mark.parametrize(
    ("start", "size", "why"),
    [
        ("2026-02-01", 50, None),
        ("", 50, None),
        ("2026-02-02", None, WhyNot.OTHER_DAYS),
        ("2026-01-31", None, WhyNot.OTHER_DAYS),
    ],
)
def test_reach_is_of_the_very_days(start: str, size: int | None, why: WhyNot | None) -> None:
    """The platform's own number counts from the first day of the KPI on; one of other days is none of it."""
    value = now(REACH, f"{start},2026-02-14,instagram,reach,50")
    assert (value.exact, value.why_not) == (size, why)


def test_channels_of_a_stock_are_added_gross() -> None:
    """Followers of two channels are added as of the older day, and people may count twice."""
    value = now(BOTH, ",2026-02-10,instagram,followers,7", ",2026-02-14,tiktok,followers,5")
    assert (value.exact, value.end, value.gross) == (12, date(2026, 2, 10), True)
    assert [part.channel for part in value.parts] == ["instagram", "tiktok"]


def test_each_channel_has_its_last_value() -> None:
    """Of each channel the newest reading is added, and the older ones are not."""
    rows = [
        f",2026-02-{day},{channel},followers,{size}"
        for day, channel, size in (
            ("10", "tiktok", 1),
            ("12", "tiktok", 2),
            ("11", "instagram", 30),
            ("09", "instagram", 40),
        )
    ]
    assert now(BOTH, *rows).exact == 32


def test_missing_channel_leaves_no_sum() -> None:
    """Followers of two channels of which one was never read are no number, and the channel is named."""
    value = now(BOTH, ",2026-02-10,instagram,followers,7")
    assert (value.size, value.why_not, value.about) == (None, WhyNot.CHANNEL_SILENT, "tiktok")


def test_reading_of_the_whole_goes_before_channels() -> None:
    """A number for all channels goes before adding them, where the KPI covers all; else it does not speak of it."""
    rows = (",2026-02-09,,followers,11", ",2026-02-10,instagram,followers,7", ",2026-02-10,tiktok,followers,5")
    of_all, of_two = now("metric: followers, targets: none", *rows), now(BOTH, *rows)
    assert (of_all.exact, of_all.gross) == (11, False)
    assert (of_two.exact, of_two.gross) == (12, True)


def test_reach_of_channels_is_not_added() -> None:
    """The reach of two channels is no number, for many people see both."""
    value = now(
        REACH.replace("instagram", "[instagram, tiktok]"),
        "2026-02-01,2026-02-14,instagram,reach,50",
        "2026-02-01,2026-02-14,tiktok,reach,40",
    )
    assert (value.size, value.why_not) == (None, WhyNot.CHANNELS_APART)
    assert {row.reason for row in value.left_out} == {Reason.WHOLE_AND_PARTS}


def test_posts_are_no_level() -> None:
    """A reading of one post says nothing of the whole."""
    post = "calendar: {p1: {at: 2026-02-02, channels: [instagram], state: published}}"
    value = february(REACH, "2026-02-01,2026-02-14,instagram,reach,50,,,p1", parts=post).now
    assert value.why_not is WhyNot.NO_READING


def test_level_of_money_has_a_currency() -> None:
    """A level of money keeps its currency, and plain numbers are in the campaign's."""
    cost = "metric: cost, channels: instagram, targets: none"
    assert now(cost, ",2026-02-10,instagram,cost,7 USD").currency == "USD"
    assert now(cost, ",2026-02-10,instagram,cost,7").currency == "IDR"
