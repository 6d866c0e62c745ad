"""Says what lies below plans/ and is not read, so that nothing a user has written passes in silence."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from rencana.finding import Finding, Severity
from rencana.plan.language.fault import fault
from rencana.plan.layout import Folder, Layout
from rencana.source.names import ODD
from rencana.source.scan import Skip, Skipped
from rencana.span import START

_WORKBOOKS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".fods", ".numbers", ".gsheet"})
_TEXT_TABLES = frozenset({".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".parquet"})
_YAML = frozenset({".yaml", ".yml"})
_OWN_FILES = frozenset({"plans/plan.schema.json", "plans/portfolio.schema.json"})
_FILES_OF_CAMPAIGNS = ("plan.yaml", "calendar.csv", "readings.csv")
_ABOUT_FOLDERS = "readme"
"""What a file begins with that tells people of its folder; nobody takes it for a plan."""

_OBSTACLES = {
    Skip.OUTSIDE: (
        "This is a link that leads out of the workspace, and is not followed.",
        "Put the file or the folder itself in the place of the link.",
    ),
    Skip.LINKED_FOLDER: (
        "This is a link to a folder, and links to folders are not followed.",
        "Put the folder itself in the place of the link.",
    ),
    Skip.DANGLING: ("This is a link that leads nowhere.", "Put the file in the place of the link, or remove the link."),
    Skip.CIRCULAR: ("This is a link that leads back to itself.", "Remove the link."),
    Skip.FOLDER: ("This is a folder, and a file is expected under this name.", "Rename the folder."),
    Skip.SPECIAL: ("This is no file but a pipe or a device, and is not read.", "Remove it."),
}


def unread_findings(layout: Layout) -> Iterator[Finding]:
    """Yields a finding for each path of a workspace that is not read."""
    folders = {folder.id: folder for folder in layout.folders}
    for obstacle in layout.skipped:
        if obstacle.why is Skip.OTHER:
            if not _expected(obstacle.path):
                yield _unread(obstacle.path, folders)
        else:
            yield _obstacle(obstacle)
    for path in layout.unread:
        yield _unread(path, folders)


def _obstacle(obstacle: Skipped) -> Finding:
    if obstacle.why is Skip.UNREADABLE:
        message = f"This cannot be read: {obstacle.reason}."
        return fault("file-unreadable", obstacle.path, START, message, help="Check that it is yours to read.")
    message, help = _OBSTACLES[obstacle.why]
    return fault("file-unreadable", obstacle.path, START, message, help=help)


def _expected(path: str) -> bool:
    return path in _OWN_FILES or PurePosixPath(path).stem.casefold().startswith(_ABOUT_FOLDERS)


def _unread(path: str, folders: dict[str, Folder]) -> Finding:
    place = PurePosixPath(path)
    kind = place.suffix.casefold()
    message = "This is a workbook, and is not read." if kind in _WORKBOOKS else "This file is not read."
    return fault(
        "file-unread", path, START, message, help=_advice(place, kind), severity=_severity(place, kind, folders)
    )


def _severity(place: PurePosixPath, kind: str, folders: dict[str, Folder]) -> Severity:
    """Returns how much it weighs that a file is not read: what stands in place of a plan or of numbers is missed."""
    if kind not in _WORKBOOKS | _TEXT_TABLES | _YAML:
        return Severity.NOTE
    # plans/<campaign>/…/<file>
    in_campaign = len(place.parts) > 2  # noqa: PLR2004  see above
    folder = folders.get(place.parts[1], Folder("")) if in_campaign else Folder("")
    stem = place.stem.casefold()
    missed = (
        ((stem == "plan" or kind in _YAML) and not folder.plan)
        or (stem == "calendar" and not folder.calendar)
        or stem == "readings"
        or place.parent.name.casefold() in ("readings", "reading")
    )
    return Severity.ERROR if missed else Severity.WARNING


def _advice(place: PurePosixPath, kind: str) -> str:
    """Returns what to do with a file that is not read; `kind` is the end of its name, in lower case."""
    if ODD in str(place):
        return f"Its name, or its folder's, has a character that cannot be seen: it stands here as {ODD}x… Rename it."
    if kind in _WORKBOOKS:
        return "In the program that made it, choose “Save As”, “CSV UTF-8”; put the .csv here in its place."
    right = f"{place.stem}{'.yaml' if kind == '.yml' else kind}"
    right = right.casefold() if right.casefold() in _FILES_OF_CAMPAIGNS else right
    if right != place.name and kind in (*_YAML, ".csv"):
        return f"Name it {place.with_name(right)}."
    if kind in _TEXT_TABLES:
        return "Put readings into the campaign's readings/ as .csv, and the calendar beside the plan as calendar.csv."
    if kind in _YAML:
        return "A plan is plans/<campaign>/plan.yaml; what all plans share is plans/portfolio.yaml."
    return "Pictures and films of a campaign belong into its folder assets/; other files outside plans/."
