"""Tables for spreadsheets: every CSV file of ours is written here, so that none of them can hold a formula."""

import csv
import io
from collections.abc import Iterable

from rencana.plan.items import text_cell


def rows_text(*tables: Iterable[Iterable[object]]) -> str:
    """Returns rows as CSV: a text can never run as a formula, a number stays a number, nothing is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for rows in tables:
        writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, str):
        return text_cell(value)
    # Days and amounts were read and are written anew, so a minus before them is that of a number.
    return "" if value is None else str(value)
