"""Builds of small sites with real MkDocs, in temporary folders."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

CASES = Path(__file__).parents[1] / "cases" / "site"


@pytest.fixture(autouse=True)
def _no_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Builds a site of the small workspace with settings of one's own; returns the folder that it was written to."""

    def make(docs: dict[str, str] | None = None, rencana: dict[str, Any] | None = None, **settings: Any) -> Path:
        shutil.copytree(CASES / "workspace", tmp_path, dirs_exist_ok=True)
        for name, text in (docs or {"about.md": "# About\n"}).items():
            path = tmp_path / "site" / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        config = {
            "site_name": "Test",
            "docs_dir": "docs",
            "site_dir": "public",
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"rencana": {"on": "2026-03-01", **(rencana or {})}}],
            **settings,
        }
        path = tmp_path / "site" / "mkdocs.yml"
        path.write_text(yaml.safe_dump(config), encoding="utf-8")
        build(load_config(str(path)))
        return tmp_path / "site" / "public"

    return make
