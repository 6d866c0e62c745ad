"""What holds for any readings whatever: a value does not depend on how, or in what order, rows were written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from plain import check

from rencana.check import RuleChoice
from rencana.measure import How, Value, WhyNot, measure
from rencana.plan.campaign import Campaign
from rencana.source import MemoryTree

FIRST, ON = date(2026, 2, 1), date(2026, 2, 22)
DAY = timedelta(days=1)
PORTFOLIO = b"""
format: 1
sources: {insights: Insights, studio: Studio, panel: Panel}
"""
PLAN = b"""
campaign: {title: T, currency: IDR, period: {start: 2026-02-01, end: 2026-03-31}}
channels: {instagram: {kind: owned}, tiktok: {kind: owned}, facebook: {kind: owned}}
calendar:
  one: {at: 2026-02-02, channels: [instagram], state: published}
  two: {at: 2026-02-05, channels: [instagram, tiktok], state: published}
  old: {at: 2026-01-20, channels: [tiktok], state: published}
measurement:
  metrics:
    middle-views: {title: Views of the middle post, formula: median(views)}
    deeds: {title: Deeds, formula: likes + comments, over_time: sum}
    cost-per-person: {title: Cost per person, unit: currency, formula: spend / sum(reach)}
    middle-spend: {title: Spend of the middle post, unit: currency, formula: median(spend)}
    turnover: {title: Turnover, unit: currency, formula: spend + revenue}
  kpis:
    $KPI
"""
TARGETS = {
    "views": "targets: [{value: 5_000, by: 2026-02-15}, 90_000]",
    "followers": "baseline: 500, targets: [9_000]",
    "reach": "targets: [9_000]",
    "deeds": "targets: [9_000]",
    "spend": "targets: [50M IDR]",
}
"""What a KPI has to reach, so that it has a status; it is named as its metric is."""
METRICS = {
    "views": ("views",),
    "followers": ("followers",),
    "ctr": ("link-clicks", "impressions"),
    "reach": ("reach",),
    "er-reach": ("engagements", "reach"),
    "middle-views": ("views",),
    "deeds": ("likes", "comments", "deeds"),
}
"""What is read for each KPI that counts something."""
STOCKS = ("followers",)
KPIS = pytest.mark.parametrize("kpi", METRICS)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
"""All but the one that explains: it runs a failing test some hundred times more and says little of drawn rows."""
few = settings(max_examples=20, deadline=None, phases=PHASES)
many = settings(max_examples=60, deadline=None, phases=PHASES)


class Row(NamedTuple):
    """A row of readings as it is written."""

    metric: str
    value: str
    start: date | None
    end: date
    channel: str = "instagram"
    item: str = ""
    mark: str = ""
    source: str = ""


def _campaign(kpi: str, *tables: Sequence[Row]) -> Campaign:
    # A plan with one KPI is read sooner than one with all of them.
    line = f"{kpi}: {{metric: {kpi}, channels: [instagram, tiktok], {TARGETS.get(kpi, 'targets: none')}}}"
    files = {"plans/portfolio.yaml": PORTFOLIO, "plans/t/plan.yaml": PLAN.replace(b"$KPI", line.encode())}
    for number, rows in enumerate(tables):
        lines = (",".join("" if cell is None else str(cell) for cell in row) for row in rows)
        files[f"plans/t/readings/{number}.csv"] = "\n".join([",".join(Row._fields), *lines, ""]).encode()
    checked = check(MemoryTree(files), choice=RuleChoice(ignore=("all",)), on=ON)
    assert checked.findings == ()
    return checked.portfolio.campaigns["t"]


def _now(kpi: str, *tables: Sequence[Row]) -> Value:
    return measure(_campaign(kpi, *tables), ON).kpis[kpi].now


def _facts(value: Value) -> Mapping[str, Any]:
    """Returns all that a value says but the places of its rows; what was left out is not part of what it says."""
    parts = sorted((part.metric, part.channel, part.place, part.size, part.start, part.end) for part in value.parts)
    names = ("size", "currency", "how", "start", "end", "coverage", "why_not", "about", "mark", "gross", "bounded")
    alternative = value.alternative and (value.alternative.how, value.alternative.size)
    return {name: getattr(value, name) for name in names} | {"terms": value.terms, "parts": parts, "other": alternative}


def _left_out(value: Value) -> list[tuple[Any, ...]]:
    """Returns which rows were left out and why, in an order of their own."""
    rows = ((entry.reading, entry.reason) for entry in value.left_out)
    return sorted(
        (str(why), row.metric, str(row.value), str(row.start), row.end, row.channel, row.item, row.source)
        for row, why in rows
    )


days = st.sampled_from([-4, -1, 0, 1, 2, 6, 7, 13, 20, 21, 24]).map(lambda number: FIRST + DAY * number)
"""Few enough that rows often speak of the same days."""
past = st.integers(-4, 21).map(lambda number: FIRST + DAY * number)
sizes = st.integers(1, 5000).map(str)
channels_or_whole = st.sampled_from(["instagram", "tiktok", ""])


@st.composite
def rows_of(draw: st.DrawFn, kpi: str, grains: tuple[bool, ...]) -> Row:
    """A row for a KPI: of a stretch of days on a channel, as of a day, or of a post's whole life."""
    metric, end = draw(st.sampled_from(METRICS[kpi])), draw(days)
    of_post = kpi not in ("ctr", "deeds", "followers") and draw(st.sampled_from(grains))
    item = draw(st.sampled_from(["one", "two", "old"])) if of_post else ""
    channel = {"one": "instagram", "old": "tiktok"}.get(item) or draw(st.sampled_from(["instagram", "tiktok"]))
    start = None if of_post or metric in STOCKS else draw(st.sampled_from([end, end, end - 6 * DAY, FIRST]))
    start = min(start, end) if start else None
    return Row(metric, draw(sizes), start, end, channel if item else draw(channels_or_whole), item)


