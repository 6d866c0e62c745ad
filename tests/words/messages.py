"""Brings the translations up to date with the messages in code and templates: every message of today, sorted.

With --check it writes nothing: it says what is untranslated, fuzzy or out of date, and exits 1 if anything is.
"""

import argparse
import ast
import re
import sys
from collections.abc import Container, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract


def calls(
    file: BinaryIO,
    keywords: Container[str],
    _tags: object,
    options: object,  # noqa: ARG001  as Babel asks
) -> Iterator[tuple[int, str, list[str | None], list[str]]]:
    """Yields the calls in a Python file that say a message: line, name, what is said, comments.

    Babel's own way sees no call inside an f-string before Python 3.12.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in keywords:
                texts = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
                yield node.lineno, name, [text if isinstance(text, str) else None for text in texts], []


SOURCES = (
    ("generator/rencana", [("**.py", calls)], {}),
    ("templates", [("**.html", babel_extract), ("**.j2", babel_extract)], {"**": {"silent": "false"}}),
)
RULES = "generator/rencana/check/rules"
# `say(…)`, and `self(…)` inside its own class, are how views say a message; the others are gettext's own names.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "marked": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "say": None,
    "self": None,
}
_VALUE = re.compile(r"%\(\w+\)s|\{\w+\}")


def messages(root: Path) -> Catalog:
    """Returns every message of the code and of the templates."""
    catalog = Catalog()
    for folder, methods, options in SOURCES:
        for _, _, message, _, context in extract_from_dir(
            root / folder, methods, options, keywords=KEYWORDS, directory_filter=lambda _: True
        ):
            catalog.add(message, context=context)
    for path in sorted((root / RULES).glob("*.py")):
        if path.stem != "__init__":
            catalog.add(rule_title(path))
    return catalog


def rule_title(path: Path) -> str:
    """Returns the first line of a rule's docstring: its title on the site."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


def updated(path: Path, current: Catalog) -> Catalog:
    """Returns a catalogue with today's messages and the translations that it already had."""
    language = path.parent.parent.name
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(current, no_fuzzy_matching=True)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Returns the file: sorted, without dates, line numbers or versions: the same input gives the same bytes."""
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};\\n"\n\n'
    )
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return head.encode() + body.getvalue().strip() + b"\n"


def faults(path: Path, catalogue: Catalog) -> Iterator[str]:
    """Yields what is wrong with a catalogue."""
    for message in catalogue:
        texts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if message.id and message.fuzzy:
            yield f"{path}: fuzzy: {message.id!r}"
        elif message.id and not all(texts):
            yield f"{path}: untranslated: {message.id!r}"
        elif any(_values(text) != _values(message.id) for text in texts):
            yield f"{path}: not the same values: {message.id!r}"
    if path.read_bytes() != written(catalogue):
        yield f"{path}: out of date; run .ci/words"


def _values(message: str | tuple[str, ...]) -> set[str]:
    """Returns what is put into a message; the last form of one with a number has all."""
    return set(_VALUE.findall(message if isinstance(message, str) else message[-1]))


def main() -> int:
    """Writes or checks every catalogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    current = messages(arguments.root)
    wrong = []
    for path in sorted(arguments.root.glob("generator/rencana/words/locale/*/LC_MESSAGES/rencana.po")):
        catalogue = updated(path, current)
        if not arguments.check:
            path.write_bytes(written(catalogue))
        wrong += faults(path, catalogue)
    sys.stdout.write("\n".join(wrong or [f"{len(current)} messages, all translated."]) + "\n")
    return 1 if wrong and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
