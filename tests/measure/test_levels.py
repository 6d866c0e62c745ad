"""Values that do not add up: the newest reading counts, and channels are added only where they may be."""

from datetime import date
from decimal import Decimal

import pytest
from worked import february, measured

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


WINDOWS = "[{start: 2026-02-02, end: 2026-02-07}, {start: 2026-02-15, end: 2026-02-19}]"
PUSH = f"schedule: {{phases: {{push: {{windows: {WINDOWS}}}}}}}"


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        (",2026-02-01", False),
        (",2026-02-02", True),
        (",2026-02-07", True),
        (",2026-02-10", False),
        (",2026-02-15", True),
        (",2026-02-19", True),
        ("2026-02-01,2026-02-03", False),
        ("2026-02-02,2026-02-07", True),
        ("2026-02-10,2026-02-16", False),
        ("2026-02-16,2026-02-20", False),
    ],
)
def test_level_of_a_phase_lies_in_one_of_its_windows(days: str, *, counts: bool) -> None:
    """A reading counts for a phase of two windows where all of its days lie in one of them."""
    kpi = RECALL.replace("targets", "phase: push, targets")
    assert (february(kpi, f"{days},,brand-recall,14%", day="2026-02-20", parts=PUSH).now.size is not None) is counts


@pytest.mark.parametrize(("day", "size"), [("09", 12), ("10", 99), ("11", 99)])
def test_newer_channels_go_before_an_older_whole(day: str, size: int) -> None:
    """Three channels read on one day are newer than the whole of the day before; that of the day itself goes first."""
    rows = [f",2026-02-10,{channel},followers,4" for channel in ("instagram", "tiktok", "youtube")]
    older = ",2026-02-03,,followers,98"
    assert now("metric: followers, targets: none", older, f",2026-02-{day},,followers,99", *rows).exact == size


def test_change_of_the_day_asked_is_known() -> None:
    """A change that was published for the day asked for is known on it."""
    value = now(RECALL, "2026-02-15,2026-02-20,,brand-recall,,+5pp")
    assert value.change is not None
    assert (value.change.value, value.why_not) == (Decimal("0.05"), WhyNot.CHANGE_ONLY)


def test_row_that_does_not_count_says_why() -> None:
    """Of two waves that end on one day the shorter one has fewer days; of two readings of one day one is replaced."""
    waves = now(RECALL, "2026-02-02,2026-02-14,,brand-recall,11%", "2026-02-09,2026-02-14,,brand-recall,14%")
    stocks = now(FOLLOWERS, ",2026-02-10,instagram,followers,7", ",2026-02-10,instagram,followers,9")
    reasons = [[(entry.reading.line, entry.reason) for entry in value.left_out] for value in (waves, stocks)]
    assert reasons == [[(3, Reason.FEWER_DAYS)], [(2, Reason.REPLACED)]]


AUDIENCES = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-02-28}}
audiences: {disjoint: DISJOINT, fans: {title: Fans}, others: {title: Others}}
channels: {instagram: {kind: owned}, tiktok: {kind: owned}}
measurement: {kpis: {it: {KPI, targets: none}}}
"""


def of_audiences(kpi: str, *rows: str, disjoint: str = "false") -> Value:
    """What a KPI of a campaign with two audiences says; rows are `channel,audience,metric,value`."""
    readings = "\n".join(["end,channel,audience,metric,value", *(f"2026-02-10,{row}" for row in rows)])
    plan = AUDIENCES.replace("KPI", kpi).replace("DISJOINT", disjoint)
    return measured({"plan": plan, "readings": readings, "day": "2026-02-20"}).kpis["it"].now


def test_audiences_of_a_stock_add_where_they_do_not_overlap() -> None:
    """Followers of two channels add up; those of two audiences only where nobody is in both."""
    channels = of_audiences("metric: followers", "instagram,,followers,7", "tiktok,,followers,5")
    assert channels.exact == 12
    rows = [f"{channel},{name},followers,5" for channel in ("instagram", "tiktok") for name in ("fans", "others")]
    both = "metric: followers, audiences: [fans, others]"
    assert of_audiences(both, *rows).why_not is WhyNot.AUDIENCES_APART
    assert of_audiences(both, *rows, disjoint="true").exact == 20


def test_waves_of_two_audiences_are_apart() -> None:
    """A survey of two audiences is no number of both, and says that it is the audiences that are apart."""
    kpi = "metric: brand-recall, audiences: [fans, others]"
    assert of_audiences(kpi, ",fans,brand-recall,5%", ",others,brand-recall,7%").why_not is WhyNot.AUDIENCES_APART


@pytest.mark.parametrize(
    ("windows", "size"),
    [
        ("{start: 2026-02-25, end: 2026-02-28}", 7),
        ("{start: 2026-01-01, end: 2026-01-31}", 7),
        ("{start: 2026-01-01, end: 2026-02-01}", None),
        ("[{start: 2026-02-03, end: 2026-02-05}, {start: 2026-02-25, end: 2026-02-28}]", None),
    ],
)
def test_channel_that_is_not_open_is_not_silent(windows: str, size: int | None) -> None:
    """A channel that was never read leaves no sum where it was open for a day at least; else it is not waited for."""
    plan = f"""
campaign: {{title: T, state: running, period: {{start: 2026-02-01, end: 2026-02-28}}}}
channels: {{instagram: {{kind: owned}}, tiktok: {{kind: owned, windows: {windows}}}}}
measurement: {{kpis: {{it: {{metric: followers, channels: [instagram, tiktok], targets: none}}}}}}
"""
    readings = "end,channel,metric,value\n2026-02-10,instagram,followers,7\n"
    assert measured({"plan": plan, "readings": readings, "day": "2026-02-20"}).kpis["it"].now.exact == size


def test_reach_of_other_days_is_of_other_days() -> None:
    """A number that ends on the day asked is not after it: it is left out because it began on another day."""
    value = now(REACH, "2026-02-05,2026-02-20,instagram,reach,50")
    assert [entry.reason for entry in value.left_out] == [Reason.OTHER_DAYS]
