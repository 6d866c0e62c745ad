"""Changes workspaces by chance and runs the commands on them: whatever is in a file, no run may end in a fault.

Each case follows from the seed and its number. One that fails is made smaller and kept as a workspace in a folder;
`--replay` runs such workspaces again. Those that have failed once stand in `tests/cases/fuzz/`.
"""

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import click
from casefiles import Entry, Files, Link, Pipe, read_files, write_files
from corpus import ROOT, SITE, bases, harmful
from distort import cells, lines, renamed, scatter, structure
from watch import Answer, Command, Complaint, Worker

ON = ("--on", "2026-03-01")
CHECKS: list[Command] = [
    ("check", *ON, "--format", form) for form in ("text", "json", "github", "gitlab", "sarif", "junit")
]
NUMBERS: list[Command] = [
    (command, *ON, "--format", form) for command in ("status", "due") for form in ("json", "text")
]
FIXES: list[Command] = [("check", *ON, "--diff"), ("check", *ON, "--fix"), ("check", *ON, "--add-ignores", "Because.")]
RENDER: Command = ("render", "out", *ON)
BUILD: Command = ("build", *ON)
EVERYTHING = [*CHECKS, *NUMBERS, RENDER, BUILD, *FIXES, RENDER]

PLANS = re.compile(r"plans/")
TABLE = b"start,end,metric,channel,value\n2026-02-18,2026-02-20,views,instagram,500\n"
KINDS = ["plan"] * 10 + ["table"] * 5 + ["portfolio"] * 3 + ["settings"] * 2 + ["name"] * 2 + ["template", "odd"]
MOST_TRIES = 60


class Case:
    """A workspace that was changed by chance, and what is run on it."""

    def __init__(self, seed: int, number: int) -> None:
        chance = Random(f"{seed}/{number}")
        self.files: Files = dict(chance.choice(bases()))
        self.kinds = [chance.choice(KINDS) for _ in range(chance.choice((1, 1, 1, 1, 2)))]
        for kind in self.kinds:
            getattr(self, f"_{kind}")(chance)
        self.fresh = chance.random() < 0.02
        self.commands = [CHECKS[0], chance.choice(CHECKS[1:]), NUMBERS[0], chance.choice(NUMBERS[1:])]
        self.commands += [RENDER] if chance.random() < 0.25 else []
        self.commands += [BUILD] if chance.random() < (0.5 if "settings" in self.kinds else 0.06) else []
        self.commands += [*FIXES, CHECKS[0]] if chance.random() < 0.08 else []

    @property
    def only_plans(self) -> bool:
        """Tells whether all that was changed are plans, which `check` has seen."""
        besides = {path: entry for path, entry in self.files.items() if not path.startswith("plans/")}
        return besides == SITE and "odd" not in self.kinds

    def _choose(self, chance: Random, ending: str) -> str:
        """Returns the path of a file of a kind; where the last one was renamed, its former path is taken again."""
        names = sorted(path for path in self.files if path.endswith(ending))
        return chance.choice(names or [f"plans/case/{ending}"])

    def _plan(self, chance: Random) -> None:
        self._rewrite(chance, self._choose(chance, "plan.yaml"))

    def _portfolio(self, chance: Random) -> None:
        self._rewrite(chance, "plans/portfolio.yaml")

    def _rewrite(self, chance: Random, path: str) -> None:
        change = chance.choice((structure, structure, lines, scatter))
        self.files[path] = change(chance, _bytes(self.files.get(path, b"")), harmful())

    def _table(self, chance: Random) -> None:
        if not any(path.endswith(".csv") for path in self.files):
            folder = self._choose(chance, "plan.yaml").rpartition("/")[0]
            self.files[f"{folder}/readings/r.csv"] = TABLE
        path = self._choose(chance, ".csv")
        change = chance.choice((cells, cells, cells, scatter))
        self.files[path] = change(chance, _bytes(self.files.get(path, b"")), harmful())

    def _settings(self, chance: Random) -> None:
        # A setting may name a folder to write to: none outside the case is offered.
        texts = [text for text in harmful() if not text.startswith(("/", "~", "\\")) and ".." not in text]
        change = chance.choice((structure, lines, scatter))
        self.files["site/mkdocs.yml"] = change(chance, _bytes(self.files.get("site/mkdocs.yml", b"")), texts)

    def _name(self, chance: Random) -> None:
        path = self._choose(chance, "")
        changed = renamed(chance, path, harmful())
        entry = self.files[path]
        if chance.random() < 0.5:
            del self.files[path]
        self.files[changed] = entry

    def _template(self, chance: Random) -> None:
        path = chance.choice(sorted((ROOT / "templates" / "pages").glob("*.html")))
        texts = [text for text in harmful() if len(text) < 200]
        self.files[f"templates/pages/{path.name}"] = scatter(chance, path.read_bytes(), texts)

    def _odd(self, chance: Random) -> None:
        """Puts something where a file should be: a link, a pipe, a folder, nothing, a picture."""
        path = chance.choice(sorted(path for path in self.files if path.startswith("plans/")) or ["plans/x/plan.yaml"])
        folder = f"{path.rpartition('/')[0]}/{chance.choice(('assets', 'readings', 'x', '.'))}"
        below = f"{folder}/a{chance.choice(('.png', '.csv', '.yaml'))}"
        targets = ("a", "..", "../..", "none", "/dev/zero", path.rpartition("/")[2], f"../{path}")
        entry: Entry = chance.choice(
            (Link(chance.choice(targets)), Link(chance.choice(targets)), Pipe(), b"", b"\x89PNG\r\n")
        )
        target = chance.choice((path, below, f"{path}/inside"))
        self.files.pop(path if target.startswith(path) else "", None)
        self.files[target] = entry


