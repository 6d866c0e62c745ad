"""Other plugins see our pages as they see hand-written ones, and are told which file each comes from."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from rencana.site.neighbours import hide_from_git, refuses_our_files

Site = Callable[..., Path]

WATCHING = """
from pathlib import Path

seen = set()


def on_files(files, config):
    seen.update(file.src_uri for file in files)


def on_page_content(html, page, config, files):
    file = page.file
    with Path("%s").open("a") as log:
        log.write(f"{file.src_uri in seen} {file.src_uri} {file.abs_src_path} {file.content_string!r}\\n")
"""


def test_pages_have_a_source_and_no_markdown(site: Site, tmp_path: Path) -> None:
    """A plugin sees our pages among the files, and for each the plan that it comes from; their text is empty."""
    log, hook = tmp_path / "seen", tmp_path / "hook.py"
    hook.write_text(WATCHING % log, encoding="utf-8")
    public = site(hooks=[str(hook)])
    lines = [line for line in log.read_text("utf-8").splitlines() if " campaigns/" in line]
    plan = tmp_path / "plans" / "iced" / "plan.yaml"
    assert f"True campaigns/plans/iced/index.md {plan} ''" in lines
    assert f"True campaigns/index.md {tmp_path / 'plans' / 'portfolio.yaml'} ''" in lines
    assert all(line.startswith("True ") and line.endswith(" ''") for line in lines)
    assert "title: Iced" not in (public / "campaigns" / "plans" / "iced" / "index.html").read_text("utf-8")


AGAIN = """
from mkdocs.commands.build import build
from mkdocs.plugins import event_priority
from mkdocs import utils

again = []


@event_priority(-100)
def on_post_build(config):
    if not again:
        again.append(True)
        config.theme["language"] = "id"
        clean, utils.clean_directory = utils.clean_directory, lambda folder: None
        build(config)
        utils.clean_directory = clean
"""


def test_a_site_may_be_built_again_within(site: Site, tmp_path: Path) -> None:
    """A plugin for several languages has the site built once more: our pages stay as they are, and in the search."""
    usual = site()
    page, index = "campaigns/plans/iced/index.html", "search/search_index.json"
    before = [(usual / path).read_text("utf-8") for path in (page, index)]
    hook = tmp_path / "hook.py"
    hook.write_text(AGAIN, encoding="utf-8")
    public = site(hooks=[str(hook)])
    assert (public / page).read_text("utf-8") == before[0]
    assert '"campaigns/plans/iced/"' in (public / index).read_text("utf-8")
    assert (public / "about" / "index.html").read_text("utf-8").count("assets/rencana.css") == 1


def _page(path: str, source: str | None) -> Any:
    return SimpleNamespace(file=SimpleNamespace(src_path=path), source=SimpleNamespace(source=source))


def test_dates_are_those_of_commits_or_none(tmp_path: Path) -> None:
    """Plugins that ask git are told to leave out pages that come from no commit; others are told nothing."""
    for name in ("old", "new"):
        (tmp_path / "plans" / name).mkdir(parents=True)
        (tmp_path / "plans" / name / "plan.yaml").touch()
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "plans/old"], [*identity, "commit", "-qm", "Old"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    pages = [_page(f"{name}.md", f"plans/{name}/plan.yaml") for name in ("old", "new")] + [_page("[rule].md", None)]
    dates, other = SimpleNamespace(config={"exclude": ["x.md"]}), SimpleNamespace(config={"exclude": []})
    config: Any = SimpleNamespace(plugins={"git-dates": dates, "other": other})
    hide_from_git(config, tmp_path, pages)
    assert dates.config["exclude"] == ["x.md", "new.md", "[[]rule].md"]
    assert other.config["exclude"] == []


def test_one_plugin_must_not_see_our_pages() -> None:
    """For mkdocs-static-i18n a page from elsewhere is a mistake, so it is shown none of ours."""
    configs: list[Any] = [SimpleNamespace(plugins={name: None}) for name in ("i18n", "search")]
    assert [refuses_our_files(config) for config in configs] == [True, False]