def _key(row: Row) -> tuple[Any, ...]:
    return row.metric, row.start, row.end, row.channel, row.item, row.source


@st.composite
def _tables(draw: st.DrawFn, kpi: str) -> list[Row]:
    """Rows of which no two say the same thing; many have the other part of the formula beside them."""
    grains = draw(st.sampled_from([(False,), (True,), (False, True)]))
    rows, names = draw(st.lists(rows_of(kpi, grains), min_size=1, max_size=9)), METRICS[kpi]
    beside = [row._replace(metric=names[names.index(row.metric) - 1]) for row in rows if draw(st.booleans())]
    return list({_key(row): row for row in [*beside, *rows]}.values())


@KPIS
@given(data=st.data())
@few
def test_order_of_rows_is_nothing(kpi: str, data: st.DataObject) -> None:
    """Rows that say different things say together the same in any order."""
    rows = data.draw(_tables(kpi))
    value, mixed = _now(kpi, rows), _now(kpi, data.draw(st.permutations(rows)))
    assert (_facts(mixed), _left_out(mixed)) == (_facts(value), _left_out(value))


@KPIS
@given(data=st.data())
@few
def test_order_of_sources_is_nothing(kpi: str, data: st.DataObject) -> None:
    """Where sources that the plan does not rank speak of the same days, it is not the later line that decides."""
    ours = [row._replace(source="insights") for row in data.draw(_tables(kpi))]
    theirs = [row._replace(source="studio", value=data.draw(sizes)) for row in ours if data.draw(st.booleans())]
    value, swapped = _now(kpi, ours, theirs), _now(kpi, theirs, ours)
    assert (swapped.size, swapped.how, swapped.why_not) == (value.size, value.how, value.why_not)


@KPIS
@given(data=st.data())
@few
def test_split_file_is_one(kpi: str, data: st.DataObject) -> None:
    """A table that is cut into two files says the same, also where later rows replace earlier ones."""
    rows = data.draw(st.lists(rows_of(kpi, (False, True)), min_size=1, max_size=14))
    cut = data.draw(st.integers(0, len(rows)))
    # Both pieces were exported on one day: else the later export would go before the other one.
    end = Row("saves", "1", ON + 9 * DAY, ON + 9 * DAY)
    value, split = _now(kpi, [*rows, end]), _now(kpi, [*rows[:cut], end], [*rows[cut:], end])
    assert (_facts(split), _left_out(split)) == (_facts(value), _left_out(value))


