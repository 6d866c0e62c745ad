"""Where the paths of rules stand in files."""

import pytest
from fragments import PLAN, campaign, lay, read

from rencana.check.place import place_in, place_of
from rencana.plan.language.reference import KEY
from rencana.span import START, Span

TEXT = """campaign:
  title: Iftar
  tags: [a, b]
objectives:
  awareness:
    type: awareness
  loyalty: {}
"""
CALENDAR = "# calendar.csv\nid,title,channels\npost,Ice cracks,instagram\n"
READINGS = "# readings.csv\nend,metric,value\n2026-02-20,views,100\n"


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("campaign", "title"), Span(2, 10, 2, 15)),
        (("campaign", "tags", 1), Span(3, 13, 3, 14)),
        (("campaign", "tags"), Span(3, 3, 3, 7)),
        (("campaign", "title", KEY), Span(2, 3, 2, 8)),
        (("objectives", "awareness"), Span(5, 3, 5, 12)),
        (("objectives", "awareness", "statement"), Span(5, 3, 5, 12)),
        (("objectives", "awareness", "signs", 0, "text"), Span(5, 3, 5, 12)),
        (("objectives", "nobody", "type"), Span(4, 1, 4, 11)),
        (("campaign", "tags", 2), Span(3, 3, 3, 7)),
        (("campaign", "tags", "a"), Span(3, 3, 3, 7)),
        (("campaign", "title", "more"), Span(2, 3, 2, 8)),
        (("objectives", "loyalty"), Span(7, 3, 7, 10)),
        (("budget",), Span(1, 1, 8, 1)),
    ],
)
def test_path_stands_at_value_or_key(path: tuple[str | int, ...], span: Span) -> None:
    """A value stands at itself; a part, and what is missing in it, at the key of the nearest part that exists."""
    case = lay([])
    case.files["plans/plain/plan.yaml"] = TEXT
    document = read(case).documents["plans/plain/plan.yaml"]
    assert place_in(document, path) == ("plans/plain/plan.yaml", span)


def test_location_stays_as_it_is() -> None:
    """What is a place already needs no plan."""
    assert place_of(("plans/portfolio.yaml", START)) == ("plans/portfolio.yaml", START)


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("calendar", "post", "title"), Span(2, 6, 2, 16)),
        (("calendar", "post", "alt"), Span(2, 1, 2, 5)),
        (("calendar", "post"), Span(2, 1, 2, 5)),
    ],
)
def test_item_of_a_table_stands_in_its_row(path: tuple[str | int, ...], span: Span) -> None:
    """A key of an item of calendar.csv stands in its cell; one without a column stands at the id of the row."""
    tables = read(lay([CALENDAR])).tables
    assert place_of(path, campaign(CALENDAR), tables) == ("plans/base/calendar.csv", span)


def test_item_of_the_plan_stands_in_the_plan() -> None:
    """An item of plan.yaml is found there, beside a calendar.csv too."""
    blocks = ("calendar:\n  mine: {title: Mine}\n", CALENDAR)
    tables = read(lay(blocks)).tables
    assert place_of(("calendar", "mine", "title"), campaign(*blocks), tables) == (PLAN, Span(2, 17, 2, 21))
    assert place_of(("calendar", "nobody", "title"), campaign(*blocks), tables) == (PLAN, Span(1, 1, 1, 9))


def test_reading_stands_in_its_cell() -> None:
    """A reading is named by file, line and column."""
    tables = read(lay([READINGS])).tables
    path = ("readings", "plans/base/readings.csv", 2, "metric")
    assert place_of(path, campaign(READINGS), tables) == ("plans/base/readings.csv", Span(2, 12, 2, 17))
