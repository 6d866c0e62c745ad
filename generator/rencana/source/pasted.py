"""What text brings along that was pasted from Word, a chat or a page: bullets, typographic quotes, odd spaces."""

import re

from msgspec.structs import replace

from rencana.finding import Finding, Severity, short
from rencana.source.fault import fault
from rencana.span import Span

_SURE_BULLETS = "•‣▪▫◦●○■□➢\uf0b7\uf0a7"
_PERHAPS_BULLETS = "·–—✓✔➤►▶"
"""Signs that begin a line of a pasted list, or a text of its own; two such lines are a list."""
_BULLET = re.compile(rf"\s*(?:- +)?([{_SURE_BULLETS}]|[{_PERHAPS_BULLETS}](?=[ \t\xa0]))")
_LONE_BULLET = re.compile(rf"\s*(?:- +)?([{_SURE_BULLETS}]|\*(?=[ \t\xa0]))")
_QUOTED = re.compile(r"[“”„«»‘’‚‹›]([^“”„«»‹›]+)[“”«»‘’‹›]")
_OPENING = frozenset("“”„«»‘‚‹")
OPENING_QUOTE = re.compile(r"(?:: +|- +|[\[,{] *)([“”„«»‘‚‹])")
QUOTES = "These are typographic quotes; YAML knows only \" and '."
QUOTES_HELP = 'Put straight quotes (") around the text; typographic ones may stand inside.'
_ODD_INDENT = re.compile(r" *([^\S \t\n]|[\u200b\u2060\ufeff])")
_DASH = re.compile(r"[^\S \t\n][\s\u200b\u2060\ufeff]*- ")


def bullet(line: str) -> str:
    """Returns the bullet of a word processor that begins a line; empty where none does."""
    match = _LONE_BULLET.match(line)
    return match[1] if match else ""


def odd_indent(line: str) -> str:
    """Returns the first sign of an indentation that looks like a space and is none."""
    match = _ODD_INDENT.match(line)
    return match[1] if match else ""


def begins_with_odd_space(text: str) -> bool:
    """Tells whether a key or an item was indented with signs that YAML takes as a part of it."""
    return bool(_DASH.match(text))


def begins_with_quote(text: str) -> bool:
    """Tells whether a key begins with a typographic quote: it is one, or a colon has cut the text inside of them."""
    return text[:1] in _OPENING


def odd_space(path: str, line: int, column: int, sign: str) -> Finding:
    """Returns the finding of an indentation with spaces that are none; line and column count from 1."""
    kind = "No-break spaces (U+00A0) stand" if sign == "\xa0" else f"An odd space (U+{ord(sign):04X}) stands"
    message = f"{kind} where ordinary spaces belong."
    help = "It was pasted. Type ordinary spaces in its place: two for each step."
    return fault("yaml-syntax", path, message, Span(line, column, line, column + 1), help=help)


def check_bullets(path: str, file: str, text: str, span: Span) -> Finding | None:
    """Finds the bullets of a pasted list in a text without quotes, which goes over one or several lines of its file."""
    lines = [text]
    if span.end_line > span.line:
        first, *others = file.split("\n")[span.line - 1 : span.end_line]
        lines = [first[span.column - 1 :], *others]
    signs = [match[1] for line in lines if (match := _BULLET.match(line))]
    if not signs or (len(signs) == 1 and signs[0] in _PERHAPS_BULLETS):
        return None
    joined = ", so these lines become one text" if len(lines) > 1 else ""
    sign = signs[0] if signs[0].isprintable() else f"U+{ord(signs[0]):04X}"
    message = f"The pasted bullet {sign} begins no item of a list{joined}."
    help = "Write `- ` in its place, or nothing behind a dash; a text that shows bullets stands in quotes."
    return fault("bullet-pasted", path, message, span, help=help)


def check_quotes(path: str, text: str, span: Span) -> tuple[str, Finding | None]:
    """Returns a text without quotes of its own as it is read on, and the finding of typographic ones around it.

    Around a single word they cannot be meant, and it is read on without them. Around a text they may be.
    """
    match = _QUOTED.fullmatch(text)
    if match is None:
        return text, None
    if len(match[1].split()) == 1:
        message = f"Typographic quotes stand around {short(match[1], 40)[1:-1]}, and YAML takes them as a part of it."
        finding = fault("quote-typographic", path, message, span, help='Write straight quotes ("), or none.')
        return match[1].strip(), replace(finding, severity=Severity.ERROR)
    help = 'Put straight quotes (") in their place; to show the typographic ones, put straight ones around them.'
    message = "Typographic quotes stand around this text, and are shown with it."
    return text, fault("quote-typographic", path, message, span, help=help)
