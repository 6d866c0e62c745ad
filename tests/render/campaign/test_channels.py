"""Channels: why each was chosen, and the table of those that were, were not, or were overlooked."""

from collections.abc import Callable

import pytest

from rencana.render.campaign.channels import ChannelView, channel_view, fit_rows
from rencana.render.subject.campaign import CampaignView

ViewOf = Callable[..., CampaignView]
PORTFOLIO = """
places: {bandung: {title: Bandung}}
teams: {kitchen: {title: Kitchen}}
channels: {shop-ig: {title: The shop, platform: instagram, account: "@shop", link: "https://shop.example/"}}
"""
PLAN = """
objectives: {known: {title: Be known}, sold: {title: Be sold}}
audiences:
  young: {title: The young, platforms: {tiktok: {active: true}, instagram: {active: true}, x: {active: false}}}
  old: {title: The old, platforms: {instagram: }}
content:
  messages: {cold: {text: It is cold., audiences: [young], objectives: [known]}}
  pillars:
    ice: {title: Ice, messages: [cold], formats: [reel, article]}
    snow: {title: Snow, formats: [carousel]}
channels:
  instagram: {why: {pillars: [ice], because: They are there.}, kind: [owned, paid], formats: [reel, carousel]}
  shop-ig:
    why: {objectives: [sold]}
    rhythm: {any: 2 a week, reel: 1 a week}
    windows: {start: 2026-02-01, end: 2026-02-14}
    places: [bandung]
    owner: kitchen
    note: Slowly.
  website: {platform: website, link: "https://own.example/", account: own}
rejected: {channels: {x: Nobody is there.}}
"""


@pytest.fixture
def view(view_of: ViewOf) -> CampaignView:
    """A plan with channels of every kind, seen from its strategy page."""
    return view_of(PLAN, portfolio=PORTFOLIO, page="strategy")


def _channel(view: CampaignView, name: str) -> ChannelView:
    return channel_view(view, name, view.campaign.plan.channels[name])


def test_channel_says_why_it_was_chosen(view: CampaignView) -> None:
    """A channel shows its pillars, and the objectives and audiences that follow from them."""
    channel = _channel(view, "instagram")
    assert (channel.title, channel.platform, channel.pillars) == ("Instagram", "Instagram", ("Ice",))
    assert [linked.title for linked in (*channel.objectives, *channel.audiences)] == ["Be known", "The young"]
    assert "They are there." in channel.because
    assert (channel.media, channel.formats) == ("Owned and Paid", "reel and carousel")


def test_channel_takes_account_from_the_portfolio(view: CampaignView) -> None:
    """Account and link of a shared channel are those of the portfolio where the plan does not say its own."""
    shop, website = _channel(view, "shop-ig"), _channel(view, "website")
    assert (shop.title, shop.platform, shop.account, shop.link) == (
        "The shop",
        "Instagram",
        "@shop",
        "https://shop.example/",
    )
    assert (website.account, website.link) == ("own", "https://own.example/")


def test_channel_says_how_often_when_and_who(view: CampaignView) -> None:
    """A channel's rhythm is told by format; windows, places and owner have the words of a reader."""
    channel = _channel(view, "shop-ig")
    assert channel.rhythms == (("every format", "2 a week"), ("reel", "1 a week"))
    assert (channel.windows, channel.places, channel.owner) == (("1\N{EN DASH}14 Feb 2026",), "Bandung", "Kitchen")
    assert "Slowly." in channel.note


def test_channel_without_reasons_is_empty(view: CampaignView) -> None:
    """A channel that says nothing of itself has empty fields rather than words of the tool."""
    channel = _channel(view, "website")
    assert (channel.pillars, channel.because, channel.rhythms, channel.windows) == ((), "", (), ())
    assert (channel.objectives, channel.audiences, channel.owner) == ((), (), "")


def test_fit_lists_chosen_rejected_and_overlooked(view: CampaignView) -> None:
    """Platforms where an audience is active and the plan is not stand at the end, the chosen ones at the top."""
    assert [(row.title.title, row.decision, row.chosen) for row in fit_rows(view)] == [
        ("Instagram", "Chosen", True),
        ("The shop", "Chosen", True),
        ("Website", "Chosen", True),
        ("X", "Not chosen", False),
        ("TikTok", "Not looked at", False),
    ]


def test_fit_shows_who_is_active_there(view: CampaignView) -> None:
    """An audience that uses a platform speaks for each channel on it; one that is not active there does not."""
    rows = {row.title.title: row for row in fit_rows(view)}
    active = {title: [audience.title for audience in row.active] for title, row in rows.items()}
    assert active == {
        "Instagram": ["The young", "The old"],
        "The shop": ["The young", "The old"],
        "Website": [],
        "X": [],
        "TikTok": ["The young"],
    }
    assert [objective.title for objective in rows["The shop"].objectives] == ["Be sold"]
    assert rows["TikTok"].objectives == ()
    assert rows["X"].because == "Nobody is there."


@pytest.mark.parametrize(
    ("title", "formats"),
    [
        ("Instagram", "1 of 2: reel"),
        ("The shop", "2 of 3: reel, carousel"),
        ("TikTok", "none of 3"),
    ],
)
def test_fit_counts_formats_that_a_channel_carries(view: CampaignView, title: str, formats: str) -> None:
    """A chosen channel is asked for the formats of its own pillars, every other one for those of all."""
    rows = {row.title.title: row for row in fit_rows(view)}
    assert rows[title].formats == formats


def test_channel_that_carries_nothing_says_so(view_of: ViewOf) -> None:
    """A platform that has none of the formats of the content says so; content without formats says nothing."""
    plan = "content: {{pillars: {{ice: {{{formats}}}}}}}\nchannels: {{tiktok: }}\n"
    (row,) = fit_rows(view_of(plan.format(formats="formats: [article, thread]")))
    assert row.formats == "none of 2"
    (row,) = fit_rows(view_of(plan.format(formats="title: Ice")))
    assert row.formats == ""
