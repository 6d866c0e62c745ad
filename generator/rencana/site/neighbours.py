"""What other plugins have to be told of our pages, as MkDocs' events alone do not tell them.

Each of them asks for something that a page of ours has not: a file in the folder of the documents, or a commit.
"""

import glob
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Section

from rencana.site.hosted import HostedPage

_LANGUAGES = "i18n"
"""mkdocs-static-i18n: it builds a site once for each language, from files in the folder of the documents."""
BY_LANGUAGE = "i18n_alternates"
"""What its sitemap calls the pages of each language."""
_GIT = "git-"
"""Plugins that show dates and authors from git begin so: git-revision-date-localized, git-authors, git-committers."""
_EXCLUDE = "exclude"
"""The option of those for pages that they have nothing to say of."""


def refuses_our_files(config: MkDocsConfig) -> bool:
    """Tells whether a plugin takes each page from elsewhere for a mistake: it must not see ours."""
    return _LANGUAGES in config.plugins


def leads_to_ours(item: StructureItem) -> bool:
    """Tells whether an entry of the navigation is a page of ours, or has one below it."""
    children = item.children if isinstance(item, Section) else ()
    return isinstance(item, HostedPage) or any(leads_to_ours(child) for child in children)


def hide_from_git(config: MkDocsConfig, root: Path, pages: Sequence[HostedPage]) -> None:
    """Has plugins that ask git say nothing of pages without a commit: they would show the moment of the build."""
    plugins = [plugin for name, plugin in config.plugins.items() if name.startswith(_GIT) and _EXCLUDE in plugin.config]
    if not plugins:
        return
    committed = _committed(root)
    hidden = [glob.escape(page.file.src_path) for page in pages if page.source.source not in committed]
    for plugin in plugins:
        plugin.config[_EXCLUDE] = [*(plugin.config[_EXCLUDE] or ()), *hidden]


def _committed(root: Path) -> frozenset[str]:
    """Returns the files of plans that the last commit has, by their paths below the workspace."""
    command = ["git", "-C", str(root), "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", "plans"]
    try:
        answer = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  nothing in it is a user's text
    except OSError:
        return frozenset()
    return frozenset(answer.stdout.decode("utf-8", "replace").split("\0"))


def add_to_sitemap(listed: Mapping[str, Sequence[File]], pages: Sequence[HostedPage]) -> dict[str, list[File]]:
    """Returns the pages of a sitemap by language, with ours: they are in one language each, and have no others."""
    files = [page.file for page in pages]
    for file in files:
        file.alternates = {}  # type: ignore[attr-defined]  # the sitemap of mkdocs-static-i18n asks for it
    by_language = {language: list(theirs) for language, theirs in listed.items()}
    if by_language:
        by_language[next(iter(by_language))] += files
    return by_language
