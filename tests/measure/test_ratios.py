"""Values of formulas: of the same days on both sides, beside values that were read; no piece stands for the whole."""

from datetime import date
from decimal import Decimal

import pytest
from worked import february, measured

from rencana.measure.quantity import Quantity
from rencana.measure.value import How, Reason, Value, WhyNot

CTR = "metric: ctr, channels: instagram, targets: none"


def days(text: str) -> str:
    """The first and the last day of a stretch of February, such as `1-7`."""
    first, _, last = text.partition("-")
    return f"2026-02-{int(first):02},2026-02-{int(last or first):02}"


def parts(stretch: str, clicks: object, impressions: object, channel: str = "instagram") -> list[str]:
    """The two parts of a rate on some days."""
    return [
        f"{days(stretch)},{channel},link-clicks,{clicks}",
        f"{days(stretch)},{channel},impressions,{impressions}",
    ]


def rate(stretch: str, size: str) -> str:
    """A rate that was read."""
    return f"{days(stretch)},instagram,ctr,{size}"


def now(kpi: str, *rows: str, day: str = "2026-02-20") -> Value:
    """What a KPI says on the 20th."""
    return february(kpi, *rows, day=day).now


def judged(*rows: str, day: str = "2026-03-05") -> Value:
    """The value by which the target of the end is judged."""
    (target,) = february("metric: ctr, channels: instagram, targets: 5%", *rows, day=day).targets
    assert target.judged is not None
    return target.judged


@pytest.mark.parametrize(
    ("rows", "size", "end"),
    [
        ([*parts("1-14", 70, 1000), rate("8-14", "9%")], "0.07", 14),
        ([*parts("8-14", 70, 1000), rate("1-7", "9%")], "0.07", 14),
        ([*parts("1-7", 70, 1000), rate("8-14", "9%")], "0.09", 14),
        ([*parts("8-14", 70, 1000), rate("1-14", "9%")], "0.09", 14),
    ],
)
def test_what_covers_more_days_goes_first(rows: list[str], size: str, end: int) -> None:
    """Parts of more days go before a rate that was read of fewer; of as many days what is newer does."""
    value = now(CTR, *rows)
    assert (value.exact, value.end) == (Decimal(size), date(2026, 2, end))


def test_rate_over_the_first_day_is_of_other_days() -> None:
    """A rate that was read from before the first day on is none of the campaign's."""
    across = "2026-01-25,2026-02-07,instagram,ctr,5%"
    assert now(CTR, across).size is None
    assert now(CTR, across, rate("8-14", "6%")).exact == Decimal("0.06")
    assert now(CTR, ",2026-02-07,instagram,ctr,5%").exact == Decimal("0.05")


def test_change_of_a_rate_is_no_rate() -> None:
    """Where only a change of a rate, or of a score, was published, this is what is said."""
    assert now(CTR, f"{days('1-7')},instagram,ctr,,+1pp").why_not is WhyNot.CHANGE_ONLY
    assert now("metric: nps, targets: none", f"{days('1-7')},,nps,,+5").why_not is WhyNot.CHANGE_ONLY


def test_older_weeks_of_a_rate_have_fewer_days() -> None:
    """The newest week that was read is the value; the ones before it are left out."""
    left_out = now(CTR, rate("1-7", "5%"), rate("8-14", "6%")).left_out
    assert [(entry.reading.line, entry.reason) for entry in left_out] == [(2, Reason.FEWER_DAYS)]


