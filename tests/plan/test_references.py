"""Whatever a workspace names has to exist; each dead reference is found in the file that holds it."""

import pytest
from workspaces import campaign_of, draft_of, places_of

from rencana.plan.campaign import Location, platform_of
from rencana.plan.load import load
from rencana.plan.references import check_parents, parent_of
from rencana.source import read_csv, read_yaml
from rencana.source.files import Files
from rencana.span import START

HEAD = "campaign: {title: T}\n"
PORTFOLIO = "format: 1\nchannels: {our-tiktok: {platform: tiktok}, stand: {}}\n"
PLACE: Location = ("plans/a/plan.yaml", START)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("goals: {a: {title: A, owner: nobody}}", "There is no team “nobody”."),
        ("goals: {a: {title: A, part_of: b}}", "There is no goal “b”."),
        ("places: {a: {title: A, includes: [ID, b]}}", "There is no place “b”."),
        ("channels: {a: {platform: fediverse-x}}", "There is no platform “fediverse-x”."),
        ("channels: {tiktok: {metrics: [vews]}}", "There is no metric “vews”."),
        ("channels: {tiktok: {limits: {rel: {caption: 5}}}}", "There is no format “rel”."),
        ("pauses: {a: {channels: [nowhere]}}", "There is no channel “nowhere”."),
    ],
)
def test_portfolio_is_checked(line: str, message: str) -> None:
    """Dead references of portfolio.yaml are found there."""
    document = read_yaml("plans/portfolio.yaml", f"format: 1\n{line}\n".encode())
    _, findings = load(Files({"plans/portfolio.yaml": document}, {}))
    assert [(finding.file, finding.span.line, finding.message) for finding in findings] == [
        ("plans/portfolio.yaml", 2, message)
    ]


def test_limits_may_be_for_any_format() -> None:
    """A limit of a channel may stand for every format that is not named beside it."""
    text = "format: 1\nchannels: {tiktok: {limits: {any: {caption: 5}, live: {caption: 9}}}}\n"
    _, findings = load(Files({"plans/portfolio.yaml": read_yaml("plans/portfolio.yaml", text.encode())}, {}))
    assert findings == ()


def test_cells_of_the_calendar_have_places() -> None:
    """A dead reference of an item of the table stands at its cell, those of the plan's items in the plan."""
    draft = draft_of(
        HEAD + "channels: {tiktok: }\ncalendar: {a: {pillar: gone}}\n",
        calendar="id,pillar,channels,audiences\nb,lost,tiktok;insta,young\n",
    )
    assert [(finding.file, finding.span.line, finding.span.column) for finding in draft.findings] == [
        ("plans/t/plan.yaml", 3, 24),
        ("plans/t/calendar.csv", 2, 21),
        ("plans/t/calendar.csv", 2, 8),
        ("plans/t/calendar.csv", 2, 3),
    ]


def test_each_unknown_name_of_readings_is_found_once() -> None:
    """A name that many rows share is found at its first row alone, and codes of places need not be declared."""
    draft = draft_of(
        HEAD,
        readings="end,metric,value,place\n2026,views,1,ID-JK\n2026,vews,1,java\n2026,vews,2,java\n2026,clics,2,\n",
    )
    assert places_of(draft.findings) == [
        ("reference-unknown", 3, 6),
        ("reference-unknown", 5, 6),
        ("reference-unknown", 3, 13),
    ]


@pytest.mark.parametrize(
    ("channel", "message"),
    [
        ("tiktok: {}", None),
        ("our-tiktok: {}", None),
        ("stand: {}", None),
        ("ours: {platform: tiktok}", None),
        ("ours: {platform: our-tiktok}", None),
        ("tictoc: {}", "There is no platform “tictoc”."),
        ("ours: {platform: tictoc}", "There is no platform “tictoc”."),
    ],
)
def test_a_channel_has_a_platform(channel: str, message: str | None) -> None:
    """A channel names its platform, or is one by its id: of the catalogue, or of the portfolio."""
    draft = draft_of(f"{HEAD}channels:\n  {channel}\n", portfolio=PORTFOLIO)
    assert [finding.message for finding in draft.findings] == [message] * (message is not None)


