"""Writes what Rencana rests on, for readers and for programs: packages, ranges, licences, and what brings in what.

.ci/dependencies          writes site/docs/manual/why/dependencies.md and generator/rencana.cdx.json (CycloneDX)
.ci/dependencies --check  writes nothing; exits 1 where a package, range or licence is not as it is written

What is needed by others alone comes and goes with their versions: that it has changed is said, and is no fault.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "site" / "docs" / "manual" / "why" / "dependencies.md"
BILL = ROOT / "generator" / "rencana.cdx.json"
MACHINE = {
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": "3.13.0",
    "python_version": "3.13",
    "sys_platform": "linux",
}
"""The machine that the list is made for, so that it is the same wherever it is made."""
LICENCES = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "MPL-2.0": "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""The SPDX names of what older packages call their licence."""
ELSEWHERE = {"tzdata": "Apache-2.0"}
"""Licences of what is installed on other machines only."""
MADE = "<!-- Made by .ci/dependencies from pyproject.toml and the installed packages; do not edit. -->\n\n"


class Package(NamedTuple):
    """A package that Rencana needs."""

    name: str
    licence: str
    needs: tuple[str, ...] = ()
    range: str = ""
    """The versions that are permitted; empty where others alone need it."""
    why: str = ""


def project() -> dict[str, Any]:
    """Returns the table `project` of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def packages() -> dict[str, Package]:
    """Returns what Rencana needs, and what that needs, by name: those of pyproject.toml first."""
    reasons = _reasons()
    direct = [Requirement(text) for text in project()["dependencies"]]
    chosen = {}
    for requirement in direct:
        marker = f"; {requirement.marker}" if requirement.marker else ""
        name = _plain(requirement.name)
        ranged = ",".join(sorted(map(str, requirement.specifier), reverse=True)) or "any"
        chosen[name] = Package(name, _licence(name), _needs(name), ranged + marker, reasons[requirement.name])
    todo = [name for package in chosen.values() for name in package.needs]
    for name in todo:
        if name not in chosen:
            chosen[name] = Package(name, _licence(name), _needs(name))
            todo += chosen[name].needs
    return chosen


def _reasons() -> dict[str, str]:
    """Returns the comment behind each dependency in pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return dict(re.findall(r'^  "([a-z0-9-]+)[^#\n]*# (.+)$', text, re.MULTILINE))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _needs(name: str) -> tuple[str, ...]:
    try:
        texts = distribution(name).requires or []
    except PackageNotFoundError:
        return ()
    requirements = [Requirement(text) for text in texts]
    return tuple(
        sorted({_plain(ask.name) for ask in requirements if ask.marker is None or ask.marker.evaluate(MACHINE)})
    )


def _licence(name: str) -> str:
    try:
        fields = distribution(name).metadata
    except PackageNotFoundError:
        return ELSEWHERE.get(name, "unknown")
    kinds = [line.rpartition(" :: ")[2] for line in fields.get_all("Classifier") or [] if line.startswith("License ::")]
    words = fields.get("License-Expression") or next(iter(kinds), "") or fields.get("License") or "unknown"
    return LICENCES.get(words, words)


def page(chosen: Mapping[str, Package]) -> Iterator[str]:
    """Yields the page for readers."""
    yield "# Dependencies\n\nWhat `pip install` brings in with Rencana, under which licence. Rencana itself is MIT.\n"
    yield "The same list is in the wheel as CycloneDX, at `rencana-*.dist-info/sboms/rencana.cdx.json`.\n"
    yield "Development tools are not in it.\n\n"
    yield "## What Rencana needs\n\n| package | versions | licence | what for |\n|---|---|---|---|\n"
    for package in chosen.values():
        if package.range:
            ranged = package.range.replace("|", "\\|")
            yield f"| {package.name} | `{ranged}` | {package.licence} | {package.why} |\n"
    yield "\n## What these need\n\n| package | licence | needed by |\n|---|---|---|\n"
    for package in sorted(chosen.values()):
        if not package.range:
            users = sorted(other.name for other in chosen.values() if package.name in other.needs)
            yield f"| {package.name} | {package.licence} | {', '.join(users)} |\n"


def bill(chosen: Mapping[str, Package]) -> dict[str, Any]:
    """Returns the bill of materials as CycloneDX 1.5; which versions are there is known where it is installed."""
    head = project()
    component = {"type": "library", "bom-ref": "rencana", "name": "rencana", "version": head["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {**component, "licenses": [_licensed(head["license"])]}},
        "components": [_component(package) for package in sorted(chosen.values())],
        "dependencies": [
            {"ref": "rencana", "dependsOn": sorted(package.name for package in chosen.values() if package.range)},
            *({"ref": package.name, "dependsOn": [*package.needs]} for package in sorted(chosen.values())),
        ],
    }


def _component(package: Package) -> dict[str, Any]:
    ranged = {"properties": [{"name": "rencana:versions", "value": package.range}]} if package.range else {}
    return {
        "type": "library",
        "bom-ref": package.name,
        "name": package.name,
        "purl": f"pkg:pypi/{package.name}",
        "licenses": [_licensed(package.licence)],
        **ranged,
    }


def _licensed(licence: str) -> dict[str, Any]:
    return {"expression": licence} if " " in licence else {"license": {"id": licence}}


def _direct(text: str) -> list[str]:
    """Returns the lines of the page that must be true: those on what pyproject.toml names."""
    return [line for line in text.partition("## What these need")[0].splitlines() if line.startswith("|")]


def main() -> int:
    """Writes or checks both files."""
    chosen = packages()
    text = MADE + "".join(page(chosen))
    document = json.dumps(bill(chosen), indent=1, ensure_ascii=False) + "\n"
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        BILL.write_text(document, encoding="utf-8")
        sys.stdout.write(f"{len(chosen)} packages.\n")
        return 0
    written = PAGE.read_text(encoding="utf-8")
    if _direct(written) != _direct(text):
        sys.stdout.write("What pyproject.toml names is not what is written. Run .ci/dependencies.\n")
        return 1
    if (written, BILL.read_text(encoding="utf-8")) != (text, document):
        sys.stdout.write("What the dependencies need has changed. Run .ci/dependencies before the next release.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
