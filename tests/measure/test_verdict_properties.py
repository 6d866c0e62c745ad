"""What holds for the verdict on any readings whatever: more knowledge never unsays what was proven."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from plain import check

from rencana.check import RuleChoice
from rencana.measure import Measured, Progress, Status, measure
from rencana.measure.status import StatusReason, urgency
from rencana.plan.campaign import Campaign
from rencana.render.address import Links
from rencana.render.files.status import status_data
from rencana.render.files.status_text import status_text
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.status import kpi_standing
from rencana.render.text.say import Say
from rencana.source import MemoryTree
from rencana.words.languages import interface

FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)
DAY = timedelta(days=1)
OURS = ("instagram", "tiktok")
PLAN = """
campaign: {title: T, state: running, currency: IDR, period: {start: 2026-02-01, end: 2026-02-28}$STOP}
channels: {instagram: {kind: owned}, tiktok: {kind: owned}, facebook: {kind: owned}}
measurement:
  kpis:
    it: {metric: $METRIC, channels: [instagram, tiktok], $AIMS}
"""
FLOOR, LIMIT = "targets: [{value: 28_000}]", "targets: [{max: 28_000}]"
"""Of each channel 500 a day."""
AIMS = pytest.mark.parametrize(
    "aims",
    [
        "targets: none",
        FLOOR,
        LIMIT,
        "targets: [{value: 9_000, by: 2026-02-10}, {value: 28_000}]",
        "targets: [{value: 3_500, per: week}]",
        "targets: [{max: 8_000, per: week}, {value: 20_000}]",
        "targets: [{value: 7_000, within: {start: 2026-02-05, end: 2026-02-12}}, {value: 40_000, stretch: true}]",
    ],
)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
usual = settings(max_examples=60, deadline=None, phases=PHASES)

Cells: TypeAlias = Mapping[tuple[str, date], int]
"""How much was read on a day of a channel."""

every_cell = [(channel, FIRST + DAY * number) for channel in OURS for number in range(28)]


def _campaign(
    aims: str, tables: Iterable[Cells], *, metric: str = "views", stop: str = "", names: str = "{}.csv"
) -> Campaign:
    plan = PLAN.replace("$AIMS", aims).replace("$METRIC", metric).replace("$STOP", stop)
    files = {"plans/portfolio.yaml": b"format: 1", "plans/t/plan.yaml": plan.encode()}
    for number, cells in enumerate(tables):
        lines = (f"{day},{day},{channel},{metric},{size}" for (channel, day), size in cells.items())
        content = "\n".join(["start,end,channel,metric,value", *lines, ""])
        files[f"plans/t/readings/{names.format(number)}"] = content.encode()
    checked = check(MemoryTree(files), choice=RuleChoice(ignore=("all",)), on=LAST)
    assert checked.findings == ()
    return checked.portfolio.campaigns["t"]


def _it(aims: str, cells: Cells, on: date) -> Progress:
    return measure(_campaign(aims, [cells]), on).kpis["it"]


def _ordered(data: Any) -> Any:
    """Returns plain data without the names of files and lines, and without any order."""
    if isinstance(data, dict):
        return {key: _ordered(value) for key, value in data.items() if key not in ("readings", "file", "line")}
    return sorted(map(_ordered, data), key=json.dumps) if isinstance(data, list) else data


def _json(campaign: Campaign, on: date) -> Any:
    return _ordered(status_data(measure(campaign, on)))


sizes = st.integers(0, 1500)
days_asked = st.integers(0, 34).map(lambda number: FIRST + DAY * number)


@st.composite
def nearly_all(draw: st.DrawFn) -> dict[tuple[str, date], int]:
    """All cells but a few."""
    left_out = draw(st.sets(st.sampled_from(every_cell), max_size=5))
    return {cell: draw(sizes) for cell in every_cell if cell not in left_out}


@st.composite
def read(draw: st.DrawFn, least: int = 1, more: int = 0) -> dict[tuple[str, date], int]:
    """Cells that were read: nearly all of them, or some; with `more`, each has so much more than it may have."""
    some = st.dictionaries(st.sampled_from(every_cell), sizes, min_size=least, max_size=40)
    cells = draw(st.one_of(nearly_all(), some))
    return {cell: size + more for cell, size in cells.items()}


@AIMS
@given(cells=read(), on=days_asked, data=st.data())
@usual
def test_order_and_files_are_nothing(aims: str, cells: Cells, on: date, data: st.DataObject) -> None:
    """Rows in another order, in several files, in files of other names: the JSON says the same of it."""
    mixed = data.draw(st.permutations(list(cells.items())))
    cut = data.draw(st.integers(0, len(mixed)))
    split = _campaign(aims, [dict(mixed[:cut]), dict(mixed[cut:])], names="export of {}.csv")
    assert _json(split, on) == _json(_campaign(aims, [cells]), on)


TWO_AIMS = st.lists(
    st.sampled_from(
        [
            "{value: 28_000}",
            "{value: 12_000, by: 2026-02-14}",
            "{value: 20_000, by: 2026-02-14}",
            "{max: 26_000}",
            "{max: 9_000, per: week}",
            "{value: 3_000, per: week}",
            "{value: 33_000, stretch: true}",
        ]
    ),
    min_size=2,
    max_size=3,
    unique=True,
)


@given(cells=read(), on=days_asked, targets=TWO_AIMS, data=st.data())
@usual
def test_order_of_targets_is_nothing(cells: Cells, on: date, targets: list[str], data: st.DataObject) -> None:
    """Which target stands first in the list decides nothing, neither a verdict nor which of them is named."""
    swapped = data.draw(st.permutations(targets))
    before, after = (_campaign(f"targets: [{', '.join(order)}]", [cells]) for order in (targets, swapped))
    assert _json(after, on) == _json(before, on)


@given(cells=nearly_all(), data=st.data(), on=st.sampled_from([LAST + DAY, LAST + 9 * DAY]))
@usual
def test_more_readings_never_unsay_a_miss(cells: Cells, data: st.DataObject, on: date) -> None:
    """What would be missed though the unread days were as good as the best ones stays missed once they are read."""
    aims = "targets: [{value: 60_000}]"
    assume(_it(aims, cells, on).status is Status.MISSED)
    more = dict(cells)
    for channel, day in data.draw(st.lists(st.sampled_from(every_cell), min_size=1, max_size=9)):
        most = max(size for (name, _), size in cells.items() if name == channel)
        more.setdefault((channel, day), data.draw(st.integers(0, most)))
    assert _it(aims, more, on).status is Status.MISSED


@given(cells=read(), data=st.data(), number=st.integers(1, 27))
@usual
def test_good_day_never_makes_worse(cells: Cells, data: st.DataObject, number: int) -> None:
    """A day that brings at least its share of the path leaves a KPI that has to grow where it is, or better."""
    on = FIRST + DAY * number
    before = _it(FLOOR, cells, on)
    assume(before.now.coverage and not before.now.coverage.silent)
    free = [cell for cell in every_cell if cell not in cells and cell[1] < on]
    assume(free)
    after = _it(FLOOR, {**cells, data.draw(st.sampled_from(free)): data.draw(st.integers(500, 2000))}, on)
    assert urgency(after.status) >= urgency(before.status)


@given(cells=read(more=3000), data=st.data(), on=days_asked)
@usual
def test_broken_limit_stays_broken(cells: Cells, data: st.DataObject, on: date) -> None:
    """A limit that what is known is over stays broken, whatever else is read."""
    assume(_it(LIMIT, cells, on).status is Status.MISSED)
    free = [cell for cell in every_cell if cell not in cells]
    more = {cell: data.draw(sizes) for cell in free if data.draw(st.booleans())}
    assert _it(LIMIT, {**cells, **more}, on).status is Status.MISSED


@pytest.mark.parametrize("aims", [FLOOR, "targets: [{value: 9_000, by: 2026-02-10}]"])
@given(cells=read(more=3000), on=days_asked, later=st.lists(st.integers(1, 60), min_size=1, max_size=4))
@usual
def test_reached_stays_reached(aims: str, cells: Cells, on: date, later: list[int]) -> None:
    """A sum that cannot fall and has reached its target has reached it on every later day."""
    campaign = _campaign(aims, [cells])
    assume(measure(campaign, on).kpis["it"].status is Status.REACHED)
    assert {measure(campaign, on + DAY * days).kpis["it"].status for days in later} == {Status.REACHED}


@given(cells=read(), data=st.data(), on=days_asked)
@usual
def test_coverage_only_rises(cells: Cells, data: st.DataObject, on: date) -> None:
    """Never more is read than expected, and a row of an expected cell never makes less of it, on any channel."""
    before = _it(FLOOR, cells, on).now.coverage
    assert before is not None
    assert all(0 <= part.read <= part.expected for part in before.channels)
    free = [cell for cell in every_cell if cell not in cells and cell[1] < on]
    assume(free)
    after = _it(FLOOR, {**cells, data.draw(st.sampled_from(free)): 7}, on).now.coverage
    assert after is not None
    assert after.share > before.share
    assert all(now.share >= then.share for now, then in zip(after.channels, before.channels, strict=True))


@AIMS
@given(numbers=st.lists(st.integers(0, 27), max_size=9), on=days_asked)
@usual
def test_nothing_read_is_no_number(aims: str, numbers: list[int], on: date) -> None:
    """Where no row speaks of a KPI, no number of it stands anywhere: no value, no share, no gap, no projection."""
    elsewhere = {("facebook", FIRST + DAY * number): 100 for number in numbers}
    [entry] = status_data(measure(_campaign(aims, [elsewhere]), on))["kpis"]
    numbers_of = ("value", "as_of", "pace", "gap", "progress", "of_target", "projection")
    assert [entry[name] for name in numbers_of] == [None] * len(numbers_of)
    assert entry["parts"] == []
    assert all(target[name] is None for target in entry["targets"] for name in ("judged", "pace", "gap", "share"))
    assert entry["status"] in {"no-data", "not-judged"}


@AIMS
@given(cells=read(), number=st.integers(1, 27), later=st.lists(st.integers(0, 90), min_size=2, max_size=4))
@usual
def test_stopped_campaign_says_the_same(aims: str, cells: Cells, number: int, later: list[int]) -> None:
    """From its stop on a campaign says the same on every day."""
    stop = FIRST + DAY * number
    campaign = _campaign(aims, [cells], stop=f", stopped: {{date: {stop}, because: Money}}")
    first, *others = (_json(campaign, stop + DAY * days) for days in later)
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    "aims", [LIMIT, *(f"targets: [{{max: 9_000, per: week{by}}}]" for by in ("", ", by: 2026-02-16"))]
)
@given(silent=st.sampled_from(OURS), number=st.integers(1, 34), data=st.data())
@usual
def test_limit_with_a_silent_channel_is_open(aims: str, silent: str, number: int, data: st.DataObject) -> None:
    """Nobody says that a limit is kept while a channel of it is unread, however little is known of the others."""
    cells = {cell: data.draw(st.integers(0, 900)) for cell in every_cell if cell[0] != silent}
    status = _it(aims, cells, FIRST + DAY * number).status
    assert status in {Status.NOT_JUDGED, Status.NO_DATA}


def _shown(measured: Measured) -> tuple[str, str]:
    """Returns the status of the only KPI, as its page has it, with its word."""
    view = CampaignView(measured.campaign, Say(interface("en")), Links("index.md"), measured.on, measured)
    standing = kpi_standing(view, measured.kpis["it"])
    return standing.status, standing.word


@AIMS
@pytest.mark.parametrize("metric", ["views", "followers", "leads"])
@given(cells=read(0), on=days_asked)
@settings(usual, max_examples=20)
def test_all_forms_say_one_status(metric: str, aims: str, cells: Cells, on: date) -> None:
    """Text, JSON and page have one verdict, and its word stands in the text."""
    measured = measure(_campaign(aims, [cells], metric=metric), on)
    progress = measured.kpis["it"]
    text = status_text(measured, "en")
    status, word = _shown(measured)
    [entry] = status_data(measured)["kpis"]
    assert {entry["status"], text["kpis"][0]["status"], status} == {progress.status.value}
    assert any(word in line for line in text["text"].splitlines()[1:])
    assert text["status"] == status_data(measured)["status"] == measured.status.value


@AIMS
@given(cells=read(), on=days_asked)
@usual
def test_judged_is_what_is_shown(aims: str, cells: Cells, on: date) -> None:
    """Beside the status of a target stands the number that was compared: reached and missed follow from it."""
    for target in _it(aims, cells, on).targets:
        judged, periods, aim = target.judged, target.verdict.held, target.aim
        if periods is None and judged and judged.exact is not None and aim.floor:
            met = judged.exact >= (aim.least or Decimal(0))
            assert met or target.status is not Status.REACHED
            assert not met or target.status not in {Status.MISSED, Status.BEHIND, Status.AT_RISK}
        if target.status is Status.NOT_JUDGED:
            assert target.verdict.rule is not StatusReason.DAY_PASSED


def _worked_out(cells: Cells, goal: int, *, floor: bool) -> Status:
    """Works out the verdict on a sum of all days, once they are over."""
    total, known_best = sum(cells.values()), sum(cells.values())
    by_channel = {name: [size for (channel, _), size in cells.items() if channel == name] for name in OURS}
    for of_channel in by_channel.values():
        known_best += (28 - len(of_channel)) * max(of_channel, default=0)
    if total >= goal if floor else total > goal:
        return Status.REACHED if floor else Status.MISSED
    if any(len(of_channel) * 10 < 28 * 9 for of_channel in by_channel.values()):
        return Status.NOT_JUDGED
    if known_best < goal if floor else known_best <= goal:
        return Status.MISSED if floor else Status.REACHED
    return Status.NOT_JUDGED


@pytest.mark.parametrize("floor", [True, False])
@given(cells=read(), data=st.data())
@usual
def test_unread_days_could_turn_it(floor: bool, cells: Cells, data: st.DataObject) -> None:
    """Missed and kept are said only where the unread days, each as good as the best one, could not turn it over."""
    total = sum(cells.values())
    best = {name: max((size for (of, _), size in cells.items() if of == name), default=0) for name in OURS}
    most = total + sum(best[name] for name, day in every_cell if (name, day) not in cells)
    goal = data.draw(
        st.sampled_from([total, total + 1, most, most + 1, most - 1, 28_000]).filter(lambda size: size > 0)
    )
    aims = f"targets: [{{{'value' if floor else 'max'}: {goal}}}]"
    assert _it(aims, cells, LAST + DAY).status is _worked_out(cells, goal, floor=floor)


WEEKS = [[date(2026, 2, 2) + DAY * (7 * week + number) for number in range(7)] for week in range(3)]
"""Those that lie in February as a whole."""


@given(cells=read(), number=st.integers(2, 33), goal=st.sampled_from([2000, 3500, 5000, 7000]))
@usual
def test_each_whole_week_counts(cells: Cells, number: int, goal: int) -> None:
    """A size of each week is held in so many whole weeks; a week that nobody read enough of is open."""
    on = FIRST + DAY * number
    answers = []
    for week in (days for days in WEEKS if days[-1] < on):
        total = sum(cells.get((name, day), 0) for name in OURS for day in week)
        complete = all((name, day) in cells for name in OURS for day in week)
        answers.append(True if total >= goal else False if complete else None)
    verdict = _it(f"targets: [{{value: {goal}, per: week}}]", cells, on).verdict
    periods = verdict.held
    assert periods is not None
    assert (periods.met, periods.of, periods.open) == (answers.count(True), len(answers), answers.count(None))
    if False in answers:
        assert verdict.status is Status.MISSED
    elif not answers or True not in answers:
        assert verdict.status in {Status.NOT_JUDGED, Status.NO_DATA}
    elif None in answers and on > LAST:
        assert verdict.status is Status.NOT_JUDGED
    else:
        assert verdict.status is (Status.REACHED if on > LAST else Status.ON_TRACK)


@pytest.mark.parametrize(
    ("size", "status"),
    [
        (500, Status.ON_TRACK),
        (450, Status.ON_TRACK),
        (449, Status.AT_RISK),
        (400, Status.AT_RISK),
        (399, Status.BEHIND),
        (0, Status.BEHIND),
    ],
)
@given(number=st.integers(1, 27), left_out=st.sets(st.sampled_from(every_cell), max_size=20))
@usual
def test_lag_is_a_part_of_the_pace(size: int, status: Status, number: int, left_out: set[tuple[str, date]]) -> None:
    """A tenth behind the pace of the days that were read is at risk, a fifth is behind; unread days change nothing."""
    on = FIRST + DAY * number
    cells = {cell: size for cell in every_cell if cell[1] < on and cell not in left_out}
    assume({name for name, _ in cells} == {*OURS})
    progress = _it(FLOOR, cells, on)
    assert (progress.status, progress.verdict.pace) == (status, 500 * len(cells))


@given(cells=read(), number=st.integers(1, 40))
@usual
def test_share_is_of_the_target(cells: Cells, number: int) -> None:
    """How much of a size is reached, and of a limit is used, is the sum as a part of it."""
    for aims in (FLOOR, LIMIT):
        [target] = _it(aims, cells, FIRST + DAY * number).targets
        sum_so_far = sum(size for (_, day), size in cells.items() if day <= FIRST + DAY * number)
        assert target.verdict.share in {None, Decimal(sum_so_far) / 28_000}
        assert (target.verdict.share is None) == (target.judged is None or target.judged.size is None)
