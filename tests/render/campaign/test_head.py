"""The head of a campaign's pages: what the campaign is, what must be known first, and what is wrong."""

from collections.abc import Callable
from datetime import date

import pytest

from rencana.check import RULES
from rencana.finding import Finding, Severity
from rencana.render.address import Links
from rencana.render.campaign.head import fault, head, language_name, sentence
from rencana.render.subject.campaign import CampaignView
from rencana.render.text.say import Say
from rencana.span import Span

ViewOf = Callable[..., CampaignView]
PORTFOLIO = """
organisation: Bandung Ice
places: {bandung: {title: Bandung}}
teams: {kitchen: {title: Kitchen}}
"""
PLAN = """campaign:
  title: Iced
  state: running
  owner: kitchen
  part_of: summer
  period: {start: 2026-02-01, end: 2026-03-31}
  places: [bandung, ID]
  languages: [id, en-GB]
  tags: [cold]
"""
PAUSED = "schedule: {pauses: {rest-days: {windows: {start: 2026-02-27, end: 2026-03-01}, because: We rest.}}}\n"


def _finding(rule: str) -> Finding:
    return Finding(rule, "X1", Severity.WARNING, "plans/iced/plan.yaml", "It is odd.", Span(7, 3, 7, 4), "Mend it.")


def test_head_says_what_the_campaign_is(view_of: ViewOf) -> None:
    """State, owner, places and languages stand there in the words of a reader."""
    top = head(view_of(PLAN, portfolio=PORTFOLIO), "index", {})
    assert (top.title, top.state, top.state_word, top.owner) == ("Iced", "running", "Running", "Kitchen")
    assert (top.places, top.languages, top.tags) == ("Bandung and Indonesia", "Indonesian and English", ("cold",))
    assert (top.language, top.direction, top.home) == ("en", "ltr", "../../")


@pytest.mark.parametrize("tab", ["index", "strategy", "calendar", "measurement", "reviews", "history"])
def test_one_tab_is_the_current(view_of: ViewOf, tab: str) -> None:
    """The bar of tabs leads to all pages of a campaign and marks the page that is open."""
    top = head(view_of(page=tab), tab, {})
    assert [entry.current for entry in top.tabs].count(True) == 1
    (current,) = [entry for entry in top.tabs if entry.current]
    assert current.url == "./"


@pytest.mark.parametrize(("titles", "title"), [({"summer": "All summer"}, "All summer"), ({}, "summer")])
def test_parent_has_its_title_where_known(view_of: ViewOf, titles: dict[str, str], title: str) -> None:
    """A part leads to the campaign that it belongs to; one that cannot be read is called by its id."""
    top = head(view_of(PLAN, portfolio=PORTFOLIO), "index", titles)
    assert top.parent
    assert (top.parent.title, top.parent.url) == (title, "../summer/")


@pytest.mark.parametrize(
    ("on", "paused"),
    [
        (date(2026, 2, 26), False),
        (date(2026, 2, 27), True),
        (date(2026, 3, 1), True),
        (date(2026, 3, 2), False),
    ],
)
def test_pause_is_said_on_its_days(view_of: ViewOf, on: date, *, paused: bool) -> None:
    """From the first to the last day of a pause, each page says that nothing goes out."""
    notices = head(view_of(PAUSED, on=on), "index", {}).notices
    assert [(notice.kind, notice.title) for notice in notices] == [("paused", "Paused today: rest-days")] * paused


def test_stop_is_said_with_its_reason(view_of: ViewOf) -> None:
    """A campaign that was stopped says so first on each page, with the day and the reason."""
    view = view_of("campaign: {title: Iced, state: stopped, stopped: {date: 2026-02-10, because: No ice.}}\n")
    (notice,) = head(view, "index", {}).notices
    assert (notice.kind, notice.title) == ("stopped", "Stopped on 10 Feb 2026")
    assert "No ice." in notice.text


def test_plan_written_afterwards_says_so(view_of: ViewOf) -> None:
    """Nobody takes a plan that was written down after its campaign for a promise."""
    (notice,) = head(view_of("campaign: {title: Iced, state: closed, retrospective: true}\n"), "index", {}).notices
    assert notice.kind == "retrospective"


@pytest.mark.parametrize("rulebook", [True, False])
def test_faults_lead_to_rules_of_the_site(view_of: ViewOf, *, rulebook: bool) -> None:
    """A finding leads to the page of its rule only where the site has pages of rules."""
    rule = RULES[0].name
    (entry,) = head(view_of(findings=(_finding(rule),), rulebook=rulebook), "index", {}).faults
    assert entry.rule.title == rule
    assert bool(entry.rule.url) is rulebook


@pytest.mark.parametrize(("rule", "language"), [(RULES[0].name, "id"), ("file-unreadable", "en")])
def test_fault_speaks_the_language_of_its_rule(rule: str, language: str) -> None:
    """Rules speak the language of the page; what is found without one is in English, and has no page."""
    entry = fault(_finding(rule), Say("id"), Links("plans/iced/index.md"))
    assert (entry.severity, entry.place, entry.language) == ("warning", "plans/iced/plan.yaml:7", language)
    assert (entry.message, entry.help) == ("It is odd.", "Mend it.")
    assert bool(entry.rule.url) is (language == "id")


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("id", "en", "Indonesian"), ("en-GB", "id", "Inggris"), ("xx", "en", "xx")],
)
def test_language_has_a_name_in_each_language(code: str, language: str, name: str) -> None:
    """A language is called as the reader's language calls it, without its region; an unknown one by its code."""
    assert language_name(code, language) == name


def test_sentence_has_five_parts(view_of: ViewOf) -> None:
    """Who says what, in which channel, to whom, with what effect: each from its place in the plan."""
    plan = (
        PLAN
        + """
audiences: {young: {title: The young}}
content: {line: Stay cold., messages: {cold: It is cold.}}
channels: {instagram: , tiktok: }
objectives: {known: {yardsticks: [views]}}
measurement: {kpis: {views: {metric: views, title: Views}, clicks: {metric: link-clicks}}}
"""
    )
    assert sentence(view_of(plan, portfolio=PORTFOLIO)) == (
        ("Who", "Kitchen"),
        ("says what", "Stay cold."),
        ("in which channel", "Instagram and TikTok"),
        ("to whom", "The young"),
        ("with what effect", "Views"),
    )


def test_sentence_takes_the_nearest(view_of: ViewOf) -> None:
    """Without an owner the organisation speaks; without a line the first message is what it says."""
    parts = dict(sentence(view_of("content: {messages: {cold: It is cold., wet: It is wet.}}\n", portfolio=PORTFOLIO)))
    assert (parts["Who"], parts["says what"], parts["to whom"]) == ("Bandung Ice", "It is cold.", "")
