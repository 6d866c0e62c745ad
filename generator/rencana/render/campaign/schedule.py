"""The frame of a campaign's time: its phases, its pauses, its named days, and what is done on each occasion."""

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from rencana.derive.pauses import pauses_of
from rencana.render.campaign.head import place_name
from rencana.render.subject.campaign import Named, Scene, as_title


class PauseView(Struct, frozen=True):
    """A time in which nothing is published."""

    title: str
    windows: tuple[str, ...]
    channels: tuple[Named, ...]
    because: Markup


class PhaseView(Struct, frozen=True):
    """A phase with its windows and what it works for."""

    title: str
    windows: tuple[str, ...]
    objectives: tuple[Named, ...]
    audiences: tuple[Named, ...]
    channels: tuple[Named, ...]
    places: str
    note: Markup


class PlaybookView(Struct, frozen=True):
    """What is done each time that an occasion comes."""

    title: str
    occasion: str
    steps: tuple[tuple[str, str, tuple[Named, ...]], ...]
    note: Markup


def phase_views(scene: Scene) -> tuple[PhaseView, ...]:
    """Returns the phases of a campaign."""
    say = scene.say
    return tuple(
        PhaseView(
            phase.title or as_title(name),
            tuple(say.window(window, scene.campaign) for window in phase.windows),
            scene.objectives(phase.objectives),
            scene.audiences(phase.audiences),
            scene.channels(phase.channels),
            say.list([place_name(scene, code) for code in phase.places]),
            scene.text(phase.note),
        )
        for name, phase in scene.campaign.plan.schedule.phases.items()
    )


def pause_views(scene: Scene) -> tuple[PauseView, ...]:
    """Returns the pauses that a campaign keeps."""
    return tuple(
        PauseView(
            pause.title or as_title(name),
            tuple(scene.say.window(window, scene.campaign) for window in pause.windows),
            scene.channels(pause.channels),
            scene.text(pause.because),
        )
        for name, pause in pauses_of(scene.campaign).items()
    )


def named_days(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Returns the names that a plan gives to days."""
    dates = scene.campaign.plan.schedule.dates
    return tuple((name, scene.say.when(when, scene.campaign)) for name, when in dates.items())


def playbook_views(scene: Scene) -> Iterator[PlaybookView]:
    """Yields the playbooks of a campaign."""
    for name, book in scene.campaign.plan.playbooks.items():
        steps = tuple((step.text, step.when or "", scene.channels(step.channels)) for step in book.steps.values())
        title = book.title or as_title(name)
        yield PlaybookView(title, book.occasion or "", steps, scene.text(book.note))
