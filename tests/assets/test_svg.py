"""SVG pictures: what draws stays, what runs or leads out goes, and what cannot be read safely is refused."""

import re
import time
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rencana.assets.svg import DEEPEST, MOST_ELEMENTS, NoDrawing, clean_svg
from rencana.assets.svg_names import SVG

CASES = Path(__file__).parents[1] / "cases" / "svg"
EVIL = sorted(CASES.glob("evil/*.svg"))
USUAL = sorted(CASES.glob("usual/*.svg"))
REFUSED = sorted(CASES.glob("refused/*.svg"))
TRACE = re.compile(
    rb"evil\.example|javascript|document\.title|script|\bon\w+=|@(?!media|keyframes)|xml:base|<\?", re.IGNORECASE
)
LEADS_OUT = re.compile(r"@import|@font-face|image-set\(|\\|url\((?![\"'\s]*(?:#|data:image/))", re.IGNORECASE)


def svg(inner: str, attributes: str = "") -> bytes:
    """A picture of some elements."""
    return f'<svg xmlns="{SVG}"{attributes}>{inner}</svg>'.encode()


def cleaned(inner: str) -> str:
    """What is left of some elements."""
    return clean_svg(svg(inner)).content.decode().partition(">")[2].removesuffix("</svg>\n")


@pytest.mark.parametrize("path", EVIL, ids=lambda path: path.stem)
def test_nothing_that_acts_is_left(path: Path) -> None:
    """Of each known attack nothing is left, it is said what was taken out, and the drawing beside it stays."""
    clean = clean_svg(path.read_bytes())
    assert TRACE.sub(b"", clean.content.replace(b"@removed", b"")) == clean.content.replace(b"@removed", b"")
    assert clean.count >= len(clean.removals) > 0
    assert b'<rect width="10" height="10">' in clean.content


@pytest.mark.parametrize("path", [*EVIL, *USUAL], ids=lambda path: path.stem)
def test_clean_picture_is_clean(path: Path) -> None:
    """What was cleaned is cleaned once and for all: a second time finds nothing, and changes nothing."""
    once = clean_svg(path.read_bytes()).content
    again = clean_svg(once)
    assert (again.content, again.removals) == (once, ())


@pytest.mark.parametrize("path", USUAL, ids=lambda path: path.stem)
def test_usual_picture_loses_nothing(path: Path) -> None:
    """A picture as drawing programs make it loses nothing that anybody would have to be told of."""
    assert clean_svg(path.read_bytes()).removals == ()


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_what_cannot_be_read_safely_is_refused(path: Path) -> None:
    """A file that is no well-formed SVG, or that declares entities, is refused, and the reason is said."""
    with pytest.raises(NoDrawing, match=r"\w{3}"):
        clean_svg(path.read_bytes())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings_become_one(encoding: str) -> None:
    """Whatever encoding a picture declares, the clean one is UTF-8, and its words are the same."""
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    picture = f'{head}<svg xmlns="{SVG}"><text>Caf\xe9</text></svg>'.encode(encoding)
    assert "<text>Caf\xe9</text>" in clean_svg(picture).content.decode()


def test_removal_has_its_line() -> None:
    """What was taken out is named with its line, and the first few stand for many."""
    clean = clean_svg(svg("\n<script/>" * 9))
    assert [(removal.what, removal.line) for removal in clean.removals] == [("<script>", line) for line in (2, 3, 4)]
    assert clean.count == 9


@pytest.mark.parametrize(
    ("inner", "output"),
    [
        ('<text a-b="1" data-x="2" y="3">&lt;b&gt; &amp;</text>', '<text y="3">&lt;b&gt; &amp;</text>'),
        ('<a href="#x" target="_top"></a>', '<a href="#x"></a>'),
        ('<g><script><g><rect/></g></script><path d="M0 0"/></g>', '<g><path d="M0 0"></path></g>'),
        ("<style>a{fill:url(#b)}</style>", "<style>a{fill:url(#b)}</style>"),
        ('<g style="a:&quot;&lt;&quot;"/>', "<g style='a:\"&lt;\"'></g>"),
        ('<image href=" data:image/png;base64,AA== "/>', '<image href="data:image/png;base64,AA=="></image>'),
    ],
)
def test_attributes_and_texts(inner: str, output: str) -> None:
    """What stays is written as it was, with its signs escaped."""
    assert cleaned(inner) == output


@pytest.mark.parametrize(
    "unit", ["@", "a(", "url(", "url(#", "url(data:image/png;base64,", "a", "-", " ", "//", "(" * 9]
)
@pytest.mark.parametrize("where", ["<style>{}</style>", '<g style="{}"/>', '<a href="{}"/>'])
def test_work_is_linear(unit: str, where: str) -> None:
    """No style, however made, takes long."""
    started = time.process_time()
    clean_svg(svg(where.format(unit * (500_000 // len(unit)))))
    assert time.process_time() - started < 5


@pytest.mark.parametrize("inner", ["<g>" * (DEEPEST + 1) + "</g>" * (DEEPEST + 1), "<g/>" * MOST_ELEMENTS])
def test_more_than_anybody_draws_is_refused(inner: str) -> None:
    """A picture of too many elements, or too many inside one another, is refused."""
    with pytest.raises(NoDrawing, match="elements"):
        clean_svg(svg(inner))


PIECES = sorted(
    {piece for path in (*EVIL, *USUAL) for piece in re.findall(r"<[^>]*>|[^<]+", path.read_text(encoding="utf-8"))}
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.integers(0, 2**32))
def test_pieces_of_attacks_are_refused_or_clean(pieces: list[str], seed: int) -> None:
    """However attacks are cut and joined: the file is refused, or what is left is clean."""
    text = "".join(pieces)
    at = zlib.crc32(text.encode()) ^ seed
    try:
        clean = clean_svg(svg(text[: at % (len(text) + 1)] + text[at % (len(text) + 1) + seed % 3 :]))
    except NoDrawing:
        return
    for element in ET.fromstring(clean.content).iter():
        assert element.tag.partition("}")[2] not in {"script", "foreignObject"}
        assert not any(name.startswith("on") for name in element.attrib)
        for name, value in element.attrib.items():
            assert not name.endswith("href") or value.startswith(("#", "data:image/"))
        texts = [element.text or "" if element.tag.endswith("style") else "", *element.attrib.values()]
        assert not any(LEADS_OUT.search(text) for text in texts)
