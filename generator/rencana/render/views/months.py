"""All campaigns by month: an index of the months, and for each month one grid of everything that goes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rencana.plan.appearances import Appearance
from rencana.render import address, terms
from rencana.render.calendar_files import channels_with_items
from rencana.render.say import Say
from rencana.render.views.across import Scenes, at_campaign, in_order
from rencana.render.views.diary import chips_by_day, portfolio_diary
from rencana.render.views.grid import Grid, month_grid, next_month
from rencana.render.views.scene import Named, Scene, channel_title
from rencana.words import dates

InMonth = Mapping[str, Sequence[Appearance]]
"""What goes out in one month, by campaign."""


@dataclass(frozen=True, slots=True)
class CampaignInMonth:
    """A campaign that runs or publishes in a month."""

    campaign: Named
    language: str
    state: str
    state_word: str
    period: str
    count: int


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The page of one month."""

    title: str
    zones: str
    grid: Grid
    previous: Named | None
    next: Named | None
    campaigns: tuple[CampaignInMonth, ...]
    index: str


@dataclass(frozen=True, slots=True)
class MonthCard:
    """A month in the index."""

    title: str
    url: str
    current: bool
    count: int
    campaigns: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class MonthIndex:
    """The index of the months, by year, and the files to subscribe to."""

    years: tuple[tuple[str, tuple[MonthCard, ...]], ...]
    whole: Named | None
    campaign_files: tuple[Named, ...]
    channel_files: tuple[Named, ...]
    home: str


def month_page(
    scenes: Scenes, first: date, found: InMonth, beside: tuple[date | None, date | None], say: Say
) -> MonthPage:
    """Makes the view of a month; `beside` are the months before and after it in which something goes out."""
    some = next(iter(scenes.values()))
    ordered = {scene.campaign.id: scene for scene in in_order(scenes)}
    last = next_month(first)
    seen = [scene for scene in ordered.values() if scene.campaign.id in found or _runs(scene, first, last)]
    zones = sorted({scene.campaign.timezone.replace("_", " ") for scene in seen if scene.campaign.id in found})
    zone = say("Times are those of {zone}.", zone=zones[0]) if len(zones) == 1 else say("Times are local.")
    before, after = (Named(dates.month(one, say.language), _url(some, one)) if one else None for one in beside)
    return MonthPage(
        title=dates.month(first, say.language),
        zones=zone,
        grid=month_grid(portfolio_diary(ordered, found, say), first),
        previous=before,
        next=after,
        campaigns=tuple(_campaign(scene, found) for scene in seen),
        index=some.links.to(address.CALENDAR),
    )


def _runs(scene: Scene, first: date, end: date) -> bool:
    start, last = scene.campaign.start, scene.campaign.end
    return start is not None and start < end and (last is None or last >= first)


def _url(scene: Scene, month: date) -> str:
    return scene.links.to(address.month_page(month))


def _campaign(scene: Scene, found: InMonth) -> CampaignInMonth:
    frame = scene.campaign.plan.campaign
    return CampaignInMonth(
        campaign=at_campaign(scene),
        language=scene.campaign.language,
        state=frame.state,
        state_word=scene.say.term(frame.state, terms.STATES),
        period=scene.say.period(frame.period, scene.campaign),
        count=_count(scene, found.get(scene.campaign.id, ())),
    )


def _count(scene: Scene, found: Sequence[Appearance]) -> int:
    return sum(len(chips) for part in chips_by_day(scene, found, within=False) for chips in part.values())


def month_index(scenes: Scenes, found: Mapping[date, InMonth], home: str, on: date, say: Say) -> MonthIndex:
    """Makes the view of the index, the latest year first."""
    years: dict[str, list[MonthCard]] = {}
    for first in sorted(found):
        card = MonthCard(
            title=dates.month(first, say.language),
            url=_url(next(iter(scenes.values())), first),
            current=first == on.replace(day=1),
            count=sum(_count(scenes[name], some) for name, some in found[first].items()),
            campaigns=tuple(at_campaign(scene) for scene in in_order(scenes) if scene.campaign.id in found[first]),
        )
        years.setdefault(str(first.year), []).append(card)
    with_items = [scene for scene in in_order(scenes) if scene.campaign.items]
    channels = channels_with_items(scene.campaign for scene in with_items)
    return MonthIndex(
        years=tuple((year, tuple(cards)) for year, cards in sorted(years.items(), reverse=True)),
        whole=Named(say("All campaigns"), with_items[0].links.to(address.ALL_ITEMS)) if with_items else None,
        campaign_files=tuple(
            Named(
                scene.campaign.plan.campaign.title,
                scene.links.to(address.campaign_file(scene.campaign.id, "calendar.ics")),
            )
            for scene in with_items
        ),
        channel_files=tuple(
            Named(channel_title(using[0], name, say.language), with_items[0].links.to(address.channel_file(name)))
            for name, using in channels.items()
        ),
        home=home,
    )
