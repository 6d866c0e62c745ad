"""Writes the pages as plain Markdown with a mkdocs.yml, for hosts that do not know our plugin.

Each page is front matter and one block of finished HTML: text of a plan in Markdown would be read as Markdown again,
and a host may make a live `javascript:` link of it.
"""

import html
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import yaml
from msgspec import Struct

from rencana.disk import inside, write
from rencana.pipeline import Site
from rencana.render.page import Body, Page, Section
from rencana.site.shell.slots import description, safe_title
from rencana.site.target import refuse_strangers

_MANIFEST = ".rencana-files.json"
_DOCS = "docs"


class Written(Struct, frozen=True):
    """What was done to a tree of files."""

    changed: int
    same: int
    removed: int


def write_tree(folder: Path, site: Site) -> Written:
    """Writes the tree. A file that is the same is not touched; only files that a former run has written are removed."""
    before = _manifest(folder)
    if not before:
        refuse_strangers(folder, "Name an empty folder, or one that `rencana render` has written before.")
    files = dict(_files(site))
    # Written first: after a run that was stopped, the next one has to know that what it finds is ours.
    _write_manifest(folder, before | set(files))
    # Each is made only when it is written: all pages of a large site would not fit into memory.
    changed = sum(_write(folder, path, content()) for path, content in files.items())
    removed = sorted(before - set(files))
    for path in removed:
        inside((folder / path).parent, folder).joinpath(PurePosixPath(path).name).unlink(missing_ok=True)
    _write_manifest(folder, files)
    return Written(changed, len(files) - changed, len(removed))


def _write_manifest(folder: Path, files: Iterable[str]) -> None:
    _write(folder, _MANIFEST, (json.dumps(sorted(files), indent=1) + "\n").encode())


def _manifest(folder: Path) -> set[str]:
    """Returns the files that were written before, leaving out whatever could lead out of the folder."""
    try:
        listed = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return {path for path in listed if isinstance(path, str) and not {"..", "/"} & set(PurePosixPath(path).parts)}


def _write(folder: Path, path: str, content: bytes) -> bool:
    """Writes a file of the tree, and tells whether it has changed."""
    file = folder / path
    if file.is_file() and file.read_bytes() == content:
        return False
    write(file, [content], within=folder)
    return True


def _files(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    pages = site.pages
    for page in pages.pages:
        yield f"{_DOCS}/{page.path}", partial(_markdown, page)
    for download in pages.downloads:
        yield f"{_DOCS}/{download.path}", download.content
    paths = {page.path for page in pages.pages}
    for redirect in pages.redirects:
        if redirect.path not in paths:
            yield f"{_DOCS}/{_as_folder(redirect.path)}", partial(redirect.page, "")
    yield "mkdocs.yml", partial(_config, site)


def _markdown(page: Page) -> bytes:
    body = page.body()
    front = {
        "description": html.escape(description(page, body)),
        "title": safe_title(page.title),
        "hide": ["navigation", "toc"],
    }
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=True, width=1000)
    contents = _contents(body)
    # A blank line would end the block of HTML, and what follows would be read as Markdown.
    block = "\n".join(line for line in f"{contents}{body.html}".split("\n") if line.strip())
    return f'---\n{head}---\n\n<div class="rn-tree" markdown="0">\n{block}\n</div>\n'.encode()


def _as_folder(path: str) -> str:
    """Returns the file that a host makes of a page; it is written as it is, and hosts copy it."""
    name = path.removesuffix(".md")
    return f"{name}.html" if PurePosixPath(name).name == "index" else f"{name}/index.html"


def _contents(body: Body) -> str:
    """Returns the page's own table of contents; the host would make one of Markdown headings, and there are none."""
    if not body.headings:
        return ""
    items = "".join(
        f'<li><a href="#{heading.anchor}">{html.escape(heading.title)}</a></li>'
        for heading in body.headings
        if heading.level == 2  # noqa: PLR2004  h2 are the parts of a page
    )
    return f'<nav class="rn-contents" aria-label="Contents"><ul>{items}</ul></nav>\n'


def _config(site: Site) -> bytes:
    shared = site.shared
    settings = {
        "site_name": safe_title(shared.title or shared.organisation or "Campaigns"),
        "docs_dir": _DOCS,
        "theme": {"name": "material", "font": False, "language": "id" if shared.language.startswith("id") else "en"},
        "extra_css": ["assets/rencana.css"],
        "extra_javascript": ["assets/rencana.js"],
        "markdown_extensions": ["md_in_html"],
        "plugins": ["search"],
        "nav": _nav(site.pages.nav),
        "not_in_nav": "\n".join(f"/{page.path}" for page in site.pages.pages if not page.listed),
    }
    head = "# Written by `rencana render`; MkDocs, ProperDocs and Zensical build it as it is.\n"
    return (head + yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000)).encode()


def _nav(parts: tuple[Section | Page, ...]) -> list[dict[str, object]]:
    return [
        {part.title: _nav(part.parts)} if isinstance(part, Section) else {safe_title(part.title): part.path}
        for part in parts
    ]
