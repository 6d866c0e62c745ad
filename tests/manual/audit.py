"""Says what a report of pip-audit means: a package that it could not look up is no package without faults."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

FINE, FAULTY, UNKNOWN = 0, 1, 2


def told(packages: Iterable[Mapping[str, Any]]) -> tuple[list[str], int]:
    """Returns the lines to print and the exit code, faults before doubts."""
    others = [package for package in packages if package["name"] != "rencana"]
    looked_up = [package for package in others if "skip_reason" not in package]
    skipped = [package for package in others if "skip_reason" in package]
    lines = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in {_versions(fault)}"
        for package in looked_up
        for fault in package["vulns"]
    ]
    code = FAULTY if lines else UNKNOWN if skipped or not looked_up else FINE
    lines.append(f"{len(looked_up)} packages were looked up; {len(lines)} known faults.")
    if skipped:
        names = ", ".join(sorted(package["name"] for package in skipped))
        lines.append(f"{len(skipped)} could not be looked up, so nothing is known of them: {names}.")
    return lines, code


def _versions(fault: Mapping[str, Any]) -> str:
    return " or ".join(fault["fix_versions"]) or "no version"


def main() -> int:
    """Reads the report from standard input."""
    lines, code = told(json.load(sys.stdin)["dependencies"])
    sys.stdout.write("\n".join(lines) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
