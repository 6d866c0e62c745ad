"""The rows of calendar.csv mean the same as items of the plan."""

import pytest
from workspaces import campaign_of, draft_of, places_of

from rencana.plan.items import COLUMNS, FORMULA_SIGNS, cell_text, read_items, text_cell
from rencana.source import read_csv

CHANNELS = "channels: {tiktok: , instagram: }\n"


def test_a_row_is_an_item() -> None:
    """An item of the table equals the same item written in the plan, with its lists, its copy and its own keys."""
    from_table = campaign_of(
        CHANNELS,
        calendar="""
        id,at,channels,copy,state,assets,x-mood
        first,2026-02-18 17:00,tiktok; instagram,"Hello, you",approved,a.jpg;b.jpg,glad
        """.replace("\n        ", "\n").lstrip("\n"),
    )
    from_plan = campaign_of(
        CHANNELS
        + """
calendar:
  first:
    at: 2026-02-18 17:00
    channels: [tiktok, instagram]
    copy: Hello, you
    state: approved
    assets: [a.jpg, b.jpg]
    x-mood: glad
"""
    )
    assert from_table.items == from_plan.items
    assert from_table.item_places["first"] == ("plans/t/calendar.csv", read_csv("c", b"id\nfirst\n").place(2, "id"))


def test_plan_and_table_are_joined() -> None:
    """Items of the plan come first, those of the table after them, each with its place."""
    campaign = campaign_of("calendar:\n  in-plan: {title: A}\n", calendar="id,title\nin-table,B\n")
    assert list(campaign.items) == ["in-plan", "in-table"]
    assert [place[0] for place in campaign.item_places.values()] == ["plans/t/plan.yaml", "plans/t/calendar.csv"]


def test_an_id_in_both_is_a_fault() -> None:
    """An id that the plan and the table have is found in the table, and that of the plan is the one that counts."""
    draft = draft_of("campaign: {title: T}\ncalendar: {a: {title: A}}\n", calendar="id,title\na,B\n")
    assert places_of(draft.findings) == [("doubled-id", 2, 1)]
    assert "stands in line 2 of plans/t/plan.yaml too" in draft.findings[0].message
    assert draft.campaign is not None
    assert draft.campaign.items["a"].title == "A"


@pytest.mark.parametrize(
    ("table", "places"),
    [
        ("title\nA\n", [("column-missing", 1, 1)]),
        ("id,titel\na,A\n", [("column-unknown", 1, 4)]),
        ("id,x-titel\na,A\n", []),
        ("id,title\na,A\na,B\n", [("doubled-id", 3, 1)]),
        ("id,title\nA b,A\n", [("bad-id", 2, 1)]),
        ("id,title\n,A\n", [("bad-id", 2, 1)]),
        ("id,state,at\na,bad,2026-02-30\n", [("impossible-date", 2, 7), ("bad-choice", 2, 3)]),
        ("id,channels\na,Tik Tok\n", [("bad-id", 2, 3)]),
        ("id,state\na,\n", []),
    ],
)
def test_faults_of_rows_have_places(table: str, places: list[tuple[str, int, int]]) -> None:
    """Each fault of a calendar stands at its cell, in the words of the plan language; a blank cell says nothing."""
    items, findings = read_items(read_csv("plans/t/calendar.csv", table.encode()))
    assert places_of(findings) == places
    assert all(name == "a" for name in items)


@pytest.mark.parametrize("sign", sorted(FORMULA_SIGNS))
def test_a_quote_before_a_formula_is_taken_off(sign: str) -> None:
    """A text that a spreadsheet would run is written behind a quote, which does not belong to the text."""
    items, findings = read_items(
        read_csv("c.csv", f"id,title,assets\na,'{sign}1,'{sign}a.png;b.png\nb,'tis,\n".encode())
    )
    assert findings == ()
    assert [item.title for item, _ in items.values()] == [f"{sign}1", "'tis"]
    assert items["a"][0].assets == (f"{sign}a.png", "b.png")


@pytest.mark.parametrize(
    "text", ["=1", "\uff1d1", "\ufe621", "  =1", "\u200b\u3000-1", "\n+1", "\t1", "\r1", "'=1", "''@a", "\u22121"]
)
def test_what_could_run_comes_back_as_it_was(text: str) -> None:
    """Whatever could run as a formula stands behind a quote in a table, and is the same text when it is read again."""
    assert text_cell(text) == f"'{text}"
    assert cell_text(text_cell(text)) == text


@pytest.mark.parametrize("text", ["", "'", "'tis", "7 = 7", "a-b", "“=1”", "Ärger", "☕ = kopi", "'90s", "(+62)"])
def test_ordinary_text_has_no_quote_before_it(text: str) -> None:
    """A text that no spreadsheet runs stands in a table as it was written."""
    assert text_cell(text) == text
    assert cell_text(text) == text


def test_columns_are_the_keys_of_an_item() -> None:
    """The table has a column for each key of an item, under the key's own name."""
    assert COLUMNS[0] == "id"
    assert {"at", "channels", "copy", "state"} <= set(COLUMNS)


def test_names_that_a_comma_joins_are_told_apart() -> None:
    """Several channels in one cell stand with a semicolon between; a file may have a comma in its name."""
    table = read_csv(
        "c.csv", b'id,channels,assets\na,"tiktok, instagram","assets/a, b.jpg"\nb,tiktok + x,\nc,tiktok;x,\n'
    )
    items, findings = read_items(table)
    assert [finding.help for finding in findings] == [
        "Several stand with ; between: tiktok; instagram.",
        "Several stand with ; between: tiktok; x.",
    ]
    assert items["a"][0].assets == ("assets/a, b.jpg",)
    assert [*items["c"][0].channels] == ["tiktok", "x"]
