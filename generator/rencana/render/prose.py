"""Prose fields of a plan are Markdown; they become clean HTML that can hold neither a script nor a remote request."""

import html
import re

import nh3
from markdown import Markdown
from markupsafe import Markup

_TAGS = frozenset(
    "p br strong em ul ol li blockquote code pre hr a img table thead tbody tr th td".split()
)
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"<(/?)h[1-6]>")
_MARKED = re.compile(r"[*_`#\[\]<>|!~\\&:]|^\s*(?:[-+]|\d+[.)]) |^\s{4}|\n|https?:|=|-{3}", re.MULTILINE)
_ASSET = re.compile(r"assets/(?:[\w.-]+/)*[\w.-]+")
_EMPTY_PICTURE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")
_TAG = re.compile(r"<[^>]*>")

# Building a converter costs more than using it; it is reset before each text.
_CONVERTER = Markdown(extensions=["tables", "sane_lists"], output_format="html")


def prose(text: str, *, assets: str = "") -> Markup:
    """Converts Markdown to clean HTML. `assets` is put before the path of a picture from the campaign's own assets."""
    if not _MARKED.search(text):
        return Markup("<p>{}</p>").format(text)  # noqa: S704  the text is escaped by format
    converted = _CONVERTER.reset().convert(text)
    lowered = _HEADING.sub(lambda match: "</strong></p>" if match[1] else "<p><strong>", converted)
    clean = nh3.clean(
        lowered,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        attribute_filter=lambda tag, name, value: _attribute(tag, name, value, assets),
        strip_comments=True,
    )
    # What lost its address is no link and no picture any more.
    clean = _EMPTY_PICTURE.sub("", clean).replace('<a rel="noopener noreferrer">', "<a>")
    return Markup(clean)  # noqa: S704  nh3 has cleaned it


def plain(text: str) -> str:
    """Returns the words of a prose text without any marks, for search and descriptions."""
    return html.unescape(" ".join(_TAG.sub(" ", str(prose(text))).split()))


def _attribute(tag: str, name: str, value: str, assets: str) -> str | None:
    """Keeps links of the web and of mail, and pictures of the campaign's own assets."""
    if tag == "a" and name == "href":
        return value if value.lower().startswith(("http://", "https://", "mailto:")) else None
    if tag == "img" and name == "src":
        return f"{assets}{value}" if _ASSET.fullmatch(value) and ".." not in value else None
    return value
