"""The history of a plan: what was revised, seen, decided or stopped, each on its day."""

from collections.abc import Callable
from datetime import date

import pytest

from rencana.render.campaign.history import history
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PLAN = """campaign:
  title: Iced
  state: stopped
  was: [cold-2026]
  period: {start: 2026-02-01, end: 2026-03-31}
  stopped: {date: 2026-02-25, because: The ice is gone.}
objectives:
  known: {title: Be known, signs: {song: {text: They sing it., seen: 2026-02-20, note: Loudly.}, tattoo: They wear it.}}
measurement:
  kpis:
    views:
      metric: views
      targets: {value: 900, revised: {from: 700, date: 2026-02-10, because: Easy.}}
    clicks: {metric: link-clicks, targets: {value: 90, revised: {from: 70}}}
reviews:
  first: {title: First look, date: 2026-02-15, decision: Go on.}
  second: {date: 2026-02-16, found: Good.}
  early: {date: 2026-03-02, decision: Decided before its day.}
"""


def test_events_come_latest_first(view_of: ViewOf) -> None:
    """A stop, a sign that was seen, a decision and a revised target stand in the history, the latest first."""
    events = history(view_of(PLAN, page="history"), {}).events
    assert [(event.day, event.kind, event.about.title) for event in events] == [
        ("25 Feb 2026", "Stopped", "Iced"),
        ("20 Feb 2026", "Sign seen", "Be known"),
        ("15 Feb 2026", "Decided", "First look"),
        ("10 Feb 2026", "Target revised", "Views (Meta, Threads, TikTok)"),
    ]
    assert [
        reason in event.because
        for reason, event in zip(("The ice is gone.", "Loudly.", "Go on.", "Easy."), events, strict=True)
    ] == [True] * 4


def test_revision_says_from_what_to_what(view_of: ViewOf) -> None:
    """A revised target shows both sizes."""
    *_, revised = history(view_of(PLAN), {}).events
    assert revised.text == "Target from 700 to 900"


@pytest.mark.parametrize(("on", "decided"), [(date(2026, 3, 1), 1), (date(2026, 3, 2), 2)])
def test_decision_counts_from_its_day(view_of: ViewOf, on: date, decided: int) -> None:
    """A decision that is written down before its day happens on its day."""
    events = history(view_of(PLAN, on=on), {}).events
    assert [event.kind for event in events].count("Decided") == decided


def test_decision_leads_to_the_reviews(view_of: ViewOf) -> None:
    """A decision leads to the page of the reviews, where all that was found stands."""
    events = history(view_of(PLAN, page="history"), {}).events
    assert [event.about.url for event in events if event.kind == "Decided"] == ["../reviews/"]


def test_history_names_file_and_former_ids(view_of: ViewOf) -> None:
    """A page of the history says in which file the plan stands, and what the campaign was called before."""
    page = history(view_of(PLAN), {})
    assert (page.file, page.former_ids) == ("plans/iced/plan.yaml", ("cold-2026",))


def test_plan_that_never_changed_has_no_events(view_of: ViewOf) -> None:
    """A new plan has an empty history."""
    assert history(view_of(), {}).events == ()
