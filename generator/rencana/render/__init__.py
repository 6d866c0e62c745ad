"""Makes pages from a portfolio: typed views, Jinja templates, finished HTML; it knows no host."""

from rencana.render.desk import Settings, Show
from rencana.render.page import Body, Download, Heading, Page, Pages, Redirect, SearchEntry, Section
from rencana.render.pages import render

__all__ = [
    "Body",
    "Download",
    "Heading",
    "Page",
    "Pages",
    "Redirect",
    "SearchEntry",
    "Section",
    "Settings",
    "Show",
    "render",
]
