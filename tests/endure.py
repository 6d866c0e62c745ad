"""Proves on real processes what users rely on: a kill harms nothing, builds share a folder, bytes are always the same.

Each command that writes is killed at moments chosen by chance. Builds run at once, as another user who may not write,
and in other zones, languages, folders and with other numbers of cores.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

ROOT = Path(__file__).parent.parent
ON = ("--on", "2026-03-01")
NOBODY = 65534
LONGEST = 120
LEFTOVERS = (".public.*", "**/.rencana-*.part", ".rencana-*.part")
IGNORED = frozenset({".rencana_cache"})
FIXABLE = "campaign:\n  title: Fixable\n  summary: {because: There, at night.}\n"

Contents = dict[str, bytes]


class Task(NamedTuple):
    """A command that writes, in which workspace, and whether it begins where it has run before."""

    name: str
    command: tuple[str, ...]
    after: tuple[tuple[str, ...], ...] = ()
    is_edited: bool = False


BUILD, RENDER = ("build", "--quiet", *ON), ("render", "out", "--quiet", *ON)
TASKS = (
    Task("build, for the first time", BUILD),
    Task("build, after an edit", BUILD, (BUILD,), is_edited=True),
    Task("render, for the first time", RENDER),
    Task("render, after an edit", RENDER, (RENDER,), is_edited=True),
    Task("check --fix", ("check", "--fix", "--quiet", *ON)),
    Task("check --add-ignores", ("check", "--add-ignores", "Because.", "--quiet", *ON)),
    Task("schema --write", ("schema", "--write")),
    Task("new", ("new", "second", "--from", "traffic", *ON)),
    Task("init", ("init", "made")),
)


def run(
    folder: Path,
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    prefix: Sequence[str] = (),
    cores: int = 0,
) -> "subprocess.CompletedProcess[str]":
    """Runs a command to its end."""
    return subprocess.run(
        [*prefix, sys.executable, "-m", "rencana", *command],
        cwd=folder,
        env=_environment() | dict(environment or {}),
        capture_output=True,
        text=True,
        errors="replace",
        timeout=LONGEST,
        check=False,
        preexec_fn=(lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])) if cores else None,
    )


def _environment() -> dict[str, str]:
    paths = [str(ROOT / "generator"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def make_workspace(folder: Path) -> None:
    """Makes a workspace as a new user has it, with an example of this repository and a plan that can be mended."""
    folder.mkdir(parents=True)
    for command in (("init", "."), ("new", "first", "--from", "awareness", *ON)):
        done = run(folder, command)
        if done.returncode:
            raise click.ClickException(done.stderr)
    example = ROOT / "plans" / "kopi-dari-gayo-2025"
    shutil.copytree(example, folder / "plans" / example.name)
    (folder / "plans" / "fixable").mkdir()
    (folder / "plans" / "fixable" / "plan.yaml").write_text(FIXABLE, encoding="utf-8")


def contents_of(folder: Path) -> Contents:
    """Returns all files below a folder, without the cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not IGNORED & set(path.relative_to(folder).parts)
    }


def _leftovers(folder: Path) -> list[Path]:
    places = (folder, folder / "site")
    return sorted({path for place in places if place.is_dir() for form in LEFTOVERS for path in place.glob(form)})


def _without_leftovers(folder: Path, contents: Contents) -> Contents:
    names = [path.relative_to(folder).as_posix() for path in _leftovers(folder)]
    return {
        path: content
        for path, content in contents.items()
        if not any(path == name or path.startswith(f"{name}/") for name in names)
    }


