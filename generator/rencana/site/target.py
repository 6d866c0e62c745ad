"""Looks at the folder of an output before anything is made there: a build removes only what a build has made."""

from collections.abc import Iterable
from pathlib import Path

from rencana.errors import UsageError

_MARK = "sitemap.xml.gz"
"""MkDocs leaves it in each site, and hardly anybody else does."""
_MOST = 3


def refuse_sources(folder: Path, sources: Iterable[Path]) -> None:
    """Refuses a folder that holds what somebody has written (plans, templates, pages, a repository), or lies in it."""
    places = _with_parents(folder)
    help = "Name another folder, such as site/public."
    if any(place.name == ".git" for place in places):
        raise UsageError(f"{folder} is no place for an output: it lies in a repository of git.", help=help)
    for source in sources:
        if any(_is_same(place, source) for place in places):
            raise UsageError(
                f"{folder} is no place for an output: what lies in {source} is written by hand.", help=help
            )
        if any(_is_same(place, folder) for place in _with_parents(source)):
            raise UsageError(
                f"{folder} is no place for an output: it holds {source}, which would be removed.", help=help
            )


def refuse_strangers(folder: Path, help: str) -> None:
    """Refuses a folder in which anything lies; the caller knows that no run has made it.

    What is hidden at its top stays in any case: a repository, a mark for a host.
    """
    if folder.is_file():
        raise UsageError(f"{folder} is a file.", help="Name a folder.")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name[:1] != ".") if folder.is_dir() else []
    if names:
        more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
        raise UsageError(f"{folder} holds what is not ours: {', '.join(names[:_MOST])}{more}.", help=help)


def is_site(folder: Path) -> bool:
    """Tells whether a build has made what lies in a folder."""
    return (folder / _MARK).is_file()


def _with_parents(path: Path) -> list[Path]:
    place = path.resolve()
    return [place, *place.parents]


def _is_same(place: Path, other: Path) -> bool:
    """Tells whether two paths are one place, even where the system does not tell capitals apart."""
    return place.exists() and other.exists() and place.samefile(other)
