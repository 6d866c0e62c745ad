"""What a plan answers to a question of a framework: the shape of an answer, and of a word that collects answers."""

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup, escape
from msgspec import Struct

from rencana.render.subject.campaign import CampaignView, Named
from rencana.render.subject.status import StatusView


class Answer(Struct, frozen=True):
    """What one thing of a plan says; nothing said is a gap at `path`, the keys that lead there in plan.yaml."""

    about: Named
    said: tuple[Markup, ...]
    path: tuple[str, ...]
    standing: StatusView | None = None


Only = tuple[str, ...]
"""Types, levels or kinds that answers are narrowed to; empty is all."""
Collect = Callable[[CampaignView, Only], Iterator[Answer]]


class Word(Struct, frozen=True):
    """A word of the vocabulary: what it collects, and where the first answer would be written."""

    collect: Collect
    path: tuple[str, ...]


def words(*texts: object) -> tuple[Markup, ...]:
    """Returns those of several texts that say something, as literal text."""
    return tuple(escape(text) for text in texts if text)


def prose(view: CampaignView, *texts: str | None) -> tuple[Markup, ...]:
    """Returns those of several prose fields that say something, as clean HTML."""
    return tuple(view.text(text) for text in texts if text)


def whole(path: tuple[str, ...], say: Callable[[CampaignView], Iterable[Markup]]) -> Word:
    """Returns the word for something that a plan says once."""

    def collect(view: CampaignView, _: Only) -> Iterator[Answer]:
        yield Answer(Named(""), tuple(say(view)), path)

    return Word(collect, path)
