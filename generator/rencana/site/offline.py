"""A site that works from a folder: browsers open neither workers nor data from there, so both come as scripts.

Material's own plugin for it has the stand-in for workers fetched from another host; here it comes with the site.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from rencana.render.environment import shipped_templates
from rencana.site.known_theme import theme_plugin
from rencana.site.search import as_script

SHIM = "assets/rencana/iframe-worker.js"
_NAME = "iframe-worker"


def is_offline(config: MkDocsConfig) -> bool:
    """Tells whether Material's own plugin for such sites is switched on."""
    plugin = theme_plugin(config, "offline")
    return plugin is not None and bool(plugin.config.get("enabled", True))


def add_shim(config: MkDocsConfig) -> None:
    """Has the theme load our copy of the stand-in, instead of one from another host."""
    polyfills = [
        script for script in config.extra.get("polyfills", []) if not (_NAME in str(script) and "://" in str(script))
    ]
    if not any(_NAME in str(script) for script in polyfills):
        polyfills.append(SHIM)
    config.extra["polyfills"] = polyfills


def shim() -> bytes:
    """Returns the stand-in for workers."""
    return (shipped_templates() / "theme" / SHIM).read_bytes()


def write_index(site_dir: Path) -> None:
    """Writes the search index a second time, as a script."""
    index = site_dir / "search" / "search_index.json"
    if index.is_file():
        index.with_suffix(".js").write_text(as_script(index.read_text(encoding="utf-8")), encoding="utf-8")
