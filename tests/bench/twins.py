"""Makes for other generators the site that Rencana makes: the same pages, from bodies that Rencana has finished."""

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

SITES = Path(__file__).parent / "sites"
SAMPLE = Path("plans") / "campaign-00000" / "strategy" / "index.html"
"""The page that lends its shell to all."""
OPEN, CLOSE = '<article class="md-content__inner md-typeset">', "</article>"
TITLE = "{{ .Title }}"


class Body(NamedTuple):
    """The inside of a page: where the page lies, what it is called, and its HTML."""

    path: Path
    title: str
    html: str


def bodies(public: Path) -> Iterator[Body]:
    """Yields the bodies of all pages of a built site."""
    for path in sorted(public.rglob("*.html")):
        head, mark, after = path.read_text(encoding="utf-8").partition(OPEN)
        if mark:
            title = re.search(r"<title>(.*?)</title>", head, re.DOTALL)
            assert title
            yield Body(path.relative_to(public), html.unescape(title[1]), after.rpartition(CLOSE)[0])


def shell(public: Path) -> tuple[str, str]:
    """Returns what stands before and after the body of a page; in it the title of the page is to be put in."""
    head, mark, after = (public / SAMPLE).read_text(encoding="utf-8").partition(OPEN)
    titled = re.sub(r"<title>.*?</title>", f"<title>{TITLE}</title>", head, count=1, flags=re.DOTALL)
    return titled + mark, CLOSE + after.rpartition(CLOSE)[2]


def static(public: Path, target: Path) -> None:
    """Copies what has no body, but for the search: styles, scripts, tables, calendars, redirects."""
    for path in sorted(public.rglob("*")):
        name = path.relative_to(public)
        if path.is_file() and name.parts[0] != "search" and not _is_page(path):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / name)


def _is_page(path: Path) -> bool:
    """Tells pages of the site from files that only lead on to another address."""
    return path.suffix == ".html" and OPEN in path.read_text(encoding="utf-8")


def hugo(public: Path, folder: Path) -> None:
    """Makes a site for Hugo of finished bodies."""
    shutil.copytree(SITES / "hugo", folder)
    _layout(folder, public, "{{ .Content }}")
    for number, body in enumerate(bodies(public)):
        path = folder / "content" / f"{number // 1000}" / f"{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        address = f"/{body.path.as_posix().removesuffix('index.html')}"
        front = json.dumps({"title": body.title, "url": address}, ensure_ascii=False)
        path.write_text(f"{front}\n{body.html}", encoding="utf-8")
    static(public, folder / "static")


def hugo_plans(public: Path, folder: Path) -> None:
    """Makes a site for Hugo that reads the plans and has templates of its own; the plans lie beside it."""
    shutil.copytree(SITES / "hugo-plans", folder)
    _layout(folder, public, (folder / "body.html").read_text(encoding="utf-8"))
    static(public, folder / "static")


def _layout(folder: Path, public: Path, body: str) -> None:
    head, tail = shell(public)
    (folder / "layouts").mkdir(exist_ok=True)
    (folder / "layouts" / "single.html").write_text(f"{head}{body}{tail}", encoding="utf-8")


def eleventy(public: Path, folder: Path) -> None:
    """Makes a site for Eleventy of finished bodies."""
    shutil.copytree(SITES / "eleventy", folder)
    for name, text in zip(("head", "tail"), shell(public), strict=True):
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    listed = []
    for number, body in enumerate(bodies(public)):
        path = folder / "bodies" / f"{number // 1000}" / f"{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body.html, encoding="utf-8")
        listed.append({"path": body.path.as_posix(), "title": body.title, "file": str(path.relative_to(folder))})
    (folder / "_data").mkdir()
    (folder / "_data" / "bodies.json").write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
    static(public, folder / "static")


def tree(made: Path, folder: Path) -> None:
    """Copies the Markdown tree that `rencana render` has written, for a host that builds it as it is."""
    shutil.copytree(made, folder)


def gen_files(made: Path, folder: Path) -> None:
    """Makes a site for mkdocs-gen-files, which is handed each page of the tree by a script."""
    shutil.copytree(made / "docs", folder / "made")
    (folder / "docs").mkdir()
    shutil.copyfile(SITES / "gen_files.py", folder / "gen_files.py")
    _config(made, folder, ["search", {"gen-files": {"scripts": ["gen_files.py"]}}])


def macros(made: Path, folder: Path) -> None:
    """Makes a site for mkdocs-macros: each page of the tree has its front matter, and calls a macro for its body."""
    shutil.copytree(made / "docs", folder / "docs")
    shutil.copyfile(SITES / "macros.py", folder / "macros.py")
    for path in sorted((folder / "docs").rglob("*.md")):
        name = path.relative_to(folder / "docs")
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        (folder / "made" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "made" / name).write_text(body, encoding="utf-8")
        path.write_text(f'---\n{front}---\n\n{{{{ body("{name.as_posix()}") }}}}\n', encoding="utf-8")
    _config(made, folder, ["search", {"macros": {"module_name": "macros", "on_error_fail": True}}])


def _config(made: Path, folder: Path, plugins: list[Any]) -> None:
    settings = yaml.safe_load((made / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"] = plugins
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
