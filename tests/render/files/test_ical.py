"""Lines of calendar files: they are those that the library makes, byte by byte."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Event

from rencana.render.files.ical import folded, moment_line, text_line

SIGNS = st.one_of(st.sampled_from("\\^;,:\n\rNé漢🧊"), st.characters(exclude_categories=["Cs"]))


def of_library(name: str, value: object) -> str:
    """The line of one property, as the library writes it."""
    event = Event()
    event.add(name, value)
    content: str = event.to_ical().decode()
    return content.removeprefix("BEGIN:VEVENT\r\n").removesuffix("\r\nEND:VEVENT\r\n")


@settings(deadline=None, max_examples=200)
@given(st.text(SIGNS, max_size=400))
def test_texts_are_escaped_and_folded(text: str) -> None:
    """Any text whatever is escaped and cut into lines as the library does it."""
    assert text_line("DESCRIPTION", text) == of_library("description", text)


ZONES = ["Asia/Jakarta", "Etc/UTC", "Etc/GMT+2", "Africa/Accra", "Europe/London", "Zulu"]


@pytest.mark.parametrize("zone", [UTC, *map(ZoneInfo, ZONES)], ids=str)
@pytest.mark.parametrize("month", [1, 7])
def test_moments_name_their_zone(zone: tzinfo, month: int) -> None:
    """A moment names its zone, and one in UTC, by whatever name, has its mark; London's winter is not UTC."""
    moment = datetime(2026, month, 2, 17, 40, tzinfo=zone)
    assert moment_line("DTSTART", moment) == of_library("dtstart", moment)


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(26, 12, 31)], ids=str)
def test_days_have_no_time(day: date) -> None:
    """A day is said to be one."""
    assert moment_line("DTSTART", day) == of_library("dtstart", day)


@pytest.mark.parametrize(
    ("line", "lengths"),
    [("x" * 74, [74]), ("x" * 75, [74, 1]), ("x" * 149, [74, 74, 1]), ("é" * 40, [74, 6]), (f"{'x' * 73}\\n", [73, 2])],
    ids=["fits", "one more", "two folds", "wide letters", "escape"],
)
def test_long_lines_are_folded(line: str, lengths: list[int]) -> None:
    """No piece has more than 74 bytes, and none divides a letter or an escape; unfolded, the line is as before."""
    pieces = folded(line).encode().split(b"\r\n ")
    assert [len(piece) for piece in pieces] == lengths
    assert b"".join(pieces).decode() == line
