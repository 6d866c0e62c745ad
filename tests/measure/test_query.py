"""Which rows answer a KPI: those of its sources and its scope, as far as they were known on the day."""

import pytest
from worked import february

from rencana.measure.value import Reason, WhyNot

WEB = "metric: views, channels: [instagram, tiktok], sources: [web], targets: none"
READ = "2026-02-01,2026-02-07,instagram,views,9,,,,,web"


@pytest.mark.parametrize(
    ("row", "listed"),
    [
        ("2026-02-08,2026-02-14,instagram,views,5", True),
        ("2026-02-08,2026-02-20,instagram,views,5", True),
        ("2026-02-08,2026-02-21,instagram,views,5", False),
        ("2026-02-08,2026-02-14,youtube,views,5", False),
    ],
)
def test_row_of_another_source_is_listed(row: str, *, listed: bool) -> None:
    """A row of a source that the KPI does not name is left out, and said, where it would else have answered."""
    value = february(WEB, READ, f"{row},,,,,panel", day="2026-02-20").now
    assert value.exact == 9
    assert [entry.reason for entry in value.left_out] == [Reason.OTHER_SOURCE] * listed


POST = "calendar: {p1: {at: 2026-02-03, channels: [instagram, tiktok], state: published}}"


@pytest.mark.parametrize(("channel", "size"), [("", 9), ("tiktok", 9), ("youtube", None)])
def test_post_on_two_channels_speaks_of_both(channel: str, size: int | None) -> None:
    """A row of a post that names no channel answers a KPI of all its channels; one of another channel does not."""
    kpi = WEB.replace("sources: [web], ", "")
    assert february(kpi, f",2026-02-14,{channel},views,9,,,p1", day="2026-02-20", parts=POST).now.exact == size


STOCK = "metric: followers, channels: instagram, targets: none"


@pytest.mark.parametrize(("size", "reason"), [(9, Reason.CONTRADICTED), (7, Reason.REPLACED)])
def test_level_of_the_source_named_first(size: int, reason: Reason) -> None:
    """Of two sources of one day that which is named first counts; the other one contradicts it, or says the same."""
    rows = (",2026-02-10,instagram,followers,7,,,,,web", f",2026-02-10,instagram,followers,{size},,,,,panel")
    value = february(STOCK.replace("targets", "sources: [web, panel], targets"), *rows).now
    assert (value.exact, [entry.reason for entry in value.left_out]) == (7, [reason])


def test_level_of_sources_without_order() -> None:
    """Sources without an order may agree, and the newer row is shown; where they disagree there is no number."""
    web, panel = (f",2026-02-10,instagram,followers,7,,,,,{name}" for name in ("web", "panel"))
    agreed = february(STOCK, web, panel).now
    assert (agreed.exact, [row.source for row in agreed.readings]) == (7, ["panel"])
    assert february(STOCK, web, panel.replace("7", "9")).now.why_not is WhyNot.SOURCES_DISAGREE


@pytest.mark.parametrize(("end", "why"), [("20", WhyNot.ONLY_THE_WHOLE), ("21", WhyNot.NO_READING)])
def test_whole_of_tomorrow_is_not_known(end: str, why: WhyNot) -> None:
    """A number of all channels is no number of one of them, and one of tomorrow is not even known."""
    row = f"2026-02-15,2026-02-{end},,views,9"
    kpi = "metric: views, channels: instagram, targets: none"
    assert february(kpi, row, day="2026-02-20").now.why_not is why


def test_sum_that_was_read_past_the_end_is_worked_out() -> None:
    """A growth that was read beyond the last day only is that of its parts."""
    rows = (
        "2026-02-20,2026-03-10,instagram,net-follower-growth,500",
        "2026-02-01,2026-02-28,instagram,new-follows,100",
        "2026-02-01,2026-02-28,instagram,unfollows,40",
    )
    kpi = "metric: net-follower-growth, channels: instagram, targets: none"
    assert february(kpi, *rows, day="2026-03-20").now.exact == 60