@pytest.mark.parametrize(
    ("rows", "low", "high"),
    [
        ([*parts("1-14", 70, 1000), rate("15-21", "9%")], "0.07", "0.09"),
        ([rate("1-7", "5%"), rate("8-14", "7%"), rate("1-14", "6%")], "0.06", "0.06"),
        ([rate("1-7", "5%"), rate("8-14", "7%")], "0.05", "0.07"),
        ([rate("1-14", "5%"), rate("10-16", "9%")], "0.05", "0.05"),
    ],
)
def test_rate_of_all_days_lies_between_its_pieces(rows: list[str], low: str, high: str) -> None:
    """A rate of all days is between those of its pieces, read or worked out, where no reading says it as a whole."""
    assert judged(*rows).size == Quantity(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        (parts("1-7", 55, 1000), None),
        (parts("1-7", 56, 1000), "0.056"),
        (parts("1-7", 60, 1000), "0.06"),
        ([*parts("1-2", 60, 1000), *parts("6-7", 60, 1000)], None),
        (parts("1-6", 60, 1000), None),
        (parts("1-7", "60..70", 1000), None),
    ],
)
def test_second_way_is_told_where_it_differs(rows: list[str], other: str | None) -> None:
    """Beside 5% that were read the parts of the very days are told, if they differ by more than half of 1%."""
    value = now(CTR, rate("1-7", "5%"), *rows)
    assert value.exact == Decimal("0.05")
    assert (value.alternative and value.alternative.size.exact) == (None if other is None else Decimal(other))


def test_range_that_was_read_has_no_second_way() -> None:
    """A rate that was read as a range is not compared with its parts."""
    value = now(CTR, rate("1-7", "5%..6%"), *parts("1-7", 90, 1000))
    assert (value.size, value.alternative) == (Quantity(Decimal("0.05"), Decimal("0.06")), None)


@pytest.mark.parametrize(("row", "missing"), [(0, "impressions"), (1, "link-clicks")])
def test_missing_part_is_named(row: int, missing: str) -> None:
    """Of a formula the part without readings is named, whichever stands first."""
    value = now(CTR, parts("1-7", 50, 1000)[row])
    assert (value.why_not, value.about) == (WhyNot.PART_MISSING, missing)


def test_extremes_are_those_of_single_stretches() -> None:
    """Where days lack, the lowest and the highest rate of any stretch are kept: a week beside its days is one."""
    week = [f"{days(str(day))},instagram,link-clicks,10" for day in range(8, 15)]
    rows = [*parts("1-7", 50, 1000), *week, f"{days('8-14')},instagram,impressions,1000"]
    assert now(CTR, *rows).extremes == Quantity(Decimal("0.05"), Decimal("0.07"))
    assert now(CTR, *rows, day="2026-02-15").extremes is None


def test_whole_and_channels_of_a_rate_count_once() -> None:
    """Rows of all channels beside those of one of them are the same clicks: only the whole counts."""
    rows = [*parts("1-7", 10, 100, channel=""), *parts("1-7", 4, 50)]
    assert now("metric: ctr, targets: none", *rows).exact == Decimal("0.1")


GROWTH = "metric: follower-growth-rate, channels: instagram, targets: none"


def test_growth_begins_before_the_first_day() -> None:
    """Followers at the start are those of the last reading before the first day, or those that were written down."""
    rows = (
        ",2026-01-31,instagram,followers,100",
        ",2026-02-02,instagram,followers,105",
        ",2026-02-10,instagram,followers,150",
    )
    value = now(GROWTH, *rows)
    assert (value.exact, value.end, value.how) == (Decimal("0.5"), date(2026, 2, 10), How.RATIO)
    assert now(GROWTH, *rows, ",2026-02-01,instagram,followers-start,120").exact == Decimal("0.25")
    assert now(GROWTH, rows[0]).exact is not None
    assert now(GROWTH, *rows[1:]).why_not is WhyNot.PART_MISSING


def test_stock_of_two_channels_is_that_of_both() -> None:
    """Engagements of two channels are divided by the followers of both."""
    rows = [f"{days('1-14')},{channel},engagements,15" for channel in ("instagram", "tiktok")]
    rows += [",2026-02-14,instagram,followers,100", ",2026-02-14,tiktok,followers,50"]
    assert now("metric: er-followers, channels: [instagram, tiktok], targets: none", *rows).exact == Decimal("0.2")


def test_frequency_needs_impressions_of_all_days() -> None:
    """Impressions of a week under the reach of two are no frequency of either."""
    kpi = "metric: frequency, channels: instagram, targets: none"
    reach = f"{days('1-14')},instagram,reach,50"
    value = now(kpi, reach, f"{days('1-14')},instagram,impressions,100", day="2026-02-15")
    assert value.coverage is not None
    assert (value.exact, value.coverage.read, value.coverage.expected) == (2, 14, 14)
    assert now(kpi, reach, f"{days('1-7')},instagram,impressions,100").why_not is WhyNot.PART_MISSING
    assert now(kpi, reach).why_not is WhyNot.PART_MISSING


