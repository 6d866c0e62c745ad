"""The rows of the table of peers: what is run, what is done before each run, and what it leaves undone."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import twins
from tools import Tool

COLD, WARM = "rencana build, cold", "rencana build, nothing changed"
PROSE, TITLE = "rencana build, a word of prose changed", "rencana build, a title changed"
PARENT = "rencana build, a parent's title changed"
RENDER = "rencana render"
MKDOCS, ZENSICAL, ZENSICAL_WARM = "MkDocs and Material", "Zensical, cold", "Zensical, one page changed"
HUGO = "Hugo, finished bodies"
FLOOR = "the bytes alone"
"""Names of rows that goals speak of."""
MADE = "pages were made before; reads no plan, checks and measures nothing"
SHELL = f"{MADE}; no search"
WRITE = """
import json, pathlib, sys
made = set()
for name, size in json.loads(pathlib.Path(sys.argv[1]).read_text()):
    path = pathlib.Path(sys.argv[2], name)
    if path.parent not in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.add(path.parent)
    path.write_bytes(b" " * size)
"""


@dataclass(frozen=True, slots=True)
class Site:
    """One portfolio with all that is made of it, in a folder of its own."""

    folder: Path
    plans: int

    @property
    def workspace(self) -> Path:
        """The plans, and MkDocs' settings."""
        return self.folder / "workspace"

    @property
    def public(self) -> Path:
        """The site that Rencana builds."""
        return self.workspace / "site" / "public"

    @property
    def tree(self) -> Path:
        """The Markdown that Rencana renders for other hosts."""
        return self.folder / "tree"


def _nothing(_: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Way:
    """One row: a command, the folder that it runs in, the folder that it writes, and what it does less than we do.

    `before` is called before each run with the number of the run, and is not measured.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    output: Path
    less: str = ""
    before: Callable[[int], None] = _nothing
    environ: Mapping[str, str] = field(default_factory=dict)


def own(site: Site) -> Iterator[Way]:
    """Yields the rows of Rencana itself; each goes on from where the one before has ended."""
    cache, campaigns = site.folder / "cache", sorted((site.workspace / "plans").glob("*/plan.yaml"))
    # Of the first campaign many are a part, and show its title.
    parent, plan = campaigns[0], latest(campaigns)
    environ = {**os.environ, "RENCANA_CACHE": str(cache), "NO_MKDOCS_2_WARNING": "1"}
    rencana = (sys.executable, "-m", "rencana")

    def way(name: str, before: Callable[[int], None] = _nothing) -> Way:
        return Way(name, (*rencana, "build", "-q"), site.workspace, site.public, before=before, environ=environ)

    yield way(COLD, partial(_remove, site.public, cache))
    yield way(WARM)
    yield way(PROSE, partial(edit, plan, r"(\n  summary: >-\n    )"))
    yield way(TITLE, partial(edit, plan, r"(\n  title: )"))
    yield way(PARENT, partial(edit, parent, r"(\n  title: )"))
    yield Way(
        RENDER,
        (*rencana, "render", "-q", "--on", day_of(site), str(site.tree)),
        site.workspace,
        site.tree,
        "no theme, no search: the pages that other hosts are given",
        partial(_remove, site.tree),
        {**environ, "RENCANA_CACHE": "off"},
    )


def day_of(site: Site) -> str:
    """Returns the day that the site speaks of, as its settings say."""
    match = re.search(r"on: ([\d-]+)", (site.workspace / "site" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert match
    return match[1]


def floor(site: Site) -> Iterator[Way]:
    """Yields the writing of as many bytes into as many files, and nothing else."""
    sizes = [
        (path.relative_to(site.public).as_posix(), path.stat().st_size)
        for path in site.public.rglob("*")
        if path.is_file()
    ]
    listed, output = site.folder / "sizes.json", site.folder / "floor"
    listed.write_text(json.dumps(sizes), encoding="utf-8")
    command = (sys.executable, "-c", WRITE, str(listed), str(output))
    yield Way(FLOOR, command, site.folder, output, "nothing but writing", partial(_remove, output), os.environ)


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way to the same pages: how its site is made, its command, and what it does less.

    `folder` names what its site is made of: the built site, or the Markdown tree. With `edited` it keeps a cache, and
    a second row is measured after a change of one page.
    """

    tool: str
    name: str
    folder: str
    make: Callable[[Path, Path], None]
    command: tuple[str, ...]
    less: str
    output: str = "site"
    edited: str = ""

    def ways(self, site: Site, tool: Tool) -> Iterator[Way]:
        """Makes its site, and yields its rows."""
        folder = site.folder / "peer"
        self.make(site.public if self.folder == "public" else site.tree, folder)
        # What our own interpreter is told about its packages is not meant for theirs.
        environ = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        environ |= {"NO_MKDOCS_2_WARNING": "1"}
        output, command = folder / self.output, (str(tool.program), *self.command)
        yield Way(self.name, command, folder, output, self.less, partial(_remove, output, folder / ".cache"), environ)
        if self.edited:
            page = folder / "docs" / "plans" / "campaign-00000" / "strategy.md"
            yield Way(self.edited, command, folder, output, self.less, partial(edit, page, "(<p>)"), environ)


PEERS = (
    Peer("mkdocs", MKDOCS, "tree", twins.tree, ("build", "-q"), MADE),
    Peer("mkdocs-gen-files", "mkdocs-gen-files", "tree", twins.gen_files, ("build", "-q"), MADE),
    Peer("mkdocs-macros", "mkdocs-macros", "tree", twins.macros, ("build", "-q"), MADE),
    Peer("zensical", ZENSICAL, "tree", twins.tree, ("build",), MADE, edited=ZENSICAL_WARM),
    Peer("hugo", HUGO, "public", twins.hugo, ("--logLevel", "error", "-d", "out"), SHELL, "out"),
    Peer(
        "hugo",
        "Hugo, from the plans",
        "public",
        twins.hugo_plans,
        ("--logLevel", "error", "-d", "out"),
        "prints what plans and tables hold; checks, measures and links nothing; no page across plans; no search",
        "out",
    ),
    Peer("eleventy", "Eleventy, finished bodies", "public", twins.eleventy, ("--quiet",), SHELL, "out"),
)


def _remove(*folders_and_run: Path | int) -> None:
    for folder in folders_and_run:
        if isinstance(folder, Path):
            shutil.rmtree(folder, ignore_errors=True)


def latest(plans: Iterable[Path]) -> Path:
    """Returns the plan of the campaign that began last: people edit what goes on, and the home shows it in full."""
    begun = re.compile(r"\n    start: '?([\d-]+)")
    matches = {path: begun.search(path.read_text(encoding="utf-8")) for path in plans}
    return max(matches, key=lambda path: (start[1] if (start := matches[path]) else "", path))


def edit(path: Path, place: str, run: int) -> None:
    """Puts a word behind the first place in a file that a pattern finds; another word in each run."""
    text, count = re.subn(place, rf"\g<1>Edit {run}, ", path.read_text(encoding="utf-8"), count=1)
    assert count, f"{path} has no {place}"
    path.write_text(text, encoding="utf-8")
