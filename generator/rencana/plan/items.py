"""The rows of calendar.csv beside a plan: each becomes a calendar item, as if it stood in the plan itself."""

import re
import unicodedata

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from rencana.finding import Finding, first_error
from rencana.plan.agenda import Item
from rencana.plan.language.fault import fault, several, short
from rencana.plan.language.gaps import NO_GAPS, Gaps
from rencana.plan.language.reading import part_keys, words_of
from rencana.plan.language.scalar import read_id
from rencana.plan.readings import check_columns
from rencana.source.table import Table

COLUMNS = ("id", *part_keys(Item))
LISTS = frozenset({"channels", "audiences", "assets"})
SEPARATOR = ";"
FORMULA_SIGNS = frozenset("=@+-\N{MINUS SIGN}")
"""A spreadsheet runs a cell that begins so, some after blanks and with the full-width signs of East Asia."""


def text_cell(text: str) -> str:
    """Returns a text as a cell of a table: a quote before what could run as a formula keeps it a text."""
    return f"'{text}" if _could_run(text) else text


def cell_text(cell: str) -> str:
    """Returns the text of a cell, without the quote that `text_cell` put before it."""
    return cell[1:] if cell[:1] == "'" and _could_run(cell[1:]) else cell


def _could_run(text: str) -> bool:
    if text[:1].isalnum():
        return False
    # A text that begins with such a quote itself gets another one, so that it comes back as it was.
    bare = text.lstrip("'")
    first = next((sign for sign in bare if sign.isprintable() and not sign.isspace()), "")
    return bare[:1] in ("\t", "\r") or unicodedata.normalize("NFKC", first)[:1] in FORMULA_SIGNS


def read_items(table: Table) -> tuple[dict[str, tuple[Item, int]], tuple[Finding, ...]]:
    """Reads the rows of a calendar; returns each item by id with its line, and the findings."""
    findings = list(check_columns(table, COLUMNS, ("id",)))
    items: dict[str, tuple[Item, int]] = {}
    if any(finding.rule == "column-missing" for finding in findings):
        return items, tuple(findings)
    columns = [name for name in table.columns if name != "id" and (name in COLUMNS or name.startswith("x-"))]
    for row in table.rows:
        cells = dict(zip(table.columns, row.cells, strict=True))
        data: dict[str, str | list[str]] = {}
        for column in columns:
            if names := _joined(column, cells[column]):
                message = f"{short(cells[column], 40)} is several {column} in one."
                help = f"Several stand with {SEPARATOR} between: {f'{SEPARATOR} '.join(names)}."
                findings.append(fault("bad-text", table.path, table.place(row.line, column), message, help=help))
            elif cells[column]:
                data[column] = _cell(column, cells[column])
        try:
            name = read_id(cells["id"])
        except PydanticCustomError as error:
            ctx, place = error.context or {}, table.place(row.line, "id")
            findings.append(fault(ctx["rule"], table.path, place, ctx["message"], help=ctx["help"]))
            continue
        if name in items:
            message = f"The id {short(name, 40)} stands twice, in lines {items[name][1]} and {row.line}."
            place, help = table.place(row.line, "id"), "Give one of them another id."
            findings.append(fault("doubled-id", table.path, place, message, help=help))
            continue
        try:
            items[name] = Item.model_validate(data), row.line
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                rule, message, help = words_of(detail)
                place = table.place(row.line, str(detail["loc"][0]) if detail["loc"] else "id")
                findings.append(fault(rule, table.path, place, message, help=help))
    return items, tuple(findings)


def _joined(column: str, text: str) -> list[str]:
    """Returns the names of a cell that are joined by another sign than ours; empty where they are not."""
    if column not in LISTS:
        return []
    if column == "assets":
        # A file may have a comma or a slash in its name; but two files have two endings.
        names = [name.strip() for name in re.split("[,;|\n]", text)]
        return names if text.count(SEPARATOR) < len(names) - 1 and all("." in name for name in names) else []
    names = several(text)
    return names if text.count(SEPARATOR) < len(names) - 1 else []


def item_gaps(table: Table | None) -> Gaps:
    """Returns the items that a calendar may hold beside those that could be read: any, where rows of it are lost."""
    if table is None:
        return NO_GAPS
    is_whole = "id" in table.columns and first_error(table.findings) is None
    ids = {row.cells[table.columns.index("id")] for row in table.rows} if is_whole else ()
    return Gaps(frozenset() if is_whole else frozenset({"item"}), {"item": frozenset(ids)})


def _cell(column: str, text: str) -> str | list[str]:
    text = cell_text(text)
    if column not in LISTS:
        return text
    return [part.strip() for part in text.split(SEPARATOR) if part.strip()]
