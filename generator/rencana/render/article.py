"""Fills the template of a page with its view, and reads headings, search text and description off the HTML."""

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
_HAS_LEAD = 'class="rn-lead"'
"""The search for a lead is slow on a long page, and most pages have none."""
_LONGEST = 300
"""Letters of a description, at most."""


def article(templates: Environment, template: str, view: object, language: str, links: Links) -> Body:
    """Fills a template with its view.

    Headings with an id become the table of contents. The search indexes only the text between search comments: the
    template sets them, so that tables of numbers make no noise in the results.
    """
    html = links.rooted(fill(templates, f"pages/{template}.html", view=view, language=language))
    headings = tuple(Heading(int(level), unescape(at), _words(title)) for level, at, title in _HEADING.findall(html))
    heading = _TITLE.search(html)
    # `split` returns the text between the comments as every second part.
    parts = _SEARCH.split(html)
    text = " ".join(map(_words, parts[1::2]))
    lead = _LEAD.search(html) if _HAS_LEAD in html else None
    description = _words(lead[1] or lead[2] or "")[:_LONGEST] if lead else ""
    title = _words(heading[1]) if heading else ""
    return Body("".join(parts), headings, (SearchEntry("", title, text),), description)


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())
