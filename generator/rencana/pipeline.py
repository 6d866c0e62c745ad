"""The whole story: files are read, plans understood, checked, measured, and rendered into pages."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from rencana.cache import Cache, key_of
from rencana.check import RULES, Choice, Unit, check_portfolio
from rencana.errors import WorkspaceError
from rencana.finding import Finding
from rencana.measure import Measured, measure
from rencana.plan.campaign import Portfolio
from rencana.plan.layout import PORTFOLIO, lay_out
from rencana.plan.load import Files, load
from rencana.plan.shared import Shared
from rencana.source import DiskTree, Document, Table, Tree, read_csv, read_yaml

if TYPE_CHECKING:
    # A check makes no page, and should not wait for what makes them.
    from rencana.render import Pages, Show

ALL = Choice()
"""All rules, as the workspace weighs them."""
NO_RULES = Choice(ignore=("all",))
"""No rule: only what makes a plan unreadable is found."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A portfolio with the findings of all of its files, sorted by place."""

    portfolio: Portfolio
    findings: tuple[Finding, ...]
    files: Files
    on: date

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has set aside."""
        return tuple(finding for finding in self.findings if finding.ignored is None)

    def text(self, path: str) -> str:
        """Returns the text of a file, to show the line of a finding."""
        held: Mapping[str, Document | Table] = {**self.files.documents, **self.files.tables}
        return held[path].text if path in held else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that the site shows of a workspace, and the day that it speaks of."""

    checked: Checked
    pages: "Pages"
    on: date


def check(tree: Tree, *, choice: Choice = ALL, on: date | None = None) -> Checked:
    """Reads all plans of a tree and finds what is wrong with them: in files, in language, and in sense."""
    files = _read_files(tree, tree.paths())
    portfolio, faults = load(files)
    of_yaml = [finding for one in files.documents.values() for finding in one.findings]
    of_csv = [finding for one in files.tables.values() for finding in one.findings]
    day = today(portfolio.shared.timezone, on, os.environ)
    of_sense = check_portfolio(Unit(portfolio, files), RULES, choice, day)
    return Checked(portfolio, _in_order([*of_yaml, *of_csv, *faults, *of_sense]), files, day)


def _read_files(tree: Tree, paths: Iterable[str]) -> Files:
    return _files({path: tree.read(path) for path in paths})


def _files(contents: Mapping[str, bytes]) -> Files:
    documents, tables = {}, {}
    for path, content in contents.items():
        if path.endswith(".csv"):
            tables[path] = read_csv(path, content)
        else:
            documents[path] = read_yaml(path, content)
    return Files(documents, tables)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.file, one.span, one.code, one.message)))


def find_workspace(start: Path) -> Path:
    """Returns the nearest folder upward that holds plans/portfolio.yaml."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "plans" / "portfolio.yaml").is_file():
            return folder
    help = "Go to the folder that holds plans/portfolio.yaml, or make a new workspace with `rencana init`."
    raise WorkspaceError(f"There is no workspace at {start.resolve()}.", help=help)


def check_workspace(root: Path, *, choice: Choice = ALL, on: date | None = None) -> Checked:
    """Reads and checks the workspace on disk."""
    return check(DiskTree(root), choice=choice, on=on)


def today(timezone: str, on: date | None, environ: Mapping[str, str]) -> date:
    """Returns the day that pages speak of: the one asked for, else SOURCE_DATE_EPOCH, else today in the time zone."""
    if on is not None:
        return on
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), tz=UTC) if epoch.isdigit() else datetime.now(tz=UTC)
    return now.astimezone(ZoneInfo(timezone)).date()


def read_workspace(root: Path, *, on: date | None = None) -> Checked:
    """Reads the workspace on disk without asking the rules: enough to measure."""
    return check(DiskTree(root), choice=NO_RULES, on=on)


def measured(checked: Checked, names: Sequence[str] = ()) -> list[Measured]:
    """Returns how campaigns stand on the day; all of them, where none is named."""
    campaigns = checked.portfolio.campaigns
    return [measure(campaigns[name], checked.on) for name in names or campaigns]


@dataclass(frozen=True, slots=True)
class Fleet:
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
    portfolio, _ = load(_read_files(tree, [path for path in paths if path == PORTFOLIO]))
    folders = {
        one.id: tuple(path for path in (one.plan, one.calendar, *one.readings) if path)
        for one in lay_out(paths).folders
        if one.plan
    }
    return Fleet(root, portfolio.shared, today(portfolio.shared.timezone, on, os.environ), folders)


Made: TypeAlias = Callable[[Measured], Any]
"""What is made of a measured campaign: plain data that JSON can hold. It must be a function that can be named."""

_FEW = 24
"""So few campaigns are measured sooner by one process than others are started."""


def stands(fleet: Fleet, names: Sequence[str], make: Made, cache: Cache | None, jobs: int) -> Iterator[tuple[str, Any]]:
    """Yields what is made of each campaign in turn; None of one that cannot be read.

    Campaigns are measured side by side; what was made of the same files on the same day before comes from the cache.
    """
    work = partial(_stand, fleet, make, cache)
    if jobs < 2 or len(names) <= _FEW:  # noqa: PLR2004  one worker is this process
        yield from zip(names, map(work, names), strict=True)
        return
    with ProcessPoolExecutor(jobs) as workers:
        yield from zip(names, workers.map(work, names, chunksize=8), strict=True)


def _stand(fleet: Fleet, make: Made, cache: Cache | None, name: str) -> Any:  # noqa: ANN401  what JSON can hold
    tree = DiskTree(fleet.root)
    contents = {path: tree.read(path) for path in (PORTFOLIO, *fleet.folders[name]) if tree.exists(path)}
    said = [f"{path}\0".encode() + content for path, content in contents.items()]
    key = key_of([_name(make), str(fleet.on).encode(), *said])
    if cache and (held := cache.get(key)) is not None:
        return json.loads(held)
    files = _files(contents)
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
    from rencana.render import Settings, Show, render  # noqa: PLC0415  see above

    tree = DiskTree(root)
    checked = check(tree, on=on)
    own = root / "templates"

    def asset(path: str) -> bytes | None:
        return tree.read(path) if tree.exists(path) else None

    settings = Settings(checked.on, asset, folders, own if own.is_dir() else None, show or Show())
    return Outcome(checked, render(checked.portfolio, checked.open, settings), checked.on)
