"""Says which files of a workspace cannot lie under their names on every system that it may be cloned to."""

from collections.abc import Iterator

from rencana.finding import Finding, Severity
from rencana.plan.campaign import Campaign
from rencana.plan.language.fault import fault, short
from rencana.plan.layout import Layout
from rencana.source.names import ODD
from rencana.source.portable import objection, same_file
from rencana.span import START, Span

_PARTS_OF_CAMPAIGN = 2
"""plans/<campaign>: the name of the folder is an id, and is looked at as one."""


def file_name_findings(layout: Layout) -> Iterator[Finding]:
    """Yields a finding for each path below plans/ that some system cannot hold, or takes for another one."""
    places: set[str] = set()
    first_by_file: dict[str, str] = {}
    for path in sorted(_paths(layout)):
        parts = path.split("/")
        for end in range(_PARTS_OF_CAMPAIGN, len(parts) + 1):
            place = "/".join(parts[:end])
            if place in places:
                continue
            places.add(place)
            other = first_by_file.setdefault(same_file(place), place)
            if end == _PARTS_OF_CAMPAIGN < len(parts):
                continue
            if why := "" if ODD in parts[end - 1] else objection(parts[end - 1]):
                yield _finding(path, START, f"{short(parts[end - 1], 40)} {why}.")
            elif other != place:
                yield _finding(path, START, f"macOS and Windows take it for {other}, and keep one of the two.")


def _paths(layout: Layout) -> Iterator[str]:
    for folder in layout.folders:
        yield from folder.files
    yield from layout.unread
    yield from (obstacle.path for obstacle in layout.skipped)


def asset_name_findings(campaign: Campaign) -> Iterator[Finding]:
    """Yields a finding for each file that an item names and that some system cannot hold."""
    for id, item in campaign.items.items():
        for name in (part for path in item.assets for part in path.split("/") if part != "."):
            if why := objection(name):
                yield _finding(*campaign.item_places[id], f"{short(name, 40)} {why}.")


def _finding(path: str, span: Span, message: str) -> Finding:
    help = "Rename the file: letters, digits and hyphens."
    return fault("bad-path", path, span, message, help=help, severity=Severity.WARNING)
