"""Puts the bodies of pages in with mkdocs-macros, as its users do with what a program makes of data."""

from pathlib import Path


def define_env(env):  # noqa: ANN001, ANN201  the plugin calls it by its name and is not installed here
    """Defines the macro that each page calls."""

    @env.macro
    def body(path: str) -> str:
        return Path("made", path).read_text(encoding="utf-8")
