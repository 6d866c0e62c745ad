"""Where the catalogue's facts come from: the platforms themselves, the standards of the trade, or the house."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from rencana.catalogue import Metric, metrics, platforms

HOUSE = "house definition"
HELP = {
    "core.telegram.org",
    "developers.facebook.com",
    "developers.google.com",
    "developers.tiktok.com",
    "docs.x.com",
    "help.pinterest.com",
    "learn.microsoft.com",
    "support.apple.com",
    "support.google.com",
    "www.facebook.com",
    "www.linkedin.com",
}
STANDARDS = {"www.iab.com", "iabtechlab.com", "mediaratingcouncil.org", "amecorg.com", "gcs.civilservice.gov.uk"}
PATHS = {
    "www.facebook.com": "/business/help/",
    "www.linkedin.com": "/help/",
    "learn.microsoft.com": "/en-us/linkedin/",
}
"""The part of a host that is help, where the rest of the host is something else."""
KNOWN_BREAKS = {
    ("unique-opens", "2021-09-20", "email"),
    ("views", "2025-03-31", "youtube"),
    ("impressions", "2025-04-21", "instagram"),
    ("returning-users", "2025-07-24", "youtube"),
    ("impressions", "2025-11-15", "facebook"),
    ("followers", "2025-11-15", "facebook"),
    ("reach", "2026-06-15", "facebook"),
    ("views", "2026-08-27", "youtube"),
}


def _sources() -> Iterator[tuple[str, str]]:
    """Yields every source of the catalogue with the name of what rests on it."""
    for metric in metrics().values():
        yield metric.id, metric.source
        yield from ((f"{metric.id} {change.date}", change.source) for change in metric.breaks)
    for platform in platforms().values():
        for limit in filter(None, (platform.caption, platform.media)):
            yield f"{platform.id} {type(limit).__name__}", limit.source


@pytest.mark.parametrize(("name", "source"), [*_sources()])
def test_a_source_is_help_a_standard_or_the_house(name: str, source: str) -> None:
    """Every source is the platform's own help, a standard, or the house: no blog and nobody else's software."""
    if source != HOUSE:
        address = urlsplit(source)
        assert address.scheme == "https", name
        assert address.hostname in HELP | STANDARDS, name
        assert address.path.startswith(PATHS.get(address.hostname or "", "/")), name
        assert address.path.strip("/"), name
        assert not address.query, name


@pytest.mark.parametrize("metric", metrics().values(), ids=lambda metric: metric.id)
def test_a_definition_is_whole(metric: Metric) -> None:
    """A definition begins and ends as a sentence does, and leaves nothing to be declared by its reader."""
    words = metric.definition
    assert words[0].isupper()
    assert words.endswith(".")
    assert not words.removesuffix(".").endswith(("declare", "...", ",", ":", ";"))
    assert words.count("(") == words.count(")")


def test_breaks_name_days_and_platforms() -> None:
    """A break has a day that readings can know, on platforms of the catalogue, and those of a metric go by day."""
    for metric in metrics().values():
        days = [change.date for change in metric.breaks]
        assert days == sorted(days), metric.id
        assert all(2020 <= day.year <= 2026 for day in days), metric.id
        assert all(set(change.platforms) <= set(platforms()) for change in metric.breaks), metric.id


def test_the_known_breaks_are_there() -> None:
    """The days on which Meta, YouTube and Apple changed what their numbers count are known, with the platform."""
    breaks = {
        (metric.id, change.date.isoformat(), platform)
        for metric in metrics().values()
        for change in metric.breaks
        for platform in change.platforms
    }
    assert breaks >= KNOWN_BREAKS


def test_a_metric_that_ended_names_its_successor() -> None:
    """Where a platform ceased to give a metric, the break says in each language what took its place."""
    ended = [
        change.what for metric in metrics().values() for change in metric.breaks if "no longer" in change.what["en"]
    ]
    assert ended
    for what in ended:
        assert "took" in what["en"]
        assert "menggantikannya" in what["id"]


def test_effort_is_what_the_organisation_does() -> None:
    """Posts, spend and cost are effort, which an ordered pause stops; everything else is effect."""
    assert {name for name, metric in metrics().items() if metric.effort} == {"posts-published", "spend", "total-cost"}
