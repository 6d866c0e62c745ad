"""The frame of a campaign's time: its phases, its pauses, its named days, and what is done on each occasion."""

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from rencana.derive.pauses import pauses_of
from rencana.render.campaign.head import place_name
from rencana.render.subject.campaign import CampaignView, Named, as_title


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


def phase_views(view: CampaignView) -> tuple[PhaseView, ...]:
    """Returns the phases of a campaign."""
    say = view.say
    return tuple(
        PhaseView(
            phase.title or as_title(name),
            tuple(say.window(window, view.campaign) for window in phase.windows),
            view.objectives(phase.objectives),
            view.audiences(phase.audiences),
            view.channels(phase.channels),
            say.list([place_name(view, code) for code in phase.places]),
            view.text(phase.note),
        )
        for name, phase in view.campaign.plan.schedule.phases.items()
    )


def pause_views(view: CampaignView) -> tuple[PauseView, ...]:
    """Returns the pauses that a campaign keeps."""
    return tuple(
        PauseView(
            pause.title or as_title(name),
            tuple(view.say.window(window, view.campaign) for window in pause.windows),
            view.channels(pause.channels),
            view.text(pause.because),
        )
        for name, pause in pauses_of(view.campaign).items()
    )


def named_days(view: CampaignView) -> tuple[tuple[str, str], ...]:
    """Returns the names that a plan gives to days."""
    dates = view.campaign.plan.schedule.dates
    return tuple((name, view.say.when(when, view.campaign)) for name, when in dates.items())


def playbook_views(view: CampaignView) -> Iterator[PlaybookView]:
    """Yields the playbooks of a campaign."""
    for name, index in view.campaign.plan.playbooks.items():
        steps = tuple((step.text, step.when or "", view.channels(step.channels)) for step in index.steps.values())
        title = index.title or as_title(name)
        yield PlaybookView(title, index.occasion or "", steps, view.text(index.note))
