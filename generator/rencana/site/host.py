"""Chooses the program that builds the site: MkDocs, or ProperDocs, which goes on with MkDocs 1 under another name.

All other modules import `mkdocs`. Once ProperDocs is chosen that name means ProperDocs, in this process and its forks;
so it has to be chosen before any of them is imported.
"""

import importlib
import logging
import sys
from importlib.util import find_spec
from pathlib import Path

from rencana.errors import HostError

HOSTS = ("mkdocs", "properdocs")
"""The programs that can build a site; where several are installed, the first one does."""
_ALIAS = "properdocs.replacement"
"""ProperDocs' own module: whoever has imported it gets ProperDocs under the name of MkDocs. Its command does so too."""
_TITLES = {"mkdocs": "MkDocs", "properdocs": "ProperDocs"}


def host_of(root: Path, host: str | None = None) -> str:
    """Returns the program that builds the site of a workspace: the one that is wanted, else as its settings are named.

    Settings in mkdocs.yml are for both, so then the first one that is installed builds it.
    """
    if not host and not settings_of(root, "mkdocs").is_file() and settings_of(root, "properdocs").is_file():
        host = "properdocs"
    installed = [name for name in HOSTS if find_spec(name)]
    if host and host not in installed:
        raise HostError(f"{_TITLES[host]} is not installed.", help=f"Install it with `pip install {host}`.")
    if not installed:
        raise HostError("Neither MkDocs nor ProperDocs is installed.", help="Install one, with `pip install mkdocs`.")
    return host or installed[0]


def use_host(name: str) -> None:
    """Has all other modules use a program for sites; it stays in use until this process ends."""
    if name != "properdocs" or _ALIAS in sys.modules:
        return
    if "mkdocs" in sys.modules:
        raise HostError("MkDocs is in use already.", help="Choose ProperDocs before anything of MkDocs is imported.")
    importlib.import_module(_ALIAS)
    # As its own command does it: what plugins log under the name of MkDocs counts for ProperDocs too.
    logger = logging.getLogger("mkdocs")
    logger.parent, logger.propagate = logging.getLogger("properdocs"), True
    logger.setLevel(logging.NOTSET)


def _in_use() -> str:
    return "properdocs" if _ALIAS in sys.modules else "mkdocs"


def title() -> str:
    """Returns the name of the program in use, as people write it."""
    return _TITLES[_in_use()]


def identity(root: Path) -> str:
    """Returns what tells the site of one program, and of one file of settings, from that of another."""
    return f"{_in_use()} {settings_file(root).name}"


def host_logger() -> logging.Logger:
    """Returns the logger that everything comes to which the program in use, its plugins and we log."""
    return logging.getLogger(_in_use())


def settings_of(root: Path, host: str) -> Path:
    """Returns where the settings of a site stand, in the file that a program looks for first."""
    return root / "site" / f"{host}.yml"


def settings_file(root: Path) -> Path:
    """Returns the settings of a site for the program in use; those of the other serve too, where it has none."""
    paths = [settings_of(root, name) for name in (_in_use(), *HOSTS)]
    return next((path for path in paths if path.is_file()), settings_of(root, "mkdocs"))
