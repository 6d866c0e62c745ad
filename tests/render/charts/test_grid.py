"""Months and weeks as grids: every day once, no two events in one place, and never more than there is room for."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.render.charts.grid import (
    Chip,
    Diary,
    Grid,
    Lasting,
    first_of_month,
    first_of_week,
    month_grid,
    months_between,
    next_month,
    week_grid,
)
from rencana.render.text.say import Say

MARCH = date(2026, 3, 1)
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))


def chip(minute: int = -1, title: str = "Sip") -> Chip:
    """An item at a minute of its day."""
    return Chip(title, "", "", minute, "scheduled", "", (), "iced", "en")


def diary(
    chips: dict[date, list[Chip]] | None = None,
    lasting: Iterable[Lasting] = (),
    marks: Iterable[Lasting] = (),
    language: str = "en",
) -> Diary:
    """What stands on which days, seen on the 4th of March."""
    return Diary(Say(language), date(2026, 3, 4), chips or {}, {MARCH: [chip()]}, tuple(lasting), tuple(marks))


def phase(start: date, days: int, title: str = "Phase") -> Lasting:
    """A phase of so many days."""
    return Lasting("phase", title, start, start + timedelta(days=days - 1))


def bands(grid: Grid, lane: int = 0) -> dict[int, str]:
    """What a lane has on each day of the month."""
    titles = {}
    for day in (day for week in grid.weeks for day in week if day.inside):
        band = day.bands[lane] if lane < len(day.bands) else None
        if band:
            titles[day.number] = band.of.title
    return titles


@given(DAYS)
def test_months_follow_one_another(day: date) -> None:
    """The next month begins on the day after the last one of this month."""
    first, following = first_of_month(day), next_month(day)
    assert first <= day < following
    assert first.day == following.day == 1
    assert first_of_month(following - timedelta(days=1)) == first


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [("2026-03-01", "2026-03-31", 1), ("2026-03-31", "2026-04-01", 2), ("2025-12-24", "2027-01-01", 14)],
)
def test_months_between_are_whole(first: str, last: str, count: int) -> None:
    """From one day to another both of their months count, and all between them."""
    months = months_between(date.fromisoformat(first), date.fromisoformat(last))
    assert len(months) == count
    assert all(month.day == 1 for month in months)


@pytest.mark.parametrize(
    ("language", "start"), [("en", date(2026, 3, 2)), ("id", date(2026, 3, 1)), ("de", date(2026, 3, 2))]
)
def test_week_begins_as_the_language_says(language: str, start: date) -> None:
    """A week begins on Sunday or on Monday, and every day belongs to exactly one."""
    days = [start + timedelta(days=index) for index in range(7)]
    assert {first_of_week(day, language) for day in days} == {start}
    assert first_of_week(days[-1] + timedelta(days=1), language) == start + timedelta(days=7)


@given(DAYS)
def test_month_has_each_day_once(day: date) -> None:
    """A grid has whole weeks, each day of the month once, and today where it is."""
    grid = month_grid(diary(), first_of_month(day))
    inside = [cell.iso for week in grid.weeks for cell in week if cell.inside]
    length = (next_month(day) - first_of_month(day)).days
    assert inside == [(first_of_month(day) + timedelta(days=index)).isoformat() for index in range(length)]
    assert all(len(week) == 7 for week in grid.weeks)
    assert [cell.iso for week in grid.weeks for cell in week if cell.today] in ([], ["2026-03-04"])


@pytest.mark.parametrize(("items", "visible", "hidden"), [(8, 8, 0), (9, 9, 0), (10, 8, 2), (30, 8, 22)])
def test_full_day_hides_some(items: int, visible: int, hidden: int) -> None:
    """Of many items a day shows eight, in the order of their hours; for a single one more nobody has to click."""
    day = date(2026, 3, 5)
    chips = [chip(minute, f"{minute:02}") for minute in reversed(range(items))]
    [cell] = [
        cell for week in month_grid(diary({day: chips}), MARCH).weeks for cell in week if cell.iso == "2026-03-05"
    ]
    assert (len(cell.chips), len(cell.more)) == (visible, hidden)
    assert [chip.title for chip in (*cell.chips, *cell.more)] == [f"{minute:02}" for minute in range(items)]


def test_count_is_of_the_month() -> None:
    """A month counts its own items, with those whose day is not known; days of other months hold none."""
    chips = {date(2026, 3, 31): [chip()] * 12, date(2026, 4, 1): [chip()], date(2026, 2, 28): [chip()]}
    grid = month_grid(diary(chips), MARCH)
    assert (grid.count, len(grid.loose)) == (13, 1)
    assert all(cell.empty for week in grid.weeks for cell in week if not cell.inside)


def test_week_is_part_of_a_month() -> None:
    """A week shows what the same days have in the grid of their month, but no items without a day."""
    written = diary({date(2026, 3, 5): [chip(5)]}, [phase(date(2026, 3, 2), 3)])
    grid = week_grid(written, date(2026, 3, 4))
    assert [cell.iso for cell in grid.weeks[0]] == [f"2026-03-0{day}" for day in range(2, 9)]
    assert (grid.count, grid.loose, len(grid.weeks)) == (1, (), 1)


def test_events_share_lanes_in_turn() -> None:
    """Events that do not overlap share a lane; the longest of those that begin on one day comes first."""
    first, after, short = phase(MARCH, 10, "a"), phase(MARCH + timedelta(days=10), 5, "b"), phase(MARCH, 3, "c")
    grid = month_grid(diary(lasting=[short, after, first]), MARCH)
    assert bands(grid) == {day: "a" if day <= 10 else "b" for day in range(1, 16)}
    assert bands(grid, 1) == dict.fromkeys((1, 2, 3), "c")


def test_lanes_end() -> None:
    """More than five events at once would fill the days; further ones are only in the list."""
    grid = month_grid(diary(lasting=[phase(MARCH, 3, str(number)) for number in range(9)]), MARCH)
    assert {len(cell.bands) for week in grid.weeks[:1] for cell in week} == {5}


@given(st.lists(st.tuples(st.integers(-20, 40), st.integers(1, 50)), max_size=9))
def test_events_keep_apart(events: list[tuple[int, int]]) -> None:
    """Each band is of an event of that day, and no event lies in two lanes."""
    lasting = [phase(MARCH + timedelta(days=start), days, str(index)) for index, (start, days) in enumerate(events)]
    grid = month_grid(diary(lasting=lasting), MARCH)
    lanes: dict[str, set[int]] = {}
    for cell in (cell for week in grid.weeks for cell in week if cell.inside):
        for lane, band in enumerate(cell.bands):
            if band:
                assert band.of.start.isoformat() <= cell.iso <= band.of.end.isoformat()
                assert (band.begins, band.ends) == (
                    band.of.start.isoformat() == cell.iso,
                    band.of.end.isoformat() == cell.iso,
                )
                lanes.setdefault(band.of.title, set()).add(lane)
    assert all(len(numbers) == 1 for numbers in lanes.values())


def test_rows_repeat_names() -> None:
    """An event is named where it begins and where a row begins, with the days of the row that its name may cover."""
    grid = month_grid(diary(lasting=[phase(date(2026, 3, 5), 8)], language="de"), MARCH)
    named = {
        cell.number: cell.bands[0].room
        for week in grid.weeks
        for cell in week
        for band in cell.bands
        if band and band.named
    }
    assert named == {5: 4, 9: 4}


def test_month_names_what_goes_on() -> None:
    """An event that began in the month before is named on the first day of the month, though the row began earlier."""
    grid = month_grid(diary(lasting=[phase(date(2026, 2, 20), 20)], language="de"), MARCH)
    [first] = [cell.bands[0] for week in grid.weeks for cell in week if cell.inside and cell.number == 1]
    assert first
    assert (first.named, first.begins, first.room) == (True, False, 1)


def test_pause_marks_its_days() -> None:
    """Days of a pause look different; other marks do not make a day one of a pause."""
    marks = [
        Lasting("pause", "Closed", date(2026, 3, 2), date(2026, 3, 3)),
        Lasting("day", "Nyepi", date(2026, 3, 19), date(2026, 3, 19)),
    ]
    grid = month_grid(diary(marks=marks), MARCH)
    cells = {cell.number: cell for week in grid.weeks for cell in week if cell.inside}
    assert [number for number, cell in cells.items() if cell.paused] == [2, 3]
    assert [mark.title for mark in cells[19].marks] == ["Nyepi"]
    assert not cells[19].empty
    assert cells[20].empty
