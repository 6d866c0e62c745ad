"""What Material's markup gets wrong, mended: HTML checkers refuse two of its attributes."""

_WRONG = (
    (' type="checkbox" id="__drawer" autocomplete="off"', ' type="checkbox" id="__drawer"'),
    (' type="checkbox" id="__search" autocomplete="off"', ' type="checkbox" id="__search"'),
    (' tabindex=""', ""),
)
"""An attribute for text fields on a checkbox, and a place in the order of the keyboard that is empty."""


def tidy(html: str) -> str:
    """Returns a page without the theme's faults."""
    for wrong, right in _WRONG:
        html = html.replace(wrong, right)
    return html
