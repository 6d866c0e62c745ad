"""The paths of all pages and files of a site, and relative links between them.

Every system can hold each path, and takes no two of them for one, whatever people call their channels and tags.
A host writes a page as the index of a folder of its own, or as one file; links fit either form.
"""

import posixpath
import re
import unicodedata
from datetime import date
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from msgspec import Struct

from rencana.source.portable import LONGEST, is_device, same_file

HOME = "index.md"
CALENDAR = "calendar/index.md"
ALL_ITEMS = "calendar.ics"
STATUS = "status.json"
FEED = "feed.xml"
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
    return f"channels/{file_name(channel)}.md"


def channel_file(channel: str) -> str:
    """Returns the path of the calendar file of a channel."""
    return f"channels/{file_name(channel)}.ics"


def month_page(month: date) -> str:
    """Returns the path of the page of all campaigns in a month."""
    return f"calendar/{month:%Y-%m}.md"


def audience_page(audience: str) -> str:
    """Returns the path of an audience's page."""
    return f"audiences/{file_name(audience)}.md"


def kpi_page(metric: str) -> str:
    """Returns the path of the page of a metric with all KPIs that use it."""
    return f"kpis/{file_name(metric)}.md"


FACET_FOLDERS = {"channel": "channels", "goal": "goals", "team": "teams", "tag": "tags"}
"""Facets whose values have pages anyway; the pages of all other facets are in the folder `by`."""


def facet_page(kind: str, value: str) -> str:
    """Returns the path of the page of all campaigns that have a value of a facet."""
    return f"{FACET_FOLDERS.get(kind, f'by/{kind}')}/{facet_name(kind, value)}.md"


def facet_name(kind: str, value: str) -> str:
    """Returns the name of a value of a facet; tags that differ in case, spaces and hyphens alone are one."""
    return file_name(_JOINT.sub("-", same_file(value)) if kind == "tag" else value)


_JOINT = re.compile(r"[\s_-]+")


def report_page(reader: str) -> str:
    """Returns the path of the report for a reader: executive, manager or analyst."""
    return f"reports/{reader}.md"


def rule_page(rule: str) -> str:
    """Returns the path of the page of a rule."""
    return f"rules/{rule}.md"


@lru_cache(4096)
def file_name(text: str) -> str:
    """Returns the name of a page: the text itself, where it is an id that every system can hold.

    Where letters, signs or length of a text get lost, or it is taken already, a digest of the text follows.
    """
    words = anchor(unicodedata.normalize("NFC", text).lower()).strip("-")
    is_taken = text in ("", "index") or is_device(text)
    if words == text == same_file(text) and not is_taken and len(text.encode()) <= LONGEST:
        return text
    mark = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    start = words.encode()[: LONGEST - len(mark) - 1].decode("utf-8", "ignore").rstrip("-")
    return f"{start}-{mark}" if start else mark


@lru_cache(4096)
def anchor(*parts: str) -> str:
    """Returns an id for HTML, made of the words of several parts."""
    text = "-".join(parts)
    if _ID.fullmatch(text):
        return text
    # Marks, such as the vowel signs of many scripts, are part of a word; Python's \w does not know them.
    return _GAPS.sub("-", "".join(sign if sign in "_-" or _is_of_word(sign) else "\0" for sign in text))


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


_ID = re.compile(r"[a-z0-9-]*")
_GAPS = re.compile("\0+")

ANYWHERE = ""
"""The `here` of links that are made before their page is known; `Links.rooted` completes them later."""
_ROOT = "~rencana-root~/"


class Links(Struct, frozen=True):
    """Makes relative links from the page at `here`; with `folders`, each page is the index of a folder of its own."""

    here: str
    folders: bool = True

    def to(self, path: str, at: str = "") -> str:
        """Returns the address of a page or file, and of a place in it."""
        href = _href(self.here, path, folders=self.folders)
        return f"{href}#{_quoted(at)}" if at else href

    def plain(self, path: str) -> str:
        """Returns the address of a page or file from the root of our pages."""
        return quote(_address(path, folders=self.folders))

    def rooted(self, html: str) -> str:
        """Completes the links in a page that were made before it was known where they stand."""
        if self.here == ANYWHERE:
            return html
        return html.replace(_ROOT, "../" * _address(self.here, folders=self.folders).count("/"))


_quoted = lru_cache(4096)(quote)


@lru_cache(8192)
def _href(here: str, path: str, *, folders: bool) -> str:
    """Returns the relative address of a page from another; a page links to the same few pages very often."""
    target = _address(path, folders=folders)
    if here == ANYWHERE:
        return quote(f"{_ROOT}{target}")
    return quote(relative(target, posixpath.dirname(_address(here, folders=folders))))


def relative(target: str, start: str) -> str:
    """Returns the relative path from a folder to a target, which is a folder where it ends in a slash or is empty.

    It says what posixpath.relpath says, but that asks for the working folder of the process at each call.
    """
    there, here = target.rstrip("/").split("/") if target else [], start.split("/") if start else []
    shared = 0
    while shared < min(len(there), len(here)) and there[shared] == here[shared]:
        shared += 1
    href = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return f"{href}/" if target.endswith("/") or not target else href


def _address(path: str, *, folders: bool) -> str:
    if not path.endswith(".md"):
        return path
    base = path.removesuffix(".md")
    if base == "index" or base.endswith("/index"):
        return base.removesuffix("index") if folders else f"{base}.html"
    return f"{base}/" if folders else f"{base}.html"
