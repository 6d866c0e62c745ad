"""Repositories in temporary folders: git without the settings of whoever runs the tests, and a believable history.

Run it to look at pages: `python tests/gitted.py FOLDER` makes the example workspace with the history of a winter.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUIET = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def git(folder: Path, *words: str, day: str = "2026-01-01T09:00:00+07:00", team: str = "Social media team") -> str:
    """Runs git as a team on a day; returns what it prints."""
    who = {"NAME": team, "EMAIL": f"{team.split(maxsplit=1)[0].lower()}@kopi.example", "DATE": day}
    persons = {f"GIT_{role}_{name}": word for role in ("AUTHOR", "COMMITTER") for name, word in who.items()}
    command = ["git", "-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main", "-C", str(folder), *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | QUIET | persons)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def start(folder: Path) -> Path:
    """Makes an empty repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q")
    return folder


def put(folder: Path, path: str, text: str = "a: b\n") -> None:
    """Writes a file, with its folders."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text.encode())


def edit(folder: Path, path: str, replacements: Mapping[str, str]) -> None:
    """Replaces texts in a file; each has to be there."""
    text = (folder / path).read_text(encoding="utf-8")
    for old, new in replacements.items():
        assert old in text, f"{old!r} is not in {path}"
        text = text.replace(old, new)
    put(folder, path, text)


def commit(folder: Path, day: str = "2026-01-01", message: str = "Plans", team: str = "Social media team") -> str:
    """Commits all that is there on a day (09:00 in Jakarta, if no time is said); returns the name of the commit."""
    when = day if "T" in day else f"{day}T09:00:00+07:00"
    git(folder, "add", "-A", day=when, team=team)
    git(folder, "commit", "-qm", message, "--allow-empty", day=when, team=team)
    return git(folder, "rev-parse", "HEAD")


_RAMADAN, _SERVICE = "plans/ramadan-dingin-2026/plan.yaml", "plans/cepat-dijawab-2026/plan.yaml"
_VIEWS_NOW = """        - value: 900_000
          by: 2026-03-19
          revised:
            from: 700_000
            date: 2026-02-25
            because: Reel menjangkau dua kali lebih banyak orang daripada perkiraan.
"""


def example(folder: Path) -> Path:
    """Makes the example workspace with a believable history: drafts, an approval, targets moved, a review, readings."""
    start(folder)
    shutil.copytree(ROOT / "plans", folder / "plans")
    shutil.copytree(ROOT / "site", folder / "site", ignore=shutil.ignore_patterns("public"))
    final = {path: (folder / path).read_text(encoding="utf-8") for path in (_RAMADAN, _SERVICE)}
    shutil.rmtree(folder / "plans/kantin-kampus-2026")

    def readings_until(day: str) -> None:
        for source in sorted((ROOT / "plans").glob("*/readings/*.csv")):
            head, *rows = source.read_text(encoding="utf-8").splitlines(keepends=True)
            rows_so_far = [row for row in rows if row.split(",")[1] <= day]
            path = source.relative_to(ROOT).as_posix()
            (folder / path).unlink(missing_ok=True)
            if rows_so_far:
                put(folder, path, "".join((head, *rows_so_far)))

    readings_until("2025-12-31")
    edit(
        folder,
        _SERVICE,
        {"\n  state: running": "\n  state: draft", "{max: 1h, by: 2026-03-31}": "{max: 90m, by: 2026-03-31}"},
    )
    edit(folder, _SERVICE, {"{max: 120, by: 2026-06-30}": "{max: 150, by: 2026-06-30}"})
    edit(
        folder,
        _RAMADAN,
        {
            "\n  state: running": "\n  state: draft",
            _VIEWS_NOW: "        - {value: 600_000, by: 2026-03-19}\n",
            "{value: 47_500, by: 2026-03-19,": "{value: 49_000, by: 2026-03-19,",
            "total: 145_000_000 IDR": "total: 120_000_000 IDR",
            "{amount: 63_000_000 IDR": "{amount: 38_000_000 IDR",
        },
    )
    finding = final[_RAMADAN].partition("    found: Reel")[2].partition("    next:")[0]
    edit(folder, _RAMADAN, {f"    found: Reel{finding}": "", "        seen: 2026-02-27\n": ""})
    commit(folder, "2025-12-18", "Two plans for the new year")
    edit(folder, _SERVICE, {"\n  state: draft": "\n  state: approved"})
    commit(folder, "2025-12-29", "Service plan approved", "Customer care")
    edit(folder, _SERVICE, {"\n  state: approved": "\n  state: running"})
    readings_until("2026-01-11")
    commit(folder, "2026-01-12", "First week", "Customer care")
    edit(folder, _RAMADAN, {"600_000": "700_000", "\n  state: draft": "\n  state: review"})
    commit(folder, "2026-01-20", "Views after the talk with the film team")
    edit(folder, _RAMADAN, {"\n  state: review": "\n  state: approved"})
    commit(folder, "2026-01-28", "Approved", "Head of brand")
    edit(folder, _SERVICE, {"{max: 90m, by: 2026-03-31}": "{max: 1h, by: 2026-03-31}"})
    readings_until("2026-02-08")
    commit(folder, "2026-02-09", "An hour, as promised in the shops", "Customer care")
    edit(folder, _RAMADAN, {"120_000_000": "145_000_000", "{amount: 38_000": "{amount: 63_000"})
    edit(folder, _RAMADAN, {"\n  state: approved": "\n  state: running"})
    commit(folder, "2026-02-11", "More money for Instagram", "Head of brand")
    edit(folder, _RAMADAN, {"# 1. Apa": "# Bagian 1. Apa"})
    commit(folder, "2026-02-13", "A comment")
    readings_until("2026-02-22")
    commit(folder, "2026-02-23", "Readings of two weeks")
    put(folder, _RAMADAN, final[_RAMADAN].replace("        seen: 2026-02-27\n", "").replace("47_500", "49_000"))
    commit(folder, "2026-02-25", "First review: more reels, a higher target")
    edit(folder, _RAMADAN, {"49_000": "47_500"})
    edit(folder, _SERVICE, {"{max: 150, by": "{max: 120, by"})
    commit(folder, "2026-02-27", "Bottles and complaints", "Retail marketing")
    shutil.copytree(ROOT / "plans/kantin-kampus-2026", folder / "plans/kantin-kampus-2026")
    put(folder, _RAMADAN, final[_RAMADAN])
    commit(folder, "2026-02-28", "A draft for the campus, and a sign that was seen", "Head of brand")
    readings_until("2026-12-31")
    commit(folder, "2026-03-01", "Readings of February")
    return folder


if __name__ == "__main__":
    example(Path(sys.argv[1]))
