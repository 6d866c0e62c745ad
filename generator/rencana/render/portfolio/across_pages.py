"""What campaigns share, side by side: channels, audiences, KPIs, each with an index."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.page import Body, Page
from rencana.render.portfolio import across
from rencana.render.portfolio.across import AudienceUse, ChannelUse, Mentions, MetricUse
from rencana.render.portfolio.index import ExcerptIndex
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


def index_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields the index of channels, of audiences and of KPIs."""
    say = index.site.say
    for path, sort, words in (
        (address.CHANNELS, _channels, (say("Channels"), say("Where the campaigns are, and why."), say("Platform"))),
        (address.AUDIENCES, _audiences, (say("Audiences"), say("To whom the campaigns speak."), say("Size"))),
        (
            address.KPIS,
            _metrics,
            (say("KPIs"), say("What is measured, and by which campaigns."), say("Direction")),
        ),
    ):
        body, basis = partial(_index, index, path, sort, words), index.basis(Mentions)
        yield Page(path, "index", words[0], body, PORTFOLIO, listed=True, language=say.language, basis=basis)


def _index(index: ExcerptIndex, path: str, sort: Sort, words: tuple[str, str, str]) -> Body:
    home = index.site.links(path).to(address.HOME)
    return index.site.body("index", across.index(index.mentions.values(), sort, words, home), path)


def across_pages(index: ExcerptIndex) -> Iterator[Page]:
    """Yields a page for each channel, audience and metric."""
    kinds: tuple[tuple[str, Sort, type[ChannelUse | AudienceUse | MetricUse], _Make, Callable[[str], str]], ...] = (
        ("channel", _channels, ChannelUse, _channel, address.channel_page),
        ("audience", _audiences, AudienceUse, _audience, address.audience_page),
        ("kpi", _metrics, MetricUse, _metric, address.kpi_page),
    )
    for kind, sort, use, make, page_of in kinds:
        titles: dict[str, str] = {}
        for mentioned in index.mentions.values():
            for name, one in sort(mentioned).items():
                titles.setdefault(name, one.title)
        for name, title in sorted(titles.items()):
            path, basis = page_of(name), index.basis_in_part((use, name), among=index.having(use, name))
            body = partial(make, index, path, name)
            yield Page(path, kind, title, body, language=index.site.say.language, basis=basis)


_Make = Callable[[ExcerptIndex, str, str], Body]


def _channel(index: ExcerptIndex, path: str, name: str) -> Body:
    links, (uses, others) = index.site.links(path), _uses(index, ChannelUse, name)
    published = any(name in index.mentions[id].publishing.channels for id in index.having(ChannelUse, name))
    calendar = links.to(address.channel_file(name)) if published else ""
    view = across.channel_page(uses, others, calendar, links.to(address.CHANNELS))
    return index.site.body("channel", view, path)


def _audience(index: ExcerptIndex, path: str, name: str) -> Body:
    view = across.audience_page(*_uses(index, AudienceUse, name), index.site.links(path).to(address.AUDIENCES))
    return index.site.body("audience", view, path)


def _metric(index: ExcerptIndex, path: str, name: str) -> Body:
    view = across.metric_page(*_uses(index, MetricUse, name), index.site.links(path).to(address.KPIS))
    return index.site.body("kpi", view, path)


def _uses(index: ExcerptIndex, kind: type[T], name: str) -> tuple[list[T], tuple[Named, ...]]:
    """Returns how the foremost campaigns use something, and the names of the others that do."""
    using = index.having(kind, name)
    return [*index.of(kind, name, among=index.foremost(using)).values()], index.others(using)
