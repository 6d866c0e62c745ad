"""What campaigns share, side by side: channels, audiences, KPIs, each with an index."""

from collections.abc import Callable, Iterator
from functools import partial

from rencana.plan.layout import PORTFOLIO
from rencana.render import address
from rencana.render.book import Book
from rencana.render.page import Body, Page
from rencana.render.views import across
from rencana.render.views.scene import Scene


def index_pages(book: Book) -> Iterator[Page]:
    """Yields the index of channels, of audiences and of KPIs."""
    say = book.say
    for path, title, make in (
        (address.CHANNELS, say("Channels"), _channel_index),
        (address.AUDIENCES, say("Audiences"), _audience_index),
        (address.KPIS, say("KPIs"), _metric_index),
    ):
        body = partial(make, book, path, title)
        yield Page(path, "index", title, body, PORTFOLIO, listed=True, language=say.language)


def _channel_index(book: Book, path: str, title: str) -> Body:
    words = (title, book.say("Where the campaigns are, and why."), book.say("Platform"))
    top = book.links(path).to(address.HOME)
    return book.body("index", across.index(book.scenes(path), across.channel_names, across.channel_entry, words, top))


def _audience_index(book: Book, path: str, title: str) -> Body:
    words = (title, book.say("To whom the campaigns speak."), book.say("Size"))
    top = book.links(path).to(address.HOME)
    return book.body("index", across.index(book.scenes(path), across.audience_names, across.audience_entry, words, top))


def _metric_index(book: Book, path: str, title: str) -> Body:
    words = (title, book.say("What is measured, and by which campaigns."), book.say("Direction"))
    top = book.links(path).to(address.HOME)
    return book.body("index", across.index(book.scenes(path), across.metric_names, across.metric_entry, words, top))


def across_pages(book: Book) -> Iterator[Page]:
    """Yields a page for each channel, audience and metric."""
    scenes = book.scenes(address.HOME)
    kinds = (
        ("channel", across.channel_names, address.channel_page, address.CHANNELS, across.channel_page, _channel_name),
        (
            "audience",
            across.audience_names,
            address.audience_page,
            address.AUDIENCES,
            across.audience_page,
            _audience_name,
        ),
        ("kpi", across.metric_names, address.kpi_page, address.KPIS, across.metric_page, _metric_name),
    )
    for kind, names, page_of, index, make, title_of in kinds:
        users: dict[str, Scene] = {}
        for scene in scenes.values():
            for name in names(scene):
                users.setdefault(name, scene)
        for name in sorted(users):
            path = page_of(name)
            body = partial(_across_page, book, kind, path, index, name, make)
            yield Page(path, kind, title_of(users[name], name), body, language=book.say.language)


def _across_page(
    book: Book, kind: str, path: str, index: str, name: str, make: Callable[[across.Scenes, str, str], object]
) -> Body:
    return book.body(kind, make(book.scenes(path), name, book.links(path).to(index)))


def _channel_name(scene: Scene, name: str) -> str:
    return scene.channel(name).title


def _audience_name(scene: Scene, name: str) -> str:
    return scene.audience(name).title


def _metric_name(scene: Scene, name: str) -> str:
    return across.metric_entry(scene, name).title
