"""Where the pages live, and how one leads to another; hosts may give each page a folder or a file of its own."""

import posixpath
import re
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from msgspec import Struct

HOME = "index.md"
CALENDAR = "calendar/index.md"
ALL_ITEMS = "calendar.ics"
STATUS = "status.json"
CHANNELS = "channels/index.md"
AUDIENCES = "audiences/index.md"
KPIS = "kpis/index.md"
GOALS = "goals/index.md"
TEAMS = "teams/index.md"
REPORTS = "reports/index.md"
RULES = "rules/index.md"
STYLE = "assets/rencana.css"
SCRIPT = "assets/rencana.js"


def campaign_page(campaign: str, page: str = "index") -> str:
    """Returns the path of a page of a campaign: index, strategy, calendar, measurement, report, or a framework."""
    return f"plans/{campaign}/{page}.md"


def campaign_file(campaign: str, name: str) -> str:
    """Returns the path of a file beside a campaign's pages."""
    return f"plans/{campaign}/{name}"


def channel_page(channel: str) -> str:
    """Returns the path of a channel's page."""
    return f"channels/{channel}.md"


def channel_file(channel: str) -> str:
    """Returns the path of the calendar file of a channel."""
    return f"channels/{channel}.ics"


def month_page(month: date) -> str:
    """Returns the path of the page of all campaigns in a month."""
    return f"calendar/{month:%Y-%m}.md"


def audience_page(audience: str) -> str:
    """Returns the path of an audience's page."""
    return f"audiences/{audience}.md"


def kpi_page(metric: str) -> str:
    """Returns the path of the page of a metric with all KPIs that use it."""
    return f"kpis/{metric}.md"


FACET_FOLDERS = {"channel": "channels", "goal": "goals", "team": "teams", "tag": "tags"}
"""Where a value of a facet has a page of its own already; the others stand below `by`."""


def facet_page(kind: str, value: str) -> str:
    """Returns the path of the page of all campaigns that have a value of a facet."""
    return f"{FACET_FOLDERS.get(kind, f'by/{kind}')}/{anchor(value)}.md"


def report_page(reader: str) -> str:
    """Returns the path of the report for a reader: executive, manager or analyst."""
    return f"reports/{reader}.md"


def rule_page(rule: str) -> str:
    """Returns the path of the page of a rule."""
    return f"rules/{rule}.md"


@lru_cache(4096)
def anchor(*parts: str) -> str:
    """Returns an id that may stand in HTML and in an address, made of the words of several parts."""
    return _NO_WORD.sub("-", "-".join(parts))


_NO_WORD = re.compile(r"[^\w-]+")

ANYWHERE = ""
"""Stands for a page that is not known yet: links from it begin at the root of the site."""
_ROOT = "~rencana-root~/"


class Links(Struct, frozen=True):
    """Makes relative links from the page at `here`; with `folders` each page is the index of a folder of its own."""

    here: str
    folders: bool = True

    def to(self, path: str, at: str = "") -> str:
        """Returns the address of a page or file, and of a place in it."""
        way = _way(self.here, path, folders=self.folders)
        return f"{way}#{_quoted(at)}" if at else way

    def rooted(self, html: str) -> str:
        """Returns a page with the links that were made for anywhere as they are from here."""
        if self.here == ANYWHERE:
            return html
        return html.replace(_ROOT, "../" * _address(self.here, folders=self.folders).count("/"))


_quoted = lru_cache(4096)(quote)


@lru_cache(8192)
def _way(here: str, path: str, *, folders: bool) -> str:
    """Returns the way from a page to another; one page asks for few of them very often."""
    target = _address(path, folders=folders)
    if here == ANYWHERE:
        return quote(f"{_ROOT}{target}")
    return quote(_relative(target, posixpath.dirname(_address(here, folders=folders))))


def _relative(target: str, start: str) -> str:
    """Returns the way from a folder to a target, which is a folder where it ends in a slash or is empty.

    It is what posixpath.relpath says, which asks for the folder of the process each time.
    """
    there, here = target.rstrip("/").split("/") if target else [], start.split("/") if start else []
    shared = 0
    while shared < min(len(there), len(here)) and there[shared] == here[shared]:
        shared += 1
    way = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return f"{way}/" if target.endswith("/") or not target else way


def _address(path: str, *, folders: bool) -> str:
    if not path.endswith(".md"):
        return path
    base = path.removesuffix(".md")
    if base == "index" or base.endswith("/index"):
        return base.removesuffix("index") if folders else f"{base}.html"
    return f"{base}/" if folders else f"{base}.html"