@KPIS
@given(data=st.data())
@few
def test_copied_file_changes_nothing(kpi: str, data: st.DataObject) -> None:
    """A file that is imported twice, under another name, adds nothing."""
    marks = st.sampled_from(["", "", "provisional", "restated"])
    rows = [
        row._replace(mark=data.draw(marks))
        for row in data.draw(st.lists(rows_of(kpi, (False, True)), min_size=1, max_size=14))
    ]
    assert _facts(_now(kpi, rows, rows)) == _facts(_now(kpi, rows))


@given(st.data())
@many
def test_copy_of_one_source_changes_nothing(data: st.DataObject) -> None:
    """A file that is imported twice gets no more weight against another source than it had."""
    daily = data.draw(st.lists(past, min_size=1, max_size=9, unique=True))
    ours = [Row("views", "10", day, day, source="insights") for day in daily]
    starts = data.draw(st.lists(past, min_size=1, max_size=3, unique=True))
    theirs = [Row("views", "70", day, day + data.draw(st.integers(1, 6)) * DAY, source="studio") for day in starts]
    assert _facts(_now("views", ours, theirs, ours)) == _facts(_now("views", ours, theirs))


@given(st.integers(1, 5000), st.integers(1, 5000), st.booleans())
@many
def test_replaced_row_contradicts_nobody(first: int, last: int, agree: bool) -> None:
    """Whether two sources agree is asked of what they say now, and not of what one of them took back."""
    assume(first != last)
    ours = [Row("views", str(first), FIRST, FIRST, source="insights"), Row("views", str(last), FIRST, FIRST)]
    ours[1] = ours[1]._replace(source="insights", mark="restated")
    theirs = Row("views", str(last if agree else first), FIRST, FIRST, source="studio")
    value = _now("views", [*ours, theirs])
    assert (value.exact, value.why_not) == ((last, None) if agree else (None, WhyNot.SOURCES_DISAGREE))


@KPIS
@given(data=st.data())
@few
def test_later_days_change_nothing(kpi: str, data: st.DataObject) -> None:
    """What was read of days after the day that is asked for cannot have been known on it."""
    rows, later = data.draw(_tables(kpi)), data.draw(_tables(kpi))
    moved = [
        row._replace(start=row.start and min(row.start, ON), end=ON + DAY * (1 + at)) for at, row in enumerate(later)
    ]
    value, after = _now(kpi, rows), _now(kpi, rows, moved)
    assert (_facts(after), _left_out(after)) == (_facts(value), _left_out(value))


@KPIS
@given(data=st.data())
@few
def test_other_channel_changes_nothing(kpi: str, data: st.DataObject) -> None:
    """What was read on a channel that the KPI does not cover is nothing to it."""
    rows, rows_elsewhere = data.draw(_tables(kpi)), data.draw(_tables(kpi))
    elsewhere = [row._replace(channel="facebook") for row in rows_elsewhere]
    value, more = _now(kpi, rows), _now(kpi, rows, elsewhere)
    assert (_facts(more), _left_out(more)) == (_facts(value), _left_out(value))


NOTATIONS = (
    lambda size: f"{size * 1000:_} IDR",
    lambda size: f"{size}K IDR",
    lambda size: f"{Decimal(size) / 1000:f}M IDR",
    lambda size: f"{size * 1000}",
)


@pytest.mark.parametrize("kpi", ["spend", "cpm", "cost-per-person", "middle-spend"])
@given(data=st.data())
@many
def test_notation_of_money_is_nothing(kpi: str, data: st.DataObject) -> None:
    """Money says the same in thousands, in millions, in full, and without the campaign's own currency."""
    spent = data.draw(st.dictionaries(past, st.integers(1, 9_000_000), min_size=1, max_size=8))
    partners = [Row("impressions", "700", day, day) for day in spent]
    partners += [Row("reach", "300", None, day, item="one") for day in spent]
    tables = []
    for shift in range(len(NOTATIONS)):
        money = [NOTATIONS[(size + shift) % len(NOTATIONS)](size) for size in spent.values()]
        rows = [Row("spend", size, day, day) for day, size in zip(spent, money, strict=True)]
        rows += [Row("spend", size, None, day, item="one") for day, size in zip(spent, money, strict=True)]
        tables.append([*rows, *partners])
    first, *facts = [_facts(_now(kpi, rows)) for rows in tables]
    assert all(same == first for same in facts)


