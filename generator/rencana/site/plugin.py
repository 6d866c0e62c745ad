"""The MkDocs plugin: glue between MkDocs' public events and the pages of a workspace."""

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.templates import TemplateContext

from rencana.errors import RencanaError, WorkspaceError, describe
from rencana.jobs.pool import open_page_jobs
from rencana.pipeline import Site, publish
from rencana.render import address
from rencana.render.page import Download, Page, Section
from rencana.render.subject.kit import Show
from rencana.site.hosted import HostedFiles, HostedPage, add_redirects, carry, host_files
from rencana.site.log import lines_of, say
from rencana.site.material import tidy
from rencana.site.offline import SHIM, add_shim, is_offline, shim, write_index
from rencana.site.pages import write_pages
from rencana.site.search import with_rows
from rencana.site.target import refuse_sources
from rencana.site.theme import OUR_PARTS, Theme
from rencana.workspace import find_workspace

log = logging.getLogger("mkdocs.plugins.rencana")

_PATH = "{path}"
"""What stands in the option `edit` for the path of a file."""


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

    def load_dict(self, patch: dict[Any, Any]) -> None:
        """Takes the options of mkdocs.yml; for YAML 1.1, which MkDocs reads, the bare word `on` means true."""
        super().load_dict({("on" if key is True else key): value for key, value in patch.items()})


class RencanaPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # MkDocs' base has no types
    """Adds the pages of a workspace to a MkDocs site."""

    def __init__(self) -> None:
        self.root = Path()
        self.outcome: Site | None = None
        self.pages: list[HostedPage] = []
        self.nav: Navigation | None = None
        self.offline = False
        self.redirects: dict[str, tuple[str, str]] = {}
        self.downloads: list[Download] = []
        self.theme: Theme | None = None
        self.searched = False

    @event_priority(-50)  # another plugin may say how addresses look: Material's for sites that work from a folder
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads and renders the workspace; adds our parts of theme, style and navigation."""
        self.at, on = _place(self.config.at), _day(self.config.on)
        _refuse_braces(self.config.edit or "")
        try:
            self.refuse_sources(config)
            self.root = self.workspace(config)
            folders = config.use_directory_urls
            jobs = open_page_jobs(self.root)
            self.outcome = publish(self.root, jobs, on=on, folders=folders, show=self.show)
        except (RencanaError, OSError) as error:
            raise PluginError(f"rencana: {' '.join(describe(error))}") from error
        say(lines_of(self.outcome.open))
        if self.config.theme and config.theme.name == "material":
            # After the folder of the site's own, which may override ours as well.
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(OUR_PARTS))
        self.offline = self.offline or is_offline(config)
        if self.offline:
            add_shim(config)
        config.extra_css.append(f"{self.at}{address.STYLE}")
        config.extra_javascript.append(f"{self.at}{address.SCRIPT}")
        if config.nav is not None:
            config.nav = self._joined(config.nav)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds our pages and the files beside them."""
        assert self.outcome is not None
        joined, self.pages, overridden = host_files(files, self.outcome.pages.pages, self.at, config, self._edit)
        for path in overridden:
            log.info("%s is written by hand, so it stands in place of the generated page.", path)
        downloads = self.outcome.pages.downloads
        self.downloads = [file for file in downloads if f"{self.at}{file.path}" not in joined.src_uris]
        for download in self.downloads:
            joined.append(carry(download, f"{self.at}{download.path}", config))
        self.redirects = add_redirects(joined, self.outcome.pages.redirects, self.at, config)
        if self.offline and SHIM not in joined.src_uris:
            joined.append(File.generated(config, SHIM, content=shim(), inclusion=InclusionLevel.INCLUDED))
        return joined

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002  MkDocs' signature
        """Keeps the navigation, which the pages are shown with."""
        self.nav = nav
        return nav

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Writes our pages; where another plugin has replaced our files, MkDocs' own loop does it."""
        assert self.outcome is not None
        assert self.nav is not None
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date = self.outcome.on.isoformat()
        if isinstance(files, HostedFiles):
            self.theme = write_pages(self.pages, config=config, nav=self.nav, files=files, env=env)
        return env

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: HostPage,  # noqa: ARG002  MkDocs' signature
        config: MkDocsConfig,  # noqa: ARG002  MkDocs' signature
        nav: Navigation,  # noqa: ARG002  MkDocs' signature
    ) -> TemplateContext:
        """Gives the theme the pinned day, so that the same input gives the same bytes."""
        assert self.outcome is not None
        on = self.outcome.on
        context["build_date_utc"] = context["build_date_utc"].replace(
            year=on.year, month=on.month, day=on.day, hour=0, minute=0, second=0, microsecond=0
        )
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:  # noqa: ARG002  MkDocs' signature
        """Corrects faults of the theme's markup."""
        return tidy(output) if self.config.theme and config.theme.name == "material" else output

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Corrects them in the 404 page too."""
        ours = self.config.theme and config.theme.name == "material" and template_name.endswith(".html")
        return tidy(output_content) if ours else output_content

    @event_priority(-50)  # after the search plugin, and before Material's for sites that work from a folder
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Adds our rows to the search index, after the search plugin has written it."""
        path = Path(config.site_dir, "search", "search_index.json")
        if "material/search" in config.plugins and path.is_file():
            self.searched, index = True, json.loads(path.read_text(encoding="utf-8"))
            with path.open("w", encoding="utf-8") as file:
                file.writelines(with_rows(index, (page.rows for page in self.pages)))
            for page in self.pages:
                page.drop_rows()
        if self.offline:
            write_index(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ANN401, ARG002  MkDocs' signature
        """Watches the plans and the workspace's own templates."""
        root = self.workspace(config)
        server.watch(str(root / "plans"))
        if (root / "templates").is_dir():
            server.watch(str(root / "templates"))
        return server

    def workspace(self, config: MkDocsConfig) -> Path:
        """Returns the workspace that the site shows."""
        start = Path(config.config_file_path or ".").resolve().parent
        try:
            return find_workspace(start / self.config.workspace if self.config.workspace else start)
        except WorkspaceError as error:
            help = "Name the folder that holds plans/portfolio.yaml with the option `workspace:` of the plugin."
            raise WorkspaceError(error.message, help=help) from error

    def refuse_sources(self, config: MkDocsConfig) -> None:
        """Refuses a folder for the site that holds what the site is made of, or lies in it: a build empties it."""
        root = self.workspace(config)
        config_paths = [config.docs_dir, config.config_file_path, config.theme.custom_dir]
        sources = [root / "plans", root / "templates", *(Path(place) for place in config_paths if place)]
        refuse_sources(Path(config.site_dir), sources)

    @property
    def show(self) -> Show:
        """What the site shows of the workspace."""
        options = self.config
        return Show(bool(options.findings), rulebook=options.rulebook, budget=options.budget, drafts=options.drafts)

    def _joined(self, written: list[Any]) -> list[Any]:
        """Adds our pages to a navigation: a section at the end, or at the root of a site in front of all else.

        Where the navigation has an entry of our first page, that becomes the section.
        """
        assert self.outcome is not None
        ours = _nav(self.outcome.pages.nav, self.at, str(written))
        if self.at and ours:
            ((ours_title, pages),) = ours[0].items()
            for number, entry in enumerate(written):
                if section := _section_from(entry, f"{self.at}{address.HOME}", ours_title):
                    ((title, listed),) = section.items()
                    return [*written[:number], {title: [*listed, *pages]}, *written[number + 1 :]]
        if self.at:
            return [*written, *ours]
        return [page for section in ours for page in next(iter(section.values()))] + written

    def _edit(self, source: str | None) -> str | None:
        return self.config.edit.replace(_PATH, source) if self.config.edit and source else None


def plugins(config: MkDocsConfig) -> list[RencanaPlugin]:
    """Returns the instances of our plugin in a site: usually one."""
    return [plugin for plugin in config.plugins.values() if isinstance(plugin, RencanaPlugin)]


def _place(at: str) -> str:
    """Returns where our pages live, as their paths begin; it may not lead out of the site."""
    if at.startswith("/") or "\\" in at or ":" in at or {".", ".."} & set(at.split("/")):
        help = "Write a folder of the site, such as campaigns/, or leave it empty for the root of the site."
        raise PluginError(f"rencana: the option `at` leads out of the site: {at!r}. {help}")
    folder = at.strip("/")
    return f"{folder}/" if folder else ""


def _refuse_braces(edit: str) -> None:
    if {"{", "}"} & set(edit.replace(_PATH, "")):
        raise PluginError(f"rencana: the option `edit` has braces other than {_PATH}: {edit!r}. Take them out.")


def _day(text: object) -> date | None:
    if isinstance(text, date) or not text:
        return text if isinstance(text, date) else None
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise PluginError(f"rencana: the option `on` is no day: {text!r}. Write it as 2026-03-01.") from error


def _section_from(entry: Any, path: str, title: str) -> dict[str, list[Any]] | None:  # noqa: ANN401  what YAML can hold
    """Returns an entry of a navigation that leads to a page, or begins with it, as a section; None for any other."""
    if entry == path:
        return {title: [path]}
    if not isinstance(entry, dict):
        return None
    ((name, value),) = entry.items()
    if value == path:
        return {name: [path]}
    holds_it = isinstance(value, list) and any(page == path or path in _values(page) for page in value)
    return {name: value} if holds_it else None


def _values(entry: Any) -> list[Any]:  # noqa: ANN401  as above
    return list(entry.values()) if isinstance(entry, dict) else []


def _nav(parts: tuple[Section | Page, ...], at: str, written: str) -> list[Any]:
    """Returns our navigation in the form of mkdocs.yml, without what its author has listed already."""
    entries: list[Any] = []
    for part in parts:
        if isinstance(part, Section):
            if children := _nav(part.parts, at, written):
                entries.append({part.title: children})
        elif repr(f"{at}{part.path}") not in written:
            entries.append({part.title: f"{at}{part.path}"})
    return entries
