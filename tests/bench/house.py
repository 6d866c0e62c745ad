"""Measures how the code reads: sizes, names, rooms and their arrows, comments, tests. Nothing here is a verdict.

    house.py [CHECKOUT]          a table of one checkout
    house.py BEFORE AFTER        two checkouts side by side

The same ruler serves any revision: `git worktree add ../before REVISION` gives the other one.
"""

import ast
import io
import sys
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGE = Path("generator") / "rencana"
VAGUE = frozenset(
    {
        "one", "ones", "found", "given", "known", "made", "said", "told", "own", "whole",
        "some", "rest", "thing", "things", "way", "ways", "held", "kept", "gone", "shown",
        "seen", "asked", "wanted", "taken", "put", "left", "other", "others",
    }
)  # fmt: skip
"""Local names that say nothing of what they hold."""
FOR_SPEED = (
    "aside.py",
    "cache.py",
    "examine.py",
    "making.py",
    "site/abreast.py",
    "site/blank.py",
    "site/details.py",
    "site/entries.py",
    "site/footprint.py",
    "site/lodging.py",
    "site/marks.py",
    "site/memory.py",
    "site/note.py",
    "site/outline.py",
    "site/place.py",
    "site/quick.py",
    "site/record.py",
    "site/refresh.py",
    "site/shell.py",
    "site/stencil.py",
    "render/alone.py",
    "render/book.py",
    "render/excerpts.py",
    "render/views/once.py",
    "check/look.py",
    "words/po_file.py",
    "jobs/",
    "campaign_jobs.py",
    "site/build.py",
    "site/shell/",
    "site/theme.py",
    "site/probe_page.py",
    "site/update/",
    "render/portfolio/excerpt.py",
    "render/portfolio/excerpts.py",
    "render/portfolio/index.py",
    "render/portfolio/output.py",
    "render/subject/once.py",
)
"""Modules and rooms that would not be there if time cost nothing, of the house before and of that of today.

`site/build.py` was the build by MkDocs before, which is not among them: it is told by whether there is `site/quick.py`.
"""
_LAYOUT = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER}
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def figures(root: Path) -> dict[str, str]:
    """Returns the figures of a checkout, by what they are."""
    package = root / PACKAGE
    texts = {path.relative_to(package).as_posix(): path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    trees = {name: ast.parse(text) for name, text in texts.items()}
    counts = {name: _code_and_comments(texts[name], trees[name]) for name in texts}
    code, comments = (sum(count[part] for count in counts.values()) for part in (0, 1))
    tests = sum(
        _code_and_comments(text, ast.parse(text))[0]
        for path in sorted((root / "tests").rglob("*.py"))
        if "node_modules" not in path.parts
        for text in [path.read_text(encoding="utf-8")]
    )
    private, once = _private(trees)
    speed = [name for name in texts if _is_for_speed(name, texts)]
    return {
        "modules": str(len(texts)),
        "lines (code)": f"{sum(map(_lines, texts.values()))} ({code})",
        "lines for speed alone": f"{sum(_lines(texts[name]) for name in speed)} in {len(speed)} modules",
        "vague local names": f"{vague(trees)[0]:.1f} %",
        "class names with two homes": str(len(doubles(trees))),
        "module names twice in a room": str(_twice_in_a_room(texts)),
        "private functions used once": f"{once} of {private} ({100 * once / private:.0f} %)",
        "comments per 100 lines of code": f"{100 * comments / code:.1f}",
        "render: rooms / floors / arrows": _structure(trees, "render/"),
        "site: rooms / floors / arrows": _structure(trees, "site/"),
        "template lines over 160 characters": str(sum(1 for line in _templates(root) if len(line) > 160)),
        "test code : source code": f"{tests / code:.2f}",
    }


def _lines(text: str) -> int:
    return text.count("\n")


def _code_and_comments(text: str, tree: ast.AST) -> tuple[int, int]:
    """Returns how many lines hold code, without docstrings, and how many comments give a reason.

    A comment for a checker (noqa, type) counts only by the words after it, and such words stand with the code.
    """
    code, comments = set[int](), 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            comments += not token.string.startswith(("# noqa", "# type:"))
        elif token.type not in _LAYOUT:
            code.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            code.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(code), comments


def vague(trees: Mapping[str, ast.AST]) -> tuple[float, list[str]]:
    """Returns how many local names of a hundred say nothing of what they hold, and where these are bound."""
    total, places = 0, []
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                name = node.id
            elif isinstance(node, ast.arg):
                name = node.arg
            else:
                continue
            total += 1
            if name in VAGUE:
                places.append(f"{module}:{node.lineno} {name}")
    return 100 * len(places) / total, places


def doubles(trees: Mapping[str, ast.AST]) -> dict[str, list[str]]:
    """Returns the names that several classes have, with their modules."""
    homes: dict[str, set[str]] = defaultdict(set)
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name].add(module)
    return {name: sorted(modules) for name, modules in homes.items() if len(modules) > 1}


