"""Corrects faults of Material's markup: attributes that HTML checkers refuse, and parts without a name."""

import re

_WRONG = (
    (' type="checkbox" id="__drawer" autocomplete="off"', ' type="checkbox" id="__drawer"'),
    (' type="checkbox" id="__search" autocomplete="off"', ' type="checkbox" id="__search"'),
    (' tabindex=""', ""),
)
"""An attribute for text fields on a checkbox, and a place in the order of the keyboard that is empty."""

_NAMELESS = re.compile(r'(data-md-component="search" role="dialog")(>.{0,400}?aria-label="([^"]*)")', re.DOTALL)
"""The dialog of the search, up to the label of its field, which says in the page's language what it is for."""

_UNTITLED = re.compile(
    r'(<nav class="md-nav" data-md-level="\d" aria-labelledby="(__nav_[\d_]+)_)label'
    r'(" aria-expanded="\w+">\s*<label class="md-nav__title")( for="\2">)'
)
"""A list of pages: where a section has a page of its own, the label that should name its list is an empty arrow."""


_CONTENT = '<article class="md-content'
"""Here the content of a page begins. What is wrong stands before it, and most of a page after it."""


def tidy(html: str) -> str:
    """Returns a page without these faults; its content is not touched."""
    around, mark, content = html.partition(_CONTENT)
    for wrong, right in _WRONG:
        around = around.replace(wrong, right)
    around = _UNTITLED.sub(r'\1title\3 id="\2_title"\4', around)
    return _NAMELESS.sub(r'\1 aria-label="\3"\2', around, count=1) + mark + content
