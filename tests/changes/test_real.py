"""Targets of plans that were really published move as their reports say, and that is told rightly."""

from pathlib import Path

import pytest
from tests.changes.conftest import Compare, Files, edited

REAL = Path(__file__).parents[1] / "cases" / "real"
KEMLU = ("kemlu-2019", "plans/media-sosial-2019/plan.yaml")
SCOTLAND = ("scotland-census-2022", "plans/census-2022/plan.yaml")
GROWTH = "targets: {change: +20%, by: 2019}"
KNOWN = "targets: {value: 71%, change: +10pp}"
REVISED = "revised: {date: 2019-06-30, because: Dihitung dari dasar 2018}"


def files_of(name: str) -> Files:
    """Returns the files of a real workspace, by path."""
    folder = REAL / name
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".csv") and path.parent != folder)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


MOVES: dict[str, tuple[tuple[str, str], str, str, str, str]] = {
    "a growth becomes a number": (
        KEMLU,
        GROWTH,
        f"targets: {{value: ~151.7M, by: 2019, {REVISED}}}",
        "target-changed",
        "KPI “Impresi dan engagement”: the target is ~151,700,000 by 2019 (was +20%).",
    ),
    "more growth": (
        KEMLU,
        GROWTH,
        f"targets: {{change: +30%, by: 2019, {REVISED}}}",
        "target-raised",
        "KPI “Impresi dan engagement”: the target is +30% by 2019 (was +20%).",
    ),
    "less growth, in silence": (
        KEMLU,
        GROWTH,
        "targets: {change: +10%, by: 2019}",
        "target-changed-unrevised",
        (
            "KPI “Impresi dan engagement”: the target is +10% by 2019 (was +20%), "
            "changed after readings came, and `revised` does not say so."
        ),
    ),
    "both sizes of a target": (
        SCOTLAND,
        KNOWN,
        "targets: {value: 68%, change: +7pp, revised: {from: 71%, date: 2022-04-07, because: Extended}}",
        "target-lowered",
        "",
    ),
    "the same without its level": (
        SCOTLAND,
        KNOWN,
        "targets: {change: +10pp, revised: {from: 71%, date: 2022-04-07, because: Extended}}",
        "target-changed",
        "",
    ),
    "a day of the extension": (
        SCOTLAND,
        KNOWN,
        "targets: {value: 71%, change: +10pp, by: 2022-05-31}",
        "target-changed",
        (
            "KPI “Know to fill it in as soon as the letter comes”: the target is 71%, +10\xa0pp by 31 May 2022 "
            "(was 71%, +10\xa0pp)."
        ),
    ),
}


@pytest.mark.parametrize("move", MOVES)
def test_a_target_of_a_real_plan_moves(move: str, compare: Compare) -> None:
    """A target of another size, in another form or for another day is one change, of the kind that it is."""
    (name, path), old, new, kind, message = MOVES[move]
    before = files_of(name)
    changes = compare(before, edited(before, {path: {old: new}}))
    assert [change.kind for change in changes] == [kind]
    assert not message or changes[0].message == message


@pytest.mark.parametrize("name", sorted(path.parent.name for path in REAL.glob("*/facts.yaml")))
def test_a_real_plan_is_as_it_is(name: str, compare: Compare) -> None:
    """A real plan that nobody has touched has no change; one that was saved by Windows has none either."""
    files = files_of(name)
    assert compare(files, {path: text.replace("\n", "\r\n") for path, text in files.items()}) == ()
