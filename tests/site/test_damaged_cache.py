"""A cache may hold anything: what is damaged is thrown away, and the site is that of a clean build, to the byte."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rencana.site.build import build_quickly

PLAN = "campaign:\n  title: Iced {number}\n  summary: Words {number}.\n  state: running\n"


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" * 100)


def _folder(path: Path) -> None:
    path.unlink()
    (path / "deep").mkdir(parents=True)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES = [_flip, _cut, _empty, _foreign, _folder, _pipe]


def beneath(folder: Path) -> dict[str, bytes]:
    """All files below a folder with what they hold."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(os.name == "nt", reason="it has no pipes among files")
def test_damaged_entries_make_no_difference(site: Callable[..., Path], tmp_path: Path) -> None:
    """Every entry is damaged in each way, records of builds too: with and without an edit the site is a clean one."""
    site()
    plan, cache = tmp_path / "plans" / "iced" / "plan.yaml", tmp_path / ".rencana_cache"
    plan.parent.mkdir(exist_ok=True)
    for number, damage in enumerate(DAMAGES):
        if number % 2 == 0:
            plan.write_text(PLAN.format(number=number), encoding="utf-8")
        build_quickly(tmp_path)
        entries = [path for path in cache.glob("??/*") if path.is_file()]
        assert len(entries) > len(DAMAGES)
        for path in entries:
            damage(path)
        if number % 2 == 0:
            plan.write_text(PLAN.format(number=f"{number}, again"), encoding="utf-8")
        folder = build_quickly(tmp_path).folder
        damaged = beneath(folder)
        shutil.rmtree(cache)
        build_quickly(tmp_path)
        assert beneath(folder) == damaged, damage.__name__
