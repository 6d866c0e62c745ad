"""The usual mistakes of YAML are recognised, and explained in plain words where they are."""

import pytest

from rencana.source import read_yaml

CASES = [
    ("a:\n\tb: 1\n", "A tab stands where spaces belong.", (2, 1)),
    ("a: 'b\nc: d\n", "The quote opened in line 1 is never closed.", (1, 4)),
    ("a: @b\n", "A text cannot begin with @ unless it stands in quotes.", (1, 4)),
    ("a: `b`\n", "A text cannot begin with ` unless it stands in quotes.", (1, 4)),
    ("- %b\n", "A text cannot begin with % unless it stands in quotes.", (1, 3)),
    ("title: Ramadan: quiet\n", "The text of “title” holds a colon and a space.", (1, 15)),
    ("title: Ramadan:\n", "The text of “title” holds a colon and a space.", (1, 15)),
    ("a: 'b' c\n", "Something follows after the quote has closed.", (1, 8)),
    ('a: "b\nc: d"e\n', "The quote opened in line 1 is not closed in its line.", (1, 4)),
    ('a: "b\nc: \\q"\n', "The quote opened in line 1 is closed only in line 2.", (1, 4)),
    ("a:b\nc: d\n", "A space is missing after `a:`.", (1, 3)),
    ("a: [b\nc: d\n", "The [ opened in line 1 is not closed properly.", (1, 4)),
    ("a: {b: c\nd: e\n", "The { opened in line 1 is not closed properly.", (1, 4)),
    ("a: b\nc\nd: e\n", "Line 2 has no colon, so it is neither a key nor a part of the text above.", (2, 1)),
    ("a:\n    b: 1\n  c: 2\n", "This line does not fit to the indentation of those above.", (3, 3)),
    ("a: “b: c”\n", "These are typographic quotes; YAML knows only \" and '.", (1, 4)),
]


@pytest.mark.parametrize(("text", "message", "place"), CASES, ids=[text for text, _, _ in CASES])
@pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "pure"])
def test_mistakes_are_explained(text: str, message: str, place: tuple[int, int], *, fast: bool) -> None:
    """Each usual mistake has its own words, at its own place, whichever parser has met it; and help is there."""
    document = read_yaml("plan.yaml", text.encode(), fast=fast)
    (finding,) = document.findings
    assert not document.readable
    assert (finding.message, (finding.span.line, finding.span.column)) == (message, place)
    assert finding.help


def test_the_rest_is_explained_too() -> None:
    """A mistake that is none of the usual ones has a place, and says where to look."""
    (finding,) = read_yaml("plan.yaml", b"%YAML 9.9\n---\na: b\n").findings
    assert finding.help.startswith("Look for a missing quote")
