"""The versions of a campaign are lined up commit by commit, whatever becomes of its folder."""

from rencana.changes.versions import Lines, lines_of
from rencana.source.git_log import Commit, FileChange

PLAN = "plans/{}/plan.yaml"


def commits(*changes: tuple[FileChange, ...]) -> list[Commit]:
    """Returns commits with these changes, one a day."""
    return [Commit(str(number), number, "", number == 0, files) for number, files in enumerate(changes)]


def new(id: str, blob: str, name: str = "plan.yaml") -> FileChange:
    """Returns that a file has come."""
    return FileChange("", "", f"plans/{id}/{name}", blob)


def gone(id: str, blob: str) -> FileChange:
    """Returns that a plan has gone."""
    return FileChange(PLAN.format(id), blob, "", "")


def line(lines: Lines, id: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Returns the steps of a campaign: the commit, and the contents before and after."""
    return [
        (
            step.commit,
            tuple(blob for _, blob in step.before.files) if step.before else (),
            tuple(blob for _, blob in step.after.files) if step.after else (),
        )
        for step in lines.campaigns[id]
    ]


def test_each_commit_that_touches_a_campaign_is_a_step() -> None:
    """Plan, calendar and readings make a version; other files, and other campaigns, make none."""
    history = commits(
        (new("a", "1"), new("b", "9")),
        (new("a", "2", "calendar.csv"),),
        (new("a", "3", "assets/x.png"), new("a", "4", "notes.yaml"), new("b", "8")),
        (new("a", "5", "readings/x.csv"),),
        (gone("a", "1"),),
    )
    assert line(lines_of(history, {}), "a") == [
        ("0", (), ("1",)),
        ("1", ("1",), ("2", "1")),
        ("3", ("2", "1"), ("2", "1", "5")),
        ("4", ("2", "1", "5"), ()),
    ]


def test_renamed_folders_are_one_line() -> None:
    """A campaign that was renamed twice, once as git says and once as its plan does, is still one."""
    moved = FileChange(PLAN.format("a"), "1", PLAN.format("b"), "2")
    history = commits((new("a", "1"),), (moved,), (gone("b", "2"), new("c", "3"), new("d", "4")))
    lines = lines_of(history, {"c": ("a", "b")})
    assert line(lines, "c") == [("0", (), ("1",)), ("1", ("1",), ("2",)), ("2", ("2",), ("3",))]
    assert line(lines, "d") == [("2", (), ("4",))]
    assert [*lines.campaigns] == ["c", "d"]


def test_versions_know_the_portfolio_of_their_time() -> None:
    """Each version is read with the portfolio that there was; its own changes are steps of their own."""
    portfolio = FileChange("", "", "plans/portfolio.yaml", "p")
    other = FileChange("plans/portfolio.yaml", "p", "plans/portfolio.yaml", "q")
    lines = lines_of(commits((new("a", "1"),), (portfolio,), (other, new("a", "2"))), {})
    assert [
        (step.before and step.before.portfolio, step.after and step.after.portfolio) for step in lines.portfolio
    ] == [
        (None, "p"),
        ("p", "q"),
    ]
    last = lines.campaigns["a"][-1]
    assert last.before
    assert last.after
    assert (last.before.portfolio, last.after.portfolio) == ("p", "q")
