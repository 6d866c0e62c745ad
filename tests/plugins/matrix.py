"""Builds a site with other plugins, and writes the page of the manual that says which of them work with ours.

.ci/plugins [NAME ...]

It needs packages of its own, so it runs in an environment of its own and is no part of the tests. With names it only
prints what it finds of those.
"""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
MATRIX = Path(__file__).with_name("plugins.yaml")
MANUAL = ROOT / "site" / "docs" / "manual" / "works-with.md"
OURS = {"rencana": {"on": "2026-03-01"}}
COMMITTED = "2026-02-02T12:00:00+00:00"
HEAD = """\
# Plugins that ours works with

Written by `.ci/plugins`, which builds a site with each of them: without ours, with ours after it, and with ours before
it, each time with `--strict`. “Fails alone” means that this version fails in a site without our plugin too.

| plugin | version | before ours | after ours | |
|---|---|---|---|---|
"""
DRAFT = "campaign:\n  title: Draft\n  state: draft\n"


class Case(NamedTuple):
    """A build: what stands under `plugins`, and what the site has to show."""

    settings: Sequence[Any]
    plugin: dict[str, Any]


def matrix() -> dict[str, Any]:
    """Returns what is built."""
    data: dict[str, Any] = yaml.safe_load(MATRIX.read_text(encoding="utf-8"))
    return data


def fault_of(case: Case) -> str:
    """Builds a site; returns what is wrong with it, and nothing where all is well."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        _prepare(root, case)
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(root / "site" / "mkdocs.yml")]
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        run = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
        if run.returncode:
            lines = [line for line in run.stderr.splitlines() if line.startswith(("WARNING", "ERROR"))]
            return (lines or run.stderr.splitlines() or ["no word"])[-1 if not lines else 0].strip()
        return next(_missing(root / "site" / "public", case), "")


def _prepare(root: Path, case: Case) -> None:
    """Makes a repository with a workspace, a hand-written page and a plan that is not committed."""
    shutil.copytree(_workspace(), root, dirs_exist_ok=True)
    files = {"site/docs/about.md": "# About\n\nText.\n", **case.plugin.get("files", {})}
    for path, text in files.items():
        if text is not None:
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    config = {
        "site_name": "Test",
        "site_url": "https://example.org/",
        "docs_dir": "docs",
        "site_dir": "public",
        "theme": {"name": "material", "font": False},
        "plugins": list(case.settings),
        **case.plugin.get("site", {}),
    }
    (root / "site" / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    env = {**os.environ, "GIT_AUTHOR_DATE": COMMITTED, "GIT_COMMITTER_DATE": COMMITTED}
    author = ["-c", "user.name=A. Planner", "-c", "user.email=planner@example.org"]
    for words in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "Plans"]):
        subprocess.run(["git", *words], cwd=root, env=env, check=True)
    draft = root / "plans" / "draft" / "plan.yaml"
    draft.parent.mkdir()
    draft.write_text(DRAFT, encoding="utf-8")


@cache
def _workspace() -> Path:
    """Makes a workspace with a plan in which nothing is wrong; it is removed when this program ends."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    for words in (["init", str(folder / "w")], ["new", "iced", "--from", "awareness", "-C", str(folder / "w")]):
        subprocess.run(
            [sys.executable, "-m", "rencana", *words], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
    shutil.rmtree(folder / "w" / "site")
    return folder / "w"


def _missing(public: Path, case: Case) -> Iterator[str]:
    """Yields what a site does not show although it should, or the other way round."""
    with_ours = OURS in case.settings
    for kind, is_wanted in (("shows", True), ("hides", False)):
        for path, pattern in case.plugin.get(kind, {}).items():
            if with_ours or not path.startswith("campaigns/"):
                file = public / path
                text = file.read_text(encoding="utf-8") if file.is_file() else ""
                if with_ours and not text:
                    yield f"{path} is missing"
                elif with_ours and bool(re.search(pattern, text)) != is_wanted:
                    yield f"{path} {'has no' if is_wanted else 'has'} “{pattern}”"


def row_of(plugin: dict[str, Any]) -> str:
    """Builds a plugin with ours and without; returns its row of the table."""
    alone = "" if plugin.get("only_with_ours") else fault_of(Case(plugin["settings"], plugin))
    after = fault_of(Case([*plugin["settings"], OURS], plugin))
    before = fault_of(Case([OURS, *plugin["settings"]], plugin))
    for words, fault in (("alone", alone), ("before ours", after), ("after ours", before)):
        if fault:
            print(f"{plugin['name']}, {words}: {fault}", file=sys.stderr)
    cells = [_cell(fault, alone) for fault in (after, before)]
    package = plugin.get("package")
    name = f"[{plugin['name']}](https://pypi.org/project/{package}/)" if package else plugin["name"]
    return f"| {name} | {version(package or 'mkdocs-material')} | {' | '.join(cells)} | {plugin.get('note', '')} |\n"


def _cell(fault: str, alone: str) -> str:
    return "yes" if not fault else "fails alone" if alone else "no"


def together(plugins: Sequence[dict[str, Any]], names: Sequence[str]) -> str:
    """Builds several plugins at once; returns their line of the page."""
    chosen = [next(plugin for plugin in plugins if plugin["name"] == name) for name in names]
    settings = ["search", *(entry for plugin in chosen for entry in plugin["settings"] if entry != "search")]
    files = {path: text for plugin in chosen for path, text in plugin.get("files", {}).items()}
    both = {
        "files": files,
        "shows": {path: words for plugin in chosen for path, words in plugin.get("shows", {}).items()},
    }
    alone = fault_of(Case(settings, both))
    faults = [fault_of(Case(order, both)) for order in ([*settings, OURS], [OURS, *settings])]
    for words, fault in zip(("alone", "before ours", "after ours"), (alone, *faults), strict=True):
        if fault:
            print(f"{', '.join(names)}, {words}: {fault}", file=sys.stderr)
    return f"- {', '.join(names)}: {' and '.join(dict.fromkeys(_cell(fault, alone) for fault in faults))}\n"


def main(names: Sequence[str]) -> None:
    """Builds all, or the plugins with these names, and writes or prints what it has found."""
    data = matrix()
    plugins = data["plugins"]
    chosen = [plugin for plugin in plugins if not names or plugin["name"].split(",")[0] in names]
    rows = []
    for plugin in chosen:
        rows.append(row_of(plugin))
        print(rows[-1], end="", flush=True)
    if names:
        return
    groups = [together(plugins, group) for group in data["together"]]
    print("".join(groups), end="")
    MANUAL.write_text(f"{HEAD}{''.join(rows)}\nSeveral at once:\n\n{''.join(groups)}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
