"""Which rows answer a KPI: those of its sources and its scope, as far as they were known on the day."""

import pytest
from worked import february

from rencana.measure.value import Reason

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
