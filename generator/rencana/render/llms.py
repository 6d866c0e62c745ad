"""llms.txt: what is here for a language model, in the shape of llmstxt.org: a title, a sentence, lists of links."""

import re
from collections.abc import Iterator

from rencana.render import address
from rencana.render.address import Links
from rencana.render.book import Book
from rencana.render.prose import plain

PATH = "llms.txt"
_MARK = re.compile(r"([\\\[\]<>`*_])")


def llms_text(book: Book) -> bytes:
    """Returns llms.txt: each campaign with its summary, and the files that hold the numbers."""
    return ("\n".join(_lines(book)) + "\n").encode()


def _lines(book: Book) -> Iterator[str]:
    say, links = book.say, book.links(PATH)
    yield f"# {_text(book.title)}"
    yield ""
    day = say.day(book.settings.on)
    yield f"> {say('Campaign plans with strategy, KPIs and measured results, as they stand on {day}.', day=day)}"
    if book.portfolio.campaigns:
        yield from ("", f"## {say('Campaigns')}", "")
        yield from _campaigns(book, links)
    yield from ("", f"## {say('Data')}", "")
    yield f"- [portfolio.json](portfolio.json): {say('all campaigns, with the address of each plan as JSON')}"
    yield f"- [status.json](status.json): {say('where each KPI stands: value, target, path and status')}"


def _campaigns(book: Book, links: Links) -> Iterator[str]:
    for name, one in book.portfolio.campaigns.items():
        frame = one.plan.campaign
        link = f"- [{_text(frame.title)}]({links.to(address.campaign_page(name))})"
        yield f"{link}: {_text(plain(frame.summary))}" if frame.summary else link


def _text(words: str) -> str:
    """Returns words on one line, with nothing in them that Markdown would read as a mark."""
    return _MARK.sub(r"\\\1", " ".join(words.split()))
