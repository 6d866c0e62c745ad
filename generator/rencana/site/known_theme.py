"""Recognises Material, and themes that go on with it such as MaterialX: by what they are made of, never by their names.

Both are the Python package `material`; the names under which their themes and plugins are registered differ.
"""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from rencana.render.environment import shipped_templates

OUR_PARTS = shipped_templates() / "theme"
"""The folder of what we override of Material."""
_OWN = "rencana"
"""The folder in it for what Material has not."""


def material_folder(config: MkDocsConfig) -> str | None:
    """Returns the folder of Material, or of a theme that goes on with it; None, where the theme is neither.

    It is the one that has each file that we override, beside the frame of a page and the words of the theme. A theme
    that extends Material has it too, after its own folder.
    """
    partials = OUR_PARTS / "partials"
    overridden = [path.relative_to(OUR_PARTS) for path in partials.rglob("*.html") if path.parent.name != _OWN]
    expected = [Path("base.html"), Path("partials", "languages", "en.html"), *overridden]
    folders = (folder for folder in config.theme.dirs if folder != str(OUR_PARTS))
    return next((folder for folder in folders if all(Path(folder, path).is_file() for path in expected)), None)


def theme_plugin(config: MkDocsConfig, name: str) -> Any:  # noqa: ANN401  a plugin without types
    """Returns one of the theme's own plugins, such as `search`; None, where the site does not use it."""
    module = f"material.plugins.{name}.plugin"
    return next((plugin for plugin in config.plugins.values() if type(plugin).__module__ == module), None)


def searches_pages(config: MkDocsConfig) -> bool:
    """Tells whether the theme's search reads the finished pages: Pagefind, which MaterialX uses unless told otherwise.

    Then there is no index that rows for our pages could be added to.
    """
    search = theme_plugin(config, "search")
    return search is not None and search.config.get("provider") == "pagefind"