class Bench:
    """A workspace, and what each command makes of it when nothing disturbs it."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.model = top / "model"
        make_workspace(self.model)
        self.number = 0

    def copy(self, task: Task, name: str = "") -> Path:
        """Returns a fresh workspace, in which the command has yet to run."""
        self.number += 1
        folder = self.top / f"{name or 'copy'}-{self.number}"
        shutil.copytree(self.model, folder, symlinks=True)
        for command in task.after:
            run(folder, command)
        if task.is_edited:
            plan = folder / "plans" / "first" / "plan.yaml"
            plan.write_text(plan.read_text(encoding="utf-8").replace("our", "OUR"), encoding="utf-8")
        return folder

    def kill_at_moments(self, task: Task, moments: int, chance: random.Random) -> Iterator[str]:
        """Yields what was wrong after a kill, or after the next run; at the end how many were killed alive."""
        folder, start = self.copy(task), self.top / "start"
        shutil.copytree(folder, start, symlinks=True)
        before = contents_of(folder)
        begun = time.monotonic()
        run(folder, task.command)
        seconds, after = time.monotonic() - begun, contents_of(folder)
        killed = harmed = leaving = 0
        for _ in range(moments):
            # In the same place each time: what a build remembers holds for the folder where it ran.
            shutil.rmtree(folder)
            shutil.copytree(start, folder, symlinks=True)
            killed += _kill(folder, task.command, chance.uniform(0, 1.1 * seconds))
            leftovers = _leftovers(folder)
            leaving += bool(leftovers)
            faults = list(faults_of_kill(folder, before, after, len(leftovers)))
            run(folder, task.command)
            if contents_of(folder) != after:
                faults.append(f"the next run gives other files: {_difference(contents_of(folder), after)}")
            harmed += bool(faults)
            yield from (f"{task.name}: {fault}" for fault in faults)
        shutil.rmtree(start)
        click.echo(f"{task.name:28} {moments:4} kills, {killed:4} alive, {leaving:3} left something, {harmed:3} harmed")

    def build_at_once(self, builds: int) -> Iterator[str]:
        """Yields how the site differs from one that was built alone, after several builds at once."""
        alone, together = self.copy(TASKS[0]), self.copy(TASKS[0])
        run(alone, BUILD)
        command = [sys.executable, "-m", "rencana", *BUILD]
        processes = [
            subprocess.Popen(
                command, cwd=together, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            for _ in range(builds)
        ]
        for process in processes:
            _, text = process.communicate()
            if process.returncode:
                yield f"one of {builds} builds at once ended with {process.returncode}: {text.decode()}"
        if contents_of(alone) != contents_of(together):
            yield f"{builds} builds at once: {_difference(contents_of(together), contents_of(alone))}"
        click.echo(f"{builds} builds at once")

    def as_nobody(self) -> Iterator[str]:
        """Yields what a user who may read a workspace but not write there can harm, or is not told."""
        with tempfile.TemporaryDirectory(prefix="rencana-endure-") as place:
            folder = Path(place, "workspace")
            shutil.copytree(self.model, folder)
            run(folder, BUILD)
            shutil.rmtree(folder / ".rencana_cache", ignore_errors=True)
            for path in (Path(place), folder, *folder.rglob("*")):
                path.chmod(0o755 if path.is_dir() else 0o644)
            yield from self._try_as_nobody(folder)

    def _try_as_nobody(self, folder: Path) -> Iterator[str]:
        before = contents_of(folder)
        prefix = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
        home = {"HOME": "/nonexistent", "XDG_CACHE_HOME": ""}
        if run(folder, ("--version",), environment=home, prefix=prefix).returncode:
            click.echo("another user: not tried, as they may not read this checkout")
            return
        for command in (("check", *ON), ("status", *ON), ("due", *ON)):
            mine, theirs = run(folder, command), run(folder, command, environment=home, prefix=prefix)
            if (mine.returncode, mine.stdout) != (theirs.returncode, theirs.stdout):
                yield f"{command[0]} says something else to another user: {theirs.stderr}"
            shutil.rmtree(folder / ".rencana_cache", ignore_errors=True)
        for task in TASKS:
            done = run(folder, task.command, environment=home, prefix=prefix)
            is_writing = task.name not in ("check --fix", "check --add-ignores")
            if "fault of its own" in done.stderr or (is_writing and done.returncode != 2) or not done.stderr:
                yield f"another user, {task.name}: {done.returncode} {done.stderr}"
        if contents_of(folder) != before:
            yield f"another user has changed {_difference(contents_of(folder), before)}"
        click.echo(f"another user, {3 + len(TASKS)} commands")

    def in_other_places(self, few: int | None = None) -> Iterator[str]:
        """Yields where the same plans give other bytes: another zone, language or folder, other cores or caches."""
        usual = self.copy(TASKS[0])
        run(usual, BUILD)
        run(usual, RENDER)
        expected = contents_of(usual)
        cases = CIRCUMSTANCES[:few]
        for name, environment, folder_name, cores in cases:
            folder = self.copy(TASKS[0], folder_name)
            for _ in range(2 if name == "warm" else 1):
                for output in ("site/public", "out"):
                    shutil.rmtree(folder / output, ignore_errors=True)
                for command in (BUILD, RENDER):
                    done = run(folder, command, environment=environment, cores=cores)
                    if done.returncode:
                        yield f"{name}: {command[0]} ended with {done.returncode}: {done.stderr}"
            if contents_of(folder) != expected:
                yield f"{name}: {_difference(contents_of(folder), expected)}"
        click.echo(f"{len(cases)} circumstances, {len(expected)} files each")


ODD = "a long ü # % [x] {path} 'q' $(x)"
CIRCUMSTANCES: tuple[tuple[str, dict[str, str], str, int], ...] = (
    ("far east, Turkish, one core, odd folder", {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"}, ODD, 1),
    ("far west, POSIX, no cache", {"TZ": "America/Los_Angeles", "LC_ALL": "POSIX", "RENCANA_CACHE": "off"}, "", 2),
    ("far east", {"TZ": "Pacific/Kiritimati"}, "", 0),
    ("far west", {"TZ": "America/Los_Angeles"}, "", 0),
    ("C", {"LC_ALL": "C"}, "", 0),
    ("POSIX", {"LC_ALL": "POSIX"}, "", 0),
    ("Turkish", {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}, "", 0),
    ("hash seed 1", {"PYTHONHASHSEED": "1"}, "", 0),
    ("hash seed 2", {"PYTHONHASHSEED": "2"}, "", 0),
    ("one core", {}, "", 1),
    ("two cores", {}, "", 2),
    ("odd folder", {}, ODD, 0),
    ("cold", {}, "", 0),
    ("warm", {}, "", 0),
    ("no cache", {"RENCANA_CACHE": "off"}, "", 0),
)


def _kill(folder: Path, command: Sequence[str], seconds: float) -> bool:
    """Starts a command and kills it, with all that it has started, after some seconds; tells whether it still ran."""
    process = subprocess.Popen(
        [sys.executable, "-m", "rencana", *command],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def faults_of_kill(folder: Path, before: Contents, after: Contents, leftovers: int) -> Iterator[str]:
    """Yields what is torn, lost or mixed after a kill, as against how it was and how it should become."""
    now = _without_leftovers(folder, contents_of(folder))
    if leftovers > 1:
        yield f"{leftovers} things are left over"
    for path, content in now.items():
        if content not in (before.get(path), after.get(path)) and not path.endswith(".rencana-files.json"):
            yield f"{path} is torn"
    lost = [path for path in before if path in after and path not in now and not path.startswith("site/public/")]
    yield from (f"{path} is lost" for path in lost)
    sites = [{path: files[path] for path in files if path.startswith("site/public/")} for files in (now, before, after)]
    if sites[0] and sites[0] not in sites[1:]:
        yield f"the site is mixed: {_difference(sites[0], sites[2])}"


def _difference(these: Contents, those: Contents) -> str:
    names = sorted(path for path in {*these, *those} if these.get(path) != those.get(path))
    return f"{len(names)} files, {', '.join(names[:5])}"


@click.command()
@click.option("--moments", default=5, show_default=True, help="Kill each command so many times.")
@click.option("--seed", default=0, show_default=True, help="Another seed kills at other moments.")
@click.option("--only", default="", metavar="WORD", help="Only the commands with this word in their names, killed.")
def main(moments: int, seed: int, only: str) -> None:
    """Kills what writes, lets builds meet, and compares bytes; prints what was harmed."""
    chance, faults = random.Random(seed), list[str]()
    with tempfile.TemporaryDirectory(prefix="rencana-endure-") as folder:
        bench = Bench(Path(folder, "top"))
        for task in TASKS:
            if only in task.name:
                faults += bench.kill_at_moments(task, moments, chance)
        if not only:
            for builds in (2, 4):
                faults += bench.build_at_once(builds)
            if os.geteuid() == 0 and shutil.which("setpriv"):
                faults += bench.as_nobody()
            faults += bench.in_other_places()
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
