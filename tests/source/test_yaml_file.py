"""YAML files become documents in which scalars are text and every part has its place."""

import string
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from rencana.source import EMPTY, MemoryTree, read_yaml
from rencana.source.yaml_file import DEEPEST, MOST_NODES

EXAMPLE = Path(__file__).parents[2] / "plans" / "ramadan-dingin-2026" / "plan.yaml"


@pytest.mark.parametrize(
    "text", ["NO", "on", "3.10", "12:30", "00012", "1e3", "=", "0x1F", "2026-02-30", ".inf", "<<x"]
)
def test_scalars_stay_text(text: str) -> None:
    """YAML's own guesses never reach a plan: the model decides what a text is."""
    assert read_yaml("p.yaml", f"a: {text}\n".encode()).data == {"a": text}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", '""', "''"])
def test_nothing_is_told_from_text(text: str) -> None:
    """A key with nothing after it is empty; the quoted word null is a text."""
    assert read_yaml("p.yaml", f"a: {text}\n".encode()).data == {"a": EMPTY}
    assert read_yaml("p.yaml", b'a: "null"\n').data == {"a": "null"}


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("lead", ["", "☕ kopi", "咖啡", "قهوة"])
def test_places_count_characters(lead: str, fast: bool) -> None:
    """Columns count characters from 1, whatever stands before, with a byte order mark and with CRLF line ends."""
    text = f"a: x\r\nb: {{c: '{lead}', d: here}}\r\n"
    document = read_yaml("p.yaml", b"\xef\xbb\xbf" + text.encode(), fast=fast)
    place = document.place(["b", "d"])
    column = text.split("\r\n")[1].index("here") + 1
    assert (place.line, place.column, place.end_column) == (2, column, column + 4)
    assert document.key_place(["b", "d"]).column == column - 3


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("text", [r'a: ["\ud800"]', r'"\udfff": a', r'a: "\ud83d\ude00"'])
def test_half_of_a_character_is_found(text: str, fast: bool) -> None:
    """An escape that asks for half of a character makes a text that nobody could write; all other escapes are read."""
    document = read_yaml("p.yaml", text.encode(), fast=fast)
    assert not document.readable
    assert [finding.rule for finding in document.findings] == ["yaml-syntax" if fast else "surrogate"]
    assert read_yaml("p.yaml", rb'a: "\u00e9\\"', fast=fast).data == {"a": "é\\"}


@pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "pure"])
@pytest.mark.parametrize(
    ("text", "rules", "place", "readable"),
    [
        (r'a: "T\e]0;x\a"', ["control-character"], (1, 4), False),
        (r'a: ["b", "\x00"]', ["control-character"], (1, 10), False),
        (r'a: "\uffff"', ["control-character"], (1, 4), False),
        (r'"\e": a', ["control-character"], (1, 1), False),
        (r'"k\e": a', ["control-character"], (1, 1), False),
        (r'a: "b\Lc"', ["line-separator"], (1, 4), False),
        (r'a: "b\Nc"', ["line-separator"], (1, 4), False),
        (r'a: "\u202egnp"', ["bidi-override"], (1, 4), True),
        ('a: "\\u202egnp \u202ex"', ["bidi-override"], (1, 15), True),
        (r'"k\u202ex": a', ["bidi-override", "key-hidden-character"], (1, 1), True),
        (r"a: '\e'", [], None, True),
        (r'a: "\t\r\n\"\u00e9"', [], None, True),
    ],
)
def test_escapes_are_screened(
    text: str, rules: list[str], place: tuple[int, int] | None, *, readable: bool, fast: bool
) -> None:
    """What may not stand in a file may not be written as an escape either, in a value or a key."""
    document = read_yaml("p.yaml", text.encode(), fast=fast)
    assert [finding.rule for finding in document.findings] == rules
    assert {finding.span[:2] for finding in document.findings} == ({place} if place else set())
    assert document.readable is readable


