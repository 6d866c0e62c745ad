"""What the catalogue consists of answers for itself: what adds up, what a text betrays, what a name is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencana.catalogue import Metric, Wordings, title_in

WORDS = Wordings({"en": ("go viral", "vague", "b.c"), "id": ("lagi rame",)})


@pytest.mark.parametrize(
    ("metric", "adds"),
    [
        (Metric("m", {"en": "M"}, over_time="sum"), (True, True, True)),
        (Metric("m", {"en": "M"}, over_time="last"), (False, False, False)),
        (Metric("m", {"en": "M"}, over_time="each"), (False, False, False)),
        (Metric("m", {"en": "M"}, over_time="sum", platform_value=True), (False, False, False)),
        (Metric("m", {"en": "M"}, over_time="sum", over_items="never"), (True, False, True)),
        (Metric("m", {"en": "M"}, over_time="sum", over_channels="never"), (True, True, False)),
        (Metric("m", {"en": "M"}, over_time="last", over_channels="sum"), (False, False, True)),
        (Metric("m", {"en": "M"}, over_time="last", over_items="sum"), (False, True, False)),
        (Metric("m", {"en": "M"}, formula="a / b"), (False, False, False)),
    ],
)
def test_posts_and_channels_add_up_as_days_do(metric: Metric, adds: tuple[bool, bool, bool]) -> None:
    """Posts and channels of a metric add up as its days do, unless the metric says otherwise."""
    assert (metric.additive, metric.items_add, metric.channels_add) == adds


@pytest.mark.parametrize(
    ("text", "language", "wording"),
    [
        ("We want to go viral.", "en", "go viral"),
        ("We want to GO  viral", "en", "go viral"),
        ("Go-viral!", "en", "go-viral"),
        ("ergo viral", "en", ""),
        ("go virally", "en", ""),
        ("vague and go viral", "en", "vague"),
        ("lagi rame", "id", "lagi rame"),
        ("lagi rame", "id-ID", "lagi rame"),
        ("lagi rame", "en", ""),
        ("go viral", "id", "go viral"),
        ("bxc", "en", ""),
        ("b.c", "en", "b.c"),
        ("", "en", ""),
    ],
)
def test_wordings_betray_a_text(text: str, language: str, wording: str) -> None:
    """The first wording of a text comes back as written there; parts of words and signs of patterns do not match."""
    assert WORDS.found_in(text, language) == wording


@given(st.text(max_size=10), st.sampled_from(["go viral", "vague"]), st.text(max_size=10))
def test_a_wording_between_spaces_is_found(before: str, wording: str, after: str) -> None:
    """Whatever stands around a wording, it is found where spaces set it off."""
    assert WORDS.found_in(f"{before} {wording} {after}", "en")


def test_a_name_falls_back_to_english() -> None:
    """A name that a language lacks, or has left empty, is the English one."""
    title = {"en": "Views", "id": "Tayangan", "de": ""}
    assert [title_in(title, language) for language in ("id", "en", "de", "fr")] == [
        "Tayangan",
        "Views",
        "Views",
        "Views",
    ]
