"""Reviews: which wait, which are to come, what was learned; and the order in which a report has them."""

from collections.abc import Callable
from datetime import date

import pytest

from rencana.render.campaign.reviews import review_lines, review_views, reviews, sorted_reviews
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = "teams: {kitchen: {title: Kitchen}, office: {title: Office}}\n"
PLAN = """
reviews:
  decided-early: {date: 2026-02-05, found: Good., decision: Go on., learned: [Start earlier., Ask more.]}
  decided-late: {date: 2026-02-20, decision: Stop., because: Nobody came., next: Write it down., owner: kitchen}
  waiting: {title: It waits, date: 2026-03-01, question: Does it work?, owner: office}
  waiting-long: {date: 2026-02-10}
  found-only: {date: 2026-02-12, found: Hm.}
  coming: {date: 2026-03-02}
  coming-later: {date: 2026-03-20, owner: kitchen}
  someday: {question: When?}
"""


@pytest.fixture
def view(view_of: ViewOf) -> CampaignView:
    """A campaign with reviews of every kind, on 1 March."""
    return view_of(PLAN, portfolio=PORTFOLIO, page="reviews")


def test_page_parts_what_waits_from_what_comes(view: CampaignView) -> None:
    """A review waits from its day on; what has a finding or a decision was held; one without a day is to come."""
    page = reviews(view, {})
    assert [review.title for review in page.waiting] == ["It waits", "Waiting long"]
    assert [review.title for review in page.coming] == ["Coming later", "Coming", "Someday"]
    assert [review.title for review in page.held] == ["Decided late", "Found only", "Decided early"]


def test_lessons_of_all_reviews_are_gathered(view: CampaignView) -> None:
    """What was learned in any review stands together on the page."""
    lessons = reviews(view, {}).learned
    assert ["Start earlier." in lessons[0], "Ask more." in lessons[1], len(lessons)] == [True, True, 2]


def test_reviews_of_a_team_are_its_own(view: CampaignView) -> None:
    """A team's page has the reviews that it owns, the latest first."""
    assert [review.title for review in review_views(view, "kitchen")] == ["Coming later", "Decided late"]
    assert len(review_views(view)) == 8


def test_review_has_the_words_of_its_plan(view: CampaignView) -> None:
    """Question, decision, reason, next step and owner of a review are those of the plan."""
    late = next(review for review in review_views(view) if review.title == "Decided late")
    assert (late.day, late.over, late.owner) == ("20 Feb 2026", True, "Kitchen")
    assert ["Stop." in late.decision, "Nobody came." in late.because, "Write it" in late.next] == [True] * 3
    assert (late.question, late.found, late.learned) == ("", "", ())


@pytest.mark.parametrize(
    ("on", "state", "word"),
    [(date(2026, 2, 28), "coming", "Coming"), (date(2026, 3, 1), "waiting", "Waiting for a decision")],
)
def test_line_waits_from_its_day(view_of: ViewOf, on: date, state: str, word: str) -> None:
    """In a report, a review waits from its own day on."""
    lines = review_lines(view_of(PLAN, portfolio=PORTFOLIO, on=on))
    line = next(line for line in lines if line.title == "It waits")
    assert (line.state, line.word) == (state, word)


def test_draft_has_no_review_in_a_report(view_of: ViewOf) -> None:
    """Nobody waits for the reviews of a draft."""
    draft = "campaign: {title: Iced, state: draft, period: {start: 2026-02-01}}\n"
    assert list(review_lines(view_of(draft + PLAN, portfolio=PORTFOLIO))) == []


def test_report_puts_first_what_waits(view: CampaignView) -> None:
    """What waits comes first, the longest waiting at the top; then what comes next; then the latest decisions."""
    assert [line.title for line in sorted_reviews(review_lines(view))] == [
        "Waiting long",
        "Found only",
        "It waits",
        "Coming",
        "Coming later",
        "Someday",
        "Decided late",
        "Decided early",
    ]
