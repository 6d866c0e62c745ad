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
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.templates import TemplateContext

from rencana.errors import RencanaError, WorkspaceError, describe
from rencana.jobs.pool import open_page_jobs
from rencana.pipeline import Site, publish
from rencana.render import address
from rencana.render.page import Download
from rencana.render.subject.kit import Show
from rencana.site.hosted import HostedFiles, HostedPage, add_pages, add_redirects, carry, name_sources
from rencana.site.known_theme import OUR_PARTS, material_folder, searches_pages, theme_plugin
from rencana.site.log import lines_of, say
from rencana.site.material import tidy
from rencana.site.navigation import joined
from rencana.site.neighbours import BY_LANGUAGE, add_to_sitemap, hide_from_git, leads_to_ours, refuses_our_files
from rencana.site.offline import SHIM, add_shim, is_offline, shim, write_index
from rencana.site.pages import write_pages
from rencana.site.search import with_rows
from rencana.site.target import refuse_sources
from rencana.site.theme import Theme
from rencana.workspace import NO_PLAN, find_workspace

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
        self.builds = 0
        """How many builds are under way: within one, a plugin for several languages has the same site built again."""
        self.pages: list[HostedPage] = []
        self.files: list[File] = []
        self.nav: Navigation | None = None
        self.entries: list[StructureItem] = []
        self.offline = False
        self.redirects: dict[str, tuple[str, str]] = {}
        self.downloads: list[Download] = []
        self.theme: Theme | None = None
        self.is_material = False
        self.searched = False

    @event_priority(-50)  # another plugin may say how addresses look: Material's for sites that work from a folder
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads and renders the workspace; adds our parts of theme, style and navigation."""
        self.builds += 1
        if self.builds == 1:
            self._publish(config)
            self._dress(config)
        if config.nav is not None:
            assert self.outcome is not None
            config.nav = joined(config.nav, self.outcome.pages.nav, self.at)
        return config

    def _publish(self, config: MkDocsConfig) -> None:
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
        if not self.outcome.plans and config.strict:
            raise PluginError(f"rencana: {NO_PLAN} The site stays as it was.")
        if not self.outcome.plans:
            log.warning("%s The site is one without campaigns.", NO_PLAN)
        say(lines_of(self.outcome.open))

    def _dress(self, config: MkDocsConfig) -> None:
        """Adds our parts of the theme, our style and our script."""
        self.is_material = self.config.theme and material_folder(config) is not None
        if self.is_material:
            # After the folder of the site's own, which may override ours as well.
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(OUR_PARTS))
        self.offline = self.offline or is_offline(config)
        if self.offline:
            add_shim(config)
            if searches_pages(config):
                log.warning("Pagefind cannot search from a folder. Write `search: {provider: lunr}` under `plugins`.")
        config.extra_css.append(f"{self.at}{address.STYLE}")
        config.extra_javascript.append(f"{self.at}{address.SCRIPT}")

    @event_priority(10)  # most plugins look at the files at 0, and some of them only once
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        assert self.outcome is not None
        if self.builds > 1:
            self._put_back(files)
            return HostedFiles(files, self.pages)
        before = {id(file) for file in files}
        self.pages, overridden = add_pages(files, self.outcome.pages.pages, self.at, config, self._edit)
        for path in overridden:
            log.info("%s is written by hand, so it stands in place of the generated page.", path)
        downloads = self.outcome.pages.downloads
        self.downloads = [file for file in downloads if f"{self.at}{file.path}" not in files.src_uris]
        for download in self.downloads:
            files.append(carry(download, f"{self.at}{download.path}", config))
        self.redirects = add_redirects(files, self.outcome.pages.redirects, self.at, config)
        if self.offline and SHIM not in files.src_uris:
            files.append(File.generated(config, SHIM, content=shim(), inclusion=InclusionLevel.INCLUDED))
        self.files = [file for file in files if id(file) not in before]
        return HostedFiles(files, self.pages)

    @event_priority(-99)
    def _take_away(self, files: Files, *, config: MkDocsConfig) -> Files:
        if refuses_our_files(config):
            self.files = [file for file in self.files if files.src_uris.get(file.src_uri) is file]
            for file in self.files:
                files.remove(file)
        return files

    @event_priority(-150)  # after all who change the collection of files, or replace it
    def _host_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if refuses_our_files(config):
            self._put_back(files)
        self.pages = [page for page in self.pages if files.src_uris.get(page.file.src_uri) is page.file]
        if self.builds == 1:
            name_sources(self.pages, self.root)
            hide_from_git(config, self.root, self.pages)
        return HostedFiles(files, self.pages) if refuses_our_files(config) else files

    on_files = CombinedEvent(_add_files, _take_away, _host_files)
    """Adds our pages and the files beside them."""

    def _put_back(self, files: Files) -> None:
        for file in self.files:
            if file.src_uri not in files.src_uris:
                files.append(file)

    @event_priority(50)
    def _notice_entries(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002  MkDocs' signature
        self.entries = [item for item in nav.items if leads_to_ours(item)]
        return nav

    @event_priority(-150)
    def _keep_entries(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002  MkDocs' signature
        if refuses_our_files(config):
            nav.items += [item for item in self.entries if not any(item is other for other in nav.items)]
        self.nav = nav
        return nav

    on_nav = CombinedEvent(_notice_entries, _keep_entries)
    """Keeps the navigation, which the pages are shown with, and our entries in it."""

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Writes our pages; where another plugin has replaced our files, MkDocs' own loop does it."""
        assert self.outcome is not None
        assert self.nav is not None
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date = self.outcome.on.isoformat()
        if isinstance(files, HostedFiles) and self.builds == 1:
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

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,  # noqa: ARG002  MkDocs' signature
        config: MkDocsConfig,  # noqa: ARG002  MkDocs' signature
    ) -> TemplateContext:
        """Adds our pages to a list of pages by language, where a plugin has made one."""
        more: dict[str, Any] = context  # type: ignore[assignment]  # plugins add more than MkDocs' type knows
        if listed := more.get(BY_LANGUAGE):
            more[BY_LANGUAGE] = add_to_sitemap(listed, self.pages)
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:  # noqa: ARG002  MkDocs' signature
        """Corrects faults of the theme's markup."""
        return tidy(output) if self.is_material else output

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002  MkDocs' signature
        """Corrects them in the 404 page too."""
        return tidy(output_content) if self.is_material and template_name.endswith(".html") else output_content

    @event_priority(-150)  # after the search plugin, and after a plugin for several languages has it write once more
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Adds our rows to the search index, after the search plugin has written it."""
        self.builds -= 1
        path = Path(config.site_dir, "search", "search_index.json")
        if self.builds:
            return
        if theme_plugin(config, "search") and path.is_file():
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
