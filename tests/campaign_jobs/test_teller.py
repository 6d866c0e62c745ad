"""The history of a campaign is told from what was committed: in meaning, up to a day, without what the site hides."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from gitted import commit, edit, git, put, start

from rencana.campaign_jobs.campaign_log import CampaignLog, HeadTask, ReadLog, WorkspaceLog
from rencana.campaign_jobs.history import Contents
from rencana.campaign_jobs.teller import Teller
from rencana.changes.history import CampaignHistory, HistoryGap
from rencana.git_folder import head_digest
from rencana.jobs.pool import Jobs
from rencana.jobs.store import Store, decode
from rencana.plan.layout import lay_out
from rencana.plan.load import load_campaign, load_shared
from rencana.render.subject.kit import Show
from rencana.source.files import read_files
from rencana.source.git_blobs import BlobReader
from rencana.source.tree import DiskTree

PLAN = "plans/tea/plan.yaml"
TEXT = """campaign:
  title: Tea
  state: draft
  period: {start: 2026-02-01, end: 2026-03-31}
measurement:
  kpis:
    views: {metric: views, targets: {value: 700, by: 2026-03-31}}
budget: {total: 900 USD}
"""
ON = date(2026, 3, 1)
History = Callable[..., CampaignHistory]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a plan that was committed as a draft, then raised its target, and then was approved."""
    folder = start(tmp_path / "workspace")
    put(folder, "plans/portfolio.yaml", "format: 1\norganisation: Kopi\n")
    put(folder, PLAN, TEXT)
    commit(folder, "2026-01-01")
    edit(folder, PLAN, {"700": "800"})
    commit(folder, "2026-01-02", team="Customer care")
    edit(folder, PLAN, {"draft": "approved"})
    commit(folder, "2026-01-03")
    return folder


def log_of(
    root: Path, on: date = ON, former: dict[str, tuple[str, ...]] | None = None, zone: str = "UTC"
) -> WorkspaceLog:
    """Returns what git tells of a workspace."""
    (log,) = Jobs().each(DiskTree(root), [HeadTask(head_digest(root))], ReadLog(root, former or {}, on, zone), {})
    return log


@pytest.fixture
def tell(root: Path) -> History:
    """Tells the history of a campaign of the workspace."""

    def of(
        id: str = "tea",
        show: Show | None = None,
        language: str = "en",
        jobs: Jobs | None = None,
        on: date = ON,
        where: Path = root,
    ) -> CampaignHistory:
        files = read_files({path: DiskTree(root).read(path) for path in DiskTree(root).paths()})
        layout = lay_out([*files.documents, *files.tables])
        shared, _ = load_shared(files, layout)
        drafts = {folder.id: load_campaign(folder, files, shared) for folder in layout.folders}
        campaign = drafts[id].shown
        assert campaign
        log = log_of(where, on, {id: campaign.plan.campaign.was})
        with BlobReader(where) as reader:
            teller = Teller(jobs or Jobs(), Contents(reader), show or Show(), frozenset(), "en")
            return teller.tell(log.of(id), campaign, language)

    return of


def told(history: CampaignHistory) -> list[tuple[str, list[str]]]:
    """Returns the entries of a history: the day, and the kinds of change."""
    return [(f"{entry.day:%m-%d}", [change.kind for change in entry.changes]) for entry in history.entries]


def test_history_is_told_in_meaning(root: Path, tell: History) -> None:
    """The latest change comes first; a commit that has changed only words around the plan is none."""
    edit(root, PLAN, {"campaign:": "# A comment\ncampaign:"})
    commit(root, "2026-01-04")
    put(root, "plans/other/plan.yaml", TEXT)
    commit(root, "2026-01-05")
    assert told(tell()) == [("01-03", ["state-forward"]), ("01-02", ["target-raised"]), ("01-01", ["campaign-added"])]
    assert tell().gap is None