def test_a_carriage_return_is_a_line_break_as_an_escape_too() -> None:
    """Escapes of Windows' line ends give the text that the line ends themselves would give."""
    assert read_yaml("p.yaml", rb'a: "b\r\nc\rd"').data == {"a": "b\nc\nd"}


def test_a_file_full_of_one_escape_shows_some() -> None:
    """Twenty texts with an escape of one kind are shown, and no more; the file is not read on for any of them."""
    document = read_yaml("p.yaml", b"a:\n" + b'- "\\e"\n' * 100)
    assert len(document.findings) == 20
    assert not document.readable


def test_utf16_is_read() -> None:
    """A file that an old editor saved as UTF-16 is read like any other."""
    assert read_yaml("p.yaml", "a: é\n".encode("utf-16")).data == {"a": "é"}


def test_merge_keeps_what_is_written_here() -> None:
    """Merged keys do not replace those that are written, and lead to where they were written."""
    document = read_yaml("p.yaml", b"x-d: &d {a: 1, b: 2}\nc:\n  <<: *d\n  b: 3\n")
    assert document.data["c"] == {"b": "3", "a": "1"}
    assert document.key_place(["c", "a"]).line == 1


def test_place_of_what_is_missing_is_the_part_around_it() -> None:
    """A path that leads nowhere has the place of the nearest part that exists."""
    document = read_yaml("p.yaml", b"a:\n  b: 1\n")
    assert document.place(["a", "z", 3]) == document.place(["a"])


def test_work_is_bounded_by_counted_nodes() -> None:
    """Aliases of aliases are counted before anything is built of them."""
    text = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30)
    )
    document = read_yaml("p.yaml", text.encode())
    assert [finding.rule for finding in document.findings] == ["alias-bomb"]
    assert str(MOST_NODES) in document.findings[0].message


JUNK = st.text(alphabet=string.printable + "\u2028\x00é☕«“”\u200b\ufeff", max_size=12)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), fast=st.booleans())
def test_mutated_plans_never_raise(data: st.DataObject, fast: bool) -> None:
    """Whatever is cut out of a plan, put into it or turned round, it gives a document or findings."""
    content = EXAMPLE.read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 40)))
        junk = data.draw(st.one_of(st.binary(max_size=6), JUNK.map(str.encode)))
        content = content[:start] + junk + content[end:]
    document = read_yaml("p.yaml", content, fast=fast)
    event("read" if document.readable else "refused")
    assert document.readable or document.findings


def test_memory_tree_lists_plans_only() -> None:
    """Only YAML and CSV files of plans/ are read."""
    tree = MemoryTree({"plans/a/plan.yaml": b"", "README.md": b"", "plans/a/assets/x.png": b"", "plans/b.csv": b""})
    assert tree.paths() == ["plans/a/plan.yaml", "plans/b.csv"]


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="ab:[]{}\"'-,#&*|>%@!?\\ \n\t", max_size=30))
def test_any_text_is_read_or_found(text: str) -> None:
    """No text of YAML's own signs ends in anything but data or findings with a place inside the file."""
    for fast in (True, False):
        document = read_yaml("p.yaml", text.encode(), fast=fast)
        assert document.readable or document.findings
        assert all(1 <= finding.span.line <= text.count("\n") + 1 for finding in document.findings)


@pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "pure"])
@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("", "file-empty", (1, 1)),
        ("# a remark\n", "file-empty", (1, 1)),
        ("~\n", "file-empty", (1, 1)),
        ("- a\n", "not-a-mapping", (1, 1)),
        ("a\n", "not-a-mapping", (1, 1)),
        ("a: b\n---\nc: d\n", "document-second", (2, 1)),
        ("a: b\nc: d\na: e\n", "key-doubled", (3, 1)),
        ("[a]: b\n", "key-not-text", (1, 1)),
        ("? {a: b}\n: c\n", "key-not-text", (1, 3)),
        ("'': b\n", "key-not-text", (1, 1)),
        ("a\u200bb: c\n", "key-hidden-character", (1, 1)),
        ("a: !!python/object x\n", "tag-used", (1, 4)),
        ("!x a: b\n", "tag-used", (1, 1)),
        ("a: *b\n", "alias-undefined", (1, 4)),
        ("a: &b [*b]\n", "alias-circular", (1, 8)),
        ("a:\n  <<: [b]\n", "merge-misplaced", (2, 8)),
        ("a:\n  <<: b\n", "merge-misplaced", (2, 7)),
        ("a: Come #now\n", "text-cut-by-comment", (1, 9)),
        ("a:\n  -b\n", "dash-without-space", (2, 3)),
        ("a: " + "[" * 50 + "]" * 50 + "\n", "nesting-too-deep", (1, 43)),
    ],
)
def test_faults_of_files_have_places(text: str, rule: str, place: tuple[int, int], *, fast: bool) -> None:
    """Each fault of a file is found once, at its place, by either parser, with what to do."""
    (finding,) = read_yaml("p.yaml", text.encode(), fast=fast).findings
    assert (finding.rule, (finding.span.line, finding.span.column)) == (rule, place)
    assert finding.help


@pytest.mark.parametrize(
    "text",
    [
        "a: Come # now",
        "a: Come#now",
        "a: 'Come #now'",
        "a: '#now'",
        "a: b\n#c: d",
        "a: -1",
        "a: - b",
        "a: '-b'",
        "a: ! b",
    ],
)
def test_what_only_looks_like_a_fault_is_none(text: str) -> None:
    """Remarks with a space, hashtags and dashes in quotes, and negative numbers are all right."""
    document = read_yaml("p.yaml", text.encode())
    assert [finding for finding in document.findings if finding.rule != "yaml-syntax"] == []


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("b: {<<: {a: 1, c: 2}, a: 3}", {"b": {"a": "3", "c": "2"}}),
        ("b: {<<: [{a: 1}, {a: 2, c: 3}]}", {"b": {"a": "1", "c": "3"}}),
        ("b: {<<: {a: 1}, <<: {a: 2, c: 3}}", {"b": {"a": "1", "c": "3"}}),
        ("b: {'<<': a}", {"b": {"<<": "a"}}),
        ("x: &x [1, 2]\ny: *x", {"x": ["1", "2"], "y": ["1", "2"]}),
        ("x: &x a\ny: &x b\nz: *x", {"x": "a", "y": "b", "z": "b"}),
    ],
)
def test_aliases_and_merges_are_followed(text: str, data: object) -> None:
    """A merge takes what is not written, from the first that has it; an alias repeats what its anchor named last."""
    document = read_yaml("p.yaml", text.encode())
    assert (document.data, document.findings) == (data, ())


def test_a_key_is_composed_and_cleaned() -> None:
    """Accents of keys are composed, joiners of scripts stay, and other invisible characters are taken out."""
    text = "cafe\N{COMBINING ACUTE ACCENT}: 1\nन\N{ZERO WIDTH JOINER}: 2\na\u200bb: 3\n"
    assert list(read_yaml("p.yaml", text.encode()).data) == ["café", "न\N{ZERO WIDTH JOINER}", "ab"]


def test_depth_is_bounded_at_its_limit() -> None:
    """As deep as the limit is read, one deeper is refused: the mapping of the file itself counts."""
    for depth, rules in ((DEEPEST - 1, []), (DEEPEST, ["nesting-too-deep"])):
        document = read_yaml("p.yaml", ("a: " + "[" * depth + "]" * depth).encode())
        assert [finding.rule for finding in document.findings] == rules


def test_findings_come_in_order_of_place() -> None:
    """Whatever order faults are met in, the user reads them from the top of the file."""
    document = read_yaml("p.yaml", b"a: {b: c #d\n  }\ne: !f g\nh: 1\nh: 2\n")
    assert list(document.findings) == sorted(document.findings, key=lambda finding: finding.span)
    assert len(document.findings) == 3
