"""Channels of an item, and rhythms of a channel, have short forms that mean the full one."""

import pytest
from workspaces import campaign_of, draft_of

from rencana.plan.agenda import NOT_PLANNED, Item
from rencana.plan.strategy import ANY, Channel


@pytest.mark.parametrize(
    ("data", "channels"),
    [
        ("tiktok", ["tiktok"]),
        (["tiktok", "instagram"], ["tiktok", "instagram"]),
        ([], []),
        ({"tiktok": {}, "instagram": {"state": "draft"}}, ["tiktok", "instagram"]),
    ],
)
def test_channels_of_an_item_are_a_map(data: object, channels: list[str]) -> None:
    """A channel, a list of channels and a map with what differs on each are the same kind of map."""
    item = Item.model_validate({"channels": data})
    assert list(item.channels) == channels
    assert all(outlet.state in (None, "draft") for outlet in item.channels.values())


@pytest.mark.parametrize(("channels", "rule"), [("[tiktok, {a: b}]", "wrong-kind"), ("[Tik Tok]", "bad-id")])
def test_other_channels_are_refused(channels: str, rule: str) -> None:
    """A list that holds something else than ids is refused, and not read as far as it goes."""
    draft = draft_of(f"campaign: {{title: T}}\nchannels: {{tiktok: }}\ncalendar: {{a: {{channels: {channels}}}}}\n")
    assert [finding.rule for finding in draft.findings] == [rule]


def test_a_rhythm_without_format_is_of_any() -> None:
    """A single rhythm is that of every format, and a single rate is both its least and its most."""
    channel = Channel.model_validate({"rhythm": "3 a week"})
    assert list(channel.rhythm) == [ANY]
    assert channel.rhythm[ANY].min == channel.rhythm[ANY].max
    by_format = Channel.model_validate({"rhythm": {"reel": {"min": "1 a week", "max": "3 a week"}, "any": "daily"}})
    assert [(str(rhythm.min), str(rhythm.max)) for rhythm in by_format.rhythm.values()] == [
        ("1 a week", "3 a week"),
        ("daily", "daily"),
    ]


def test_an_item_begins_as_an_idea() -> None:
    """An item that says nothing of its state is an idea, which nobody counts on, as on a cancelled one."""
    item = campaign_of("calendar: {a: {}}\n").items["a"]
    assert item.state in NOT_PLANNED
    assert {"idea", "cancelled"} == NOT_PLANNED


def test_short_texts_fill_their_parts() -> None:
    """Steps, messages, signs and reasons may be one text, which stands for the key that matters."""
    plan = campaign_of(
        """
objectives: {o: {signs: {s: People queue.}}}
content: {messages: {m: Be quiet.}}
channels: {tiktok: {why: They are there.}}
playbooks: {rain: {steps: {first: Post.}}}
"""
    ).plan
    assert plan.objectives["o"].signs["s"].text == "People queue."
    assert plan.content.messages["m"].text == "Be quiet."
    assert plan.channels["tiktok"].why is not None
    assert plan.channels["tiktok"].why.because == "They are there."
    assert plan.playbooks["rain"].steps["first"].text == "Post."
