"""A quick build: whichever path it takes, the site is that of a cold build, to the byte."""

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from rencana.errors import HostError
from rencana.jobs.pool import open_page_jobs
from rencana.site.build import bring_up_to_date, build_quickly, records_of
from rencana.site.host_build import build_site, run_host
from rencana.site.log import log_to_terminal
from rencana.site.update.record import BuildOptions, Built
from rencana.site.update.session import Session

Edit = Callable[[str], str]
PLAN = Path("plans") / "ramadan-dingin-2026" / "plan.yaml"
SETTINGS = Path("site") / "mkdocs.yml"


@pytest.fixture
def reasons(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """Hands out why MkDocs has built the site since the last question."""
    log_to_terminal()
    caplog.set_level(logging.INFO, logger="mkdocs")

    def why() -> list[str]:
        messages = [record.getMessage() for record in caplog.records if "MkDocs builds the site" in record.getMessage()]
        caplog.clear()
        return [text.partition(": ")[2].rstrip(".") for text in messages]

    return why


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RENCANA_CACHE", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def beneath(folder: Path) -> dict[str, bytes]:
    """All files below a folder with what they hold."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def set_up(root: Path, **settings: object) -> None:
    """Gives a workspace other settings of its site."""
    path = root / SETTINGS
    current = yaml.safe_load(path.read_text(encoding="utf-8"))
    # For YAML 1.1 the word `on` is true.
    current["plugins"] = [{"rencana": {"at": "", "on": "2026-03-01", "findings": True}}, "search"]
    path.write_text(yaml.safe_dump({**current, **settings}, allow_unicode=True), encoding="utf-8")


def edit(root: Path, change: Edit, path: Path = PLAN) -> None:
    """Changes a file of a workspace."""
    text = (root / path).read_text(encoding="utf-8")
    assert change(text) != text
    (root / path).write_text(change(text), encoding="utf-8")


EDITS: dict[str, tuple[Edit, bool]] = {
    "prose": (lambda text: text.replace("summary: ", "summary: <b>Well</b> & truly, ", 1), True),
    "title": (lambda text: text.replace("title: ", "title: Other & ", 1), True),
    "fault": (lambda text: text.replace("state: ", "sate: ", 1), False),
    "kpi": (
        lambda text: text.replace("  kpis:\n", "  kpis:\n    more-views: {metric: views, targets: none}\n", 1),
        True,
    ),
    "tag": (lambda text: text.replace("tags: [ramadan", "tags: [brand-new, ramadan", 1), False),
}
VARIANTS: dict[str, tuple[dict[str, object], bool]] = {
    "folders": ({"site_url": "https://kopi.example/a/"}, False),
    # Its pages are files too, instead of folders.
    "offline": ({}, True),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_edit_gives_the_site_of_a_cold_build(
    variant: str, example: Path, tmp_path: Path, reasons: Callable[[], list[str]]
) -> None:
    """After each of several edits a quick build has made what a cold build makes elsewhere of the same plans."""
    settings, offline = VARIANTS[variant]
    set_up(example, **settings)
    public, cold = example / "site" / "public", tmp_path / "cold"
    build_quickly(example, offline=offline)
    assert reasons() == ["nothing is known of a former build"]
    for name, (change, is_quick) in EDITS.items():
        before = (example / PLAN).read_text(encoding="utf-8")
        edit(example, change)
        built = build_quickly(example, offline=offline)
        assert built.written
        assert bool(built.reused) == is_quick, (name, reasons())
        build_site(example, offline=offline, site_dir=cold)
        assert beneath(public) == beneath(cold), name
        if not is_quick:
            (example / PLAN).write_text(before, encoding="utf-8")
            build_quickly(example, offline=offline)
        reasons()
    assert build_quickly(example, offline=offline).written == 0


def test_memory_gives_the_site_of_a_cold_build(example: Path, tmp_path: Path) -> None:
    """With what a server remembers, the saved plan's page is there first, and in the end the site of a cold build.

    A plan that is saved once more in between is not forgotten, nor is a change that is taken back.
    """
    set_up(example)
    public, cold, views = example / "site" / "public", tmp_path / "cold", list[tuple[bool, bool]]()
    first, second = (
        lambda text, word=word: text.replace("summary: ", f"summary: {word} ", 1) for word in ("Iced", "Hot")
    )
    before = (example / PLAN).read_text(encoding="utf-8")

    def shown() -> None:
        pages = [public / "plans" / PLAN.parts[1] / "index.html", public / "index.html"]
        views.append(tuple("Iced" in page.read_text(encoding="utf-8") for page in pages))  # type: ignore[arg-type]
        if len(views) == 1:
            edit(example, second)

    def build(session: Session | None) -> Built:
        full_build = partial(build_site, example, site_dir=public)
        records = records_of(BuildOptions(example))
        return bring_up_to_date(records, lambda records: full_build(records=records), session)

    build(None)
    session = Session(jobs=open_page_jobs(example, remember=True), show=shown)
    edit(example, first)
    assert build(session).reused
    assert views == [(True, False)]
    for text in (None, before):
        if text:
            (example / PLAN).write_text(text, encoding="utf-8")
        assert build(session).reused
        build_site(example, site_dir=cold)
        assert beneath(public) == beneath(cold)
    session.wait()
    assert build(None).written == 0


def test_page_that_is_saved_during_a_build_is_in_the_next(example: Path, reasons: Callable[[], list[str]]) -> None:
    """A hand-written page that is saved when MkDocs has read it already is not taken for one that is in the site."""
    page = example / "site" / "docs" / "late.md"

    def run(config: MkDocsConfig) -> None:
        run_host(config)
        page.write_text("# Late\n", encoding="utf-8")

    records = records_of(BuildOptions(example))
    bring_up_to_date(records, lambda records: build_site(example, records=records, run=run))
    assert not list((example / "site" / "public").rglob("late*"))
    build_quickly(example)
    assert len(reasons()) == 2
    assert list((example / "site" / "public").rglob("late*"))


def test_nothing_changed(example: Path, reasons: Callable[[], list[str]]) -> None:
    """Where nothing has changed nothing is written, whatever the times of the plans are, and all pages are counted."""
    built = build_quickly(example)
    assert (built.written > 0, built.reused) == (True, 0)
    for path in (example / "plans").rglob("*.yaml"):
        os.utime(path, (1, 1))
    reasons()
    again = build_quickly(example)
    assert (again.written, again.reused) == (0, built.written)
    assert reasons() == []


TELL = """import sys
from rencana.__main__ import main
try:
    main()
finally:
    print(sorted({"mkdocs", "material", "pydantic", "jinja2"} & set(sys.modules)))
"""


def test_what_is_imported(example: Path) -> None:
    """MkDocs is not imported after a change of plans; after none, neither are the model and the templates."""
    command = [sys.executable, "-c", TELL, "build", "-C", str(example)]

    def run() -> list[str]:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    *_, why, imported = run()
    assert why.startswith("MkDocs made the whole site: nothing is known")
    assert imported == "['jinja2', 'material', 'mkdocs', 'pydantic']"
    message, imported = run()
    assert message.startswith("Nothing has changed")
    assert imported == "[]"
    edit(example, EDITS["prose"][0])
    message, imported = run()
    assert "reused" in message
    assert imported == "['jinja2', 'pydantic']"


HOOK = "def on_post_page(output, page, config):\n    return output\n"


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"hooks": ["hook.py"]}, "may change any page"),
        ({"theme": {"name": "mkdocs"}}, "another theme"),
        ({"site_description": "!ENV"}, "rest on the environment"),
        ({"markdown_extensions": ["pymdownx.snippets"]}, "may read any file"),
        ({"validation": {"links": {"anchors": "warn"}}}, "are looked at"),
    ],
)
def test_what_the_fast_way_does_not_know(
    settings: dict[str, object], reason: str, example: Path, reasons: Callable[[], list[str]]
) -> None:
    """Settings under which a page may rest on something else are left to MkDocs each time, and the log says why."""
    (example / "site" / "hook.py").write_text(HOOK, encoding="utf-8")
    set_up(example, **settings)
    for _ in range(2):
        built = build_quickly(example)
    assert built.reused == 0
    assert reason in reasons()[1]


def test_everything_else_is_noticed(example: Path, tmp_path: Path, reasons: Callable[[], list[str]]) -> None:
    """Another setting, hand-written page, theme file, day, or file of the site: MkDocs builds."""
    theme = example / "site" / "theme"
    theme.mkdir()
    (theme / "main.html").write_text('{% extends "base.html" %}', encoding="utf-8")
    theme_settings = {"name": "material", "font": False, "custom_dir": "theme"}
    set_up(example, theme=theme_settings)
    public = example / "site" / "public"
    build_quickly(example)
    good = (public / "index.html").read_bytes()

    def spoil() -> None:
        (public / "index.html").write_bytes(good[:-1] + b"?")

    settings = lambda text: text.replace("Kopi Contoh", "Kopi")  # noqa: E731  as those of the table
    for change in (
        lambda: edit(example, settings, SETTINGS),
        lambda: edit(example, lambda text: text + "\nMore.\n", Path("site/docs/manual/index.md")),
        lambda: edit(example, lambda text: text + "<!-- -->", Path("site/theme/main.html")),
        lambda: set_up(example, theme=theme_settings, plugins=[{"rencana": {"at": "", "on": "2026-03-02"}}, "search"]),
        (public / "404.html").unlink,
        (public / "mine.txt").touch,
        spoil,
    ):
        change()
        reasons()
        assert build_quickly(example).reused == 0
        assert len(reasons()) == 1
    build_site(example, site_dir=tmp_path / "cold")
    assert beneath(public) == beneath(tmp_path / "cold")


def test_damaged_record_is_none(example: Path, reasons: Callable[[], list[str]]) -> None:
    """A cache that was cut off, emptied or overwritten costs time, and nothing else."""
    for damage in (b"", b"half", b"\0" * 200):
        build_quickly(example)
        reasons()
        for entry in (path for path in (example / ".rencana_cache").glob("??/*") if path.is_file()):
            entry.write_bytes(damage)
        assert build_quickly(example).reused == 0
        assert reasons() == ["nothing is known of a former build"]


def test_no_cache_no_record(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a cache every build is a whole one."""
    monkeypatch.setenv("RENCANA_CACHE", "off")
    assert [build_quickly(example).reused for _ in range(2)] == [0, 0]


def test_cache_that_cannot_be_written(
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A cache that cannot be written, of plans or of compiled templates, stops no build, and is said once each."""
    file = tmp_path_factory.mktemp("no_cache") / "file"
    file.write_text("in the way")
    monkeypatch.setenv("RENCANA_CACHE", str(file / "cache"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    build_quickly(example)
    assert build_quickly(example).written > 0
    assert capsys.readouterr().err.count("this run goes on without it") == 2


def test_lines_are_said_each_time(example: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A build with less to do says the same of plans and pages, in the same order."""
    (example / "site" / "docs" / "manual" / "index.md").write_text("[none](none.md)\n", encoding="utf-8")
    broken = example / "plans" / "broken" / "plan.yaml"
    broken.parent.mkdir()
    broken.write_text("campaign:\n  title: Broken plan\n  titel: x\n", encoding="utf-8")

    def said() -> list[str]:
        caplog.clear()
        build_quickly(example)
        return [
            f"{record.levelname} {record.getMessage()}"
            for record in caplog.records
            if record.levelno >= logging.WARNING
        ]

    first = said()
    assert any("is no known key" in line for line in first)
    assert any("none.md" in line for line in first)
    assert said() == first
    edit(example, EDITS["prose"][0])
    assert said() == first


def test_errors_fail_a_strict_build_each_time(example: Path) -> None:
    """Under --strict an error stops a quick build too, and the site stays as it was."""
    public = example / "site" / "public"
    build_quickly(example, strict=True)
    before = beneath(public)
    edit(example, lambda text: text.replace("owner: ", "ovner: ", 1))
    for _ in range(2):
        with pytest.raises(HostError):
            build_quickly(example, strict=True)
        assert beneath(public) == before


def test_builds_at_once(example: Path, tmp_path: Path) -> None:
    """Quick builds at the same time end with the site of the plans as they are, and a record of it."""
    build_quickly(example)
    edit(example, EDITS["prose"][0])
    command = [sys.executable, "-m", "rencana", "build", "-q", "-C", str(example)]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    build_site(example, site_dir=tmp_path / "cold")
    assert beneath(example / "site" / "public") == beneath(tmp_path / "cold")
    assert build_quickly(example).written == 0


DYING = """
import os, signal, sys
from pathlib import Path
from rencana.__main__ import main

renamed, usual = [], Path.replace

def dying(self, target):
    if ".public.new-" in str(self):
        renamed.append(self)
        if len(renamed) > 2:
            os.kill(os.getpid(), signal.SIGKILL)
    return usual(self, target)

Path.replace = dying
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process in other ways")
def test_killed_while_it_puts_pages_into_place(example: Path, tmp_path: Path, reasons: Callable[[], list[str]]) -> None:
    """A quick build that is killed between two pages leaves a site that the next one builds anew."""
    build_quickly(example)
    edit(example, EDITS["prose"][0])
    killed = subprocess.run(
        [sys.executable, "-c", DYING, "build", "-C", str(example)], capture_output=True, check=False
    )
    assert killed.returncode < 0
    reasons()
    build_quickly(example)
    assert len(reasons()) == 1
    build_site(example, site_dir=tmp_path / "cold")
    assert beneath(example / "site" / "public") == beneath(tmp_path / "cold")
    assert list((example / "site").glob(".public.*")) == []


def test_index_grows_with_the_plans(example: Path) -> None:
    """What is new in a plan is found by the search after a quick build."""
    build_quickly(example)
    edit(example, lambda text: text.replace("summary: ", "summary: Findable words. ", 1))
    assert build_quickly(example).reused
    index = json.loads((example / "site" / "public" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert any("Findable words" in entry["text"] for entry in index["docs"])


def test_folder_that_was_moved(example: Path, tmp_path: Path) -> None:
    """A site that lies elsewhere by now is built where it belongs."""
    build_quickly(example)
    shutil.move(example / "site" / "public", tmp_path / "moved")
    assert build_quickly(example).reused == 0
    assert (example / "site" / "public" / "index.html").is_file()
