"""What pages about several campaigns show of one comes back from its bytes as it was."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, msgpack
from msgspec.structs import astuple
from plain import read_workspace

from rencana.measure import measure
from rencana.render.portfolio import excerpts
from rencana.render.portfolio.excerpt import read_excerpt
from rencana.render.subject.kit import CampaignKit, SiteKit, SiteSettings

CASES = Path(__file__).parents[2] / "cases"
ON = date(2026, 3, 1)


def cases(root: Path) -> list[CampaignKit]:
    """The campaigns of a workspace as they are on a day."""
    portfolio = read_workspace(root, on=ON).portfolio
    desk = SiteKit(portfolio.shared, SiteSettings(ON, lambda path: iter(())))
    titles = {name: campaign.plan.campaign.title for name, campaign in portfolio.campaigns.items()}
    return [CampaignKit(desk, campaign, measure(campaign, ON), (), titles) for campaign in portfolio.campaigns.values()]


def typed(value: Any) -> Any:
    """A value with the type of each part of it: markup is equal to plain text, and is shown in another way."""
    if isinstance(value, Struct):
        return type(value), typed(astuple(value))
    if isinstance(value, Mapping):
        return type(value), [(typed(key), typed(item)) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [typed(item) for item in value]
    return type(value), value


def test_excerpts_come_back_as_they_were(example: Path) -> None:
    """Each part of each excerpt has its value and its type again; nothing is lost, and no markup becomes text."""
    kinds = set()
    for root in (example, *(path.parent.parent for path in CASES.glob("**/plans/portfolio.yaml"))):
        for case in cases(root):
            contents = excerpts.excerpts(case)
            for key, excerpt in excerpts.parts(case):
                assert typed(read_excerpt(type(excerpt), contents[key])) == typed(excerpt), key
                kinds.add(type(excerpt))
    assert len(kinds) > 15


def test_bytes_of_something_else_are_refused(example: Path) -> None:
    """Bytes that are no excerpt, or one of another kind, become no excerpt."""
    for kind in {type(excerpt) for case in cases(example) for _, excerpt in excerpts.parts(case)}:
        for content in (b"", b"\0", b"\xc1", msgpack.encode({}), msgpack.encode([1, "two"])):
            with pytest.raises(ValueError, match=r"\w"):
                read_excerpt(kind, content)