@given(
    st.lists(st.tuples(past.filter(lambda day: day >= FIRST), st.integers(1, 9)), min_size=1, max_size=7, unique=True)
)
@many
def test_overlapping_rows_cover_the_most_days(windows: list[tuple[date, int]]) -> None:
    """Of windows that overlap those count that cover the most days together; all choices are tried to know it."""
    spans = [(start, start + DAY * (length - 1)) for start, length in windows if start + DAY * (length - 1) <= ON]
    assume(spans)
    choices = [choice for count in range(len(spans) + 1) for choice in combinations(sorted(spans), count)]
    apart = [choice for choice in choices if all(before[1] < after[0] for before, after in pairwise(choice))]
    most = max(sum((end - start).days + 1 for start, end in choice) for choice in apart)
    value = _now("views", [Row("views", "10", start, end) for start, end in spans])
    assert value.coverage is not None
    assert value.coverage.read == most


@pytest.mark.parametrize("kpi", ["views", "spend"])
@given(data=st.data())
@many
def test_parts_make_the_whole(kpi: str, data: st.DataObject) -> None:
    """What channels add to a sum is all of it."""
    rows = [row._replace(metric=kpi) for row in data.draw(_tables("views"))]
    value = _now(kpi, rows)
    assume(value.exact is not None)
    assert (value.how, value.exact) == (How.SUM, sum(part.size.exact for part in value.parts))


@given(
    st.dictionaries(st.tuples(st.sampled_from(["instagram", "tiktok"]), past), st.tuples(*[st.integers(1, 999)] * 2))
)
@many
def test_rate_lies_between_its_days(read: dict[tuple[str, date], tuple[int, int]]) -> None:
    """A rate is no better than its best day and no worse than its worst one."""
    inside = [Decimal(clicks) / impressions for (_, day), (clicks, impressions) in read.items() if day >= FIRST]
    assume(inside)
    rows = [
        Row(metric, str(size), day, day, channel)
        for (channel, day), pair in read.items()
        for metric, size in zip(METRICS["ctr"], pair, strict=True)
    ]
    rate = _now("ctr", rows).exact
    assert rate is not None
    assert min(inside) - Decimal("1e-20") <= rate <= max(inside) + Decimal("1e-20")


@st.composite
def two_currencies(draw: st.DrawFn) -> list[str]:
    """Sums of money in two currencies, at least one of each."""
    names = ["USD", "IDR", *draw(st.lists(st.sampled_from(["USD", "IDR"]), max_size=4))]
    return [f"{draw(st.integers(100, 999))} {name}" for name in draw(st.permutations(names))]


def _refused(value: Value) -> bool:
    return (value.size, value.why_not) == (None, WhyNot.CURRENCIES_MIXED)


_PARTNERS = (("impressions", "500"), ("revenue", "9 IDR"))


@pytest.mark.parametrize("kpi", ["spend", "cpm", "turnover"])
@given(money=two_currencies())
@many
def test_currencies_of_days_never_add(kpi: str, money: list[str]) -> None:
    """Money of two currencies is not added over days, alone or in a formula."""
    rows = [Row("spend", size, FIRST + DAY * number, FIRST + DAY * number) for number, size in enumerate(money)]
    partners = [row._replace(metric=name, value=size) for row in rows for name, size in _PARTNERS]
    assert _refused(_now(kpi, [*rows, *partners]))


@pytest.mark.parametrize(("item", "channel", "since"), [("one", "instagram", 1), ("old", "tiktok", -1)])
@given(money=two_currencies())
@many
def test_currencies_of_snapshots_never_subtract(item: str, channel: str, since: int, money: list[str]) -> None:
    """A counter of money that changes its currency has no gain: dollars are not taken from rupiahs."""
    ends = [FIRST + DAY * (since + number) for number in range(len(money))]
    rows = [Row("spend", size, None, end, channel, item) for size, end in zip(money, ends, strict=True)]
    assert _refused(_now("spend", rows))


