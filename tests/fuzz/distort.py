"""What happens to a file: its structure, its lines, its cells, its bytes and its name are changed by chance.

Nothing here knows Rencana. Whoever hands the same chance gets the same changes.
"""

import copy
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import Any

import yaml

LONG = (1_000, 30_000, 140_000)
DEEP = (3, 60, 2_000)
MOST_PARTS = 5_000
NAMED = 400
"""So many letters a name has at most that this hands out; a disk holds 255."""
SURFACE = [
    *("*a", "&a b", "&a *a", "!x y", "!!python/object/apply:os.getpid []", "!!binary aGk=", "!!set {a}", "!!int x"),
    *(
        "{<<: *a}",
        "{<<: {title: x}}",
        "{<<: [{a: b}, {c: d}]}",
        "{[a]: b}",
        "{{a: b}: c}",
        "? [a, b]",
        "[a, b",
        "{a: b",
    ),
    *(
        '"\\e]0;x\\a"',
        '"\\x00"',
        '"\\u202e\\u2066"',
        '"\\ud800"',
        '"\\U0010FFFF"',
        '"\\N\\_\\L\\P"',
        '"\\x"',
        "'it''s'",
    ),
    *(
        "|\n      a\n      b",
        ">-\n      a\n\n      b",
        "|9\n  a",
        ">\n",
        "a\n    b\n  c",
        "---",
        "...",
        "%YAML 1.2",
        "\ta",
    ),
    *("{because: There, at night.}", "[{}, {}]", "{a: }", "{? a}", "[,]", "a: b: c", "# only", "@x", "`x`", "- - - a"),
]
JUNK = [
    *(
        b"\x00",
        b"\xff",
        b"\xfe\xff",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\x1a",
    ),
    *(
        b"\r",
        b"\r\n",
        b"\n",
        b"\t",
        b"\x0c",
        b"\x85",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xe2\x80\xae",
        b"\x1b[31m",
        b"\x7f",
    ),
    *(
        b":",
        b": ",
        b"#",
        b" #",
        b"-",
        b"- ",
        b"'",
        b'"',
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b"&a ",
        b"*a",
        b"|\n",
        b">\n",
        b"? ",
    ),
    *(
        b"<<: *a\n",
        b"---\n",
        b"...\n",
        b"%TAG ! x\n",
        b"!!",
        b"  ",
        b";",
        b"=",
        b"{{",
        b"{%",
        b"<",
        b"PK\x03\x04",
        b"_" * 70,
    ),
]
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "cp1252", "utf-7", "shift_jis")

Texts = Sequence[str]
Change = Callable[[Random, bytes, Texts], bytes]


