"""The files beside the pages of a campaign: those that have content, and the pictures that it names."""

import json
from collections.abc import Callable

import pytest

from rencana.render.campaign.files import campaign_files
from rencana.render.page import Download
from rencana.render.subject.kit import CampaignKit

KitOf = Callable[..., CampaignKit]
CALENDAR = (
    "channels: {x: }\ncalendar: {a: {title: First sip, at: 2026-03-05, channels: [x], assets: [assets/glass.jpg]}}\n"
)
READINGS = "end,metric,value\n2026-02-28,followers,5\n"


def _files(kit: CampaignKit) -> dict[str, Download]:
    return {file.path.removeprefix("plans/iced/"): file for file in campaign_files(kit)}


@pytest.mark.parametrize(
    ("plan", "readings", "names"),
    [
        ("", "", ["plan.json"]),
        (CALENDAR, "", ["calendar.ics", "calendar.csv", "plan.json"]),
        ("", READINGS, ["plan.json", "readings.csv"]),
    ],
)
def test_file_exists_where_it_has_content(kit_of: KitOf, plan: str, readings: str, names: list[str]) -> None:
    """A campaign without items has no calendar to subscribe to, and one without readings no table of them."""
    assert list(_files(kit_of(plan, readings=readings))) == names


def test_files_hold_the_plan(kit_of: KitOf) -> None:
    """The files say what the plan says, each in its own form."""
    files = {name: file.content() for name, file in _files(kit_of(CALENDAR, readings=READINGS)).items()}
    assert json.loads(files["plan.json"])["id"] == "iced"
    assert b"SUMMARY:First sip" in files["calendar.ics"]
    assert b"First sip" in files["calendar.csv"]
    assert b"followers,5" in files["readings.csv"]


def test_pictures_are_those_that_are_named(kit_of: KitOf) -> None:
    """A picture of an item or of the prose is put beside the pages; one that nobody names is not, nor one not there."""
    assets = {f"assets/{name}.jpg": name.encode() for name in ("glass", "ice", "secret")}
    plan = CALENDAR + "content: {approach: 'Ice. ![Ice](assets/ice.jpg) ![Gone](assets/gone.jpg)'}\n"
    pictures = {name: file for name, file in _files(kit_of(plan, assets=assets)).items() if name.startswith("assets/")}
    assert list(pictures) == ["assets/glass.jpg", "assets/ice.jpg"]
    assert pictures["assets/ice.jpg"].content() == b"ice"
    assert pictures["assets/ice.jpg"].source == "plans/iced/assets/ice.jpg"


@pytest.mark.parametrize(
    "path",
    [
        "assets/../../tea/assets/ice.jpg",
        "assets/../../../top.jpg",
        "assets/.hidden.jpg",
        "assets/..%2f..%2ftea%2fassets%2fice.jpg",
        "assets/x..%2f..%2ftop.jpg",
        "assets/%2e%2e/top.jpg",
        "assets\\..\\top.jpg",
        "/assets/ice.jpg",
        "//ice.example/assets/ice.jpg",
        "ice.jpg",
    ],
)
def test_pictures_are_the_own_ones(kit_of: KitOf, path: str) -> None:
    """A picture in prose that leads to another campaign, or out of the plans, is not put on the site."""
    plan = f"content: {{approach: 'Ice. ![Ice]({path})'}} # ![Ice]({path})\n"
    kit = kit_of(plan, assets={"assets/ice.jpg": b"ice"})
    assert list(_files(kit)) == ["plan.json"]
    assert "<img" not in kit.view().text(kit.campaign.plan.content.approach)


@pytest.mark.parametrize(
    "text",
    [
        "![Ice](assets/my%20ice.jpg)",
        '![Ice](<assets/my ice.jpg> "Title")',
        "![Ice][1]\n\n[1]: assets/my%20ice.jpg",
        '<img src="assets/my%20ice.jpg" alt="Ice">',
        "<img src='assets/my ice.jpg'>",
    ],
)
def test_picture_that_is_shown_is_there(kit_of: KitOf, text: str) -> None:
    """However a picture is written in prose: where a page shows it, it lies beside the page."""
    kit = kit_of(f"content: {{approach: {json.dumps(text)}}}\n", assets={"assets/my ice.jpg": b"ice"})
    assert 'src="plans/iced/assets/my%20ice.jpg"' in kit.view("index.md").text(kit.campaign.plan.content.approach)
    assert "assets/my ice.jpg" in _files(kit)


def test_picture_of_a_comment_is_not_named(kit_of: KitOf) -> None:
    """What only a comment of the plan says is not published."""
    plan = "content: {approach: Ice.} # ![Ice](assets/ice.jpg)\n"
    assert list(_files(kit_of(plan, assets={"assets/ice.jpg": b"ice"}))) == ["plan.json"]
