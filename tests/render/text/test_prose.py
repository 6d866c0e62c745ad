"""Prose of a plan: Markdown comes through, and nothing that could run, load or break the page does."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from rencana.plan.language.prose import LONGEST, excess
from rencana.render.text.prose import _prose, plain, prose

PAYLOADS = (Path(__file__).parents[2] / "cases/injection/prose.txt").read_text(encoding="utf-8").splitlines()
TAGS = set("p br strong em ul ol li blockquote code pre hr a img table thead tbody tr th td".split())  # noqa: SIM905
ATTRIBUTES = {"a": {"href", "rel"}, "img": {"src", "alt"}, "ol": {"start"}}
VOID = {"br", "hr", "img"}
ADDRESSES = {
    "href": re.compile(r"(?:https?://|mailto:).*", re.IGNORECASE | re.DOTALL),
    "src": re.compile(r"\.\./assets/[\w./%-]+"),
    "rel": re.compile(r"noopener noreferrer"),
    "start": re.compile(r"\d+"),
}


class Inspector(HTMLParser):
    """Reads HTML as a browser would, and remembers all that prose may not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remembers what is not allowed in an opening tag."""
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            pattern = ADDRESSES.get(name)
            if name not in ATTRIBUTES.get(tag, set()):
                self.faults.append(f"<{tag} {name}>")
            elif pattern and (not pattern.fullmatch(value or "") or (name == "src" and ".." in (value or "")[3:])):
                self.faults.append(f'<{tag} {name}="{value}">')

    def handle_endtag(self, tag: str) -> None:
        """Remembers a closing tag that closes nothing of the prose itself."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        """Remembers a comment."""
        self.faults.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Remembers a declaration."""
        self.faults.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        """Remembers a processing instruction."""
        self.faults.append(f"<?{data}>")


PICTURES = frozenset({"assets/x.png"})


def faults(html: str) -> list[str]:
    """Returns what the HTML of a prose field holds and may not."""
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return [*inspector.faults, *(f"<{tag}> is left open" for tag in inspector.open)]


def test_inspector_sees_faults() -> None:
    """The judge of the other tests condemns what it should, so their silence means something."""
    bad = '<p onclick="x"><script>1</script><a href="javascript:1">x</a><img src="http://e/x"><!-- c --></p></section>'
    problems = faults(bad)
    assert problems[:3] == ["<p onclick>", "<script>", '<a href="javascript:1">']
    assert problems[3:] == ['<img src="http://e/x">', "<!-- c -->", "</section>"]
    assert faults("<p><em>x</p>")


def test_corpus_is_large() -> None:
    """The corpus of attacks was not emptied by accident."""
    assert len(set(PAYLOADS)) == len(PAYLOADS) > 100


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_is_harmless(payload: str) -> None:
    """No known attack leaves anything but allowed tags, attributes and addresses, alone or inside a text."""
    text = payload.replace("\\n", "\n")
    for variant in (text, f"Before {text} after.", f"Before.\n\n{text}\n\nAfter.", text * 3):
        assert faults(prose(variant, pictures=PICTURES, before="../")) == [], variant


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*PAYLOADS, "\n\n", "[", "](", ")", "<", ">", '"', "*", "`", "&#", ";"]), max_size=6))
def test_joined_payloads_are_harmless(parts: list[str]) -> None:
    """Attacks that complete one another are as harmless as each alone."""
    assert faults(prose("".join(parts).replace("\\n", "\n"), pictures=PICTURES, before="../")) == []


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_text_is_harmless(text: str) -> None:
    """Whatever is typed, the result is clean HTML, and it is the same a second time."""
    first = prose(text)
    assert faults(first) == []
    assert prose(text) == first


def test_jinja_stays_text() -> None:
    """Template marks in a plan are shown as they were typed."""
    assert prose("{{ 7*7 }} and {% raw %}") == "<p>{{ 7*7 }} and {% raw %}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain, with 5 > 3.", "<p>Plain, with 5 &gt; 3.</p>"),
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>"),
        ("brand_views_total", "<p>brand_views_total</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("# Title\nText", "<p><strong>Title</strong></p>\n<p>Text</p>"),
        ("Title\n===\nText", "<p><strong>Title</strong></p>\n<p>Text</p>"),
        ("#KopiContoh first", "<p>#KopiContoh first</p>"),
        ("Tags:\n#KopiContoh", "<p>Tags:\n#KopiContoh</p>"),
        ("Q&A &amp; more", "<p>Q&amp;A &amp; more</p>"),
        ("AT&T", "<p>AT&amp;T</p>"),
        ("Room &#65x", "<p>Room Ax</p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
    ],
)
def test_markdown_comes_through(text: str, html: str) -> None:
    """What people write as Markdown is what they see; a hashtag is no heading."""
    assert prose(text) == html


