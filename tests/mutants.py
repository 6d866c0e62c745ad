"""Changes one small thing of the product at a time and runs the tests: a change that no test notices is printed.

A changed source (a mutant) that passes all tests shows a truth without a test. Mutants are made in a copy of the
package in a temporary folder; the checkout is only read. Those that nobody could notice stand in `mutants.yaml`.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TypeAlias

import click
import yaml
from mutations import Mutant, mutants_of

ROOT = Path(__file__).parent.parent
PACKAGE = Path("generator", "rencana")
MEASURE, HIDE = PACKAGE / "measure", PACKAGE / "render" / "hide.py"
SIDE_BY_SIDE = 2
HEAVY = frozenset(
    {
        "test_against_sql.py",
        "test_choice_against_sql.py",
        "test_coverage_against_sql.py",
        "test_history.py",
        "test_properties.py",
        "test_verdict_properties.py",
    }
)
"""They run for many seconds, so they are asked only about mutants that the other tests let live."""
PATIENCE = 5
"""A mutant may take so many times as long as the product itself; one that takes longer was noticed."""
RUN_TESTS = """
import resource, sys
import pytest
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))  # a mutant that never ends may want all memory
sys.exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *sys.argv[1:]]))
"""

Tests: TypeAlias = tuple[str, ...]


def stages(path: Path, *, direct: bool, light: bool) -> list[Tests]:
    """Returns the tests that could notice a mutant of a module: first its own, then the quick ones, then the heavy."""
    folder = ROOT / "tests" / path.parent.name
    files = [folder / "test_hide.py"] if path == HIDE else sorted(folder.glob("test_*.py"))
    direct_tests = tuple(str(file) for file in files if file.name == f"test_{path.stem}.py")
    if direct and direct_tests:
        return [direct_tests]
    quick = tuple(str(file) for file in files if file.name not in HEAVY)
    heavy = tuple(str(file) for file in files if file.name in HEAVY)
    return [tests for tests in dict.fromkeys((direct_tests, quick, () if light else heavy)) if tests]


class Bench:
    """A copy of the package in a folder, in which one mutant after the other is tested."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seconds: dict[Tests, float] = {}
        for part in (PACKAGE, Path("templates")):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))

    def passes(self, tests: Tests) -> bool:
        """Tells whether tests pass, in the time that is theirs; they have as much as they want until it is known."""
        paths = {"PYTHONPATH": str(self.folder / "generator"), "PYTHONPYCACHEPREFIX": str(self.folder / "compiled")}
        limit = self.seconds.get(tests)
        # In CI the cases of property tests are the same in each run. What is compiled of a mutant must not be kept.
        environment = {**os.environ, **paths, "CI": "true", "PYTHONDONTWRITEBYTECODE": "1" if limit else ""}
        command = [sys.executable, "-c", RUN_TESTS, *tests]
        try:
            run = subprocess.run(
                command, cwd=self.folder, env=environment, timeout=limit, capture_output=True, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        return run.returncode == 0

    def try_out(self, tests: Tests) -> None:
        """Runs tests without any mutant, which must pass, and takes the time that they need."""
        begun = time.monotonic()
        if not self.passes(tests):
            raise click.ClickException(f"Without any mutant these tests fail: {' '.join(tests)}")
        self.seconds[tests] = 5 + PATIENCE * (time.monotonic() - begun)

    def lets_live(self, mutant: Mutant, asked: Sequence[Tests]) -> bool:
        """Tells whether a mutant passes all of some tests."""
        place = self.folder / mutant.path
        usual = place.read_bytes()
        place.write_bytes(mutant.source)
        try:
            return all(self.passes(tests) for tests in asked)
        finally:
            place.write_bytes(usual)


def survivors(mutants: Sequence[Mutant], *, direct: bool, light: bool) -> Iterator[Mutant]:
    """Yields the mutants that no test notices; with `direct` none of the module's own, with `light` no quick one."""
    tests_of = {mutant.path: stages(mutant.path, direct=direct, light=light) for mutant in mutants}
    benches: SimpleQueue[Bench] = SimpleQueue()

    def lives(mutant: Mutant) -> bool:
        bench = benches.get()
        alive = bench.lets_live(mutant, tests_of[mutant.path])
        benches.put(bench)
        return alive

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        for number in range(SIDE_BY_SIDE):
            bench = Bench(Path(folder, str(number)))
            for tests in {tests for of_module in tests_of.values() for tests in of_module}:
                bench.try_out(tests)
            benches.put(bench)
        yield from (mutant for mutant, alive in zip(mutants, threads.map(lives, mutants), strict=True) if alive)


def equivalents() -> Mapping[tuple[str, str, str], str]:
    """Returns the reasons why some mutants cannot be noticed, by module, line before and line after."""
    modules = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {(name, entry["before"], entry["after"]): entry["because"] for name in modules for entry in modules[name]}


def mutants_in(paths: Sequence[Path]) -> Iterator[Mutant]:
    """Yields the mutants of modules and folders that somebody could notice."""
    equivalent = equivalents()
    for path in paths:
        for file in sorted((ROOT / path).glob("*.py")) or [ROOT / path]:
            name = file.relative_to(ROOT / PACKAGE).as_posix()
            for mutant in mutants_of(file.relative_to(ROOT), file.read_bytes()):
                if (name, mutant.before, mutant.after) not in equivalent:
                    yield mutant


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path, resolve_path=True))
@click.option("--lines", default="1-9999", metavar="A-B", help="Only changes of these lines.")
@click.option("--sample", type=int, help="Only so many, chosen by the seed.")
@click.option("--seed", type=int, default=0)
@click.option("--direct", is_flag=True, help="Run only the tests of the module itself, where it has some: quick.")
@click.option("--light", is_flag=True, help="Leave out the heavy tests, which run for minutes.")
def main(paths: tuple[Path, ...], *, lines: str, sample: int | None, seed: int, direct: bool, light: bool) -> None:
    """Prints the changes of modules (measure/ and render/hide.py, if none is named) that no test notices."""
    first, last = map(int, lines.split("-"))
    mutants = [mutant for mutant in mutants_in(paths or (MEASURE, HIDE)) if first <= mutant.line <= last]
    if sample is not None and sample < len(mutants):
        mutants = sorted(random.Random(seed).sample(mutants, sample))
    alive = []
    for mutant in survivors(mutants, direct=direct, light=light):
        alive.append(mutant)
        click.echo(f"{mutant.path}:{mutant.line}\n    {mutant.before}\n -> {mutant.after}")
    click.echo(f"{len(mutants)} mutants, {len(mutants) - len(alive)} killed, {len(alive)} live")
    sys.exit(1 if alive else 0)


if __name__ == "__main__":
    main()