@given(two_currencies())
@many
def test_currencies_of_channels_never_add(money: list[str]) -> None:
    """Money of two currencies is not added over channels either."""
    by_currency = {size[-3:]: size for size in money}
    channels = zip(("instagram", "tiktok"), by_currency.values(), strict=True)
    assert _refused(_now("spend", [Row("spend", size, FIRST, FIRST, channel) for channel, size in channels]))


@pytest.mark.parametrize("kpi", ["cost-per-person", "middle-spend"])
@given(money=two_currencies())
@many
def test_currencies_of_posts_never_pool(kpi: str, money: list[str]) -> None:
    """Money of two currencies is neither pooled over posts, nor is there a middle of it."""
    by_currency = {size[-3:]: size for size in money}
    posts = list(zip(("one", "two"), by_currency.values(), strict=True))
    rows = [Row("spend", size, None, FIRST + 9 * DAY, item=item) for item, size in posts]
    assert _refused(_now(kpi, [*rows, *(Row("reach", "50", None, FIRST + 9 * DAY, item=item) for item, _ in posts)]))


@pytest.mark.parametrize("kpi", ["cost-per-person", "middle-spend"])
@given(size=st.integers(1, 5000), currency=st.sampled_from(["IDR", "USD"]))
@many
def test_money_of_posts_has_currency(kpi: str, size: int, currency: str) -> None:
    """Money that follows from posts is in the currency that was read of them."""
    rows = [Row("spend", f"{size} {currency}", None, ON, item="one"), Row("reach", "1", None, ON, item="one")]
    value = _now(kpi, rows)
    assert (value.exact, value.currency) == (size, currency)


@given(st.data())
@many
def test_missing_day_is_never_zero(data: st.DataObject) -> None:
    """A day that is not read lowers neither what was to be read nor any other day; the rest is what the value says."""
    until = 20
    numbers = st.integers(0, until - 1)
    read = {
        (channel, number): data.draw(st.integers(1, 5000))
        for channel in ("instagram", "tiktok")
        for number in [*data.draw(st.lists(numbers, min_size=1, max_size=12, unique=True)), until]
    }
    unread = data.draw(st.sets(st.sampled_from(sorted(key for key in read if key[1] != until)), min_size=1))

    def now(keys: Iterable[tuple[str, int]]) -> Value:
        days = [(channel, FIRST + DAY * number, str(read[channel, number])) for channel, number in keys]
        return _now("views", [Row("views", size, day, day, channel) for channel, day, size in days])

    before, after = now(read), now(read.keys() - unread)
    assert before.coverage is not None
    assert after.coverage is not None
    assert after.coverage.expected == before.coverage.expected == 2 * (until + 1)
    assert after.coverage.read == before.coverage.read - len(unread)
    assert after.exact == sum(size for key, size in read.items() if key not in unread)


@given(
    st.sampled_from(["instagram", "tiktok"]), st.lists(past.filter(lambda day: day >= FIRST), min_size=1, unique=True)
)
@many
def test_silent_channel_is_expected(channel: str, read: list[date]) -> None:
    """A channel of which nothing was read is still expected, on every day, and is named."""
    value = _now("views", [Row("views", "3", day, day, channel) for day in read])
    until = max(*read, ON - DAY)
    both = (ON - FIRST).days + (until - FIRST).days + 1
    assert value.coverage is not None
    assert (value.coverage.expected, value.coverage.read) == (both, len(read))
    assert {channel, *value.coverage.silent} == {"instagram", "tiktok"}


@KPIS
@given(data=st.data())
@few
def test_measuring_again_says_the_same(kpi: str, data: st.DataObject) -> None:
    """Measuring keeps nothing: asked again, and of another day in between, it answers as before."""
    campaign = _campaign(kpi, data.draw(_tables(kpi)))
    first = measure(campaign, ON)
    in_between = measure(campaign, data.draw(past))
    again = measure(campaign, ON)
    assert first.kpis.keys() == in_between.kpis.keys()
    assert (first.status, first.kpis[kpi].status) == (again.status, again.kpis[kpi].status)
    assert first.kpis[kpi].now == again.kpis[kpi].now
