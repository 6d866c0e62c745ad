"""From a view to the inside of a page: the template is filled, headings and search entries are read off."""

import re
from html import unescape

from jinja2 import Environment

from rencana.render.address import Links
from rencana.render.environment import fill
from rencana.render.page import Body, Heading, SearchEntry

_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_SEARCH = re.compile(r"<!-- search -->(.*?)<!-- /search -->", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_LEAD = re.compile(r'<p class="rn-lead"[^>]*>(.*?)</p>|<div class="rn-lead"[^>]*>(.*?)</div>', re.DOTALL)
_LEADS = 'class="rn-lead"'
"""A long page without it is not looked through."""
_LONGEST = 300


def article(made: Environment, template: str, view: object, language: str, links: Links) -> Body:
    """Fills a template with its view.

    Headings with an id become the table of contents. What stands between search marks is what the search knows: the
    template decides it from the data, so that tables of numbers make no noise there.
    """
    html = links.rooted(fill(made, f"pages/{template}.html", view=view, language=language))
    headings = tuple(Heading(int(level), unescape(at), _words(title)) for level, at, title in _HEADING.findall(html))
    found = _TITLE.search(html)
    # What stood between marks is every second part.
    parts = _SEARCH.split(html)
    text = " ".join(map(_words, parts[1::2]))
    lead = _LEAD.search(html) if _LEADS in html else None
    description = _words(lead[1] or lead[2] or "")[:_LONGEST] if lead else ""
    title = _words(found[1]) if found else ""
    return Body("".join(parts), headings, (SearchEntry("", title, text),), description)


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())
