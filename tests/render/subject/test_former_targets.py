"""Targets are shown as they stood: what a plan says of its revisions, and what git tells where nobody wrote it down."""

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from rencana.changes.history import CampaignHistory
from rencana.changes.promises import Former
from rencana.plan.language.amount import read_amount
from rencana.render.campaign.targets import target_figures
from rencana.render.charts import captions, marks
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.former_targets import former_targets

ViewOf = Callable[..., CampaignView]
PLAN = """campaign: {title: T, state: running, period: {start: 2026-02-02, end: 2026-03-15}}
channels: {instagram: {kind: owned}}
measurement:
  kpis:
    it: {metric: followers, channels: [instagram], targets: [{value: 900, by: 2026-03-15REVISED}]}
"""
FORMER = (Former(read_amount("500"), date(2026, 2, 5)), Former(read_amount("700"), date(2026, 2, 20)))


def view_with(view_of: ViewOf, revised: str = "", former: tuple[Former, ...] = FORMER) -> CampaignView:
    """Returns a campaign whose target had other sizes before."""
    return replace(view_of(PLAN.replace("REVISED", revised)), history=CampaignHistory(former={"it": (former,)}))


def shown(view: CampaignView) -> list[str]:
    """Returns the former sizes of the target."""
    progress = view.measured.kpis["it"]
    return [f"{former.size} {former.until}" for former in former_targets(view, progress, progress.targets[0].aim)]


def test_former_sizes_come_from_git(view_of: ViewOf) -> None:
    """A target that was moved without a word is shown with each size that it had, in the chart and in its table."""
    view = view_with(view_of)
    progress = view.measured.kpis["it"]
    assert shown(view) == ["500 2026-02-05", "700 2026-02-20"]
    goals = [(goal.kind, goal.label) for goal in marks.goals(view, progress)]
    assert goals == [("target", "Target 900"), ("former", "500 until 5 Feb"), ("former", "700 until 20 Feb")]
    assert [row.note for row in captions.beside(view, progress)][1:] == [
        "Target until 5 Feb 2026",
        "Target until 20 Feb 2026",
    ]
    assert target_figures(view, progress)[0].revised == "was 700 until 20 Feb 2026"


def test_what_the_plan_says_goes_first(view_of: ViewOf) -> None:
    """A revision that the plan tells itself has the day of the plan, and is not told twice."""
    assert shown(view_with(view_of, ", revised: {from: 700, date: 2026-02-18}")) == ["500 2026-02-05", "700 2026-02-18"]


def test_page_of_an_earlier_day_knows_no_later_change(view_of: ViewOf) -> None:
    """A size that changed after the day that pages speak of is none of its former sizes."""
    assert shown(replace(view_with(view_of), on=date(2026, 2, 10))) == ["500 2026-02-05"]


def test_few_former_sizes_are_shown(view_of: ViewOf) -> None:
    """Of a target that moves every week the last three sizes are enough."""
    former = tuple(Former(read_amount(str(100 + day)), date(2026, 2, day)) for day in range(1, 9))
    assert shown(view_with(view_of, former=former)) == ["106 2026-02-06", "107 2026-02-07", "108 2026-02-08"]


def test_target_without_history_has_no_former_size(view_of: ViewOf) -> None:
    """A target that git knows nothing of is shown alone."""
    assert shown(view_of(PLAN.replace("REVISED", ""))) == []
