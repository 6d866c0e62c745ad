"""UTM parameters of links."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from fragments import campaign
from hypothesis import given
from hypothesis import strategies as st

from rencana.check.facts.tags import expected_tags, tagged, tags


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://k.example/", {}),
        ("https://k.example/?a=1&utm_source=x#utm_medium=y", {"utm_source": "x"}),
        ("https://k.example/?utm_source=&utm_content=a%20b", {"utm_source": "", "utm_content": "a b"}),
        ("", {}),
    ],
)
def test_tags_are_read_from_the_query(link: str, expected: dict[str, str]) -> None:
    """Only parameters of the query that begin with utm_ are tags; an empty one is one too."""
    assert tags(link) == expected


def portfolio(utm: str) -> str:
    """A portfolio with a convention."""
    return f"# portfolio.yaml\nformat: 1\nutm: {utm}\n"


@pytest.mark.parametrize(
    ("utm", "item", "expected"),
    [
        (
            '{source: "{channel}", medium: social, campaign: "{campaign}", content: "{item}"}',
            "{channels: [instagram]}",
            {"utm_source": "instagram", "utm_medium": "social", "utm_campaign": "base", "utm_content": "c"},
        ),
        ('{source: "{channel}", medium: social}', "{channels: [instagram, shop]}", {"utm_medium": "social"}),
        ('{source: "{channel}", medium: social}', "{link: https://k.example/}", {"utm_medium": "social"}),
        ('{content: "{pillar}-{format}"}', "{pillar: ritual, format: reel}", {"utm_content": "ritual-reel"}),
        ('{content: "{pillar}-{format}"}', "{pillar: ritual}", {}),
        ('{content: "{colour}"}', "{pillar: ritual}", {}),
    ],
)
def test_convention_is_filled_for_an_item(utm: str, item: str, expected: dict[str, str]) -> None:
    """Placeholders are filled; a tag that needs what the item lacks or has several of is not expected."""
    channels = "channels: {instagram: {kind: owned}, shop: {platform: website, kind: owned}}\n"
    plan = campaign(portfolio(utm), f"{channels}calendar:\n  c: {item}\n")
    assert expected_tags(plan, "c") == expected


def test_no_convention_expects_nothing() -> None:
    """Where portfolio.yaml has no convention, no tag is missing."""
    plan = campaign("# portfolio.yaml\nformat: 1\n", "calendar:\n  c: {channels: [instagram]}\n")
    assert expected_tags(plan, "c") == {}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://k.example/", "https://k.example/?utm_source=a%26b"),
        ("https://k.example/?x=1", "https://k.example/?x=1&utm_source=a%26b"),
        ("https://k.example/p?x=1#top", "https://k.example/p?x=1&utm_source=a%26b#top"),
        ("https://k.example#top", "https://k.example?utm_source=a%26b#top"),
    ],
)
def test_tags_go_before_the_fragment(link: str, expected: str) -> None:
    """What the link had stays as it was written, and signs of a value are escaped."""
    assert tagged(link, {"utm_source": "a&b"}) == expected


@given(st.dictionaries(st.sampled_from(["utm_source", "utm_medium", "utm_content"]), st.text(min_size=1), min_size=1))
def test_tags_come_back_as_they_went_in(added: dict[str, str]) -> None:
    """Whatever text a tag has, a reader of the link gets the same text."""
    link = tagged("https://k.example/?a=1", added)
    assert tags(link) == added
    assert ("a", "1") in parse_qsl(urlsplit(link).query)
