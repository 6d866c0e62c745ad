"""A file of a workspace has its meaning by its path alone."""

from hypothesis import given
from hypothesis import strategies as st

from rencana.plan.layout import Folder, lay_out

NAMES = st.sampled_from(["plans", "a", "b", "readings", "assets", "plan.yaml", "calendar.csv", "readings.csv", "x.csv"])


def test_files_of_a_campaign_come_together() -> None:
    """A plan, its calendar and all of its readings make one campaign, named as its folder."""
    layout = lay_out(
        [
            "plans/b/readings/z.csv",
            "plans/b/readings/a.csv",
            "plans/b/readings.csv",
            "plans/b/plan.yaml",
            "plans/b/calendar.csv",
            "plans/a/plan.yaml",
            "plans/portfolio.yaml",
        ]
    )
    readings = ("plans/b/readings.csv", "plans/b/readings/a.csv", "plans/b/readings/z.csv")
    assert layout.folders == (
        Folder("a", "plans/a/plan.yaml"),
        Folder("b", "plans/b/plan.yaml", "plans/b/calendar.csv", readings),
    )
    assert layout.folders[1].files == ("plans/b/plan.yaml", "plans/b/calendar.csv", *readings)
    assert layout.unread == ()


def test_a_table_alone_makes_a_folder_without_plan() -> None:
    """Readings whose plan is missing still belong to a campaign, which can then be said."""
    assert lay_out(["plans/a/readings.csv"]).folders == (Folder("a", readings=("plans/a/readings.csv",)),)


def test_assets_are_left_alone() -> None:
    """Whatever stands below assets/ belongs to the user, whatever it is called."""
    layout = lay_out(["plans/a/assets/x.csv", "plans/a/assets/deep/plan.yaml"])
    assert (layout.folders, layout.unread) == ((), ())


@given(st.lists(st.lists(NAMES, min_size=1, max_size=4).map("/".join), unique=True))
def test_every_file_is_read_or_named(paths: list[str]) -> None:
    """Each path is part of a campaign, is named as unread, or lies in assets/, whatever the order of the paths."""
    layout = lay_out(paths)
    assert layout == lay_out(paths[::-1])
    used = {path for folder in layout.folders for path in folder.files}
    assert used.isdisjoint(layout.unread)
    assert all("/assets" in path for path in set(paths) - used - set(layout.unread))
