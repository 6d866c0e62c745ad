"""A small workspace, edited text by text: what each edit means is what is tested."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import pytest

from rencana.changes import PlanChange, WorkspaceState, compare_workspaces
from rencana.plan.layout import PORTFOLIO, lay_out
from rencana.plan.load import load_campaign, load_shared
from rencana.source.files import read_files

BASE = Path(__file__).parent / "base"
Files = dict[str, str]


def base_files() -> Files:
    """Returns the files of the workspace before any edit, by path."""
    paths = sorted(path for path in BASE.rglob("*") if path.suffix in (".yaml", ".csv"))
    return {path.relative_to(BASE).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def edited(files: Files, edits: Mapping[str, Mapping[str, str]]) -> Files:
    """Returns files in which texts are replaced, by path; each text has to be there. `>` moves a folder."""
    result = dict(files)
    for path, replacements in edits.items():
        for old, new in replacements.items():
            if path == ">":
                result = {name.replace(old, new): text for name, text in result.items()}
                continue
            assert old in result.get(path, ""), f"{old!r} is not in {path}"
            result[path] = result[path].replace(old, new) if old else new
    return {path: text for path, text in result.items() if text}


def state(files: Files) -> WorkspaceState:
    """Reads a workspace."""
    return _state(tuple(sorted(files.items())))


@lru_cache(maxsize=8)
def _state(pairs: tuple[tuple[str, str], ...]) -> WorkspaceState:
    files = dict(pairs)
    read = read_files({path: text.encode() for path, text in files.items()})
    layout = lay_out(files)
    shared, _ = load_shared(read, layout)
    drafts = [load_campaign(folder, read, shared) for folder in layout.folders]
    document = read.documents.get(PORTFOLIO)
    return WorkspaceState(
        (shared, document) if document and document.readable else None,
        {draft.id: draft.campaign for draft in drafts if draft.campaign and not draft.unreadable},
        {draft.id: draft.unreadable for draft in drafts if draft.unreadable},
        exists=bool(files),
    )


Compare = Callable[..., tuple[PlanChange, ...]]


@pytest.fixture(scope="session")
def compare() -> Compare:
    """Compares two sets of files, in a language."""

    def of(before: Files, after: Files, language: str = "en") -> tuple[PlanChange, ...]:
        return compare_workspaces(state(before), state(after), language)

    return of
