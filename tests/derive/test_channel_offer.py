"""A channel offers what its platform does, unless the portfolio says otherwise."""

import pytest
from workspaces import campaign_of

from rencana.catalogue import platforms
from rencana.derive.channel_offer import Offer, can_answer, is_own, offer, retention_of
from rencana.plan.strategy import Channel

DAY = 86_400
PORTFOLIO = """
format: 1
channels:
  tiktok: {formats: [clip], limits: {clip: {caption: 100, media: 3}}}
  ours: {platform: instagram, metrics: [likes]}
"""


def _offer(channel: str, *, portfolio: str = "format: 1\n") -> Offer:
    offered = offer(channel, campaign_of(f"channels: {{{channel}: }}\n", portfolio=portfolio))
    assert offered is not None
    return offered


def test_a_platform_is_offered_as_shipped() -> None:
    """Without a word of the portfolio a channel has the formats, metrics and limits of its platform."""
    offered, platform = _offer("instagram"), platforms()["instagram"]
    assert (offered.formats, offered.metrics) == (platform.formats, platform.metrics)
    assert offered.caption("reel") == platform.caption
    assert offered.media_source == platform.media
    assert platform.media is not None
    assert offered.media("carousel") == platform.media.limits["carousel"]
    assert offered.media(None) is None


def test_the_portfolio_overrides_the_platform() -> None:
    """Formats, metrics and limits of portfolio.yaml go before those of the platform."""
    offered, shipped = _offer("tiktok", portfolio=PORTFOLIO), platforms()["tiktok"].caption
    assert shipped is not None
    assert offered.formats == ("clip",)
    captions = [offered.caption(format) for format in ("clip", "other", None)]
    assert [caption.limit for caption in captions if caption] == [100, shipped.limit, shipped.limit]
    assert captions[0] is not None
    assert (captions[0].source, captions[0].fold, captions[0].counting) == (
        "portfolio.yaml",
        shipped.fold,
        shipped.counting,
    )
    assert offered.media("clip") == 3
    ours = _offer("ours", portfolio=PORTFOLIO)
    assert (ours.platform.id, ours.metrics) == ("instagram", ("likes",))


def test_an_unknown_platform_offers_nothing_known() -> None:
    """Of a channel of the portfolio that is no platform nobody knows what it offers."""
    portfolio = "format: 1\nchannels: {stand: {}}\n"
    assert offer("stand", campaign_of("channels: {stand: }\n", portfolio=portfolio)) is None


def test_retention_is_that_of_the_format() -> None:
    """How long numbers can be obtained is known by format, in seconds; all others can be obtained for ever."""
    offered = _offer("instagram")
    assert offered.retention == {"story": "24h"}
    assert (offered.retention_seconds("story"), offered.retention_seconds("reel")) == (DAY, None)


@pytest.mark.parametrize(
    ("plan", "metric", "expected"),
    [
        ("channels: {instagram: {formats: story}}", "views", ("story", DAY)),
        ("channels: {instagram: {formats: [reel, story]}}", "views", ("story", DAY)),
        ("channels: {instagram: {rhythm: {story: 3 a week}}}", "views", ("story", DAY)),
        (
            "channels: {instagram: {why: {pillars: [p]}}}\ncontent: {pillars: {p: {formats: story}}}",
            "views",
            ("story", DAY),
        ),
        ("channels: {instagram: {formats: reel}}", "views", ("", None)),
        ("channels: {instagram: {formats: story}}", "followers", ("", None)),
        ("channels: {tiktok: {formats: [video]}}", "views", ("", None)),
    ],
)
def test_the_first_deleted_format_counts(plan: str, metric: str, expected: tuple[str, int | None]) -> None:
    """Of the formats that appear on a channel, that one counts whose numbers are deleted first."""
    campaign = campaign_of(f"{plan}\n")
    assert retention_of(campaign, metric, next(iter(campaign.plan.channels))) == expected
    assert retention_of(campaign, metric, "elsewhere") == ("", None)
    assert retention_of(campaign, "unknown", next(iter(campaign.plan.channels))) == ("", None)


def test_other_formats_may_share_one_retention() -> None:
    """A platform may delete the numbers of every format alike, and then any format of the channel stands for them."""
    campaign = campaign_of("channels: {x: {formats: [post, thread]}}\n")
    assert retention_of(campaign, "views", "x") == ("any", 30 * DAY)


def test_unknown_channels_have_no_retention() -> None:
    """A channel of an unknown platform, and a platform that is no channel of the plan, delete nothing."""
    campaign = campaign_of("channels: {stand: }\n", portfolio="format: 1\nchannels: {stand: {}}\n")
    assert [retention_of(campaign, "views", channel) for channel in ("stand", "instagram")] == [("", None), ("", None)]


@pytest.mark.parametrize(
    ("kind", "own"),
    [((), True), (("owned",), True), (("paid", "owned"), True), (("paid",), False), (("earned",), False)],
)
def test_a_channel_is_own_unless_stated(kind: tuple[str, ...], *, own: bool) -> None:
    """A channel is one's own where it says so, or says nothing."""
    assert is_own(Channel.model_validate({"kind": list(kind)})) is own


@pytest.mark.parametrize(
    ("channel", "answers"),
    [
        ("instagram: {}", True),
        ("whatsapp: {}", True),
        ("instagram: {kind: paid}", False),
        ("website: {}", False),
        ("stand: {}", False),
    ],
)
def test_people_answer_where_they_are(channel: str, *, answers: bool) -> None:
    """People can answer on one's own account of a network or a messenger, and nowhere else."""
    campaign = campaign_of(f"channels: {{{channel}}}\n", portfolio="format: 1\nchannels: {stand: {}}\n")
    assert can_answer(next(iter(campaign.plan.channels)), campaign) is answers
