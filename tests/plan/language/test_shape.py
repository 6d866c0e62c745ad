"""The shape of the language is read off its types, so that help and schema cannot part from the model."""

import pytest

from rencana.plan.agenda import Item, Outlet
from rencana.plan.header import Header, Period, Window
from rencana.plan.language.part import PlanPart
from rencana.plan.language.shape import all_parts, part_at, parts_of
from rencana.plan.measurement import KPI, Comparison, Target
from rencana.plan.plan import Plan
from rencana.plan.strategy import Channel, Evidence, Use, Why


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ((), Plan),
        (("campaign",), Header),
        (("campaign", "period"), Period),
        (("channels", "tiktok"), Channel),
        (("channels", "tiktok", "why"), Why),
        (("channels", "tiktok", "windows", 0), Window),
        (("audiences", "a", "platforms", "b"), Use),
        (("audiences", "a", "platforms", "b", "evidence", 2), Evidence),
        (("measurement", "kpis", "k"), KPI),
        (("measurement", "kpis", "k", "baseline"), Comparison),
        (("measurement", "kpis", "k", "baseline", "<part>"), Comparison),
        (("measurement", "kpis", "k", "targets", "<part>", 0), Target),
        (("calendar", "i", "channels", "tiktok"), Outlet),
        (("campaign", "title"), None),
        (("campaign", "colour"), None),
        (("nowhere", 3, "x"), None),
    ],
)
def test_a_path_leads_to_its_part(path: tuple[str | int, ...], part: type[PlanPart] | None) -> None:
    """Keys, ids and places in a list lead to the part that stands there; a text or a mistake leads to none."""
    assert part_at(Plan, path) is part


def test_a_spelling_of_the_file_leads_on() -> None:
    """A key is followed by the name that stands in a file as by that of the field."""
    assert part_at(KPI, ("baseline",)) is Comparison
    assert part_at(Plan, ("measurement", "kpis", "k", "targets", 0, "revised")) is not None
    assert part_at(Item, ("copy",)) is part_at(Item, ("copy_text",)) is None


def test_direct_parts_and_all_parts_differ() -> None:
    """What a field holds directly is told from what stands anywhere inside of its lists and maps."""
    annotation = Plan.model_fields["channels"].annotation
    assert list(parts_of(annotation)) == []
    assert list(all_parts(annotation)) == [Channel]
    assert list(parts_of(Plan.model_fields["campaign"].annotation)) == [Header]
