"""What rules that compare plans see of each."""

from datetime import date, time

import pytest
from fragments import PLAN, campaign, lay, read

from rencana.check.facts.copies import PlanWords
from rencana.check.summary import NamedThing, PlanSummary, plan_summary, summarize
from rencana.span import START, Span


def test_header_decides_the_weight() -> None:
    """State, language and whether a plan was written down afterwards come from its header."""
    summary = plan_summary(campaign("campaign: {title: T, state: closed, retrospective: true, language: id}\n"))
    assert (summary.id, summary.file) == ("base", PLAN)
    assert (summary.state, summary.retrospective, summary.language) == ("closed", True, "id")


def test_audiences_stand_at_their_keys() -> None:
    """An audience has title and profile, empty where nobody says, and stands at its id."""
    summary = plan_summary(campaign("audiences:\n  a: {title: Drinkers, profile: Young.}\n  b: {}\n"))
    assert [audience for audience in summary.audiences if audience.id in "ab"] == [
        NamedThing("base", "a", "Drinkers", "Young.", (PLAN, Span(2, 3, 2, 4))),
        NamedThing("base", "b", "", "", (PLAN, Span(3, 3, 3, 4))),
    ]


@pytest.mark.parametrize(
    ("tags", "places"),
    [
        ("[ramadan, iced]", [("ramadan", Span(1, 29, 1, 36)), ("iced", Span(1, 38, 1, 42))]),
        ("ramadan", [("ramadan", Span(1, 28, 1, 35))]),
    ],
)
def test_tags_stand_at_themselves(tags: str, places: list[tuple[str, Span]]) -> None:
    """A tag stands where it is written, alone or in a list."""
    summary = plan_summary(campaign(f"campaign: {{title: T, tags: {tags}}}\n"))
    assert summary.tags == tuple(NamedThing("base", tag, tag, "", (PLAN, span)) for tag, span in places)


POSTS = """channels:
  instagram: {account: "@kopicontoh", kind: owned}
  feed: {platform: instagram, kind: owned}
calendar:
  timed: {title: Timed, state: scheduled, at: 2026-02-20 18:30, channels: [instagram]}
  plain: {at: 2026-02-21, channels: [feed], state: approved}
  idea: {at: 2026-02-22, channels: [feed], state: idea}
  off: {at: 2026-02-22, channels: [feed], state: cancelled}
  undated: {channels: [feed], state: draft}
  silent: {at: 2026-02-22, state: draft}
"""


def test_posts_are_what_is_planned_on_a_day() -> None:
    """A post has an account, a day and perhaps a time; ideas, cancelled items and those without a day are none."""
    posts = plan_summary(campaign(POSTS)).posts
    assert [(post.account, post.day, post.clock, post.title) for post in posts] == [
        ("instagram @kopicontoh", date(2026, 2, 20), time(18, 30), "Timed"),
        ("instagram feed", date(2026, 2, 21), None, "plain"),
    ]


def test_parent_is_named_with_its_place() -> None:
    """The campaign that a plan is a part of is known by its id and where that stands; most plans name none."""
    summary = plan_summary(campaign("campaign: {title: T, part_of: year}\n"))
    assert summary.parent == NamedThing("base", "year", "", "", (PLAN, Span(1, 31, 1, 35)))
    assert plan_summary(campaign()).parent is None


def named(name: str, parent: str | None = None) -> PlanSummary:
    """A plan with a tag of its own name."""
    tag = NamedThing(name, name, name, "", (f"plans/{name}/plan.yaml", START))
    above = NamedThing(name, parent, "", "", (f"plans/{name}/plan.yaml", START)) if parent else None
    words = PlanWords(name, name, tag.place, (), (None, None), frozenset())
    return PlanSummary(name, tag.place[0], "en", "draft", False, (), (tag,), (), above, {"teams": (name,)}, words)


def test_plans_come_together_in_their_order() -> None:
    """What several plans name stands one after another; parents are known by the plan that names them."""
    portfolio = summarize(campaign().shared, [named("b"), named("a", "b")], None, complete=True)
    assert [tag.id for tag in portfolio.tags] == ["b", "a"]
    assert {name: parent.id for name, parent in portfolio.parents.items()} == {"a": "b"}
    assert portfolio.used["teams"] == {"a", "b"}
    assert portfolio.complete


def test_shared_key_stands_in_the_portfolio() -> None:
    """A key of portfolio.yaml stands at itself; where there is no such file, at its beginning."""
    document = read(lay([])).documents["plans/portfolio.yaml"]
    shared = campaign().shared
    with_file = summarize(shared, [], document, complete=False)
    file, span = with_file.shared_place("teams", "social-team")
    line = document.text.split("\n")[span.line - 1]
    assert (file, line[span.column - 1 : span.end_column - 1]) == ("plans/portfolio.yaml", "social-team")
    assert summarize(shared, [], None, complete=False).shared_place("teams") == ("plans/portfolio.yaml", START)


def test_an_account_is_not_named_twice() -> None:
    """A channel that is called as its platform is that account; another one is named with its platform."""
    plan = """
channels:
  instagram: {kind: owned}
  news: {platform: facebook, kind: owned}
calendar:
  a: {at: 2026-03-04, channels: [instagram, news], format: reel, state: draft}
"""
    accounts = {post.account for post in plan_summary(campaign(plan)).posts}
    assert accounts == {"instagram", "facebook news"}
