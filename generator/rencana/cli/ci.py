"""`rencana ci`: the files by which a forge checks, reviews and publishes plans."""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from rencana.cli import forge, options
from rencana.cli.output import echo
from rencana.disk import write
from rencana.errors import UsageError, WorkspaceError
from rencana.workspace import find_workspace, repository_top

if TYPE_CHECKING:  # help should not wait for the model
    from rencana.plan.shared import Shared
    from rencana.plan.workspace import Workspace

_BRANCH = re.compile(r"[\w./+@-]+")
_FORGE_NAME = re.compile(r"@[\w./-]+|[^\s@]+@[^\s@]+")


class ForgeDraft(Struct, frozen=True):
    """Files for a forge before they are written, by their paths from the top of the repository."""

    forge_name: str
    top: Path
    files: Mapping[str, str]


@click.command(epilog="Example: rencana ci github --team social-team=@kopi/social")
@click.argument("forge_name", metavar="FORGE", type=click.Choice(forge.FORGES))
@options.workspace
@click.option(
    "--install", metavar="SPEC", default="", help="What pip installs as Rencana; else this version from PyPI."
)
@click.option("--branch", metavar="NAME", default="", help="What is published; else the default branch, or main.")
@click.option("--team", "teams", multiple=True, metavar="TEAM=@NAME", help="What a team is called in the forge.")
@click.option("--force", is_flag=True, help="Write files anew that are there already.")
def ci(forge_name: str, start: Path, install: str, branch: str, teams: tuple[str, ...], *, force: bool) -> int:
    """Write the files by which a forge checks, reviews and publishes the plans: github, gitlab or forgejo.

    They stand at the top of the repository, explain themselves, and are yours then: change them as you like.
    """
    written = put(draft(find_workspace(start), forge_name, install, branch, teams), force=force)
    if not written:
        raise UsageError("Nothing was written.", help="--force writes these files anew.")
    return 0


def draft(root: Path, forge_name: str, install: str = "", branch: str = "", teams: Iterable[str] = ()) -> ForgeDraft:
    """Returns the files for a forge; nothing is written."""
    from rencana.plan.workspace import open_workspace  # noqa: PLC0415  help should not wait for the model
    from rencana.source import DiskTree  # noqa: PLC0415  as above

    workspace, top = open_workspace(DiskTree(root)), repository_top(root)
    way, published = root.relative_to(top).as_posix(), branch or _default_branch(root)
    if not _BRANCH.fullmatch(published):
        raise UsageError(f"A branch {published} cannot stand in these files.", help="Name another one with --branch.")
    setting = forge.ForgeSetting(
        prefix="" if way == "." else f"{way}/",
        branch=published,
        install=install,
        version=version("rencana"),
        timezone=workspace.shared.timezone,
        owners=dict(_owners(workspace)),
        names=_forge_names(teams, workspace.shared),
    )
    return ForgeDraft(forge_name, top, forge.forge_files(forge_name, setting))


def put(drafted: ForgeDraft, *, force: bool = False) -> bool:
    """Writes files and names each, but none over what somebody has written; tells whether any is there as drafted."""
    current = False
    for path, text in drafted.files.items():
        place = _in_the_way(drafted, path)
        if place == path and (drafted.top / path).read_bytes() == text.encode():
            echo(f"{path} is as it should be.")
        elif place and not (force and place == path):
            echo(f"{place} is there already, and stays as it is.", err=True)
            continue
        else:
            write(drafted.top / path, [text.encode()], within=drafted.top)
            echo(f"{path} is written.")
        current = True
    return current


def _in_the_way(drafted: ForgeDraft, path: str) -> str:
    """Returns the file that is there already; that of owners may be in another place."""
    owners = forge.CODEOWNERS[drafted.forge_name]
    places = (path, *owners) if path in owners else (path,)
    return next((place for place in places if (drafted.top / place).is_file()), "")


def _default_branch(root: Path) -> str:
    from rencana.source.git import Repository  # noqa: PLC0415  help should not wait for it

    try:
        return Repository(root).default_branch().removeprefix("origin/")
    except WorkspaceError:
        # No repository yet, or one without a commit.
        return "main"


def _owners(workspace: "Workspace") -> Iterator[tuple[str, str]]:
    """Yields the folder of each plan with the team that owns it."""
    from rencana.plan.load import load_campaign  # noqa: PLC0415  help should not wait for the model
    from rencana.source.files import read_files  # noqa: PLC0415  as above

    for folder in workspace.folders:
        files = read_files({path: workspace.tree.read(path) for path in folder.files})
        campaign = load_campaign(folder, files, workspace.shared).campaign
        owner = campaign.plan.campaign.owner if campaign else None
        if owner and owner in workspace.shared.teams:
            yield f"plans/{folder.id}", owner


def _forge_names(words: Iterable[str], shared: "Shared") -> dict[str, str]:
    """Reads what teams are called in the forge."""
    from rencana.words.nearest import nearest  # noqa: PLC0415  beside its use

    names = {}
    for word in words:
        team, _, name = word.partition("=")
        if team not in shared.teams:
            close = nearest(team, shared.teams)
            advice = f"Did you mean {close}?" if close else f"Known: {', '.join(shared.teams) or 'none'}."
            raise UsageError(f"There is no team {team}.", help=advice)
        if not _FORGE_NAME.fullmatch(name):
            raise UsageError(f"{word} names no team of the forge.", help=f"Write --team {team}=@organisation/name.")
        names[team] = name
    return names