SIGNS = ["a", " ", ".", "!", '"', ":", "1", "-", "&", ">", "]", "(", "~", "|", "=", "#"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=8))
def test_plain_text_needs_no_converter(signs: list[str]) -> None:
    """A text without marks reads the same whether the converter made its paragraph or not."""
    text = f"{''.join(signs).lstrip()}x"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rencana.render.text.prose._MARKED", re.compile(""))
        converted = _prose.__wrapped__(text, frozenset(), "")
    assert unescape(_prose.__wrapped__(text, frozenset(), "")) == unescape(converted)


def test_links_keep_addresses() -> None:
    """Links to the web and to mail work, in every way to write them, and name no opener."""
    rel = 'rel="noopener noreferrer"'
    assert prose("[x](https://a.example/?q=1&r=2)") == f'<p><a href="https://a.example/?q=1&amp;r=2" {rel}>x</a></p>'
    assert prose("[x][1]\n\n[1]: http://a.example") == f'<p><a href="http://a.example" {rel}>x</a></p>'
    assert prose("<https://a.example>") == f'<p><a href="https://a.example" {rel}>https://a.example</a></p>'
    assert prose("[x](mailto:team@a.example)") == f'<p><a href="mailto:team@a.example" {rel}>x</a></p>'


def test_pictures_come_from_assets() -> None:
    """A picture of the campaign is found from the page; any other leaves no trace of its address."""
    cup = frozenset({"assets/a/cup.png"})
    assert (
        prose("![Cup](assets/a/cup.png)", pictures=cup, before="../../")
        == '<p><img alt="Cup" src="../../assets/a/cup.png"></p>'
    )
    assert prose("![Cup](https://a.example/cup.png)") == "<p></p>"


def test_nothing_is_remembered() -> None:
    """A link target of one plan is unknown to the next."""
    prose("[x]\n\n[x]: http://a.example")
    assert prose("[x]") == "<p>[x]</p>"


def test_threads_do_not_mix() -> None:
    """Pages that are made at once do not get one another's words."""
    texts = [f"*{number}* [x][1]\n\n[1]: http://a.example/{number}" for number in range(60)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(prose, texts)) == [prose(text) for text in texts]


@pytest.mark.parametrize(
    "part",
    [
        "[",
        "![",
        "[a](b",
        "*a",
        "> ",
        "<",
        "<!--",
        "<blockquote>",
        "`",
        "\\",
        "&",
        "_a ",
        "<a ",
        '<a b="',
        "<http://",
        "a\n=\n",
        "-\n",
    ],
)
def test_work_is_bounded(part: str) -> None:
    """Thousands of marks that never close take no long time and fell nothing, in a text of any length."""
    start = time.perf_counter()
    for count in (3000, LONGEST // len(part), 100_000):
        assert faults(prose(part * count)) == []
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("mark", ["1. ", "- ", "+ ", "> ", "> - ", "1. > ", ">", "-\t"])
def test_depth_is_bounded(mark: str) -> None:
    """What opens one level after the other in a line is converted to a depth, and beyond it is plain text."""
    assert faults(prose(f"{mark * 40}deep")) == []
    assert prose(f"{mark * 5000}deep") == f"<p>{escape(mark * 5000)}deep</p>"


@pytest.mark.parametrize("mark", ["- ", "> ", "1. "])
def test_depth_by_indentation_is_bounded(mark: str) -> None:
    """Levels that many lines open together are as bounded as those of one line."""
    tree = "\n".join(f"{' ' * 4 * 40 * level}{mark * 40}deep" for level in range(15))
    assert prose(tree) == f"<p>{escape(tree)}</p>"
    assert faults(prose("\n".join(f"{' ' * 4 * level}{mark * 20}deep" for level in range(24)))) == []


def test_long_prose_is_read() -> None:
    """A text of a thousand words with links, a table and a list of three levels is far from any limit."""
    text = "A [link](https://a.example) and *words*. " * 120 + "\n\n| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 60
    assert excess(f"{text}\n\n- one\n    - two\n        - three\n") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wo**r**d, *soft*.", "word, soft."),
        ("- one\n- two", "one two"),
        ("[Guide](https://a.example) &amp; `a < b`", "Guide & a < b"),
        ("a | b\n- | -\n1 | 2", "a b 1 2"),
        ("one\n\ntwo\nthree", "one two three"),
        ("<script>alert(1)</script>x", "x"),
    ],
)
def test_plain_keeps_words(text: str, words: str) -> None:
    """The search finds the words of a text without its marks, and no word is torn or joined."""
    assert plain(text) == words
