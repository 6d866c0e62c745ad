"""What Material's markup gets wrong is mended around a page, and nothing is touched in its content."""

import pytest

from rencana.site.material import tidy

DIALOG = '<div class="md-search" data-md-component="search" role="dialog"><input aria-label="Cari" type="text"></div>'
SECTION = """<nav class="md-nav" data-md-level="1" aria-labelledby="__nav_2_label" aria-expanded="false">
  <label class="md-nav__title" for="__nav_2">Plans</label></nav>"""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('<input type="checkbox" id="__drawer" autocomplete="off">', '<input type="checkbox" id="__drawer">'),
        ('<input type="checkbox" id="__search" autocomplete="off">', '<input type="checkbox" id="__search">'),
        ('<label tabindex="">', "<label>"),
        ('<label tabindex="0">', '<label tabindex="0">'),
        (DIALOG, DIALOG.replace('role="dialog">', 'role="dialog" aria-label="Cari">')),
        (
            SECTION,
            SECTION.replace('"__nav_2_label"', '"__nav_2_title"').replace(
                'for="__nav_2"', 'id="__nav_2_title" for="__nav_2"'
            ),
        ),
    ],
)
def test_faults_are_mended(wrong: str, right: str) -> None:
    """Attributes that checkers refuse go; the dialog of the search and lists of pages get their names."""
    assert tidy(f"<body>{wrong}</body>") == f"<body>{right}</body>"


def test_content_is_left_alone() -> None:
    """From where the content begins nothing is changed: there it would be the words of a plan."""
    content = f'<article class="md-content__inner"><p tabindex="">{DIALOG}</p></article>'
    assert tidy(f'<b tabindex="">{content}') == f"<b>{content}"


def test_only_the_first_dialog_is_named() -> None:
    """There is one search; what looks like a second one is something else."""
    assert tidy(DIALOG + DIALOG).count('aria-label="Cari"') == 3
