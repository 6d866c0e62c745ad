"""What campaigns share, side by side: channels, audiences, KPIs, each with an index."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.page import Body, Page
from rencana.render.portfolio import across
from rencana.render.portfolio.across import AudienceUse, ChannelUse, Mentions, MetricUse
from rencana.render.portfolio.index import Book
from rencana.render.subject.campaign import Named

T = TypeVar("T")
Sort = Callable[[Mentions], Mapping[str, Named]]
"""Which of the things that a campaign names are meant."""


def _channels(one: Mentions) -> Mapping[str, Named]:
    return one.channels


def _audiences(one: Mentions) -> Mapping[str, Named]:
    return one.audiences


def _metrics(one: Mentions) -> Mapping[str, Named]:
    return one.metrics


def index_pages(book: Book) -> Iterator[Page]:
    """Yields the index of channels, of audiences and of KPIs."""
    say = book.desk.say
    for path, sort, words in (
        (address.CHANNELS, _channels, (say("Channels"), say("Where the campaigns are, and why."), say("Platform"))),
        (address.AUDIENCES, _audiences, (say("Audiences"), say("To whom the campaigns speak."), say("Size"))),
        (
            address.KPIS,
            _metrics,
            (say("KPIs"), say("What is measured, and by which campaigns."), say("Direction")),
        ),
    ):
        body, basis = partial(_index, book, path, sort, words), book.basis(Mentions)
        yield Page(path, "index", words[0], body, PORTFOLIO, listed=True, language=say.language, basis=basis)


def _index(book: Book, path: str, sort: Sort, words: tuple[str, str, str]) -> Body:
    home = book.desk.links(path).to(address.HOME)
    return book.desk.body("index", across.index(book.mentions.values(), sort, words, home), path)


def across_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each channel, audience and metric."""
    kinds: tuple[tuple[str, Sort, type[ChannelUse | AudienceUse | MetricUse], _Make, Callable[[str], str]], ...] = (
        ("channel", _channels, ChannelUse, _channel, address.channel_page),
        ("audience", _audiences, AudienceUse, _audience, address.audience_page),
        ("kpi", _metrics, MetricUse, _metric, address.kpi_page),
    )
    for kind, sort, use, make, page_of in kinds:
        titles: dict[str, str] = {}
        for mentioned in book.mentions.values():
            for name, one in sort(mentioned).items():
                titles.setdefault(name, one.title)
        for name, title in sorted(titles.items()):
            path, basis = page_of(name), book.basis_in_part((use, name), among=book.having(use, name))
            body = partial(make, book, path, name)
            yield Page(path, kind, title, body, language=book.desk.say.language, basis=basis)


_Make = Callable[[Book, str, str], Body]


def _channel(book: Book, path: str, name: str) -> Body:
    links, (uses, others) = book.desk.links(path), _uses(book, ChannelUse, name)
    published = any(name in book.mentions[id].publishing.channels for id in book.having(ChannelUse, name))
    calendar = links.to(address.channel_file(name)) if published else ""
    view = across.channel_page(uses, others, calendar, links.to(address.CHANNELS))
    return book.desk.body("channel", view, path)


def _audience(book: Book, path: str, name: str) -> Body:
    view = across.audience_page(*_uses(book, AudienceUse, name), book.desk.links(path).to(address.AUDIENCES))
    return book.desk.body("audience", view, path)


def _metric(book: Book, path: str, name: str) -> Body:
    view = across.metric_page(*_uses(book, MetricUse, name), book.desk.links(path).to(address.KPIS))
    return book.desk.body("kpi", view, path)


def _uses(book: Book, kind: type[T], name: str) -> tuple[list[T], tuple[Named, ...]]:
    """Returns how the foremost campaigns use something, and the names of the others that do."""
    using = book.having(kind, name)
    return [*book.of(kind, name, among=book.foremost(using)).values()], book.others(using)
