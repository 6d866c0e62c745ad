"""The whole story: files are read, plans understood, checked, measured, and rendered into pages."""

import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from msgspec import Struct

from rencana.check import (
    RULES,
    CampaignCheck,
    RuleChoice,
    SharedFiles,
    check_campaign,
    conclude,
    from_bytes,
    set_up,
    to_bytes,
)
from rencana.finding import Finding, still_open
from rencana.jobs.store import Store, digest, key_of
from rencana.plan.campaign import Portfolio
from rencana.plan.layout import PORTFOLIO, Folder, Layout, lay_out
from rencana.plan.load import Files, gather, load, load_campaign, load_shared
from rencana.plan.shared import Shared
from rencana.source import DiskTree, Tree, read_csv, read_yaml
from rencana.workspace import find_workspace as find_workspace
from rencana.workspace import today as today

if TYPE_CHECKING:
    # A check measures nothing and makes no page, and should not wait for what does.
    from rencana.measure import Measured
    from rencana.render.page import Pages
    from rencana.render.subject.kit import Show

T = TypeVar("T")
R = TypeVar("R")

ALL = RuleChoice()
"""All rules, as the workspace weighs them."""
NO_RULES = RuleChoice(ignore=("all",))
"""No rule: only what makes a plan unreadable is found."""


