"""A site is built by MkDocs or by ProperDocs, and the theme is recognised whatever it is called."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.utils import get_theme_dir

from rencana.errors import HostError
from rencana.site import host
from rencana.site.known_theme import OUR_PARTS, material_folder, searches_pages, theme_plugin

ROOT = Path(__file__).parents[2]
MATERIALX = ROOT / ".venv-materialx" / "bin" / "python"


def _settings(root: Path, *names: str) -> Path:
    (root / "site").mkdir()
    for name in names:
        (root / "site" / name).touch()
    return root


@pytest.mark.parametrize(
    ("files", "installed", "choice", "expected"),
    [
        (["mkdocs.yml"], ["mkdocs", "properdocs"], "", "mkdocs"),
        (["mkdocs.yml"], ["properdocs"], "", "properdocs"),
        (["properdocs.yml"], ["mkdocs", "properdocs"], "", "properdocs"),
        (["mkdocs.yml", "properdocs.yml"], ["mkdocs", "properdocs"], "", "mkdocs"),
        (["properdocs.yml"], ["mkdocs", "properdocs"], "mkdocs", "mkdocs"),
        (["mkdocs.yml"], ["mkdocs", "properdocs"], "properdocs", "properdocs"),
    ],
)
def test_the_host_is_the_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: list[str], installed: list[str], choice: str, expected: str
) -> None:
    """What is wanted comes first, then the name of the settings, then what is installed, MkDocs before others."""
    monkeypatch.setattr(host, "find_spec", lambda name: name in installed or None)
    assert host.host_of(_settings(tmp_path, *files), choice) == expected


@pytest.mark.parametrize(("installed", "choice"), [([], ""), (["mkdocs"], "properdocs")])
def test_a_host_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: list[str], choice: str
) -> None:
    """Whoever wants a host that is not installed reads how to install it."""
    monkeypatch.setattr(host, "find_spec", lambda name: name in installed or None)
    with pytest.raises(HostError) as caught:
        host.host_of(_settings(tmp_path, "mkdocs.yml"), choice)
    assert "pip install" in caught.value.help


def test_a_host_cannot_be_changed_later() -> None:
    """Once MkDocs is imported ProperDocs cannot take its place: half of the build would be the one, half the other."""
    with pytest.raises(HostError, match="in use already"):
        host.use_host("properdocs")


def test_settings_of_either_name_are_read(tmp_path: Path) -> None:
    """MkDocs reads its own file first, and that of ProperDocs where it has none."""
    root = _settings(tmp_path, "properdocs.yml")
    assert host.settings_file(root).name == "properdocs.yml"
    (root / "site" / "mkdocs.yml").touch()
    assert host.settings_file(root).name == "mkdocs.yml"


def test_material_is_recognised_by_its_parts(tmp_path: Path) -> None:
    """A theme of any name that has Material's parts is Material; one that has only some of them, or ours, is not."""
    material = get_theme_dir("material")

    def config(*folders: str) -> Any:
        return SimpleNamespace(theme=SimpleNamespace(name="corporate", dirs=list(folders)))

    assert material_folder(config(str(tmp_path), str(OUR_PARTS), material)) == material
    assert material_folder(config(str(tmp_path), str(OUR_PARTS))) is None
    assert material_folder(config(get_theme_dir("mkdocs"))) is None


def test_plugins_of_the_theme_are_recognised_by_their_class() -> None:
    """The theme's search is found under whatever name it is registered; Pagefind reads the pages, lunr gets rows."""

    def config(provider: str) -> Any:
        attributes = {"__module__": "material.plugins.search.plugin", "config": {"provider": provider}}
        return SimpleNamespace(plugins={"materialx/search": type("SearchPlugin", (), attributes)()})

    assert theme_plugin(config("lunr"), "search") is not None
    assert theme_plugin(config("lunr"), "offline") is None
    assert [searches_pages(config(provider)) for provider in ("lunr", "pagefind")] == [False, True]


def _build(python: Path | str, root: Path, folder: Path, *words: str) -> str:
    command = [str(python), "-m", "rencana", "build", "-C", str(root), "--strict", "-d", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


@pytest.mark.materialx
def test_properdocs_and_materialx_build_the_same_site(example: Path, example_site: Path, tmp_path: Path) -> None:
    """The example has the same pages and numbers there, no inline script, and is brought up to date the fast way."""
    settings = example / "site" / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("name: material\n", "name: materialx\n")
    settings.write_text(text.replace("  - search\n", "  - search: {provider: lunr}\n"), "utf-8")
    folder = tmp_path / "other"
    _build(MATERIALX, example, folder, "--site-host", "properdocs")
    assert _pages(folder) == _pages(example_site)
    assert json.loads((folder / "status.json").read_text("utf-8")) == json.loads(
        (example_site / "status.json").read_text("utf-8")
    )
    for page in _pages(folder):
        html = (folder / page).read_text("utf-8")
        assert "<script>" not in html, page
        # The copy of the example lies in no repository, so it has no history.
        if not page.startswith(("manual", "404")) and not page.endswith("history/index.html"):
            assert _article(html) == _article((example_site / page).read_text("utf-8")), page
    plan = next(example.glob("plans/*/plan.yaml"))
    plan.write_text(plan.read_text("utf-8") + "# changed\n", "utf-8")
    assert "made the whole site" not in _build(MATERIALX, example, folder, "--site-host", "properdocs")


def _article(html: str) -> str:
    """Returns what a page of ours says, without the theme around it."""
    return html.partition('<div class="rn')[2].partition("</article>")[0].rpartition("</div>")[0]


@pytest.mark.hosts
def test_properdocs_builds_with_material(example: Path, tmp_path: Path) -> None:
    """Under ProperDocs, which is chosen by the name of the settings alone, all pages are made with our parts."""
    (example / "site" / "mkdocs.yml").rename(example / "site" / "properdocs.yml")
    assert "ProperDocs made the whole site" in _build(sys.executable, example, tmp_path / "other")
    html = (tmp_path / "other" / "index.html").read_text("utf-8")
    assert "<script>" not in html
    assert "ProperDocs" in html
