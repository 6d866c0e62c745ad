"""Home tells what changed in the last seven days: what weighs most first, and as much as there is room for."""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from rencana.changes import Weight
from rencana.changes.history import CampaignHistory, HistoryEntry, ToldChange
from rencana.plan.shared import Shared
from rencana.render import address
from rencana.render.address import Links
from rencana.render.portfolio.changes import RecentChanges, recent_changes, week_view
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text.say import Say

ViewOf = Callable[..., CampaignView]
ON = date(2026, 3, 1)
HOME = PortfolioView(Shared(format="1"), Say("en"), Links(address.HOME), ON)


def entry(days_ago: int, *weights: Weight) -> HistoryEntry:
    """Returns an entry of some days ago."""
    changes = tuple(ToldChange("x", weight, f"{weight} {days_ago} {number}") for number, weight in enumerate(weights))
    return HistoryEntry("c", "t", -days_ago, ON - timedelta(days=days_ago), "", "", changes)


def recent(view_of: ViewOf, *entries: HistoryEntry) -> dict[str, RecentChanges]:
    """Returns the latest changes of one campaign."""
    view = replace(view_of("campaign: {title: T}"), history=CampaignHistory(begins=ON, recent=entries))
    return {"t": next(recent_changes(view))}


def test_weightiest_changes_come_first(view_of: ViewOf) -> None:
    """Of equal weight the later change comes first; what is older than seven days is left out."""
    entries = (entry(0, Weight.LOW), entry(2, Weight.HIGH), entry(6, Weight.HIGH, Weight.NORMAL), entry(7, Weight.HIGH))
    week = week_view(HOME, recent(view_of, *entries), ())
    assert week
    assert [str(change.message) for change in week.changes] == ["high 2 0", "high 6 0", "normal 6 1", "low 0 0"]
    assert {change.about.url for change in week.changes} == {"plans/t/history/"}


def test_room_is_for_few_changes(view_of: ViewOf) -> None:
    """What has no room is counted."""
    week = week_view(HOME, recent(view_of, entry(1, *[Weight.NORMAL] * 20)), (entry(1, Weight.LOW),))
    assert week
    assert (len(week.changes), week.more) == (8, 13)


def test_without_git_home_says_nothing(view_of: ViewOf) -> None:
    """Where git tells nothing of any plan, the home has no such part; in a quiet week it says that it was quiet."""
    assert week_view(HOME, {}, ()) is None
    assert list(recent_changes(view_of("campaign: {title: T}"))) == []
    week = week_view(HOME, recent(view_of), ())
    assert week
    assert week.changes == ()
