"""Cleans SVG pictures: what draws is kept, so that a picture at its own address can run nothing and ask no other host.

A list of what is allowed decides (`svg_names`). The picture is read as a stream, written anew, and never as it was: no
browser sees what this parser has understood in another way. Cleaners that exist keep silent about what they took out.
"""

import re
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from rencana.assets.svg_names import (
    ANIMATIONS,
    AT_RULES,
    ATTRIBUTES,
    DRAWN,
    ELEMENTS,
    FUNCTIONS,
    GONE,
    HTML,
    PICTURES,
    SVG,
    XLINK,
    XML,
)

MOST_ELEMENTS = 100_000
DEEPEST = 200
"""Browsers give up a picture that is nested a little deeper."""

_NAMED, _LONGEST = 3, 200
"""So many things that were taken out are named, each with so many letters at most."""

_FRAGMENT = r"#[^\s\"'()<>\\]*"
_RASTER = r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*+"
_OWN = re.compile(_FRAGMENT)
_OWN_PICTURE = re.compile(f"{_FRAGMENT}|{_RASTER}", re.IGNORECASE)
_URL = re.compile(rf"\(\s*+([\"']?)(?:{_FRAGMENT}|{_RASTER})\1\s*+\)", re.IGNORECASE)
_AT_RULE = re.compile(r"@([-\w]*+)")
# What was matched is never given back, so that a word of a million letters is read once.
_FUNCTION = re.compile(r"(?<![-\w])([-\w]++)(?=\()")
_ADDRESS = re.compile(r"//[^\s\"'()<>]*+")
_WORDS_OF_PEOPLE = frozenset({"id", "class", "title", "lang", "role"})
"""Attributes that no browser reads as a style."""


class NoDrawing(ValueError):
    """What calls itself an SVG picture cannot be read safely; the message says why, after "as"."""


class Removal(Struct, frozen=True):
    """Something that was taken out of a picture, and the line where it stood."""

    what: str
    line: int


class CleanDrawing(Struct, frozen=True):
    """A picture as it may be published; the first things that were taken out of it, and how many there were."""

    content: bytes
    removals: tuple[Removal, ...]
    count: int


def clean_svg(content: bytes) -> CleanDrawing:
    """Returns an SVG picture without anything that could run or lead out of it; NoDrawing where it cannot be read."""
    cleaner = _Cleaner()
    try:
        cleaner.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise NoDrawing(f"line {error.lineno} is no well-formed XML ({expat.ErrorString(error.code)})") from error
    # An encoding that Python does not know, or that needs several bytes for a sign.
    except (LookupError, ValueError) as error:
        raise error if isinstance(error, NoDrawing) else NoDrawing("its encoding is not UTF-8") from error
    return CleanDrawing("".join((*cleaner.parts, "\n")).encode(), tuple(cleaner.removals), cleaner.count)


