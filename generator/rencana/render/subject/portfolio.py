"""The portfolio as one of its pages sees it: what campaigns share, the words of a language, and links from the page."""

from datetime import date

from msgspec import Struct

from rencana.plan.shared import Shared
from rencana.render import address
from rencana.render.address import Links
from rencana.render.subject.campaign import Named, shared_channel_title
from rencana.render.text.say import Say


class PortfolioView(Struct, frozen=True):
    """The portfolio as one of its pages shows it, on a day."""

    shared: Shared
    say: Say
    links: Links
    on: date

    def goal(self, name: str | None) -> Named | None:
        """Returns a goal with a link to its page; None where there is no such goal."""
        goal = self.shared.goals.get(name) if name else None
        return Named(goal.title, self.links.to(address.facet_page("goal", name or ""))) if goal else None

    def team(self, name: str | None) -> Named:
        """Returns a team with a link to its page."""
        if not name:
            return Named("")
        team = self.shared.teams.get(name)
        return Named(team.title if team else name, self.links.to(address.facet_page("team", name)))

    def channel(self, name: str) -> str:
        """Returns the title of a channel."""
        return shared_channel_title(self.shared, name, self.say.language)
