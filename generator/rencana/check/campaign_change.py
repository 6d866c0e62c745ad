"""What rules see that need both sides of a change: a campaign as it was, and as it is."""

from msgspec import Struct

from rencana.plan.campaign import Campaign


class CampaignChange(Struct, frozen=True):
    """A campaign that stands in both states of a workspace, perhaps under another id."""

    before: Campaign
    after: Campaign