class _Cleaner:
    """What was written of a picture so far. The parser resolves namespaces; the file's own prefixes mean nothing."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.removals: list[Removal] = []
        self.count = 0
        self.depth = 0
        self.elements = 0
        self.left_out = 0
        """How deep the parser is inside an element that is taken out."""
        self.style: list[str] | None = None
        """The text of the style sheet that is being read."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = self.parser.ordered_attributes = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_declarations: int) -> None:
        # The name of a document type is in many pictures, and nobody reads it; declarations may multiply themselves.
        if has_declarations:
            raise NoDrawing("it declares entities of its own (DOCTYPE)")

    def _entity(self, *_: object) -> None:
        raise NoDrawing("it declares entities of its own (ENTITY)")

    def _instruction(self, name: str, _text: str) -> None:
        self._remove(f"<?{name}?>")

    def _remove(self, what: str) -> None:
        self.count += 1
        if self.count <= _NAMED:
            self.removals.append(Removal(what, self.parser.CurrentLineNumber))

    def _start(self, full_name: str, attributes: list[str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise NoDrawing(f"it has more than {MOST_ELEMENTS} elements, or more than {DEEPEST} inside one another")
        if self.left_out:
            self.left_out += 1
            return
        space, _, name = full_name.rpartition(" ")
        if self.depth == 1 and (space, name) != (SVG, "svg"):
            raise NoDrawing(f"it does not begin with <svg> of {SVG}")
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        if self.style is not None or space != SVG or name not in ELEMENTS or not _is_harmless(name, dict(pairs)):
            # What drawing programs keep for themselves has names of its own, and no browser reads it.
            if space in (SVG, HTML, ""):
                self._remove(f"<{name}>")
            self.left_out = 1
            return
        spaces = f' xmlns="{SVG}" xmlns:xlink="{XLINK}"' if self.depth == 1 else ""
        safe_pairs = (f" {key}={quoteattr(value)}" for key, value in self._attributes(name, pairs))
        self.parts += (f"<{name}{spaces}", *safe_pairs, ">")
        self.style = [] if name == "style" else None

    def _end(self, full_name: str) -> None:
        self.depth -= 1
        if self.left_out:
            self.left_out -= 1
            return
        if self.style is not None:
            self.parts.append(escape(self._tamed("".join(self.style))))
            self.style = None
        self.parts.append(f"</{full_name.rpartition(' ')[2]}>")

    def _text(self, text: str) -> None:
        if self.left_out:
            return
        if self.style is not None:
            self.style.append(text)
        else:
            self.parts.append(escape(text))

    def _attributes(self, element: str, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(key, attribute) for name, value in pairs for key, attribute in self._attribute(element, name, value)]

    def _attribute(self, element: str, full_name: str, value: str) -> list[tuple[str, str]]:
        """Returns an attribute as it may be published, with the prefix that the picture will have; nothing, if not."""
        space, _, name = full_name.rpartition(" ")
        if name == "href" and space in ("", XLINK):
            target = value.strip()
            if (_OWN_PICTURE if element in PICTURES else _OWN).fullmatch(target):
                return [("xlink:href" if space else name, target)]
            self._remove(f"{name} to {target}")
            return []
        if space == XML and name in ("lang", "space"):
            return [(f"xml:{name}", value)]
        if not space and (name in _WORDS_OF_PEOPLE or name.startswith("aria-")):
            return [(name, value)]
        if not space and name in ATTRIBUTES:
            return [(name, self._tamed(value))]
        # Other programs' attributes have a prefix, or begin with data-; no browser does anything with them.
        if space == XML or (not space and not name.startswith("data-")):
            self._remove(name if not space else f"xml:{name}")
        return []

    def _tamed(self, style: str) -> str:
        """Returns a style without anything that could fetch a file, whatever else stands in it.

        Each rule and each function is looked at wherever it stands, in a comment and in a string too: there is nothing
        to be understood in another way than a browser does. An escape could hide a name, so there is none.
        """
        if "\\" in style:
            self._remove("a style with \\")
            return ""
        before = self.count
        style = _AT_RULE.sub(self._at_rule, style) if "@" in style else style
        style = _FUNCTION.sub(self._function, style) if "(" in style else style
        # A blank comes between what stood around an address, so that the two never become one name.
        return style if self.count == before else _ADDRESS.sub(" ", style)

    def _at_rule(self, match: re.Match[str]) -> str:
        if match[1].lower() in AT_RULES:
            return match[0]
        self._remove(match[0])
        return f"@{GONE}"

    def _function(self, match: re.Match[str]) -> str:
        name = match[1].lower()
        if name in FUNCTIONS and (name != "url" or _URL.match(match.string, match.end())):
            return match[1]
        text = match.string[match.start() : match.start() + _LONGEST]
        self._remove(text[: text.find(")") + 1] or text)
        return GONE


def _is_harmless(name: str, attributes: dict[str, str]) -> bool:
    """Tells whether an element animates nothing, or only how something is drawn: never where it leads."""
    return name not in ANIMATIONS or attributes.get("attributeName", "d") in DRAWN
