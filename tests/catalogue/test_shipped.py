"""The shipped catalogue is whole: what it names exists, and every fact says where it comes from."""

import re

import pytest

from rencana.catalogue import Metric, metrics, objective_types, platforms
from rencana.catalogue.formula import names
from rencana.words.languages import LANGUAGES

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UNITS = {"count", "percent", "ratio", "duration", "currency", "score"}
LEVELS = {"input", "output", "outtake", "outcome", "impact"}


@pytest.mark.parametrize("metric", metrics().values(), ids=lambda metric: metric.id)
def test_metric_is_whole(metric: Metric) -> None:
    """A metric has a name in each language, a definition, a unit, a direction, and a source that can be followed."""
    assert KEBAB.fullmatch(metric.id)
    assert all(metric.title.get(language) for language in LANGUAGES)
    assert metric.definition
    assert metric.unit in UNITS
    assert metric.direction in {"up", "down", "band"}
    assert metric.level in LEVELS
    assert metric.formula or metric.over_time in {"sum", "last", "each"}
    assert not metric.formula or metric.over_time in {"", "sum"}
    assert metric.source
    assert set(metric.evidences) <= set(objective_types())


def test_formulas_name_metrics() -> None:
    """Every name in a formula is a metric of the catalogue; a minus stands between spaces."""
    for metric in metrics().values():
        assert set(names(metric.formula)) <= set(metrics()), metric.id
        assert not re.search(r"\)-|-\(", metric.formula)


def test_evidence_names_metrics() -> None:
    """What proves an objective is a metric of the catalogue."""
    for kind in objective_types().values():
        assert set(kind.evidence) <= set(metrics())
        assert all(kind.title.get(language) for language in LANGUAGES)


def test_platforms_have_formats_and_sourced_limits() -> None:
    """Every platform has formats; every limit says where it was read and when."""
    offline = {"tv", "radio", "video-on-demand", "cinema", "print", "press", "out-of-home", "direct-mail", "door-drop"}
    assert offline | {"event", "display", "search", "sms", "social", "instagram"} <= set(platforms())
    for platform in platforms().values():
        assert platform.formats
        assert all(KEBAB.fullmatch(name) for name in platform.formats)
        if platform.caption:
            assert platform.caption.source
            assert platform.caption.checked.year >= 2025


def test_breaks_have_a_day_and_a_source() -> None:
    """Where the meaning of a metric changed, the day, the platforms and the source are said, in each language."""
    broken = [(metric, change) for metric in metrics().values() for change in metric.breaks]
    assert {metric.id for metric, _ in broken} >= {"views", "yt-views", "impressions", "unique-opens"}
    for metric, change in broken:
        assert change.source.startswith("https://"), metric.id
        assert all(change.what.get(language) for language in LANGUAGES)


def test_adding_up_is_said() -> None:
    """Views add over days, posts and channels; reach over nothing; followers over channels, as a gross audience."""
    catalogue = metrics()
    adds = {
        name: (catalogue[name].additive, catalogue[name].items_add, catalogue[name].channels_add) for name in catalogue
    }
    assert adds["views"] == (True, True, True)
    assert adds["reach"] == adds["users"] == (False, False, False)
    assert adds["followers"] == (False, False, True)
    assert adds["sessions"] == (True, False, True)


def test_nothing_can_be_changed() -> None:
    """The catalogue is the same for everybody who asks."""
    with pytest.raises(TypeError):
        metrics()["views"] = metrics()["reach"]  # type: ignore[index]
