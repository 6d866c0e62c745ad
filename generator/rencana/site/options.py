"""The options of the plugin in mkdocs.yml, and what makes one of them unfit."""

from datetime import date
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.exceptions import PluginError

PATH = "{path}"
"""What stands in the option `edit` for the path of a file."""
COMMIT = "{commit}"
"""What stands in the option `commit` for the name of a commit."""


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs' base has no types
    """The options of the plugin in mkdocs.yml."""

    workspace = Optional(Type(str))
    """The folder with plans/portfolio.yaml; the nearest one upward, where it is left out."""
    at = Type(str, default="campaigns/")
    """Where our pages live in the site; empty is its root."""
    on = Type((str, date), default="")
    """The day that pages speak of; today, where it is empty."""
    theme = Type(bool, default=True)
    """Whether our parts of the theme are used: Material without inline scripts."""
    edit = Optional(Type(str))
    """The address at which a file can be edited, with {path} for its path below the workspace."""

    findings = Optional(Type(bool))
    """Whether a campaign's pages show its open findings to authors; `rencana serve` does, where it is left out."""
    rulebook = Type(bool, default=True)
    """Whether the site has a page for each rule."""
    budget = Type(bool, default=True)
    """Whether the site shows the budgets of the plans."""
    drafts = Type(bool, default=True)
    """Whether the site shows plans that nobody has approved yet: drafts, and plans in review."""

    history = Type(bool, default=True)
    """Whether the site tells what was changed in plans, as git knows it."""
    authors = Type(bool, default=False)
    """Whether the history names who has made a change; else it names the team alone."""
    commit = Optional(Type(str))
    """The address of a commit, with {commit} for its name."""

    def load_dict(self, patch: dict[Any, Any]) -> None:
        """Takes the options of mkdocs.yml; for YAML 1.1, which MkDocs reads, the bare word `on` means true."""
        super().load_dict({("on" if key is True else key): value for key, value in patch.items()})


def place_of(at: str) -> str:
    """Returns where our pages live, as their paths begin; it may not lead out of the site."""
    if at.startswith("/") or "\\" in at or ":" in at or {".", ".."} & set(at.split("/")):
        help = "Write a folder of the site, such as campaigns/, or leave it empty for the root of the site."
        raise PluginError(f"rencana: the option `at` leads out of the site: {at!r}. {help}")
    folder = at.strip("/")
    return f"{folder}/" if folder else ""


def refuse_braces(name: str, address: str, mark: str) -> None:
    """Refuses an address with braces other than the mark that something is put in for."""
    if {"{", "}"} & set(address.replace(mark, "")):
        raise PluginError(f"rencana: the option `{name}` has braces other than {mark}: {address!r}. Take them out.")


def day_of(text: object) -> date | None:
    """Returns the day of the option `on`; None is today."""
    if isinstance(text, date) or not text:
        return text if isinstance(text, date) else None
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise PluginError(f"rencana: the option `on` is no day: {text!r}. Write it as 2026-03-01.") from error
