"""Campaigns measured one by one say the same as all of them together, with the cache or without."""

import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from rencana.jobs.store import Store
from rencana.pipeline import fleet, measured, read_workspace, stands
from rencana.render.files.status import status_data, status_text

ON = date(2026, 3, 1)


@pytest.fixture
def many(example: Path) -> Path:
    """A workspace of thirty campaigns and more: the example's, again and again."""
    known = sorted(path.parent for path in (example / "plans").glob("*/plan.yaml"))
    for number in range(30):
        shutil.copytree(known[number % len(known)], example / "plans" / f"copy-{number:02}")
    return example


def test_one_by_one_is_as_all_together(many: Path, tmp_path: Path) -> None:
    """Two workers, the cache and a second run from the cache all give what one process gives without it."""
    expected = {one.campaign.id: status_data(one) for one in measured(read_workspace(many, on=ON))}
    ships = fleet(many, ON)
    names = tuple(ships.folders)
    cache = Store(tmp_path / "cache")
    assert set(names) == set(expected)
    for jobs, kept in ((1, None), (2, None), (2, cache), (2, cache), (1, cache)):
        assert dict(stands(ships, names, status_data, kept, jobs)) == expected


def test_cache_sees_every_change(many: Path, tmp_path: Path) -> None:
    """A changed byte of a plan, a reading or the portfolio, another day or language: the answer is worked out anew."""
    cache, name = Store(tmp_path / "cache"), "ramadan-dingin-2026"

    def said(on: date = ON, language: str = "en") -> str:
        make = partial(status_text, language=language)
        return str(dict(stands(fleet(many, on), [name], make, cache, 1))[name]["text"])

    texts = [said(), said(date(2026, 2, 25)), said(language="id")]
    readings = many / "plans" / name / "readings" / "botol.csv"
    readings.write_text(readings.read_text().replace("3370", "3371"))
    texts.append(said())
    plan = many / "plans" / name / "plan.yaml"
    plan.write_text(plan.read_text().replace("47_500", "47_600"))
    texts.append(said())
    portfolio = many / "plans" / "portfolio.yaml"
    portfolio.write_text(portfolio.read_text().replace("Bottles sold in partner shops", "Bottles sold in shops"))
    texts.append(said())
    assert len(set(texts)) == len(texts)


def test_broken_plan_stands_nowhere(many: Path) -> None:
    """A plan that cannot be read gives nothing, and the others still stand."""
    (many / "plans" / "copy-03" / "plan.yaml").write_text("campaign: [")
    ships = fleet(many, ON)
    found = dict(stands(ships, tuple(ships.folders), status_data, None, 2))
    assert [name for name, one in found.items() if one is None] == ["copy-03"]
