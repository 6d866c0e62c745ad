"""Text inside braces that a comma cuts is put together again, and quotes mend it."""

import pytest

from rencana.source import read_yaml


@pytest.mark.parametrize(
    ("value", "mended"),
    [
        ("{because: There, at night.}", '{because: "There, at night."}'),
        ("{because: There, at night., owner: press}", '{because: "There, at night.", owner: press}'),
        ("{because: 'There', at night.}", None),
        ("{because: [a], at night.}", None),
        ("{because: There, At, Night}", '{because: "There, At, Night"}'),
        ("{At night., because: There}", None),
    ],
)
def test_quotes_mend_a_cut_text(value: str, mended: str | None) -> None:
    """The pieces are one finding, which marks them from the key on; a text without quotes can be mended by the tool."""
    text = f"a: {value}\n"
    (finding,) = read_yaml("plan.yaml", text.encode()).findings
    assert finding.rule == "text-inside-braces"
    if mended is None:
        assert finding.fix == ()
    else:
        (edit,) = finding.fix
        start, end = edit.span.column - 1, edit.span.end_column - 1
        assert f"{text[:start]}{edit.text}{text[end:]}" == f"a: {mended}\n"


@pytest.mark.parametrize("value", ["{a: b, c: d}", "{a: , b: c}", "{young: , old: }", "{a: 'b, c d.'}", "{a-b, c}"])
def test_keys_without_values_are_allowed(value: str) -> None:
    """A key with nothing after it that looks like an id is meant as a key."""
    assert read_yaml("plan.yaml", f"a: {value}\n".encode()).findings == ()


def test_the_pieces_are_no_keys() -> None:
    """The pieces of a cut text are taken out of the data, so that nothing else is said about them."""
    document = read_yaml("plan.yaml", b"a: {because: There, at night., then Home, owner: press, What else}\n")
    assert document.data == {"a": {"because": "There", "owner": "press"}}
    assert [finding.message for finding in document.findings] == [
        "A comma inside braces cuts the text of “because” before “at night.”.",
        "A comma inside braces cuts the text of “owner” before “What else”.",
    ]


def test_a_text_over_two_lines_is_not_mended() -> None:
    """Where the text goes on in the next line, quotes would take the line break into it, so nothing is changed."""
    (finding,) = read_yaml("plan.yaml", b"a: {because: There,\n  at night.}\n").findings
    assert finding.fix == ()
    assert (finding.span.line, finding.span.end_line) == (1, 2)
