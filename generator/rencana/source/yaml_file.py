"""From YAML to a Document, by PyYAML's event stream: no type is guessed, work is bounded, every part has its place.

PyYAML's own composer is not used: it recurses without a limit, and deep nesting would end the process.
"""

import re
import unicodedata
from collections import Counter
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from rencana.finding import Finding, short
from rencana.source.decode import FATAL, MOST_PER_FILE, decode, line_feeds, unwanted
from rencana.source.document import EMPTY, Data, Document, Mark
from rencana.source.fault import fault
from rencana.source.flow import is_cut, join_number, take_split_items, take_split_texts
from rencana.source.pasted import (
    QUOTES,
    QUOTES_HELP,
    begins_with_odd_space,
    begins_with_quote,
    check_bullets,
    check_quotes,
    odd_space,
)
from rencana.source.syntax import explain
from rencana.span import START, Span

MOST_NODES = 200_000
"""So many values a file may have, those that aliases repeat counted each time."""
DEEPEST = 40

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_HIDDEN = frozenset({"Cf", "Cc", "Co", "Cn"})
_JOINERS = frozenset("\u200c\u200d")
_MERGE = "<<"
_TOO_DEEP = "depth"
_HASHTAG = re.compile(r"#(?<=[ \t]#)\w")
_COMMENT = re.compile(r"[ \t]+(#\w.*)")
_PureLoader = yaml.SafeLoader
_FastLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    """The file cannot be read at all, for the reason that the finding says."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def read_yaml(path: str, content: bytes, *, fast: bool = True) -> Document:
    """Reads a YAML file. Whatever is wrong with it is a finding of the document, never an exception.

    `fast` uses libyaml where it is there; the pure parser gives the same.
    """
    decoded = decode(path, content)
    if not decoded.usable:
        return Document(path, decoded.text, {}, findings=decoded.findings, readable=False)
    text = decoded.text
    findings = [*decoded.findings]
    reader = _EventReader(path, text, findings)
    try:
        data, mark = reader.read(_FastLoader if fast else _PureLoader)
    except _Refused as refused:
        findings.append(refused.finding)
        return Document(path, text, {}, findings=_sorted(findings), readable=False)
    except yaml.YAMLError as error:
        if fast and _TOO_DEEP in str(getattr(error, "problem", "")):
            # Newer libyaml gives up inside its look-ahead, far behind the place; the pure parser names the place.
            return read_yaml(path, content, fast=False)
        findings.append(explain(path, text, error))
        return Document(path, text, {}, findings=_sorted(findings), readable=False)
    if any(finding.rule in FATAL for finding in findings):
        return Document(path, text, {}, findings=_sorted(findings), readable=False)
    return Document(path, text, data, mark, _sorted(findings))


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.span))


class _EventReader:
    """Reads the events of one file once, and builds its data and the marks of it together."""

    def __init__(self, path: str, text: str, findings: list[Finding]) -> None:
        self.path = path
        self.text = text
        self.findings = findings
        self.raw = tuple(findings)
        """What was found in the text itself, before any part of it was read."""
        self.next: Any = None
        """Returns the event that follows."""
        self.nodes = 0
        self.depth = 0
        self.anchors: dict[str, tuple[Data, Mark, int]] = {}
        """What each anchor names: data, marks, and how many values they have."""
        self.open_anchors: set[str] = set()
        """The anchors whose value is still being read; an alias of one would contain itself."""
        self.has_escapes = "\\" in text
        self.escaped: Counter[str] = Counter()
        """So many texts with escapes of what no plan should contain were found, by rule."""
        # Most files have no hash sign after a text, and then no line needs to be searched again.
        self.lines = text.split("\n") if _HASHTAG.search(text) else []

    def read(self, loader: Any) -> tuple[dict[str, Data], Mark]:  # noqa: ANN401  either of PyYAML's loaders
        self.next = loader(self.text).get_event
        root: tuple[Data, Mark] | None = None
        while (event := self.next()) is not None:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    help = "Put the second part into a file of its own, or take the line --- out."
                    self._find("document-second", "A second document begins here.", _span(event), help=help)
                    break
            elif isinstance(event, (MappingStartEvent, SequenceStartEvent, ScalarEvent, AliasEvent)):
                root = self._value(event)
        if root is None or root[0] is EMPTY:
            help = "Write the plan, or delete it."
            raise _Refused(fault("file-empty", self.path, "The file says nothing.", help=help))
        data, mark = root
        if not isinstance(data, dict):
            what = "a list" if isinstance(data, list) else f"the text {short(data, 40)}"
            help = "A plan begins with a key and a colon, such as `campaign:`."
            raise _Refused(fault("not-a-mapping", self.path, f"The file holds {what}, no keys.", mark.span, help=help))
        return data, mark

    def _value(self, event: Any) -> tuple[Data, Mark]:  # noqa: ANN401  any event of PyYAML
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _Refused(self._too_many(_span(event)))
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event)
        if event.tag is not None:
            self._check_tag(event)
        if event.anchor:
            return self._anchored(event)
        return self._scalar(event) if kind is ScalarEvent else self._nested(event)

    def _anchored(self, event: Any) -> tuple[Data, Mark]:  # noqa: ANN401  any event of PyYAML
        before, anchor = self.nodes, event.anchor
        self.open_anchors.add(anchor)
        value = self._scalar(event) if isinstance(event, ScalarEvent) else self._nested(event)
        self.open_anchors.discard(anchor)
        self.anchors[anchor] = (*value, self.nodes - before + 1)
        return value

    def _scalar(self, event: Any) -> tuple[Data, Mark]:  # noqa: ANN401  any event of PyYAML
        value: str = event.value
        mark = Mark(event.start_mark, event.end_mark)
        if event.style:
            if self.has_escapes:
                value = line_feeds(value)
                self._screen(event, value)
            return value or EMPTY, mark
        if self.lines or value[:1] == "-":
            self._check_plain_text(event)
        if not value.isascii():
            value = self._check_pasted_text(event)
        return EMPTY if value in _NULLS else value, mark

    def _screen(self, event: ScalarEvent, text: str) -> bool:
        """Finds what escapes of a text stand for that no file should contain; tells whether it makes it unreadable."""
        is_fatal = False
        if self.has_escapes and event.style == '"':
            span = _span(event)
            # What stands there raw was found before, at its own place; of a text one place of each kind is enough.
            rules = {finding.rule for finding in self.raw if span[:2] <= finding.span[:2] < span[2:]}
            for rule, message, help, _ in unwanted(text):
                is_fatal |= rule in FATAL
                if rule not in rules and self.escaped[rule] < MOST_PER_FILE:
                    self._find(rule, message, span, help=help)
                    self.escaped[rule] += 1
                rules.add(rule)
        return is_fatal

    def _nested(self, event: Any) -> tuple[Data, Mark]:  # noqa: ANN401  any event of PyYAML
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"Parts stand inside one another more than {DEEPEST} deep."
            help = "Look for a bracket or a brace that should be in quotes."
            raise _Refused(fault("nesting-too-deep", self.path, message, _span(event), help=help))
        value = self._mapping(event) if isinstance(event, MappingStartEvent) else self._sequence(event)
        self.depth -= 1
        return value

    def _check_tag(self, event: Any) -> None:  # noqa: ANN401  any event of PyYAML
        if event.tag != "!":
            help = f"Take {short(event.tag, 30)} out; a text that begins with ! stands in quotes."
            self._find("tag-used", "Tags are not used in plans.", _span(event), help=help)

    def _check_plain_text(self, event: Any) -> None:  # noqa: ANN401  any event of PyYAML
        if event.value.startswith("-") and event.value[1:2].isalpha():
            message = f"A space is missing after the dash of {short(event.value, 30)}."
            help = "Write `- …`; a text with a dash stands in quotes."
            self._find("dash-without-space", message, _span(event), help=help)
        line, column = event.end_mark.line, event.end_mark.column
        after = self.lines[line][column:] if line < len(self.lines) else ""
        # A hash sign after a space begins a comment, and takes a hashtag and all after it out of a caption.
        if match := _COMMENT.match(after):
            start = column + match.start(1) + 1
            span = Span(line + 1, start, line + 1, start + len(match[1].rstrip()))
            help = "Put the whole text in quotes. A comment is written with a space: # like this."
            self._find("text-cut-by-comment", f"The text ends before {short(match[1], 30)}.", span, help=help)

    def _check_pasted_text(self, event: Any) -> str:  # noqa: ANN401  any event of PyYAML
        """Finds what a word processor has left in a text without quotes; returns the text as it is read on."""
        span = _span(event)
        if begins_with_odd_space(event.value):
            raise _Refused(odd_space(self.path, span.line, span.column, event.value[0]))
        value, finding = check_quotes(self.path, event.value, span)
        self.findings.extend(filter(None, (finding, check_bullets(self.path, self.text, event.value, span))))
        return value

    def _alias(self, event: AliasEvent) -> tuple[Data, Mark]:
        name, span = event.anchor, _span(event)
        if name in self.open_anchors:
            message = f"*{name} stands inside of what it repeats."
            raise _Refused(fault("alias-circular", self.path, message, span, help="Take it out."))
        if name not in self.anchors:
            message = f"*{name} repeats something that is not there: no &{name} stands above it."
            help = "A text that begins with * stands in quotes."
            raise _Refused(fault("alias-undefined", self.path, message, span, help=help))
        data, mark, nodes = self.anchors[name]
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise _Refused(self._too_many(span))
        return data, Mark(event.start_mark, event.end_mark, mark.parts)

    def _too_many(self, span: Span) -> Finding:
        message = f"The file has more than {MOST_NODES} values, those that aliases repeat counted."
        return fault("alias-bomb", self.path, message, span, help="Split the file, or write less with aliases.")

    def _sequence(self, start: SequenceStartEvent) -> tuple[Data, Mark]:
        values: list[Data] = []
        marks: list[Mark] = []
        following, read = self.next, self._value  # bound once: these loops run for every value of a file
        while type(event := following()) is not SequenceEndEvent:
            data, mark = read(event)
            values.append(data)
            marks.append(mark)
        if start.flow_style and "," in self.text:
            self.findings.extend(take_split_items(self.path, self.text, values, marks))
        return values, Mark(start.start_mark, event.end_mark, marks)

    def _mapping(self, start: MappingStartEvent) -> tuple[Data, Mark]:
        values: dict[str, Data] = {}
        parts: dict[str, Mark] = {}
        merged: list[tuple[Data, Mark]] = []
        cuts: list[tuple[str, list[str]]] = []
        following, read = self.next, self._value
        while type(event := following()) is not MappingEndEvent:
            name = self._key(event)
            data, mark = read(following())
            if name == _MERGE and not event.style:
                merged.append((data, mark))
            elif cuts and data is EMPTY and name and is_cut([*cuts[-1][1], name]):
                # The comma of 9,000 or 12,5% has cut it: what follows is no key.
                cuts[-1][1].append(name)
            elif name in parts:
                lines = f"in lines {parts[name].key.line} and {event.start_mark.line + 1}"
                help = "Join the two, or give one of them another name."
                self._find("key-doubled", f"The key {short(name, 40)} stands twice, {lines}.", _span(event), help=help)
            elif name is not None:
                values[name], parts[name] = data, mark
                mark.key_start, mark.key_end = event.start_mark, event.end_mark
                if start.flow_style:
                    cuts.append((name, [data if isinstance(data, str) else ""]))
        for data, mark in merged:
            self._merge(data, mark, values, parts)
        if start.flow_style:
            self._join_what_commas_cut(values, parts, cuts)
        return values, Mark(start.start_mark, event.end_mark, parts)

    def _join_what_commas_cut(
        self, values: dict[str, Data], parts: dict[str, Mark], numbers: list[tuple[str, list[str]]]
    ) -> None:
        for owner, pieces in numbers:
            if len(pieces) > 1:
                values[owner], finding = join_number(self.path, self.text, parts[owner].span, pieces)
                self.findings.append(finding)
        self.findings.extend(take_split_texts(self.path, self.text, values, parts))

    def _key(self, event: Any) -> str | None:  # noqa: ANN401  any event of PyYAML
        """Returns the name of a key; None where it is no text, which is a fault."""
        if type(event) is not ScalarEvent:
            span = _span(event)
            self._value(event)
            help = "A key is a word. Text with brackets or braces stands in quotes."
            self._find("key-not-text", "Brackets, braces or an alias stand where a key belongs.", span, help=help)
            return None
        if event.tag is not None:
            self._check_tag(event)
        name: str = event.value
        if name and name.isascii() and name.isprintable():
            return name
        if not event.style:
            span = _span(event)
            if name[:1].isspace():
                raise _Refused(odd_space(self.path, span.line, span.column, name[0]))
            if begins_with_quote(name):
                raise _Refused(fault("yaml-syntax", self.path, QUOTES, span, help=QUOTES_HELP))
        name = unicodedata.normalize("NFC", name)
        hidden = next((c for c in name if unicodedata.category(c) in _HIDDEN and c not in _JOINERS), None)
        if self._screen(event, name):
            return None
        if hidden:
            message = f"The key {short(name, 40)} holds an invisible character (U+{ord(hidden):04X})."
            self._find("key-hidden-character", message, _span(event), help="Type the key again.")
            name = "".join(c for c in name if unicodedata.category(c) not in _HIDDEN)
        if not name:
            self._find("key-not-text", "The key before this colon is empty.", _span(event), help="Write the key.")
            return None
        return name

    def _merge(self, data: Data, source: Mark, values: dict[str, Data], parts: dict[str, Mark]) -> None:
        """Adds the keys of another mapping that are not written here; of several mappings the first goes before."""
        pairs: list[tuple[Data, Mark]] = [(data, source)]
        if isinstance(data, list) and isinstance(source.parts, list):
            pairs = list(zip(data, source.parts, strict=True))
        for inner, mark in pairs:
            if not isinstance(inner, dict) or not isinstance(mark.parts, dict):
                help = "After << stands an alias of keys with values, such as `<<: *defaults`."
                self._find("merge-misplaced", "Nothing here can be merged.", mark.span, help=help)
                continue
            self.nodes += len(inner)
            if self.nodes > MOST_NODES:
                raise _Refused(self._too_many(source.span))
            for name, value in inner.items():
                if name not in values:
                    values[name], parts[name] = value, mark.parts[name]

    def _find(self, rule: str, message: str, span: Span = START, *, help: str = "") -> None:
        self.findings.append(fault(rule, self.path, message, span, help=help))


def _span(event: Any) -> Span:  # noqa: ANN401  any event of PyYAML
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