def _twice_in_a_room(names: Mapping[str, object]) -> int:
    """Returns how many names of modules stand twice below one of the rooms of the house."""
    counts = Counter((name.partition("/")[0], name.rpartition("/")[2]) for name in names if "/" in name)
    return sum(count > 1 for (_, module), count in counts.items() if module != "__init__.py")


def _private(trees: Mapping[str, ast.AST]) -> tuple[int, int]:
    """Returns how many functions are private to a module, and how many of these are used at one place only."""
    total = once = 0
    for tree in trees.values():
        uses: Counter[str] = Counter()
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                uses[node.id] += 1
            elif isinstance(node, ast.Attribute):
                uses[node.attr] += 1
        functions = [
            node.name
            for node in ast.walk(tree)
            if isinstance(node, _FUNCTION) and node.name.startswith("_") and not node.name.startswith("__")
        ]
        total += len(functions)
        once += sum(uses[name] == 1 for name in functions)
    return total, once


def _structure(trees: Mapping[str, ast.AST], room: str) -> str:
    """Returns of a room how many rooms it holds (modules and folders), on how many floors, with how many arrows."""
    package = f"rencana.{room.rstrip('/')}."
    modules = {_dotted(name) for name in trees}
    arrows: dict[str, set[str]] = defaultdict(set)
    for name, tree in trees.items():
        if not name.startswith(room) or name == f"{room}__init__.py":
            continue
        source = name.removeprefix(room).partition("/")[0].removesuffix(".py")
        arrows[source] |= {
            target.removeprefix(package).partition(".")[0]
            for target in _imports(tree, modules)
            if target.startswith(package)
        } - {source}
    floors: dict[str, int] = {}

    def floor(child: str) -> int:
        if child not in floors:
            floors[child] = 0
            floors[child] = 1 + max((floor(below) for below in arrows[child]), default=0)
        return floors[child]

    highest = max(floor(child) for child in list(arrows))
    return f"{len(arrows)} / {highest} / {sum(map(len, arrows.values()))}"


def _dotted(name: str) -> str:
    return "rencana." + name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports(tree: ast.AST, modules: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules else node.module


def _is_for_speed(name: str, texts: Mapping[str, str]) -> bool:
    if name == "site/build.py" and "site/quick.py" in texts:
        return False
    return any(name == place or (place.endswith("/") and name.startswith(place)) for place in FOR_SPEED)


def _templates(root: Path) -> Iterator[str]:
    for path in sorted((root / "templates").rglob("*.html")):
        yield from path.read_text(encoding="utf-8").splitlines()


def main() -> None:
    """Prints the table of one checkout, or of two."""
    roots = [Path(argument) for argument in sys.argv[1:]] or [Path(__file__).resolve().parents[2]]
    columns = [figures(root) for root in roots]
    width = max(map(len, columns[0]))
    for name in columns[0]:
        print(f"{name:<{width}}", *(f"{column[name]:>28}" for column in columns))


if __name__ == "__main__":
    main()
