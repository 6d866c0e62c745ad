"""Captions are counted as each network counts them."""

import pytest

from rencana.catalogue import length, platforms, wordings


@pytest.mark.parametrize(
    ("text", "counting", "size"),
    [
        ("cafe\N{COMBINING ACUTE ACCENT}", "", 4),
        ("🧊", "", 1),
        ("café", "x", 4),
        ("👾", "x", 2),
        ("🙋🏽", "x", 2),
        ("👨\N{ZERO WIDTH JOINER}👩\N{ZERO WIDTH JOINER}👧", "x", 2),
        ("🇮🇩", "x", 2),
        ("日本", "x", 4),
        ("See https://example.com/very/long/path now", "x", 4 + 23 + 4),
        ("— “ok”", "x", 6),
        ("🧊 ok", "threads", 4 + 3),
        ("日本", "threads", 2),
    ],
)
def test_counts_as_the_network_does(text: str, counting: str, size: int) -> None:
    """The examples of the networks' own pages come out as they say."""
    assert length(text, counting) == size


def test_limits_carry_source_and_day() -> None:
    """Every limit of a platform says where it is from and when that was checked."""
    for platform in platforms().values():
        for limit in (platform.caption, platform.media):
            assert limit is None or (limit.source and limit.checked.year >= 2026)
        assert platform.media is None or set(platform.media.limits) <= set(platform.formats)


@pytest.mark.parametrize(
    ("name", "text", "language", "wording"),
    [
        ("popularity", "Karena LAGI   RAME!", "id", "lagi rame"),
        ("popularity", "Karena lagi rame", "en", ""),
        ("popularity", "Everyone is there.", "id", "everyone is there"),
        ("popularity", "unpopular", "en", ""),
        ("placeholder", "T.B.D.", "en", ""),
        ("vague", "go-viral", "fr", "go viral"),
    ],
)
def test_wordings_are_whole_words(name: str, text: str, language: str, wording: str) -> None:
    """A wording is found whatever its case and spaces, as whole words; English ones in plans of every language."""
    assert wordings()[name].found_in(text, language).replace("-", " ") == wording
