"""Our own loop over pages: each is made, goes through the theme and the other plugins, and is written."""

from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from rencana.site.hosted import HostedPage


def write_pages(
    pages: list[HostedPage], *, config: MkDocsConfig, nav: Navigation, files: Files, env: jinja2.Environment
) -> None:
    """Writes our pages through the theme, with the same events of other plugins as MkDocs has for its own."""
    for page in pages:
        _make(page, config, files)
        output = _through_theme(page, config, nav, files, env)
        target = Path(page.file.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(output.encode("utf-8", errors="xmlcharrefreplace"))
        # A thousand pages are not kept in memory once they are written.
        page.content = ""


def _make(page: HostedPage, config: MkDocsConfig, files: Files) -> None:
    config.plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    config.plugins.on_page_markdown("", page=page, config=config, files=files)
    page.render(config, files)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)


def _through_theme(
    page: HostedPage, config: MkDocsConfig, nav: Navigation, files: Files, env: jinja2.Environment
) -> str:
    page.active = True
    try:
        context: Any = get_context(nav, files, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        output = env.get_template("main.html").render(context)
        return str(config.plugins.on_post_page(output, page=page, config=config))
    finally:
        page.active = False