def test_words_are_those_of_the_page_and_of_the_site(tell: History) -> None:
    """A campaign's own page has its language, pages about several have the language of the site."""
    history = tell(language="id")
    assert history.entries[-1].changes[0].message == "Kampanye “Tea” baru."
    assert history.recent[-1].changes[0].message == "Campaign “Tea” is new."


def test_authors_are_named_only_on_request(tell: History) -> None:
    """Who has made a commit is left out, unless the site is to say it."""
    assert {entry.author for entry in tell().entries} == {""}
    assert [entry.author for entry in tell(show=Show(authors=True)).entries][1] == "Customer care"


def test_what_comes_after_the_day_is_not_told(tell: History) -> None:
    """A page that speaks of a day tells what was committed by then, in the time zone of the portfolio."""
    assert told(tell(on=date(2026, 1, 1))) == [("01-01", ["campaign-added"])]
    history = tell(on=date(2025, 12, 31))
    assert (history.gap, history.entries) == (HistoryGap.LATER, ())


def test_day_is_that_of_the_portfolio(root: Path) -> None:
    """A commit of late evening belongs to the day that it was in the time zone of the portfolio."""
    edit(root, PLAN, {"800": "900"})
    commit(root, "2026-01-04T23:30:00+00:00")
    assert [
        decode(log_of(root, zone=zone).of("tea"), CampaignLog).steps[-1][0].day for zone in ("UTC", "Asia/Jakarta")
    ] == [4, 5]


def test_what_is_not_committed_is_not_told(root: Path, tell: History) -> None:
    """A change that lies in the work tree alone is no part of the history; nor is a plan that was never committed."""
    before = tell()
    edit(root, PLAN, {"800": "100"})
    put(root, "plans/new/plan.yaml", TEXT)
    after = tell()
    assert (after.entries, after.former, after.first) == (before.entries, before.former, before.first)
    assert tell("new").gap is HistoryGap.NOT_COMMITTED


def test_first_approved_version_and_former_targets(root: Path, tell: History) -> None:
    """What was promised is what the first approved version says; sizes of a draft are no former targets."""
    edit(root, PLAN, {"800": "600", "900 USD": "500 USD"})
    commit(root, "2026-02-04")
    edit(root, PLAN, {"600": "650"})
    commit(root, "2026-02-05")
    history = tell()
    assert history.first
    day, promise = history.first
    assert (day, promise.money, promise.kpis["views"].words) == (date(2026, 1, 3), "US$900", "800 by 31 Mar 2026")
    ((former,),) = history.former.values()
    assert [(former.size.text, former.until) for former in former] == [
        ("800", date(2026, 2, 4)),
        ("600", date(2026, 2, 5)),
    ]


def test_version_that_cannot_be_read_is_bridged(root: Path, tell: History) -> None:
    """What changed while a plan could not be read is told with the version that can be read again."""
    edit(root, PLAN, {"  title: Tea\n": "  title: [\n"})
    commit(root, "2026-02-04")
    edit(root, PLAN, {"  title: [\n": "  title: Tea\n", "900 USD": "500 USD"})
    commit(root, "2026-02-05")
    assert told(tell())[:2] == [("02-05", ["campaign-readable", "budget-lowered"]), ("02-04", ["campaign-unreadable"])]


@pytest.mark.parametrize("was", ["", "  was: [tea]\n"])
def test_history_goes_on_under_another_id(root: Path, tell: History, was: str) -> None:
    """A folder that was renamed keeps its history, whether git sees it or the plan says it; links may die."""
    git(root, "mv", "plans/tea", "plans/chai")
    edit(root, "plans/chai/plan.yaml", {"  title: Tea\n": f"  title: Tea\n{was}"})
    if was:
        # So much is new that git takes it for another file.
        put(root, "plans/chai/plan.yaml", (root / "plans/chai/plan.yaml").read_text() + "# Notes\n" * 99)
    commit(root, "2026-02-04")
    kinds = [kind for _, kinds in told(tell("chai")) for kind in kinds]
    assert kinds == [
        "campaign-renamed" if was else "campaign-renamed-silently",
        "state-forward",
        "target-raised",
        "campaign-added",
    ]