@pytest.mark.parametrize(
    ("channel", "platform"),
    [
        ("tiktok", "tiktok"),
        ("our-tiktok", "tiktok"),
        ("stand", "stand"),
        ("ours", "tiktok"),
        ("ours-too", "tiktok"),
        ("x", "x"),
    ],
)
def test_platforms_follow_the_portfolio(channel: str, platform: str) -> None:
    """The platform is that of the plan, then that of the portfolio, then the id itself."""
    campaign = campaign_of(
        "channels: {our-tiktok: , stand: , ours: {platform: tiktok}, ours-too: {platform: our-tiktok}}\n",
        portfolio=PORTFOLIO,
    )
    assert platform_of(channel, campaign) == platform


def test_parents_exist_and_are_not_oneself() -> None:
    """A campaign is a part of another one that exists; the help never suggests the campaign itself."""
    parents = {"a": ("mother", PLACE), "b": ("b", PLACE), "c": ("a", PLACE), "d": ("dd", PLACE)}
    findings = list(check_parents(parents, {"a", "b", "c", "d"}))
    assert [finding.message for finding in findings] == [
        "There is no campaign “mother”.",
        "There is no campaign “b”.",
        "There is no campaign “dd”.",
    ]
    assert "Known: a, c, d." in findings[1].help
    assert "`d`" not in findings[2].help


def test_a_parent_has_a_place() -> None:
    """The parent of a campaign is known with the place where its plan names it; most campaigns have none."""
    campaign = campaign_of("campaign: {title: T, part_of: mother}\n")
    name, (file, span) = parent_of(campaign) or ("", PLACE)
    assert (name, file, span.line, span.column) == ("mother", "plans/t/plan.yaml", 1, 31)
    assert parent_of(campaign_of(HEAD)) is None


def test_a_whole_portfolio_is_loaded() -> None:
    """Campaigns refer to one another when all are known, also to one that is unreadable; tables alone are named."""
    files = {
        "plans/portfolio.yaml": "format: 1\n",
        "plans/a/plan.yaml": "campaign: {title: A, part_of: b}\n",
        "plans/b/plan.yaml": "campaign: {title: B, part_of: c}\n",
        "plans/c/plan.yaml": "campaign: [",
    }
    documents = {path: read_yaml(path, text.encode()) for path, text in files.items()}
    tables = {"plans/d/calendar.csv": read_csv("plans/d/calendar.csv", b"id\na\n")}
    portfolio, findings = load(Files(documents, tables))
    assert list(portfolio.campaigns) == ["a", "b"]
    assert [campaign.id for campaign in portfolio.unreadable] == ["c"]
    assert [(finding.file, finding.rule) for finding in findings] == [
        ("plans/d/calendar.csv", "file-unread"),
    ]


@pytest.mark.parametrize(("key", "count"), [("2026-02-14", 0), ("launch", 0), ("2026-02-30", 1), ("lunch", 1)])
def test_curve_names_days_or_writes_them(key: str, count: int) -> None:
    """A point of a curve is a named day, or one that is written out; a day that does not exist is neither."""
    dates = "schedule: {dates: {launch: 2026-02-10}}\n"
    draft = draft_of(f"{HEAD}{dates}measurement: {{kpis: {{a: {{metric: views, curve: {{{key}: 30%}}}}}}}}\n")
    assert [finding.rule for finding in draft.findings] == ["reference-unknown"] * count


def test_an_unknown_format_lists_what_the_platform_offers() -> None:
    """A misspelt format is found once at each place, with what the channel offers, the nearest first."""
    plan = """
campaign: {title: T}
channels:
  facebook: {kind: owned, formats: [link-post], rhythm: {link-posts: 2 a week}}
calendar:
  a: {title: A, channels: facebook, format: link-post}
"""
    findings = [finding for finding in draft_of(plan).findings if "format" in finding.message]
    assert len(findings) == 3
    for finding in findings:
        assert finding.help == "facebook offers: post, live, video, story, event, carousel, reel, image."


def test_a_sign_that_nobody_sees_is_named() -> None:
    """A reference that only looks right is never answered with the same word again."""
    (finding,) = draft_of('campaign: {title: T, owner: "social\\u200b-team"}\n').findings
    assert finding.message == "“social\u200b-team” holds an invisible sign (U+200B)."
    assert "Did you mean" not in finding.help
