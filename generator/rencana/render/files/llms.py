"""Writes llms.txt, the site for language models, in the form of llmstxt.org: a title, a sentence, lists of links."""

import re
from collections.abc import Sequence

from rencana.render import address
from rencana.render.address import Links
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text.prose import plain

PATH = "llms.txt"
_MARK = re.compile(r"([\\\[\]<>`*_])")


def llms_text(title: str, portfolio: PortfolioView, campaigns: Sequence[str]) -> bytes:
    """Returns llms.txt: the line of each campaign, and the files with the numbers."""
    say = portfolio.say
    day = say.day(portfolio.on)
    lines = [
        f"# {_text(title)}",
        "",
        f"> {say('Campaign plans with strategy, KPIs and measured results, as they stand on {day}.', day=day)}",
        *(["", f"## {say('Campaigns')}", "", *campaigns] if campaigns else []),
        "",
        f"## {say('Data')}",
        "",
        f"- [portfolio.json](portfolio.json): {say('all campaigns, with the address of each plan as JSON')}",
        f"- [status.json](status.json): {say('where each KPI stands: value, target, path and status')}",
        "",
    ]
    return "\n".join(lines).encode()


def campaign_line(view: CampaignView) -> str:
    """Returns a campaign as a line, with its summary."""
    header = view.campaign.plan.campaign
    link = f"- [{_text(header.title)}]({Links(PATH, view.links.folders).to(address.campaign_page(view.campaign.id))})"
    return f"{link}: {_text(plain(header.summary))}" if header.summary else link


def _text(words: str) -> str:
    """Returns a text on one line, with each character escaped that Markdown would interpret."""
    return _MARK.sub(r"\\\1", " ".join(words.split()))