def paths_of(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yields the path of every part of a structure."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from paths_of(value, (*path, key))


def change_part(data: Any, path: tuple[Any, ...], how: str, value: Any) -> None:
    """Changes one part of a structure; `value` is what stands there afterwards, where something new does."""
    for step in path[:-1]:
        data = data[step]
    part, last = data[path[-1]], path[-1]
    if how == "exchange":
        data[last] = copy.deepcopy(value)
    elif how == "remove":
        del data[last]
    elif how == "nest":
        data[last] = {"x": part} if isinstance(part, list) else [part]
    elif how == "double" and isinstance(data, list):
        data.append(copy.deepcopy(part))
    elif isinstance(data, dict):
        new_key = str(value) if isinstance(value, str) and how == "name" else f"{last}z"
        parts = [(new_key if key == last and how != "turn" else key, content) for key, content in data.items()]
        if how == "double":
            parts.append((last, copy.deepcopy(part)))
        data.clear()
        data.update(reversed(parts) if how == "turn" else parts)


HOW = ("exchange", "exchange", "exchange", "rename", "name", "remove", "double", "nest", "turn")
"""What can be done to a part of a structure."""


def _value(chance: Random, texts: Texts) -> Any:
    text = chance.choice(texts)
    match chance.randrange(14):
        case 0:
            return []
        case 1:
            return {}
        case 2:
            return [text, text]
        case 3:
            return {text: text}
        case 4:
            return {"x-own": [{"a": text}]}
        case 5:
            return (text or "x") * (chance.choice(LONG) // (len(text) or 1))
        case 6:
            value: Any = text
            for _ in range(chance.choice(DEEP[:2])):
                value = [value] if chance.random() < 0.5 else {"a": value}
            return value
        case 7:
            return [{"a": text}, text, []]
    return text


def structure(chance: Random, content: bytes, texts: Texts) -> bytes:
    """Changes parts of a YAML file, wherever they lie."""
    try:
        data = yaml.load(content, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return scatter(chance, content, texts)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        # A few aliases can stand for more parts than there is room for.
        paths = list(islice(paths_of(data), MOST_PARTS))
        if not paths:
            break
        change_part(data, chance.choice(paths), chance.choice(HOW), _value(chance, texts))
    return yaml.safe_dump(data, allow_unicode=chance.random() < 0.8, sort_keys=False).encode("utf-8", "surrogatepass")


def lines(chance: Random, content: bytes, texts: Texts) -> bytes:
    """Changes lines: values by what only the language of the file knows, and their order, depth and number."""
    rows = content.split(b"\n")
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(rows))
        row = rows[at]
        match chance.randrange(8):
            case 0:
                del rows[at : at + chance.choice((1, 1, 5, 30))]
                rows = rows or [b""]
            case 1:
                rows.insert(at, rows[chance.randrange(len(rows))])
            case 2:
                rows[at] = b" " * chance.choice((1, 2, 9)) + row
            case 3:
                rows[at] = row.lstrip()
            case 4:
                rows[at] = row + b" " + chance.choice(SURFACE).encode()
            case 5:
                depth = chance.choice(DEEP)
                rows[at] = row.split(b":")[0] + b": " + chance.choice((b"[", b"{a: ", b"- ", b"> ")) * depth
            case _:
                value = chance.choice(SURFACE) if chance.random() < 0.6 else chance.choice(texts)
                rows[at] = re.sub(rb"(:\s|-\s).*", lambda match: match[1], row) + value.encode("utf-8", "surrogatepass")
    return b"\n".join(rows)


def cells(chance: Random, content: bytes, texts: Texts) -> bytes:  # noqa: C901  a table of what can happen to a cell
    """Changes cells, columns and rows of a table."""
    try:
        table = list(csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline=""))) or [[""]]
    except csv.Error:
        return scatter(chance, content, texts)
    for _ in range(chance.choice((1, 1, 2, 5))):
        row = chance.choice(table)
        at = chance.randrange(len(row)) if row else 0
        match chance.randrange(9):
            case 0:
                table.append(list(row))
            case 1:
                table.remove(row)
                table = table or [[""]]
            case 2:
                row.insert(at, chance.choice(texts))
            case 3:
                del row[at : at + 1]
            case 4:
                for cells_of in table:
                    cells_of.append(cells_of[at] if at < len(cells_of) else "")
            case 5:
                table[0] = [*table[0][:at], chance.choice(texts), *table[0][at + 1 :]]
            case 6:
                row[at : at + 1] = ["x" * chance.choice(LONG)]
            case _:
                row[at : at + 1] = [chance.choice(texts)]
    out = io.StringIO()
    delimiter = chance.choice((",", ",", ",", ",", ";", "\t", "|"))
    ends = chance.choice(("\n", "\n", "\r\n", "\r"))
    csv.writer(out, delimiter=delimiter, lineterminator=ends, escapechar="\\").writerows(table)
    return out.getvalue().encode("utf-8", "surrogatepass")


def scatter(chance: Random, content: bytes, texts: Texts) -> bytes:
    """Changes bytes: some are turned, cut out, repeated, or replaced by others; or all of them are encoded anew."""
    for _ in range(chance.choice((1, 1, 2, 6))):
        at = chance.randint(0, len(content))
        to = min(len(content), at + chance.choice((0, 1, 2, 8, 40, 400)))
        match chance.randrange(8):
            case 0 if at < len(content):
                content = content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]
            case 1:
                content = content[:at] + content[to:]
            case 2:
                content = content[:to] + content[at:to] * chance.choice((1, 9, 400)) + content[to:]
            case 3:
                content = chance.choice(JUNK) + content
            case 4 if chance.random() < 0.4:
                encoding = chance.choice(ENCODINGS)
                content = content.decode("utf-8", "replace").encode(encoding, "replace")
            case 5:
                text = chance.choice(texts).encode("utf-8", "surrogatepass")
                content = content[:at] + text + content[to:]
            case 6 if chance.random() < 0.2:
                content = content[:at]
            case _:
                content = content[:at] + chance.choice(JUNK) * chance.choice((1, 1, 1, 50)) + content[to:]
    return content


def renamed(chance: Random, path: str, texts: Texts) -> str:
    """Returns another path for a file, with one of its parts changed."""
    parts = path.split("/")
    at = chance.randrange(1, len(parts)) if len(parts) > 1 else 0
    stem, dot, ending = parts[at].rpartition(".")
    text = chance.choice(texts)[:NAMED].replace("/", "∕").replace("\0", "␀") or "x"
    if text.strip() in ("..", "."):
        text = "..x"
    parts[at] = chance.choice(
        (text, f"{text}{dot}{ending}", f"{stem}{text}{dot}{ending}", f"{parts[at]}.{text}", f".{parts[at]}")
    )
    return "/".join(parts)
