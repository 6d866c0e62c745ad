"""Where something stands in a text file; every finding and every number on the site leads back to a span."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text: lines and columns count from 1, by characters; the end column is the first one after it."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