def _bytes(entry: Entry) -> bytes:
    return entry if isinstance(entry, bytes) else b""


class Fuzz:
    """Runs cases, counts what came of them, and keeps those that fail."""

    def __init__(self, out: Path | None, *, shrink: bool) -> None:
        self.out = out
        self.shrink = shrink
        self.worker = Worker()
        self.runs, self.slowest, self.memory = 0, 0.0, 0
        self.signs = Counter[str]()

    def run(self, files: Files, commands: list[Command], *, only_plans: bool, fresh: bool = False) -> Answer:
        """Runs commands on a workspace, written to a folder of its own."""
        with tempfile.TemporaryDirectory(prefix="rencana-fuzz-", ignore_cleanup_errors=True) as top:
            # Deep enough that a path which leads out by some steps still ends in this folder.
            folder = Path(top, "a", "b", "c", "d")
            folder.mkdir(parents=True)
            write_files(folder, files)
            return self.worker.run(folder, commands, only_plans=only_plans, fresh=fresh)

    def try_out(
        self, label: str, files: Files, commands: list[Command], *, only_plans: bool, fresh: bool = False
    ) -> None:
        """Runs a case; where it fails in a way that is new, it is kept."""
        answer = self.run(files, commands, only_plans=only_plans, fresh=fresh)
        self.runs += answer.runs
        self.slowest, self.memory = max(self.slowest, answer.slowest), max(self.memory, answer.memory)
        for complaint in answer.complaints:
            self.signs[complaint.sign] += 1
            if self.signs[complaint.sign] == 1:
                click.echo(f"{label}: {complaint.sign}\n    rencana {' '.join(complaint.command)}")
                self._keep(label, files, commands, complaint, only_plans=only_plans)

    def summary(self, cases: int, begun: float) -> str:
        """Returns the figures so far."""
        return (
            f"{cases} cases, {self.runs} runs, {sum(self.signs.values())} complaints of {len(self.signs)} kinds; "
            f"slowest {self.slowest:.1f} s, largest {self.memory >> 20} MB; {time.monotonic() - begun:.0f} s"
        )

    def _keep(
        self, label: str, files: Files, commands: list[Command], complaint: Complaint, *, only_plans: bool
    ) -> None:
        if self.out is None:
            return

        def fails(smaller: Files) -> bool:
            answer = self.run(smaller, commands, only_plans=only_plans)
            return any(other.sign == complaint.sign for other in answer.complaints)

        smaller = smallest(files, fails) if self.shrink and fails(files) else files
        title = re.sub(r"[^a-z0-9]+", "-", f"{label} {complaint.sign}".lower()).strip("-")[:100]
        write_files(self.out / title, smaller)
        text = f"{complaint.sign}\nrencana {' '.join(complaint.command)}\n\n{complaint.details}\n"
        (self.out / f"{title}.txt").write_text(text, encoding="utf-8", errors="backslashreplace")


def smallest(files: Files, fails: Callable[[Files], bool]) -> Files:
    """Takes away files, then lines, as long as the case still fails and some tries are left."""
    tries = MOST_TRIES
    for path in sorted(files):
        smaller = {other: entry for other, entry in files.items() if other != path}
        if tries > 0 and path not in ("plans/portfolio.yaml", "site/mkdocs.yml"):
            tries -= 1
            files = smaller if fails(smaller) else files
    for path in sorted(files):
        size = _bytes(files[path]).count(b"\n") + 1
        while size > 1:
            size //= 2
            for start in range(0, _bytes(files[path]).count(b"\n") + 1, size):
                rows = _bytes(files[path]).split(b"\n")
                smaller = {**files, path: b"\n".join([*rows[:start], *rows[start + size :]])}
                if tries <= 0 or not isinstance(files[path], bytes):
                    break
                tries -= 1
                files = smaller if fails(smaller) else files
    return files


def kept(folder: Path) -> Iterator[Path]:
    """Yields the workspaces in a folder, which may be one itself."""
    if (folder / "plans").exists() or (folder / "site").exists():
        yield folder
    else:
        yield from (path for path in sorted(folder.iterdir()) if path.is_dir())


@click.command()
@click.option("--cases", default=300, show_default=True, help="So many cases.")
@click.option("--seed", default=0, show_default=True, help="Another seed makes other cases.")
@click.option("--first", default=0, show_default=True, help="The number of the first case.")
@click.option("--out", type=click.Path(path_type=Path, resolve_path=True), help="Keep cases that fail in this folder.")
@click.option("--shrink/--whole", default=True, help="Make cases that fail smaller before they are kept.")
@click.option("--replay", type=click.Path(exists=True, path_type=Path, resolve_path=True), help="Run workspaces again.")
def main(cases: int, seed: int, first: int, out: Path | None, *, shrink: bool, replay: Path | None) -> None:
    """Changes workspaces by chance, runs the commands on them, and prints what must never happen."""
    fuzz, begun, count = Fuzz(out, shrink=shrink), time.monotonic(), 0
    if replay:
        for folder in kept(replay):
            fuzz.try_out(folder.name, read_files(folder), EVERYTHING, only_plans=False)
            count += 1
    else:
        for number in range(first, first + cases):
            case = Case(seed, number)
            fuzz.try_out(f"{seed}/{number}", case.files, case.commands, only_plans=case.only_plans, fresh=case.fresh)
            count += 1
            if count % 200 == 0:
                click.echo(fuzz.summary(count, begun), err=True)
    fuzz.worker.close()
    for sign, times in fuzz.signs.most_common():
        click.echo(f"{times:5} {sign}")
    click.echo(fuzz.summary(count, begun))
    sys.exit(1 if fuzz.signs else 0)


if __name__ == "__main__":
    main()