class Checked(Struct, frozen=True):
    """A portfolio with the findings of all of its files, sorted by place."""

    portfolio: Portfolio
    findings: tuple[Finding, ...]
    on: date

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has set aside."""
        return still_open(self.findings)


class Outcome(Struct, frozen=True):
    """Everything that the site shows of a workspace, and the day that it speaks of."""

    checked: Checked
    pages: "Pages"
    on: date


def check(tree: Tree, *, choice: RuleChoice = ALL, on: date | None = None) -> Checked:
    """Reads all plans of a tree and finds what is wrong with them: in files, in language, and in sense."""
    return check_files(_of_tree(tree, tree.paths()), choice=choice, on=on)


def check_files(files: Files, *, choice: RuleChoice = ALL, on: date | None = None) -> Checked:
    """Finds what is wrong in files that were read."""
    layout = lay_out([*files.documents, *files.tables])
    home = _home(files, layout)
    run = set_up(RULES, home.shared, choice, today(home.shared.timezone, on, os.environ))
    drafts = {folder: load_campaign(folder, files, home.shared) for folder in layout.folders}
    looks = [check_campaign(draft, files.of(folder.files), run) for folder, draft in drafts.items()]
    return Checked(gather(home.shared, drafts.values()), conclude(looks, home, run), run.on)


def _home(files: Files, layout: Layout) -> SharedFiles:
    """Returns what all plans share, with the files that belong to no campaign."""
    shared, faults = load_shared(files, layout)
    inside = {path for folder in layout.folders for path in folder.files}
    return SharedFiles(
        shared, files.of(path for path in (*files.documents, *files.tables) if path not in inside), faults
    )


class Seen(Struct, frozen=True):
    """The findings of a workspace whose plans were let go, and what else is said of it."""

    findings: tuple[Finding, ...]
    looks: tuple[CampaignCheck, ...]
    shared: Shared
    on: date

    @property
    def plans(self) -> int:
        """How many plans there are."""
        return sum(one.unreadable or one.summary is not None for one in self.looks)


def look_over(
    tree: Tree,
    sums: Mapping[str, bytes],
    *,
    choice: RuleChoice,
    on: date | None,
    cache: Store | None,
    jobs: int,
    known: dict[str, CampaignCheck] | None = None,
) -> Seen:
    """Finds what `check` finds, campaign by campaign: several side by side, and what did not change from the cache.

    `sums` stand for all files of the tree. `known` are the looks of the last time, by key, and then those of now.
    """
    known = {} if known is None else known
    layout = lay_out(sums)
    inside = {path for folder in layout.folders for path in folder.files}
    home = _home(_of_tree(tree, [path for path in sums if path not in inside]), layout)
    day = today(home.shared.timezone, on, os.environ)
    looking = Looking(home.shared, choice, day, cache, sums.get(PORTFOLIO, b""))
    keys = {folder.id: looking.key(folder, [sums[path] for path in folder.files]) for folder in layout.folders}
    looks: dict[str, tuple[str, CampaignCheck]] = {}
    missing = []
    for folder in layout.folders:
        key = keys[folder.id]
        if key in known:
            looks[folder.id] = key, known[key]
        elif cache and (held := cache.get(key)):
            looks[folder.id] = key, from_bytes(held)
        else:
            missing.append((folder, tree.part(folder.files)))
    for key, made in side_by_side(looking.look, missing, jobs):
        seen = from_bytes(made)
        looks[seen.id] = key, seen
    # In the order of the folders, whether an answer was there or had to be made.
    found = [looks[folder.id] for folder in layout.folders]
    known.clear()
    known.update(found)
    every = tuple(look for _, look in found)
    return Seen(conclude(every, home, set_up(RULES, home.shared, choice, day)), every, home.shared, day)


_FEW = 24
"""So few campaigns are done sooner by one process than others are started."""


def side_by_side(work: Callable[[T], R], tasks: Sequence[T], jobs: int) -> Iterator[R]:
    """Yields what is made of each task in turn, by several processes where there are many."""
    # A process that does several things at once is not copied: what the others do might be half done in the copy.
    if jobs < 2 or len(tasks) <= _FEW or threading.active_count() > 1:  # noqa: PLR2004  one worker is this process
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  few campaigns need no other process

    with ProcessPoolExecutor(jobs, initializer=_take_up, initargs=(work, tasks)) as workers:
        yield from workers.map(_do, range(len(tasks)), chunksize=8)


_taken_up: tuple[Callable[[Any], Any], Sequence[Any]]
"""What this process does for another one. A copy of that one has it already; else it is told once, not task by task."""


def _take_up(work: Callable[[Any], Any], tasks: Sequence[Any]) -> None:
    global _taken_up  # noqa: PLW0603  a worker has nothing else to remember it by
    _taken_up = work, tasks


def _do(number: int) -> Any:  # noqa: ANN401  whatever the work gives
    work, tasks = _taken_up
    return work(tasks[number])


class Looking(Struct, frozen=True):
    """How campaigns are looked at, each alone. `portfolio` stands for the file of what they share."""

    shared: Shared
    choice: RuleChoice
    on: date
    cache: Store | None
    portfolio: bytes

    def look(self, task: tuple[Folder, Tree]) -> tuple[str, bytes]:
        """Looks at a campaign. The key is that of the files as they were read: one may just have been saved."""
        folder, tree = task
        contents = {path: tree.read(path) for path in folder.files}
        key, files = self.key(folder, map(digest, contents.values())), read_files(contents)
        run = set_up(RULES, self.shared, self.choice, self.on)
        made = to_bytes(check_campaign(load_campaign(folder, files, self.shared), files, run))
        if self.cache:
            self.cache.put(key, made)
        return key, made

    def key(self, folder: Folder, sums: Iterable[bytes]) -> str:
        """Returns the key of what is seen; `sums` stand for the files of the campaign."""
        said = [b"seen", repr((self.choice, str(self.on))).encode(), self.portfolio]
        files = (part for path, sum in zip(folder.files, sums, strict=True) for part in (path.encode(), sum))
        return key_of([*said, *files])


def _of_tree(tree: Tree, paths: Iterable[str]) -> Files:
    return read_files({path: tree.read(path) for path in paths})


def read_files(contents: Mapping[str, bytes]) -> Files:
    """Reads files, each by its ending, without understanding them yet."""
    documents, tables = {}, {}
    for path, content in contents.items():
        if path.endswith(".csv"):
            tables[path] = read_csv(path, content)
        else:
            documents[path] = read_yaml(path, content)
    return Files(documents, tables)


def check_workspace(root: Path, *, choice: RuleChoice = ALL, on: date | None = None) -> Checked:
    """Reads and checks the workspace on disk."""
    return check(DiskTree(root), choice=choice, on=on)


def read_workspace(root: Path, *, on: date | None = None) -> Checked:
    """Reads the workspace on disk without asking the rules: enough to measure."""
    return check(DiskTree(root), choice=NO_RULES, on=on)


def measured(checked: Checked, names: Sequence[str] = ()) -> "list[Measured]":
    """Returns how campaigns stand on the day; all of them, where none is named."""
    from rencana.measure import measure  # noqa: PLC0415  see above

    campaigns = checked.portfolio.campaigns
    return [measure(campaigns[name], checked.on) for name in names or campaigns]


class Fleet(Struct, frozen=True):
    """The campaigns of a workspace, known by their files only; each is read when its turn comes, and then let go."""

    root: Path
    shared: Shared
    on: date
    folders: Mapping[str, tuple[str, ...]]
    """The files of each campaign that has a plan."""


def fleet(root: Path, on: date | None) -> Fleet:
    """Looks at a workspace without reading its plans."""
    tree = DiskTree(root)
    paths = tree.paths()
    shared, _ = load_shared(_of_tree(tree, [path for path in paths if path == PORTFOLIO]), Layout(()))
    folders = {one.id: one.files for one in lay_out(paths).folders if one.plan}
    return Fleet(root, shared, today(shared.timezone, on, os.environ), folders)


Made: TypeAlias = "Callable[[Measured], Any]"
"""What is made of a measured campaign: plain data that JSON can hold. It must be a function that can be named."""


def stands(fleet: Fleet, names: Sequence[str], make: Made, cache: Store | None, jobs: int) -> Iterator[tuple[str, Any]]:
    """Yields what is made of each campaign in turn; None of one that cannot be read.

    Campaigns are measured side by side; what was made of the same files on the same day before comes from the cache.
    """
    yield from zip(names, side_by_side(partial(_stand, fleet, make, cache), names, jobs), strict=True)


def _stand(fleet: Fleet, make: Made, cache: Store | None, name: str) -> Any:  # noqa: ANN401  what JSON can hold
    from rencana.measure import measure  # noqa: PLC0415  see above

    tree = DiskTree(fleet.root)
    contents = {path: tree.read(path) for path in (PORTFOLIO, *fleet.folders[name]) if tree.exists(path)}
    said = [f"{path}\0".encode() + content for path, content in contents.items()]
    key = key_of([_name(make), str(fleet.on).encode(), *said])
    if cache and (held := cache.get(key)) is not None:
        return json.loads(held)
    files = read_files(contents)
    campaign = load(files)[0].campaigns.get(name)
    made = make(measure(campaign, fleet.on)) if campaign else None
    if cache:
        cache.put(key, json.dumps(made, ensure_ascii=False).encode())
    return made


def _name(make: Made) -> bytes:
    """Returns what stands for a function and the arguments that it was given."""
    if isinstance(make, partial):
        return repr((make.func.__qualname__, make.args, sorted(make.keywords.items()))).encode()
    return make.__qualname__.encode()


def run(root: Path, *, on: date | None = None, folders: bool = True, show: "Show | None" = None) -> Outcome:
    """Reads, checks and renders the workspace on disk; `folders` gives each page a folder of its own."""
    from rencana.render.portfolio.pages import render  # noqa: PLC0415  see above
    from rencana.render.subject.kit import Show, SiteSettings  # noqa: PLC0415  see above

    tree = DiskTree(root)
    checked = check(tree, on=on)
    own = root / "templates"
    settings = SiteSettings(checked.on, tree.find, folders, own if own.is_dir() else None, show or Show())
    return Outcome(checked, render(checked.portfolio, checked.open, settings), checked.on)