def test_newer_wave_goes_first() -> None:
    """A score of parts is that of the wave that ends last."""
    rows = [
        f"{days(wave)},,{part},{size}"
        for wave, promoters in (("1-14", 70), ("8-10", 60), ("1-7", 50))
        for part, size in (("promoters", promoters), ("detractors", 20), ("answers", 100))
    ]
    assert now("metric: nps, targets: none", *rows).exact == 50


def test_money_of_two_currencies_is_not_divided() -> None:
    """Revenue in dollars by spend in rupiah is no return."""
    rows = [f"{days('1-7')},instagram,revenue,100 USD", f"{days('1-7')},instagram,spend,50 IDR"]
    value = now("metric: roas, channels: instagram, targets: none", *rows)
    assert (value.why_not, value.about) == (WhyNot.CURRENCIES_MIXED, "IDR, USD")


OWN = """
campaign: {title: T, state: running, period: {start: 2026-02-01, end: 2026-02-28}}
channels: {instagram: {kind: owned}}
measurement:
  metrics:
    of-last: {title: Of the last, formula: likes / last(views)}
    mood: {title: Mood, over_time: each}
    likes-per-mood: {title: Likes per mood, formula: likes / mood}
    there: {title: There, formula: 2 * back}
    back: {title: Back, formula: 2 * there}
    here: {title: Here, formula: beyond / reach}
    beyond: {title: Beyond, formula: here / reach}
  kpis:
    last: {metric: of-last, channels: instagram, targets: none}
    mood: {metric: likes-per-mood, channels: instagram, targets: none}
    circle: {metric: there, channels: instagram, targets: none}
    waves: {metric: here, channels: instagram, targets: none}
"""


def own(name: str, *rows: str) -> Value:
    """What a KPI of a plan with its own metrics says."""
    readings = "\n".join(["start,end,channel,metric,value", *rows])
    return measured({"plan": OWN, "readings": readings, "day": "2026-02-20"}).kpis[name].now


def test_last_of_a_sum_is_its_newest_row() -> None:
    """Likes of two weeks by the views of the last one; without views there is no number."""
    likes = f"{days('1-14')},instagram,likes,20"
    views = [f"{days('8-14')},instagram,views,200", f"{days('1-7')},instagram,views,100"]
    assert own("last", likes, *views).exact == Decimal("0.1")
    assert own("last", likes).why_not is WhyNot.PART_MISSING


@pytest.mark.parametrize(
    ("waves", "size"),
    [
        ({"8-14": 6}, 5),
        ({"1-7": 2, "8-14": 6}, 5),
        ({"8-14": 6, "1-7": 2}, 5),
        ({"1-14": 5, "8-10": 4}, 20),
        ({"1-7": 2, "9-14": 1}, 35),
    ],
)
def test_sums_are_of_the_days_of_the_newest_wave(waves: dict[str, int], size: int) -> None:
    """Under a wave stand the likes of its very days; the wave that ends last goes first, if these days were read."""
    likes = [f"{days(stretch)},instagram,likes,{n}" for stretch, n in (("1-7", 70), ("8-10", 20), ("11-14", 10))]
    assert own("mood", *likes, *(f"{days(wave)},instagram,mood,{n}" for wave, n in waves.items())).exact == size


def test_wave_that_was_written_again_counts_once() -> None:
    """Of two rows of one wave the later one counts, in a formula too."""
    likes = f"{days('8-14')},instagram,likes,30"
    waves = [f"{days('8-14')},instagram,mood,{size}" for size in (5, 6)]
    assert own("mood", likes, *waves).exact == 5


def test_formulas_that_go_round_in_a_circle_have_no_value() -> None:
    """Two metrics that are each worked out of the other one are no number, with a reading of other parts or without."""
    assert own("circle").size is None
    assert own("waves", f"{days('1-14')},instagram,reach,50").size is None
