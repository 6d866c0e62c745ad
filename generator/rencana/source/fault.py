"""The faults that a file itself can have, whatever it is about: their names, codes and weights in one table."""

from collections.abc import Mapping
from types import MappingProxyType

from rencana.finding import Finding, Severity
from rencana.span import START, Span

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

FAULTS: Mapping[str, tuple[str, Severity]] = MappingProxyType(
    {
        "alias-bomb": ("SRC001", _ERROR),
        "alias-circular": ("SRC002", _ERROR),
        "alias-undefined": ("SRC003", _ERROR),
        "asset-cleaned": ("SRC040", _WARNING),
        "asset-too-large": ("SRC041", _WARNING),
        "asset-unknown": ("SRC042", Severity.NOTE),
        "asset-unlike-ending": ("SRC043", _WARNING),
        "asset-unreadable": ("SRC044", _ERROR),
        "assets-too-many": ("SRC045", _WARNING),
        "bidi-override": ("SRC004", _WARNING),
        "bullet-pasted": ("SRC029", _WARNING),
        "cells-miscounted": ("SRC005", _ERROR),
        "column-doubled": ("SRC006", _ERROR),
        "column-unnamed": ("SRC007", _ERROR),
        "conflict-unresolved": ("SRC028", _ERROR),
        "control-character": ("SRC008", _ERROR),
        "dash-without-space": ("SRC027", _ERROR),
        "document-second": ("SRC009", _ERROR),
        "encoding-unknown": ("SRC010", _ERROR),
        "file-empty": ("SRC011", _ERROR),
        "file-too-large": ("SRC012", _ERROR),
        "key-doubled": ("SRC013", _ERROR),
        "key-hidden-character": ("SRC014", _ERROR),
        "key-not-text": ("SRC015", _ERROR),
        "lfs-pointer": ("SRC032", _ERROR),
        "line-separator": ("SRC016", _ERROR),
        "merge-misplaced": ("SRC017", _ERROR),
        "nesting-too-deep": ("SRC018", _ERROR),
        "not-a-mapping": ("SRC019", _ERROR),
        "number-cut-by-comma": ("SRC030", _ERROR),
        "quote-typographic": ("SRC031", _WARNING),
        "quote-unclosed": ("SRC020", _ERROR),
        "separator-wrong": ("SRC021", _ERROR),
        "surrogate": ("SRC022", _ERROR),
        "tag-used": ("SRC023", _ERROR),
        "text-cut-by-comment": ("SRC024", _WARNING),
        "text-inside-braces": ("SRC025", _ERROR),
        "yaml-syntax": ("SRC026", _ERROR),
    }
)


OF_ASSETS = frozenset(name for name in FAULTS if name.startswith("asset"))
"""The faults of pictures and films, which are no plans."""


def fault(rule: str, file: str, message: str, span: Span = START, *, help: str = "") -> Finding:
    """Returns the finding of one of the faults above."""
    code, severity = FAULTS[rule]
    return Finding(rule, code, severity, file, message, span, help)
