"""Titles for themes: these show a title in places that do not escape it, and undo the escaping in others."""

import html

_BRACKETS = str.maketrans({"<": "‹", ">": "›", '"': "”"})


def safe_title(title: str) -> str:
    """Returns a title that stays text whether a theme escapes it, does not, or takes the escaping off again."""
    return html.escape(title.translate(_BRACKETS), quote=False)