def test_what_the_site_hides_is_not_told(root: Path, tell: History) -> None:
    """Without budgets no money is told, without drafts nothing of the time in which the plan was one."""
    edit(root, PLAN, {"900 USD": "500 USD"})
    commit(root, "2026-02-04")
    assert told(tell())[0] == ("02-04", ["budget-lowered"])
    history = tell(show=Show(budget=False))
    assert told(history)[0] == ("01-03", ["state-forward"])
    assert history.first
    assert history.first[1].money == ""
    assert told(tell(show=Show(drafts=False))) == [("02-04", ["budget-lowered"]), ("01-03", ["campaign-added"])]


def test_shallow_clone_tells_where_it_begins(root: Path, tell: History) -> None:
    """In a shallow clone the first version is no change, and nobody knows whether it was the first approved one."""
    git(root.parent, "clone", "-q", "--depth=1", f"file://{root}", str(root.parent / "shallow"))
    history = tell(where=root.parent / "shallow")
    assert (history.gap, history.begins, history.entries) == (HistoryGap.SHALLOW, date(2026, 1, 3), ())
    assert history.first is None
    git(root.parent, "clone", "-q", "--depth=2", f"file://{root}", str(root.parent / "deeper"))
    assert tell(where=root.parent / "deeper").first


def test_no_repository_no_commit_and_partial_clones_are_told_apart(root: Path, tell: History, tmp_path: Path) -> None:
    """Why there is no history is known: no repository, no commit yet, contents that were left out, no git at all."""
    git(root, "config", "uploadpack.allowFilter", "true")
    git(root.parent, "clone", "-q", "--filter=blob:none", f"file://{root}", str(tmp_path / "partial"))
    (tmp_path / "none").mkdir()
    for name, gap in (
        ("partial", HistoryGap.PARTIAL),
        ("none", HistoryGap.NO_REPOSITORY),
        ("empty", HistoryGap.NOT_COMMITTED),
    ):
        where = start(tmp_path / name) if name == "empty" else tmp_path / name
        assert tell(where=where).gap is gap


def test_versions_are_compared_once(root: Path, tell: History, tmp_path: Path) -> None:
    """With a store the second telling compares nothing, and after one more commit only the new version."""
    jobs = Jobs(Store(tmp_path / "cache"))
    entries = lambda: sum(1 for _ in (tmp_path / "cache").glob("??/*"))  # noqa: E731  a name for three uses
    assert tell(jobs=jobs) == tell()
    before = entries()
    tell(jobs=jobs)
    assert entries() == before == 3
    edit(root, PLAN, {"800": "900"})
    commit(root, "2026-02-04")
    tell(jobs=jobs)
    assert entries() == before + 1


def test_content_that_a_clone_lacks_is_said(root: Path, tell: History) -> None:
    """Where a version is lost, the others are told, and the page can say that some are missing."""
    blob = git(root, "rev-parse", f"HEAD~1:{PLAN}")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    history = tell()
    assert (history.gap, told(history)) == (HistoryGap.LOST, [("01-01", ["campaign-added"])])


def test_secret_that_was_taken_out_is_not_told(root: Path, tell: History) -> None:
    """A key that was once committed does not come back to light on the page that tells of its removal."""
    edit(root, PLAN, {"  title: Tea\n": "  title: Tea\n  summary: The password is tea-at-noon.\n"})
    commit(root, "2026-02-04")
    edit(root, PLAN, {"The password is tea-at-noon.": "Tea for all."})
    commit(root, "2026-02-05")
    words = [change.message for entry in tell().entries[:2] for change in entry.changes]
    assert words == ["A text was changed that held what looks like a key or password; it is not shown."] * 2
