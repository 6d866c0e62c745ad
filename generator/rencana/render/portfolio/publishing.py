"""What a campaign publishes and when: its items by month, and the calendar files that hold them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from msgspec import Struct

from rencana.derive.appearances import Appearance, all_slots, appearances, horizon
from rencana.render.campaign.diary import chips_by_day
from rencana.render.charts.grid import Chip
from rencana.render.files.calendars import Years
from rencana.render.subject.campaign import CampaignView, channel_title
from rencana.render.subject.glance import Glance, glance

ByDay = Mapping[date, Sequence[Chip]]


class InMonth(Struct, frozen=True):
    """What a campaign publishes in a month: items by day, and those without a single day by the first of the month."""

    of: Glance
    zone: str
    fixed: ByDay
    loose: ByDay

    @property
    def count(self) -> int:
        """How many items these are."""
        return sum(len(chips) for part in (self.fixed, self.loose) for chips in part.values())


def in_months(view: CampaignView) -> dict[date, InMonth]:
    """Returns what a campaign publishes, by the first day of each month."""
    campaign, of = view.campaign, glance(view)
    zone = campaign.timezone.replace("_", " ")
    by_month: dict[date, list[Appearance]] = {}
    for appearance in appearances(campaign, horizon(campaign, view.on)):
        by_month.setdefault(appearance.day.replace(day=1), []).append(appearance)
    return {
        first: InMonth(of, zone, *chips_by_day(view, of_month, within=False))
        for first, of_month in sorted(by_month.items())
    }


class Publishing(Struct, frozen=True):
    """How many items a campaign has in each month, and its calendar files.

    `files` says whether it has one of its own; `channels` are those on which something goes out, with their titles;
    `years` are those that its entries in calendars lie in.
    """

    counts: Mapping[date, int]
    files: bool
    channels: Mapping[str, str]
    years: Years


class Publisher(Protocol):
    """What is known of a campaign that may publish something."""

    @property
    def of(self) -> Glance:
        """The campaign."""
        ...

    @property
    def publishing(self) -> Publishing:
        """When and where it publishes."""
        ...


def publishing(view: CampaignView, months: Mapping[date, InMonth], years: Years) -> Publishing:
    """Returns how many items a campaign has in each month."""
    campaign, language = view.campaign, view.say.language
    names = sorted({slot.channel for slot in all_slots(campaign) if slot.channel})
    titles = {name: channel_title(campaign, name, language) for name in names}
    return Publishing({first: month.count for first, month in months.items()}, bool(campaign.items), titles, years)


def channels_with_files(every: Iterable[Publisher]) -> dict[str, str]:
    """Returns the channels on which something goes out, by id, with their titles."""
    titles: dict[str, str] = {}
    for publisher in every:
        for name, title in publisher.publishing.channels.items():
            titles.setdefault(name, title)
    return dict(sorted(titles.items()))
