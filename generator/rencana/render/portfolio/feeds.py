"""Feeds of what was changed: one of all plans, and one of each campaign."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time

from msgspec import Struct

from rencana.changes.history import HistoryEntry, HistoryGap
from rencana.render import address
from rencana.render.address import Links
from rencana.render.files.feed import Feed, FeedEntry, atom, feed_id
from rencana.render.page import Download
from rencana.render.portfolio.changes import RecentChanges
from rencana.render.portfolio.index import ExcerptIndex
from rencana.render.subject.campaign import CampaignView
from rencana.render.subject.portfolio import PortfolioView
from rencana.render.text.say import Say
from rencana.words.languages import interface

_MOST = 50


class FeedChanges(Struct, frozen=True):
    """What the feed of a campaign tells, in the language of its pages."""

    id: str
    title: str
    language: str
    entries: tuple[HistoryEntry, ...]
    teams: Mapping[str, str]
    """The titles of the teams that owned it, by id."""


def feed_changes(view: CampaignView) -> Iterator[FeedChanges]:
    """Yields what the feed of a campaign tells; nothing where it lies in no repository."""
    history = view.history
    if history.told and history.gap is not HistoryGap.NO_REPOSITORY:
        entries, campaign = history.entries[:_MOST], view.campaign
        teams = {entry.team: view.team(entry.team) for entry in entries}
        yield FeedChanges(campaign.id, campaign.plan.campaign.title, interface(campaign.language), entries, teams)


def feed_files(index: ExcerptIndex) -> Iterator[Download]:
    """Yields all feeds; none where the plans lie in no repository, or the site does not show their history."""
    if index.common_changes is None:
        return
    folders, url = index.site.settings.folders, index.site.settings.url
    args = (index.site.title, url, folders, index.common_changes)
    yield index.download(address.FEED, _of_all, args=args, needs=(index.of(RecentChanges),))
    for id in index.having(FeedChanges, ""):
        need = index.of(FeedChanges, among=(id,))
        yield index.download(address.campaign_file(id, address.FEED), _of_campaign, args=(url, folders), needs=(need,))


def _of_all(
    portfolio: PortfolioView,
    title: str,
    url: str,
    folders: bool,
    common: Iterable[HistoryEntry],
    recent: Mapping[str, RecentChanges],
) -> bytes:
    links = _Addresses(url, Links(address.FEED, folders))
    entries = [_entry(entry, title, links.to(address.HOME)) for entry in common]
    for campaign in recent.values():
        page = links.to(address.campaign_page(campaign.of.id, "history"))
        entries += [_entry(entry, campaign.of.named.title, page) for entry in campaign.entries]
    entries.sort(key=lambda entry: (-entry.at, entry.id))
    feed = Feed(
        feed_id(_owner(portfolio), "all"),
        portfolio.say("{title}: changes of plans", title=title),
        links.to(address.HOME),
        links.own(address.FEED),
        _owner(portfolio) or title,
        portfolio.say.language,
        _midnight(portfolio),
        tuple(entries[:_MOST]),
    )
    return atom(feed)


def _of_campaign(portfolio: PortfolioView, url: str, folders: bool, changes: Mapping[str, FeedChanges]) -> bytes:
    (campaign,) = changes.values()
    path = address.campaign_file(campaign.id, address.FEED)
    links, say = _Addresses(url, Links(path, folders)), Say(campaign.language)
    page = links.to(address.campaign_page(campaign.id, "history"))
    feed = Feed(
        feed_id(_owner(portfolio), "campaign", campaign.id),
        say("{title}: changes of the plan", title=campaign.title),
        page,
        links.own(path),
        _owner(portfolio) or campaign.title,
        campaign.language,
        _midnight(portfolio),
        tuple(_entry(entry, "", page, campaign.teams.get(entry.team, "")) for entry in campaign.entries),
    )
    return atom(feed)


class _Addresses(Struct, frozen=True):
    """Full addresses where that of our pages is known; else those from the feed to a page, which readers complete."""

    url: str
    links: Links

    def to(self, path: str) -> str:
        """Returns the address of a page."""
        return f"{self.url}{Links('', self.links.folders).plain(path)}" if self.url else self.links.to(path)

    def own(self, path: str) -> str:
        """Returns the full address of a file; empty where it is not known."""
        return f"{self.url}{Links('', self.links.folders).plain(path)}" if self.url else ""


def _entry(entry: HistoryEntry, title: str, url: str, team: str = "") -> FeedEntry:
    sentences = tuple(change.message.replace("`", "") for change in entry.changes)
    words = f"{title}: {sentences[0]}" if title else sentences[0]
    return FeedEntry(feed_id(entry.commit, entry.campaign), words, url, entry.at, entry.author or team, sentences)


def _owner(portfolio: PortfolioView) -> str:
    return portfolio.shared.organisation or portfolio.shared.title or ""


def _midnight(portfolio: PortfolioView) -> int:
    return int(datetime.combine(portfolio.on, time(), tzinfo=UTC).timestamp())
