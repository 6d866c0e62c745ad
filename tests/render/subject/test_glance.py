"""A campaign in a list: the list has an order that everybody expects."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.glance import Glance, glance, in_order
from rencana.render.subject.status import StatusView


class Excerpt(Struct, frozen=True):
    """What a page shows of a campaign."""

    of: Glance


def excerpt(id: str, state: str, start: date | None) -> Excerpt:
    """A campaign in a state, with its first day."""
    return Excerpt(Glance(id, Named(id), "en", state, "", "", start, None, None))


def test_running_come_first() -> None:
    """Running campaigns come first, then those to come, each by their start; of finished ones the latest is first."""
    early, late = date(2026, 1, 1), date(2026, 6, 1)
    ordered = [
        excerpt("running-early", "running", early),
        excerpt("running-late", "running", late),
        excerpt("running-some-day", "running", None),
        excerpt("paused", "paused", early),
        excerpt("approved", "approved", early),
        excerpt("review", "review", early),
        excerpt("draft-a", "draft", early),
        excerpt("draft-b", "draft", early),
        excerpt("closed-late", "closed", late),
        excerpt("stopped-early", "stopped", early),
        excerpt("closed-some-day", "closed", None),
    ]
    assert in_order(reversed(ordered)) == ordered


def test_draft_is_not_judged(view_of: Callable[..., CampaignView]) -> None:
    """A draft has no status in a list; an approved campaign whose first day is not over has not begun."""
    kpis = "measurement: {kpis: {seen: {metric: views}}}"
    draft = glance(view_of(f"campaign: {{title: T, state: draft}}\n{kpis}"))
    running = glance(view_of(f"campaign: {{title: T, state: running, period: 2026-03}}\n{kpis}"))
    assert (draft.status, draft.standing, draft.state_word) == (None, None, "Draft")
    assert (running.status, running.standing) == (None, StatusView("not-begun", "Not begun"))
    assert running.waits
    assert (running.period, running.start, running.end) == ("March 2026", date(2026, 3, 1), date(2026, 3, 31))
