"""The tags of links (UTM parameters): what the convention of portfolio.yaml asks for, and what a link has."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from rencana.plan.campaign import Campaign

_KEYS = ("source", "medium", "campaign", "content", "term", "id")


def tags(link: str) -> dict[str, str]:
    """Returns the UTM parameters of a link."""
    query = parse_qsl(urlsplit(link).query, keep_blank_values=True)
    return {key: text for key, text in query if key.startswith("utm_")}


def wanted(campaign: Campaign, item: str) -> dict[str, str]:
    """Returns the UTM parameters that the convention asks for, without those that differ between an item's channels."""
    convention, one = campaign.shared.utm, campaign.items[item]
    values = {"campaign": campaign.id, "item": item, "format": one.format, "pillar": one.pillar}
    if len(one.channels) == 1:
        values["channel"] = next(iter(one.channels))
    found = {}
    for key in _KEYS:
        text = getattr(convention, key)
        filled = _filled(text, values) if text else None
        if filled:
            found[f"utm_{key}"] = filled
    return found


def _filled(text: str, values: Mapping[str, str | None]) -> str | None:
    for name, value in values.items():
        if value:
            text = text.replace(f"{{{name}}}", value)
    return None if "{" in text else text


def tagged(link: str, more: Mapping[str, str]) -> str:
    """Returns a link with more parameters, in front of its fragment."""
    parts = urlsplit(link)
    added = "&".join(f"{key}={quote(text, safe='')}" for key, text in more.items())
    return urlunsplit(parts._replace(query=f"{parts.query}&{added}" if parts.query else added))
