"""The tags of links (UTM parameters): what the convention of portfolio.yaml asks for, and what a link has."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from rencana.plan.campaign import Campaign

_KEYS = ("source", "medium", "campaign", "content", "term", "id")


def tags(link: str) -> dict[str, str]:
    """Returns the UTM parameters of a link."""
    query = parse_qsl(urlsplit(link).query, keep_blank_values=True)
    return {key: text for key, text in query if key.startswith("utm_")}


def expected_tags(campaign: Campaign, name: str, former_id: str = "") -> dict[str, str]:
    """Returns the UTM parameters that the link of an item should have, or should have had under a former id.

    A parameter is left out where the convention names something that the item lacks, or has several of.
    """
    convention, item = campaign.shared.utm, campaign.items[name]
    values = {"campaign": former_id or campaign.id, "item": name, "format": item.format, "pillar": item.pillar}
    if len(item.channels) == 1:
        values["channel"] = next(iter(item.channels))
    expected = {}
    for key in _KEYS:
        text = getattr(convention, key) or ""
        for placeholder, value in values.items():
            if value:
                text = text.replace(f"{{{placeholder}}}", value)
        if text and "{" not in text:
            expected[f"utm_{key}"] = text
    return expected


def tagged(link: str, more: Mapping[str, str]) -> str:
    """Returns a link with more parameters, in front of its fragment."""
    parts = urlsplit(link)
    added = "&".join(f"{key}={quote(text, safe='')}" for key, text in more.items())
    return urlunsplit(parts._replace(query=f"{parts.query}&{added}" if parts.query else added))
